"""A real server to attack, and two organisations on it."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from http_api import SECRET_KEY, Api, registered
from processes import ServerProcess, serving


@pytest.fixture(scope="session")
async def server(data_dir: Path) -> AsyncIterator[ServerProcess]:
    async with serving(data_dir, RECRUIT_SECRET_KEY=SECRET_KEY) as running:
        yield running


@pytest.fixture(scope="session")
async def http(server: ServerProcess) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=server.url, timeout=60) as client:
        yield client


@pytest.fixture
async def api(http: httpx.AsyncClient) -> Api:
    """Us."""
    return await registered(http)


@pytest.fixture
async def others(http: httpx.AsyncClient) -> Api:
    """Another organisation."""
    return await registered(http)
