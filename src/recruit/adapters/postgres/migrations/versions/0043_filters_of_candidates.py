"""Indexes for the filters of candidates by years of experience and by the source of an application."""

from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the indexes."""
    op.execute("CREATE INDEX candidates_years_idx ON candidates (org_id, experience_years, id)")
    op.execute("CREATE INDEX applications_source_idx ON applications (org_id, source, candidate_id)")


def downgrade() -> None:
    """Drop the indexes."""
    op.execute("DROP INDEX applications_source_idx")
    op.execute("DROP INDEX candidates_years_idx")
