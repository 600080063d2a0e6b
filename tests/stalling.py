"""Imports blocked at one row, so that a test can interrupt them there on machines of any speed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

LOCK = 7_351


@asynccontextmanager
async def stalling(connection: asyncpg.Connection, name: str) -> AsyncIterator[None]:
    """Block every insert of a candidate of this name until the block ends."""
    await connection.execute(f"SELECT pg_advisory_lock({LOCK})")
    await connection.execute(
        f"""
        CREATE FUNCTION stall() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock_shared({LOCK}); RETURN NEW; END $$;
        CREATE TRIGGER stall BEFORE INSERT ON candidates
        FOR EACH ROW WHEN (NEW.full_name = '{name}') EXECUTE FUNCTION stall()
        """
    )
    try:
        yield
    finally:
        await connection.execute(f"SELECT pg_advisory_unlock({LOCK})")
        await connection.execute("DROP TRIGGER stall ON candidates; DROP FUNCTION stall()")
