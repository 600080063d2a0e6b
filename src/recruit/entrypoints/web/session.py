"""The browser's session, read from its cookie before the handler runs."""

from typing import Literal, cast
from urllib.parse import quote

from litestar.datastructures import Cookie
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from recruit.domain.accounts.model.users import ACTOR
from recruit.domain.audit.model import ORIGIN
from recruit.domain.shared.errors import Refused
from recruit.domain.shared.tenancy import TENANT
from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.cookies import name_of_secret, session_cookie
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.http.middleware.request_log import extra_headers
from recruit.entrypoints.http.middleware.security_headers import allow_same_origin_referrer
from recruit.entrypoints.http.request import services_of
from recruit.entrypoints.http.streaming import MEDIA_TYPE, ended
from recruit.entrypoints.web import text
from recruit.entrypoints.web.csrf import SAFE_METHODS, is_same_origin
from recruit.entrypoints.web.refusals import SessionEnded
from recruit.entrypoints.web.request import SESSION, PageRequest
from recruit.entrypoints.web.sent import keep

NOTICE, UNDO, THEME = "recruit-notice", "recruit-undo", "recruit-theme"
RECORD = "recruit-record"
DENSITY, KEYS = "recruit-density", "recruit-keys"
"""Cookies without rights: a message for the next page, the action or record it is about, and the user's choices."""

YEAR = 365 * 24 * 3600


def session_middleware(app: ASGIApp) -> ASGIApp:
    """Run requests as the user of the browser's session, and send others to the login page.

    A request that writes isn't redirected, since its form would be lost. Raises SessionEnded for it.
    """

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        allow_same_origin_referrer(extra_headers(scope))
        try:
            await begin(scope)
        except Refused:
            if not scope["route_handler"].opt.get(PUBLIC):
                if (
                    cast("HTTPScope", scope)["method"] not in SAFE_METHODS
                    or header(scope, b"hx-request-type") == b"partial"
                ):
                    if is_same_origin(scope):  # another site must not have its form shown here
                        await keep(PageRequest(scope, receive, send))
                    raise SessionEnded from None
                if header(scope, b"accept") == MEDIA_TYPE.encode():  # a browser complains of a stream that is a page
                    await ASGIResponse(body=ended(SessionEnded()), media_type=MEDIA_TYPE)(scope, receive, send)
                    return
                await _to_login(scope)(scope, receive, send)
                return
        await app(scope, receive, send)

    return handle


async def begin(scope: Scope) -> None:
    """Choose the language of a request, and run it as the user of the browser's session. Raises Refused without one."""
    text.choose_language(scope)
    session = await services_of(scope).browser_sessions.read(session_cookie(scope))
    scope[SESSION] = session  # type: ignore[literal-required]
    scope["user"] = session.actor
    ORIGIN.set(ORIGIN.get().acting(session.actor))
    TENANT.set(session.actor.org_id)
    ACTOR.set(session.actor)


def name_of_step(scope: Scope) -> str:
    """Return the name of the cookie of a sign-in that waits for its second step."""
    return name_of_secret(scope, "step")


def cookie(
    scope: Scope,
    name: str,
    value: str,
    max_age: int | None = None,
    *,
    http_only: bool = True,
    same_site: Literal["lax", "strict"] = "lax",
) -> Cookie:
    """Return a cookie for this site alone. It ends with the browser's session if `max_age`, in seconds, is None."""
    return Cookie(
        key=name,
        value=value,
        max_age=max_age,
        path="/",
        secure=scope["scheme"] == "https",
        httponly=http_only,
        samesite=same_site,
    )


def _to_login(scope: Scope) -> ASGIResponse:
    """Lead to the login. htmx, which would show it beside the navigation, loads it as a whole page."""
    query = scope["query_string"].decode("latin-1")
    address = f"/login?next={quote(scope['path'] + (f'?{query}' if query else ''), safe='')}"
    if header(scope, b"hx-request") == b"true":
        return ASGIResponse(headers={"HX-Redirect": address})
    return ASGIResponse(status_code=303, headers={"Location": address})
