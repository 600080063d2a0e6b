"""What uvicorn runs: the application, with adapters that open when the server starts and close when it stops."""

import gc
import os
from contextlib import AsyncExitStack
from typing import Any

import uvicorn
from litestar.types import ASGIApp

from recruit.domain.model.errors import RecruitError
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.http.protocol import Protocol
from recruit.entrypoints.logs import configure
from recruit.entrypoints.mcp.endpoint import PATH, Endpoint
from recruit.entrypoints.sentences import sentence
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings

START_SECONDS = 60
"""How long a worker may take until it serves, or answers its parent, before it is replaced."""

GARBAGE = 10_000
"""New objects between two looks for garbage. With Python's 700 looking took a twelfth of a request."""

FACTORY = "recruit.entrypoints.http.server:Server"
GRACE_SECONDS = 30
"""How long requests in flight may take to finish after the server was asked to stop."""


class Server:
    """The ASGI application of one worker process, set up from its environment."""

    def __init__(self) -> None:
        self._settings = Settings.from_environment(os.environ)
        self._app: ASGIApp | None = None
        configure(self._settings.log_level)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one ASGI scope: requests, or the lifespan that they fall into."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif self._app is not None:
            await self._app(scope, receive, send)

    async def _live(self, receive: Any, send: Any) -> None:
        """Open, wait, close. What can't be opened is said in its own sentence instead of a traceback."""
        await receive()
        async with AsyncExitStack() as stack:
            try:
                services = await stack.enter_async_context(assemble(self._settings))
                if self._settings.background:
                    await stack.enter_async_context(services.background.running())
                mcp = Endpoint(services, origins=_origins(self._settings), stateless=self._settings.workers > 1)
                await stack.enter_async_context(mcp.running())
                self._app = create_app(services, {PATH: mcp})
            except RecruitError as error:
                await send({"type": "lifespan.startup.failed", "message": sentence(error)})
                return
            _leave_alone()
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})


def _leave_alone() -> None:
    """Don't look for garbage among what has been made so far, which stays: modules, routes, tables."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)


def _origins(settings: Settings) -> list[str]:
    return [origin.strip().rstrip("/") for origin in settings.options.get("RECRUIT_MCP_ORIGINS", "").split(",")]


def serve(settings: Settings) -> None:
    """Serve until a signal says to stop. More workers than one share the socket, and SIGHUP replaces one by one."""
    configure(settings.log_level)
    uvicorn.run(
        FACTORY,
        http=Protocol,
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_worker_healthcheck=START_SECONDS,
    )
