"""Ids of the audit log on a cluster: two of one microsecond could be the same."""

from alembic import op
from sqlalchemy import text

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

FUNCTION = """
    CREATE OR REPLACE FUNCTION set_audit_id() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        now_at bigint := extract(epoch FROM clock_timestamp()) * 4096000;
    BEGIN
        NEW.id := now_at + ((NEW.id - now_at) % 4096 + 4096) % 4096;
        RETURN NEW;
    END $$
"""


def upgrade() -> None:
    """Replace the function where there is one: on a cluster."""
    if op.get_bind().execute(text("SELECT to_regproc('set_audit_id') IS NOT NULL")).scalar():
        op.execute(FUNCTION)


def downgrade() -> None:
    """Keep the function: ids of the one before would precede those that are there."""
