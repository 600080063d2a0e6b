"""Repeated answers to refreshes, permissions of stored responses, and logins in normalised form."""

from collections.abc import Callable

from alembic import op
from sqlalchemy import text

from recruit.domain.accounts.model.users import login_key

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SECRETS = "family,latest"
TOLD_NOBODY = f"{SECRETS},salt,renewed_at"


def upgrade() -> None:
    """Add the columns, and normalise logins."""
    op.execute("ALTER TABLE sign_ins ADD COLUMN salt bytea, ADD COLUMN renewed_at timestamptz")
    _watch_sign_ins(TOLD_NOBODY)
    op.execute("ALTER TABLE keyed_requests ADD COLUMN needed jsonb")
    _rewrite_logins(login_key)


def downgrade() -> None:
    """Undo the upgrade."""
    _rewrite_logins(str.lower)
    op.execute("ALTER TABLE keyed_requests DROP COLUMN needed")
    _watch_sign_ins(SECRETS)
    op.execute("ALTER TABLE sign_ins DROP COLUMN salt, DROP COLUMN renewed_at")


def _watch_sign_ins(left_out: str) -> None:
    op.execute(
        "CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE ON sign_ins FOR EACH ROW"
        f" EXECUTE FUNCTION audit_entry('sign_in', '{{id,org_id,created_at,{left_out}}}', '')"
    )


def _rewrite_logins(key: Callable[[str], str]) -> None:
    """Set the keys of logins whose address has several spellings, unless another login has the key already.

    The policies are suspended meanwhile, so that the owner of the tables sees all rows.
    """
    for table in ("users", "credentials"):
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    connection = op.get_bind()
    found = connection.execute(
        text(
            "SELECT c.email AS key, u.email FROM credentials c JOIN users u ON (u.org_id, u.id) = (c.org_id, c.user_id)"
            " WHERE u.email ~ '[^\\x01-\\x7f]' OR u.email ILIKE '%@%xn--%'"
        )
    ).all()
    changed = text(
        "UPDATE credentials SET email = CAST(:new AS text) WHERE email = :old"
        " AND NOT EXISTS (SELECT FROM credentials other WHERE other.email = CAST(:new AS text))"
    )
    for row in found:
        if (new := key(row.email)) != row.key:
            connection.execute(changed, {"old": row.key, "new": new})
    for table in ("users", "credentials"):
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
