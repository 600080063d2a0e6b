"""Requests to an ASGI application in the same process."""

from typing import Any, cast

import httpx


def asgi_transport(
    app: object, *, raise_app_exceptions: bool = True, client: tuple[str, int] = ("127.0.0.1", 123)
) -> httpx.ASGITransport:
    """Return a transport to an application of Litestar or Starlette.

    httpx declares an application's scope and messages as mappings, Litestar as typed dictionaries. The checker
    accepts neither for the other.
    """
    return httpx.ASGITransport(cast("Any", app), raise_app_exceptions=raise_app_exceptions, client=client)
