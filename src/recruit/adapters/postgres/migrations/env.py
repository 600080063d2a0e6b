"""Alembic's environment: an upgrade or downgrade is one transaction, run by one process at a time."""

from alembic import context
from sqlalchemy import Connection, text

from recruit.adapters.postgres.schema import LOCK
from recruit.adapters.postgres.tables import metadata


def run(connection: Connection) -> None:
    """Run the requested migrations on the caller's connection."""
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        context.run_migrations()


run(context.config.attributes["connection"])
