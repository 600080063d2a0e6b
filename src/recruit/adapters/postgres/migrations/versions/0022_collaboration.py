"""Notes, tags, tasks and hiring teams."""

from alembic import op

from recruit.adapters.postgres.audit_triggers import entry_function, watch

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"
VACUUM = ("autovacuum_vacuum_scale_factor", "autovacuum_vacuum_insert_scale_factor")
SHARE = 0.02
ORGANISATIONS = 100
"""Both as for the other large tables: see 0006."""

CAUSE = {"cause_id": "said[6]::bigint"}
NOTE = ("candidate_id", "application_id", "author_user_id", "key_id", "text", "visibility", "mentions", "edited_at")
ID = """
    org_id bigint NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
"""
TABLES = {
    "notes": f"""
        {ID}
        candidate_id bigint NOT NULL,
        application_id bigint,
        author_user_id bigint,
        key_id bigint,
        text text NOT NULL,
        visibility text NOT NULL,
        mentions jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        edited_at timestamptz
    """,
    "unread_mentions": f"{ID} note_id bigint NOT NULL, user_id bigint NOT NULL",
    "tags": f"""
        {ID}
        name text NOT NULL,
        colour text,
        created_at timestamptz NOT NULL DEFAULT now(),
        name_folded text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name COLLATE pg_c_utf8)) STORED
    """,
    "candidate_tags": f"""
        {ID}
        candidate_id bigint NOT NULL,
        tag_id bigint NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
    """,
    "tasks": f"""
        {ID}
        title text NOT NULL,
        due_at timestamptz,
        assignee_user_id bigint,
        candidate_id bigint,
        job_id bigint,
        application_id bigint,
        created_by_user_id bigint NOT NULL,
        created_at timestamptz NOT NULL,
        done_at timestamptz,
        done_by_user_id bigint
    """,
    "team_members": f"""
        {ID}
        job_id bigint NOT NULL,
        user_id bigint NOT NULL,
        role text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
    """,
}
FOREIGN_KEYS = (
    ("notes", "candidate", "candidate_id", "candidates", " ON DELETE CASCADE"),
    ("notes", "application", "application_id", "applications", " ON DELETE CASCADE"),
    ("notes", "author", "author_user_id", "users", ""),
    ("unread_mentions", "note", "note_id", "notes", " ON DELETE CASCADE"),
    ("unread_mentions", "user", "user_id", "users", " ON DELETE CASCADE"),
    ("candidate_tags", "candidate", "candidate_id", "candidates", " ON DELETE CASCADE"),
    ("candidate_tags", "tag", "tag_id", "tags", " ON DELETE CASCADE"),
    ("tasks", "assignee", "assignee_user_id", "users", ""),
    ("tasks", "candidate", "candidate_id", "candidates", " ON DELETE CASCADE"),
    ("tasks", "job", "job_id", "jobs", " ON DELETE CASCADE"),
    ("tasks", "application", "application_id", "applications", " ON DELETE CASCADE"),
    ("team_members", "job", "job_id", "jobs", " ON DELETE CASCADE"),
    ("team_members", "user", "user_id", "users", " ON DELETE CASCADE"),
)
"""Table, name of the key, column, table that it refers to, and what a deletion there does."""

INDEXES = (
    "INDEX notes_candidate_idx ON notes (org_id, candidate_id, id) INCLUDE (visibility)",
    "INDEX notes_application_idx ON notes (org_id, application_id, id) INCLUDE (visibility)",
    "INDEX notes_author_idx ON notes (org_id, author_user_id)",
    "UNIQUE INDEX unread_mentions_user_key ON unread_mentions (org_id, user_id, note_id)",
    "INDEX unread_mentions_note_idx ON unread_mentions (org_id, note_id)",
    "UNIQUE INDEX tags_name_key ON tags (org_id, name_folded)",
    "UNIQUE INDEX candidate_tags_pair_key ON candidate_tags (org_id, candidate_id, tag_id)",
    "INDEX candidate_tags_tag_idx ON candidate_tags (org_id, tag_id, candidate_id)",
    "INDEX tasks_assignee_idx ON tasks (org_id, assignee_user_id, id)",
    "INDEX tasks_open_idx ON tasks (org_id, assignee_user_id, due_at, id) WHERE done_at IS NULL",
    "INDEX tasks_candidate_idx ON tasks (org_id, candidate_id, id)",
    "INDEX tasks_job_idx ON tasks (org_id, job_id, id)",
    "INDEX tasks_application_idx ON tasks (org_id, application_id, id)",
    "UNIQUE INDEX team_members_pair_key ON team_members (org_id, job_id, user_id)",
    "UNIQUE INDEX team_members_owner_key ON team_members (org_id, job_id) WHERE role = 'owner'",
    "INDEX team_members_user_idx ON team_members (org_id, user_id, job_id)",
)
AUDITED = (("tags", "tag"), ("candidate_tags", "candidate_tag"), ("tasks", "task"), ("team_members", "team_member"))


def upgrade() -> None:
    """Create the tables with their policies and their audit triggers."""
    for table, columns in TABLES.items():
        op.execute(f"CREATE TABLE {table} ({columns}, CONSTRAINT {table}_pkey PRIMARY KEY (org_id, id))")
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant ON {table} USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
        op.execute(f"ALTER TABLE {table} SET ({', '.join(f'{setting} = {SHARE}' for setting in VACUUM)})")
        op.execute(f"ALTER TABLE {table} ALTER COLUMN org_id SET (n_distinct = {ORGANISATIONS})")
    for table in ("tags", "tasks"):
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_org_fkey FOREIGN KEY (org_id) REFERENCES organisations (id)"
            " ON DELETE CASCADE"
        )
    for table, name, column, target, rule in FOREIGN_KEYS:
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_{name}_fkey FOREIGN KEY (org_id, {column})"
            f" REFERENCES {target} (org_id, id){rule}"
        )
    for index in INDEXES:
        op.execute(f"CREATE {index}")
    # Entries of updates hold the visibility, too, so that readers of the log can leave out restricted notes.
    op.execute(entry_function("note", NOTE, "candidate_id", CAUSE, always=("visibility",)))
    watch("notes", "", "audit_note()")
    for table, entity in AUDITED:
        watch(table, "", f"audit_entry('{entity}', '{{id,org_id,created_at,name_folded}}', '')")


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION audit_note()")
