"""The check of asyncpg's internals, and the fallback without them."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from recruit.adapters.postgres.engine import asyncpg_internals
from recruit.adapters.postgres.engine.asyncpg_internals import JoiningProtocol, JoiningTransport, PipelinedConnection
from recruit.adapters.postgres.engine.connection import PooledConnection, TransactionPart
from recruit.adapters.postgres.engine.hosts import closing
from recruit.adapters.postgres.engine.opening import create_pool
from recruit.adapters.postgres.engine.protocol_messages import BIND_SQL, STATEMENT_NAMES


class CountingTransport(JoiningTransport):
    """A transport that counts its writes."""

    writes = 0

    def write(self, data: bytes | memoryview) -> None:
        self.writes += 1
        super().write(data)


@pytest.fixture
async def connection(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    asyncpg_internals.join_writes()
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
    dsn: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(asyncpg.protocol, "Protocol", JoiningProtocol.__base__)  # as if it were made elsewhere
    connection = await asyncpg.connect(dsn)
    async with closing(connection):
        assert not await asyncpg_internals.is_supported(connection, named=False)
    (warning,) = caplog.messages
    assert "each takes more round trips" in warning


async def test_a_connection_that_loses_its_prepared_statements_is_detected(
    connection: asyncpg.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    assert not await asyncpg_internals.is_supported(connection, named=True)
    (warning,) = caplog.messages
    assert "each takes more round trips" in warning


async def test_settings_are_written_together_with_their_statement(connection: asyncpg.Connection) -> None:
    pipelined = PipelinedConnection(connection, named=False)
    question = "SELECT current_setting('app.org_id', true)"
    await pipelined.fetch(question, ())
    pipelined.joining.transport = below = CountingTransport(pipelined.joining.transport)
    for place in (TransactionPart.ALONE, TransactionPart.FIRST):
        below.writes = 0
        assert [tuple(row) for row in await pipelined.fetch(question, (), (("app.org_id", "7"),), place)] == [("7",)]
        assert below.writes == 1


@pytest.mark.parametrize(("pipelined", "kind"), [(True, PipelinedConnection), (False, PooledConnection)])
async def test_a_pool_opens_the_supported_kind_of_connection(
    dsn: str, pipelined: bool, kind: type[PooledConnection]
) -> None:
    async with create_pool(dsn, pipelined=pipelined) as pool:
        pooled = await pool.acquire()
        assert type(pooled) is kind
        pool.release(pooled)
