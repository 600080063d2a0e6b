"""Request ids, request logs and error logs."""

import asyncio
import json
import logging
import os
import pty
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar.exceptions import InternalServerException

from asgi import asgi_transport
from http_api import API, PASSWORD, Api, client_of, registered
from processes import serving
from recruit.domain.jobs.service import JobService
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.logs import JsonLines, PlainLines
from recruit.entrypoints.observability.instrumentation import Instrumentation
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings


class BrokenJobService(JobService):
    """A job service with a bug."""

    async def get(self, *_: object) -> None:  # type: ignore[override]
        """Fail with personal data in the message."""
        raise RuntimeError("DETAIL: Key (email)=(jane@example.com)")


@pytest.fixture
def instrumentation() -> Instrumentation:
    return Instrumentation()


@pytest.fixture
async def api(tmp_path: Path, instrumentation: Instrumentation) -> AsyncIterator[Api]:
    settings = Settings.from_environment({"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path)})
    async with assemble(settings, instrumentation) as services:
        object.__setattr__(services, "jobs", BrokenJobService(services.storage))
        transport = asgi_transport(create_app(services), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            yield await registered(http)


@pytest.fixture
def log() -> Iterator[StringIO]:
    """The log output, in the server's JSON format."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("recruit")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield stream
    logger.removeHandler(handler)
    logger.setLevel(logging.NOTSET)


def log_lines(log: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


async def test_a_request_id_is_taken_from_the_request(api: Api) -> None:
    response = await api.get("/jobs", headers={"X-Request-ID": "abc-123_4.5"})
    assert response.headers["x-request-id"] == "abc-123_4.5"


@pytest.mark.parametrize("unfit", [None, "", "x" * 129, "a b", "a\tb", 'a"b', "ü"])
async def test_a_request_id_is_generated_if_the_request_has_no_valid_one(api: Api, unfit: str | None) -> None:
    headers = {} if unfit is None else {"X-Request-ID": unfit.encode()}
    ids = [(await api.get("/jobs", headers=headers)).headers["x-request-id"] for _ in range(2)]
    assert all(re.fullmatch(r"[0-9a-f]{32}", made) for made in ids)
    assert ids[0] != ids[1]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/healthz", 200), ("GET", "/nothing", 404), ("PUT", f"{API}/jobs", 405), ("GET", f"{API}/jobs", 401)],
)
async def test_every_response_has_a_request_id(api: Api, method: str, path: str, status: int) -> None:
    response = await api.http.request(method, path)
    assert response.status_code == status
    assert response.headers["x-request-id"]


async def test_a_request_is_one_log_line_with_route_status_and_user(api: Api, log: StringIO) -> None:
    await api.get("/candidates", headers={"X-Request-ID": "one"})
    (line,) = log_lines(log)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", str(line.pop("time")))
    assert isinstance(line.pop("ms"), float)
    assert line == {
        "level": "info",
        "event": "request",
        "request_id": "one",
        "method": "GET",
        "route": "/api/v1/candidates",
        "status": 200,
        "org_id": api.org_id,
        "user_id": api.user_id,
    }


async def test_metrics_are_labelled_by_route_and_known_method(api: Api, instrumentation: Instrumentation) -> None:
    await api.get("/jobs/1/2")
    for method in ("BREW", "WHEN"):
        await api.http.request(method, "/nothing")
    (family,) = (
        one for one in instrumentation.metrics.registry.collect() if one.name == "recruit_http_request_duration_seconds"
    )
    labels = {tuple(sample.labels.values()) for sample in family.samples if sample.name.endswith("_count")}
    assert ("GET", "none", "404") in labels
    assert {found for found in labels if "other" in found} == {("other", "none", "404")}
    assert not any("BREW" in found for found in labels)


async def test_log_lines_hold_no_user_input(api: Api, log: StringIO) -> None:
    await api.get("/candidates", params={"q": "Jane Secret"})
    await api.get("/candidates/Jane%20Secret")
    await api.http.get("/Jane/Secret")
    await api.post("/candidates", {"full_name": "Jane Secret", "linkedin_url": "Secret"})
    await api.post("/auth/login", data={"username": api.email, "password": PASSWORD})
    await api.post("/auth/login", data={"username": "jane@secret.example", "password": "Secret123"})
    assert len(log_lines(log)) == 7
    for private in ("Secret", "secret", api.email, PASSWORD, api.token):
        assert private not in log.getvalue()


@pytest.mark.parametrize("known", [True, False])
async def test_a_failed_login_is_logged_with_the_address_but_without_the_account(
    api: Api, log: StringIO, *, known: bool
) -> None:
    form = {"username": api.email if known else "nobody@secret.example", "password": "Secret123"}
    while (await api.post("/auth/login", data=form, headers={"X-Request-ID": "one"})).status_code != 429:
        pass
    failures = [line for line in log_lines(log) if line["event"] == "login failed"]
    assert all(line.pop("time") for line in failures)
    first, *_, last = failures
    assert first == {
        "level": "warning",
        "event": "login failed",
        "request_id": "one",
        "address": "127.0.0.1",
        "reason": "invalid_credentials",
    }
    assert last == first | {"reason": "too_many_attempts"}
    assert not any(private in log.getvalue() for private in (api.email, "secret", "Secret"))


async def test_a_wrong_current_password_is_logged(api: Api, log: StringIO) -> None:
    await api.post("/users/me/password", {"current_password": "Secret123", "new_password": "Secret1234"})
    failure, request = log_lines(log)
    assert (failure["event"], failure["address"]) == ("password change failed", "127.0.0.1")
    assert failure["request_id"] == request["request_id"]


async def test_an_internal_error_is_a_500_without_details_and_a_log_line_with_its_location(
    api: Api, log: StringIO
) -> None:
    response = await api.get("/jobs/1")
    assert (response.status_code, response.json()) == (500, {"detail": "Internal Server Error"})
    error, request = log_lines(log)
    assert (error["event"], error["error"], error["level"]) == (
        "request failed",
        "builtins.RuntimeError",
        "error",
    )
    assert "test_observation.py" in str(error["at"])
    assert error["request_id"] == request["request_id"] == response.headers["x-request-id"]
    assert request["status"] == 500
    assert "jane@example.com" not in log.getvalue()


async def test_a_client_that_disconnects_while_sending_a_body_is_logged_as_400(tmp_path: Path) -> None:
    async with serving(tmp_path, RECRUIT_STORAGE="memory:") as server:
        async with client_of(server.url) as http:
            api = await registered(http)
        for path, content_type in (
            ("/jobs", "application/json"),
            ("/agent/candidates/from_resume", "multipart/form-data; boundary=x"),
        ):
            _, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(
                f"POST {API}{path} HTTP/1.1\r\nHost: x\r\nContent-Type: {content_type}\r\nContent-Length: 100\r\n"
                f"Authorization: Bearer {api.token}\r\n\r\n--x\r\n".encode()
            )
            writer.close()
            line = json.loads(await server.logged(f'"route":"{API}{path}"'))
            assert line["status"] == 400


async def test_reading_a_body_twice_is_an_internal_error() -> None:
    async def receive() -> Any:
        raise AssertionError("there is nothing left")

    scope: Any = {"type": "http", "state": {}, "headers": []}
    request = ApiRequest(scope, receive)
    request.is_connected = False
    with pytest.raises(InternalServerException):
        await anext(request.stream())


def test_a_record_is_one_line_in_the_text_format() -> None:
    fields = {"route": "/a", "ms": 1.5, "at": ["x y"], "org_id": None}
    record = logging.makeLogRecord({"msg": "re\nquest", "levelname": "WARNING", "created": 0, "fields": fields})
    assert PlainLines().format(record) == (
        '1970-01-01T00:00:00.000+00:00 warning re\\nquest  route=/a ms=1.5 at=["x y"]'
    )


async def test_the_text_format_is_a_setting(tmp_path: Path) -> None:
    async with serving(tmp_path, RECRUIT_STORAGE="memory:", RECRUIT_LOG_FORMAT="text") as server:
        assert re.match(r"\d{4}-\d\d-\d\dT\S+ info +Started server process", await server.logged("Started server"))


def test_logs_are_text_on_a_terminal_and_json_in_a_pipe() -> None:
    program = "import logging; from recruit.entrypoints.logs import configure; configure('info'); logging.error('x y')"
    controller, terminal = pty.openpty()
    subprocess.run([sys.executable, "-c", program], stderr=terminal, check=True)
    os.close(terminal)
    assert os.read(controller, 4096).endswith(b" error   x y\r\n")
    os.close(controller)
    piped = subprocess.run([sys.executable, "-c", program], stderr=subprocess.PIPE, check=True)
    assert json.loads(piped.stderr)["event"] == "x y"
