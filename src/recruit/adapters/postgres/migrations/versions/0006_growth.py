"""What tables need that grow: names without case, an index for each question, vacuum in time, and sober plans."""

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
"""Of the rows that may have changed before vacuum marks their pages: those that it hasn't, a count must visit."""

ORGANISATIONS = 100
"""As many as the planner believes to share a table, so that a plan for any of them is made for a large one.

With the true number it would expect a few rows of each, and choose what is ruinous for the largest: to read all of its
rows for some, or each of them once for each other.
"""


def upgrade() -> None:
    """Add the columns and the indexes, and say what the tables are like."""
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
    """Take it all back."""
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
