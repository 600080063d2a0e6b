"""Clients that disconnect while their request is being answered."""

import asyncio
import json
from types import SimpleNamespace
from typing import Any

import pytest
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp

from http_api import API, Api
from lone_server import address, started
from recruit.entrypoints.http.app import routes
from recruit.entrypoints.http.middleware.disconnects import EXPENSIVE, disconnect_middleware

WATCHED_ROUTES = {
    "/matching/candidates_for_job",
    "/matching/jobs_for_candidate",
    "/matching/explain",
    "/matching/audit",
    "/matching/what_if",
    "/matching/logs/{log_id:str}/replay",
    "/agent/chat",
    "/agent/jobs/from_prompt",
    "/agent/jobs/from_req",
    "/agent/candidates/from_resume",
    "/candidates/import",
    "/candidates/import/preview",
    "/candidates/{candidate_id:str}/documents",
}
BODY = {"type": "http.request", "body": b"{}", "more_body": False}
DISCONNECT = {"type": "http.disconnect"}


class EndlessApp:
    """An application that starts to handle a request and waits until it is cancelled."""

    def __init__(self, *options: str) -> None:
        self.started, self.ended = asyncio.Event(), asyncio.Event()
        self.errors: list[BaseException] = []
        self._handler = SimpleNamespace(opt=dict.fromkeys(options, True))

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Handle a request behind the disconnect middleware."""
        scope["route_handler"] = self._handler
        try:
            await disconnect_middleware(self._answer)(scope, receive, send)
        except BaseException as error:
            self.errors.append(error)
            raise

    async def _answer(self, _scope: Any, receive: Any, _send: Any) -> None:
        try:
            while (await receive())["more_body"]:
                pass
            self.started.set()
            await asyncio.Event().wait()
        finally:
            self.ended.set()


async def test_a_request_ends_when_its_client_closes_the_connection() -> None:
    app = EndlessApp(EXPENSIVE)
    server = await started(app)
    _, writer = await asyncio.open_connection(*address(server))
    writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbo")
    await writer.drain()
    writer.write(b"dy")
    await app.started.wait()
    writer.close()
    await app.ended.wait()
    server.servers[0].close()
    await asyncio.sleep(0)
    (error,) = app.errors
    assert isinstance(error, HTTPException)
    assert error.status_code == 499


async def test_a_request_for_a_cheap_route_continues_after_its_client_disconnects() -> None:
    app = EndlessApp()
    messages = iter([BODY, DISCONNECT])
    task = asyncio.create_task(app({}, _receive_from(messages), None))
    await app.started.wait()
    assert next(messages) == DISCONNECT
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_cancelling_a_request_cancels_it_while_its_client_is_connected() -> None:
    app = EndlessApp(EXPENSIVE)
    task = asyncio.create_task(app({}, _receive_from(iter([BODY])), None))
    await app.started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_response_that_has_started_is_sent_completely() -> None:
    sent: list[object] = []

    async def answer(_scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send("head")
        for _ in range(3):
            await asyncio.sleep(0)
        await send("body")

    async def send(message: object) -> None:
        sent.append(message)

    scope: Any = {"route_handler": SimpleNamespace(opt={EXPENSIVE: True})}
    await disconnect_middleware(answer)(scope, _receive_from(iter([BODY, DISCONNECT])), send)
    assert sent == ["head", "body"]


def _receive_from(messages: Any) -> Any:
    """Return a receive function that returns the messages, and then waits forever."""

    async def receive() -> Any:
        for message in messages:
            return message
        return await asyncio.Event().wait()

    return receive


def test_only_expensive_routes_are_watched_for_disconnects() -> None:
    found = {
        route.path.removeprefix(API).rstrip("/")
        for route in routes().routes
        for handler in getattr(route, "route_handlers", ())
        if isinstance(handler, HTTPRouteHandler) and handler.opt.get(EXPENSIVE)
    }
    assert found == WATCHED_ROUTES


async def test_an_audit_ends_when_its_client_disconnects_and_the_next_one_succeeds(api: Api, app: ASGIApp) -> None:
    job = await api.job()
    await api.candidate(notes="He welds.")
    body = json.dumps({"job_id": job["id"]}).encode()
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope: Any = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": f"{API}/matching/audit",
        "raw_path": f"{API}/matching/audit".encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"x"), (b"authorization", f"Bearer {api.token}".encode())],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
        "state": {},
    }
    await app(scope, _receive_from(iter([BODY | {"body": body}, DISCONNECT])), send)
    assert sent[0]["status"] == 499
    assert (await api.post("/matching/audit", json={"job_id": job["id"]})).status_code == 200
