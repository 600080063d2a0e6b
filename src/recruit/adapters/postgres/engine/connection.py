"""A connection and its prepared statements."""

import asyncio
import time
from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

import asyncpg

from recruit.adapters.postgres.embedded.disk_reserve import Reserve
from recruit.adapters.postgres.engine.errors import STALE_STATEMENT_ERRORS, TEMPORARY_ERRORS, translated
from recruit.adapters.postgres.engine.protocol_messages import set_local, set_sql
from recruit.domain.shared.tenancy import NO_TENANT

if TYPE_CHECKING:
    from asyncpg.prepared_stmt import PreparedStatement

MOST_PREPARED = 256
"""Prepared statements per connection.

The oldest is dropped beyond that: each set of patched fields has its own statement.
"""

RESET_SECONDS = 5

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
Settings: TypeAlias = tuple[tuple[str, str], ...]
"""Names and values of settings for one transaction."""


class TransactionPart(Enum):
    """The place of a statement in its transaction."""

    ALONE = "its only statement"
    FIRST = "its first statement, which begins it"
    LATER = "a later statement"
    ON_SHARD = "its only statement, which writes to a shard"


class PooledConnection:
    """One connection.

    `named` tells whether prepared statements stay with the connection, which they don't behind a pooler. `reserve` is
    the disk reserve of an embedded database. On a cluster, settings are commands, which it passes on to the machine
    with the organisation's rows.

    This class uses asyncpg's public interface alone, and takes up to four round trips for a statement with settings.
    `PipelinedConnection` takes one.
    """

    def __init__(
        self, connection: Connection, *, named: bool, reserve: Reserve | None = None, is_distributed: bool = False
    ) -> None:
        self.connection = connection
        self.named = named
        self.reserve = reserve
        self.is_distributed = is_distributed
        """Whether the tables are distributed among several machines."""

        self.interrupted = False
        """Whether a rollback is needed: a statement was abandoned before its result arrived."""

        self.read_only = False
        """Whether the server rejects writes: it was the primary before a failover."""

        self.org_id = NO_TENANT
        """The organisation that uses the connection, or was the last to use it."""

        self._prepared: dict[str, PreparedStatement[asyncpg.Record]] = {}
        self._idle_since = time.monotonic()
        self._expired = False

    async def fetch(
        self,
        sql: str,
        arguments: Sequence[object],
        settings: Settings = (),
        place: TransactionPart = TransactionPart.ALONE,
    ) -> list[asyncpg.Record]:
        """Return a statement's rows. The settings apply from this statement to the end of its transaction."""
        try:
            statement = self._prepared.get(sql) or await self._prepare(sql)
            return await self._rows(statement, arguments, settings, place)
        except (asyncio.CancelledError, TimeoutError):
            self.interrupted = True
            raise
        except asyncpg.ReadOnlySQLTransactionError:
            self.read_only = True
            raise
        except BaseException as error:
            if isinstance(error, STALE_STATEMENT_ERRORS) or not _is_server_error(error):
                self.terminate()  # in the second case the settings may have been sent, ahead of the next statement
            raise

    async def _rows(
        self,
        statement: "PreparedStatement[asyncpg.Record]",
        arguments: Sequence[object],
        settings: Settings,
        place: TransactionPart,
    ) -> list[asyncpg.Record]:
        if place is TransactionPart.ALONE and settings:
            async with self.connection.transaction():
                await self._set(settings)
                return await statement.fetch(*arguments)
        if place is TransactionPart.FIRST:
            await self.connection.execute("BEGIN")
        if settings:
            await self._set(settings)
        return await statement.fetch(*arguments)

    async def _set(self, settings: Settings) -> None:
        if self.is_distributed:
            for command in set_local(settings):
                await self.connection.execute(command)
            return
        await self.connection.execute(set_sql(len(settings)), *(text for setting in settings for text in setting))

    async def commit(self) -> None:
        """Commit the transaction. Raise RuntimeError when an earlier statement failed.

        PostgreSQL then answers COMMIT with ROLLBACK, and no error.
        """
        with translated():
            answer = await self.connection.execute("COMMIT")
        if answer != "COMMIT":
            raise RuntimeError("a unit of work went on after a refusal, which has undone it")

    async def reset(self) -> None:
        """Roll back after an interrupted statement. Terminate the connection when that fails."""
        self.interrupted = False
        try:
            await self.connection.execute("ROLLBACK", timeout=RESET_SECONDS)
        except asyncio.CancelledError:  # raised again: background work that misses it would never end
            self.terminate()
            raise
        except (*TEMPORARY_ERRORS, asyncpg.PostgresError):
            self.terminate()

    def mark_idle(self) -> None:
        """Record the time from which the connection is idle."""
        self._idle_since = time.monotonic()

    def expire(self) -> None:
        """Mark the connection as unusable once its current user is done."""
        self._expired = True

    def is_usable(self, most_seconds: float) -> bool:
        """Return whether the connection is open, not expired and idle for less than `most_seconds`."""
        return (
            not self._expired and not self.connection.is_closed() and time.monotonic() - self._idle_since < most_seconds
        )

    async def close(self) -> None:
        """Close the connection gracefully, if the server still answers."""
        try:
            await self.connection.close()
        except (*TEMPORARY_ERRORS, asyncpg.PostgresError):
            self.terminate()

    def terminate(self) -> None:
        """Close the connection at once."""
        self.connection.terminate()

    async def _prepare(self, sql: str) -> "PreparedStatement[asyncpg.Record]":
        if len(self._prepared) >= MOST_PREPARED:
            del self._prepared[next(iter(self._prepared))]
        statement = self._prepared[sql] = await self.connection.prepare(sql)
        return statement


def _is_server_error(error: BaseException) -> bool:
    """Return whether the error came from the server: asyncpg raises the same class for values that it can't encode."""
    return isinstance(error, asyncpg.PostgresError) and error.severity is not None
