"""The ASGI endpoint /mcp: authentication, profile and origin check, before a request reaches the protocol."""

import asyncio
import importlib
import importlib.util
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from http import HTTPStatus
from urllib.parse import parse_qs

import msgspec
from litestar.exceptions import NotAuthorizedException
from litestar.types import ASGIApp, Receive, Scope, Send

from recruit.domain.accounts.api_keys import is_key
from recruit.domain.accounts.grants import Bearer
from recruit.domain.accounts.model.oauth import Scope as OAuthScope
from recruit.domain.shared.errors import Invalid, RecruitError, Refused, Unavailable
from recruit.entrypoints.error_messages import client_message
from recruit.entrypoints.http.authentication import bearer_token
from recruit.entrypoints.http.errors import RETRY_SECONDS
from recruit.entrypoints.mcp.callers import AssistantUser, assistant_user
from recruit.entrypoints.mcp.urls import MCP, RESOURCE_METADATA, PublicUrls
from recruit.entrypoints.services import Services

PATH = MCP
CALLER = "recruit.caller"
"""Key of the caller in the ASGI scope of a request."""

TRANSPORT = "recruit.entrypoints.mcp.transport"
MOST_BYTES = 15 * 1024 * 1024
"""Bound of a request body: the largest accepted file in base64, plus the JSON around it."""

SESSION = b"mcp-session-id"
LOOPBACK = re.compile(r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?")
NOT_INSTALLED = "This server has no MCP: install it with pip install 'recruit[mcp]'"
FOREIGN_ORIGIN = "Pages of this origin may not use /mcp: name it in RECRUIT_MCP_ORIGINS"


class Endpoint:
    """An ASGI application for one path. The first admitted request imports the SDK and opens its transport."""

    def __init__(
        self, services: Services, public_urls: PublicUrls, *, origins: Iterable[str] = (), stateless: bool = False
    ) -> None:
        """Admit pages of `origins` and of this machine. Programs other than browsers send no Origin header.

        `stateless` is for several server processes, which don't share protocol sessions.
        """
        self._services = services
        self._urls = public_urls
        self._origins = set(origins)
        self._stateless = stateless
        self._opening: asyncio.Future[ASGIApp] | None = None
        self._task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve until the block ends; then end all sessions."""
        try:
            yield
        finally:
            if self._task:
                self._task.cancel()
                await asyncio.wait([self._task])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Admit a request to the protocol, or respond with an error."""
        scope["path_template"] = PATH
        try:
            scope[CALLER] = await self._authenticate(scope)  # type: ignore[literal-required]
        except NotAuthorizedException as error:
            await _refuse(send, HTTPStatus.UNAUTHORIZED, error.detail, self._challenge(scope))
        except Refused as error:
            await _refuse(send, HTTPStatus.UNAUTHORIZED, str(error), self._challenge(scope, str(error)))
        except Invalid as error:
            await _refuse(send, HTTPStatus.BAD_REQUEST, str(error))
        except ForeignOrigin as error:
            await _refuse(send, HTTPStatus.FORBIDDEN, str(error))
        except Unavailable as error:
            retry_after = (b"retry-after", RETRY_SECONDS.encode())
            await _refuse(send, HTTPStatus.SERVICE_UNAVAILABLE, client_message(error), [retry_after])
        else:
            if importlib.util.find_spec("mcp") is None:
                await _refuse(send, HTTPStatus.NOT_IMPLEMENTED, NOT_INSTALLED)
                return
            await (await self._transport())(scope, receive, send)

    async def _authenticate(self, scope: Scope) -> AssistantUser:
        """Return the caller. Raises NotAuthorizedException, Refused, Invalid, ForeignOrigin and Unavailable."""
        self._urls.base(scope)  # first, to raise Invalid for a bad Host: the challenges below need the base URL
        headers = dict(scope["headers"])
        origin = headers.get(b"origin", b"").decode("latin-1")
        if origin and origin not in self._origins and not LOOPBACK.fullmatch(origin):
            raise ForeignOrigin(FOREIGN_ORIGIN)
        bearer = await self._authenticate_token(bearer_token(scope), scope)
        scope["user"] = bearer.actor
        from_query = parse_qs(scope["query_string"].decode("latin-1")).get("profile", [None])[-1]
        from_header = headers.get(b"x-recruit-profile")
        session = headers.get(SESSION, b"").decode("latin-1")
        profile = from_header.decode("latin-1") if from_header is not None else from_query
        return assistant_user(bearer.actor, profile, bearer.scopes, session=session)

    async def _authenticate_token(self, token: str, scope: Scope) -> Bearer:
        """Authenticate an API key, or an access token of a login or of a grant for /mcp. Raises Refused and Invalid."""
        if is_key(token):
            return Bearer(await self._services.api_keys.actor(token), None, None)
        return await self._services.grants.bearer(token, self._urls.resource(scope))

    def _challenge(self, scope: Scope, fault: str | None = None) -> list[tuple[bytes, bytes]]:
        """Return WWW-Authenticate (RFC 6750).

        It contains the URL of the resource metadata (RFC 9728), from which a client learns how to get a token.
        """
        parameters = [f'error="invalid_token", error_description="{fault}"'] if fault else []
        metadata = self._urls.base(scope) + RESOURCE_METADATA + MCP
        parameters += [f'resource_metadata="{metadata}"', f'scope="{" ".join(OAuthScope)}"']
        return [(b"www-authenticate", f"Bearer {', '.join(parameters)}".encode())]

    async def _transport(self) -> ASGIApp:
        if self._opening is None:
            self._opening = asyncio.get_running_loop().create_future()
            self._task = asyncio.create_task(self._keep_open(self._opening))
        return await asyncio.shield(self._opening)

    async def _keep_open(self, opening: asyncio.Future[ASGIApp]) -> None:
        """Keep the transport open until cancelled: the task that opened it has to close it."""
        await asyncio.to_thread(importlib.import_module, TRANSPORT)  # in a thread: other requests aren't blocked
        from recruit.entrypoints.mcp.transport import transport  # noqa: PLC0415 - imported by the line above

        async with transport(self._services, MOST_BYTES, stateless=self._stateless) as app:
            opening.set_result(app)
            await asyncio.Event().wait()


class ForeignOrigin(RecruitError):
    """The request comes from a page of an origin that isn't allowed, in a browser that can reach this server."""


async def _refuse(send: Send, status: int, detail: str, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    body = msgspec.json.encode({"detail": detail})
    own_headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*own_headers, *headers]})
    await send({"type": "http.response.body", "body": body, "more_body": False})
