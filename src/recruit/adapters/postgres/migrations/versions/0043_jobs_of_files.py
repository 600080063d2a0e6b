"""Jobs for which the people of an archive's résumés apply."""

from alembic import op

revision = "0043"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty for existing items and for rows of tables, whose content names their job."""
    op.execute("ALTER TABLE import_items ADD COLUMN job_id bigint")


def downgrade() -> None:
    """Drop the column; the applications stay."""
    op.execute("ALTER TABLE import_items DROP COLUMN job_id")
