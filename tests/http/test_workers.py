"""Several worker processes behind one socket."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

import httpx
import jwt
import pytest

from http_api import Api, client_of, registered
from processes import ServerProcess, ran, serving, starting
from stand_ins.mute_database import mute_database

WORKERS, CLIENTS = 2, 2
STARTED, FINISHED = "Application startup complete", "Finished server process"
PAUSE = 0.02
"""Seconds between requests of a client, which leaves the processor to the workers that start meanwhile."""


async def test_a_restart_by_sighup_drops_no_request_and_loses_no_data(served_data: Path) -> None:
    async with serving(served_data, RECRUIT_WORKERS=str(WORKERS)) as server, httpx.AsyncClient(timeout=60) as http:
        await server.logged(STARTED, times=WORKERS)
        http.base_url = server.url
        api = await registered(http)
        stop = asyncio.Event()
        single_connection = httpx.AsyncClient(base_url=server.url, timeout=60, limits=httpx.Limits(max_connections=1))
        tasks = [asyncio.create_task(_create_jobs_over_new_connections(server, api, stop)) for _ in range(CLIENTS)]
        tasks.append(asyncio.create_task(_create_jobs(single_connection, api, stop)))
        await _restart(server, 1)
        stop.set()
        created = sum(await asyncio.gather(*tasks))
        await single_connection.aclose()
        assert created > 0
        assert (await api.get("/jobs", params={"limit": 1})).json()["total"] == created


async def test_rotating_keys_logs_no_user_out(served_data: Path) -> None:
    async def statuses(api: Api) -> set[int]:
        """Return the statuses of ten requests over new connections, which may reach any worker."""
        return {await _status(server, api.token) for _ in range(10)}

    async with serving(served_data, RECRUIT_WORKERS=str(WORKERS)) as server:
        await server.logged(STARTED, times=WORKERS)
        async with client_of(server.url) as http:
            api = await registered(http)
        assert (await ran("key", "rotate", data_dir=served_data))[0] == 0
        await _restart(server, 1)
        assert await statuses(api) == {200}
        async with client_of(server.url) as http:
            new_api = await registered(http)
        key_ids = [jwt.get_unverified_header(one.token)["kid"] for one in (api, new_api)]
        assert key_ids[0] != key_ids[1]
        assert (await ran("key", "retire", "--yes", data_dir=served_data))[0] == 0
        await _restart(server, 2)
        assert (await statuses(api), await statuses(new_api)) == ({403}, {200})


async def _restart(server: ServerProcess, turn: int) -> None:
    """Replace all workers, for the n-th time (n = `turn`)."""
    server.process.send_signal(signal.SIGHUP)
    await server.logged(STARTED, times=WORKERS * (turn + 1))
    await server.logged(FINISHED, times=WORKERS * turn)


async def _status(server: ServerProcess, token: str) -> int:
    async with client_of(server.url) as http:
        return (await Api(http, token=token).get("/jobs")).status_code


async def test_workers_in_a_new_directory_create_one_database(tmp_path: Path) -> None:
    async with (
        serving(tmp_path, RECRUIT_WORKERS=str(WORKERS)) as server,
        client_of(server.url) as http,
    ):
        await server.logged(STARTED, times=WORKERS)
        assert (server.said("creating the database in"), server.said("recruit serves on")) == (1, 1)
        api = await registered(http)
        ids = {(await api.job())["id"] for _ in range(20)}
        assert len(ids) == 20


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_the_children_of_workers_do_not_hold_the_listening_socket(served_data: Path) -> None:
    """A child with the socket would keep it open after the last worker, and later reset accepted connections."""
    async with serving(served_data, RECRUIT_WORKERS=str(WORKERS)) as server, client_of(server.url) as http:
        await server.logged(STARTED, times=WORKERS)
        api = await registered(http)
        resume = {"resume": ("cv.txt", b"Ann Lee, baker")}
        for answer in await asyncio.gather(
            *(api.post("/agent/candidates/from_resume", files=resume) for _ in range(4))
        ):
            assert answer.status_code == 200
        listening = _listening_socket(server.port)
        children = {pid: _open_files(pid) for worker in _children(server.process.pid) for pid in _children(worker)}
        assert any(children.values())
        assert [pid for pid, files in children.items() if listening in files] == []


def _children(pid: int) -> list[int]:
    """Return the child processes of a process."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # the process may have ended
            if int(status.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(status.parent.name))
    return found


def _listening_socket(port: int) -> str:
    """Return the name in /proc of the socket that listens on a port."""
    lines = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    (inode,) = [line[9] for line in lines if line[1].endswith(f":{port:04X}") and line[3] == "0A"]
    return f"socket:[{inode}]"


def _open_files(pid: int) -> set[str]:
    """Return the names of a process's open files, without those that it closes meanwhile."""
    found = set()
    with suppress(OSError):  # the process may have ended
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                found.add(str(descriptor.readlink()))
    return found


async def test_a_worker_killed_while_draining_leaves_no_gauges(served_data: Path, tmp_path: Path) -> None:
    settings = {"RECRUIT_WORKERS": str(WORKERS), "RECRUIT_METRICS": "127.0.0.1:0", "TMPDIR": str(tmp_path)}
    async with serving(served_data, settings=settings) as server, unfinished_request(server.port):
        await server.logged(STARTED, times=WORKERS)
        server.process.send_signal(signal.SIGHUP)
        killed = set()
        for turn in range(1, WORKERS + 1):
            line = await server.logged("Terminated child process", times=turn)
            killed.add(pid := int(line.partition("[")[2].partition("]")[0]))
            with suppress(ProcessLookupError):  # the worker without the request may have ended already
                os.kill(pid, signal.SIGKILL)
        server.process.send_signal(signal.SIGHUP)
        await server.logged(STARTED, times=WORKERS * 2 + 1)  # the first restart is over
        left = {int(file.stem.rpartition("_")[2]) for file in tmp_path.glob("recruit-metrics-*/gauge_live*.db")}
    assert left
    assert not left & killed


@asynccontextmanager
async def unfinished_request(port: int) -> AsyncIterator[None]:
    """Send a request without its body: its worker drains for as long as it waits for the body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n")
    await reader.readuntil(b"\r\n\r\n")  # the worker has read the head
    try:
        yield
    finally:
        writer.close()


async def test_a_signal_to_stop_ends_a_restart_at_once(served_data: Path) -> None:
    async with serving(served_data, RECRUIT_WORKERS=str(WORKERS)) as server, AsyncExitStack() as stack:
        await server.logged(STARTED, times=WORKERS)
        for _ in range(4 * WORKERS):
            await stack.enter_async_context(unfinished_request(server.port))
        server.process.send_signal(signal.SIGHUP)
        await server.logged("Terminated child process")
        server.process.terminate()
        await server.logged("Terminated child process", times=WORKERS + 1)  # while the first one still drains
        await stack.aclose()
        await server.ended()
        assert server.said(STARTED) == WORKERS + 1


async def test_connections_are_refused_until_a_worker_can_answer(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with mute_database() as database:
        settings = {"RECRUIT_STORAGE": database.url, "RECRUIT_SECRET_KEY": "k" * 32, "RECRUIT_PORT": str(port)}
        async with starting(tmp_path, settings=settings, RECRUIT_WORKERS=str(WORKERS)) as server:
            await server.logged("Waiting for application startup", times=WORKERS)
            with pytest.raises(ConnectionRefusedError):
                await asyncio.open_connection("127.0.0.1", port)


async def test_a_start_waits_for_a_port_that_a_server_is_just_leaving(served_data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as leaving:
        port = leaving.getsockname()[1]
        async with starting(served_data, RECRUIT_PORT=str(port)) as server:
            await server.logged(f"RECRUIT_PORT={port}: in use: waiting 5 s for it")
            leaving.close()
            await server.serves()
            assert server.port == port


async def test_a_worker_that_can_not_be_replaced_does_not_stop_the_others(served_data: Path) -> None:
    keys = served_data / "secret.key"
    async with serving(served_data, RECRUIT_WORKERS=str(WORKERS)) as server:
        line = await server.logged(r"Started server process")
        await server.logged(STARTED, times=WORKERS)
        content = keys.read_text()
        keys.write_text("")
        os.kill(int(line.partition("[")[2].partition("]")[0]), signal.SIGKILL)
        await server.logged("a worker process can't be started while others serve")
        async with client_of(server.url) as http:
            assert (await http.get("/readyz")).status_code == 200
        keys.write_text(content)
        await server.logged(STARTED, times=WORKERS + 1)


@pytest.mark.parametrize("settings", [{}, {"RECRUIT_SECRET_KEY": "k" * 32}])
async def test_replaced_workers_do_not_recreate_a_missing_database(served_data: Path, settings: dict[str, str]) -> None:
    data, moved = served_data / "data", served_data / "elsewhere"
    data.mkdir()
    (served_data / "postgres").rename(data / "postgres")
    async with serving(data, RECRUIT_WORKERS=str(WORKERS), settings=settings) as server:
        await server.logged(STARTED, times=WORKERS)
        async with client_of(server.url) as http:
            api = await registered(http)
        data.rename(moved)
        await _restart(server, 1)
        assert await _status(server, api.token) == 503
        assert not data.exists()
        moved.rename(data)
        while (status := await _status(server, api.token)) == 503:
            pass
        assert status == 200


async def _create_jobs_over_new_connections(server: ServerProcess, api: Api, stop: asyncio.Event) -> int:
    """Create jobs, each over a new connection, and return how many. An error fails the test."""
    created = 0
    while not stop.is_set():
        async with client_of(server.url) as http:
            await Api(http, token=api.token).job()
        created += 1
        await asyncio.sleep(PAUSE)
    return created


async def _create_jobs(http: httpx.AsyncClient, api: Api, stop: asyncio.Event) -> int:
    """Create jobs over one connection, replaced when it closes, and return how many."""
    created = 0
    while not stop.is_set():
        await Api(http, token=api.token).job()
        created += 1
        await asyncio.sleep(PAUSE)
    return created
