"""A database whose connections tests count, block and cut."""

from collections.abc import AsyncIterator

import asyncpg
import pytest


@pytest.fixture
def dsn(lone_database: str) -> str:
    return lone_database.replace("+asyncpg", "")


@pytest.fixture
async def superuser(superusers_database: str) -> AsyncIterator[asyncpg.Connection]:
    """Who sees all sessions, from another database."""
    connection = await asyncpg.connect(superusers_database.replace("+asyncpg", ""))
    yield connection
    await connection.close()
