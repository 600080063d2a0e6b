"""Clients that keep the server waiting."""

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
async def impatient(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServerProcess]:
    """A server that gives its clients a second."""
    data_dir: Path = tmp_path_factory.mktemp("impatient")
    async with serving(data_dir, RECRUIT_STORAGE="memory:", RECRUIT_CLIENT_SECONDS="1") as running:
        yield running


@pytest.fixture(scope="module")
async def ours(impatient: ServerProcess) -> AsyncIterator[Api]:
    async with client_of(impatient.url) as http:
        yield await registered(http)


@pytest.fixture
async def line(impatient: ServerProcess) -> AsyncIterator[Wire]:
    async with wire(impatient.port) as connected:
        yield connected


def head(api: Api, *more: str) -> bytes:
    """The head of a request that creates a job."""
    return (HEAD + "".join(f"{header}\r\n" for header in (f"Authorization: Bearer {api.token}", *more))).encode()


def assert_late(answer: Answer) -> None:
    assert (answer.status, answer.headers["error-code"]) == (408, "request_timeout")
    assert answer.body == b'{"detail":"The request did not come in time"}'
    assert answer.headers["connection"] == "close"
    assert answer.headers["x-content-type-options"] == "nosniff"


def connected(server: ServerProcess, line: Wire) -> bool:
    """Whether the server has still got its end of a connection."""
    ends = f":{server.port:04X} 0100007F:{line.port:04X} 01"
    return ends in Path("/proc/net/tcp").read_text()


async def test_who_connects_and_says_nothing_is_hung_up_on(line: Wire) -> None:
    assert await line.closed()


async def test_a_head_that_does_not_end_is_given_up(line: Wire, ours: Api) -> None:
    await line.send(head(ours))
    assert_late(await line.drip(b"X-Filler: x\r\n"))
    assert await line.closed()


async def test_a_header_that_does_not_end_is_given_up(line: Wire) -> None:
    await line.send(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Filler: ")
    assert_late(await line.drip(b"x"))


async def test_a_second_head_that_does_not_end_is_given_up_like_the_first(line: Wire) -> None:
    await line.send(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    assert (await line.answer()).status == 200
    await line.send(b"GET /healthz HTTP/1.1\r\n")
    assert_late(await line.drip(b"X-Filler: x\r\n"))


@pytest.mark.parametrize("framing", ["Content-Length: 100000", "Transfer-Encoding: chunked"])
async def test_a_body_that_hardly_comes_is_given_up_and_makes_nothing(line: Wire, ours: Api, framing: str) -> None:
    before = (await ours.get("/jobs")).json()["total"]
    await line.send(head(ours, framing) + b"\r\n")
    assert_late(await line.drip(b"x" if framing.startswith("Content") else b"1\r\nx\r\n"))
    assert await line.closed()
    assert (await ours.get("/jobs")).json()["total"] == before


async def test_a_body_that_is_promised_and_never_comes_is_given_up(line: Wire, ours: Api) -> None:
    await line.send(head(ours, "Content-Length: 20") + b"\r\n")
    assert_late(await line.answer())


async def test_a_body_that_comes_slowly_but_comes_is_taken(line: Wire, ours: Api) -> None:
    body = b'{"title": "Patience"' + b" " * 40_000 + b"}"
    await line.send(head(ours, f"Content-Length: {len(body)}") + b"\r\n")
    answering = asyncio.ensure_future(line.answer())
    for start in range(0, len(body), 400):
        await line.send(body[start : start + 400])
        await asyncio.wait([answering], timeout=0.02)
    assert (await answering).status == 201


@pytest.mark.skipif(sys.platform != "linux", reason="looks at the sockets where Linux shows them")
async def test_who_takes_nothing_of_a_large_answer_is_hung_up_on(impatient: ServerProcess, ours: Api) -> None:
    for _ in range(100):
        await ours.job(description="x" * 100_000)
    async with wire(impatient.port) as line:
        asked = f"GET {API}/jobs?limit=100 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {ours.token}\r\n\r\n"
        await line.send(asked.encode())
        while not connected(impatient, line):  # noqa: ASYNC110 - no event tells what another process has open
            await asyncio.sleep(0)
        while connected(impatient, line):  # noqa: ASYNC110
            await asyncio.sleep(0)
        with pytest.raises(asyncio.IncompleteReadError):
            await line.answer()


async def test_a_crowd_of_slow_clients_holds_nobody_up(impatient: ServerProcess, ours: Api) -> None:
    async def attack() -> Answer:
        async with wire(impatient.port) as line:
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
async def test_who_sends_on_and_on_after_the_answer_is_hung_up_on(line: Wire, connection: str) -> None:
    await line.send(f"{HEAD}Content-Length: 1000000000000\r\nConnection: {connection}\r\n\r\n".encode())
    assert (await line.answer()).status == 401
    await line.send_until_cut_off(b"x" * 10_000)


async def test_a_connection_is_used_again_when_a_body_that_nobody_wanted_has_come(line: Wire) -> None:
    await line.send(f"{HEAD}Content-Length: 500000\r\n\r\n".encode())
    assert (await line.answer()).status == 401
    await line.send(b"x" * 500_000 + b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    assert (await line.answer()).status == 200
