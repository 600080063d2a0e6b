"""Audit functions with explicit column lists for the tables that are written most.

`audit_entry` spends most of its time on finding a table's columns: it converts the whole row, matching features
included, to JSON and back. A column that is added to these tables has to be added to a function, too.
"""

from alembic import op

from recruit.adapters.postgres.audit_triggers import entry_function, watch

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

LEFT_OUT = "{id,org_id,created_at,version,engine,features,text_hash,title_folded,full_name_folded,status_since}"
JOB = (
    *("created_by_user_id", "title", "department", "location", "employment_type", "remote_option", "salary_min"),
    *("salary_max", "currency", "description", "required_skills", "nice_to_have_skills", "status", "is_public"),
)
CANDIDATE = (
    *("full_name", "headline", "location", "experience_years", "current_title", "current_company", "linkedin_url"),
    *("github_url", "website_url", "notes"),
)
APPLICATION = ("job_id", "candidate_id", "status", "source", "fit_score")
QUICK = (
    ("jobs", "job", JOB, "NULL", " OF " + ", ".join(JOB[1:])),
    ("candidates", "candidate", CANDIDATE, "id", " OF " + ", ".join(CANDIDATE)),
    ("applications", "application", APPLICATION, "candidate_id", ""),
)
"""Tables, their entity names, the columns of entries, the column with the candidate's id, and the columns whose changes
are audited: all, or these."""


def upgrade() -> None:
    """Create the functions and their triggers."""
    for table, entity, columns, candidate, of in QUICK:
        op.execute(entry_function(entity, columns, candidate))
        watch(table, of, f"audit_{entity}()")


def downgrade() -> None:
    """Restore the triggers that call `audit_entry`."""
    for table, entity, _, _, of in QUICK:
        watch(table, of, f"audit_entry('{entity}', '{LEFT_OUT}', '')")
        op.execute(f"DROP FUNCTION audit_{entity}()")
