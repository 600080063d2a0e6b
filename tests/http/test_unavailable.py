"""Responses and logs when the database can't be restarted."""

import asyncio
import json
import logging
import os
import signal
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import httpx
import pytest

from asgi import asgi_transport
from http_api import API, founded
from recruit.adapters.postgres.embedded.postmaster import Postmaster, processes_of
from recruit.domain.agent.calls import Watch
from recruit.domain.agent.service import Reply
from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.http.streaming import events
from recruit.entrypoints.logs import JsonLines
from recruit.entrypoints.mcp.endpoint import PATH, Endpoint
from recruit.entrypoints.mcp.urls import PublicUrls
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings

UNAVAILABLE = {"detail": "The database is not available; try again"}
UNKNOWN_SETTING = "no_such_setting"


@pytest.fixture
def log() -> Iterator[StringIO]:
    """The log output, in the server's JSON format."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("recruit")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


async def break_database(data: Path) -> None:
    """Kill the database and prevent its restart."""
    with (data / "postgres" / "postgresql.conf").open("a") as settings:
        settings.write(f"\n{UNKNOWN_SETTING} = 1\n")
    postmaster = Postmaster.read(data / "postgres")
    assert postmaster is not None
    os.kill(postmaster.pid, signal.SIGQUIT)
    while processes_of(data / "postgres"):  # noqa: ASYNC110 - other processes set no event
        await asyncio.sleep(0.001)


async def test_callers_get_a_fixed_message_and_the_log_has_the_reason(served_data: Path, log: StringIO) -> None:
    async with assemble(Settings.from_environment({"RECRUIT_DATA_DIR": str(served_data)})) as services:
        endpoint = Endpoint(services, PublicUrls())
        transport = asgi_transport(create_app(services, {PATH: endpoint}))
        async with endpoint.running(), httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            api = await founded(http, services)
            await break_database(served_data)
            responses = [
                await http.get("/readyz", headers={"X-Request-ID": "the-first"}),
                await api.get("/jobs"),
                await api.get("/jobs/1"),
                await api.post("/jobs", {"title": "Nurse"}),
                await api.post("/matching/candidates_for_job", {"job_id": 1}),
                await http.post(f"{API}/auth/login", data={"username": api.email, "password": "x" * 12}),
                await api.post("/agent/chat", {"message": "list jobs"}),
                await api.post("/agent/chat/stream", {"message": "list jobs"}),
                await http.post(PATH, json={}, headers={"Authorization": f"Bearer {api.token}"}),
            ]
        assert [(one.status_code, one.json()) for one in responses] == [(503, UNAVAILABLE)] * len(responses)
        assert all(response.headers["retry-after"] == "1" for response in responses)
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert any(line.get("request_id") == "the-first" and line.get("why") for line in lines)
    assert any(UNKNOWN_SETTING in line.get("why", "") for line in lines), (
        "the first request may only have lost its connection"
    )


async def test_configuration_errors_are_logged_and_hidden_from_callers(log: StringIO) -> None:
    async def fail(_: Watch) -> Reply:
        raise ConfigurationError("RECRUIT_DATA_DIR=/srv/private can't be used")

    found = b"".join([event async for event in events(fail)]).decode()
    assert found == 'event: error\ndata: {"status":500,"code":"internal_error","detail":"Internal Server Error"}\n\n'
    assert "/srv/private" in log.getvalue()
