"""Second factors of users, and whether an organisation requires them."""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"
VACUUM = ("autovacuum_vacuum_scale_factor", "autovacuum_vacuum_insert_scale_factor")
SHARE = 0.02
ORGANISATIONS = 100
"""Both as for the other large tables: see 0006."""


def upgrade() -> None:
    """Create the table with its policy and its audit trigger, and add the setting, which is off."""
    op.execute("""
        CREATE TABLE second_factors (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            user_id bigint NOT NULL,
            kind text NOT NULL,
            name text NOT NULL,
            secret bytea NOT NULL,
            counter bigint NOT NULL,
            credential_id bytea,
            created_at timestamptz NOT NULL,
            used_at timestamptz,
            CONSTRAINT second_factors_pkey PRIMARY KEY (org_id, id)
        )
    """)
    op.execute("ALTER TABLE second_factors ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE second_factors FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON second_factors USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
    op.execute("""
        ALTER TABLE second_factors ADD CONSTRAINT second_factors_user_fkey
            FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id) ON DELETE CASCADE
    """)
    op.execute("CREATE INDEX second_factors_user_idx ON second_factors (org_id, user_id, id)")
    op.execute("CREATE UNIQUE INDEX second_factors_totp_key ON second_factors (org_id, user_id) WHERE kind = 'totp'")
    op.execute("CREATE UNIQUE INDEX second_factors_credential_key ON second_factors (org_id, credential_id)")
    op.execute(f"ALTER TABLE second_factors SET ({', '.join(f'{setting} = {SHARE}' for setting in VACUUM)})")
    op.execute(f"ALTER TABLE second_factors ALTER COLUMN org_id SET (n_distinct = {ORGANISATIONS})")
    op.execute("""
        CREATE TRIGGER audit AFTER INSERT OR UPDATE OF name, used_at OR DELETE ON second_factors FOR EACH ROW
            EXECUTE FUNCTION audit_entry('second_factor', '{id,org_id,created_at,secret,counter,credential_id}', '')
    """)
    op.execute("ALTER TABLE organisations ADD COLUMN requires_second_factor boolean NOT NULL DEFAULT false")
    _audit_organisations("name, requires_second_factor")


def downgrade() -> None:
    """Drop the table and the setting."""
    _audit_organisations("name")
    op.execute("ALTER TABLE organisations DROP COLUMN requires_second_factor")
    op.execute("DROP TABLE second_factors")


def _audit_organisations(columns: str) -> None:
    op.execute(
        f"CREATE OR REPLACE TRIGGER audit AFTER INSERT OR UPDATE OF {columns} OR DELETE ON organisations FOR EACH ROW"
        " EXECUTE FUNCTION audit_entry('organisation', '{id,org_id,created_at}', '')"
    )
