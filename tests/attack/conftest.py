"""A real server to attack, and two organisations on it."""

from collections.abc import AsyncIterator
from ipaddress import IPv4Address
from pathlib import Path
from secrets import randbelow

import httpx
import pytest
from litestar.types import ASGIApp

import cheap_hashes
from asgi import asgi_transport
from attack.office import MARK, Office, new_office
from http_api import SECRET_KEY, Api, client_of, registered
from processes import ServerProcess, serving
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import Services

cheap = cheap_hashes.cheap_hashes
services = cheap_hashes.services


@pytest.fixture(scope="session")
async def server(data_dir: Path) -> AsyncIterator[ServerProcess]:
    """A server process: what is sent to it concerns its connections, not its storage."""
    async with serving(data_dir, RECRUIT_STORAGE="memory:", RECRUIT_SECRET_KEY=SECRET_KEY) as running:
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


@pytest.fixture(scope="session")
async def neighbours(services: Services) -> tuple[Office, Office]:
    """Two organisations for tests that change nothing in either. Names in the second one contain MARK."""
    return await new_office(services), await new_office(services, MARK)


@pytest.fixture(scope="session")
def app(services: Services) -> ASGIApp:
    return create_app(services)


@pytest.fixture
async def inside(app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    """The application over the storage, in this process: quicker, and still with every layer.

    Each test has an address of its own, so that no test uses up another one's rate limit.
    """
    address = str(IPv4Address(0x0A000000 + randbelow(2**24))), 12345
    transport = asgi_transport(app, raise_app_exceptions=False, client=address)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client
