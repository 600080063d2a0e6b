"""Opening of a storage at a URL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import asyncpg
import msgspec

from recruit.adapters.postgres.embedded.disk_reserve import Reserve
from recruit.adapters.postgres.embedded.restart import Revival, Start
from recruit.adapters.postgres.engine import halfvec, protocol_messages
from recruit.adapters.postgres.engine.coalescing import JoiningLoop
from recruit.adapters.postgres.engine.connection import Connection, Link
from recruit.adapters.postgres.engine.errors import translated
from recruit.adapters.postgres.engine.hosts import ANSWER_SECONDS, Connect, connector, left
from recruit.adapters.postgres.engine.pool import WAIT_SECONDS, Pool
from recruit.adapters.postgres.storage import PostgresStorage
from recruit.domain.shared.errors import ConfigurationError

POOL_SIZE, MOST_CONNECTIONS, FEWEST = 25, 80, 4
"""Connections: the limit of one process, the limit of all worker processes together, and the least each worker gets.

One organisation gets at most 20 of 25, twice as many as the processors can use: commits that wait for the disk together
share one write, and with 10 a third fewer rows are created. Background work takes three: two are claims, and one
writes.
"""

STATEMENT_SECONDS = 30
UNREACHED = (ConnectionError, FileNotFoundError, asyncpg.CannotConnectNowError)
"""No server listens, or not yet: the errors of a socket whose server has died."""

_json = msgspec.json.Decoder(tuple[Any, ...] | dict[str, Any])


def pool_size(workers: int) -> int:
    """Return the number of connections per process for a number of worker processes."""
    return max(FEWEST, min(POOL_SIZE, MOST_CONNECTIONS // workers))


@asynccontextmanager
async def opened(
    dsn: str,
    *,
    role: str | None = None,
    start: Start | None = None,
    size: int = POOL_SIZE,
    reserve: Reserve | None = None,
) -> AsyncIterator[PostgresStorage]:
    """Open storage on a server and close it when the block ends. Raise ConfigurationError and Unavailable.

    `role` is the role to switch to. `start` restarts an embedded server that has died, and `reserve` is its disk
    reserve.
    """
    async with pooled(dsn, role=role, start=start, size=size, reserve=reserve) as pool:
        yield PostgresStorage(pool)


@asynccontextmanager
async def pooled(
    dsn: str,
    *,
    role: str | None = None,
    start: Start | None = None,
    size: int = POOL_SIZE,
    reserve: Reserve | None = None,
) -> AsyncIterator[Pool]:
    """Open such a storage's pool, with one open and checked connection."""
    settings = {"application_name": "recruit", **({"role": role} if role else {})}
    connection = partial(connector(dsn), dsn)
    with translated():
        named = await _keeps_statements(connection)
    revive = Revival(start, WAIT_SECONDS) if start else None

    async def connect() -> Link:
        try:
            return await _linked(connection, settings, named=named, reserve=reserve)
        except UNREACHED:
            if revive is None:
                raise
            await revive()
            return await _linked(connection, settings, named=named, reserve=reserve)

    pool = Pool(connect, size)
    try:
        with translated():
            await _check(pool)
        yield pool
    finally:
        await pool.close()
        if revive:
            await revive.aclose()


async def _keeps_statements(connect: Connect) -> bool:
    """Return whether a connection leads to one server process, whose id it knows, and not to a pooler.

    Poolers invent ids. Behind one, statements prepared in a transaction may be missing in the next.
    """
    connection = await connect(statement_cache_size=0, command_timeout=ANSWER_SECONDS)
    async with left(connection):
        return bool(connection.get_server_pid() == await connection.fetchval("SELECT pg_backend_pid()"))


async def _check(pool: Pool) -> None:
    """Open the first connection and check that messages sent ahead of a statement take effect.

    `protocol_messages.py` makes these messages.
    """
    link = await pool.acquire()
    try:
        before = protocol_messages.bound(("app.org_id", "0"), named=link.named)
        ((found,),) = await link.fetch("SELECT current_setting('app.org_id', true)", (), before)
    finally:
        pool.release(link)
    if found != "0":
        raise ConfigurationError(f"asyncpg {asyncpg.__version__} doesn't let recruit bind tenants: install 0.32")


async def _linked(connect: Connect, settings: dict[str, str], *, named: bool, reserve: Reserve | None) -> Link:
    """Return a new connection, ready for use."""
    connection = await connect(
        loop=JoiningLoop(asyncio.get_running_loop()),
        command_timeout=STATEMENT_SECONDS,
        server_settings=settings,
        statement_cache_size=100 if named else 0,
    )
    try:
        await _codecs(connection)
        if named:
            await connection.execute(
                "; ".join(f"PREPARE {name} AS {sql}" for name, sql in protocol_messages.BIND_SQL.items())
            )
    except BaseException:
        connection.terminate()
        raise
    return Link(connection, named=named, seconds=STATEMENT_SECONDS, reserve=reserve)


async def _codecs(connection: Connection) -> None:
    schema = await connection.fetchval(
        "SELECT n.nspname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE typname = 'halfvec'"
    )
    await connection.set_type_codec("halfvec", schema=schema, format="binary", encoder=bytes, decoder=halfvec.decoded)
    await connection.set_type_codec(
        "jsonb",
        schema="pg_catalog",
        format="text",  # the decoder needs no wrapper function: takes 30 % less time than the binary format
        encoder=lambda value: msgspec.json.encode(value).decode(),
        decoder=_json.decode,
    )
