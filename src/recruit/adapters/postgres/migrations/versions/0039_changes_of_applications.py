"""The time of the last change of applications. Earlier ones have none until they change."""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column without a default, which would be the time of the migration, and then the default."""
    op.execute("ALTER TABLE applications ADD COLUMN changed_at timestamptz")
    op.execute("ALTER TABLE applications ALTER COLUMN changed_at SET DEFAULT now()")


def downgrade() -> None:
    """Drop the column."""
    op.execute("ALTER TABLE applications DROP COLUMN changed_at")
