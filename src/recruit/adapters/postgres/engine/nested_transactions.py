"""Nested transactions: units of work as savepoints of one transaction."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar

from recruit.adapters.postgres.engine.autocommit import AutocommitSession
from recruit.adapters.postgres.engine.connection import PooledConnection
from recruit.adapters.postgres.engine.errors import translated
from recruit.adapters.postgres.engine.pool import MOST_WAITING, WAIT_SECONDS, Pool
from recruit.adapters.postgres.engine.session import ConnectionSession, transaction
from recruit.adapters.postgres.engine.statement import clamped_id
from recruit.adapters.postgres.unit_of_work import PostgresWork
from recruit.domain.shared.errors import Unavailable
from recruit.fair_queue import FairQueue
from recruit.ports.unit_of_work import UnitOfWork


def nested_limit(pool: Pool) -> FairQueue:
    """Return the queue for connections that a request holds from its first statement to its response.

    They are half of the pool, so that other requests always have some. One organisation holds at most four fifths of
    them.
    """
    half = max(1, pool.size // 2)
    return FairQueue(half, max(1, half - max(1, half // 5)), WAIT_SECONDS, MOST_WAITING)


class OuterTransaction:
    """One transaction on one connection, which is acquired when the first unit of work opens."""

    def __init__(self, pool: Pool, queue: FairQueue, org_id: int) -> None:
        self._pool = pool
        self._nested_queue = queue
        self._org_id = org_id
        self._lock = asyncio.Lock()
        self._session: ConnectionSession | None = None
        self._interrupted = False
        self._ended = False

    def covers(self, pool: Pool, org_id: int) -> bool:
        """Return whether a unit of work belongs to this transaction.

        It doesn't when the transaction has ended (a task that outlived it), or for another pool or organisation.
        """
        return not self._ended and pool is self._pool and org_id == self._org_id

    @asynccontextmanager
    async def savepoint(self, *, single: bool = False) -> AsyncIterator[UnitOfWork]:
        """Open a unit of work, of a `single` call or any number. Units of work take turns on the one connection."""
        async with self._lock:
            work = self._session or await self._begin()
            await _execute(work.connection, "SAVEPOINT part")
            try:
                yield PostgresWork(AutocommitSession(work) if single else work)
            except Exception:
                await _execute(work.connection, "ROLLBACK TO SAVEPOINT part")
                work.unbind_origin()
                raise
            except BaseException:
                self._interrupted = True
                raise

    async def commit(self) -> None:
        """Commit all parts. Raise Unavailable when a part was interrupted, since its state is unknown."""
        self._ended = True
        if self._session is None:
            return
        if self._interrupted:
            raise Unavailable("The request was interrupted; try again")
        await self._session.connection.commit()

    async def roll_back(self) -> None:
        """Roll back all parts."""
        self._ended = True
        if self._session is not None:
            await self._session.connection.reset()

    async def release(self) -> None:
        """Return the connection to the pool."""
        if self._session is not None:
            try:
                await self._pool.release_after_use(self._session.connection)
            finally:
                self._nested_queue.release(self._org_id)

    async def _begin(self) -> ConnectionSession:
        with translated():
            await self._nested_queue.acquire(self._org_id)
        try:
            with translated():
                connection = await self._pool.acquire(self._org_id)
        except BaseException:
            self._nested_queue.release(self._org_id)
            raise
        self._session = transaction(connection, self._org_id)
        commands = ("BEGIN", f"SET LOCAL app.org_id = '{clamped_id(self._org_id):d}'")
        for command in commands if connection.is_distributed else ("; ".join(commands),):
            await _execute(connection, command)
        self._session.begun = True
        return self._session


OUTER_TRANSACTION: ContextVar[OuterTransaction | None] = ContextVar("outer_transaction", default=None)


async def _execute(connection: PooledConnection, command: str) -> None:
    with translated():
        await connection.connection.execute(command)
