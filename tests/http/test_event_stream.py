"""The event stream of a running server: other connections' events, resumption, and every way in which it ends."""

import asyncio
import json
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar.types import ASGIApp

from http_api import API, NO_TLS, Api, client_of, registered
from lone_server import address, started
from processes import ServerProcess, serving
from recruit.entrypoints import shared_heads
from recruit.entrypoints.http import streaming
from recruit.entrypoints.services import Services

LIMIT_SECONDS = 20
"""Timeout of a stream's end, so that a test fails instead of waiting for the server's grace period of 30 seconds."""

ONE_PROCESS = {"RECRUIT_STORAGE": "memory:"}
WORKERS = {"RECRUIT_WORKERS": "2"}


class Stream:
    """An open stream of events."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines = response.aiter_lines()
        self.comments: list[str] = []

    async def message(self) -> dict[str, str]:
        """Return the fields of the next message with data. Raise EOFError at the end of the stream."""
        fields: dict[str, str] = {}
        async with asyncio.timeout(LIMIT_SECONDS):
            async for line in self._lines:
                name, _, value = line.partition(": ")
                if line.startswith(":"):
                    self.comments.append(line)
                elif line:
                    fields[name] = value
                elif "data" in fields:
                    return fields
                else:  # the position of a comment
                    fields = {}
        raise EOFError

    async def comment(self, text: str) -> None:
        """Wait for a comment."""
        async with asyncio.timeout(LIMIT_SECONDS):
            async for line in self._lines:
                if line == f": {text}":
                    return
        raise EOFError

    async def events(self, count: int) -> list[dict[str, Any]]:
        """Return the next events."""
        return [json.loads((await self.message())["data"]) for _ in range(count)]

    async def end(self) -> list[dict[str, str]]:
        """Return the messages up to the end of the stream."""
        found = []
        try:
            while True:
                found.append(await self.message())
        except EOFError:
            return found


@asynccontextmanager
async def streaming_events(url: str, token: str, last: int) -> AsyncIterator[Stream]:
    """Open a stream over a connection of its own, after the event `last`."""
    headers = {"Authorization": f"Bearer {token}", "Last-Event-ID": str(last)}
    async with (
        httpx.AsyncClient(base_url=url, timeout=60, verify=NO_TLS) as http,
        http.stream("GET", f"{API}/events/stream", headers=headers) as response,
    ):
        assert response.status_code == 200
        yield Stream(response)


async def position(api: Api) -> int:
    """Return the position of the end of the feed."""
    after: int = (await api.get("/events", params={"limit": 500})).json()["next_after"]
    return after


@asynccontextmanager
async def server_with_a_user(data: Path, settings: dict[str, str]) -> AsyncIterator[tuple[ServerProcess, Api]]:
    """Run a server with an organisation."""
    async with serving(data, settings=settings) as server:
        await server.logged("Application startup complete", times=int(settings.get("RECRUIT_WORKERS", "1")))
        async with user_of(server) as api:
            yield server, api


@asynccontextmanager
async def user_of(server: ServerProcess) -> AsyncIterator[Api]:
    """A client of a new organisation on a running server."""
    async with client_of(server.url) as http:
        yield await registered(http)


@pytest.fixture(scope="module")
async def one_process(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServerProcess]:
    """A server of one process, for tests that don't stop it."""
    async with serving(tmp_path_factory.mktemp("stream"), settings=ONE_PROCESS) as server:
        yield server


@pytest.fixture(scope="module")
def workers_data(empty_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("streams")
    subprocess.run(["cp", "-a", empty_data / "postgres", data], check=True)  # noqa: S607 - shutil would change owners
    return data


@pytest.fixture(scope="module")
async def two_workers(workers_data: Path) -> AsyncIterator[ServerProcess]:
    """A server of two workers, which take seconds to start, for tests that don't stop it."""
    async with serving(workers_data, settings=WORKERS) as server:
        await server.logged("Application startup complete", times=2)
        yield server


@pytest.mark.parametrize("server", ["one_process", "two_workers"])
async def test_streams_have_the_events_of_other_connections_and_resume_without_loss(
    server: str, one_process: ServerProcess, two_workers: ServerProcess
) -> None:
    running = {"one_process": one_process, "two_workers": two_workers}[server]
    async with user_of(running) as api:
        last = await position(api)
        received: list[int] = []
        writing = asyncio.create_task(_create_jobs(running.url, api, 30))
        while len(received) < 30:
            async with streaming_events(running.url, api.token, last) as stream:
                for event in await stream.events(5):
                    assert event["type"] == "job.created"
                    assert event["sequence"] > last
                    received.append(event["entity_id"])
                    last = event["sequence"]
        assert sorted(received) == sorted(await writing)


async def _create_jobs(url: str, api: Api, count: int) -> list[int]:
    """Create jobs, each over a new connection, which may reach any worker, and return their ids."""
    found = []
    for _ in range(count):
        async with client_of(url) as http:
            found.append((await Api(http, token=api.token).job())["id"])
    return found


@pytest.mark.parametrize("settings", [ONE_PROCESS, WORKERS], ids=["one process", "two workers"])
async def test_streams_end_when_the_server_stops(served_data: Path, settings: dict[str, str]) -> None:
    async with server_with_a_user(served_data, settings) as (server, api):
        last = await position(api)
        async with (
            streaming_events(server.url, api.token, last) as one,
            streaming_events(server.url, api.token, last) as other,
        ):
            job = await api.job()
            assert [event["entity_id"] for event in [*await one.events(1), *await other.events(1)]] == [job["id"]] * 2
            server.process.send_signal(signal.SIGTERM)
            assert [*await one.end(), *await other.end()] == []
            async with asyncio.timeout(LIMIT_SECONDS):
                await server.ended()
        assert server.process.returncode == 0
        assert not server.said("Cancel|Traceback|Exception")


async def test_streams_end_when_workers_are_replaced_and_go_on_with_the_new_ones(served_data: Path) -> None:
    async with server_with_a_user(served_data, WORKERS) as (server, api):
        last = await position(api)
        async with streaming_events(server.url, api.token, last) as stream:
            server.process.send_signal(signal.SIGHUP)
            await server.logged("Application startup complete", times=4)  # each before its predecessor ends
            assert await stream.end() == []
        await server.logged("Finished server process", times=2)  # a worker that is ending still accepts connections
        async with client_of(server.url) as http:
            job = await Api(http, token=api.token).job()
        async with streaming_events(server.url, api.token, last) as stream:
            assert [event["entity_id"] for event in await stream.events(1)] == [job["id"]]


async def test_a_stream_ends_with_its_callers_session(two_workers: ServerProcess) -> None:
    async with user_of(two_workers) as api:
        async with streaming_events(two_workers.url, api.token, await position(api)) as stream:
            assert (await api.post("/auth/logout_everywhere")).status_code == 204
            error = (await stream.end())[-1]
        assert (error["event"], json.loads(error["data"])["status"]) == ("error", 403)


async def test_a_stream_ends_when_its_key_is_revoked(one_process: ServerProcess) -> None:
    async with user_of(one_process) as api:
        key = await api.made("/api_keys", {"name": "Replica", "scopes": ["jobs:read"]})
        async with streaming_events(one_process.url, key["key"], await position(api)) as stream:
            job = await api.job()
            await api.candidate()
            assert [event["entity_id"] for event in await stream.events(1)] == [job["id"]]
            assert (await api.delete(f"/api_keys/{key['id']}")).status_code == 204
            (error,) = await stream.end()
        assert (error["event"], json.loads(error["data"])["status"]) == ("error", 403)


async def test_a_stream_ends_when_its_history_is_replaced(
    app: ASGIApp, api: Api, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def earlier(_: int) -> int:
        return 1

    server, last = await started(app), await position(api)
    async with streaming_events("http://{}:{}".format(*address(server)), api.token, last) as stream:
        await stream.comment("connected")
        monkeypatch.setattr(services.event_heads, "_read", earlier)
        monkeypatch.setattr(services.events, "head", earlier)
        (error,) = await stream.end()
    assert (error["event"], json.loads(error["data"])["code"]) == ("error", "history_expired")
    server.servers[0].close()


async def test_streams_of_an_organisation_share_one_read_while_nothing_changes(
    app: ASGIApp, api: Api, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "KEEP_ALIVE_SECONDS", 0.0)
    monkeypatch.setattr(shared_heads, "FRESH_SECONDS", 3600)
    read, head = list[int](), services.events.head

    async def counted(org_id: int) -> int:
        read.append(org_id)
        return await head(org_id)

    monkeypatch.setattr(services.event_heads, "_read", counted)
    server, last = await started(app), await position(api)
    url = "http://{}:{}".format(*address(server))
    async with AsyncExitStack() as stack:
        for _ in range(5):
            stream = await stack.enter_async_context(streaming_events(url, api.token, last))
            await stream.comment("still here")
    assert read == [api.org_id]
    server.servers[0].close()


async def test_a_client_that_leaves_leaves_no_task(app: ASGIApp, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "KEEP_ALIVE_SECONDS", 0.0)
    server = await started(app)
    url = "http://{}:{}".format(*address(server))
    before = asyncio.all_tasks()
    async with streaming_events(url, api.token, await position(api)) as stream:
        await api.job()
        await stream.events(1)
        assert len(asyncio.all_tasks()) > len(before)
    await _only_tasks(before)
    server.servers[0].close()
    assert stream.comments


async def test_a_request_for_the_head_of_a_stream_leaves_no_task(app: ASGIApp, api: Api) -> None:
    server = await started(app)
    before = asyncio.all_tasks()
    async with client_of("http://{}:{}".format(*address(server))) as http:
        response = await Api(http, token=api.token).send("HEAD", "/events/stream")
        assert (response.status_code, response.content) == (200, b"")
        await _only_tasks(before)
    server.servers[0].close()


async def _only_tasks(expected: set[asyncio.Task[Any]]) -> None:
    """Wait until no other tasks are left."""
    async with asyncio.timeout(LIMIT_SECONDS):
        while others := asyncio.all_tasks() - expected:
            await asyncio.wait(others, timeout=0.01)
