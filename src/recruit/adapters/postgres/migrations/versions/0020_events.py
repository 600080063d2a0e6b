"""Events: the audit log gets the columns and the indexes that the change feed, timelines and reports read.

Positions in the chain no longer follow transaction ids: see decision 57.
"""

from alembic import op

from recruit.adapters.postgres.audit_triggers import entry_function

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

JOB = (
    *("created_by_user_id", "title", "department", "location", "employment_type", "remote_option", "salary_min"),
    *("salary_max", "currency", "description", "required_skills", "nice_to_have_skills", "status", "is_public"),
)
CANDIDATE = (
    *("full_name", "headline", "location", "experience_years", "current_title", "current_company", "linkedin_url"),
    *("github_url", "website_url", "notes"),
)
APPLICATION = ("job_id", "candidate_id", "status", "source", "fit_score")

CAUSE = {"cause_id": "said[6]::bigint"}
OF_APPLICATION = {
    **CAUSE,
    "job_id": "coalesce(OLD.job_id, NEW.job_id)",
    "stage": "CASE WHEN OLD.status IS DISTINCT FROM NEW.status THEN NEW.status END",
}
"""Columns of entries → expressions. OLD is a row of nulls for an insert, and NEW for a delete."""

ENTRY = """
    CREATE OR REPLACE FUNCTION audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        said text[] := string_to_array(current_setting('app.origin', true), ' ', '');
        record_ jsonb;
        was jsonb;
        becomes jsonb;
        name text;
    BEGIN
        IF TG_ARGV[0] = 'document' THEN -- without its bytes, which would become text first
            IF TG_OP <> 'INSERT' THEN OLD.content := NULL; END IF;
            IF TG_OP <> 'DELETE' THEN NEW.content := NULL; END IF;
        END IF;
        IF TG_OP = 'INSERT' THEN
            record_ := to_jsonb(NEW);
            becomes := record_ - TG_ARGV[1]::text[];
        ELSE
            record_ := to_jsonb(OLD);
            was := record_ - TG_ARGV[1]::text[];
            IF TG_OP = 'UPDATE' THEN
                becomes := to_jsonb(NEW);
                SELECT coalesce(jsonb_object_agg(field.key, field.value), '{{}}'),
                    coalesce(jsonb_object_agg(field.key, becomes -> field.key), '{{}}')
                INTO was, becomes FROM jsonb_each(was) field WHERE field.value IS DISTINCT FROM becomes -> field.key;
            END IF;
        END IF;
        IF TG_ARGV[2] <> '' THEN
            FOREACH name IN ARRAY string_to_array(TG_ARGV[2], ',') LOOP
                was := CASE WHEN was ? name THEN was || public.audit_digest(name, was ->> name) ELSE was END;
                becomes := CASE WHEN becomes ? name THEN becomes || public.audit_digest(name, becomes ->> name)
                    ELSE becomes END;
            END LOOP;
        END IF;
        INSERT INTO public.audit (org_id, kind, user_id, key_id, request_id, address, action, entity, entity_id,
            candidate_id, before, after{columns})
        VALUES (
            CASE TG_ARGV[0] WHEN 'organisation' THEN record_ ->> 'id' ELSE record_ ->> 'org_id' END::bigint,
            coalesce(said[1], 'sql'), said[2]::bigint, said[3]::bigint, said[4], said[5], lower(TG_OP), TG_ARGV[0],
            CASE TG_ARGV[0] WHEN 'profile' THEN record_ ->> 'candidate_id' WHEN 'login' THEN record_ ->> 'user_id'
                ELSE record_ ->> 'id' END::bigint,
            CASE TG_ARGV[0] WHEN 'candidate' THEN record_ ->> 'id' ELSE record_ ->> 'candidate_id' END::bigint,
            was, becomes{values}
        );
        RETURN NULL;
    END $$
"""
KEPT = """
    CREATE OR REPLACE FUNCTION audit_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND (
            NEW.org_id, NEW.id, NEW.at, NEW.kind, NEW.user_id, NEW.key_id, NEW.request_id, NEW.address, NEW.action,
            NEW.entity, NEW.entity_id, NEW.candidate_id{new}
        ) IS NOT DISTINCT FROM (
            OLD.org_id, OLD.id, OLD.at, OLD.kind, OLD.user_id, OLD.key_id, OLD.request_id, OLD.address, OLD.action,
            OLD.entity, OLD.entity_id, OLD.candidate_id{old}
        ) AND (OLD.digest IS NULL OR NEW.digest = OLD.digest) THEN
            IF OLD.hash IS NULL AND NEW.hash IS NOT NULL
                AND (NEW.before, NEW.after) IS NOT DISTINCT FROM (OLD.before, OLD.after) THEN
                RETURN NEW;
            END IF;
            IF (NEW.place, NEW.hash, NEW.before, NEW.after, NEW.salt)
                IS NOT DISTINCT FROM (OLD.place, OLD.hash, NULL::jsonb, NULL::jsonb, NULL::text) THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION 'the audit log is only ever added to' USING ERRCODE = 'insufficient_privilege';
    END $$
"""
ADDED = ("job_id", "stage", "cause_id")

INDEXES = (
    "audit_unchained_idx ON audit (org_id, id) WHERE hash IS NULL",
    "audit_feed_idx ON audit (org_id, entity, place) WHERE place IS NOT NULL",
    "audit_job_idx ON audit (org_id, job_id, id) WHERE job_id IS NOT NULL",
)

FILL = """
    UPDATE audit SET stage = audit.after ->> 'status', job_id = coalesce(
        audit.after ->> 'job_id', audit.before ->> 'job_id', application.job_id::text, added.after ->> 'job_id')::bigint
    FROM audit entry
    LEFT JOIN applications application ON (application.org_id, application.id) = (entry.org_id, entry.entity_id)
    LEFT JOIN audit added ON (added.org_id, added.entity, added.entity_id) = (entry.org_id, 'application',
        entry.entity_id) AND added.action = 'insert'
    WHERE entry.entity = 'application' AND (audit.org_id, audit.id) = (entry.org_id, entry.id)
"""
"""Sets the columns of existing entries about applications. Those of erased people have no values to take them from."""


def upgrade() -> None:
    """Add the columns, fill them for applications, and have the triggers set them."""
    op.execute("ALTER TABLE audit ADD COLUMN job_id bigint, ADD COLUMN stage text, ADD COLUMN cause_id bigint")
    _without_protection(FILL)
    op.execute("ALTER TABLE audit DROP COLUMN version")  # with its index
    for index in INDEXES:
        op.execute(f"CREATE INDEX {index}")
    op.execute(KEPT.format(**{row: "".join(f", {row.upper()}.{name}" for name in ADDED) for row in ("new", "old")}))
    op.execute(ENTRY.format(columns=", job_id, cause_id", values=", (record_ ->> 'job_id')::bigint, said[6]::bigint"))
    op.execute(entry_function("job", JOB, "NULL", CAUSE))
    op.execute(entry_function("candidate", CANDIDATE, "id", CAUSE))
    op.execute(entry_function("application", APPLICATION, "candidate_id", OF_APPLICATION))


def downgrade() -> None:
    """Undo the upgrade. The chain goes on in the order of transactions."""
    for entity, columns, candidate in (
        ("job", JOB, "NULL"),
        ("candidate", CANDIDATE, "id"),
        ("application", APPLICATION, "candidate_id"),
    ):
        op.execute(entry_function(entity, columns, candidate))
    op.execute(ENTRY.format(columns="", values=""))
    op.execute(KEPT.format(new="", old=""))
    op.execute("DROP INDEX audit_unchained_idx, audit_feed_idx")
    op.execute("ALTER TABLE audit ADD COLUMN version bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint")
    op.execute("CREATE INDEX audit_unchained_idx ON audit (org_id, version, id) WHERE hash IS NULL")
    op.execute("ALTER TABLE audit DROP COLUMN job_id, DROP COLUMN stage, DROP COLUMN cause_id")


def _without_protection(statement: str) -> None:
    """Run a statement without the policies, which hide rows from the owner, and the trigger that refuses changes."""
    for table in ("audit", "applications"):
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE audit DISABLE TRIGGER kept")
    op.execute(statement)
    op.execute("ALTER TABLE audit ENABLE TRIGGER kept")
    for table in ("audit", "applications"):
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
