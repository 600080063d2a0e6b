"""What callers are told when the database can't be started again, and what operators are."""

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

TOLD = {"detail": "The database is not available; try again"}
REASON = "no_such_setting"


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What our loggers write, formatted as the server does."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("recruit")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


async def broken(data: Path) -> None:
    """End the database, which then can't be started again."""
    with (data / "postgres" / "postgresql.conf").open("a") as settings:
        settings.write(f"\n{REASON} = 1\n")
    postmaster = Postmaster.read(data / "postgres")
    assert postmaster is not None
    os.kill(postmaster.pid, signal.SIGQUIT)
    while processes_of(data / "postgres"):  # noqa: ASYNC110 - what processes do sets no event of ours
        await asyncio.sleep(0.001)


async def test_callers_get_a_fixed_message_and_the_log_has_the_reason(tmp_path: Path, log: StringIO) -> None:
    async with assemble(Settings.from_environment({"RECRUIT_DATA_DIR": str(tmp_path)})) as services:
        endpoint = Endpoint(services, PublicUrls())
        transport = asgi_transport(create_app(services, {PATH: endpoint}))
        async with endpoint.running(), httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            ours = await founded(http, services)
            await broken(tmp_path)
            answers = [
                await http.get("/readyz", headers={"X-Request-ID": "the-first"}),
                await ours.get("/jobs"),
                await ours.get("/jobs/1"),
                await ours.post("/jobs", {"title": "Nurse"}),
                await ours.post("/matching/candidates_for_job", {"job_id": 1}),
                await http.post(f"{API}/auth/login", data={"username": ours.email, "password": "x" * 12}),
                await ours.post("/agent/chat", {"message": "list jobs"}),
                await ours.post("/agent/chat/stream", {"message": "list jobs"}),
                await http.post(PATH, json={}, headers={"Authorization": f"Bearer {ours.token}"}),
            ]
        assert [(answer.status_code, answer.json()) for answer in answers] == [(503, TOLD)] * len(answers)
        assert all(answer.headers["retry-after"] == "1" for answer in answers)
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert any(line.get("request_id") == "the-first" and line.get("why") for line in lines)
    assert any(REASON in line.get("why", "") for line in lines), "the first may have lost its connection"


async def test_configuration_errors_are_logged_and_hidden_from_callers(log: StringIO) -> None:
    async def fail(_: Watch) -> Reply:
        raise ConfigurationError("RECRUIT_DATA_DIR=/srv/private can't be used")

    found = b"".join([event async for event in events(fail)]).decode()
    assert found == 'event: error\ndata: {"status":500,"code":"internal_error","detail":"Internal Server Error"}\n\n'
    assert "/srv/private" in log.getvalue()
