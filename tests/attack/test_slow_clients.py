"""Slow clients: timeouts for requests and responses."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from attack.wire import Answer, Wire, wire
from http_api import API, Api, client_of, registered
from processes import ServerProcess, serving

HEAD = f"POST {API}/jobs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
async def impatient_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServerProcess]:
    """A server with a client timeout of one second."""
    data_dir: Path = tmp_path_factory.mktemp("impatient")
    async with serving(data_dir, RECRUIT_STORAGE="memory:", RECRUIT_CLIENT_SECONDS="1") as running:
        yield running


@pytest.fixture(scope="module")
async def ours(impatient_server: ServerProcess) -> AsyncIterator[Api]:
    async with client_of(impatient_server.url) as http:
        yield await registered(http)


@pytest.fixture
async def line(impatient_server: ServerProcess) -> AsyncIterator[Wire]:
    async with wire(impatient_server.port) as connected:
        yield connected


def head(api: Api, *more: str) -> bytes:
    """The head of a request that creates a job."""
    return (HEAD + "".join(f"{header}\r\n" for header in (f"Authorization: Bearer {api.token}", *more))).encode()


def assert_timed_out(answer: Answer) -> None:
    assert (answer.status, answer.headers["error-code"]) == (408, "request_timeout")
    assert answer.body == b'{"detail":"The request did not come in time"}'
    assert answer.headers["connection"] == "close"
    assert answer.headers["x-content-type-options"] == "nosniff"


def connected(server: ServerProcess, line: Wire) -> bool:
    """Tell whether the server still has its end of a connection open."""
    ends = f":{server.port:04X} 0100007F:{line.port:04X} 01"
    return ends in Path("/proc/net/tcp").read_text()


async def test_a_silent_connection_is_closed(line: Wire) -> None:
    assert await line.closed()


async def test_a_head_without_end_times_out(line: Wire, ours: Api) -> None:
    await line.send(head(ours))
    assert_timed_out(await line.drip(b"X-Filler: x\r\n"))
    assert await line.closed()


async def test_a_header_without_end_times_out(line: Wire) -> None:
    await line.send(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Filler: ")
    assert_timed_out(await line.drip(b"x"))


async def test_a_second_head_without_end_times_out(line: Wire) -> None:
    await line.send(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    assert (await line.answer()).status == 200
    await line.send(b"GET /healthz HTTP/1.1\r\n")
    assert_timed_out(await line.drip(b"X-Filler: x\r\n"))


@pytest.mark.parametrize("framing", ["Content-Length: 100000", "Transfer-Encoding: chunked"])
async def test_a_trickling_body_times_out_and_creates_nothing(line: Wire, ours: Api, framing: str) -> None:
    before = (await ours.get("/jobs")).json()["total"]
    await line.send(head(ours, framing) + b"\r\n")
    assert_timed_out(await line.drip(b"x" if framing.startswith("Content") else b"1\r\nx\r\n"))
    assert await line.closed()
    assert (await ours.get("/jobs")).json()["total"] == before


async def test_a_body_that_never_arrives_times_out(line: Wire, ours: Api) -> None:
    await line.send(head(ours, "Content-Length: 20") + b"\r\n")
    assert_timed_out(await line.answer())


async def test_a_slow_but_steady_body_is_accepted(line: Wire, ours: Api) -> None:
    body = b'{"title": "Patience"' + b" " * 40_000 + b"}"
    await line.send(head(ours, f"Content-Length: {len(body)}") + b"\r\n")
    answering = asyncio.ensure_future(line.answer())
    for start in range(0, len(body), 400):
        await line.send(body[start : start + 400])
        await asyncio.wait([answering], timeout=0.02)
    assert (await answering).status == 201


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/net/tcp")
async def test_a_client_that_does_not_read_a_large_response_is_disconnected(
    impatient_server: ServerProcess, ours: Api
) -> None:
    for _ in range(100):
        await ours.job(description="x" * 100_000)
    async with wire(impatient_server.port) as line:
        request = f"GET {API}/jobs?limit=100 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {ours.token}\r\n\r\n"
        await line.send(request.encode())
        while not connected(impatient_server, line):  # noqa: ASYNC110 - no event tells what another process has open
            await asyncio.sleep(0.01)
        while connected(impatient_server, line):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        with pytest.raises(asyncio.IncompleteReadError):
            await line.answer()


async def test_many_slow_clients_delay_no_other_client(impatient_server: ServerProcess, ours: Api) -> None:
    async def attack() -> Answer:
        async with wire(impatient_server.port) as line:
            await line.send(head(ours))
            return await line.drip(b"X: x\r\n")

    attacks = [asyncio.create_task(attack()) for _ in range(100)]
    served = 0
    while not all(task.done() for task in attacks):
        assert (await ours.get("/jobs", params={"limit": 1})).status_code == 200
        served += 1
    assert served > 1
    statuses = {(await task).status for task in attacks}
    assert 408 in statuses
    assert statuses <= {408, 0}, "a client that is slow to read finds the connection reset"


@pytest.mark.parametrize("connection", ["close", "keep-alive"])
async def test_a_client_that_keeps_sending_after_the_response_is_disconnected(line: Wire, connection: str) -> None:
    await line.send(f"{HEAD}Content-Length: 1000000000000\r\nConnection: {connection}\r\n\r\n".encode())
    assert (await line.answer()).status == 401
    await line.send_until_cut_off(b"x" * 10_000)


async def test_a_connection_is_reused_once_a_refused_body_has_arrived(line: Wire) -> None:
    await line.send(f"{HEAD}Content-Length: 500000\r\n\r\n".encode())
    assert (await line.answer()).status == 401
    await line.send(b"x" * 500_000 + b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    assert (await line.answer()).status == 200
