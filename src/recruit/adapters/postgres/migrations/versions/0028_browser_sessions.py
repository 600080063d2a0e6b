"""Sessions of the console: the browser, and when they were opened and the password was last entered."""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

UNAUDITED = "id,org_id,created_at,family,latest,salt,renewed_at"
ADDED = "user_agent,opened_at,confirmed_at"


def upgrade() -> None:
    """Add the columns, which the audit log leaves out."""
    op.execute(
        "ALTER TABLE sign_ins ADD COLUMN user_agent text, ADD COLUMN opened_at timestamptz,"
        " ADD COLUMN confirmed_at timestamptz"
    )
    _audit(f"{UNAUDITED},{ADDED}")


def downgrade() -> None:
    """End the sessions of the console and drop the columns."""
    _audit(UNAUDITED)
    op.execute("ALTER TABLE sign_ins NO FORCE ROW LEVEL SECURITY")
    op.execute("DELETE FROM sign_ins WHERE user_agent IS NOT NULL")
    op.execute("ALTER TABLE sign_ins FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE sign_ins DROP COLUMN user_agent, DROP COLUMN opened_at, DROP COLUMN confirmed_at")


def _audit(left_out: str) -> None:
    op.execute(
        "CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE ON sign_ins FOR EACH ROW"
        f" EXECUTE FUNCTION audit_entry('sign_in', '{{{left_out}}}', '')"
    )
