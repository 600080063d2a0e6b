"""Fixtures: browsers without scripts, over the application as the server assembles it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from litestar.types import ASGIApp

import cheap_hashes
from asgi import asgi_transport
from http_api import PASSWORD_HASH
from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import Services
from recruit.entrypoints.web.app import console
from web.browsing import Browser
from worlds import colleague, new_email, new_organisation

cheap = cheap_hashes.cheap_hashes
services = cheap_hashes.services


@pytest.fixture(scope="session")
def app(services: Services) -> ASGIApp:
    return create_app(services, console=console())


@pytest.fixture
async def anonymous(app: ASGIApp, services: Services) -> AsyncIterator[Browser]:
    """A browser without a session."""
    async with _browser(app, services) as browser:
        yield browser


@pytest.fixture
async def admin(app: ASGIApp, services: Services) -> AsyncIterator[Browser]:
    """The browser of the admin of a new organisation, whose password is PASSWORD."""
    async with _browser(app, services) as browser:
        email = new_email()
        organisation = await new_organisation(services.storage, email, PASSWORD_HASH)
        await browser.sign_in(organisation.actor, email)
        yield browser


@pytest.fixture
async def viewer(app: ASGIApp, services: Services, admin: Browser) -> AsyncIterator[Browser]:
    """The browser of a viewer of the admin's organisation."""
    async with _browser(app, services) as browser:
        await browser.sign_in(await colleague(services.storage, admin.actor.org_id, Role.VIEWER))
        yield browser


@pytest.fixture
async def stranger(app: ASGIApp, services: Services) -> AsyncIterator[Browser]:
    """The browser of the admin of another organisation."""
    async with _browser(app, services) as browser:
        await browser.sign_in((await new_organisation(services.storage)).actor)
        yield browser


@asynccontextmanager
async def _browser(app: ASGIApp, services: Services) -> AsyncIterator[Browser]:
    transport = asgi_transport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield Browser(client, services)
