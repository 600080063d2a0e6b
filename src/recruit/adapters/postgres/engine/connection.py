"""One connection, with the statements that it has prepared."""

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
"""A connection forgets its oldest statement beyond that: patches of any set of fields are statements of their own."""

MEND_SECONDS = 5
UNNAMED, ALL, ROWS_ALONE = "", 0, False
"""How asyncpg's protocol is asked: over no named portal, for as many rows as there are, and nothing beside them."""

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
Execute: TypeAlias = Callable[..., Awaitable[list[asyncpg.Record]]]


class Link:
    """One connection. `named` says whether what it has prepared stays its own, which behind a pooler it doesn't.

    A statement is given up after `seconds`. `reserve` is what keeps disk space for a database of our own.
    """

    def __init__(self, connection: Connection, *, named: bool, seconds: float, reserve: Reserve | None = None) -> None:
        self.connection = connection
        self.named = named
        self.reserve = reserve
        self.interrupted = False
        """Whether a statement was given up before its answer came."""

        self.demoted = False
        """Whether the server takes no writes: it was the primary once."""

        self.holder = NOBODY
        """The organisation that uses it, or did last."""

        self._execute: Execute = connection._protocol.bind_execute  # type: ignore[attr-defined]  # noqa: SLF001
        self._transport: CoalescingTransport = connection._transport  # type: ignore[attr-defined]  # noqa: SLF001
        self._deadline = Deadline(seconds)
        self._prepared: dict[str, PreparedStatement[asyncpg.Record]] = {}
        self._rested = time.monotonic()
        self._expired = False

    async def fetch(self, sql: str, arguments: Sequence[object], before: bytes = b"") -> list[asyncpg.Record]:
        """Return a statement's rows. `before` are messages that go out ahead of it, in the same round trip.

        asyncpg's protocol is asked itself: its `fetch` sets a timer for each statement, and takes four calls to get
        there.
        """
        try:
            statement = self._prepared.get(sql) or await self._prepare(sql)
            if before:
                # Nothing is awaited between this and what asyncpg writes, so that nobody else's goes between them.
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
                self.terminate()  # in the second case `before` may still wait, to go ahead of another's
            raise

    async def commit(self) -> None:
        """End a transaction. After a refused statement PostgreSQL answers COMMIT with ROLLBACK, and no error."""
        with translated():
            answer = await self.connection.execute("COMMIT")
        if answer != "COMMIT":
            raise RuntimeError("a unit of work went on after a refusal, which has undone it")

    async def mend(self) -> None:
        """End what was interrupted and the transaction that it left, or, where that can't be done, the connection."""
        self.interrupted = False
        try:
            await self.connection.execute("ROLLBACK", timeout=MEND_SECONDS)
        except (*PASSING, asyncpg.PostgresError, asyncio.CancelledError):
            self.terminate()

    def rest(self) -> None:
        """Note that nobody uses the connection from now on."""
        self._rested = time.monotonic()

    def expire(self) -> None:
        """Let nobody use the connection after whoever does now."""
        self._expired = True

    def sound(self, most_seconds: float) -> bool:
        """Whether the connection is open, hasn't expired and hasn't rested longer than that."""
        return not self._expired and not self.connection.is_closed() and time.monotonic() - self._rested < most_seconds

    async def close(self) -> None:
        """Take leave of the server, if it is still there."""
        try:
            await self.connection.close()
        except (*PASSING, asyncpg.PostgresError):
            self.terminate()

    def terminate(self) -> None:
        """Cut the connection."""
        self.connection.terminate()

    async def _prepare(self, sql: str) -> "PreparedStatement[asyncpg.Record]":
        if len(self._prepared) >= MOST_PREPARED:
            del self._prepared[next(iter(self._prepared))]
        statement = self._prepared[sql] = await self.connection.prepare(sql)
        return statement


def _is_answer(error: BaseException) -> bool:
    """Whether the server said it: asyncpg refuses values that it can't send by an error of the same class."""
    return isinstance(error, asyncpg.PostgresError) and error.severity is not None
