"""Protection against requests that other sites make a browser send (cross-site request forgery)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from hmac import compare_digest, digest
from secrets import token_bytes
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.types import Scope

from recruit.domain.accounts.browser_sessions import BrowserSession
from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.web.refusals import CrossSite, StaleForm
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.sent import TOKEN, keep

HEADER = b"x-csrf-token"
SAFE_METHODS = frozenset({"GET", "HEAD"})
MASK_BYTES = 32


def new_token(session: BrowserSession) -> str:
    """Return a token of a session. Each has a new mask, so that compressed pages don't reveal it (BREACH)."""
    mask = token_bytes(MASK_BYTES)
    return urlsafe_b64encode(mask + _xor(mask, _secret(session))).decode()


def is_valid(token: str, session: BrowserSession) -> bool:
    """Return whether a token is one of a session."""
    try:
        data = urlsafe_b64decode(token)
    except (Error, ValueError):
        return False
    mask, masked = data[:MASK_BYTES], data[MASK_BYTES:]
    return len(masked) == MASK_BYTES and compare_digest(_xor(mask, masked), _secret(session))


async def check_csrf(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse a writing request that another site may have caused. A guard of all handlers.

    Raises CrossSite for one from another site, and StaleForm for one without the session's token.
    """
    if not isinstance(connection, PageRequest) or connection.method in SAFE_METHODS:
        return
    if not is_same_origin(connection.scope):
        raise CrossSite
    if handler.opt.get(PUBLIC):
        return
    session, sent = connection.browser_session, header(connection.scope, HEADER)
    token = sent.decode("latin-1") if sent is not None else (await connection.form()).get(TOKEN)
    if session is None or not isinstance(token, str) or not is_valid(token, session):
        await keep(connection)
        await (await connection.form()).close()  # no handler will
        raise StaleForm


def is_same_origin(scope: Scope) -> bool:
    """Return whether a page of this origin has sent a request, by Fetch Metadata or, without it, by Origin."""
    if site := header(scope, b"sec-fetch-site"):
        return site == b"same-origin"
    origin, host = ((header(scope, name) or b"").decode("latin-1").lower() for name in (b"origin", b"host"))
    return origin == f"{scope['scheme']}://{host}"


def _secret(session: BrowserSession) -> bytes:
    return digest(session.digest, b"csrf", "sha256")


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
