"""Salts of audit entries from the insert on, so that entries outside the chain get the same hash after a restore."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Generate a salt for each new entry. Existing entries outside the chain get theirs when they are chained."""
    op.execute("ALTER TABLE audit ALTER COLUMN salt SET DEFAULT encode(uuid_send(gen_random_uuid()), 'hex')")


def downgrade() -> None:
    """Drop the default: the earlier version replaces the salts of entries that it chains."""
    op.execute("ALTER TABLE audit ALTER COLUMN salt DROP DEFAULT")
