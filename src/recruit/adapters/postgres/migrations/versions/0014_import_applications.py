"""Applications created by items of imports."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty for existing items."""
    op.execute("ALTER TABLE import_items ADD COLUMN application_id bigint")


def downgrade() -> None:
    """Drop the column; the applications stay."""
    op.execute("ALTER TABLE import_items DROP COLUMN application_id")
