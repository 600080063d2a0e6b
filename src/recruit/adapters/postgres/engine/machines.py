"""Single statements that go straight to the machine of a cluster that has the organisation's rows.

There a statement names the organisation's own part of each table, its shard, which is an ordinary table with the
row-level security of the whole: PostgreSQL keeps its plan. On the coordinator, Citus plans each execution of most
statements, and the machine once more. Transactions, ids and advisory locks stay with the coordinator.

A shard is used only while the machine's own catalog says that it has it: another one may have it by now, and the old
one stays for some seconds. Otherwise, and while a machine can't be reached, the coordinator is asked. A write takes
the lock that Citus' own writes take first, which a move of the shard waits for, and looks into the catalog then.
"""

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import asyncpg

from recruit.adapters.postgres.engine.connection import PooledConnection, TransactionPart
from recruit.adapters.postgres.engine.errors import NOT_AVAILABLE, STALE_STATEMENT_ERRORS, TEMPORARY_ERRORS
from recruit.adapters.postgres.engine.new_ids import NewIds
from recruit.adapters.postgres.engine.pool import Pool
from recruit.adapters.postgres.engine.protocol_messages import LOCK_NAME
from recruit.adapters.postgres.engine.session import origin_setting, tenant_setting
from recruit.adapters.postgres.engine.statement import Statement, clamped_id
from recruit.domain.audit.model import ORIGIN
from recruit.domain.shared.errors import Unavailable

log = logging.getLogger(__name__)

MOST_KNOWN = 10_000
"""Organisations whose shards are remembered."""

MOST_TEXTS = 1024
"""Statements whose text for a shard is remembered."""

RETRY_SECONDS = 30
"""Seconds for which the coordinator is asked after a machine couldn't be reached."""

SHARDS = """
    SELECT s.logicalrelid::text AS table_name, s.shardid, n.groupid, n.nodename, n.nodeport
    FROM pg_dist_shard o JOIN pg_dist_shard s ON s.shardminvalue = o.shardminvalue
    JOIN pg_dist_placement p ON p.shardid = s.shardid JOIN pg_dist_node n ON n.groupid = p.groupid
    WHERE o.shardid = get_shard_id_for_distribution_column('organisations', $1::bigint) AND n.noderole = 'primary'
"""
"""The shards of an organisation's tables, which are all on one machine, and its address."""

_HAS_SHARD = "EXISTS (SELECT FROM pg_dist_placement WHERE shardid = $3::bigint AND groupid = $4::int)"
_BIND = f"set_config($1, CASE WHEN {_HAS_SHARD} THEN $2 ELSE current_setting('app.moved') END, true)"
BIND_SQL = {
    LOCK_NAME: "SELECT FROM lock_shard_metadata(5, ARRAY[$1::bigint]) OFFSET 1",
    "recruit_bind_two": f"SELECT WHERE {_BIND} IS NULL",
    "recruit_bind_three": f"SELECT WHERE num_nulls({_BIND}, set_config($5, $6, true)) > 0",
}
"""Set the organisation, and one more setting, on a machine that has a shard of the organisation.

Elsewhere a setting is read that doesn't exist. PostgreSQL may compute a constant in a CASE before, but no setting.
The first statement locks an organisation's shards before a write (5 is ShareLock).

The parameters are those of settings: the second pair are the numbers of shard and machine. The names are those of the
statements that bind as many settings elsewhere.
"""

CHECK = """
    SELECT CASE
        WHEN (SELECT groupid FROM pg_dist_local_group) <> $1::int THEN 'another machine has its address'
        WHEN pg_backend_pid() <> $2::int THEN 'a pooler is on the way'
        WHEN NOT pg_has_role((SELECT relowner FROM pg_class WHERE oid = 'organisations'::regclass), 'USAGE')
        THEN 'the role does not own the tables there'
        WHEN (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)
        THEN 'the role is exempt from row-level security there'
        ELSE ''
    END AS why
"""
"""Why a machine can't be used, or nothing, for its number in the cluster and the id of the server process."""

MOVED_ERRORS = (asyncpg.UndefinedObjectError, asyncpg.UndefinedTableError, *STALE_STATEMENT_ERRORS)
"""Errors of a statement on a machine that no longer has the shards, or has them with other columns."""

Rows: TypeAlias = list[asyncpg.Record]
OpenPool: TypeAlias = Callable[["Address"], Awaitable[Pool]]

NOT_DIRECT = re.compile(r"\b(?:credentials|nextval|pg_\w*advisory\w*|ON CONSTRAINT)\b")
"""What a machine isn't asked for: logins, ids and advisory locks, and constraints, which have other names there."""

ROW_LOCK = re.compile(r"\bFOR (?:NO KEY )?(?:UPDATE|SHARE|KEY SHARE)\b")
"""Locks of rows, which a read takes for the statements that follow in its transaction."""


class Address(NamedTuple):
    """The host and port of a machine, and its number in the cluster."""

    host: str
    port: int
    group: int


@cache
def references(tables: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of references to tables in a statement: the table's name and, if it is there, its alias."""
    names = "|".join(sorted(tables))
    return re.compile(rf"\b(FROM|JOIN|INTO|UPDATE) ({names})\b(?!\.)( AS \w+)?")


class Shards:
    """The parts of all tables in which some organisations' rows are, on one machine."""

    def __init__(self, address: Address, numbers: Mapping[str, int]) -> None:
        self.address = address
        self._numbers = numbers
        self._names = references(frozenset(numbers))
        self._texts: dict[str, str | None] = {}
        self.check = str(numbers["organisations"]), str(address.group)
        """The numbers of a shard and of the machine, for `BIND_SQL`."""

    def text(self, statement: Statement) -> str | None:
        """Return a statement with the names of the shards, or None if it is one for the coordinator."""
        try:
            return self._texts[statement.sql]
        except KeyError:
            if len(self._texts) >= MOST_TEXTS:
                self._texts.clear()
            text = self._texts[statement.sql] = self._for_machine(statement)
            return text

    def _for_machine(self, statement: Statement) -> str | None:
        if statement.writes:
            needs_coordinator = statement.lacks_id or statement.searches_text
        else:
            needs_coordinator = ROW_LOCK.search(statement.sql) is not None
        if needs_coordinator or NOT_DIRECT.search(statement.sql):
            return None
        text, number = self._names.subn(self._shard, statement.sql)
        return text if number else None

    def _shard(self, found: re.Match[str]) -> str:
        before, table, alias = found.groups()
        return f"{before} {table}_{self._numbers[table]}{alias or f' AS {table}'}"


class Machine(NamedTuple):
    """A machine's pool, None while there is none, and the time until which it isn't opened again."""

    pool: Pool | None
    retry_at: float = 0.0


CLOSED = Machine(None)


class Machines:
    """The machines of a cluster, each with a pool of its own that is opened in the background at its first use."""

    def __init__(self, coordinator: Pool, open_pool: OpenPool) -> None:
        self._coordinator = coordinator
        self._open_pool = open_pool
        self._new_ids = NewIds(coordinator)
        self._shards: dict[int, Shards] = {}
        self._by_number: dict[tuple[str, str], Shards] = {}
        self._machines: dict[Address, Machine] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def fetch(self, org_id: int, statement: Statement, values: Mapping[str, Any]) -> Rows | None:
        """Return a statement's rows, or None if the coordinator must be asked.

        Raise Unavailable, and asyncpg's errors for a write, which may have happened.
        """
        place = await self._place(org_id, statement)
        if place is None:
            return None
        shards, text, pool = place
        settings = (*tenant_setting(org_id), shards.check)
        if statement.writes:
            settings = (*settings, origin_setting(ORIGIN.get()))
        elif statement.searches_text:
            settings = (*settings, ("app.search", values["search"]))
        part = TransactionPart.ON_SHARD if statement.writes else TransactionPart.ALONE
        connection: PooledConnection | None = None
        try:
            connection = pool.take_idle(org_id) or await pool.acquire(org_id)
            try:
                return await connection.fetch(text, statement.arguments(values), settings, part)
            finally:
                await pool.release_after_use(connection)
        except MOVED_ERRORS:
            self._forget(shards)
        except TimeoutError as error:
            raise Unavailable(NOT_AVAILABLE) from error
        except TEMPORARY_ERRORS as error:
            if statement.writes and connection is not None:
                raise
            self._leave(shards.address, pool, error)
        return None

    async def insert(self, org_id: int, table: str, insertion: Statement, values: Mapping[str, Any]) -> Rows | None:
        """Insert a row with a new id as `new_id`, or return None if the coordinator must be asked. Raise as `fetch`."""
        if await self._place(org_id, insertion) is None:
            return None
        return await self.fetch(org_id, insertion, {**values, "new_id": await self._new_ids.draw(table)})

    async def _place(self, org_id: int, statement: Statement) -> tuple[Shards, str, Pool] | None:
        """Return the shards, the text and the pool for a statement, or None if the coordinator must be asked."""
        if self._coordinator.refusal:
            return None
        shards = self._shards.get(org_id) or await self._find(org_id)
        if shards is None or (text := shards.text(statement)) is None:
            return None
        if (pool := self._machines.get(shards.address, CLOSED).pool) is None:
            self._open(shards.address)
            return None
        return shards, text, pool

    def is_opening(self) -> bool:
        """Return whether a pool is being opened or closed."""
        return bool(self._tasks)

    def pools(self) -> list[Pool]:
        """Return the pools that are open."""
        return [machine.pool for machine in self._machines.values() if machine.pool is not None]

    async def close(self) -> None:
        """Close all pools."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for pool in self.pools():
            await pool.close()

    async def _find(self, org_id: int) -> Shards | None:
        """Ask the coordinator for an organisation's shards, or return None if it isn't available."""
        try:
            connection = await self._coordinator.acquire(org_id)
            try:
                rows = await connection.fetch(SHARDS, (clamped_id(org_id),))
            finally:
                await self._coordinator.release_after_use(connection)
        except TEMPORARY_ERRORS:
            return None
        if not rows:
            return None
        address = Address(rows[0]["nodename"], rows[0]["nodeport"], rows[0]["groupid"])
        found = Shards(address, {row["table_name"]: row["shardid"] for row in rows})
        if len(self._shards) >= MOST_KNOWN:
            self._shards.clear()
        found = self._shards[org_id] = self._by_number.setdefault(found.check, found)
        return found

    def _forget(self, shards: Shards) -> None:
        """Forget shards that another machine has by now."""
        self._by_number.pop(shards.check, None)
        self._shards = {org_id: known for org_id, known in self._shards.items() if known is not shards}

    def _open(self, address: Address) -> None:
        """Open a machine's pool in the background, unless that has just been tried."""
        if time.monotonic() >= self._machines.get(address, CLOSED).retry_at:
            self._machines[address] = Machine(None, time.monotonic() + RETRY_SECONDS)
            self._start(self._opened(address))

    async def _opened(self, address: Address) -> None:
        try:
            self._machines[address] = Machine(await self._open_pool(address))
        except (*TEMPORARY_ERRORS, asyncpg.PostgresError, Unavailable) as error:
            self._leave(address, None, error)

    def _leave(self, address: Address, pool: Pool | None, error: BaseException) -> None:
        """Ask the coordinator in place of a machine for a while."""
        if self._machines[address].pool is not pool:
            return
        log.warning("statements for %s:%s go through the coordinator: %r", address.host, address.port, error)
        self._machines[address] = Machine(None, time.monotonic() + RETRY_SECONDS)
        if pool is not None:
            self._start(pool.close())

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
