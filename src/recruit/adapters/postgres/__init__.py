"""PostgreSQL storage.

URLs are `postgresql://…`, `postgres://…` and `postgresql+asyncpg://…`; `embedded:` is the server in the data directory.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from recruit.adapters.postgres.embedded.disk_reserve import Reserve
from recruit.adapters.postgres.engine.connection_errors import BAD_URL
from recruit.adapters.postgres.engine.hosts import hosts
from recruit.adapters.postgres.engine.opening import open_storage, pool_size
from recruit.adapters.postgres.schema import (
    REVISION,
    SUPERUSER,
    OpenTarget,
    PostgresSchema,
    Target,
)
from recruit.domain.shared.errors import ConfigurationError
from recruit.ports.diagnosis import Finding, Verdict
from recruit.ports.plugins import AdapterConfig
from recruit.ports.schema import Schema
from recruit.ports.storage import Storage

if TYPE_CHECKING:
    from recruit.adapters.postgres.embedded.postgres_process import Address, EmbeddedServer


@asynccontextmanager
async def storage(config: AdapterConfig) -> AsyncIterator[Storage]:
    """Open a database by URL. `recruit db upgrade` must have created its tables."""
    dsn = _dsn(config.url)
    tables = PostgresSchema.for_dsn(dsn)
    await tables.check()
    async with open_storage(dsn, role=await tables.application_role(), size=_size(config)) as found:
        yield found


@asynccontextmanager
async def schema(config: AdapterConfig) -> AsyncIterator[Schema]:
    """Open the tables of a database by URL. Nothing is connected to before the first use."""
    _check_url(config.url)
    yield PostgresSchema.for_dsn(_dsn(config.url))


@asynccontextmanager
async def embedded_storage(config: AdapterConfig) -> AsyncIterator[Storage]:
    """Start or join the embedded server, and migrate its tables to this version."""
    async with _embedded_server(config) as (server, address):
        dsn = address.dsn()
        tables = PostgresSchema.for_dsn(dsn)
        with server.reserve.explained():
            if await tables.current() != REVISION:
                await tables.upgrade()
                await tables.check()
        reserve, start = server.reserve, partial(asyncio.to_thread, server.start)
        async with reserve.watched(), open_storage(dsn, start=start, size=_size(config), reserve=reserve) as found:
            try:
                yield found
            finally:
                server.cancel_start()  # closing the pool waits for a restart that is under way


@asynccontextmanager
async def embedded_schema(config: AdapterConfig) -> AsyncIterator[Schema]:
    """Open the tables of the embedded server, which starts at the first use."""
    _check_embedded_url(config)
    async with AsyncExitStack() as stack:
        targets: list[Target] = []

        async def open_target() -> Target:
            if not targets:
                _, address = await stack.enter_async_context(_embedded_server(config))
                targets.append(Target(address.dsn(), address.dsn(SUPERUSER)))
            return targets[0]

        with Reserve(config.data_dir, config.data_dir / "postgres").explained():
            yield EmbeddedSchema(config.data_dir, open_target)


class EmbeddedSchema(PostgresSchema):
    """The tables of the embedded server, which isn't started to be checked."""

    def __init__(self, data_dir: Path, open_target: OpenTarget) -> None:
        super().__init__(open_target)
        self._data_dir = data_dir

    async def diagnose(self) -> Sequence[Finding]:
        """Check the running server."""
        from recruit.adapters.postgres.embedded.postgres_process import EmbeddedServer  # noqa: PLC0415 - needs a system with flock(2)

        address = await asyncio.to_thread(EmbeddedServer(self._data_dir).running)
        if address is not None:
            return await PostgresSchema.for_dsn(address.dsn(), address.dsn(SUPERUSER), is_here=True).diagnose()
        what = "isn't running" if (self._data_dir / "postgres").exists() else "isn't there yet"
        text = f"the embedded one {what}: `recruit serve` starts it, and brings its tables to revision {REVISION}"
        return [Finding(Verdict.SKIPPED, "database", text)]


@asynccontextmanager
async def _embedded_server(config: AdapterConfig) -> AsyncIterator[tuple["EmbeddedServer", "Address"]]:
    from recruit.adapters.postgres.embedded.postgres_process import EmbeddedServer  # noqa: PLC0415 - needs a system with flock(2)

    _check_embedded_url(config)
    server = EmbeddedServer(config.data_dir, served=config.served)
    starting = asyncio.ensure_future(asyncio.to_thread(server.start))
    try:
        yield server, await asyncio.shield(starting)
    finally:
        server.cancel_start()
        # A thread can't be cancelled, and the server that it starts has to be stopped.
        await asyncio.wait([starting])
        starting.exception()  # asyncio logs exceptions that are never retrieved, with a traceback
        await asyncio.to_thread(server.stop)


def _check_url(url: str) -> None:
    try:
        hosts(_dsn(url))
    except ValueError:  # its message may contain a part of the password
        raise ConfigurationError(BAD_URL) from None


def _check_embedded_url(config: AdapterConfig) -> None:
    if config.url != "embedded:":
        raise ConfigurationError(f"RECRUIT_STORAGE is {config.url}: give embedded: and set RECRUIT_DATA_DIR")


def _size(config: AdapterConfig) -> int:
    return pool_size(int(config.options.get("RECRUIT_WORKERS", "1")))


def _dsn(url: str) -> str:
    """Return the URL in asyncpg's form."""
    return url.replace("postgresql+asyncpg:", "postgresql:", 1)
