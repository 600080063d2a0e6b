"""Large tables: case-folded names, an index for each query, earlier vacuum, and plans for large organisations."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FOLDED = (("jobs", "title"), ("candidates", "full_name"))

INDEXES = (
    "jobs_title_idx ON jobs (org_id, id) INCLUDE (status, title_folded)",
    "jobs_created_by_idx ON jobs (org_id, created_by_user_id)",
    "candidates_full_name_idx ON candidates (org_id, id) INCLUDE (full_name_folded)",
    "applications_job_idx ON applications (org_id, job_id, id) INCLUDE (candidate_id)",
    "match_logs_created_idx ON match_logs (org_id, created_at, id)",
)

WIDENED = (
    ("applications_candidate_idx", "applications (org_id, candidate_id, id)", "job_id"),
    ("match_logs_job_idx", "match_logs (org_id, job_id, id)", "created_at"),
    ("match_logs_candidate_idx", "match_logs (org_id, candidate_id, id)", "job_id, created_at"),
)

GROWING = (
    *("jobs", "candidates", "applications", "match_logs", "embeddings"),
    *("documents", "profiles", "identifiers", "imports", "import_items", "conversations", "messages", "actions"),
)
VACUUM = ("autovacuum_vacuum_scale_factor", "autovacuum_vacuum_insert_scale_factor")
SHARE = 0.02
"""Fraction of changed rows at which a table is vacuumed. A count visits the rows of all pages without vacuum's mark."""

ORGANISATIONS = 100
"""Number of organisations in a table that the planner assumes, so that plans are made for large ones.

With the true number it would expect a few rows of each, and choose plans that are linear or quadratic in the rows of
the largest.
"""


def upgrade() -> None:
    """Add the columns and the indexes, and set the parameters of the tables."""
    for table, name in FOLDED:
        op.execute(f"""
            ALTER TABLE {table} ADD COLUMN {name}_folded text COLLATE "C" NOT NULL
                GENERATED ALWAYS AS (lower({name} COLLATE pg_c_utf8)) STORED
        """)
    for name, on, also in WIDENED:
        op.execute(f"DROP INDEX {name}")
        op.execute(f"CREATE INDEX {name} ON {on} INCLUDE ({also})")
    for index in INDEXES:
        op.execute(f"CREATE INDEX {index}")
    for table in GROWING:
        op.execute(f"ALTER TABLE {table} SET ({', '.join(f'{setting} = {SHARE}' for setting in VACUUM)})")
        op.execute(f"ALTER TABLE {table} ALTER COLUMN org_id SET (n_distinct = {ORGANISATIONS})")


def downgrade() -> None:
    """Undo the upgrade."""
    for table in GROWING:
        op.execute(f"ALTER TABLE {table} ALTER COLUMN org_id RESET (n_distinct)")
        op.execute(f"ALTER TABLE {table} RESET ({', '.join(VACUUM)})")
    for index in INDEXES:
        op.execute(f"DROP INDEX {index.split()[0]}")
    for name, on, _ in WIDENED:
        op.execute(f"DROP INDEX {name}")
        op.execute(f"CREATE INDEX {name} ON {on}")
    for table, name in FOLDED:
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}_folded")
