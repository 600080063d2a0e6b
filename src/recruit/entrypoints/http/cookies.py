"""Cookies of a request, and the one of the console's session."""

from urllib.parse import unquote

from litestar.types import Scope

from recruit.entrypoints.http.headers import header


def name_of_session(scope: Scope) -> str:
    """Return the name of the session's cookie. Over HTTPS its prefix keeps other hosts from setting it."""
    return "__Host-recruit" if scope["scheme"] == "https" else "recruit"


def name_of_secret(scope: Scope, purpose: str) -> str:
    """Return the name of the cookie of another secret, with the same prefix."""
    return f"{name_of_session(scope)}-{purpose}"


def session_cookie(scope: Scope) -> str:
    """Return the value of the session's cookie, an empty text without one."""
    return cookies_of(scope).get(name_of_session(scope), "")


def cookies_of(scope: Scope) -> dict[str, str]:
    """Return the cookies of a request. Of several with the same name the first counts."""
    found: dict[str, str] = {}
    for part in (header(scope, b"cookie") or b"").decode("latin-1").replace(", ", "; ").split(";"):
        name, equals, value = part.strip().partition("=")
        if equals:
            found.setdefault(name, unquote(value))
    return found
