"""Times of history that is recorded later, and rejection reasons of the demo data."""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

EFFECTIVE_AT = "nullif(split_part(current_setting('app.origin', true), ' ', 7), '')::timestamptz"
TIMES = {"jobs": ("created_at",), "candidates": ("created_at",), "applications": ("created_at", "status_since")}
STAGE_INDEX = (
    "CREATE INDEX audit_stage_idx ON audit (org_id, job_id, entity_id, id) INCLUDE ({columns})"
    " WHERE entity = 'application' AND stage IS NOT NULL"
)


def upgrade() -> None:
    """Add the columns, and have times come from the origin if it has one."""
    op.execute("ALTER TABLE audit ADD COLUMN effective_at timestamptz")
    op.execute(f"ALTER TABLE audit ALTER COLUMN effective_at SET DEFAULT {EFFECTIVE_AT}")  # not for present rows
    _index("at, action, stage, effective_at")
    _set_defaults(f"coalesce({EFFECTIVE_AT}, now())")
    op.execute("""
        ALTER TABLE demo_records ADD COLUMN reason_id bigint, ADD CONSTRAINT demo_records_reason_fkey
            FOREIGN KEY (org_id, reason_id) REFERENCES rejection_reasons (org_id, id) ON DELETE CASCADE
    """)
    op.execute("CREATE INDEX demo_records_reason_idx ON demo_records (org_id, reason_id)")


def downgrade() -> None:
    """Drop the columns. Rejection reasons of the demo data stay."""
    op.execute("ALTER TABLE demo_records NO FORCE ROW LEVEL SECURITY")
    op.execute("DELETE FROM demo_records WHERE reason_id IS NOT NULL")
    op.execute("ALTER TABLE demo_records FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE demo_records DROP COLUMN reason_id")
    _set_defaults("now()")
    _index("at, action, stage")
    op.execute("ALTER TABLE audit DROP COLUMN effective_at")


def _index(columns: str) -> None:
    op.execute("DROP INDEX audit_stage_idx")
    op.execute(STAGE_INDEX.format(columns=columns))


def _set_defaults(default: str) -> None:
    for table, columns in TIMES.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT {default}")
