"""Requests to an ASGI application in the same process."""

import asyncio
from typing import Any, cast

import httpx

from recruit.entrypoints.http.streaming import STOPPING


def asgi_transport(
    app: object, *, raise_app_exceptions: bool = True, client: tuple[str, int] = ("127.0.0.1", 123)
) -> httpx.ASGITransport:
    """Return a transport to an application of Litestar or Starlette.

    httpx declares an application's scope and messages as mappings, Litestar as typed dictionaries. The checker
    accepts neither for the other. The transport returns whole responses, so that the application is told that the
    server stops: a stream then ends after the events that there are.
    """
    stopping = asyncio.Event()
    stopping.set()

    async def stopping_app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        await cast("Any", app)({**scope, "state": {STOPPING: stopping}}, receive, send)

    return httpx.ASGITransport(cast("Any", stopping_app), raise_app_exceptions=raise_app_exceptions, client=client)
