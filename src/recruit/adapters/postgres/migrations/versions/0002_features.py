"""Features of candidates and jobs, embedding vectors, and row versions, by which an index finds changed rows."""

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = ("jobs", "candidates")
HAS_EXTENSION = "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'vector')"
BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"


def upgrade() -> None:
    """Add the columns and their indexes, and the policy for the list of organisations."""
    for table in TABLES:
        op.execute(f"""
            ALTER TABLE {table}
                ADD COLUMN version bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
                ADD COLUMN engine integer,
                ADD COLUMN features bytea,
                ADD COLUMN text_hash bytea
        """)
        op.execute(f"CREATE INDEX {table}_version_idx ON {table} (org_id, version, id)")
        op.execute(f"CREATE INDEX {table}_engine_idx ON {table} (org_id, engine)")
    if op.get_bind().execute(text("SELECT to_regtype('halfvec')")).scalar() is None:
        op.execute(
            "CREATE EXTENSION IF NOT EXISTS vector"
        )  # on Citus an error for all but superusers, even if it exists
    op.execute("""
        CREATE TABLE embeddings (
            org_id bigint NOT NULL,
            model text NOT NULL,
            text_hash bytea NOT NULL,
            version bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
            vector halfvec NOT NULL,
            CONSTRAINT embeddings_pkey PRIMARY KEY (org_id, model, text_hash)
        )
    """)
    op.execute("ALTER TABLE embeddings ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE embeddings FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON embeddings USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
    op.execute("""
        ALTER TABLE embeddings ADD CONSTRAINT embeddings_org_fkey
            FOREIGN KEY (org_id) REFERENCES organisations (id) ON DELETE CASCADE
    """)
    op.execute("CREATE INDEX embeddings_version_idx ON embeddings (org_id, model, version, text_hash)")
    op.execute(
        "CREATE POLICY background ON organisations FOR SELECT USING (current_setting('app.background', true) = 'on')"
    )


def downgrade() -> None:
    """Drop the columns, the indexes and the policy."""
    op.execute("DROP POLICY background ON organisations")
    op.execute("DROP TABLE embeddings")
    for table in TABLES:
        op.execute(f"""
            ALTER TABLE {table}
                DROP COLUMN version, DROP COLUMN engine, DROP COLUMN features, DROP COLUMN text_hash
        """)
