"""What lists need when they grow: names without case, an index for each question, and a vacuum that comes in time."""

from alembic import op

revision = "0006"
down_revision = "0002"
branch_labels = None
depends_on = None

FOLDED = (("jobs", "title"), ("candidates", "full_name"))

INDEXES = (
    "jobs_title_idx ON jobs (org_id, id) INCLUDE (status, title_folded)",
    "jobs_created_by_idx ON jobs (org_id, created_by_user_id)",
    "candidates_full_name_idx ON candidates (org_id, id) INCLUDE (full_name_folded)",
    "applications_job_idx ON applications (org_id, job_id, id)",
    "match_logs_created_idx ON match_logs (org_id, created_at, id)",
)

WIDENED = (
    ("match_logs_job_idx", "match_logs (org_id, job_id, id)"),
    ("match_logs_candidate_idx", "match_logs (org_id, candidate_id, id)"),
)

LISTED = ("jobs", "candidates", "applications", "match_logs")
VACUUM = ("autovacuum_vacuum_scale_factor", "autovacuum_vacuum_insert_scale_factor")
SHARE = 0.02
"""Of the rows that may have changed before vacuum marks their pages: those that it hasn't, a count must visit."""


def upgrade() -> None:
    """Add the columns and the indexes."""
    for table, name in FOLDED:
        op.execute(f"""
            ALTER TABLE {table} ADD COLUMN {name}_folded text COLLATE "C" NOT NULL
                GENERATED ALWAYS AS (lower({name} COLLATE pg_c_utf8)) STORED
        """)
    for name, on in WIDENED:
        op.execute(f"DROP INDEX {name}")
        op.execute(f"CREATE INDEX {name} ON {on} INCLUDE (created_at)")
    for index in INDEXES:
        op.execute(f"CREATE INDEX {index}")
    for table in LISTED:
        op.execute(f"ALTER TABLE {table} SET ({', '.join(f'{setting} = {SHARE}' for setting in VACUUM)})")


def downgrade() -> None:
    """Drop them."""
    for table in LISTED:
        op.execute(f"ALTER TABLE {table} RESET ({', '.join(VACUUM)})")
    for index in INDEXES:
        op.execute(f"DROP INDEX {index.split()[0]}")
    for name, on in WIDENED:
        op.execute(f"DROP INDEX {name}")
        op.execute(f"CREATE INDEX {name} ON {on}")
    for table, name in FOLDED:
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}_folded")
