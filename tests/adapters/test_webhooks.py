"""Sender of webhook messages: addresses, TLS, limits and faults of receivers."""

import asyncio
import socket
import ssl
import subprocess
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from recruit.adapters.webhooks import HttpSender
from recruit.adapters.webhooks.addresses import ALLOW, NO_URL, REFUSAL, AllowList, parse_url
from recruit.adapters.webhooks.exchange import MOST_KEPT, MOST_READ, HttpExchange
from recruit.domain.shared.errors import ConfigurationError, Invalid
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.webhooks import SendResult
from stand_ins.receiver import Receiver, Reply, receiving

NOTHING = AllowList()
LOCAL = AllowList.parse({ALLOW: "127.0.0.1"})
PRIVATE = [
    "127.0.0.1",
    "127.8.9.10",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",  # metadata services
    "100.64.0.1",  # carrier-grade NAT
    "100.100.100.200",  # the metadata service of Alibaba's cloud
    "168.63.129.16",  # the platform service of Azure's cloud
    "192.0.0.192",  # the metadata service of Oracle's cloud
    "0.0.0.0",  # noqa: S104 - nothing is bound to it
    "0.1.2.3",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "2001::1",
    "2001:db8::1",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "4000::1",
]
PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
NO_URLS = [
    "",
    "example.com",
    "ftp://example.com/",
    "file:///etc/passwd",
    "//example.com",
    "http://",
    "http:///path",
    "https://user@example.com/",
    "https://user:password@example.com/",
    "https://@example.com/",
    "https://example.com/#part",
    "https://example.com#",
    "https://example.com:0/",
    "https://example.com:65536/",
    "https://example.com:x/",
    "https://exa mple.com/",
    "https://example.com/a b",
    "https://example.com\\@127.0.0.1/",
    "https://example.com/\r\nX: y",
    "https://example.com/\x00",
    "https://ex%61mple.com/",
    "https://exämple.com/",
    "https://[fe80::1%25eth0]/",
    "https://[::1/",
    "https://[example.com]/",
    "https://exa_mple..com/",
    "https://-example.com/",
]


async def send(receiver: Receiver, allowed: AllowList = LOCAL, seconds: float = 15) -> SendResult:
    return await HttpExchange(allowed, seconds).send(receiver.url, {"webhook-id": "7"}, b'{"type": "job.created"}')


def resolve(monkeypatch: pytest.MonkeyPatch, **hosts: list[str]) -> list[str]:
    """Have the system's resolver know the labels in `hosts`, and return the list of hosts that it is asked for."""
    asked: list[str] = []
    original = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *arguments: Any, **options: Any) -> Any:
        asked.append(host)
        addresses = hosts.get(host.partition(".")[0], [host])
        return [entry for one in addresses for entry in original(one, port, *arguments, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as found:
        yield found


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(Invalid, match="not public"):
        HttpSender(NOTHING).check(f"https://{host}/webhooks")


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_accepted(address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    HttpSender(NOTHING).check(f"https://{host}/webhooks")


@pytest.mark.parametrize("url", NO_URLS)
def test_other_texts_than_addresses_of_the_web_are_refused(url: str) -> None:
    with pytest.raises(Invalid) as refused:
        HttpSender(NOTHING).check(url)
    assert str(refused.value) == NO_URL


def test_a_url_is_taken_apart_in_one_way() -> None:
    assert tuple(parse_url("HTTPS://Example.COM/a/../b?c=d&e")) == ("https", "example.com", 443, "/a/../b?c=d&e")
    assert parse_url("http://example.com:8080").authority == "example.com:8080"
    assert parse_url("https://example.com?x=1").path == "/?x=1"
    assert parse_url("https://[2606:2800:220:1::1]:444/").authority == "[2606:2800:220:1::1]:444"


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "2130706433", "0177.0.0.1"])
async def test_names_and_numbers_of_this_machine_are_refused_when_a_message_is_sent(
    receiver: Receiver, host: str
) -> None:
    HttpSender(NOTHING).check(f"http://{host}:{receiver.port}/")
    answer = await HttpSender(NOTHING).send(f"http://{host}:{receiver.port}/", {}, b"{}")
    assert (answer.status, answer.error) == (None, REFUSAL)
    assert receiver.requests == []


async def test_a_host_with_a_public_and_a_private_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    resolve(monkeypatch, mixed=["93.184.216.34", "127.0.0.1"])
    answer = await HttpSender(NOTHING).send(f"http://mixed.example.com:{receiver.port}/", {}, b"{}")
    assert (answer.error, receiver.requests) == (REFUSAL, [])


async def test_a_host_is_looked_up_once_and_connected_to_by_its_address(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    asked = resolve(monkeypatch, inside=["127.0.0.1"])
    answer = await HttpSender(LOCAL).send(f"http://inside.example.com:{receiver.port}/a?b=c", {}, b"{}")
    assert (answer.status, answer.error) == (204, None)
    assert [host for host in asked if host != "127.0.0.1"] == ["inside.example.com"]
    (one,) = receiver.requests
    assert (one.headers["host"], one.path) == (f"inside.example.com:{receiver.port}", "/a?b=c")


async def test_concurrent_messages_to_a_host_share_one_look_up(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    asked = resolve(monkeypatch, inside=["127.0.0.1"])
    sender, url = HttpSender(LOCAL), f"http://inside.example.com:{receiver.port}/"
    answers = await asyncio.gather(*(sender.send(url, {}, b"{}") for _ in range(5)))
    assert [answer.status for answer in answers] == [204] * 5
    assert asked.count("inside.example.com") == 1
    assert (await sender.send(url, {}, b"{}")).status == 204
    assert asked.count("inside.example.com") == 2, "the next message looks the host up again"


async def test_hosts_whose_name_servers_do_not_answer_hold_up_no_other_work(monkeypatch: pytest.MonkeyPatch) -> None:
    ended, asked = threading.Event(), list[str]()

    def getaddrinfo(host: str, *_: Any, **__: Any) -> Any:
        asked.append(host)
        ended.wait()
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    exchange = HttpExchange(NOTHING, seconds=0.01)
    urls = [f"http://silent{number}.example.com:{port}/" for number in range(40) for port in (80, 81)]
    try:
        answers = await asyncio.gather(*(exchange.send(url, {}, b"{}") for url in urls))
        assert {answer.error for answer in answers} == {"The receiver gave no answer within 0.01 seconds"}
        assert len(asked) == 40
        async with asyncio.timeout(20):
            await asyncio.to_thread(len, asked)
    finally:
        ended.set()


async def test_the_next_address_is_tried_if_one_refuses_the_connection(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    resolve(monkeypatch, several=["127.0.0.2", "127.0.0.1"])
    allowed = AllowList.parse({ALLOW: "127.0.0.0/8"})
    answer = await HttpSender(allowed).send(f"http://several.example.com:{receiver.port}/", {}, b"{}")
    assert answer.status == 204


async def test_a_host_can_be_allowed_by_name_network_and_address(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    resolve(monkeypatch, inside=["127.0.0.1"])
    url = f"http://inside.example.com:{receiver.port}/"
    for item in ("inside.example.com", "INSIDE.example.com.", "127.0.0.0/8", "127.0.0.1", "10.0.0.0/8, 127.0.0.1"):
        assert (await HttpSender(AllowList.parse({ALLOW: item})).send(url, {}, b"{}")).status == 204
    for item in ("", "example.com", "other.example.com", "10.0.0.0/8", "::1"):
        assert (await HttpSender(AllowList.parse({ALLOW: item})).send(url, {}, b"{}")).error == REFUSAL


@pytest.mark.parametrize("item", ["http://example.com", "10.0.0.1/8", "10.0.0.0/99", "*", "a b", "example.com:80"])
async def test_an_invalid_list_of_exceptions_is_refused_at_the_start(item: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=f"{ALLOW} has"):
        async with kernel.WEBHOOK_SENDER.open(AdapterConfig("http:", tmp_path, {ALLOW: f"example.com,{item}"})):
            pass


async def test_redirects_are_not_followed(receiver: Receiver) -> None:
    async with receiving() as other:
        receiver.answer = lambda _: Reply(307, headers={"Location": other.url})
        answer = await send(receiver)
        assert (answer.status, other.requests) == (307, [])


async def test_the_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch, receiver: Receiver) -> None:
    async with receiving() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert (await send(receiver)).status == 204
        assert proxy.requests == []


async def test_the_beginning_of_a_response_is_kept_as_text(receiver: Receiver) -> None:
    receiver.answer = lambda _: Reply(200, b"a\0\xff" + b"b" * 10 * MOST_READ)
    answer = await send(receiver)
    assert answer.body is not None
    assert answer.body[:4] == "a\ufffd\ufffdb"
    assert (answer.status, len(answer.body), answer.error) == (200, MOST_KEPT, None)


async def test_a_compressed_response_is_not_decompressed(receiver: Receiver) -> None:
    receiver.answer = lambda _: Reply(200, b"\x1f\x8b", {"Content-Encoding": "gzip"})
    assert (await send(receiver)).body == "\x1f\ufffd"


async def test_a_receiver_that_does_not_answer_in_time_is_given_up(receiver: Receiver) -> None:
    gate = asyncio.Event()
    receiver.answer = lambda _: Reply(gate=gate)
    answer = await send(receiver, seconds=0.2)
    gate.set()
    assert (answer.status, answer.error) == (None, "The receiver gave no answer within 0.2 seconds")
    assert answer.duration_ms >= 200


async def test_a_status_counts_even_if_the_body_does_not_end(receiver: Receiver) -> None:
    receiver.answer = lambda _: Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
    answer = await send(receiver)
    assert (answer.status, answer.body, answer.error) == (200, "abc", None)


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"", "The receiver closed the connection without an answer"),
        (b"HTTP/1.1 20", "The receiver closed the connection without an answer"),
        (b"SSH-2.0-OpenSSH\r\n\r\n", "The receiver's answer is not HTTP/1.1"),
        (b"HTTP/1.1 200 OK\r\nX" + b"y" * 200_000, "The receiver's answer is not HTTP/1.1"),
    ],
)
async def test_an_answer_that_is_not_http_is_a_failure(receiver: Receiver, raw: bytes, error: str) -> None:
    receiver.answer = lambda _: Reply(raw=raw)
    answer = await send(receiver)
    assert (answer.status, answer.error) == (None, error)


async def test_a_receiver_that_is_not_there_is_a_failure() -> None:
    async with receiving() as gone:
        pass
    assert (await send(gone)).error == "The receiver can't be connected to: connection refused"
    answer = await HttpSender(LOCAL).send("http://receiver.invalid/", {}, b"{}")
    assert answer.error == "The host name of the URL has no address"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for inside.example.com, and its key."""
    directory = tmp_path_factory.mktemp("tls")
    certificate, key = directory / "certificate.pem", directory / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=recruit"),
            *("-addext", "subjectAltName=DNS:inside.example.com", "-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key


async def test_certificates_are_verified_for_the_name_of_the_host(
    monkeypatch: pytest.MonkeyPatch, certificate: tuple[Path, Path]
) -> None:
    resolve(monkeypatch, inside=["127.0.0.1"], outside=["127.0.0.1"])
    names: list[str] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    async with receiving(context) as receiver:
        url = f"https://{{}}.example.com:{receiver.port}/"
        untrusted = await HttpSender(LOCAL).send(url.format("inside"), {}, b"{}")
        assert (untrusted.error or "").startswith("The receiver can't be connected to: its certificate is refused")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        trusted = await HttpSender(LOCAL).send(url.format("inside"), {}, b"{}")
        assert (trusted.status, trusted.error) == (204, None)
        other_name = await HttpSender(LOCAL).send(url.format("outside"), {}, b"{}")
        assert (other_name.error or "").startswith("The receiver can't be connected to: its certificate is refused")
        assert len(receiver.requests) == 1
    assert names == ["inside.example.com"] * 2 + ["outside.example.com"]


async def test_a_receiver_without_tls_is_a_failure_for_https(receiver: Receiver) -> None:
    receiver.answer = lambda _: Reply(raw=b"")
    answer = await HttpExchange(LOCAL, 0.5).send(receiver.url.replace("http:", "https:"), {}, b"{}")
    assert (answer.status, bool(answer.error)) == (None, True)
