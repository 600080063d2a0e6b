"""/mcp: who may come in, and from where, before the protocol begins."""

import asyncio
import importlib
import importlib.util
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from urllib.parse import parse_qs

import msgspec
from litestar.exceptions import NotAuthorizedException
from litestar.types import ASGIApp, Receive, Scope, Send

from recruit.domain.model.errors import Invalid, RecruitError, Refused, Unavailable
from recruit.entrypoints.http.authentication import bearer_token
from recruit.entrypoints.http.errors import RETRY_SECONDS
from recruit.entrypoints.mcp.guests import Guest, guest
from recruit.entrypoints.sentences import for_callers
from recruit.entrypoints.services import Services

PATH = "/mcp"
GUEST = "recruit.guest"
"""Where the scope of a request keeps who asks."""

TRANSPORT = "recruit.entrypoints.mcp.transport"
MOST_BYTES = 2 * 1024 * 1024
LOOPBACK = re.compile(r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?")
MISSING = "This server has no MCP: install it with pip install 'recruit[mcp]'"
FOREIGN = "Pages of this origin may not use /mcp: name it in RECRUIT_MCP_ORIGINS"
UNAUTHORIZED, FORBIDDEN, BAD_REQUEST, NOT_IMPLEMENTED, UNAVAILABLE = 401, 403, 400, 501, 503


class Endpoint:
    """An ASGI application for one path. The SDK is imported, and its transport opened, when somebody first comes in."""

    def __init__(self, services: Services, *, origins: Iterable[str] = (), stateless: bool = False) -> None:
        """Let pages of `origins` in beside those of this machine; programs that are no browser name no origin.

        `stateless` is for several server processes, none of which knows the others' sessions.
        """
        self._services = services
        self._origins = set(origins)
        self._stateless = stateless
        self._opening: asyncio.Future[ASGIApp] | None = None
        self._task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Answer while the block lasts; then end all sessions."""
        try:
            yield
        finally:
            if self._task:
                self._task.cancel()
                with suppress(asyncio.CancelledError):
                    await self._task

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or say why not."""
        scope["path_template"] = PATH
        try:
            scope[GUEST] = await self._admitted(scope)  # type: ignore[literal-required]
        except NotAuthorizedException as error:
            await _refuse(send, UNAUTHORIZED, error.detail, _challenge())
        except Refused as error:
            await _refuse(send, UNAUTHORIZED, str(error), _challenge(str(error)))
        except Invalid as error:
            await _refuse(send, BAD_REQUEST, str(error))
        except ForeignOrigin as error:
            await _refuse(send, FORBIDDEN, str(error))
        except Unavailable as error:
            await _refuse(send, UNAVAILABLE, for_callers(error), [(b"retry-after", RETRY_SECONDS.encode())])
        else:
            if importlib.util.find_spec("mcp") is None:
                await _refuse(send, NOT_IMPLEMENTED, MISSING)
                return
            await (await self._transport())(scope, receive, send)

    async def _admitted(self, scope: Scope) -> Guest:
        """Return who asks. Raises NotAuthorizedException, Refused, Invalid, ForeignOrigin and Unavailable."""
        headers = dict(scope["headers"])
        origin = headers.get(b"origin", b"").decode("latin-1")
        if origin and origin not in self._origins and not LOOPBACK.fullmatch(origin):
            raise ForeignOrigin(FOREIGN)
        actor = await self._services.actor(bearer_token(scope))
        scope["user"] = actor
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("profile", [None])[-1]
        named = headers.get(b"x-recruit-profile")
        return guest(actor, named.decode("latin-1") if named is not None else asked)

    async def _transport(self) -> ASGIApp:
        if self._opening is None:
            self._opening = asyncio.get_running_loop().create_future()
            self._task = asyncio.create_task(self._serve(self._opening))
        return await asyncio.shield(self._opening)

    async def _serve(self, opening: asyncio.Future[ASGIApp]) -> None:
        """Keep the transport open: it has to be closed by the task that opened it."""
        await asyncio.to_thread(importlib.import_module, TRANSPORT)  # the others go on meanwhile
        from recruit.entrypoints.mcp.transport import transport  # noqa: PLC0415 - it is there now

        async with transport(self._services, MOST_BYTES, stateless=self._stateless) as app:
            opening.set_result(app)
            await asyncio.Event().wait()


class ForeignOrigin(RecruitError):
    """A page of somebody else's site asks, in the browser of somebody who can reach this server."""


def _challenge(fault: str | None = None) -> list[tuple[bytes, bytes]]:
    """Return the header of RFC 6750."""
    told = f'Bearer error="invalid_token", error_description="{fault}"' if fault else "Bearer"
    return [(b"www-authenticate", told.encode())]


async def _refuse(send: Send, status: int, detail: str, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    body = msgspec.json.encode({"detail": detail})
    known = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*known, *headers]})
    await send({"type": "http.response.body", "body": body, "more_body": False})
