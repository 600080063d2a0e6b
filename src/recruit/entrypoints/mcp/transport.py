"""Streamable HTTP over the SDK's transport, for requests that are already authenticated."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import msgspec
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.requests import ClientDisconnect

from recruit.domain.accounts.model.users import Actor
from recruit.entrypoints.mcp.callers import AssistantUser
from recruit.entrypoints.mcp.endpoint import CALLER
from recruit.entrypoints.mcp.server import server
from recruit.entrypoints.services import Services

NOT_ACCEPTABLE = 406
UNACCEPTED = msgspec.json.encode(
    {
        "jsonrpc": "2.0",
        "id": None,
        "error": {"code": -32600, "message": "Accept should name application/json and text/event-stream"},
    }
)
UNACCEPTED_HEADERS = [(b"content-type", b"application/json"), (b"content-length", str(len(UNACCEPTED)).encode())]


class Principal(AuthenticatedUser):
    """The owner of a session: the SDK lets no other user continue it."""

    def __init__(self, actor: Actor) -> None:
        subject = f"{actor.org_id}/{actor.user_id}"
        super().__init__(AccessToken(token="", client_id=subject, scopes=[], subject=subject))
        self.org_id, self.user_id = actor.org_id, actor.user_id


@asynccontextmanager
async def transport(services: Services, most_bytes: int, *, stateless: bool) -> AsyncIterator[ASGIApp]:
    """Serve until the block ends. `stateless` is for several server processes, which don't share sessions."""
    manager = StreamableHTTPSessionManager(
        app=server(services, _identify_caller), stateless=stateless, max_request_body_size=most_bytes
    )

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        inner: Any = {**scope, "user": Principal(scope[CALLER].actor)}  # type: ignore[literal-required]
        with suppress(ClientDisconnect):  # disconnected before the end of the request
            await manager.handle_request(inner, receive, _with_error_message(send))  # type: ignore[arg-type]

    async with manager.run():
        yield handle


def _with_error_message(send: Send) -> Send:
    """Return a `send` that adds an error message to the SDK's empty 406 responses."""
    is_empty = False

    async def sending(message: Message) -> None:
        nonlocal is_empty
        if message["type"] == "http.response.start":
            is_empty = message["status"] == NOT_ACCEPTABLE and (b"content-length", b"0") in message["headers"]
            message["headers"] = UNACCEPTED_HEADERS if is_empty else message["headers"]
        elif is_empty and message["type"] == "http.response.body":
            message["body"] = UNACCEPTED
        await send(message)

    return sending


async def _identify_caller(context: Any) -> AssistantUser:
    found: AssistantUser = context.request.scope[CALLER]
    return found
