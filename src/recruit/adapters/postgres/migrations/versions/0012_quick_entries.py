"""Entries of the tables that are written most, made by functions that name their columns.

To find the columns of whatever table it is took `audit_entry` most of its time: it makes JSON of the whole row, what
matching keeps included, and takes apart again what it has made. A column that is added to these tables has to be added
to a function, too.
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
"""Tables, what their rows are called, the columns that entries hold, the one that names a candidate, and the columns
whose changes count: all, or these."""


def upgrade() -> None:
    """Give each its function."""
    for table, entity, columns, candidate, of in QUICK:
        op.execute(entry_function(entity, columns, candidate))
        watch(table, of, f"audit_{entity}()")


def downgrade() -> None:
    """Go back to the function for all."""
    for table, entity, _, _, of in QUICK:
        watch(table, of, f"audit_entry('{entity}', '{LEFT_OUT}', '')")
        op.execute(f"DROP FUNCTION audit_{entity}()")
