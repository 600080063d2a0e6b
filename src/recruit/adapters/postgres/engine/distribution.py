"""Tables that Citus distributes among machines: how they are recognised."""

import asyncpg

HAS_CITUS = "SELECT to_regclass('pg_catalog.pg_dist_partition') IS NOT NULL"
HAS_DISTRIBUTED = "SELECT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = to_regclass('organisations'))"


async def is_distributed(connection: "asyncpg.Connection[asyncpg.Record]") -> bool:
    """Return whether the tables of a database are distributed."""
    return bool(await connection.fetchval(HAS_CITUS) and await connection.fetchval(HAS_DISTRIBUTED))
