"""CSRF protection of the consent form: only the browser that the form was shown to may submit it.

The form sends back a token signed over the browser's session id and the whole request
(`recruit.domain.accounts.consents`). In a session of the console, the session id is derived from it. Otherwise a cookie
holds one, which is renewed after each use: an invented cookie and field don't match.
"""

from secrets import token_urlsafe
from urllib.parse import urlsplit

from litestar.types import Scope

from recruit.domain.accounts.browser_sessions import BrowserSession
from recruit.domain.accounts.consents import FORM_LIFETIME
from recruit.entrypoints.http.cookies import cookies_of
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.mcp.urls import AUTHORIZE

COOKIE = "recruit_authorization"
COOKIE_SECONDS = int(FORM_LIFETIME.total_seconds())
HOST_PREFIX = "__Host-"
"""Cookie name prefix: browsers accept such cookies only from this host itself, over HTTPS (RFC 6265bis, 4.1.3.2)."""

FIELD = "csrf"


def new_session() -> str:
    """Return a random session id of 16 bytes."""
    return token_urlsafe(16)


def session_of(scope: Scope, base: str) -> str | None:
    """Return the session id in the request's cookie, otherwise None. `base` is the server's public URL."""
    return cookies_of(scope).get(_cookie_name(base)) or None


def session_of_user(signed_in: BrowserSession) -> str:
    """Return the session id of a browser that is signed in to the console. It needs no cookie of its own."""
    return f"console {signed_in.digest.hex()}"


def session_cookie(session: str, base: str) -> tuple[bytes, bytes]:
    """Return the Set-Cookie header that stores a session id."""
    return _set_cookie(session, COOKIE_SECONDS, base)


def expired_session_cookie(base: str) -> tuple[bytes, bytes]:
    """Return the Set-Cookie header that deletes the session id."""
    return _set_cookie("", 0, base)


def is_same_origin(scope: Scope, base: str) -> bool:
    """Return whether Sec-Fetch-Site and Origin, if sent, name a page of this server.

    Programs other than browsers send neither header; their forms are checked by token only.
    """
    return header(scope, b"sec-fetch-site") in {None, b"same-origin"} and _has_own_origin(scope, base)


def _has_own_origin(scope: Scope, base: str) -> bool:
    """Return whether Origin is absent, or equals the public URL's origin, or has the host of the Host header."""
    origin = header(scope, b"origin")
    if origin is None:
        return True
    sent, own = urlsplit(origin.decode("latin-1").lower()), urlsplit(base)
    host = (header(scope, b"host") or b"").decode("latin-1").lower()
    return (sent.scheme, sent.netloc) == (own.scheme, own.netloc) or (bool(host) and sent.netloc == host)


def _cookie_name(base: str) -> str:
    return f"{HOST_PREFIX}{COOKIE}" if _is_secure(base) else COOKIE


def _set_cookie(value: str, seconds: int, base: str) -> tuple[bytes, bytes]:
    path = "/; Secure" if _is_secure(base) else AUTHORIZE
    cookie = f"{_cookie_name(base)}={value}; Max-Age={seconds}; HttpOnly; SameSite=Strict; Path={path}"
    return b"set-cookie", cookie.encode()


def _is_secure(base: str) -> bool:
    return base.startswith("https:")
