"""API keys."""

from alembic import op

revision = "0011"
down_revision = "0010"
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
        CREATE TABLE api_keys (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            name text NOT NULL,
            scopes jsonb NOT NULL,
            digest bytea NOT NULL,
            created_by_user_id bigint NOT NULL,
            created_at timestamptz NOT NULL,
            expires_at timestamptz,
            last_used_at timestamptz,
            CONSTRAINT api_keys_pkey PRIMARY KEY (org_id, id)
        )
    """)
    op.execute("ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE api_keys FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON api_keys USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
    op.execute("""
        ALTER TABLE api_keys ADD CONSTRAINT api_keys_created_by_fkey
            FOREIGN KEY (org_id, created_by_user_id) REFERENCES users (org_id, id) ON DELETE CASCADE
    """)
    op.execute("CREATE INDEX api_keys_created_by_idx ON api_keys (org_id, created_by_user_id)")
    op.execute(f"ALTER TABLE api_keys SET ({', '.join(f'{setting} = {SHARE}' for setting in VACUUM)})")
    op.execute(f"ALTER TABLE api_keys ALTER COLUMN org_id SET (n_distinct = {ORGANISATIONS})")
    # Uses of a key aren't audited.
    op.execute("""
        CREATE TRIGGER audit AFTER INSERT OR UPDATE OF name, scopes, digest, created_by_user_id, expires_at OR DELETE
            ON api_keys FOR EACH ROW
            EXECUTE FUNCTION audit_entry('api_key', '{id,org_id,created_at,digest,last_used_at}', '')
    """)


def downgrade() -> None:
    """Drop the table."""
    op.execute("DROP TABLE api_keys")
