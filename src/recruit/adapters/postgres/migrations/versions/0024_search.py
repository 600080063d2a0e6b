"""Search: texts of documents, times of changes, indexes for orders of lists, and saved searches."""

from alembic import op

from recruit.adapters.postgres.audit_triggers import watch

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"
INDEXES = (
    "jobs_name_idx ON jobs (org_id, title_folded, id)",
    "jobs_activity_idx ON jobs (org_id, activity_at, id)",
    "candidates_name_idx ON candidates (org_id, full_name_folded, id)",
    "candidates_activity_idx ON candidates (org_id, activity_at, id)",
    "documents_unread_idx ON documents (org_id, id) WHERE text IS NULL",
)
READ = ("candidates", "jobs", "applications", "audit")
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
    for table in ("candidates", "jobs"):
        op.execute(f"ALTER TABLE {table} DROP COLUMN changed_at, DROP COLUMN activity_at")
