"""Requests that a proxy and this server could read differently: all are refused, and the connection is closed."""

from collections.abc import AsyncIterator

import pytest

from attack.wire import Wire, wire
from http_api import API, client_of, registered
from processes import ServerProcess

POST = f"POST {API}/auth/login HTTP/1.1\r\nHost: x\r\n".encode()
LAST_CHUNK = b"\r\n\r\n0\r\n\r\n"
GET = b"GET /healthz HTTP/1.1\r\n"


@pytest.fixture
async def line(server: ServerProcess) -> AsyncIterator[Wire]:
    async with wire(server.port) as connected:
        yield connected


async def assert_refused(line: Wire, request: bytes, *statuses: int) -> None:
    """Check that a request is refused and that the rest of the connection is not read as a request."""
    await line.send(request + GET + b"Host: x\r\n\r\n")
    answer = await line.answer()
    assert answer.status in statuses, answer
    assert answer.body.startswith(b'{"detail":"')
    assert answer.headers["connection"] == "close"
    assert await line.closed()


@pytest.mark.parametrize(
    "codings",
    [
        "gzip, chunked", "gzip,chunked", "identity, chunked", "gzip", "identity", "xchunked", "chunked;a=b", ",chunked",
        '"chunked"', "gzip\r\nTransfer-Encoding: chunked", "\x0bchunked", "chunked, gzip", "chunked, chunked",
        "chunked\r\nTransfer-Encoding: chunked", "chunked\r\nTransfer-Encoding: identity", "chunked,", "",
    ],
)  # fmt: skip
async def test_a_transfer_coding_other_than_chunked_is_refused(line: Wire, codings: str) -> None:
    await assert_refused(line, POST + f"Transfer-Encoding: {codings}".encode() + LAST_CHUNK, 400, 501)


@pytest.mark.parametrize("coding", ["chunked", "CHUNKED", " chunked "])
async def test_a_chunked_body_is_read(line: Wire, coding: str) -> None:
    await line.send(POST + f"Transfer-Encoding: {coding}".encode() + LAST_CHUNK)
    assert (await line.answer()).status == 422


async def test_a_trailer_is_not_read_as_a_header(server: ServerProcess, line: Wire) -> None:
    """A trailer is not merged into the headers (RFC 9110, 6.5.1): it neither sets a token nor replaces one."""
    async with client_of(server.url) as http:
        ours = await registered(http)
    head = f"GET {API}/users/me HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n".encode()
    token = f"Authorization: Bearer {ours.token}\r\n".encode()
    for headers, trailer, status in ((head, token, 401), (head + token, b"Authorization: x\r\n", 200)):
        await line.send(headers + b"\r\n0\r\n" + trailer + b"\r\n")
        assert (await line.answer()).status == status


async def test_a_chunked_body_in_http_1_0_is_refused(line: Wire) -> None:
    await assert_refused(line, POST.replace(b"1.1", b"1.0") + b"Transfer-Encoding: chunked" + LAST_CHUNK, 400)


@pytest.mark.parametrize(
    "lengths",
    [
        "5\r\nTransfer-Encoding: chunked", "5\r\nTransfer-Encoding: gzip", "5\r\nContent-Length: 5", "5, 5", "+5",
        "0x5", "5;a", "", "9" * 30,
    ],
)  # fmt: skip
async def test_conflicting_or_invalid_content_lengths_are_refused(line: Wire, lengths: str) -> None:
    await assert_refused(line, POST + f"Content-Length: {lengths}\r\n\r\nhello".encode(), 400, 501)


@pytest.mark.parametrize("chunk", ["0x0", "+0", "-0", " 0", "0 ", '0;x="\n"', "0\n", "3\r\nabcX"])
async def test_invalid_chunks_are_refused(line: Wire, chunk: str) -> None:
    await line.send(POST + f"Transfer-Encoding: chunked\r\n\r\n{chunk}\r\n\r\n".encode())
    answer = await line.answer()
    assert (answer.status, answer.headers["connection"]) == (400, "close")
    assert await line.closed()


@pytest.mark.parametrize(
    "hosts",
    [
        "", "Host: x\r\nHost: x\r\n", "Host: x\r\nhost: y\r\n", "Host: a b\r\n", "Host: a/b\r\n", "Host: a@b\r\n",
        "Host: [::1\r\n", "Host: a:b\r\n", "Host: a:999999\r\n", "Host: a?b\r\n", "Host: a%2\r\n", "Host: <a>\r\n",
    ],
)  # fmt: skip
async def test_a_missing_repeated_or_invalid_host_is_refused(line: Wire, hosts: str) -> None:
    await assert_refused(line, GET + f"{hosts}\r\n".encode(), 400)


@pytest.mark.parametrize("host", ["x", "x:80", "x:", "", "127.0.0.1:8000", "[::1]:80", "xn--bcher-kva.example", "a_b"])
async def test_every_kind_of_valid_host_is_accepted(line: Wire, host: str) -> None:
    await line.send(GET + f"Host: {host}\r\n\r\n".encode())
    assert (await line.answer()).status == 200


async def test_http_1_0_needs_no_host(line: Wire) -> None:
    await line.send(b"GET /healthz HTTP/1.0\r\n\r\n")
    assert (await line.answer()).status == 200


@pytest.mark.parametrize(
    ("request_", "rule"),
    [
        (POST + b"Content-Length: 1\r\nContent-Length: 1\r\n\r\nx", "Send one Content-Length"),
        (POST + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "Send Content-Length or Transfer-Encoding"),
        (POST + b"Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", "Send Content-Length or Transfer-Encoding"),
        (POST + b"Content-Length: one\r\n\r\n", "Content-Length takes a number"),
        (GET + b"Host: x\r\n folded\r\n\r\n", "A header is one line"),
        (GET + b"Host: x\nAccept: y\r\n\r\n", "The request line and each header end with CR LF"),
        (b"GET / HTTP/1.1\nHost: x\n\n", "The request line and each header end with CR LF"),
        (GET + b"Host : x\r\n\r\n", "The name of a header"),
        (GET + b"Host: x\x00\r\n\r\n", "The value of a header"),
        (POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", "A chunk begins with its size"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "This port speaks HTTP without TLS"),
        (b"hello\r\n\r\n", "The request is no HTTP"),
    ],
)
async def test_a_refusal_says_which_rule_was_broken(line: Wire, request_: bytes, rule: str) -> None:
    await line.send(request_)
    answer = await line.answer()
    assert (answer.status, answer.body.startswith(f'{{"detail":"{rule}'.encode())) == (400, True), answer


@pytest.mark.parametrize("second", [b"Bad\r\n\r\n", b"\r\n", b"Host: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"])
async def test_pipelined_requests_are_answered_before_an_invalid_one_is_refused(line: Wire, second: bytes) -> None:
    first = GET + b"Host: x\r\n\r\n"
    await line.send(2 * first + GET + second + first)
    assert [(await line.answer()).status for _ in range(2)] == [200, 200]
    refused = await line.answer()
    assert (refused.status in {400, 501}, refused.headers["connection"]) == (True, "close")
    assert await line.closed()


@pytest.mark.parametrize("method", [b"FOO", b"get", b"X-Custom", b"PATCHES"])
async def test_an_unknown_method_is_not_implemented(line: Wire, method: bytes) -> None:
    await line.send(method + b" /api/v1/jobs HTTP/1.1\r\nHost: x\r\n\r\n")
    answer = await line.answer()
    assert (answer.status, answer.headers["error-code"]) == (501, "not_implemented")
    assert answer.body == b'{"detail":"This server knows no such method"}'
    assert await line.closed()


@pytest.mark.parametrize("method", [b"PURGE", b"TRACE", b"PROPFIND"])
async def test_a_known_method_that_the_path_lacks_is_not_allowed(line: Wire, method: bytes) -> None:
    await line.send(method + b" /api/v1/jobs HTTP/1.1\r\nHost: x\r\n\r\n")
    assert (await line.answer()).status == 405


@pytest.mark.parametrize("hosts", [b"", b"Host: a b\r\n", b"Host: x\r\nHost: y\r\n"])
async def test_a_refusal_of_head_has_no_body(line: Wire, hosts: bytes) -> None:
    await line.send(GET.replace(b"GET", b"HEAD") + hosts + b"\r\n")
    head = await line.head()
    assert (head.status, int(head.headers["content-length"]) > 0) == (400, True)
    assert await line.closed()


async def test_the_answer_to_head_has_no_body(line: Wire) -> None:
    request = GET + b"Host: x\r\n\r\n"
    await line.send(request.replace(b"GET", b"HEAD") + request)
    head = await line.head()
    assert (head.status, head.headers["content-length"]) == (200, "15")
    assert (await line.answer()).body == b'{"status":"ok"}'
