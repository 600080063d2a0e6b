"""Entries of the tables that are written most, made by functions that name their columns.

To find the columns of whatever table it is took `audit_entry` most of its time: it makes JSON of the whole row, what
matching keeps included, and takes apart again what it has made. A column that is added to these tables has to be added
to a function, too.
"""

from collections.abc import Sequence

from alembic import op

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
        op.execute(_function(entity, columns, candidate))
        _watch(table, of, f"audit_{entity}()")


def downgrade() -> None:
    """Go back to the function for all."""
    for table, entity, _, _, of in QUICK:
        _watch(table, of, f"audit_entry('{entity}', '{LEFT_OUT}', '')")
        op.execute(f"DROP FUNCTION audit_{entity}()")


def _watch(table: str, of: str, function: str) -> None:
    op.execute(
        f"CREATE OR REPLACE TRIGGER audit AFTER INSERT OR UPDATE{of} OR DELETE ON {table} FOR EACH ROW"
        f" EXECUTE FUNCTION {function}"
    )


def _function(entity: str, columns: Sequence[str], candidate: str) -> str:
    def whole(row: str) -> str:
        return "jsonb_build_object(" + ", ".join(f"'{name}', {row}.{name}" for name in columns) + ")"

    changed = "\n".join(
        f"""
            IF OLD.{name} IS DISTINCT FROM NEW.{name} THEN
                was := was || jsonb_build_object('{name}', OLD.{name});
                becomes := becomes || jsonb_build_object('{name}', NEW.{name});
            END IF;"""
        for name in columns
    )
    of_whom = candidate if candidate == "NULL" else f"coalesce(OLD.{candidate}, NEW.{candidate})"
    return f"""
        CREATE FUNCTION audit_{entity}() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            said text[] := string_to_array(current_setting('app.origin', true), ' ', '');
            was jsonb;
            becomes jsonb;
        BEGIN
            IF TG_OP = 'INSERT' THEN
                becomes := {whole("NEW")};
            ELSIF TG_OP = 'DELETE' THEN
                was := {whole("OLD")};
            ELSE
                was := '{{}}';
                becomes := '{{}}';
                {changed}
            END IF;
            INSERT INTO public.audit (org_id, kind, user_id, key_id, request_id, address, action, entity, entity_id,
                candidate_id, before, after)
            VALUES (
                coalesce(OLD.org_id, NEW.org_id), coalesce(said[1], 'sql'), said[2]::bigint, said[3]::bigint, said[4],
                said[5], lower(TG_OP), '{entity}', coalesce(OLD.id, NEW.id), {of_whom}, was, becomes
            );
            RETURN NULL;
        END $$
    """  # noqa: S608 - our own names
