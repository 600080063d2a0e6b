"""Fixtures: tabs of a real Chromium over a server in this process. What Chromium complains of fails the test."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from litestar.types import ASGIApp
from playwright.async_api import Browser as Chromium
from playwright.async_api import expect

from http_api import SECRET_KEY
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.web.app import console
from web.browser.tabs import CHROMIUM, KeptPage, Tab, Tabs, launched, served
from web.browsing import Browser

expect.set_options(timeout=20_000)  # machines are slow while all tests run


def pytest_runtest_setup() -> None:
    """Skip the tests of this folder without Chromium, except in CI, which must have it."""
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Chromium isn't installed")


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Chromium]:
    async with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
async def url(app: ASGIApp) -> AsyncIterator[str]:
    """The address of a server."""
    async with served(app) as found:
        yield found


@pytest.fixture(scope="session")
async def kept(chromium: Chromium, url: str) -> AsyncIterator[KeptPage]:
    page = KeptPage(chromium, url)
    yield page
    await page.close()


@pytest.fixture
async def tabs(chromium: Chromium, url: str, services: Services, kept: KeptPage) -> AsyncIterator[Tabs]:
    opened = Tabs(chromium, url, services, kept)
    yield opened
    await opened.close()


@pytest.fixture
async def tab(tabs: Tabs, admin: Browser) -> Tab:
    """A tab of the admin of a new organisation."""
    return await tabs.of(admin.actor)


@pytest.fixture
async def new_tab(chromium: Chromium, tmp_path: Path) -> AsyncIterator[Tab]:
    """A tab of nobody, over a server without an organisation."""
    environment = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path), "RECRUIT_SECRET_KEY": SECRET_KEY}
    async with (
        assemble(Settings.from_environment(environment)) as services,
        served(create_app(services, console=console())) as found,
    ):
        opened = Tabs(chromium, found, services)
        yield await opened.of()
        await opened.close()
