"""Fixtures: tabs of a real Chromium over a server in this process. What Chromium complains of fails the test."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from litestar.types import ASGIApp
from playwright.async_api import Browser as Chromium
from playwright.async_api import (
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    ViewportSize,
    async_playwright,
    expect,
)

from http_api import SECRET_KEY
from lone_server import address, started
from recruit.domain.accounts.model.users import Actor
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.web.app import console
from web.browsing import Browser

CHROMIUM = shutil.which("chromium")
WIDE: ViewportSize = {"width": 1440, "height": 900}
SMALL: ViewportSize = {"width": 390, "height": 844}

expect.set_options(timeout=20_000)  # machines are slow while all tests run


def pytest_runtest_setup() -> None:
    """Skip the tests of this folder without Chromium, except in CI, which must have it."""
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Chromium isn't installed")


@dataclass
class Tab:
    """A page of Chromium. Navigations go through `open`, `follow` or `going`, which wait until scripts are ready."""

    page: Page
    expected: list[str]

    async def open(self, path: str) -> Response:
        """Open a page of the console."""
        response = await self.page.goto(path)
        await self._arrived()
        assert response is not None
        return response

    async def follow(self, link: Locator) -> None:
        """Click on what leads to another page, or to the same page anew."""
        async with self.going():
            await link.click()

    @asynccontextmanager
    async def going(self) -> AsyncIterator[None]:
        """Wait for the page to which the block leads."""
        await self.page.locator("#main").evaluate("main => { main.dataset.left = '' }")
        yield
        await self._arrived()

    async def _arrived(self) -> None:
        await expect(self.page.locator("#main:not([data-left])")).to_be_attached()
        await expect(self.page.locator("[data-island]:not([data-mounted])")).to_have_count(0)

    def expects(self, fault: str) -> None:
        """Say that Chromium will complain of something, in words that contain `fault`. Without it, the test fails."""
        self.expected.append(fault)

    def expects_status(self, status: int) -> None:
        """Say that a response will have a status of an error."""
        self.expects(f"Failed to load resource: the server responded with a status of {status} ")


@dataclass
class Tabs:
    """Opens tabs, each in a browser context of its own, and records what Chromium complains of in them."""

    chromium: Chromium
    url: str
    services: Services
    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    async def of(self, actor: Actor | None = None, **options: Any) -> Tab:
        """Open a tab in a new context, with a new session if an actor is given."""
        given = {"base_url": self.url, "viewport": WIDE, "locale": "en-GB", "reduced_motion": "reduce"}
        context = await self.chromium.new_context(**given | options)
        self.contexts.append(context)
        context.on("console", self._record)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        if actor:
            session = await self.services.browser_sessions.open(actor, "Chromium")
            await context.add_cookies([{"name": "recruit", "value": session, "url": self.url}])
        return await self.beside(context)

    async def beside(self, context: BrowserContext) -> Tab:
        """Open another tab of a context."""
        return Tab(await context.new_page(), self.expected)

    async def close(self) -> None:
        """Close all contexts. Fails unless Chromium complained of what was expected, and of nothing else."""
        for context in self.contexts:
            await context.close()
        assert [fault for fault in self.faults if not any(one in fault for one in self.expected)] == []
        assert [one for one in self.expected if not any(one in fault for fault in self.faults)] == []

    def _record(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(message.text)


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Chromium]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
async def url(app: ASGIApp) -> AsyncIterator[str]:
    """The address of a server."""
    async with _served(app) as found:
        yield found


@pytest.fixture
async def tabs(chromium: Chromium, url: str, services: Services) -> AsyncIterator[Tabs]:
    opened = Tabs(chromium, url, services)
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
        _served(create_app(services, console=console())) as found,
    ):
        opened = Tabs(chromium, found, services)
        yield await opened.of()
        await opened.close()


@asynccontextmanager
async def _served(app: ASGIApp) -> AsyncIterator[str]:
    server = await started(app)
    yield "http://{}:{}".format(*address(server))
    await server.shutdown()
