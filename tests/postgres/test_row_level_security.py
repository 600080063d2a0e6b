"""Row-level security: what the database itself refuses, independently of the code above it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest

from cases import every_case
from recruit.adapters.postgres.schema import APPLICATION_ROLE
from recruit.adapters.postgres.tables import metadata
from recruit.domain.external_ids.model import ExternalIdChange, RecordRef
from recruit.domain.mail.model import MailKind, NewMail
from recruit.domain.notes.model import NoteDetails
from recruit.domain.tags.model import TagDetails
from recruit.domain.tasks.model import TaskDetails
from recruit.domain.team.model import TeamRole
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from worlds import Organisation, new_email, new_organisation

TABLES = [table.name for table in metadata.sorted_tables]


@pytest.fixture(params=["as owner", "as superuser"])
async def connection(
    request: pytest.FixtureRequest, database: str, superusers_database: str
) -> AsyncIterator[asyncpg.Connection]:
    """A connection as the pool opens it, without a tenant."""
    as_owner = request.param == "as owner"
    url = (database if as_owner else superusers_database).replace("+asyncpg", "")
    found = await asyncpg.connect(url, server_settings={} if as_owner else {"role": APPLICATION_ROLE})
    yield found
    await found.close()


@pytest.fixture
async def ours(connection: asyncpg.Connection, database: str, superusers_database: str) -> Organisation:
    """An organisation with a row in every table, and several in two of them."""
    url = database if await connection.fetchval("SELECT current_database()") == "outside" else superusers_database
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as storage:
        found = await new_organisation(storage)
        candidate = await found.candidate()
        await found.application(job := await found.job(), candidate)
        user_id, now = found.actor.user_id, datetime.now(UTC)
        async with storage.transaction(found.actor.org_id) as work:
            await work.notes.add(
                NoteDetails(
                    candidate_id=candidate.id, author_user_id=user_id, text="x", mentions=(user_id,), created_at=now
                )
            )
            await work.tags.attach(candidate.id, (await work.tags.add(TagDetails(name="x"))).id)
            await work.tasks.add(TaskDetails(title="x"), created_by_user_id=user_id, now=now)
            await work.team.put(job.id, user_id, TeamRole.OWNER)
            await work.external_ids.put(RecordRef.of(candidate), [ExternalIdChange("x", "x")])
            await work.password_links.add(user_id, b"x", now)
            await work.outgoing_mail.add(
                NewMail(kind=MailKind.TASK, recipient="x", language="en", created_at=now, due_at=now)
            )
    await connection.execute(f"BEGIN; SET LOCAL app.org_id = '{found.actor.org_id}'")
    await connection.execute(
        "INSERT INTO match_logs (org_id, direction, user_id, job_id, candidate_id, score, reason, strategy, receipt,"
        " created_at) VALUES ($1, 'x', 1, 1, 1, 1, 'x', 'x', '{}', now())",
        found.actor.org_id,
    )
    await connection.execute(
        "INSERT INTO embeddings (org_id, model, text_hash, vector) VALUES ($1, 'x', '\\x00', '[1,2]')",
        found.actor.org_id,
    )
    await connection.execute(
        "INSERT INTO documents (org_id, candidate_id, filename, kind, size, sha256, hidden, warnings, created_at,"
        " content) VALUES ($1, $2, 'x', 'txt', 0, '', '[]', '[]', now(), '')",
        found.actor.org_id,
        candidate.id,
    )
    await connection.execute(
        "INSERT INTO profiles (org_id, candidate_id, skills, languages, education, positions, contacts)"
        " VALUES ($1, $2, '[]', '[]', '[]', '[]', '{}')",
        found.actor.org_id,
        candidate.id,
    )
    await connection.execute(
        "WITH made AS (INSERT INTO imports (org_id, kind, filename, dry_run, create_duplicates, warnings, total,"
        " created_by_user_id, created_at) VALUES ($1, 'csv', 'x', true, true, '[]', 1, $2, now()) RETURNING org_id, id)"
        " INSERT INTO import_items (org_id, import_id, number, status, deflated, digest)"
        " SELECT org_id, id, 1, 'queued', false, '' FROM made",
        found.actor.org_id,
        found.actor.user_id,
    )
    await connection.execute(
        "WITH begun AS (INSERT INTO conversations (org_id, user_id, state, created_at, updated_at)"
        " VALUES ($1, $2, '{}', now(), now()) RETURNING id)"
        " INSERT INTO messages (org_id, conversation_id, role, text, tools, created_at)"
        " SELECT $1, id, 'user', 'x', '[]', now() FROM begun",
        found.actor.org_id,
        found.actor.user_id,
    )
    await connection.execute(
        "INSERT INTO actions (org_id, user_id, stage, calls, writes, at) VALUES ($1, $2, 'done', '[]', '[]', now())",
        found.actor.org_id,
        found.actor.user_id,
    )
    await connection.execute(
        "INSERT INTO sign_ins (org_id, user_id, expires_at) VALUES ($1, $2, now())",
        found.actor.org_id,
        found.actor.user_id,
    )
    await connection.execute(
        "INSERT INTO second_factors (org_id, user_id, kind, name, secret, counter, created_at)"
        " VALUES ($1, $2, 'recovery_code', '', '', 0, now())",
        found.actor.org_id,
        found.actor.user_id,
    )
    await connection.execute(
        "INSERT INTO identities (org_id, user_id, issuer, subject, created_at) VALUES ($1, $2, 'x', 'x', now())",
        found.actor.org_id,
        found.actor.user_id,
    )
    await connection.execute(
        "INSERT INTO directory_accounts (org_id, user_id, user_name, user_name_key, email, email_key, created_at,"
        " changed_at) VALUES ($1, $2, 'x', 'x', 'x', 'x', now(), now())",
        found.actor.org_id,
        found.actor.user_id,
    )
    await connection.execute(
        "WITH made AS (INSERT INTO directory_groups (org_id, name, created_at, changed_at)"
        " VALUES ($1, 'x', now(), now()) RETURNING org_id, id)"
        " INSERT INTO directory_members (org_id, group_id, user_id) SELECT org_id, id, $2 FROM made",
        found.actor.org_id,
        found.actor.user_id,
    )
    await connection.execute(
        "INSERT INTO api_keys (org_id, name, scopes, digest, created_by_user_id, created_at)"
        " VALUES ($1, 'x', '[]', '', $2, now())",
        found.actor.org_id,
        found.actor.user_id,
    )
    await connection.execute(
        "INSERT INTO invitations (org_id, email, email_key, role, digest, invited_by_user_id, created_at, expires_at)"
        " VALUES ($1, 'x', 'x', 'viewer', '', $2, now(), now())",
        found.actor.org_id,
        found.actor.user_id,
    )
    await connection.execute(
        "INSERT INTO keyed_requests (org_id, user_id, key, begun_at) VALUES ($1, $2, 'x', now())",
        found.actor.org_id,
        found.actor.user_id,
    )
    await connection.execute(
        "INSERT INTO erasures (org_id, at, kind, candidate_ids, counts, identified_by)"
        " VALUES ($1, now(), 'user', '[]', '{}', '[]')",
        found.actor.org_id,
    )
    await connection.execute(
        "WITH made AS (INSERT INTO webhooks (org_id, url, event_types, is_active, created_by_user_id, created_at,"
        " secret, cursor) VALUES ($1, 'x', '[]', true, $2, now(), 'x', 0) RETURNING org_id, id)"
        " INSERT INTO webhook_deliveries (org_id, webhook_id, message_id, type, request_body, due_at, attempt, entity)"
        " SELECT org_id, id, '1', 'x', '{}', now(), 1, 'job' FROM made",
        found.actor.org_id,
        found.actor.user_id,
    )
    for table, owner in (("candidate_texts", "candidate"), ("job_texts", "job")):
        await connection.execute(
            f"INSERT INTO {table} (org_id, {owner}_id) SELECT org_id, id FROM {owner}s WHERE org_id = $1 LIMIT 1",
            found.actor.org_id,
        )
    await connection.execute(
        "INSERT INTO postponed_texts (org_id, source, record_id) VALUES ($1, 'job', 1)", found.actor.org_id
    )
    await connection.execute(
        "INSERT INTO saved_searches (org_id, user_id, name, kind, query, shared, created_at, updated_at)"
        " VALUES ($1, $2, 'x', 'jobs', '{}', false, now(), now())",
        found.actor.org_id,
        found.actor.user_id,
    )
    await connection.execute(
        "INSERT INTO pipeline_templates (org_id, name, is_default, stages) VALUES ($1, 'x', false, '[]')",
        found.actor.org_id,
    )
    await connection.execute(
        "INSERT INTO rejection_reasons (org_id, name, type, archived) VALUES ($1, 'x', 'other', false)",
        found.actor.org_id,
    )
    await connection.execute("INSERT INTO demo_records (org_id) VALUES ($1)", found.actor.org_id)
    await connection.execute("COMMIT")
    return found


async def test_every_table_forces_row_level_security(connection: asyncpg.Connection) -> None:
    rows = await connection.fetch(
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'"
    )
    assert {row["relname"] for row in rows} == set(TABLES)
    assert all(row["relrowsecurity"] and row["relforcerowsecurity"] for row in rows)


async def test_a_query_without_a_tenant_sees_no_row(connection: asyncpg.Connection, ours: Organisation) -> None:
    with every_case() as case:
        for table in TABLES:
            with case(table):
                count = f"SELECT count(*) FROM {table}"
                assert await connection.fetchval(count) == 0
                async with connection.transaction():
                    await connection.execute(f"SET LOCAL app.org_id = '{ours.actor.org_id}'")
                    found = await connection.fetchval(count)
                    assert found == 1 or (table in {"audit", "stages"} and found > 1)
                assert await connection.fetchval(count) == 0, "the tenant outlived its transaction"


async def test_a_hand_written_statement_touches_no_row_of_another_organisation(
    connection: asyncpg.Connection, ours: Organisation
) -> None:
    with every_case() as case:
        for table in set(TABLES) - {"audit"}:
            key = "id" if table == "organisations" else "org_id"
            with case(table):
                async with connection.transaction():
                    await connection.execute(f"SET LOCAL app.org_id = '{ours.actor.org_id + 1_000_000}'")
                    assert (
                        await connection.execute(f"DELETE FROM {table} WHERE {key} = {ours.actor.org_id}") == "DELETE 0"
                    )
                    assert await connection.execute(f"UPDATE {table} SET {key} = {key}") == "UPDATE 0"


async def test_a_hand_written_statement_touches_no_entry_of_another_organisations_audit_log(
    connection: asyncpg.Connection, ours: Organisation
) -> None:
    async with connection.transaction():
        await connection.execute(f"SET LOCAL app.org_id = '{ours.actor.org_id + 1_000_000}'")
        erased = await connection.execute(f"UPDATE audit SET after = NULL WHERE org_id = {ours.actor.org_id}")
        assert erased == "UPDATE 0"


async def test_a_hand_written_row_for_another_organisation_is_refused(
    connection: asyncpg.Connection, ours: Organisation
) -> None:
    for tenant in ("", str(ours.actor.org_id + 1_000_000)):
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            async with connection.transaction():
                await connection.execute(f"SET LOCAL app.org_id = '{tenant}'")
                await connection.execute(
                    "INSERT INTO candidates (org_id, full_name) VALUES ($1, 'x')", ours.actor.org_id
                )


async def test_features_and_vectors_of_another_organisation_are_refused(
    connection: asyncpg.Connection, ours: Organisation
) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
        async with connection.transaction():
            await connection.execute(f"SET LOCAL app.org_id = '{ours.actor.org_id + 1_000_000}'")
            await connection.execute(
                "INSERT INTO embeddings (org_id, model, text_hash, vector) VALUES ($1, 'y', '\\x00', '[1,2]')",
                ours.actor.org_id,
            )
    async with connection.transaction():
        await connection.execute(f"SET LOCAL app.org_id = '{ours.actor.org_id + 1_000_000}'")
        assert await connection.execute("UPDATE candidates SET engine = 1, features = '', text_hash = ''") == "UPDATE 0"


async def test_a_row_can_not_be_moved_to_another_organisation(
    connection: asyncpg.Connection, ours: Organisation
) -> None:
    with pytest.raises(asyncpg.PostgresError):
        async with connection.transaction():
            await connection.execute(f"SET LOCAL app.org_id = '{ours.actor.org_id}'")
            await connection.execute("UPDATE candidates SET org_id = org_id + 1")


async def test_a_login_sees_only_the_row_of_its_own_address(connection: asyncpg.Connection, ours: Organisation) -> None:
    async with connection.transaction():
        await connection.execute("SELECT set_config('app.email', $1, true)", new_email())
        assert await connection.fetch("SELECT * FROM credentials") == []
    async with connection.transaction():
        await connection.execute(f"SET LOCAL app.org_id = '{ours.actor.org_id}'")
        email = await connection.fetchval("SELECT email FROM credentials")
    async with connection.transaction():
        await connection.execute("SELECT set_config('app.email', $1, true)", email)
        assert [row["email"] for row in await connection.fetch("SELECT * FROM credentials")] == [email]
        assert await connection.execute("DELETE FROM credentials") == "DELETE 0"


async def test_background_work_sees_the_ids_of_organisations_and_no_other_row(
    connection: asyncpg.Connection, ours: Organisation
) -> None:
    assert await connection.fetch("SELECT id FROM organisations") == []
    async with connection.transaction():
        await connection.execute("SET LOCAL app.background = 'on'")
        assert ours.actor.org_id in [row["id"] for row in await connection.fetch("SELECT id FROM organisations")]
        for table in set(TABLES) - {"organisations"}:
            assert await connection.fetchval(f"SELECT count(*) FROM {table}") == 0, table
    assert await connection.fetch("SELECT id FROM organisations") == [], "it outlived its transaction"


async def test_the_search_for_active_webhooks_sees_them_and_no_other_row(
    connection: asyncpg.Connection, ours: Organisation
) -> None:
    async with connection.transaction():
        await connection.execute("SET LOCAL app.sending = 'on'")
        assert ours.actor.org_id in [row["org_id"] for row in await connection.fetch("SELECT org_id FROM webhooks")]
        assert await connection.fetchval("SELECT bool_and(is_active) FROM webhooks")
        for table in set(TABLES) - {"webhooks"}:
            assert await connection.fetchval(f"SELECT count(*) FROM {table}") == 0, table
        assert await connection.execute("UPDATE webhooks SET url = 'y'") == "UPDATE 0"
        assert await connection.execute("DELETE FROM webhooks") == "DELETE 0"
    assert await connection.fetch("SELECT org_id FROM webhooks") == [], "it outlived its transaction"


@pytest.mark.usefixtures("ours")
async def test_background_work_cannot_change_an_organisation(connection: asyncpg.Connection) -> None:
    async with connection.transaction():
        await connection.execute("SET LOCAL app.background = 'on'")
        assert await connection.execute("UPDATE organisations SET name = 'x'") == "UPDATE 0"
        assert await connection.execute("DELETE FROM organisations") == "DELETE 0"
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
        async with connection.transaction():
            await connection.execute("SET LOCAL app.background = 'on'")
            await connection.execute("INSERT INTO organisations (name) VALUES ('x')")
