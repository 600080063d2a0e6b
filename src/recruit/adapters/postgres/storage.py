"""PostgreSQL storage: a connection pool, and units of work bound to one organisation each."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from typing import Any

import asyncpg
from sqlalchemy import Integer, bindparam, column, func, literal_column, select, table, true

from recruit.adapters.postgres.compatibility import OLDEST, Tables
from recruit.adapters.postgres.engine import session
from recruit.adapters.postgres.engine.autocommit import AutocommitSession, PooledSession, ReadingSession
from recruit.adapters.postgres.engine.batched_lookups import BatchedLookups
from recruit.adapters.postgres.engine.connection import PooledConnection
from recruit.adapters.postgres.engine.errors import NOT_AVAILABLE, translated
from recruit.adapters.postgres.engine.nested_transactions import OUTER_TRANSACTION, OuterTransaction, nested_limit
from recruit.adapters.postgres.engine.pool import Pool
from recruit.adapters.postgres.engine.session import commit_or_roll_back
from recruit.adapters.postgres.engine.statement import NO_ROWS_ID, Statement
from recruit.adapters.postgres.organisations import NEXT_ORGANISATION_ID, ORGANISATION_IDS
from recruit.adapters.postgres.schema import REVISION
from recruit.adapters.postgres.unit_of_work import PostgresWork
from recruit.adapters.postgres.users import CREDENTIALS, ORGANISATIONS_WITH_LOGINS, PASSWORD_HASH
from recruit.adapters.postgres.webhooks import ORGANISATIONS_WITH_WEBHOOKS
from recruit.domain.accounts.model.users import Credentials, login_keys
from recruit.domain.shared.errors import Unavailable
from recruit.domain.shared.tenancy import NO_TENANT
from recruit.ports.storage import Connections, ExclusiveTask
from recruit.ports.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

CLAIM_CLASS = 0x52454352
"""The class of the advisory locks of the first `ExclusiveTask`; those of the other tasks follow it.

Organisations whose ids differ by a multiple of 2^31 share a lock, which does no harm.
"""

CLAIM_EXPIRES = "15s"
"""Time after which PostgreSQL ends the claim of a process that doesn't send anything."""

CLAIM_SECONDS = 1.0
"""Interval of the statements that keep a claim."""

CLAIM_LOST_SECONDS = 5.0
"""Timeout of these statements, after which the process ends its work, before others can claim it."""

CLAIM = Statement(
    select(
        func.set_config(literal_column("'idle_in_transaction_session_timeout'"), bindparam("expires"), true()),
        func.pg_try_advisory_xact_lock(bindparam("class", type_=Integer), bindparam("organisation", type_=Integer)),
    )
)
PING = Statement(
    select(literal_column("'organisations'::regclass"), column("version_num"), literal_column(OLDEST)).select_from(
        table("alembic_version")
    )
)
"""Checks that the tables exist, which they don't while a backup is restored, and selects what `Tables` are made of."""


class PostgresStorage:
    """Storage on a connection pool.

    The tenant is bound in the same round trip as a statement. The tables' row-level security policies compare rows with
    it: a query that forgets its organisation returns no rows.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._lookups = BatchedLookups(pool)
        self._nested_queue = nested_limit(pool)

    @asynccontextmanager
    async def transaction(self, org_id: int) -> AsyncIterator[UnitOfWork]:
        """Open a unit of work. Its transaction begins with the first statement."""
        if (outer := OUTER_TRANSACTION.get()) is not None and outer.covers(self._pool, org_id):
            async with outer.savepoint() as part:
                yield part
            return
        async with self._connection(org_id) as connection:
            work = session.transaction(connection, org_id)
            async with commit_or_roll_back(work):
                yield PostgresWork(work)

    def autocommit(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work of a single call."""
        if (outer := OUTER_TRANSACTION.get()) is not None and outer.covers(self._pool, org_id):
            return outer.savepoint(single=True)
        return nullcontext(PostgresWork(AutocommitSession(PooledSession(self._pool, self._lookups, org_id))))

    def reading(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work of reads."""
        if (outer := OUTER_TRANSACTION.get()) is not None and outer.covers(self._pool, org_id):
            return outer.savepoint()
        return nullcontext(PostgresWork(ReadingSession(self._pool, self._lookups, org_id)))

    @asynccontextmanager
    async def outer_transaction(self, org_id: int) -> AsyncIterator[None]:
        """Run this task's units of work as savepoints of one transaction."""
        outer = OuterTransaction(self._pool, self._nested_queue, org_id)
        token = OUTER_TRANSACTION.set(outer)
        try:
            yield
            await outer.commit()
        except BaseException:
            await outer.roll_back()
            raise
        finally:
            OUTER_TRANSACTION.reset(token)
            await outer.release()

    async def new_organisation(self) -> int:
        """Return the next value of the organisations' sequence."""
        ((number,),) = await self._fetch(NEXT_ORGANISATION_ID)
        return int(number)

    @asynccontextmanager
    async def claim(self, org_id: int, task: ExclusiveTask = ExclusiveTask.FEATURES) -> AsyncIterator[bool]:
        """Hold an advisory lock in a transaction of its own, so that a pooler keeps its server session.

        PostgreSQL ends the transaction of a process that was stopped, or can't be reached any more.
        """
        async with self._connection(org_id) as connection:
            work = session.transaction(connection, org_id)
            async with commit_or_roll_back(work):
                values = {"class": CLAIM_CLASS + task, "organisation": org_id % 2**31, "expires": CLAIM_EXPIRES}
                ((_, mine),) = await work.fetch(CLAIM, values)
                if not mine:
                    yield False
                    return
                ended = asyncio.Event()
                try:
                    async with asyncio.TaskGroup() as group:
                        group.create_task(_keep_alive(connection, ended))
                        yield True
                        ended.set()
                except BaseExceptionGroup as errors:
                    raise errors.exceptions[0] from None

    async def organisations(self) -> Sequence[int]:
        """List the organisations, in a transaction that can't read rows of other tables.

        If a machine of a cluster is unreachable, they are those with logins, which all machines have.
        """
        try:
            return [row[0] for row in await self._fetch(ORGANISATION_IDS, "app.background", "on")]
        except Unavailable:
            if not self._pool.is_distributed:
                raise
        log.warning("a machine of the cluster is unreachable: background work will skip its organisations")
        return [row[0] for row in await self._fetch(ORGANISATIONS_WITH_LOGINS, "app.listing", "on")]

    async def organisations_with_webhooks(self) -> Sequence[int]:
        """List the organisations of active webhooks, in a transaction that can't read rows of other tables.

        If a machine of a cluster is unreachable, they are all organisations.
        """
        try:
            return [row[0] for row in await self._fetch(ORGANISATIONS_WITH_WEBHOOKS, "app.sending", "on")]
        except Unavailable:
            if not self._pool.is_distributed:
                raise
        return await self.organisations()

    async def credentials(self, email: str) -> Credentials | None:
        """Look up a login, in a transaction that is bound to the address and can read that row only.

        The password is looked up for unknown addresses too, so that these take no less time.
        """
        user_id, org_id = NO_ROWS_ID, NO_TENANT
        for key in login_keys(email):
            if rows := await self._fetch(CREDENTIALS, "app.email", key, {"email": key}):
                user_id, org_id = rows[0]
                break
        async with self._connection(org_id) as connection:
            values = {"org_id": org_id, "user_id": user_id}
            found = await session.single_statement(connection, org_id).fetch(PASSWORD_HASH, values)
        return Credentials(user_id=user_id, org_id=org_id, password_hash=found[0]["password_hash"]) if found else None

    async def ping(self) -> None:
        """Check the server, the revision of its tables and, for an embedded server, that its files exist.

        The tables may be of a later revision that works with this version's. While they are of another one, all other
        calls raise Unavailable too, until a later check finds them at such a revision again.
        """
        async with self._connection(to_check=True) as connection:
            if connection.reserve is not None:
                connection.reserve.check_files()
            with translated():
                ((_, *found),) = await connection.fetch(PING.sql, ())
        self._pool.refusal = why = Tables(*found).refusal(REVISION)
        if why:
            raise Unavailable(NOT_AVAILABLE) from Unavailable(why)

    async def _fetch(
        self, statement: Statement, setting: str = "", value: str = "", values: Mapping[str, Any] | None = None
    ) -> list[asyncpg.Record]:
        """Return the rows of a statement without an organisation, with a setting for this statement only."""
        async with self._connection() as connection:
            settings = ((setting, value),) if setting else ()
            with translated():
                return await connection.fetch(statement.sql, statement.arguments(values or {}), settings)

    def close(self) -> None:
        """Cancel the timer of the queue. The pool is closed by its own block."""
        self._nested_queue.close()

    def connections(self) -> Connections:
        """Return the pool's connection counts."""
        return self._pool.connections()

    @asynccontextmanager
    async def _connection(self, org_id: int = NO_TENANT, *, to_check: bool = False) -> AsyncIterator[PooledConnection]:
        with translated():
            connection = await self._pool.acquire(org_id, to_check=to_check)
        try:
            yield connection
        finally:
            await self._pool.release_after_use(connection)


async def _keep_alive(connection: PooledConnection, ended: asyncio.Event) -> None:
    """Send a query repeatedly until the event is set. Raise Unavailable when the connection is lost.

    The query is a simple one without a snapshot. PostgreSQL keeps a statement's snapshot until the next one replaces
    it, and so all row versions that were replaced since, which slows reads down.
    """
    while not ended.is_set():
        with translated():
            await connection.connection.execute("SELECT", timeout=CLAIM_LOST_SECONDS)
        with suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), CLAIM_SECONDS)
