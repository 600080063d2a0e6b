"""Jobs for which the people of an archive's résumés apply, and jobs that an import created."""

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, empty for existing imports, and for rows of tables, whose content names their job."""
    op.execute("ALTER TABLE import_items ADD COLUMN job_id bigint")
    op.execute("ALTER TABLE imports ADD COLUMN created_job_ids jsonb NOT NULL DEFAULT '[]'")


def downgrade() -> None:
    """Drop the columns; applications and jobs stay."""
    op.execute("ALTER TABLE imports DROP COLUMN created_job_ids")
    op.execute("ALTER TABLE import_items DROP COLUMN job_id")
