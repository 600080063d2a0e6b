"""Tabs of Chromium, and a server in this process for them."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from litestar.types import ASGIApp
from playwright.async_api import Browser as Chromium
from playwright.async_api import (
    BrowserContext,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Response,
    ViewportSize,
    WebError,
    async_playwright,
    expect,
)

from lone_server import address, started
from recruit.domain.accounts.model.users import Actor
from recruit.entrypoints.services import Services

CHROMIUM = shutil.which("chromium")
WIDE: ViewportSize = {"width": 1440, "height": 900}
SMALL: ViewportSize = {"width": 390, "height": 844}
USUAL: dict[str, Any] = {"viewport": WIDE, "locale": "en-GB", "reduced_motion": "reduce"}
"""The options of a browser context unless a test chooses others."""


@asynccontextmanager
async def launched() -> AsyncIterator[Chromium]:
    """Start the Chromium of this machine."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        await browser.close()


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[str]:
    """Serve an application, and return its address."""
    server = await started(app)
    yield "http://{}:{}".format(*address(server))
    await server.shutdown()


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
        await expect(self.page.locator("[aria-busy=true]")).to_have_count(0)

    def expects(self, fault: str) -> None:
        """Say that Chromium will complain of something, in words that contain `fault`. Without it, the test fails."""
        self.expected.append(fault)

    def expects_status(self, status: int) -> None:
        """Say that a response will have a status of an error."""
        self.expects(f"Failed to load resource: the server responded with a status of {status} ")


@dataclass
class KeptPage:
    """A page that tests use one after another: a new one starts a process, which compiles all scripts again."""

    chromium: Chromium
    url: str
    _free: Page | None = None

    async def lent(self) -> Page:
        """Return the page, or a new one if it is in use."""
        page, self._free = self._free, None
        return page or await (await self.chromium.new_context(base_url=self.url, **USUAL)).new_page()

    async def take_back(self, page: Page) -> None:
        """Make a page like a new one. Close it if that isn't possible, or if there is one already."""
        context = page.context
        for other in context.pages:
            if other is not page:
                await other.close()
        try:
            await page.unroute_all(behavior="ignoreErrors")
            await context.set_offline(False)
            await page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
            await page.goto("about:blank")
            await context.clear_cookies()
            await page.set_viewport_size(WIDE)
            await page.mouse.move(0, 0)
        except Error:
            await context.close()
            return
        if self._free is not None:
            await context.close()
        else:
            self._free = page

    async def close(self) -> None:
        """Close the page."""
        if self._free is not None:
            await self._free.context.close()


@dataclass
class Tabs:
    """Opens tabs, each in a browser context of its own, and records what Chromium complains of in them.

    With `kept`, the usual tab of a test is the one of the test before it, without what that has left.
    """

    chromium: Chromium
    url: str
    services: Services
    kept: KeptPage | None = None
    lent: list[Page] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    async def of(self, actor: Actor | None = None, **options: Any) -> Tab:
        """Open a tab in a new context, with a new session if an actor is given."""
        if self.kept and not options:
            page = await self.kept.lent()
            context = page.context
            self.lent.append(page)
        else:
            context = await self.chromium.new_context(**{"base_url": self.url, **USUAL, **options})
            self.contexts.append(context)
            page = await context.new_page()
        context.on("console", self._record)
        context.on("weberror", self._record_error)
        if actor:
            session = await self.services.browser_sessions.open(actor, "Chromium")
            await context.add_cookies([{"name": "recruit", "value": session, "url": self.url}])
        return Tab(page, self.expected)

    async def beside(self, context: BrowserContext) -> Tab:
        """Open another tab of a context."""
        return Tab(await context.new_page(), self.expected)

    async def close(self) -> None:
        """Close all contexts. Fails unless Chromium complained of what was expected, and of nothing else."""
        for context in self.contexts:
            await context.close()
        for page in self.lent:
            page.context.remove_listener("console", self._record)
            page.context.remove_listener("weberror", self._record_error)
            if self.kept:
                await self.kept.take_back(page)
        if unexpected := [fault for fault in self.faults if not any(one in fault for one in self.expected)]:
            raise AssertionError(f"Chromium complains: {unexpected}")
        if missing := [one for one in self.expected if not any(one in fault for fault in self.faults)]:
            raise AssertionError(f"Chromium doesn't complain: {missing}")

    def _record(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"{message.text} at {message.location.get('url')}")

    def _record_error(self, error: WebError) -> None:
        self.faults.append(str(error.error))
