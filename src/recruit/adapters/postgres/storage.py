"""Storage in PostgreSQL: a pool of connections, and units of work bound to one organisation each."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any

import asyncpg

from recruit.adapters.postgres import statements
from recruit.adapters.postgres.engine import protocol_messages, session
from recruit.adapters.postgres.engine.autocommit import AutocommitSession, PooledSession
from recruit.adapters.postgres.engine.batched_lookups import BatchedLookups
from recruit.adapters.postgres.engine.connection import Link
from recruit.adapters.postgres.engine.errors import NOT_AVAILABLE, translated
from recruit.adapters.postgres.engine.nested_transactions import OUTER_TRANSACTION, OuterTransaction, places
from recruit.adapters.postgres.engine.pool import Pool
from recruit.adapters.postgres.engine.session import committed
from recruit.adapters.postgres.statements import Statement
from recruit.adapters.postgres.tables import REVISION
from recruit.adapters.postgres.unit_of_work import PostgresWork
from recruit.domain.accounts.model.users import Credentials, login_keys
from recruit.domain.shared.errors import Unavailable
from recruit.domain.shared.tenancy import NOBODY
from recruit.ports.storage import Chore, Connections
from recruit.ports.unit_of_work import UnitOfWork

CLAIMS = 0x52454352
"""The class of our advisory locks for the first chore; those of others follow it.

Of organisations whose ids are 2^31 apart one waits for the other: no harm.
"""


class PostgresStorage:
    """Storage over a pool.

    The tenant is bound in the round trip that a statement takes anyhow: a query that forgets its organisation sees no
    row, because the policies of the tables compare with what is bound.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._lookups = BatchedLookups(pool)
        self._places = places(pool)

    @asynccontextmanager
    async def transaction(self, org_id: int) -> AsyncIterator[UnitOfWork]:
        """Open a transaction with the first statement."""
        if (whole := OUTER_TRANSACTION.get()) is not None and whole.takes(self._pool, org_id):
            async with whole.part() as part:
                yield part
            return
        async with self._link(org_id) as link:
            work = session.transaction(link, org_id)
            async with committed(work):
                yield PostgresWork(work)

    def autocommit(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work of one call."""
        if (whole := OUTER_TRANSACTION.get()) is not None and whole.takes(self._pool, org_id):
            return whole.part(single=True)
        return nullcontext(PostgresWork(AutocommitSession(PooledSession(self._pool, self._lookups, org_id))))

    @asynccontextmanager
    async def outer_transaction(self, org_id: int) -> AsyncIterator[None]:
        """Let units of work be parts of one transaction."""
        whole = OuterTransaction(self._pool, self._places, org_id)
        mark = OUTER_TRANSACTION.set(whole)
        try:
            yield
            await whole.commit()
        except BaseException:
            await whole.undo()
            raise
        finally:
            OUTER_TRANSACTION.reset(mark)
            await whole.release()

    async def new_organisation(self) -> int:
        """Take a number from the sequence of organisations."""
        ((number,),) = await self._ask(statements.NEW_ORGANISATION)
        return int(number)

    @asynccontextmanager
    async def claim(self, org_id: int, chore: Chore = Chore.FEATURES) -> AsyncIterator[bool]:
        """Hold an advisory lock, in a transaction of its own so that a pooler keeps its session.

        A claim may be held for long. PostgreSQL keeps a statement's snapshot until another takes its place, and with it
        all rows that have been replaced since, which whoever reads would have to pass over. A simple query leaves none.
        """
        async with self._link(org_id) as link:
            work = session.transaction(link, org_id)
            async with committed(work):
                ((mine,),) = await work.fetch(
                    statements.CLAIM, {"class": CLAIMS + chore, "organisation": org_id % 2**31}
                )
                with translated():
                    await link.connection.execute("SELECT")
                yield mine

    async def organisations(self) -> Sequence[int]:
        """List the organisations, in a transaction that sees no other table's rows."""
        return [row[0] for row in await self._ask(statements.ORGANISATIONS, "app.background", "on")]

    async def credentials(self, email: str) -> Credentials | None:
        """Look a login up, in a transaction that is bound to the address and sees that row alone."""
        for key in login_keys(email):
            if rows := await self._ask(statements.CREDENTIALS, "app.email", key, {"email": key}):
                return Credentials(**rows[0])
        return None

    async def ping(self) -> None:
        """Ask whether the server answers and has our tables, or newer ones, and look whether its files are there."""
        async with self._link() as link:
            if link.reserve is not None:
                link.reserve.check_files()
            with translated():
                ((_, found),) = await link.fetch(statements.PING.sql, ())
        if found < REVISION:
            why = f"The tables are at {found}, this version needs {REVISION}: run `recruit db upgrade`"
            raise Unavailable(NOT_AVAILABLE) from Unavailable(why)

    async def _ask(
        self, statement: Statement, setting: str = "", value: str = "", values: Mapping[str, Any] | None = None
    ) -> list[asyncpg.Record]:
        """Return the rows of a statement that belongs to no organisation, with something set for it alone."""
        async with self._link() as link:
            before = protocol_messages.bound((setting, value), named=link.named) if setting else b""
            with translated():
                return await link.fetch(statement.sql, statement.arguments(values or {}), before)

    def connections(self) -> Connections:
        """Ask the pool."""
        return self._pool.connections()

    @asynccontextmanager
    async def _link(self, org_id: int = NOBODY) -> AsyncIterator[Link]:
        with translated():
            link = await self._pool.acquire(org_id)
        try:
            yield link
        finally:
            await self._pool.give_back(link)
