"""Cancelled calls, and the end of servers with connected assistants."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import asyncpg
import pytest
from mcp import Client

from assistants.clients import LEGACY, MODERN, call_tool, over_http, over_stdio
from http_api import Api, client_of, registered
from processes import ServerProcess, ran, serving, started
from recruit.adapters.postgres.embedded.postgres_process import Address

INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "assistant", "version": "1"},
    },
}
COUNT_BLOCKED = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = 'recruit'"


@asynccontextmanager
async def job_lock(postgres: Address, job_id: int) -> AsyncIterator[asyncpg.Connection]:
    """A connection whose transaction locks a job, so that changes to it wait."""
    connection = await asyncpg.connect(
        host=str(postgres.socket_dir), port=postgres.port, user="postgres", database="recruit"
    )
    try:
        async with connection.transaction():
            await connection.execute("SELECT 1 FROM jobs WHERE id = $1 FOR UPDATE", job_id)
            yield connection
    finally:
        await connection.close()


async def wait_until_blocked(connection: asyncpg.Connection, waiting: int) -> None:
    """Wait until the given number of connections wait for a lock."""
    async with asyncio.timeout(60):
        while await connection.fetchval(COUNT_BLOCKED) != waiting:
            await asyncio.sleep(0.01)
            await connection.execute("SELECT pg_stat_clear_snapshot()")


@pytest.mark.parametrize("mode", [MODERN, LEGACY])
@pytest.mark.parametrize("transport", ["http", "stdio"])
async def test_a_cancelled_call_changes_nothing(
    server: ServerProcess, data_dir: Path, postgres: Address, api: Api, transport: str, mode: str
) -> None:
    job = await api.job("Nurse")
    client_of: AbstractAsyncContextManager[Client] = (
        over_http(server.url, api.token, mode=mode)
        if transport == "http"
        else over_stdio(data_dir, api.email, mode=mode)
    )
    async with client_of as client, job_lock(postgres, job["id"]) as connection:
        call = asyncio.create_task(call_tool(client, "update_job", job_id=job["id"], changes={"title": "Cook"}))
        await wait_until_blocked(connection, 1)
        call.cancel()
        await wait_until_blocked(connection, 0)
        assert (await call_tool(client, "find_jobs"))["items"][0]["title"] == "Nurse"
    assert (await api.get(f"/jobs/{job['id']}")).json() == job


async def test_a_server_with_a_connected_assistant_ends_on_sigterm(served_data: Path) -> None:
    async with serving(served_data) as server, client_of(server.url) as http:
        api = await registered(http)
        async with over_http(server.url, api.token, mode=LEGACY) as client:
            await call_tool(client, "find_jobs")
            server.process.send_signal(signal.SIGTERM)
            await server.logged("Application shutdown complete")
            await server.ended()


async def test_a_stdio_process_ends_on_sigterm_while_its_input_is_open(data_dir: Path, api: Api) -> None:
    process = await started("mcp", "--email", api.email, data_dir=data_dir, stdin=asyncio.subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(INITIALIZE).encode() + b"\nnonsense\n")
    assert json.loads(await process.stdout.readline())["result"]["serverInfo"]["name"] == "recruit"
    process.terminate()
    assert await process.wait() == 0
    process.stdin.close()
    await process.communicate()


async def test_a_stdio_process_ends_when_its_input_ends(data_dir: Path, api: Api) -> None:
    code, out, errors = await ran("mcp", "--email", api.email, data_dir=data_dir)
    assert (code, out) == (0, "")
    assert "Traceback" not in errors
