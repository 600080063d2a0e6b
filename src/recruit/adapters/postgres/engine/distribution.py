"""Tables that Citus distributes among machines: how they are recognised."""

import asyncpg

HAS_CITUS = "SELECT to_regclass('pg_catalog.pg_dist_partition') IS NOT NULL"
HAS_DISTRIBUTED = "SELECT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = to_regclass('organisations'))"

STEPS = "distribution_steps"
"""The table of the statements of a distribution. It exists until the distribution is complete."""


async def is_distributed(connection: "asyncpg.Connection[asyncpg.Record]") -> bool:
    """Return whether the tables of a database are distributed."""
    return bool(await connection.fetchval(HAS_CITUS) and await connection.fetchval(HAS_DISTRIBUTED))


async def is_partly_distributed(connection: "asyncpg.Connection[asyncpg.Record]") -> bool:
    """Return whether a distribution of the tables was begun and isn't complete."""
    return bool(await connection.fetchval("SELECT to_regclass($1) IS NOT NULL", f"public.{STEPS}"))
