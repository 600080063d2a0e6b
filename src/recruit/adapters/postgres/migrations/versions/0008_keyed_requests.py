"""Requests with an idempotency key, and their responses."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"
VACUUM = ("autovacuum_vacuum_scale_factor", "autovacuum_vacuum_insert_scale_factor")
SHARE = 0.02
ORGANISATIONS = 100
"""Both as for the other large tables: see 0006."""


def upgrade() -> None:
    """Create the table with its policy."""
    op.execute("""
        CREATE TABLE keyed_requests (
            org_id bigint NOT NULL,
            user_id bigint NOT NULL,
            key text NOT NULL,
            begun_at timestamptz NOT NULL,
            fingerprint bytea,
            status integer,
            headers jsonb,
            body bytea,
            CONSTRAINT keyed_requests_pkey PRIMARY KEY (org_id, user_id, key)
        )
    """)
    op.execute("ALTER TABLE keyed_requests ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE keyed_requests FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON keyed_requests USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
    op.execute("""
        ALTER TABLE keyed_requests ADD CONSTRAINT keyed_requests_user_fkey
            FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id) ON DELETE CASCADE
    """)
    op.execute("CREATE INDEX keyed_requests_begun_idx ON keyed_requests (org_id, begun_at)")
    op.execute(f"ALTER TABLE keyed_requests SET ({', '.join(f'{setting} = {SHARE}' for setting in VACUUM)})")
    op.execute(f"ALTER TABLE keyed_requests ALTER COLUMN org_id SET (n_distinct = {ORGANISATIONS})")


def downgrade() -> None:
    """Drop the table."""
    op.execute("DROP TABLE keyed_requests")
