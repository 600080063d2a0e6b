"""Fields read from a résumé, with their confidence, stored with profiles and documents."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLES = ("profiles", "documents")


def upgrade() -> None:
    """Add the columns, empty for existing rows."""
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ADD COLUMN fields jsonb NOT NULL DEFAULT '[]'")


def downgrade() -> None:
    """Drop the columns."""
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} DROP COLUMN fields")
