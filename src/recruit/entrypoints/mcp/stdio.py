"""MCP server over standard input and output, started by an assistant on the same machine."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from secrets import token_hex
from threading import Thread
from typing import Any, cast

from mcp.server.stdio import stdio_server

from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints.logs import configure
from recruit.entrypoints.mcp.callers import AssistantUser, assistant_user
from recruit.entrypoints.mcp.server import server
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings

LONGEST_LINE = 16 * 1024 * 1024
CHUNK = 65_536


def serve(settings: Settings, email: str, profile: str) -> None:
    """Serve the user with that e-mail address until the assistant closes its end or a signal stops the process.

    No password is needed, because a user who can start this process can read the database. Logs go to standard error.
    Raises ConfigurationError.
    """
    if settings.is_in_memory:
        raise ConfigurationError("RECRUIT_STORAGE is memory:, which has no users yet: choose a database")
    configure(settings.log_level)
    with suppress(KeyboardInterrupt):
        asyncio.run(_until_closed(settings, email, profile))


async def _until_closed(settings: Settings, email: str, profile: str) -> None:
    task = asyncio.ensure_future(_serve(settings, email, profile))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


async def _serve(settings: Settings, email: str, profile: str) -> None:
    async with AsyncExitStack() as stack:
        services = await stack.enter_async_context(assemble(settings, existing=True))
        session = token_hex()  # each process is a session of its own
        await _assistant_user(services, email, profile, session)  # fail at startup, not at the first call
        if settings.background:
            await stack.enter_async_context(services.background.running())

        async def identify_caller(_context: Any) -> AssistantUser:
            return await _assistant_user(services, email, profile, session)

        read, write = await stack.enter_async_context(stdio_server(stdin=cast("Any", _lines())))
        mcp_server = server(services, identify_caller)
        await mcp_server.run(read, write, mcp_server.create_initialization_options())


async def _lines() -> AsyncIterator[str]:
    """Yield lines of standard input, read in a daemon thread.

    A blocked read doesn't delay the exit: an assistant that stops the server may keep its end of the pipe open.
    """
    reader, loop = asyncio.StreamReader(limit=LONGEST_LINE), asyncio.get_running_loop()

    def read() -> None:
        with suppress(RuntimeError):  # the loop is closed
            while chunk := os.read(sys.stdin.fileno(), CHUNK):
                loop.call_soon_threadsafe(reader.feed_data, chunk)
            loop.call_soon_threadsafe(reader.feed_eof)

    Thread(target=read, daemon=True).start()
    async for line in reader:
        yield line.decode("utf-8", "replace")


async def _assistant_user(services: Services, email: str, profile: str, session: str) -> AssistantUser:
    """Look the user up at each call: in a session of days, their role may change or they may be removed."""
    return assistant_user(await services.accounts.actor_by_email(email), profile, session=session)
