"""Entries of the audit log from which events name the stage, the member of a team, and the job of a note."""

from alembic import op

from recruit.adapters.postgres.audit_triggers import entry_function, watch

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

CAUSE = {"cause_id": "said[6]::bigint"}
OF_JOB = {**CAUSE, "job_id": "coalesce(OLD.job_id, NEW.job_id)"}
OF_APPLICATION = {
    **CAUSE,
    "job_id": """(
        SELECT job_id FROM public.applications WHERE (org_id, id) = (coalesce(NEW.org_id, OLD.org_id),
            coalesce(NEW.application_id, OLD.application_id)))""",
}
NOTE = ("candidate_id", "application_id", "author_user_id", "key_id", "text", "visibility", "mentions", "edited_at")
STAGE = ("job_id", "key", "name", "position", "type", "requires_reason")
TEAM_MEMBER = ("job_id", "user_id", "role")
WATCHED = {"stages": "stage", "team_members": "team_member"}


def upgrade() -> None:
    """Have entries of updates hold the stage's key and the member's id, too, and those of notes the job's id."""
    op.execute(entry_function("note", NOTE, "candidate_id", OF_APPLICATION, always=("visibility",)))
    op.execute(entry_function("stage", STAGE, "NULL", OF_JOB, always=("key",)))
    op.execute(entry_function("team_member", TEAM_MEMBER, "NULL", OF_JOB, always=("user_id",)))
    for table, entity in WATCHED.items():
        watch(table, "", f"audit_{entity}()")


def downgrade() -> None:
    """Restore the triggers and the function of 0021 and 0022."""
    for table, entity in WATCHED.items():
        watch(table, "", f"audit_entry('{entity}', '{{id,org_id,created_at}}', '')")
        op.execute(f"DROP FUNCTION audit_{entity}()")
    op.execute(entry_function("note", NOTE, "candidate_id", CAUSE, always=("visibility",)))
