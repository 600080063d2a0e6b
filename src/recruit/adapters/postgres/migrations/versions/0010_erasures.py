"""Receipts of erasures."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"


def upgrade() -> None:
    """Create the table with its policy and its audit trigger."""
    op.execute("""
        CREATE TABLE erasures (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            at timestamptz NOT NULL,
            kind text NOT NULL,
            user_id bigint,
            candidate_ids jsonb NOT NULL,
            counts jsonb NOT NULL,
            identified_by jsonb NOT NULL,
            CONSTRAINT erasures_pkey PRIMARY KEY (org_id, id)
        )
    """)
    op.execute("ALTER TABLE erasures ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE erasures FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON erasures USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
    op.execute("""
        CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON erasures FOR EACH ROW
            EXECUTE FUNCTION audit_entry('erasure', '{id,org_id,identified_by}', '')
    """)


def downgrade() -> None:
    """Drop the table."""
    op.execute("DROP TABLE erasures")
