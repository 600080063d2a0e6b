"""Sessions of actions: outside of conversations, undo reaches only actions of the same assistant's session."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

OUTSIDE = "CREATE INDEX actions_outside_idx ON actions (org_id, user_id, {columns}) WHERE conversation_id IS NULL"


def upgrade() -> None:
    """Add the column. Existing actions belong to no session, and no assistant undoes them."""
    op.execute("ALTER TABLE actions ADD COLUMN session text NOT NULL DEFAULT ''")
    op.execute("DROP INDEX actions_outside_idx")
    op.execute(OUTSIDE.format(columns="session, id"))


def downgrade() -> None:
    """Drop the column."""
    op.execute("DROP INDEX actions_outside_idx")
    op.execute(OUTSIDE.format(columns="id"))
    op.execute("ALTER TABLE actions DROP COLUMN session")
