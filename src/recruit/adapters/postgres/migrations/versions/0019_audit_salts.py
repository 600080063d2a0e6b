"""Salts of audit entries from the insert on: one that waits for the chain gets the same hash after a restore."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Draw a salt for each new entry. Entries that wait for the chain get theirs there, as before."""
    op.execute("ALTER TABLE audit ALTER COLUMN salt SET DEFAULT encode(uuid_send(gen_random_uuid()), 'hex')")


def downgrade() -> None:
    """Draw none: the earlier version replaces the salts of entries that it chains."""
    op.execute("ALTER TABLE audit ALTER COLUMN salt DROP DEFAULT")
