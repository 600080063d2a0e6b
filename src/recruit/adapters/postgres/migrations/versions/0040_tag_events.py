"""Entries about tags of candidates that hold the tag, also when a merge moves it to another candidate."""

from alembic import op

from recruit.adapters.postgres.audit_triggers import entry_function, watch

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

COLUMNS = ("candidate_id", "tag_id")
CAUSE = {"cause_id": "said[6]::bigint"}


def upgrade() -> None:
    """Replace the function of the trigger."""
    op.execute(entry_function("candidate_tag", COLUMNS, "candidate_id", CAUSE, always=("tag_id",)))
    watch("candidate_tags", "", "audit_candidate_tag()")


def downgrade() -> None:
    """Restore the function of the version before."""
    watch("candidate_tags", "", "audit_entry('candidate_tag', '{id,org_id,created_at,name_folded}', '')")
    op.execute("DROP FUNCTION audit_candidate_tag()")
