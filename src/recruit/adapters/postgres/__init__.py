"""PostgreSQL storage.

URLs are `postgresql://…`, `postgres://…` and `postgresql+asyncpg://…`; `embedded:` is the server in the data directory.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from recruit.adapters.postgres.engine.hosts import hosts
from recruit.adapters.postgres.engine.opening import opened, pool_size
from recruit.adapters.postgres.schema import NO_URL, REVISION, SUPERUSER, PostgresSchema, Where, ready
from recruit.domain.shared.errors import ConfigurationError
from recruit.ports.plugins import Plug
from recruit.ports.schema import Schema
from recruit.ports.storage import Storage

if TYPE_CHECKING:
    from recruit.adapters.postgres.embedded.postgres_process import Address, EmbeddedServer


@asynccontextmanager
async def storage(plug: Plug) -> AsyncIterator[Storage]:
    """Open a database by URL. `recruit db upgrade` must have created its tables."""
    dsn = _dsn(plug.url)
    tables = PostgresSchema.at(dsn)
    await ready(tables)
    async with opened(dsn, role=await tables.application_role(), size=_size(plug)) as found:
        yield found


@asynccontextmanager
async def schema(plug: Plug) -> AsyncIterator[Schema]:
    """Open the tables of a database by URL. Nothing is connected to before the first use."""
    _refuse_url(plug.url)
    yield PostgresSchema.at(_dsn(plug.url))


@asynccontextmanager
async def embedded_storage(plug: Plug) -> AsyncIterator[Storage]:
    """Start or join the embedded server, and migrate its tables to this version."""
    async with _running(plug) as (server, address):
        dsn = address.dsn()
        tables = PostgresSchema.at(dsn)
        if await tables.current() != REVISION:
            await tables.upgrade()
            await ready(tables)
        reserve, start = server.reserve, partial(asyncio.to_thread, server.start)
        async with reserve.watched(), opened(dsn, start=start, size=_size(plug), reserve=reserve) as found:
            try:
                yield found
            finally:
                server.give_up()  # closing the pool waits for a restart that is under way


@asynccontextmanager
async def embedded_schema(plug: Plug) -> AsyncIterator[Schema]:
    """Open the tables of the embedded server, which starts at the first use."""
    _refuse_other_places(plug)
    async with AsyncExitStack() as stack:
        places: list[Where] = []

        async def reach() -> Where:
            if not places:
                _, address = await stack.enter_async_context(_running(plug))
                places.append(Where(address.dsn(), address.dsn(SUPERUSER)))
            return places[0]

        yield PostgresSchema(reach)


@asynccontextmanager
async def _running(plug: Plug) -> AsyncIterator[tuple["EmbeddedServer", "Address"]]:
    from recruit.adapters.postgres.embedded.postgres_process import EmbeddedServer  # noqa: PLC0415 - needs a system with flock(2)

    _refuse_other_places(plug)
    server = EmbeddedServer(plug.data_dir, served=plug.served)
    starting = asyncio.ensure_future(asyncio.to_thread(server.start))
    try:
        yield server, await asyncio.shield(starting)
    finally:
        server.give_up()
        # A thread can't be cancelled, and the server that it starts has to be stopped.
        await asyncio.wait([starting])
        starting.exception()  # asyncio logs exceptions that are never retrieved, with a traceback
        await asyncio.to_thread(server.stop)


def _refuse_url(url: str) -> None:
    try:
        hosts(_dsn(url))
    except ValueError:  # its message may contain a part of the password
        raise ConfigurationError(NO_URL) from None


def _refuse_other_places(plug: Plug) -> None:
    if plug.url != "embedded:":
        raise ConfigurationError(f"RECRUIT_STORAGE is {plug.url}: give embedded: and set RECRUIT_DATA_DIR")


def _size(plug: Plug) -> int:
    return pool_size(int(plug.options.get("RECRUIT_WORKERS", "1")))


def _dsn(url: str) -> str:
    """Return the URL in asyncpg's form."""
    return url.replace("postgresql+asyncpg:", "postgresql:", 1)
