"""Alembic's environment: an upgrade or downgrade is one transaction, run by one process at a time."""

import logging
import time

from alembic import context
from sqlalchemy import Connection, text

from recruit.adapters.postgres.compatibility import record
from recruit.adapters.postgres.schema import LOCK, LOCK_MILLISECONDS
from recruit.adapters.postgres.tables import metadata

log = logging.getLogger("recruit.adapters.postgres.migrations")


def run(connection: Connection) -> None:
    """Run the requested migrations on the caller's connection."""
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        connection.execute(text(f"SET LOCAL lock_timeout = {LOCK_MILLISECONDS}"))  # not for other migrations, above
        before, target = context.get_context().get_current_revision(), context.config.attributes["target"]
        started = time.monotonic()
        if before not in {None, target}:
            log.info(
                "Migrating the tables from %s to %s. Make a backup before each upgrade: `recruit db backup`",
                before,
                target,
            )
        context.run_migrations()
        if before != target:
            log.info("The tables are at %s, after %.1f s", target, time.monotonic() - started)
        record(connection, context.script, context.get_context().get_current_revision())


run(context.config.attributes["connection"])
