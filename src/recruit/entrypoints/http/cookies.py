"""Cookies of a request, and the one of the console's session."""

from urllib.parse import unquote

from litestar.types import Scope


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
    """Return the cookies of a request. A name that is sent several times has no value: another host may have set one.

    Only semicolons separate cookies, and only blanks and tabs are removed from names, as in browsers (RFC 6265bis,
    5.6): with any other rule, a host could hide the name of a cookie that browsers don't let it set.
    """
    found: dict[str, list[str]] = {}
    sent = b";".join(value for name, value in scope["headers"] if name == b"cookie")
    for part in sent.decode("latin-1").split(";"):
        name, equals, value = part.strip(" \t").partition("=")
        if equals:
            found.setdefault(name, []).append(value)
    return {name: unquote(values[0]) for name, values in found.items() if len(values) == 1}
