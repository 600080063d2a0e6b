"""A database whose connections tests count, block and terminate."""

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

HERE = Path(__file__).parent
DEPENDS_ON_PYTHON = {"test_embedded.py", "test_faults.py", "test_pool.py", "test_pooler.py"}
"""Tests of processes, connections and time limits, which depend on the interpreter's asyncio and subprocess."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the other tests of this directory, which depend on the database alone."""
    for item in items:
        if item.path.is_relative_to(HERE) and item.path.name not in DEPENDS_ON_PYTHON:
            item.add_marker("one_python")


@pytest.fixture
def dsn(lone_database: str) -> str:
    return lone_database.replace("+asyncpg", "")


@pytest.fixture
async def superuser(superusers_database: str) -> AsyncIterator[asyncpg.Connection]:
    """A superuser's connection to another database, which sees all sessions."""
    connection = await asyncpg.connect(superusers_database.replace("+asyncpg", ""))
    yield connection
    await connection.close()
