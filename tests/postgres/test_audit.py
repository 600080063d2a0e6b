"""Audit triggers: the database itself logs every change and refuses to alter the log."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from recruit.adapters.postgres.audit import UNAUDITED_TABLES
from recruit.adapters.postgres.embedded.postgres_process import Address
from recruit.adapters.postgres.engine.columns import NOT_IN_ENTITY
from recruit.adapters.postgres.tables import metadata
from recruit.domain.audit.service import Auditing
from recruit.domain.shared.pages import Window
from recruit.entrypoints import kernel
from recruit.ports.audit import AuditSearch
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from worlds import Organisation, new_organisation


@pytest.fixture
async def storage(database: str) -> AsyncIterator[Storage]:
    async with kernel.STORAGE.open(AdapterConfig(database, Path())) as found:
        yield found


@pytest.fixture
async def ours(storage: Storage) -> Organisation:
    """An organisation with a chain of some entries."""
    found = await new_organisation(storage)
    await found.job("Baker")
    await found.candidate("Jane Doe")
    await Auditing(storage).organisation(found.actor.org_id)
    return found


@pytest.fixture
async def connection(database: str, ours: Organisation) -> AsyncIterator[asyncpg.Connection]:
    """A connection of the tables' owner, bound to the organisation."""
    found = await asyncpg.connect(database.replace("+asyncpg", ""))
    await found.execute(f"SET app.org_id = '{ours.actor.org_id}'")
    yield found
    await found.close()


IS_AUDIT_TRIGGER = "tgname = 'audit'"
"""The condition that selects the triggers which write audit entries."""


async def test_every_table_is_audited_or_exempt(connection: asyncpg.Connection) -> None:
    rows = await connection.fetch(
        f"SELECT DISTINCT tgrelid::regclass::text AS name FROM pg_trigger WHERE {IS_AUDIT_TRIGGER}"
    )
    audited = {row["name"] for row in rows}
    assert audited | set(UNAUDITED_TABLES) == set(metadata.tables)
    assert not audited & set(UNAUDITED_TABLES)


async def test_every_mutable_column_of_an_audited_table_is_audited(connection: asyncpg.Connection) -> None:
    rows = await connection.fetch(f"""
        SELECT tgrelid::regclass::text AS name, attname FROM pg_trigger
        JOIN pg_attribute ON attrelid = tgrelid AND attnum = ANY (tgattr::int2[])
        WHERE {IS_AUDIT_TRIGGER}
    """)
    audited = {(row["name"], row["attname"]) for row in rows}
    matching = {"id", "org_id", "created_at", "version", "engine", "features", "text_hash", "changed_at", "activity_at"}
    for name in ("jobs", "candidates"):
        plain = {one.name for one in metadata.tables[name].columns if not one.name.endswith("_folded")}
        assert {column for table, column in audited if table == name} | matching >= plain - {"created_by_user_id"}, name


NEW_VALUES = {"TEXT": "'new'", "INTEGER": "7", "BOOLEAN": "true", "JSONB": "'[\"new\"]'"}


@pytest.mark.parametrize("name", ["applications", "jobs", "candidates"])
async def test_an_entry_has_whole_inserted_or_deleted_rows_and_every_changed_value(
    ours: Organisation, connection: asyncpg.Connection, name: str
) -> None:
    await ours.application(await ours.job("Cook"), await ours.candidate("Joe Doe"))
    table, latest = metadata.tables[name], f"SELECT max(id) FROM {name}"
    of_status = table.info.get("of_status", ())  # not in the entity, and in the log
    columns = {
        one.name: one
        for one in table.columns
        if one.name in of_status or (one.info != NOT_IN_ENTITY and one.name not in {"id", "org_id"})
    }
    changed = {key: NEW_VALUES[str(one.type)] for key, one in columns.items() if not key.endswith("_id")}
    await connection.execute(
        "INSERT INTO stages (org_id, job_id, key, name, position, type, requires_reason)"
        " SELECT org_id, job_id, 'new', 'New', 9, 'applied', false FROM applications ORDER BY id DESC LIMIT 1"
    )
    new = ", ".join(f"{key} = {value}" for key, value in changed.items())
    await connection.execute(f"UPDATE {name} SET {new}, created_at = now() WHERE id = ({latest})")
    row = json.loads(await connection.fetchval(f"SELECT to_jsonb({name}) FROM {name} WHERE id = ({latest})"))
    await connection.execute(f"DELETE FROM {name} WHERE id = {row['id']}")
    entries = await connection.fetch(
        "SELECT before, after FROM audit WHERE entity || 's' = $1 AND entity_id = $2 ORDER BY id", name, row["id"]
    )
    (before_insert, inserted), (old_values, new_values), (deleted, after_delete) = [
        [value and json.loads(value) for value in one] for one in entries
    ]
    assert (before_insert, after_delete) == (None, None)
    assert set(inserted) == set(columns)
    assert old_values == {key: inserted[key] for key in {*changed, *of_status}}
    assert new_values == {key: row[key] for key in {*changed, *of_status}}
    assert deleted == {key: row[key] for key in columns}


async def test_a_hand_written_statement_is_logged(
    storage: Storage, ours: Organisation, connection: asyncpg.Connection
) -> None:
    await connection.execute("UPDATE jobs SET title = 'Hacker'")
    async with storage.transaction(ours.actor.org_id) as work:
        (_, entry) = (await work.audit.page(Window(), AuditSearch(entity="job"))).items
    assert (entry.kind, entry.before, entry.after) == ("sql", {"title": "Baker"}, {"title": "Hacker"})


async def test_the_bytes_of_a_document_are_in_no_entry(connection: asyncpg.Connection) -> None:
    await connection.execute(
        "INSERT INTO documents (org_id, candidate_id, filename, kind, size, sha256, hidden, warnings, created_at,"
        " content) SELECT org_id, id, 'x', 'txt', 5, '\\xff', '[]', '[]', now(), 'rarebytes' FROM candidates"
    )
    await connection.execute("UPDATE documents SET filename = 'y'")
    await connection.execute("DELETE FROM documents")
    rows = await connection.fetch("SELECT action, before, after FROM audit WHERE entity = 'document' ORDER BY id")
    assert [row["action"] for row in rows] == ["insert", "update", "delete"]
    assert b"rarebytes".hex() not in str(rows)
    assert '"filename": "y"' in rows[1]["after"]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit",
        "TRUNCATE audit",
        "UPDATE audit SET user_id = 1",
        "UPDATE audit SET at = now()",
        "UPDATE audit SET after = '{}'",
        "UPDATE audit SET hash = 'x'",
        "UPDATE audit SET hash = NULL, place = NULL",
        "UPDATE audit SET place = place + 1000",
        "UPDATE audit SET digest = 'x'",
        "UPDATE audit SET before = NULL, after = NULL, salt = NULL, digest = NULL",
    ],
)
async def test_an_entry_can_be_neither_changed_nor_deleted(connection: asyncpg.Connection, statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="only ever added to"):
        await connection.execute(statement)


async def test_the_chain_stays_valid_when_values_are_erased(
    storage: Storage, connection: asyncpg.Connection, ours: Organisation
) -> None:
    await connection.execute("UPDATE audit SET before = NULL, after = NULL, salt = NULL WHERE entity = 'candidate'")
    verdict = await Auditing(storage).verify(ours.actor.org_id)
    assert (verdict.fault, verdict.erased) == (None, 1)


TAMPERING = {
    "DELETE FROM audit WHERE place = 2": "lacks place 2",
    "UPDATE audit SET after = '{\"title\": \"Cook\"}' WHERE entity = 'job'": "values of entry",
    "UPDATE audit SET user_id = 77 WHERE place = 2": "breaks at place 2",
    "UPDATE audit SET place = CASE place WHEN 2 THEN -3 WHEN 3 THEN -2 END WHERE place IN (2, 3);"
    "UPDATE audit SET place = -place WHERE place < 0": "breaks at place 2",
}


@pytest.mark.parametrize("statement", TAMPERING)
async def test_tampering_that_bypasses_the_triggers_is_detected(
    postgres: Address, storage: Storage, ours: Organisation, statement: str
) -> None:
    connection = await asyncpg.connect(
        host=str(postgres.socket_dir), port=postgres.port, user="postgres", database="outside"
    )
    async with connection.transaction():
        await connection.execute("SET LOCAL session_replication_role = 'replica'")  # no trigger fires
        await connection.execute("CREATE POLICY tampering ON audit USING (true)")
        scoped = statement.replace("WHERE", f"WHERE org_id = {ours.actor.org_id} AND")
        await connection.execute(scoped)
        await connection.execute("DROP POLICY tampering ON audit")
    await connection.close()
    verdict = await Auditing(storage).verify(ours.actor.org_id)
    assert TAMPERING[statement] in (verdict.fault or "")


async def test_an_entry_of_a_transaction_that_commits_later_gets_a_later_place(
    storage: Storage, ours: Organisation, connection: asyncpg.Connection
) -> None:
    auditing, org_id = Auditing(storage), ours.actor.org_id
    async with connection.transaction():
        await connection.execute("UPDATE jobs SET title = 'Slow'")  # takes an entry id and stays open
        await ours.candidate("Quick")
        assert await auditing.organisation(org_id) == 1
    assert await auditing.organisation(org_id) == 1
    rows = await connection.fetch("SELECT entity FROM audit ORDER BY place DESC LIMIT 2")
    assert [row["entity"] for row in rows] == ["job", "candidate"]
    assert (await auditing.verify(org_id)).fault is None


async def test_changes_of_one_record_have_places_in_the_order_of_the_changes(
    storage: Storage, ours: Organisation, connection: asyncpg.Connection
) -> None:
    other = await ours.job("Cook")
    async with connection.transaction():
        await connection.execute(f"SELECT FROM jobs WHERE id = {other.id} FOR UPDATE")  # takes a transaction id
        await connection.execute("UPDATE candidates SET notes = 'x'")
        job = await ours.job("Baker")  # a later transaction, which commits first
        await connection.execute(f"UPDATE jobs SET title = 'Last' WHERE id = {job.id}")
    await Auditing(storage).organisation(ours.actor.org_id)
    rows = await connection.fetch(
        f"SELECT action FROM audit WHERE (entity, entity_id) = ('job', {job.id}) ORDER BY place"
    )
    assert [row["action"] for row in rows] == ["insert", "update"]
