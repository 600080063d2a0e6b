"""Server processes under load: stop, and kills of workers, supervisor and database."""

import asyncio
import json
import os
import re
import select
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from http_api import API, SECRET_KEY, Api, client_of, registered
from processes import ServerProcess, ran, serving, starting
from recruit.adapters.postgres.embedded.postgres_process import EmbeddedServer
from recruit.adapters.postgres.schema import REVISION

CLIENTS = 4
TWO_WORKERS = {"RECRUIT_WORKERS": "2"}


class ConnectionCut(Exception):
    """A connection ended before the response to its request."""


def job_request(token: str) -> bytes:
    """Return a request that creates a job."""
    body = b'{"title":"Engineer"}'
    head = f"POST {API}/jobs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def write_until_connection_closes(port: int, token: str, job_ids: list[int]) -> None:
    """Create jobs over one connection, one after another, until the server closes it with a response or while idle."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = b""
    try:
        # A stopping server waits a second for one more request: this process may have been slower.
        while b"connection: close" not in head and not select.select([writer.get_extra_info("socket")], [], [], 0)[0]:
            writer.write(job_request(token))
            head = await reader.readuntil(b"\r\n\r\n")
            match = re.search(rb"content-length: (\d+)", head)
            assert match is not None
            assert head.startswith(b"HTTP/1.1 201"), head
            job_ids.append(json.loads(await reader.readexactly(int(match[1])))["id"])
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise ConnectionCut from error
    finally:
        writer.close()


async def write_until_refused(port: int, token: str, job_ids: list[int]) -> None:
    """Create jobs, each over a new connection, until a connection is refused."""
    while True:
        try:
            _, writer = connection = await asyncio.open_connection("127.0.0.1", port)
        except ConnectionRefusedError:
            return
        try:
            job_ids.append(await _create_job(*connection, token))
        finally:
            writer.close()


async def _create_job(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, token: str) -> int:
    """Create a job, and return its id."""
    try:
        writer.write(job_request(token).replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    except ConnectionError as error:
        raise ConnectionCut from error
    if not head:
        raise ConnectionCut
    assert head.startswith(b"HTTP/1.1 201"), head
    return int(json.loads(body)["id"])


async def wait_until(condition: Any) -> None:
    """Wait until a condition holds."""
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - other processes set no event
            await asyncio.sleep(0.001)


async def count_jobs(api: Api) -> int:
    return int((await api.get("/jobs", params={"limit": 1})).json()["total"])


def workers_of(supervisor: int) -> list[int]:
    """Return the workers of a supervisor: its child processes without the helper of multiprocessing."""
    found = []
    for pid in Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text().split():
        with suppress(OSError):  # the process, such as one that creates the database, may have ended
            if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
                found.append(int(pid))
    return found


@pytest.mark.parametrize(
    ("workers", "end"),
    [("1", signal.SIGTERM), ("2", signal.SIGTERM), ("2", signal.SIGKILL)],
    ids=["asked to stop", "workers asked to stop", "supervisor killed"],
)
async def test_every_request_sent_before_the_server_stops_is_answered(
    served_data: Path, workers: str, end: signal.Signals
) -> None:
    job_ids: list[int] = []
    async with serving(served_data, RECRUIT_WORKERS=workers) as server:
        async with client_of(server.url) as http:
            api = await registered(http)
        clients = [write_until_connection_closes] * CLIENTS
        if end == signal.SIGTERM:  # a killed supervisor may cut off new connections
            clients += [write_until_refused] * CLIENTS
        tasks = [asyncio.create_task(client(server.port, api.token, job_ids)) for client in clients]
        await wait_until(lambda: len(job_ids) > 100 or any(task.done() for task in tasks))
        server.process.send_signal(end)
        await asyncio.gather(*tasks)
        await server.ended()
    async with serving(served_data) as server, client_of(server.url) as http:
        api.http = http
        assert await count_jobs(api) == len(job_ids) == len(set(job_ids))


async def test_a_killed_worker_is_replaced_and_nothing_acknowledged_is_lost(served_data: Path) -> None:
    job_ids: list[int] = []

    async def write(token: str) -> None:
        while True:
            try:
                await write_until_connection_closes(server.port, token, job_ids)
            except (ConnectionCut, OSError):
                continue

    async with serving(served_data, settings=TWO_WORKERS) as server:
        async with client_of(server.url) as http:
            api = await registered(http)
        tasks = [asyncio.create_task(write(api.token)) for _ in range(CLIENTS)]
        await wait_until(lambda: len(job_ids) > 50)
        before = workers_of(server.process.pid)
        os.kill(before[0], signal.SIGKILL)
        line = await server.logged("a worker process died and was replaced")
        assert json.loads(line) | {"level": "error", "pid": before[0], "exit_code": -9} == json.loads(line)
        await wait_until(lambda: len(workers_of(server.process.pid)) == len(before))
        goal = len(job_ids) + 50
        await wait_until(lambda: len(job_ids) > goal)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        async with client_of(server.url) as http:
            api.http = http
            assert len(job_ids) <= await count_jobs(api) <= len(job_ids) + 2 * CLIENTS
            assert len(job_ids) == len(set(job_ids))


async def test_a_worker_killed_during_its_health_check_is_replaced_at_once(
    served_data: Path,
) -> None:
    async with serving(served_data, settings=TWO_WORKERS) as server:
        await server.logged("Application startup complete", times=2)
        state = Path(f"/proc/{server.process.pid}/wchan")
        if not state.read_text().strip("0"):
            pytest.skip("needs /proc/PID/wchan")
        victim = workers_of(server.process.pid)[0]
        os.kill(victim, signal.SIGSTOP)
        await wait_until(lambda: all("poll" in state.read_text() for _ in range(1000)))
        os.kill(victim, signal.SIGKILL)
        async with asyncio.timeout(30):
            await server.logged(f"Child process .{victim}. died")


@pytest.fixture
def external_database(tmp_path: Path) -> Iterator[tuple[EmbeddedServer, dict[str, str]]]:
    """A database that the server doesn't manage, and the settings that use it."""
    server = EmbeddedServer(tmp_path / "outside")
    address = server.start()
    url = f"postgresql+asyncpg://{address.user}@/{address.database}?host={address.socket_dir}&port={address.port}"
    yield server, {"RECRUIT_STORAGE": url, "RECRUIT_SECRET_KEY": SECRET_KEY}
    server.stop()


@asynccontextmanager
async def two_workers(data: Path, settings: dict[str, str]) -> AsyncIterator[tuple[ServerProcess, Api]]:
    """Run a server with two workers, and a client that opens a connection per request, to reach either worker."""
    assert (await ran("db", "upgrade", data_dir=data, settings=settings))[0] == 0
    limits = httpx.Limits(max_keepalive_connections=0)
    async with (
        serving(data, settings=settings | TWO_WORKERS) as server,
        httpx.AsyncClient(base_url=server.url, timeout=60, limits=limits) as http,
    ):
        yield server, await registered(http)


async def test_responses_are_503_while_the_database_is_down_and_recover_without_a_restart(
    tmp_path: Path, external_database: tuple[EmbeddedServer, dict[str, str]]
) -> None:
    database, settings = external_database
    async with two_workers(tmp_path, settings) as (server, api):
        job = await api.job()
        database.stop()
        os.kill(workers_of(server.process.pid)[0], signal.SIGKILL)
        await server.logged("not serving yet: The database at ")
        for _ in range(10):
            for response in (await api.get(f"/jobs/{job['id']}"), await api.post("/jobs", {"title": "x"})):
                assert response.status_code == 503
                assert int(response.headers["retry-after"]) > 0
                assert response.headers["error-code"] == "unavailable"
                assert response.json() == {"detail": "The database is not available; try again"}
        database.start()
        async with asyncio.timeout(60):
            while {(response := await api.get("/jobs")).status_code for _ in range(10)} != {200}:
                pass
        assert response.json() == {"items": [job], "total": 1}


async def test_starting_workers_end_when_their_supervisor_is_killed(tmp_path: Path) -> None:
    async with starting(tmp_path, settings=TWO_WORKERS) as server:
        await wait_until(lambda: len(workers_of(server.process.pid)) == 2)
        server.process.kill()
        await server.ended()  # the log closes when the last process that can write to it ends
        assert not server.said("leaked")


async def test_workers_without_a_database_end_when_their_supervisor_is_killed(tmp_path: Path) -> None:
    settings = {"RECRUIT_STORAGE": f"postgresql+asyncpg://x@/x?host={tmp_path}", "RECRUIT_SECRET_KEY": SECRET_KEY}
    async with starting(tmp_path, RECRUIT_WORKERS="2", settings=settings) as server:
        await server.logged("not serving yet: The database at ", times=4)
        assert server.said("recruit serves on") == 0
        server.process.kill()
        await server.ended()


async def test_a_downgrade_of_the_schema_is_noticed_without_a_request_to_readyz(
    served_data: Path,
) -> None:
    async with serving(served_data) as server, httpx.AsyncClient(base_url=server.url, timeout=60) as http:
        api = await registered(http)
        for command, expected in (("downgrade", 503), ("upgrade", 200)):
            revision = (f"{int(REVISION) - 1:04}", "--yes") if command == "downgrade" else ()
            code, _, errors = await ran("db", command, *revision, data_dir=served_data)
            assert code == 0, errors
            while (response := await api.get("/jobs")).status_code != expected:
                assert response.status_code in {200, 503}
