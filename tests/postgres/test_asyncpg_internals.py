"""The check of asyncpg's internals, and the fallback without them."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from recruit.adapters.postgres.engine import asyncpg_internals
from recruit.adapters.postgres.engine.asyncpg_internals import PipelinedConnection
from recruit.adapters.postgres.engine.connection import PooledConnection
from recruit.adapters.postgres.engine.opening import create_pool
from recruit.adapters.postgres.engine.protocol_messages import BIND_SQL, STATEMENT_NAMES


@pytest.fixture
async def connection(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(dsn)
    yield connection
    await connection.close()


@pytest.mark.parametrize("named", [True, False])
async def test_the_installed_asyncpg_is_supported(
    connection: asyncpg.Connection, caplog: pytest.LogCaptureFixture, named: bool
) -> None:
    await connection.execute(f"PREPARE {STATEMENT_NAMES[0]} AS {BIND_SQL[STATEMENT_NAMES[0]]}")
    assert await asyncpg_internals.is_supported(connection, named=named)
    assert caplog.messages == []


async def test_an_asyncpg_without_an_expected_internal_is_detected(
    connection: asyncpg.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    delattr(connection, "_transport")  # another release may lack it
    assert not await asyncpg_internals.is_supported(connection, named=False)
    (warning,) = caplog.messages
    assert "each takes more round trips" in warning


async def test_a_connection_that_loses_its_prepared_statements_is_detected(
    connection: asyncpg.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    assert not await asyncpg_internals.is_supported(connection, named=True)
    (warning,) = caplog.messages
    assert "each takes more round trips" in warning


@pytest.mark.parametrize(("pipelined", "kind"), [(True, PipelinedConnection), (False, PooledConnection)])
async def test_a_pool_opens_the_supported_kind_of_connection(
    dsn: str, pipelined: bool, kind: type[PooledConnection]
) -> None:
    async with create_pool(dsn, pipelined=pipelined) as pool:
        pooled = await pool.acquire()
        assert type(pooled) is kind
        pool.release(pooled)
