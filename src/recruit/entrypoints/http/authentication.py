"""Authentication by bearer token (RFC 6750), before the body is read."""

from typing import cast

from litestar.exceptions import NotAuthorizedException
from litestar.types import ASGIApp, Receive, Scope, Send

from recruit.domain.accounts.model.users import ACTOR
from recruit.domain.audit.model import ORIGIN
from recruit.domain.shared.errors import Refused
from recruit.domain.shared.tenancy import TENANT
from recruit.entrypoints.http.middleware.request_log import extra_headers
from recruit.entrypoints.http.request import services_of

PUBLIC = "public"
"""Handler option of routes that need no token."""

INVALID_TOKEN = (b"www-authenticate", b'Bearer error="invalid_token"')
"""The challenge of RFC 6750, 3.1, which sends it with 401."""


def authentication_middleware(app: ASGIApp) -> ASGIApp:
    """Refuse requests without a token with 401, and requests with an invalid token with 403. Both have a challenge.

    Other requests run with their actor as the origin of audit entries, until `request_log_middleware` ends the request.
    """

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        if not scope["route_handler"].opt.get(PUBLIC):
            token = bearer_token(scope)
            try:
                scope["user"] = actor = await services_of(scope).actor(token)
            except Refused:
                extra_headers(scope).append(INVALID_TOKEN)
                raise
            ORIGIN.set(ORIGIN.get().acting(actor))
            TENANT.set(actor.org_id)
            ACTOR.set(actor)
        await app(scope, receive, send)

    return handle


def bearer_token(scope: Scope) -> str:
    """Return the token or key of a request. Raises NotAuthorizedException if it has none."""
    if token := sent_token(scope):
        return token
    raise NotAuthorizedException("Not authenticated", headers={"WWW-Authenticate": "Bearer"})


def sent_token(scope: Scope) -> str:
    """Return the token or key of a request, an empty text if it has none.

    Two Authorization headers count as none, because a proxy may have checked the other one.
    """
    if "token" not in scope:  # the rate limits read it, too
        sent = [value for name, value in scope["headers"] if name == b"authorization"]
        scope["token"] = _token(sent[0]) if len(sent) == 1 else ""  # type: ignore[typeddict-unknown-key]
    return cast("str", scope["token"])  # type: ignore[typeddict-item]


def _token(header: bytes) -> str:
    scheme, _, token = header.decode("latin-1").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
