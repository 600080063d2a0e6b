"""The ASGI server: the application, with adapters that open when it starts and close when it stops."""

import asyncio
import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from functools import partial
from typing import Any

import uvicorn
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp, Receive, Scope, Send
from uvicorn.config import STARTUP_FAILURE

from recruit.domain.shared.errors import ConfigurationError, RecruitError, Unavailable
from recruit.entrypoints.background_tasks import running_task
from recruit.entrypoints.deadlines import CloseDeadline
from recruit.entrypoints.error_messages import operator_message
from recruit.entrypoints.http.error_codes import CODES_BY_STATUS
from recruit.entrypoints.http.errors import RETRY_SECONDS
from recruit.entrypoints.http.middleware.request_log import count_refusal
from recruit.entrypoints.http.streaming import STOPPING
from recruit.entrypoints.http.transport.extensions import Extensions, extensions
from recruit.entrypoints.http.transport.listening import IN_USE_SECONDS, bound
from recruit.entrypoints.http.transport.parent_process import end_with_parent, terminal_was_closed
from recruit.entrypoints.http.transport.refusals import COUNT
from recruit.entrypoints.http.transport.startup_message import StartupMessage
from recruit.entrypoints.logs import configure
from recruit.entrypoints.mcp.endpoint import PATH, Endpoint
from recruit.entrypoints.mcp.oauth import AuthorizationServer
from recruit.entrypoints.mcp.urls import PublicUrls
from recruit.entrypoints.observability.endpoint import serve_metrics
from recruit.entrypoints.observability.instrumentation import Instrumentation, open_instrumentation
from recruit.entrypoints.observability.sampling import sample_repeatedly
from recruit.entrypoints.readiness import check_repeatedly
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.setup_code import setup_code
from recruit.entrypoints.startup_checks import log_warnings
from recruit.entrypoints.startup_gc import startup_gc
from recruit.entrypoints.warm_up import warm_up

START_SECONDS = 60
"""Timeout for a worker to start, or to answer its parent's health check. A worker that exceeds it is replaced."""

GARBAGE = 10_000
"""Allocations between two garbage collections. With Python's 700, collections took a twelfth of a request."""

GRACE_SECONDS = 30
"""Timeout for requests in flight after the server was asked to stop."""

PAUSE_SECONDS = 1
"""Pause between two attempts of a worker to open its database."""

log = logging.getLogger(__name__)


class Server:
    """The ASGI application of one worker process, configured from its environment.

    A server of a single process stops with an error message if it can't open its resources, and its service manager
    restarts it. One of several workers, which may replace one that died, answers 503 until its database is available.
    """

    def __init__(self, startup_message: StartupMessage) -> None:
        """Read the settings. `startup_message` is logged when the server starts to serve requests."""
        self._settings = Settings.from_environment(os.environ)
        self._startup_message = startup_message
        self._app: ASGIApp = _unavailable
        self._services: Services | None = None
        self._instrumentation = Instrumentation()
        configure(self._settings.log_level, self._settings.log_format)
        gc.set_threshold(GARBAGE)

    def __call__(self, scope: Any, receive: Any, send: Any) -> Awaitable[None]:
        """Serve one ASGI scope: the lifespan or a request."""
        return self._lifespan(scope, receive, send) if scope["type"] == "lifespan" else self._app(scope, receive, send)

    async def _lifespan(self, scope: Any, receive: Any, send: Any) -> None:
        """Run the lifespan: open the services, wait for the shutdown, close the services."""
        await receive()
        scope["state"][COUNT] = lambda status: count_refusal(self._instrumentation.metrics, status)
        scope["state"][STOPPING] = asyncio.Event()
        end_with_parent()
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._reload_keys)
        several = self._settings.workers > 1
        async with AsyncExitStack() as stack:
            stop_requested = asyncio.ensure_future(receive())
            error = await self._start_instrumentation(stack) or await self._open_unless(stop_requested, stack)
            if stop_requested.done():  # uvicorn expects no message then
                if error is not None:
                    log.error(operator_message(error))
                return
            if error is not None and not (several and isinstance(error, Unavailable)):
                stop_requested.cancel()
                await send({"type": "lifespan.startup.failed", "message": operator_message(error)})
                return
            await send({"type": "lifespan.startup.complete"})
            while error is not None and not stop_requested.done():
                log.warning("not serving yet: %s", operator_message(error))
                await asyncio.wait([stop_requested], timeout=PAUSE_SECONDS)
                error = None if stop_requested.done() else await self._open_unless(stop_requested, stack)
            if not stop_requested.done():
                code = await self._setup_code()
                asyncio.get_running_loop().call_soon(self._startup_message.log, code)  # after uvicorn's startup message
            await stop_requested
        await send({"type": "lifespan.shutdown.complete"})

    async def _setup_code(self) -> str | None:
        """Return the code for the setup of the first organisation, None if there is one or storage is unavailable."""
        if self._services is None or not self._settings.console:
            return None
        try:
            is_new = not await self._services.storage.organisations()
        except Unavailable:
            return None
        return setup_code(self._services.tokens) if is_new else None

    async def _start_instrumentation(self, stack: AsyncExitStack) -> RecruitError | None:
        """Start metrics and tracing. Return the error if that fails."""
        try:
            self._instrumentation = await stack.enter_async_context(
                CloseDeadline(open_instrumentation(self._settings.options), "tracing")
            )
        except RecruitError as error:
            return error
        return None

    async def _open(self, stack: AsyncExitStack) -> RecruitError | None:
        """Open the services and serve requests. Return the error if that fails."""
        try:
            with startup_gc():
                building = asyncio.ensure_future(_application(console=self._settings.console))
                services = await stack.enter_async_context(
                    assemble(self._settings, self._instrumentation, served=self._startup_message.has_served)
                )
                create_app = await building
        except RecruitError as error:
            return error
        if self._settings.background:
            await stack.enter_async_context(CloseDeadline(services.background.running(), "background work"))
        samples = sample_repeatedly(self._instrumentation, services.storage, services.background)
        await stack.enter_async_context(running_task(samples))
        checks = running_task(check_repeatedly(services.storage))
        await stack.enter_async_context(CloseDeadline(checks, "the readiness check"))
        await stack.enter_async_context(running_task(warm_up(services)))
        where = PublicUrls(self._settings.public_url)
        mcp = Endpoint(services, where, origins=self._settings.mcp_origins, stateless=self._settings.workers > 1)
        await stack.enter_async_context(CloseDeadline(mcp.running(), PATH))
        others = {PATH: mcp, **AuthorizationServer(services, where, console=self._settings.console).applications()}
        self._app = create_app(services, others, self._settings.http)
        self._services = services
        return None

    async def _open_unless(self, stop_requested: asyncio.Future[Any], stack: AsyncExitStack) -> RecruitError | None:
        """Open the services, but stop when a shutdown is requested: the wait for a database may be long."""

        def cancel_opening(_: asyncio.Future[Any]) -> None:
            opening.reschedule(0)

        try:
            async with asyncio.timeout(None) as opening:
                stop_requested.add_done_callback(cancel_opening)
                try:
                    return await self._open(stack)
                finally:
                    stop_requested.remove_done_callback(cancel_opening)
        except TimeoutError:
            if not opening.expired():
                raise
            return None

    def _reload_keys(self) -> None:
        """Handle SIGHUP: read the signing keys again, or stop if it was sent because the terminal was closed."""
        if terminal_was_closed():
            signal.raise_signal(signal.SIGTERM)
        elif self._services is not None:  # else startup is about to read them
            try:
                self._services.tokens.read_keys()
            except ConfigurationError as error:
                log.error("SIGHUP: the keys that sign tokens stay as they were: %s", operator_message(error))  # noqa: TRY400
            else:
                log.info("SIGHUP: keys that sign tokens are read again; other settings are read at the start only")


async def _unavailable(scope: Any, receive: Any, send: Any) -> None:
    """Answer 503 while the database isn't available yet."""
    body = b'{"detail":"The database is not available; try again"}'
    headers = {"Retry-After": RETRY_SECONDS, "Error-Code": CODES_BY_STATUS[503]}
    await ASGIResponse(body=body, status_code=503, headers=headers, media_type="application/json")(scope, receive, send)


async def _application(*, console: bool) -> Callable[..., ASGIApp]:
    """Build the routes, which takes half of a startup, and return the function that creates the application.

    It is a task of its own, so that it runs while the services wait for the database.
    """
    from recruit.entrypoints.http.app import create_app, routes  # noqa: PLC0415 - the import is a part of this task

    routes()
    return partial(create_app, console=_console) if console else create_app


async def _console(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve a request for the console, which the first one imports and builds.

    A start takes a twentieth less time without it, and a server of the API alone 5 MB less memory.
    """
    from recruit.entrypoints.web.app import console  # noqa: PLC0415 - on first use

    await console()(scope, receive, send)


def serve(settings: Settings) -> None:
    """Serve until a signal stops the server. Several workers share the socket; SIGHUP replaces them one by one."""
    configure(settings.log_level, settings.log_format)
    log_warnings(settings)
    # Take the port before anything is created: a server that can't listen would leave a database behind.
    with bound(settings, IN_USE_SECONDS) as listener, serve_metrics(settings, settings.workers):
        if settings.workers > 1:
            _serve_with_workers(settings, listener)
        else:
            _serve_alone(settings, listener)


def _config(settings: Settings, listener: socket.socket, classes: Extensions) -> uvicorn.Config:
    return uvicorn.Config(
        partial(Server, StartupMessage(settings.host, listener.getsockname()[1])),
        factory=True,
        interface="asgi3",
        http=classes.protocol(settings.http.client_seconds),
        ws="none",
        lifespan="on",  # else uvicorn ignores an unexpected startup error and serves 503 without a reason
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.http.trusted_proxies),
        forwarded_allow_ips=list(settings.http.trusted_proxies),
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_worker_healthcheck=START_SECONDS,
    )


def _serve_with_workers(settings: Settings, listener: socket.socket) -> None:
    """Supervise workers. Clients that connect before the first worker is ready are refused."""
    classes = extensions()
    config = _config(settings, listener, classes)
    supervisor = classes.supervisor(config, sockets=[listener])
    supervisor.run()
    if getattr(supervisor, "failed", False):  # uvicorn's own only logs it
        sys.exit(STARTUP_FAILURE)


def _serve_alone(settings: Settings, listener: socket.socket) -> None:
    """Serve in this process. uvicorn raises the signal that stopped it again, which must not cut the cleanup short."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    classes = extensions()
    server = classes.server(_config(settings, listener, classes))
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    if not (server.started or server.should_exit):
        sys.exit(STARTUP_FAILURE)
