"""Rows of jobs and candidates of up to 4 KB are stored uncompressed.

PostgreSQL compresses the longest text of a row above 2 KB, which matching features and folded columns are half of, and
each list decompresses it.
"""

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

TABLES = ("jobs", "candidates")


def upgrade() -> None:
    """Set the size from which on rows are compressed. Present rows stay as they are until they change."""
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} SET (toast_tuple_target = 4000)")


def downgrade() -> None:
    """Restore the default."""
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} RESET (toast_tuple_target)")
