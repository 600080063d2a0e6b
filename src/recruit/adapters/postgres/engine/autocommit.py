"""Sessions for units of work of a single call, and of reads."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from recruit.adapters.postgres.engine.batched_lookups import BatchedLookups
from recruit.adapters.postgres.engine.connection import PooledConnection
from recruit.adapters.postgres.engine.errors import translated
from recruit.adapters.postgres.engine.pool import Pool
from recruit.adapters.postgres.engine.session import Session, commit_or_roll_back, single_statement, transaction
from recruit.adapters.postgres.engine.statement import Lookup, Statement
from recruit.adapters.postgres.engine.totals import Totals


class AutocommitSession:
    """Delegates a single call to another session. A second call raises RuntimeError."""

    __slots__ = ("_called", "_open_session", "_session", "org_id")

    def __init__(self, session: Session) -> None:
        self.org_id = session.org_id
        self._session = session
        self._open_session: Session | None = None
        self._called = False

    @property
    def is_distributed(self) -> bool:
        """Whether the tables are distributed among several machines."""
        return self._session.is_distributed

    @property
    def totals(self) -> Totals | None:
        """The bases of lists' totals."""
        return self._session.totals if self._open_session is None else None

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[asyncpg.Record]:
        """Return a statement's rows. Raise Unavailable, and the domain error of a violated constraint."""
        rows = await self._session_for_call().fetch(statement, values)
        if statement.is_attempt and not rows:
            self._called = False
        return rows

    async def row(self, lookup: Lookup, id: int) -> asyncpg.Record | None:
        """Return one row, or None. Raise Unavailable."""
        return await self._session_for_call().row(lookup, id)

    async def insert_on_machine(
        self, table: str, insertion: Statement, values: Mapping[str, Any]
    ) -> list[asyncpg.Record] | None:
        """Insert a row where a cluster has the organisation's rows, or return None."""
        rows = await self._session_for_call().insert_on_machine(table, insertion, values)
        if not rows:  # nothing was inserted: another statement takes its place
            self._called = self._open_session is not None
        return rows

    @asynccontextmanager
    async def atomic(self) -> AsyncIterator[Session]:
        """Run a call's statements in one transaction. Nested blocks join it."""
        if self._open_session is not None:
            yield self._open_session
            return
        async with self._session_for_call().atomic() as session:
            self._open_session = session
            try:
                yield session
            finally:
                self._open_session = None  # its connection goes back to the pool

    def _session_for_call(self) -> Session:
        if self._open_session is not None:
            return self._open_session
        if self._called:
            raise RuntimeError("a unit of work of a single call was called twice")
        self._called = True
        return self._session


class PooledSession:
    """Statements and transactions, each on a connection that is acquired from the pool for it alone.

    A statement takes one round trip. Look-ups by id are batched with those of other sessions.
    """

    __slots__ = ("_lookups", "_pool", "org_id")

    def __init__(self, pool: Pool, lookups: BatchedLookups, org_id: int) -> None:
        self.org_id = org_id
        self._pool = pool
        self._lookups = lookups

    @property
    def is_distributed(self) -> bool:
        """Whether the tables are distributed among several machines."""
        return self._pool.is_distributed

    @property
    def totals(self) -> Totals | None:
        """The bases of lists' totals."""
        return None if self._pool.is_distributed else self._pool.totals

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[asyncpg.Record]:
        """Return a statement's rows. Raise Unavailable, and the domain error of a violated constraint."""
        if (machines := self._pool.machines) is not None:
            with translated(values):
                rows = await machines.fetch(self.org_id, statement, values)
            if rows is not None:
                return rows
        connection = self._pool.take_idle(self.org_id) or await self._acquire()
        try:
            return await single_statement(connection, self.org_id).fetch(statement, values)
        finally:
            await self._pool.release_after_use(connection)

    async def row(self, lookup: Lookup, id: int) -> asyncpg.Record | None:
        """Return one row, or None. Raise Unavailable."""
        return await self._lookups.row(lookup, self.org_id, id)

    async def insert_on_machine(
        self, table: str, insertion: Statement, values: Mapping[str, Any]
    ) -> list[asyncpg.Record] | None:
        """Insert a row where a cluster has the organisation's rows, or return None."""
        if (machines := self._pool.machines) is None:
            return None
        with translated(values):
            return await machines.insert(self.org_id, table, insertion, values)

    @asynccontextmanager
    async def atomic(self) -> AsyncIterator[Session]:
        """Open a transaction, which begins with its first statement."""
        connection = self._pool.take_idle(self.org_id) or await self._acquire()
        try:
            session = transaction(connection, self.org_id)
            async with commit_or_roll_back(session):
                yield session
        finally:
            await self._pool.release_after_use(connection)

    async def _acquire(self) -> PooledConnection:
        with translated():
            return await self._pool.acquire(self.org_id)


class ReadingSession(PooledSession):
    """Statements that read, each of which takes one round trip. A transaction would take one more, to commit."""

    __slots__ = ()

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[asyncpg.Record]:
        """Return a statement's rows. Raise Unavailable, and RuntimeError for a statement that writes."""
        if statement.writes:
            raise RuntimeError("a unit of work of reads was asked to write")
        return await super().fetch(statement, values)

    async def insert_on_machine(self, _table: str, _insertion: Statement, _values: Mapping[str, Any]) -> None:
        """Return None: this is a unit of work of reads."""

    @asynccontextmanager
    async def atomic(self) -> AsyncIterator[Session]:
        """Yield the session itself: in a transaction, too, each statement would see what is committed by then."""
        yield self
