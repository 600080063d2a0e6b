"""Search: texts of candidates and jobs with an index of words, times of changes, and indexes for orders of lists."""

from collections.abc import Sequence
from typing import NamedTuple

from alembic import op
from sqlalchemy import text

from recruit.adapters.postgres.audit_triggers import watch
from recruit.domain.search.words import searchable

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"
SEARCHED = "(SELECT coalesce(nullif(current_setting('app.search', true), ''), '!''@''')::tsquery)"
"""The words of a search, or a condition that all rows meet."""

VACUUM = ("autovacuum_vacuum_scale_factor", "autovacuum_vacuum_insert_scale_factor")
SHARE = 0.02
ORGANISATIONS = 100
"""Both as for the other large tables: see 0006."""

BATCH = 1_000
"""Rows whose texts are computed at a time."""


class Texts(NamedTuple):
    """A table of texts: the table of its owners, the column with their id, and each part with its texts as an array."""

    name: str
    of: str
    owner: str
    parts: dict[str, str]
    empty_parts: Sequence[str] = ()


TEXTS = (
    Texts(
        "candidate_texts",
        "candidates",
        "candidate_id",
        {
            "fields": "ARRAY[full_name, headline, location, current_title, current_company, notes, linkedin_url,"
            " github_url, website_url]",
            "profile": """ARRAY(
                SELECT jsonb_array_elements_text(
                    jsonb_path_query_array(skills, '$[*].name') || jsonb_path_query_array(languages, '$[*].name')
                    || jsonb_path_query_array(education, '$[*].degree')
                    || jsonb_path_query_array(education, '$[*].school')
                    || jsonb_path_query_array(positions, '$[*].title')
                    || jsonb_path_query_array(positions, '$[*].company')
                    || jsonb_path_query_array(contacts, '$.emails[*]')
                    || jsonb_path_query_array(contacts, '$.phones[*]'))
                FROM profiles WHERE (profiles.org_id, profiles.candidate_id) = (owner.org_id, owner.id)
            )""",
        },
        empty_parts=["documents"],
    ),
    Texts(
        "job_texts",
        "jobs",
        "job_id",
        {
            "fields": "ARRAY[title, department, location, employment_type, remote_option, description]"
            " || ARRAY(SELECT jsonb_array_elements_text(required_skills || nice_to_have_skills))"
        },
    ),
)
"""A later change of the words that texts have must fill these tables again."""

INDEXES = (
    "jobs_name_idx ON jobs (org_id, title_folded, id)",
    "jobs_activity_idx ON jobs (org_id, activity_at, id)",
    "candidates_name_idx ON candidates (org_id, full_name_folded, id)",
    "candidates_activity_idx ON candidates (org_id, activity_at, id)",
    "documents_unread_idx ON documents (org_id, id) WHERE text IS NULL",
)
READ = ("candidates", "profiles", "jobs", "applications", "audit")
"""Tables that the migration reads, whose policies would hide the rows from the owner."""

LAST_CHANGES = """
    UPDATE {of} SET changed_at = greatest({of}.changed_at, found.changed), activity_at = greatest({of}.activity_at,
        found.active)
    FROM ({found}) found
    WHERE ({of}.org_id, {of}.id) = (found.org_id, found.id) AND found.active > {of}.created_at
"""
OF_CANDIDATES = """
    SELECT org_id, candidate_id AS id, max(at) FILTER (WHERE entity IN ('candidate', 'profile')) AS changed,
        max(at) AS active
    FROM audit WHERE candidate_id IS NOT NULL AND action IN ('insert', 'update', 'delete', 'merge')
    GROUP BY org_id, candidate_id
"""
OF_JOBS = """
    SELECT org_id, id, max(changed) AS changed, max(active) AS active
    FROM (
        SELECT org_id, entity_id AS id, at AS changed, at AS active FROM audit
        WHERE entity = 'job' AND action = 'update'
        UNION ALL SELECT org_id, job_id, NULL, status_since FROM applications
    ) entries GROUP BY org_id, id
"""

OF = "candidate_id, filename, kind, pages, size, sha256, hidden, warnings, fields"
"""Columns of documents whose changes are audited."""


def upgrade() -> None:
    """Create the tables, columns and indexes, and fill them."""
    for table in READ:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    for of, found in (("candidates", OF_CANDIDATES), ("jobs", OF_JOBS)):
        _add_times(of)
        op.execute(LAST_CHANGES.format(of=of, found=found))
    for texts in TEXTS:
        _create(texts)
        _fill(texts)
        _protect(texts)
    for table in READ:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE documents ADD COLUMN text text")
    watch("documents", f" OF {OF}", "audit_entry('document', '{id,org_id,created_at,content,text}', '')")
    _create_saved_searches()
    for index in INDEXES:
        op.execute(f"CREATE INDEX {index}")
    op.execute("DROP INDEX applications_status_idx")
    op.execute(
        "CREATE INDEX applications_status_idx ON applications (org_id, status, id) INCLUDE (candidate_id, job_id)"
    )


def _add_times(table: str) -> None:
    """Add the times of the last change and the last activity. They begin as the time of the creation."""
    names = ("changed_at", "activity_at")
    added = (f"ADD COLUMN {name} timestamptz NOT NULL DEFAULT now()" for name in names)
    op.execute(f"ALTER TABLE {table} {', '.join(added)}")
    rewritten = (f"ALTER COLUMN {name} TYPE timestamptz USING created_at" for name in names)
    op.execute(f"ALTER TABLE {table} {', '.join(rewritten)}")


def _create(texts: Texts) -> None:
    parts = (*texts.parts, *texts.empty_parts)
    columns = ", ".join(f"{part} text NOT NULL DEFAULT ''" for part in parts)
    joined = " || ".join(f"{part} || ' '" for part in parts)
    op.execute(f"""
        CREATE TABLE {texts.name} (
            org_id bigint NOT NULL,
            {texts.owner} bigint NOT NULL,
            {columns},
            words tsvector NOT NULL GENERATED ALWAYS AS (({joined} || '@' || org_id)::tsvector) STORED
        )
    """)


def _fill(texts: Texts) -> None:
    """Compute the texts of all rows, batch by batch."""
    connection, place = op.get_bind(), {"org_id": 0, "id": 0}
    arrays = ", ".join(texts.parts.values())
    lists = ", ".join(f"CAST(:{part} AS text[])" for part in texts.parts)
    rows = text(f"""
        SELECT org_id, id, {arrays} FROM {texts.of} owner
        WHERE (org_id, id) > (:org_id, :id) ORDER BY org_id, id LIMIT {BATCH}
    """)  # noqa: S608 - our own names
    insert = text(f"""
        INSERT INTO {texts.name} (org_id, {texts.owner}, {", ".join(texts.parts)})
        SELECT * FROM unnest(CAST(:org_ids AS bigint[]), CAST(:ids AS bigint[]), {lists})
    """)  # noqa: S608 - our own names
    while found := connection.execute(rows, place).all():
        org_ids, ids, *parts = zip(*found, strict=True)
        values = {name: list(map(searchable, part)) for name, part in zip(texts.parts, parts, strict=True)}
        connection.execute(insert, {"org_ids": list(org_ids), "ids": list(ids), **values})
        place = {"org_id": org_ids[-1], "id": ids[-1]}


def _protect(texts: Texts) -> None:
    """Add the keys, the index and the policies, after the rows: that is faster."""
    name, owner = texts.name, texts.owner
    op.execute(f"ALTER TABLE {name} ADD CONSTRAINT {name}_pkey PRIMARY KEY (org_id, {owner})")
    op.execute(f"""
        ALTER TABLE {name} ADD CONSTRAINT {name}_{owner.removesuffix("_id")}_fkey
            FOREIGN KEY (org_id, {owner}) REFERENCES {texts.of} (org_id, id) ON DELETE CASCADE
    """)
    op.execute(f"CREATE INDEX {name}_words_idx ON {name} USING gin (words)")
    op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON {name} USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
    op.execute(f"CREATE POLICY searched ON {name} AS RESTRICTIVE FOR SELECT USING (words @@ {SEARCHED})")
    op.execute(f"ALTER TABLE {name} SET ({', '.join(f'{setting} = {SHARE}' for setting in VACUUM)})")
    op.execute(f"ALTER TABLE {name} ALTER COLUMN org_id SET (n_distinct = {ORGANISATIONS})")


def _create_saved_searches() -> None:
    op.execute("""
        CREATE TABLE saved_searches (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            user_id bigint NOT NULL,
            name text NOT NULL,
            kind text NOT NULL,
            query jsonb NOT NULL,
            shared boolean NOT NULL,
            created_at timestamptz NOT NULL,
            updated_at timestamptz NOT NULL,
            CONSTRAINT saved_searches_pkey PRIMARY KEY (org_id, id),
            CONSTRAINT saved_searches_user_fkey FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
                ON DELETE CASCADE
        )
    """)
    op.execute("CREATE INDEX saved_searches_user_idx ON saved_searches (org_id, user_id, id)")
    op.execute("ALTER TABLE saved_searches ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE saved_searches FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON saved_searches USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
    watch("saved_searches", "", "audit_entry('saved_search', '{id,org_id,created_at,updated_at}', 'name,query')")


def downgrade() -> None:
    """Undo the upgrade."""
    for index in INDEXES:
        op.execute(f"DROP INDEX {index.split()[0]}")
    op.execute("DROP INDEX applications_status_idx")
    op.execute("CREATE INDEX applications_status_idx ON applications (org_id, status, id)")
    watch("documents", "", "audit_entry('document', '{id,org_id,created_at,content}', '')")
    op.execute("ALTER TABLE documents DROP COLUMN text")
    op.execute("DROP TABLE saved_searches")
    for texts in TEXTS:
        op.execute(f"DROP TABLE {texts.name}")
        op.execute(f"ALTER TABLE {texts.of} DROP COLUMN changed_at, DROP COLUMN activity_at")
