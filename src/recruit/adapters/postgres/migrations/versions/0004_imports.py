"""Bulk imports and their items."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = [
    """
    CREATE TABLE imports (
        org_id bigint NOT NULL,
        id bigint GENERATED ALWAYS AS IDENTITY,
        kind text NOT NULL,
        filename text NOT NULL,
        dry_run boolean NOT NULL,
        create_duplicates boolean NOT NULL,
        notes text,
        warnings jsonb NOT NULL,
        total integer NOT NULL,
        created_by_user_id bigint NOT NULL,
        created_at timestamptz NOT NULL,
        status text NOT NULL DEFAULT 'queued',
        created integer NOT NULL DEFAULT 0,
        valid integer NOT NULL DEFAULT 0,
        duplicates integer NOT NULL DEFAULT 0,
        failed integer NOT NULL DEFAULT 0,
        CONSTRAINT imports_pkey PRIMARY KEY (org_id, id)
    )""",
    """
    CREATE TABLE import_items (
        org_id bigint NOT NULL,
        import_id bigint NOT NULL,
        number integer NOT NULL,
        name text,
        status text NOT NULL,
        candidate_id bigint,
        error text,
        warnings jsonb NOT NULL DEFAULT '[]',
        preview jsonb,
        content bytea STORAGE EXTERNAL,
        deflated boolean NOT NULL,
        digest bytea NOT NULL,
        CONSTRAINT import_items_pkey PRIMARY KEY (org_id, import_id, number)
    )""",
]
BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"
FOREIGN_KEYS = [
    ("imports", "imports_created_by_fkey", "(org_id, created_by_user_id) REFERENCES users (org_id, id)"),
    (
        "import_items",
        "import_items_import_fkey",
        "(org_id, import_id) REFERENCES imports (org_id, id) ON DELETE CASCADE",
    ),
]
INDEXES = [
    "CREATE INDEX imports_created_by_idx ON imports (org_id, created_by_user_id)",
    "CREATE INDEX import_items_digest_idx ON import_items (org_id, digest)",
    "CREATE INDEX import_items_status_idx ON import_items (org_id, import_id, status, number)",
]


def upgrade() -> None:
    """Create the tables with their policies, then the foreign keys."""
    for table in TABLES:
        op.execute(table)
    for name in ("imports", "import_items"):
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant ON {name} USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
    for name, constraint, definition in FOREIGN_KEYS:
        op.execute(f"ALTER TABLE {name} ADD CONSTRAINT {constraint} FOREIGN KEY {definition}")
    for index in INDEXES:
        op.execute(index)


def downgrade() -> None:
    """Drop the tables."""
    op.execute("DROP TABLE import_items")
    op.execute("DROP TABLE imports")
