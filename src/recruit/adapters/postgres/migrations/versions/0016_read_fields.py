"""Read fields: a candidate's fields as a résumé was read, with how sure each is, kept with profiles and documents."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLES = ("profiles", "documents")


def upgrade() -> None:
    """Add the columns. What was uploaded before has none."""
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ADD COLUMN fields jsonb NOT NULL DEFAULT '[]'")


def downgrade() -> None:
    """Drop them."""
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} DROP COLUMN fields")
