"""Opening of a storage at a URL."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, TypeAlias

import asyncpg
import msgspec

from recruit.adapters.postgres.embedded.disk_reserve import Reserve
from recruit.adapters.postgres.embedded.restart import ServerRestart, Start
from recruit.adapters.postgres.engine import halfvec, machines, protocol_messages
from recruit.adapters.postgres.engine.asyncpg_internals import PipelinedConnection, is_supported, join_writes
from recruit.adapters.postgres.engine.connection import Connection, PooledConnection
from recruit.adapters.postgres.engine.distribution import is_distributed
from recruit.adapters.postgres.engine.errors import translated
from recruit.adapters.postgres.engine.hosts import (
    COMMAND_SECONDS,
    SINGLE_HOST_SECONDS,
    Connect,
    closing,
    connector,
    without_hosts,
)
from recruit.adapters.postgres.engine.machines import Address, Machines
from recruit.adapters.postgres.engine.pool import WAIT_SECONDS, Pool
from recruit.adapters.postgres.storage import PostgresStorage
from recruit.domain.shared.errors import ConfigurationError, Unavailable

POOL_SIZE, MOST_CONNECTIONS, FEWEST = 25, 80, 4
"""Connections: the limit of one process, the limit of all worker processes together, and the least each worker gets.

One organisation gets at most 20 of 25, twice as many as the processors can use: commits that wait for the disk together
share one write, and with 10 a third fewer rows are created. Background work takes three: two are claims, and one
writes.
"""

STATEMENT_SECONDS = 30
DISTRIBUTED_SETTINGS = {"citus.propagate_set_commands": "local", "citus.override_table_visibility": "off"}
"""Settings of connections to a cluster.

The first has SET LOCAL sent to other machines. The second hides no shards, a look for which would take asyncpg's
queries of types two seconds.
"""

NO_SERVER_ERRORS = (ConnectionError, FileNotFoundError, asyncpg.CannotConnectNowError)
"""No server listens, or not yet: the errors of a socket whose server has died."""

NewConnection: TypeAlias = "partial[PooledConnection]"
"""Makes a pooled connection of an asyncpg connection, with the keyword `named` set."""

_json = msgspec.json.Decoder(tuple[Any, ...] | dict[str, Any])


def pool_size(workers: int) -> int:
    """Return the number of connections per process for a number of worker processes."""
    return max(FEWEST, min(POOL_SIZE, MOST_CONNECTIONS // workers))


@asynccontextmanager
async def open_storage(
    dsn: str,
    *,
    role: str | None = None,
    start: Start | None = None,
    size: int = POOL_SIZE,
    reserve: Reserve | None = None,
    pipelined: bool = True,
) -> AsyncIterator[PostgresStorage]:
    """Open storage on a server and close it when the block ends. Raise ConfigurationError and Unavailable.

    `role` is the role to switch to. `start` restarts an embedded server that has died, and `reserve` is its disk
    reserve. Without `pipelined`, connections use asyncpg's public interface alone.
    """
    async with create_pool(dsn, role=role, start=start, size=size, reserve=reserve, pipelined=pipelined) as pool:
        storage = PostgresStorage(pool)
        try:
            yield storage
        finally:
            storage.close()


@asynccontextmanager
async def create_pool(
    dsn: str,
    *,
    role: str | None = None,
    start: Start | None = None,
    size: int = POOL_SIZE,
    reserve: Reserve | None = None,
    pipelined: bool = True,
) -> AsyncIterator[Pool]:
    """Open such a storage's pool, with one open and checked connection."""
    settings = {"application_name": "recruit", **({"role": role} if role else {})}
    connection = partial(connector(dsn), dsn)
    if pipelined:
        join_writes()
    with translated():
        new = await _connection_class(connection, pipelined=pipelined)
    if new.keywords["is_distributed"]:
        settings |= DISTRIBUTED_SETTINGS
    restart = ServerRestart(start, WAIT_SECONDS) if start else None

    async def connect() -> PooledConnection:
        try:
            return await _connect(connection, settings, new, reserve)
        except NO_SERVER_ERRORS:
            if restart is None:
                raise
            await restart()
            return await _connect(connection, settings, new, reserve)

    pool = Pool(connect, size)
    pool.is_distributed = new.keywords["is_distributed"]
    if pool.is_distributed and new.func is PipelinedConnection and new.keywords["named"]:
        pool.machines = Machines(pool, partial(machine_pool, dsn, settings, size))
    try:
        with translated():
            await _check(pool)
        yield pool
    finally:
        if pool.machines:
            await pool.machines.close()
        await pool.close()
        if restart:
            await restart.aclose()


async def _connection_class(connect: Connect, *, pipelined: bool) -> NewConnection:
    """Return the class of connections, which depends on the server and on asyncpg.

    A connection leads either to one server process, whose id it knows, or to a pooler, which invents ids. Behind a
    pooler, statements prepared in a transaction may be missing in the next.
    """
    connection = await connect(statement_cache_size=0, command_timeout=COMMAND_SECONDS)
    async with closing(connection):
        named = bool(connection.get_server_pid() == await connection.fetchval("SELECT pg_backend_pid()"))
        if named:
            await _prepare_binding(connection)
        supported = pipelined and await is_supported(connection, named=named)
        kind: type[PooledConnection] = PipelinedConnection if supported else PooledConnection
        return partial(kind, named=named, is_distributed=await is_distributed(connection))


async def machine_pool(dsn: str, settings: dict[str, str], size: int, address: Address) -> Pool:
    """Return a pool of connections to one machine of a cluster, which is checked. Raise Unavailable."""
    bare, _ = without_hosts(dsn)
    server = partial(asyncpg.connect, bare, host=address.host, port=address.port, timeout=SINGLE_HOST_SECONDS)
    kind: type[PooledConnection] = PipelinedConnection
    new = partial(kind, named=True)
    pool = Pool(partial(_connect, server, settings, new, None, machines.BIND_SQL), size)
    try:
        await _check_machine(pool, address)
    except BaseException:
        await pool.close()
        raise
    return pool


async def _check_machine(pool: Pool, address: Address) -> None:
    connection = await pool.acquire()
    try:
        values = address.group, connection.connection.get_server_pid()
        ((why,),) = await connection.fetch(machines.CHECK, values)
    finally:
        pool.release(connection)
    if why:
        raise Unavailable(why)


async def _check(pool: Pool) -> None:
    """Open the first connection and check that a setting applies to its statement, whichever class it has."""
    connection = await pool.acquire()
    try:
        query, setting = "SELECT current_setting('app.org_id', true)", ("app.org_id", "0")
        ((found,),) = await connection.fetch(query, (), (setting,))
    finally:
        pool.release(connection)
    if found != setting[1]:
        raise ConfigurationError(f"asyncpg {asyncpg.__version__} doesn't let recruit bind tenants: install 0.32")


async def _connect(
    connect: Connect,
    settings: dict[str, str],
    new: NewConnection,
    reserve: Reserve | None,
    binding: Mapping[str, str] = protocol_messages.BIND_SQL,
) -> PooledConnection:
    """Return a new connection, ready for use."""
    named = new.keywords["named"]
    connection = await connect(
        command_timeout=STATEMENT_SECONDS, server_settings=settings, statement_cache_size=100 if named else 0
    )
    try:
        await _codecs(connection)
        if named:
            await _prepare_binding(connection, binding)
    except BaseException:
        connection.terminate()
        raise
    return new(connection, reserve=reserve)


async def _prepare_binding(connection: Connection, binding: Mapping[str, str] = protocol_messages.BIND_SQL) -> None:
    """Prepare the statements that bind settings under the names that `PipelinedConnection` sends."""
    await connection.execute("; ".join(f"PREPARE {name} AS {sql}" for name, sql in binding.items()))


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
