"""A connection and its prepared statements."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

import asyncpg
from asyncpg.protocol import NO_TIMEOUT

from recruit.adapters.postgres.embedded.disk_reserve import Reserve
from recruit.adapters.postgres.engine.coalescing import CoalescingTransport
from recruit.adapters.postgres.engine.deadline import Deadline
from recruit.adapters.postgres.engine.errors import FORGOTTEN, PASSING, translated
from recruit.domain.shared.tenancy import NOBODY

if TYPE_CHECKING:
    from asyncpg.prepared_stmt import PreparedStatement

MOST_PREPARED = 256
"""Prepared statements per connection.

The oldest is dropped beyond that: each set of patched fields has its own statement.
"""

MEND_SECONDS = 5
UNNAMED, ALL, ROWS_ALONE = "", 0, False
"""Arguments of asyncpg's protocol: an unnamed portal, no limit of rows, and rows only as the result."""

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
Execute: TypeAlias = Callable[..., Awaitable[list[asyncpg.Record]]]


class Link:
    """One connection, with a timeout of `seconds` per statement.

    `named` tells whether prepared statements stay with the connection, which they don't behind a pooler. `reserve` is
    the disk reserve of an embedded database.
    """

    def __init__(self, connection: Connection, *, named: bool, seconds: float, reserve: Reserve | None = None) -> None:
        self.connection = connection
        self.named = named
        self.reserve = reserve
        self.interrupted = False
        """Whether a statement was abandoned before its result arrived."""

        self.demoted = False
        """Whether the server rejects writes: it was the primary before a failover."""

        self.holder = NOBODY
        """The organisation that uses the connection, or used it last."""

        self._execute: Execute = connection._protocol.bind_execute  # type: ignore[attr-defined]  # noqa: SLF001
        self._transport: CoalescingTransport = connection._transport  # type: ignore[attr-defined]  # noqa: SLF001
        self._deadline = Deadline(seconds)
        self._prepared: dict[str, PreparedStatement[asyncpg.Record]] = {}
        self._rested = time.monotonic()
        self._expired = False

    async def fetch(self, sql: str, arguments: Sequence[object], before: bytes = b"") -> list[asyncpg.Record]:
        """Return a statement's rows. `before` are protocol messages to send ahead of it, in the same round trip.

        This calls asyncpg's protocol directly: asyncpg's `fetch` sets a timer for each statement, and takes four calls
        to reach the protocol.
        """
        try:
            statement = self._prepared.get(sql) or await self._prepare(sql)
            if before:
                # There is no await between this and asyncpg's write, so that no other write comes between.
                self._transport.ahead = before
            state = statement._state  # type: ignore[attr-defined]  # noqa: SLF001
            with self._deadline:
                return await self._execute(state, arguments, UNNAMED, ALL, ROWS_ALONE, NO_TIMEOUT)
        except (asyncio.CancelledError, TimeoutError):
            self.interrupted = True
            raise
        except asyncpg.ReadOnlySQLTransactionError:
            self.demoted = True
            raise
        except BaseException as error:
            if isinstance(error, FORGOTTEN) or not _is_answer(error):
                self.terminate()  # in the second case `before` may still be in the buffer, ahead of the next statement
            raise

    async def commit(self) -> None:
        """Commit the transaction. Raise RuntimeError when an earlier statement failed.

        PostgreSQL then answers COMMIT with ROLLBACK, and no error.
        """
        with translated():
            answer = await self.connection.execute("COMMIT")
        if answer != "COMMIT":
            raise RuntimeError("a unit of work went on after a refusal, which has undone it")

    async def mend(self) -> None:
        """Roll back after an interrupted statement. Terminate the connection when that fails."""
        self.interrupted = False
        try:
            await self.connection.execute("ROLLBACK", timeout=MEND_SECONDS)
        except (*PASSING, asyncpg.PostgresError, asyncio.CancelledError):
            self.terminate()

    def rest(self) -> None:
        """Record the time from which the connection is idle."""
        self._rested = time.monotonic()

    def expire(self) -> None:
        """Mark the connection as unusable once its current user is done."""
        self._expired = True

    def sound(self, most_seconds: float) -> bool:
        """Return whether the connection is open, not expired and idle for less than `most_seconds`."""
        return not self._expired and not self.connection.is_closed() and time.monotonic() - self._rested < most_seconds

    async def close(self) -> None:
        """Close the connection gracefully, if the server still answers."""
        try:
            await self.connection.close()
        except (*PASSING, asyncpg.PostgresError):
            self.terminate()

    def terminate(self) -> None:
        """Close the connection at once."""
        self.connection.terminate()

    async def _prepare(self, sql: str) -> "PreparedStatement[asyncpg.Record]":
        if len(self._prepared) >= MOST_PREPARED:
            del self._prepared[next(iter(self._prepared))]
        statement = self._prepared[sql] = await self.connection.prepare(sql)
        return statement


def _is_answer(error: BaseException) -> bool:
    """Return whether the error came from the server: asyncpg raises the same class for values that it can't encode."""
    return isinstance(error, asyncpg.PostgresError) and error.severity is not None
