"""Moves that take others back."""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

UNDOES_ID = "nullif(split_part(current_setting('app.origin', true), ' ', 8), '')::bigint"


def upgrade() -> None:
    """Add the column and its index. Moves that were undone before go on counting."""
    op.execute("ALTER TABLE audit ADD COLUMN undoes_id bigint")
    op.execute(f"ALTER TABLE audit ALTER COLUMN undoes_id SET DEFAULT {UNDOES_ID}")  # not for present rows
    op.execute(
        "CREATE INDEX audit_undo_idx ON audit (org_id, job_id) INCLUDE (id, undoes_id)"
        " WHERE entity = 'application' AND undoes_id IS NOT NULL"
    )


def downgrade() -> None:
    """Drop the column and its index."""
    op.execute("ALTER TABLE audit DROP COLUMN undoes_id")
