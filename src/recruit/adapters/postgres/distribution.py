"""Distribution of the tables among the machines of a Citus cluster: `recruit db distribute`.

Rows of an organisation are on one machine. Logins, which find the organisation of an address, are on all.

Citus distributes no table with triggers, with a policy that has a subquery, or with foreign keys to tables that aren't
distributed, so these are dropped first and created afterwards. All statements are stored in a table and executed one by
one, each in a transaction with the mark that it is done: an interrupted distribution goes on with the next one.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

import asyncpg

from recruit.adapters.postgres.engine.distribution import STEPS, is_distributed, is_partly_distributed
from recruit.adapters.postgres.schema import IS_EXEMPT, LOCK
from recruit.adapters.postgres.tables import metadata
from recruit.domain.matching.model import EPOCH_BITS
from recruit.domain.shared.errors import ConfigurationError

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"

REFERENCE_TABLES: Mapping[str, str] = MappingProxyType(
    {"credentials": "read before the organisation is known: every machine has all rows"}
)
LOCAL_TABLES: Mapping[str, str] = MappingProxyType({"alembic_version": "read by commands and health checks alone"})
"""Tables that aren't distributed by organisation, and the reason. They have no triggers and no foreign keys then."""

VERSIONED = ("jobs", "candidates", "embeddings")
"""Tables with row versions, which are ids of transactions of the machine that has the row."""

LEAST_VERSION = 14

_EPOCH = f"SELECT groupid::bigint << {EPOCH_BITS} FROM pg_catalog.pg_dist_local_group"  # noqa: S608
FUNCTIONS = (
    f"CREATE OR REPLACE FUNCTION version_epoch() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS '{_EPOCH}'",
    """
    CREATE OR REPLACE FUNCTION oldest_running() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    AS 'SELECT public.version_epoch() + pg_snapshot_xmin(pg_current_snapshot())::text::bigint'
    """,
    """
    CREATE OR REPLACE FUNCTION set_version() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.version := public.version_epoch() + pg_current_xact_id()::text::bigint;
        RETURN NEW;
    END $$
    """,
    """
    CREATE OR REPLACE FUNCTION set_audit_id() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        now_at bigint := extract(epoch FROM clock_timestamp()) * 4096000;
    BEGIN
        NEW.id := now_at + ((NEW.id - now_at) % 4096 + 4096) % 4096;
        RETURN NEW;
    END $$
    """,
)
"""Functions of a cluster.

Sequences of machines have ranges of their own. The audit log is read in the order of ids, so these are made of the
time: they ascend even when an organisation's rows move to another machine. Each is the first number from the present
time on, in 4096ths of a millisecond, that has the remainder of the machine's sequence by 4096. It is at most a
millisecond ahead, below 2 to the power of 53 until 2039, and no other's: the sequence takes longer for a round.
"""

NEW_TRIGGERS = (
    *(
        f"CREATE TRIGGER version BEFORE INSERT OR UPDATE OF version ON {table} FOR EACH ROW"
        " EXECUTE FUNCTION set_version()"
        for table in VERSIONED
    ),
    "CREATE TRIGGER id BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION set_audit_id()",
)

REPLACED_TRIGGERS = ("version", "id", "credentials")
"""Triggers that a cluster gets anew, or, between passwords and logins, not at all."""

TRIGGERS = """
    SELECT c.relname AS table_name, t.tgname AS name, pg_get_triggerdef(t.oid) AS definition
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace AND c.relname = ANY($1) ORDER BY 1, 2
"""
FOREIGN_KEYS = """
    SELECT c.relname AS table_name, k.conname AS name, pg_get_constraintdef(k.oid) AS definition
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace AND c.relname = ANY($1) ORDER BY 1, 2
"""
SEARCHED = ("candidate_texts", "job_texts")
"""Tables whose rows a policy searches: see decision 59."""

_OF_TENANT = "org_id = nullif(current_setting('app.org_id', true), '')::bigint"
_FOUND = "words @@ coalesce(nullif(current_setting('app.search', true), ''), '!''@''')::tsquery"
SEARCH_POLICIES = (
    f"CREATE POLICY selected ON {{}} FOR SELECT USING ({_OF_TENANT} AND {_FOUND})",
    f"CREATE POLICY inserted ON {{}} FOR INSERT WITH CHECK ({_OF_TENANT})",
    f"CREATE POLICY updated ON {{}} FOR UPDATE USING ({_OF_TENANT}) WITH CHECK ({_OF_TENANT})",
    f"CREATE POLICY deleted ON {{}} FOR DELETE USING ({_OF_TENANT})",
)
"""The policies of such a table. Citus would make a restrictive policy permissive, and takes none with a subquery."""

LISTING_POLICY = "CREATE POLICY listing ON credentials FOR SELECT USING (current_setting('app.listing', true) = 'on')"
"""Lets background work list the organisations by their logins while a worker is down."""

UNSUPPORTED_POLICIES = """
    SELECT DISTINCT polrelid::regclass::text FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> ALL($1)
    AND (NOT polpermissive OR concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) ~ 'SELECT')
"""

COUNT = "SELECT count(*) FROM {}"
CONTINUE = "When the cause is gone, the same command goes on with this statement"


class Step(NamedTuple):
    """A statement, and the value that it must return, if any."""

    statement: str
    expected: int | None = None


def distribution_column(table: str) -> str | None:
    """Return the column with the organisation's id, by which a table is distributed, or None."""
    if table in REFERENCE_TABLES or table in LOCAL_TABLES:
        return None
    return "id" if table == "organisations" else "org_id"


def distributes(table: str, shards: int = 0) -> str:
    """Return the statement that distributes a table."""
    column = distribution_column(table)
    if column is None:
        return f"SELECT create_reference_table('{table}')"
    if table == "organisations":
        return (
            f"SELECT create_distributed_table('{table}', '{column}', colocate_with => 'none', shard_count => {shards})"
        )
    return f"SELECT create_distributed_table('{table}', '{column}', colocate_with => 'organisations')"


def all_tables() -> list[str]:
    """Return the names of the tables, organisations first."""
    return sorted(metadata.tables, key=lambda name: (name != "organisations", name))


async def plan(connection: Connection, shards: int) -> list[Step]:
    """Return the steps that distribute the tables, from the database's triggers and keys, or those that are left.

    The tables may be those of a restored backup of a cluster.
    """
    if await is_partly_distributed(connection):
        return [Step(row["statement"], row["expected"]) for row in await connection.fetch(STORED_STEPS)]
    if await is_distributed(connection):
        return []
    names = all_tables()
    triggers, keys = [await connection.fetch(query, names) for query in (TRIGGERS, FOREIGN_KEYS)]
    counted = [Step(COUNT.format(name), await _count(connection, name)) for name in names]
    steps = [f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY" for name in names]
    steps += [f"ALTER TABLE {key['table_name']} DROP CONSTRAINT {key['name']}" for key in keys]
    steps += [f"DROP TRIGGER {trigger['name']} ON {trigger['table_name']}" for trigger in triggers]
    for name in SEARCHED:
        old = ("searched", "tenant", "selected", "inserted", "updated", "deleted")
        steps += [f"DROP POLICY IF EXISTS {policy} ON {name}" for policy in old]
        steps += [policy.format(name) for policy in SEARCH_POLICIES]
    steps += ["ALTER TABLE credentials DROP COLUMN IF EXISTS password_hash"]
    steps += ["DROP POLICY IF EXISTS listing ON credentials", LISTING_POLICY, *FUNCTIONS]
    steps += [distributes(name, shards) for name in names]
    after = [f"SELECT truncate_local_data_after_distributing_table('{name}')" for name in names]
    after += [
        f"ALTER TABLE {key['table_name']} ADD CONSTRAINT {key['name']} {key['definition']}"
        for key in keys
        if key["table_name"] not in REFERENCE_TABLES
    ]
    after += [
        trigger["definition"]
        for trigger in triggers
        if trigger["table_name"] not in REFERENCE_TABLES and trigger["name"] not in REPLACED_TRIGGERS
    ]
    after += NEW_TRIGGERS
    after += [f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY" for name in names]
    return [*map(Step, steps), *counted, *map(Step, after)]


async def _count(connection: Connection, table: str) -> int:
    """Count rows, which row-level security hides from the owner too, in a transaction that is rolled back."""
    transaction = connection.transaction()
    await transaction.start()
    try:
        await connection.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        return int(await connection.fetchval(COUNT.format(table)))
    finally:
        await transaction.rollback()


async def check(connection: Connection, revision: str) -> None:
    """Raise ConfigurationError if the tables can't be distributed."""
    version = await connection.fetchval("SELECT extversion FROM pg_extension WHERE extname = 'citus'")
    if version is None:
        raise ConfigurationError(
            "The database lacks the extension citus: docs/scaling.md tells how to set a cluster up"
        )
    if int(version.partition("-")[0].partition(".")[0]) < LEAST_VERSION:
        raise ConfigurationError(f"The extension citus is {version}: install {LEAST_VERSION} or later")
    if await connection.fetchval(IS_EXEMPT):
        raise ConfigurationError(
            "RECRUIT_STORAGE names a role that is exempt from row-level security: name the owner of the tables"
        )
    if await connection.fetchval("SELECT version_num FROM alembic_version") != revision:
        raise ConfigurationError("The tables aren't those of this version: run `recruit db upgrade` first")
    if not await connection.fetch("SELECT FROM citus_get_active_worker_nodes()"):
        raise ConfigurationError("The cluster has no workers: add them with citus_add_node (docs/scaling.md)")
    for command, problem in NODE_CHECKS.items():
        rows = await connection.fetch("SELECT success, result FROM run_command_on_all_nodes($1)", command)
        if bad := [row["result"] for row in rows if not row["success"] or row["result"] != "t"]:
            raise ConfigurationError(f"{problem} ({bad[0]})")
    for name, *_ in await connection.fetch(UNSUPPORTED_POLICIES, SEARCHED):
        raise ConfigurationError(
            f"A policy of the table {name} is restrictive or has a subquery, which Citus can't keep"
        )
    if await connection.fetchval(SERVERS):
        raise ConfigurationError("A recruit server or worker uses the database: stop all of them first")


NODE_CHECKS = {
    "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'vector')": (
        "A machine lacks pgvector: as a superuser run `CREATE EXTENSION vector` in this database on each"
    ),
    "SELECT current_setting('max_prepared_transactions')::int > 0": (
        "A machine has max_prepared_transactions = 0, without which no transaction spans machines"
    ),
    "SELECT rolcanlogin FROM pg_roles WHERE rolname = current_user": "The role can't log in on a machine",
    "SELECT NOT (rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname = current_user": (
        "The role is exempt from row-level security on a machine"
    ),
}
SERVERS = """
    SELECT EXISTS (SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'recruit' AND pid <> pg_backend_pid())
"""


async def distribute(connection: Connection, shards: int, report: Callable[[int, str], None]) -> None:
    """Distribute the tables, or go on after an interruption, and verify them.

    Call `report` before each statement with the number that is left.
    """
    await connection.execute("SELECT pg_advisory_lock($1)", LOCK)
    if not await is_partly_distributed(connection) and not await is_distributed(connection):
        await _store(connection, await plan(connection, shards))
    if await is_partly_distributed(connection):
        await _execute(connection, report)
    await verify(connection)
    await connection.execute(f"DROP TABLE IF EXISTS {STEPS}")


async def _store(connection: Connection, steps: Sequence[Step]) -> None:
    async with connection.transaction():
        await connection.execute(f"CREATE TABLE {STEPS} (place int PRIMARY KEY, statement text, expected bigint)")
        await connection.executemany(INSERT_STEP, [(place, *step) for place, step in enumerate(steps)])


async def _execute(connection: Connection, report: Callable[[int, str], None]) -> None:
    """Execute the stored steps, and delete each. Raise ConfigurationError when one fails."""
    while row := await connection.fetchrow(NEXT_STEP):
        report(row["number"], row["statement"])
        try:
            async with connection.transaction():
                found = await connection.fetchval(row["statement"])
                if row["expected"] not in {None, found}:
                    raise ConfigurationError(
                        f"{row['statement']} returned {found}: {row['expected']} rows were expected"
                    )
                await connection.execute(DELETE_STEP, row["place"])
        except asyncpg.PostgresError as error:
            raise ConfigurationError(f"{row['statement']} failed: {error}. {CONTINUE}") from error


INSERT_STEP = f"INSERT INTO {STEPS} VALUES ($1, $2, $3)"  # noqa: S608 - our own name
STORED_STEPS = f"SELECT statement, expected FROM {STEPS} ORDER BY place"  # noqa: S608
NEXT_STEP = f"SELECT *, count(*) OVER () AS number FROM {STEPS} ORDER BY place LIMIT 1"  # noqa: S608
DELETE_STEP = f"DELETE FROM {STEPS} WHERE place = $1"  # noqa: S608


async def verify(connection: Connection) -> None:
    """Raise ConfigurationError if a table isn't distributed, or a shard isn't protected as its table is."""
    kinds = {row[0]: row[1].decode() for row in await connection.fetch(KINDS)}
    for name in all_tables():
        if kinds.get(name) != ("n" if distribution_column(name) is None else "h"):
            raise ConfigurationError(f"The table {name} isn't distributed")
        for what, query in PROTECTION.items():
            wanted = await connection.fetchval(query.replace("%s", name))
            placements = await connection.fetch(
                "SELECT success, result FROM run_command_on_placements($1, $2)", name, query
            )
            if not all(row["success"] and row["result"] == wanted for row in placements):
                raise ConfigurationError(f"A shard of the table {name} has not {what} of the table")
        if await connection.fetchval(PROTECTION["the row-level security"].replace("%s", name)) != "true":
            raise ConfigurationError(f"The table {name} has no row-level security")
        if await connection.fetchval(COUNT.format(name)):
            raise ConfigurationError(f"A query without an organisation sees rows of the table {name}")


KINDS = "SELECT logicalrelid::text, partmethod FROM pg_dist_partition"
PROTECTION = {
    "the row-level security": (
        "SELECT (relrowsecurity AND relforcerowsecurity)::text FROM pg_class WHERE oid = '%s'::regclass"
    ),
    "the policies": (
        "SELECT coalesce(string_agg(concat_ws(' ', polname, polcmd, polpermissive, pg_get_expr(polqual, polrelid),"
        " pg_get_expr(polwithcheck, polrelid)), ',' ORDER BY polname), '') FROM pg_policy"
        " WHERE polrelid = '%s'::regclass"
    ),
    "the triggers": (
        "SELECT count(*)::text FROM pg_trigger WHERE tgrelid = '%s'::regclass AND NOT tgisinternal AND tgtype & 1 = 1"
    ),
}
"""Queries whose results are the same for a table and its shards. Only triggers of rows are on shards."""
