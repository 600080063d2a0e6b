"""A server process, and users of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

import cheap_hashes
from http_api import Api, client_of, registered
from processes import ServerProcess, serving

cheap = cheap_hashes.cheap_hashes


@pytest.fixture(scope="session")
async def server(data_dir: Path) -> AsyncIterator[ServerProcess]:
    async with serving(data_dir) as running:
        yield running


@pytest.fixture(scope="session")
async def http(server: ServerProcess) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(server.url) as client:
        yield client


@pytest.fixture
async def api(http: httpx.AsyncClient) -> Api:
    """A new organisation."""
    return await registered(http)


@pytest.fixture
async def others(http: httpx.AsyncClient) -> Api:
    """Another organisation."""
    return await registered(http)
