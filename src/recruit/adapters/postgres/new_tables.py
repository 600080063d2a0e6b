"""Distribution of new tables, for migrations. See docs/adding-a-table.md."""

from alembic import op
from sqlalchemy import text

from recruit.adapters.postgres.distribution import distributes
from recruit.adapters.postgres.engine.distribution import HAS_CITUS, HAS_DISTRIBUTED


def distribute(table: str) -> None:
    """Distribute a new table if the others are. Call it before the table gets its foreign keys and triggers.

    Citus refuses a table that isn't distributed a foreign key to one that is, and a table with triggers to be
    distributed. A table that no migration distributes would stay on one machine.
    """
    connection = op.get_bind()
    if connection.execute(text(HAS_CITUS)).scalar() and connection.execute(text(HAS_DISTRIBUTED)).scalar():
        op.execute(distributes(table))
