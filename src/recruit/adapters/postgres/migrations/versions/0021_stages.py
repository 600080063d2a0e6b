"""Pipelines: templates of an organisation, stages of jobs, rejection reasons, and the last move of an application."""

import json
from collections.abc import Sequence

from alembic import op
from sqlalchemy import text

from recruit.adapters.postgres.audit_triggers import entry_function
from recruit.domain.pipelines.inference import inferred_stage

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"
VACUUM = ("autovacuum_vacuum_scale_factor", "autovacuum_vacuum_insert_scale_factor")
SHARE = 0.02
ORGANISATIONS = 100
"""Both as for the other large tables: see 0006."""

TABLES = {
    "pipeline_templates": """
        CREATE TABLE pipeline_templates (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            name text NOT NULL,
            is_default boolean NOT NULL,
            stages jsonb NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT pipeline_templates_pkey PRIMARY KEY (org_id, id),
            CONSTRAINT pipeline_templates_name_key UNIQUE (org_id, name),
            CONSTRAINT pipeline_templates_org_fkey FOREIGN KEY (org_id) REFERENCES organisations (id) ON DELETE CASCADE
        )""",
    "rejection_reasons": """
        CREATE TABLE rejection_reasons (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            name text NOT NULL,
            type text NOT NULL,
            archived boolean NOT NULL,
            is_used boolean NOT NULL DEFAULT false,
            created_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT rejection_reasons_pkey PRIMARY KEY (org_id, id),
            CONSTRAINT rejection_reasons_name_key UNIQUE (org_id, name),
            CONSTRAINT rejection_reasons_org_fkey FOREIGN KEY (org_id) REFERENCES organisations (id) ON DELETE CASCADE
        )""",
    "stages": """
        CREATE TABLE stages (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            job_id bigint NOT NULL,
            key text NOT NULL,
            name text NOT NULL,
            position integer NOT NULL,
            type text NOT NULL,
            requires_reason boolean NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT stages_pkey PRIMARY KEY (org_id, id),
            CONSTRAINT stages_key_key UNIQUE (org_id, job_id, key),
            CONSTRAINT stages_job_fkey FOREIGN KEY (org_id, job_id) REFERENCES jobs (org_id, id) ON DELETE CASCADE
        )""",
}
INDEXES = (
    "UNIQUE INDEX pipeline_templates_default_idx ON pipeline_templates (org_id) WHERE is_default",
    "INDEX rejection_reasons_archived_idx ON rejection_reasons (org_id, archived, id)",
    "INDEX applications_stage_idx ON applications (org_id, job_id, status, id)",
    "INDEX applications_reason_idx ON applications (org_id, reason_id) WHERE reason_id IS NOT NULL",
)
WATCHED = (
    ("pipeline_templates", "pipeline_template", "INSERT OR UPDATE OR DELETE", ""),
    ("rejection_reasons", "rejection_reason", "INSERT OR UPDATE OF name, type, archived OR DELETE", ",is_used"),
    ("stages", "stage", "INSERT OR UPDATE OR DELETE", ""),
)
"""Tables, their entity names, the audited writes, and the omitted columns."""

APPLICATION = ("job_id", "candidate_id", "status", "source", "fit_score")
MOVE = ("reason_id", "move_note")
OF_APPLICATION = {
    "cause_id": "said[6]::bigint",
    "job_id": "coalesce(OLD.job_id, NEW.job_id)",
    "stage": "CASE WHEN OLD.status IS DISTINCT FROM NEW.status THEN NEW.status END",
}
"""As in 0020."""

STANDARD = (
    *(("sourced", "lead"), ("applied", "applied"), ("screening", "screening"), ("interview", "interview")),
    *(("offer", "offer"), ("hired", "hired"), ("rejected", "archived"), ("withdrawn", "archived")),
)
"""Keys and types of the built-in stages."""

FILL = text("""
    INSERT INTO stages (org_id, job_id, key, name, position, type, requires_reason)
    SELECT org_id, job_id, key, name, position, type, false FROM (
        SELECT job.org_id, job.job_id, stage.key, stage.name, stage.type, row_number() OVER (
            PARTITION BY job.org_id, job.job_id ORDER BY stage.place) AS position
        FROM (SELECT DISTINCT org_id, job_id FROM applications) job,
            ROWS FROM (jsonb_to_recordset(cast(:standard AS jsonb)) AS (key text, name text, type text))
            WITH ORDINALITY AS stage (key, name, type, place)
        UNION ALL
        SELECT used.org_id, used.job_id, stage.key, stage.name, stage.type, 100 + row_number() OVER (
            PARTITION BY used.org_id, used.job_id ORDER BY stage.key)
        FROM (SELECT DISTINCT org_id, job_id, status FROM applications) used
        JOIN jsonb_to_recordset(cast(:others AS jsonb)) AS stage (key text, name text, type text)
            ON stage.key = used.status
    ) made
    ORDER BY org_id, job_id, position
""")
"""Gives each job with applications the built-in stages, and one for each other status of its applications."""

STAGE_KEY = "FOREIGN KEY (org_id, job_id, status) REFERENCES stages (org_id, job_id, key)"
REASON_KEY = "FOREIGN KEY (org_id, reason_id) REFERENCES rejection_reasons (org_id, id)"


def upgrade() -> None:
    """Create the tables, and the stages of jobs that have applications. The audit log doesn't record these."""
    for table in TABLES.values():
        op.execute(table)
    op.execute(f"ALTER TABLE stages SET ({', '.join(f'{setting} = {SHARE}' for setting in VACUUM)})")
    op.execute(f"ALTER TABLE stages ALTER COLUMN org_id SET (n_distinct = {ORGANISATIONS})")
    op.execute("ALTER TABLE applications ADD COLUMN reason_id bigint, ADD COLUMN move_note text")
    for index in INDEXES:
        op.execute(f"CREATE {index}")
    _fill()
    op.execute(f"ALTER TABLE applications ADD CONSTRAINT applications_stage_fkey {STAGE_KEY}")
    op.execute(f"ALTER TABLE applications ADD CONSTRAINT applications_reason_fkey {REASON_KEY}")
    for name in TABLES:
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant ON {name} USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
    for table, entity, writes, left_out in WATCHED:
        op.execute(
            f"CREATE TRIGGER audit AFTER {writes} ON {table} FOR EACH ROW"
            f" EXECUTE FUNCTION audit_entry('{entity}', '{{id,org_id,created_at{left_out}}}', '')"
        )
    columns, together = (*APPLICATION, *MOVE), {"status": MOVE}
    op.execute(entry_function("application", columns, "candidate_id", OF_APPLICATION, together))


def _fill() -> None:
    """Create the stages, while the policy, which hides rows from the owner, is suspended."""
    connection = op.get_bind()
    op.execute("ALTER TABLE applications NO FORCE ROW LEVEL SECURITY")
    known = {key for key, _ in STANDARD}
    found = connection.execute(text("SELECT DISTINCT status FROM applications ORDER BY status")).scalars()
    others = [inferred_stage(status) for status in found if status not in known]
    standard = [(key, key.capitalize(), type_) for key, type_ in STANDARD]
    inferred = [(one.key, one.name, one.type) for one in others]
    connection.execute(FILL, {"standard": _rows(standard), "others": _rows(inferred)})
    op.execute("ALTER TABLE applications FORCE ROW LEVEL SECURITY")


def _rows(stages: Sequence[tuple[str, str, str]]) -> str:
    return json.dumps([dict(zip(("key", "name", "type"), stage, strict=True)) for stage in stages])


def downgrade() -> None:
    """Drop the tables. Applications keep their statuses."""
    op.execute(entry_function("application", APPLICATION, "candidate_id", OF_APPLICATION))
    op.execute("ALTER TABLE applications DROP CONSTRAINT applications_stage_fkey")
    op.execute("DROP INDEX applications_stage_idx")
    op.execute("ALTER TABLE applications DROP COLUMN reason_id, DROP COLUMN move_note")
    for name in TABLES:
        op.execute(f"DROP TABLE {name}")
