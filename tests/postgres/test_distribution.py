"""The rules of Citus, which statements, tables and migrations follow so that a cluster can have the tables.

They were learnt on a cluster. With the environment variable `RECRUIT_TEST_CLUSTER`, the URL of a distributed database,
each statement is planned there, too, and the tests of this file and of `tests/contracts` use that database.
"""

import os
import re
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path

import asyncpg
import pytest

from postgres.test_plans import CASES, VALUES
from recruit.adapters.postgres import distribution
from recruit.adapters.postgres.engine.distribution import is_distributed
from recruit.adapters.postgres.engine.errors import CONSTRAINTS, translated
from recruit.adapters.postgres.engine.machines import Address, Shards
from recruit.adapters.postgres.engine.opening import DISTRIBUTED_SETTINGS
from recruit.adapters.postgres.engine.protocol_messages import set_local
from recruit.adapters.postgres.engine.table_statements import insert_row
from recruit.adapters.postgres.schema import MIGRATIONS
from recruit.adapters.postgres.tables import metadata
from recruit.domain.shared.errors import Duplicate, Unavailable

ALL_MACHINES = {"ORGANISATION_IDS", "ORGANISATIONS_WITH_WEBHOOKS"}
"""Statements that every machine executes. If one is down, other statements take their place."""

OF_USER = {"sign_in_added user_id", "identity_added user_id"}
ONE_MACHINE = {"candidate_added", "application_added job_id", "insert_many note_id", *OF_USER}
"""Statements for one machine. The coordinator of a cluster gets others."""

FIRST = "0035"
"""The first migration after which databases can be distributed."""

CASES_BY_NAME = {case.name: case for case in CASES if case.name not in ONE_MACHINE}
DISTRIBUTED = {name: column for name in metadata.tables if (column := distribution.distribution_column(name))}
REFERENCE = re.compile(rf"(?:FROM|JOIN|UPDATE|USING|,) ({'|'.join(DISTRIBUTED)})\b(?!\.|\(| ?=)(?: AS (\w+))?")
CALL = re.compile(r"\b(\w+)(?=\()")
KEYWORDS = {"in", "as", "any", "all", "and", "or", "not", "exists", "values", "over", "filter", "coalesce", "cast"}
OF_TIME = re.compile(r"\bnow\(|current_setting\(")


def spaced(sql: str) -> str:
    return " ".join(sql.split())


def arguments(sql: str, name: str) -> Iterator[str]:
    """Yield the arguments of each call of a function."""
    for found in re.finditer(rf"\b{name}\(", sql, re.IGNORECASE):
        depth, end = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(sql[end], 0)
            end += 1
        yield sql[found.end() : end - 1]


def unbound(sql: str) -> set[str]:
    """Return the tables, or their aliases, that a statement reads without the organisation's id."""
    without_columns = re.sub(r"INSERT INTO \w+ \(.*?\)|\bAS \w+\(.*?\)", "", sql)
    read = Counter((alias or table, DISTRIBUTED[table]) for table, alias in REFERENCE.findall(without_columns))
    return {
        name
        for (name, column), number in read.items()
        if len(re.findall(rf"\b{name}\.{column} = \$\d+::BIGINT", sql)) < number
    }


def faults(sql: str, volatility: Mapping[str, str]) -> list[str]:
    """Return the rules that a statement breaks."""
    found = [f"{name} is read without the organisation's id" for name in unbound(sql)]
    if re.search(r"\bAS (?:MATERIALIZED )?\( ?(?:INSERT|UPDATE|DELETE)\b", sql):
        found.append("a part of the statement writes")
    writes = re.match(r"(?:WITH .*?\) )?(INSERT|UPDATE|DELETE)\b", sql)
    if writes and writes[1] == "INSERT" and "VALUES" not in sql:
        return found + faults_of_insert_select(sql)
    return found + faults_of_change(sql, volatility) if writes and writes[1] != "INSERT" else found


def faults_of_change(sql: str, volatility: Mapping[str, str]) -> list[str]:
    """Return the rules for UPDATE and DELETE that a statement breaks."""
    found = []
    for name in {call.lower() for call in CALL.findall(sql)} - KEYWORDS:
        of_columns = any(re.search(r"\w\.\w", re.sub("'[^']*'", "", given)) for given in arguments(sql, name))
        if volatility.get(name) == "v" or (volatility.get(name) == "s" and of_columns):
            found.append(f"{name} isn't immutable")
    if any(map(OF_TIME.search, [*re.findall(r"CASE .*? END", sql), *arguments(sql, "coalesce")])):
        found.append("CASE or COALESCE depends on the time or on a setting")
    if re.search(r"[\])]\[", sql):
        found.append("an element of an array is read, which lets Citus 14.0 crash")
    return found


def faults_of_insert_select(sql: str) -> list[str]:
    """Return the rules for INSERT … SELECT that a statement breaks."""
    found = []
    into = re.search(r"INSERT INTO (\w+) \((.*?)\)", sql)
    assert into
    if not REFERENCE.search(sql):
        found.append("nothing tells the machine of INSERT … SELECT")
    if "id" in metadata.tables[into[1]].c and "id" not in into[2].split(", "):
        found.append("INSERT … SELECT draws ids")
    if "RETURNING" in sql and "ON CONFLICT" not in sql:
        found.append("INSERT … SELECT … RETURNING without ON CONFLICT")
    return found


@pytest.fixture(scope="module")
async def connection(database: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(database.replace("+asyncpg", ""))
    yield connection
    await connection.close()


@pytest.fixture(scope="module")
async def volatility(connection: asyncpg.Connection) -> Mapping[str, str]:
    """The least strict volatility of the functions of each name: immutable, stable or volatile."""
    question = "SELECT proname::text, max(translate(provolatile::text, 'i', 'a')) AS volatility FROM pg_proc GROUP BY 1"
    return {row["proname"]: row["volatility"] for row in await connection.fetch(question)}


def test_every_statement_keeps_to_the_rules(volatility: Mapping[str, str]) -> None:
    names = CASES_BY_NAME.keys() - ALL_MACHINES
    broken = {name: found for name in names if (found := faults(spaced(CASES_BY_NAME[name].statement.sql), volatility))}
    assert broken == {}


OF_ORG = "org_id = $1::BIGINT"


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("SELECT jobs.id FROM jobs WHERE jobs.id = $1::BIGINT", "jobs is read without"),
        (
            f"SELECT 1 FROM jobs JOIN stages ON stages.org_id = jobs.org_id WHERE jobs.{OF_ORG}",
            "stages is read without",
        ),
        (f"UPDATE tags SET name = gen_random_uuid() WHERE tags.{OF_ORG}", "gen_random_uuid"),
        (f"DELETE FROM tags WHERE tags.{OF_ORG} AND concat_ws('', tags.name) = 'a'", "concat_ws"),
        (f"UPDATE tags SET at = CASE WHEN $2 THEN now() END WHERE tags.{OF_ORG}", "CASE or COALESCE"),
        (f"UPDATE tags SET at = coalesce($2, now()) WHERE tags.{OF_ORG}", "CASE or COALESCE"),
        (f"UPDATE tags SET at = (ARRAY[$2, $3])[1] WHERE tags.{OF_ORG}", "element of an array"),
        ("INSERT INTO identifiers (org_id) SELECT $1::BIGINT FROM unnest($2) AS kind", "nothing tells the machine"),
        (f"INSERT INTO tags (org_id) SELECT jobs.org_id FROM jobs WHERE jobs.{OF_ORG}", "draws ids"),
        (f"INSERT INTO tags (id) SELECT jobs.id FROM jobs WHERE jobs.{OF_ORG} RETURNING tags.id", "RETURNING"),
        ("WITH new AS (INSERT INTO tags (org_id) VALUES ($1)) SELECT 1", "a part of the statement writes"),
    ],
)
def test_a_broken_rule_is_found(sql: str, rule: str, volatility: Mapping[str, str]) -> None:
    assert rule in "; ".join(faults(sql, volatility))


async def test_every_table_has_a_kind_and_its_keys_begin_with_the_organisation(connection: asyncpg.Connection) -> None:
    rows = await connection.fetch("""
        SELECT c.relname, c.relkind, a.attname, i.indisunique FROM pg_class c
        LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisunique
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    """)
    local = set(distribution.LOCAL_TABLES)
    assert {row["relname"] for row in rows} == DISTRIBUTED.keys() | local | distribution.REFERENCE_TABLES.keys()
    for row in rows:
        if row["relname"] in DISTRIBUTED:
            assert row["attname"] == DISTRIBUTED[row["relname"]], row["relname"]


def test_foreign_keys_stay_within_the_organisation() -> None:
    for name, column in DISTRIBUTED.items():
        for key in metadata.tables[name].foreign_key_constraints:
            first = key.elements[0]
            assert first.parent.name == column
            assert DISTRIBUTED.get(first.column.table.name) == first.column.name


async def test_policies_are_permissive_and_have_no_subquery(connection: asyncpg.Connection) -> None:
    assert await connection.fetch(distribution.UNSUPPORTED_POLICIES, distribution.SEARCHED) == []
    found = {row[0] for row in await connection.fetch(distribution.UNSUPPORTED_POLICIES, [])}
    if not await is_distributed(connection):
        assert found == set(distribution.SEARCHED)
        return
    assert found == set()
    made = {policy.split()[2] for policy in distribution.SEARCH_POLICIES}
    for name in distribution.SEARCHED:
        policies = await connection.fetch("SELECT polname FROM pg_policy WHERE polrelid = to_regclass($1)", name)
        assert {row[0] for row in policies} == made, name


async def test_triggers_insert_no_subquery(connection: asyncpg.Connection) -> None:
    ours = "pronamespace = 'public'::regnamespace AND prorettype = 'trigger'::regtype"
    for name, source in await connection.fetch(f"SELECT proname::text, prosrc FROM pg_proc WHERE {ours}"):
        assert not re.search(r"VALUES \([^;]*\(\s*SELECT", source), name


def later_migrations() -> list[Path]:
    return [file for file in MIGRATIONS.glob("versions/[0-9]*.py") if file.name[:4] > FIRST]


def migration_faults(source: str) -> list[str]:
    """Return the rules that a migration of databases that may be distributed breaks."""
    found = [
        f'{table} isn\'t distributed: call new_tables.distribute("{table}") after its CREATE TABLE'
        for table in re.findall(r"CREATE TABLE (\w+)", source)
        if not re.search(rf"\bdistribute\([\"']{table}[\"']\)", source)
    ]
    bodies = re.findall(r"CREATE TABLE \w+ \((.*?)\"\"\"", source, re.DOTALL)
    if any("REFERENCES" in body for body in bodies):
        found.append("a table is created with a foreign key: add it after the table is distributed")
    if "AS RESTRICTIVE" in source or re.search(r"CREATE POLICY [^\"]*\(\s*SELECT", source):
        found.append("Citus keeps no restrictive policy and none with a subquery")
    if "CREATE EXTENSION IF NOT EXISTS" in source:
        found.append("CREATE EXTENSION IF NOT EXISTS fails though the extension is there")
    return found


def test_later_migrations_distribute_their_tables() -> None:
    assert {file.name: found for file in later_migrations() if (found := migration_faults(file.read_text()))} == {}


def test_a_migration_that_breaks_a_rule_is_found() -> None:
    source = 'op.execute("""\nCREATE TABLE moods (\n  org_id bigint REFERENCES organisations (id)\n)""")'
    assert len(migration_faults(source)) == 2
    good = 'op.execute("""\nCREATE TABLE moods (\n  org_id bigint\n)""")\ndistribute("moods")'
    assert migration_faults(good) == []


def test_a_duplicate_is_recognised_by_the_message_of_a_worker() -> None:
    error = asyncpg.UniqueViolationError('duplicate key value violates unique constraint "credentials_pkey_102008"')
    with pytest.raises(Duplicate, match="Email already registered"), translated():
        raise error


@pytest.mark.parametrize(
    "message",
    [
        "failure on connection marked as essential: worker-1:5432",
        "could not commit transaction for shard 102010 on at least one active node",
        "failed to prepare transaction 'citus_0_1_2_3' on host worker-1:5432",
        "server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally",
        "could not receive data from server: Connection reset by peer",
        "SSL SYSCALL error: EOF detected",
    ],
)
def test_a_worker_that_is_lost_in_a_transaction_is_unavailable(message: str) -> None:
    with pytest.raises(Unavailable), translated():
        raise asyncpg.InternalServerError(message)


def test_no_constraint_has_the_name_of_a_table() -> None:
    assert CONSTRAINTS.keys().isdisjoint(metadata.tables)


async def test_settings_are_sent_as_literals(connection: asyncpg.Connection) -> None:
    for conforming in ("on", "off"):
        for value in ("1", "", "it's", "a\\'b\\", "'@1' & ('x')", "zoë\n\t$1"):
            (command,) = set_local((("app.search", value),))
            async with connection.transaction():
                await connection.execute(f"SET LOCAL standard_conforming_strings = {conforming}")
                await connection.execute(command)
                assert await connection.fetchval("SELECT current_setting('app.search')") == value


def test_statements_name_shards_alone_unless_they_lock_rows_or_draw_ids() -> None:
    shards = Shards(Address("worker", 5432, 1), {name: 100 + place for place, name in enumerate(sorted(DISTRIBUTED))})
    for case in CASES:
        statement, text = case.statement, shards.text(case.statement)
        if text is not None:
            assert REFERENCE.findall(spaced(text)) == [], case.name
            assert re.findall(rf"INTO ({'|'.join(DISTRIBUTED)})\b", text) == [], case.name
        elif REFERENCE.search(spaced(statement.sql)):
            reasons = "FOR |credentials|pg_advisory|nextval|ON CONSTRAINT"
            assert re.search(reasons, statement.sql) or statement.lacks_id or statement.searches_text, case.name


@pytest.mark.parametrize(("names", "lacks"), [(("title",), True), (("id", "title"), False)])
def test_an_insertion_that_leaves_ids_to_the_sequence_is_known(names: tuple[str, ...], lacks: bool) -> None:
    assert insert_row(metadata.tables["jobs"], names).lacks_id == lacks


@pytest.mark.skipif("RECRUIT_TEST_CLUSTER" not in os.environ, reason="there is no cluster")
async def test_one_machine_executes_each_statement() -> None:
    settings = {**DISTRIBUTED_SETTINGS, "client_min_messages": "error"}
    cluster = await asyncpg.connect(os.environ["RECRUIT_TEST_CLUSTER"], server_settings=settings)
    for name in CASES_BY_NAME.keys() - ALL_MACHINES:
        case = CASES_BY_NAME[name]
        statement, values = case.statement, defaultdict(lambda: None, {**VALUES, **case.values}, org_id=1)
        async with cluster.transaction():
            await cluster.execute("SET LOCAL app.org_id = '1'")
            plan = await cluster.fetchval(f"EXPLAIN (FORMAT JSON) {statement.sql}", *statement.arguments(values))
        is_local = not any(re.search(rf"\b{table}\b", statement.sql) for table in metadata.tables)
        assert re.findall(r'"Task Count": (\d+)', plan) == [] if is_local else ["1"], name
    await cluster.close()
