"""Fixtures: the application over a storage."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from litestar.types import ASGIApp

import cheap_hashes
from asgi import asgi_transport
from http_api import Api, founded
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from stand_ins.openai_server import OpenAIServer

cheap = cheap_hashes.cheap_hashes
services = cheap_hashes.services


@pytest.fixture(scope="session")
def app(services: Services) -> ASGIApp:
    return create_app(services)


@pytest.fixture(scope="session")
async def http(app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    transport = asgi_transport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


@pytest.fixture
async def api(http: httpx.AsyncClient, services: Services) -> Api:
    """A client of a new organisation."""
    return await founded(http, services)


@pytest.fixture
async def others(http: httpx.AsyncClient, services: Services) -> Api:
    """A client of another new organisation."""
    return await founded(http, services)


@pytest.fixture
def model() -> Iterator[OpenAIServer]:
    """A language-model server whose answers the test sets."""
    with OpenAIServer() as server:
        yield server


@pytest.fixture
async def advised(model: OpenAIServer, tmp_path: Path) -> AsyncIterator[Api]:
    """A client of an organisation whose agent uses `model`."""
    environment = {
        "RECRUIT_STORAGE": "memory:",
        "RECRUIT_DATA_DIR": str(tmp_path),
        "RECRUIT_EMBEDDER": "none:",
        "OPENAI_API_KEY": "key",
        "OPENAI_BASE_URL": model.url,
    }
    async with assemble(Settings.from_environment(environment)) as services:
        transport = asgi_transport(create_app(services), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            yield await founded(client, services)
