"""Against forged forms: the consent page's form counts from the browser that it was shown to, and from there alone.

A cookie holds the browser's session, made anew after each use. The form sends back a token that is sealed over that
session and the whole request (`recruit.domain.accounts.consents`): a cookie and a field that are made up prove nothing.
"""

from http.cookies import CookieError, SimpleCookie
from secrets import token_urlsafe
from urllib.parse import urlsplit

from litestar.types import Scope

from recruit.domain.accounts.consents import FORM_LASTS
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.mcp.urls import AUTHORIZE

COOKIE = "recruit_authorization"
COOKIE_SECONDS = int(FORM_LASTS.total_seconds())
OF_THIS_HOST = "__Host-"
"""Cookies of such a name are set by this very host alone, over HTTPS (RFC 6265bis, 4.1.3.2)."""

FIELD = "csrf"


def new_session() -> str:
    """Return what nobody can guess."""
    return token_urlsafe(16)


def session_of(scope: Scope, base: str) -> str | None:
    """Return what the browser's cookie holds. `base` is the server's public URL."""
    try:
        cookies = SimpleCookie((header(scope, b"cookie") or b"").decode("latin-1"))
    except CookieError:
        return None
    name = _name(base)
    return cookies[name].value or None if name in cookies else None


def kept(session: str, base: str) -> tuple[bytes, bytes]:
    """Return the header that has the browser keep a session."""
    return _set_cookie(session, COOKIE_SECONDS, base)


def spent(base: str) -> tuple[bytes, bytes]:
    """Return the header that has the browser forget its session."""
    return _set_cookie("", 0, base)


def is_from_here(scope: Scope, base: str) -> bool:
    """Tell whether a form comes from a page of this server, as far as the browser says.

    Programs that are no browsers send neither header; their forms stand on their tokens alone.
    """
    return header(scope, b"sec-fetch-site") in {None, b"same-origin"} and _has_own_origin(scope, base)


def _has_own_origin(scope: Scope, base: str) -> bool:
    """Tell whether the page is of this server, by the name of it that is public or that the browser knows."""
    origin = header(scope, b"origin")
    if origin is None:
        return True
    told, here = urlsplit(origin.decode("latin-1").lower()), urlsplit(base)
    asked = (header(scope, b"host") or b"").decode("latin-1").lower()
    return (told.scheme, told.netloc) == (here.scheme, here.netloc) or (bool(asked) and told.netloc == asked)


def _name(base: str) -> str:
    return f"{OF_THIS_HOST}{COOKIE}" if _is_secure(base) else COOKIE


def _set_cookie(value: str, seconds: int, base: str) -> tuple[bytes, bytes]:
    where = "/; Secure" if _is_secure(base) else AUTHORIZE
    told = f"{_name(base)}={value}; Max-Age={seconds}; HttpOnly; SameSite=Strict; Path={where}"
    return b"set-cookie", told.encode()


def _is_secure(base: str) -> bool:
    return base.startswith("https:")
