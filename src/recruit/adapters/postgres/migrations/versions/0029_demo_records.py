"""Demo data: which jobs, candidates and tags belong to it."""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"
REFERENCES = (("job", "jobs"), ("candidate", "candidates"), ("tag", "tags"))


def upgrade() -> None:
    """Create the table with its policy."""
    op.execute("""
        CREATE TABLE demo_records (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            job_id bigint,
            candidate_id bigint,
            tag_id bigint,
            CONSTRAINT demo_records_pkey PRIMARY KEY (org_id, id)
        )
    """)
    for name, table in REFERENCES:
        op.execute(
            f"ALTER TABLE demo_records ADD CONSTRAINT demo_records_{name}_fkey FOREIGN KEY (org_id, {name}_id)"
            f" REFERENCES {table} (org_id, id) ON DELETE CASCADE"
        )
        op.execute(f"CREATE INDEX demo_records_{name}_idx ON demo_records (org_id, {name}_id)")
    op.execute("ALTER TABLE demo_records ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE demo_records FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON demo_records USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")


def downgrade() -> None:
    """Drop the table. Demo data stays."""
    op.execute("DROP TABLE demo_records")
