"""Indexes of timelines and reports."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

INDEXES = {
    "actions_time_idx": "actions (org_id, at)",
    "audit_stage_idx": (
        "audit (org_id, job_id, entity_id, id) INCLUDE (at, action, stage)"
        " WHERE entity = 'application' AND stage IS NOT NULL"
    ),
    "audit_deletion_idx": "audit (org_id, job_id) WHERE entity = 'application' AND action = 'delete'",
}


def upgrade() -> None:
    """Create the indexes."""
    for name, definition in INDEXES.items():
        op.execute(f"CREATE INDEX {name} ON {definition}")


def downgrade() -> None:
    """Drop the indexes."""
    for name in INDEXES:
        op.execute(f"DROP INDEX {name}")
