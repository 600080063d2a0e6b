"""The server as processes under load, when it is told to stop and when something is killed."""

import asyncio
import json
import os
import re
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from http_api import API, SECRET_KEY, Api, client_of, registered
from processes import ServerProcess, ran, serving, starting
from recruit.adapters.postgres.embedded.postgres_process import EmbeddedServer
from recruit.adapters.postgres.schema import REVISION

CLIENTS = 4


class Cut(Exception):
    """A connection ended without the answer to a request that it carried."""


def job(token: str) -> bytes:
    """A request that makes a job."""
    body = b'{"title":"Engineer"}'
    head = f"POST {API}/jobs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def write_until_told_to_stop(port: int, token: str, made: list[int]) -> None:
    """Make jobs over one connection, one after another, until an answer says that it's the connection's last."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = b""
    try:
        while b"connection: close" not in head:
            writer.write(job(token))
            head = await reader.readuntil(b"\r\n\r\n")
            match = re.search(rb"content-length: (\d+)", head)
            assert match is not None
            assert head.startswith(b"HTTP/1.1 201"), head
            made.append(json.loads(await reader.readexactly(int(match[1])))["id"])
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise Cut from error
    finally:
        writer.close()


async def write_until_refused(port: int, token: str, made: list[int]) -> None:
    """Make jobs, each over a new connection, until no more connections are taken."""
    while True:
        try:
            _, writer = connection = await asyncio.open_connection("127.0.0.1", port)
        except ConnectionRefusedError:
            return
        try:
            made.append(await _made(*connection, token))
        finally:
            writer.close()


async def _made(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, token: str) -> int:
    """Make a job, and return its id."""
    try:
        writer.write(job(token).replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    except ConnectionError as error:
        raise Cut from error
    if not head:
        raise Cut
    assert head.startswith(b"HTTP/1.1 201"), head
    return int(json.loads(body)["id"])


async def until(condition: Any) -> None:
    """Let others work while a condition doesn't hold."""
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - what processes do sets no event of ours
            await asyncio.sleep(0.001)


async def jobs_of(ours: Api) -> int:
    return int((await ours.get("/jobs", params={"limit": 1})).json()["total"])


def workers_of(supervisor: int) -> list[int]:
    """The processes that serve: what a supervisor has started, without the helper of multiprocessing."""
    children = Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text().split()
    return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


@pytest.mark.parametrize(
    ("workers", "end"),
    [("1", signal.SIGTERM), ("2", signal.SIGTERM), ("2", signal.SIGKILL)],
    ids=["asked to stop", "workers asked to stop", "supervisor killed"],
)
async def test_every_request_sent_before_the_server_stops_is_answered(
    served_data: Path, workers: str, end: signal.Signals
) -> None:
    made: list[int] = []
    async with serving(served_data, RECRUIT_WORKERS=workers) as server:
        async with client_of(server.url) as http:
            ours = await registered(http)
        clients = [write_until_told_to_stop] * CLIENTS
        if end == signal.SIGTERM:  # whoever comes when nobody is left to say that no more come may be cut off
            clients += [write_until_refused] * CLIENTS
        writing = [asyncio.create_task(client(server.port, ours.token, made)) for client in clients]
        await until(lambda: len(made) > 100 or any(task.done() for task in writing))
        server.process.send_signal(end)
        await asyncio.gather(*writing)
        await server.ended()
    async with serving(served_data) as server, client_of(server.url) as http:
        ours.http = http
        assert await jobs_of(ours) == len(made) == len(set(made))


async def test_a_killed_worker_is_replaced_and_nothing_acknowledged_is_lost(served_data: Path) -> None:
    made: list[int] = []

    async def write(token: str) -> None:
        while True:
            try:
                await write_until_told_to_stop(server.port, token, made)
            except (Cut, OSError):
                continue

    async with serving(served_data, RECRUIT_WORKERS="2") as server:
        async with client_of(server.url) as http:
            ours = await registered(http)
        writing = [asyncio.create_task(write(ours.token)) for _ in range(CLIENTS)]
        await until(lambda: len(made) > 50)
        before = workers_of(server.process.pid)
        os.kill(before[0], signal.SIGKILL)
        line = await server.logged("a worker process died and was replaced")
        assert json.loads(line) | {"level": "error", "pid": before[0], "exit_code": -9} == json.loads(line)
        await until(lambda: len(workers_of(server.process.pid)) == len(before))
        goal = len(made) + 50
        await until(lambda: len(made) > goal)
        for task in writing:
            task.cancel()
        await asyncio.gather(*writing, return_exceptions=True)
        async with client_of(server.url) as http:
            ours.http = http
            assert len(made) <= await jobs_of(ours) <= len(made) + 2 * CLIENTS
            assert len(made) == len(set(made))


async def test_a_worker_killed_during_its_health_check_is_replaced_at_once(
    served_data: Path,
) -> None:
    async with serving(served_data, RECRUIT_WORKERS="2") as server:
        await server.logged("Application startup complete", times=2)
        state = Path(f"/proc/{server.process.pid}/wchan")
        if not state.read_text().strip("0"):
            pytest.skip("needs to see for what a process waits")
        victim = workers_of(server.process.pid)[0]
        os.kill(victim, signal.SIGSTOP)
        await until(lambda: all("poll" in state.read_text() for _ in range(1000)))
        os.kill(victim, signal.SIGKILL)
        async with asyncio.timeout(30):
            await server.logged(f"Child process .{victim}. died")


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[tuple[EmbeddedServer, dict[str, str]]]:
    """A database that somebody else starts and stops, and the settings that use it."""
    server = EmbeddedServer(tmp_path / "outside")
    address = server.start()
    url = f"postgresql+asyncpg://{address.user}@/{address.database}?host={address.socket_dir}&port={address.port}"
    yield server, {"RECRUIT_STORAGE": url, "RECRUIT_SECRET_KEY": SECRET_KEY}
    server.stop()


@asynccontextmanager
async def two_workers(data: Path, settings: dict[str, str]) -> AsyncIterator[tuple[ServerProcess, Api]]:
    """A server with two workers, and a client that has a new connection for each request: any worker may answer."""
    assert (await ran("db", "upgrade", data_dir=data, settings=settings))[0] == 0
    limits = httpx.Limits(max_keepalive_connections=0)
    async with (
        serving(data, RECRUIT_WORKERS="2", settings=settings) as server,
        httpx.AsyncClient(base_url=server.url, timeout=60, limits=limits) as http,
    ):
        yield server, await registered(http)


async def test_responses_are_503_while_the_database_is_down_and_recover_without_a_restart(
    tmp_path: Path, outside: tuple[EmbeddedServer, dict[str, str]]
) -> None:
    database, settings = outside
    async with two_workers(tmp_path, settings) as (server, ours):
        job = await ours.job()
        database.stop()
        os.kill(workers_of(server.process.pid)[0], signal.SIGKILL)
        await server.logged("not serving yet: The database is not available")
        for _ in range(10):
            for answer in (await ours.get(f"/jobs/{job['id']}"), await ours.post("/jobs", {"title": "x"})):
                assert answer.status_code == 503
                assert int(answer.headers["retry-after"]) > 0
                assert answer.headers["error-code"] == "unavailable"
                assert answer.json() == {"detail": "The database is not available; try again"}
        database.start()
        async with asyncio.timeout(60):
            while {(answer := await ours.get("/jobs")).status_code for _ in range(10)} != {200}:
                pass
        assert answer.json() == {"items": [job], "total": 1}


async def test_starting_workers_end_when_their_supervisor_is_killed(tmp_path: Path) -> None:
    async with starting(tmp_path, RECRUIT_WORKERS="2") as server:
        await until(lambda: len(workers_of(server.process.pid)) == 2)
        server.process.kill()
        await server.ended()  # its log is closed by the last who could write to it
        assert not server.said("leaked")


async def test_workers_without_a_database_end_when_their_supervisor_is_killed(tmp_path: Path) -> None:
    settings = {"RECRUIT_STORAGE": f"postgresql+asyncpg://x@/x?host={tmp_path}", "RECRUIT_SECRET_KEY": SECRET_KEY}
    async with starting(tmp_path, RECRUIT_WORKERS="2", settings=settings) as server:
        await server.logged("not serving yet: The database is not available", times=4)
        assert server.said("recruit serves on") == 0
        server.process.kill()
        await server.ended()


async def test_a_downgrade_of_the_schema_is_noticed_without_a_request_to_readyz(
    tmp_path: Path,
) -> None:
    async with serving(tmp_path) as server, httpx.AsyncClient(base_url=server.url, timeout=60) as http:
        ours = await registered(http)
        for command, expected in (("downgrade", 503), ("upgrade", 200)):
            revision = (f"{int(REVISION) - 1:04}", "--yes") if command == "downgrade" else ()
            code, _, errors = await ran("db", command, *revision, data_dir=tmp_path)
            assert code == 0, errors
            while (answer := await ours.get("/jobs")).status_code != expected:
                assert answer.status_code in {200, 503}
