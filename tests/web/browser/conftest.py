"""Fixtures: a real server, and pages of a real Chromium in which any error of the console fails the test."""

import os
import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright

from http_api import PASSWORD, Api, client_of, registered
from processes import ServerProcess, serving

CHROMIUM = shutil.which("chromium")
EXPECTED = re.compile(r"Failed to load resource: the server responded with a status of (401|403|404|409|412|422|503)")
"""Chromium reports every status of an error. Pages show these themselves."""

OF_SCREENSHOTS = "Applying inline style violates"
"""Playwright hides carets for a screenshot with styles that the policy refuses."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests of this folder without Chromium, except in CI, which must have it."""
    if CHROMIUM is None and not os.environ.get("CI"):
        missing = pytest.mark.skip(reason="Chromium is not installed")
        for item in items:
            if item.path.is_relative_to(Path(__file__).parent):
                item.add_marker(missing)


@dataclass
class Tab:
    """A page of a signed-in user, with the faults that the browser has reported."""

    page: Page
    url: str
    api: Api
    faults: list[str] = field(default_factory=list)

    async def open(self, path: str) -> None:
        """Open a page of the console."""
        await self.page.goto(self.url + path)

    def record(self, message: ConsoleMessage) -> None:
        """Store an error or a warning that the page logs."""
        text = message.text
        if message.type in {"error", "warning"} and not EXPECTED.search(text) and OF_SCREENSHOTS not in text:
            self.faults.append(text)


@pytest.fixture(scope="session")
async def server(data_dir: Path) -> AsyncIterator[ServerProcess]:
    async with serving(data_dir, RECRUIT_STORAGE="memory:") as running:
        yield running


@pytest.fixture(scope="session")
async def http(server: ServerProcess) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(server.url) as client:
        yield client


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest.fixture
async def tab(chromium: Browser, server: ServerProcess, http: httpx.AsyncClient) -> AsyncIterator[Tab]:
    """A page of the admin of a new organisation, on the list of jobs."""
    api = await registered(http)
    context = await chromium.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    tab = await opened(context, server.url, api)
    yield tab
    await context.close()
    assert tab.faults == []


async def opened(context: BrowserContext, url: str, api: Api) -> Tab:
    """Sign a user in in a new page of a context."""
    tab = Tab(await context.new_page(), url, api)
    tab.page.on("console", tab.record)
    tab.page.on("pageerror", lambda error: tab.faults.append(str(error)))
    await tab.open("/login")
    await tab.page.fill("#email", api.email)
    await tab.page.fill("#password", PASSWORD)
    await tab.page.click("button.primary")
    await tab.page.wait_for_url("**/jobs")
    return tab
