"""Indexes of timelines and reports."""

from alembic import op

revision = "0025"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the indexes."""
    op.execute("CREATE INDEX actions_time_idx ON actions (org_id, at)")
    op.execute(
        "CREATE INDEX audit_stage_idx ON audit (org_id, job_id, entity_id, id) INCLUDE (at, action, stage, cause_id)"
        " WHERE entity = 'application' AND (stage IS NOT NULL OR action = 'delete')"
    )


def downgrade() -> None:
    """Drop the indexes."""
    op.execute("DROP INDEX audit_stage_idx")
    op.execute("DROP INDEX actions_time_idx")
