"""Conversations with the agent, its actions, and the time since when an application has had its status."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"
TABLES = {
    "conversations": """
        CREATE TABLE conversations (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            user_id bigint NOT NULL,
            state jsonb NOT NULL,
            created_at timestamptz NOT NULL,
            updated_at timestamptz NOT NULL,
            CONSTRAINT conversations_pkey PRIMARY KEY (org_id, id)
        )""",
    "messages": """
        CREATE TABLE messages (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            conversation_id bigint NOT NULL,
            role text NOT NULL,
            text text NOT NULL,
            tools jsonb NOT NULL,
            created_at timestamptz NOT NULL,
            CONSTRAINT messages_pkey PRIMARY KEY (org_id, id)
        )""",
    "actions": """
        CREATE TABLE actions (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            user_id bigint NOT NULL,
            conversation_id bigint,
            stage text NOT NULL,
            calls jsonb NOT NULL,
            token text,
            writes jsonb NOT NULL,
            at timestamptz NOT NULL,
            CONSTRAINT actions_pkey PRIMARY KEY (org_id, id)
        )""",
}
FOREIGN_KEYS = [
    (
        "conversations",
        "conversations_user_fkey",
        "(org_id, user_id) REFERENCES users (org_id, id) ON DELETE CASCADE",
    ),
    (
        "messages",
        "messages_conversation_fkey",
        "(org_id, conversation_id) REFERENCES conversations (org_id, id) ON DELETE CASCADE",
    ),
    ("actions", "actions_org_fkey", "(org_id) REFERENCES organisations (id) ON DELETE CASCADE"),
]
INDEXES = [
    "CREATE INDEX conversations_user_idx ON conversations (org_id, user_id, id)",
    "CREATE INDEX messages_conversation_idx ON messages (org_id, conversation_id, id)",
    "CREATE INDEX actions_conversation_idx ON actions (org_id, user_id, conversation_id, id)",
    "CREATE INDEX actions_outside_idx ON actions (org_id, user_id, id) WHERE conversation_id IS NULL",
    "CREATE INDEX actions_token_idx ON actions (org_id, token)",
    "CREATE INDEX applications_status_idx ON applications (org_id, status, id)",
    "CREATE INDEX applications_waiting_idx ON applications (org_id, status_since, id)",
]


def upgrade() -> None:
    """Create the tables with their policies, and add the times of statuses."""
    for name, table in TABLES.items():
        op.execute(table)
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant ON {name} USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
    for name, constraint, definition in FOREIGN_KEYS:
        op.execute(f"ALTER TABLE {name} ADD CONSTRAINT {constraint} FOREIGN KEY {definition}")
    op.execute("ALTER TABLE applications ADD COLUMN status_since timestamptz NOT NULL DEFAULT now()")
    # The times of existing rows are unknown. The owner sees these rows only while the policies are suspended.
    op.execute("ALTER TABLE applications NO FORCE ROW LEVEL SECURITY")
    op.execute("UPDATE applications SET status_since = created_at")
    op.execute("ALTER TABLE applications FORCE ROW LEVEL SECURITY")
    for index in INDEXES:
        op.execute(index)


def downgrade() -> None:
    """Drop the tables and the column."""
    op.execute("DROP INDEX applications_waiting_idx")
    op.execute("DROP INDEX applications_status_idx")
    op.execute("ALTER TABLE applications DROP COLUMN status_since")
    for name in ("messages", "actions", "conversations"):
        op.execute(f"DROP TABLE {name}")
