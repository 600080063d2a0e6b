"""What Chromium loads for a page (scripts, styles, fonts and HTML, compressed), and how far a late font moves it."""

import gzip
from collections import Counter

import pytest
from playwright.async_api import Response, expect

from web.browser.tabs import WIDE, Tab, Tabs
from web.browser.test_disturbances import Held
from web.browsing import Browser
from web.people import applied, engineer_job, organisation

pytestmark = [pytest.mark.one_storage, pytest.mark.one_python]

KB = 1000
WATCH = """(() => {
    const seen = [];
    const watcher = new PerformanceObserver((list) => seen.push(...list.getEntries()));
    watcher.observe({ type: "layout-shift", buffered: true });
    window.shift = async () => {
        await document.fonts.ready;
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn))));
        return [...seen, ...watcher.takeRecords()].reduce((sum, { value }) => sum + value, 0);
    };
})()"""
"""Defines the cumulative layout shift of the page, once its fonts are loaded."""

PEOPLE = 60
"""More than a list or a column shows."""


async def sizes(tab: Tab, path: str) -> Counter[str]:
    """Return the bytes that a page loads by the kinds of resources, compressed by gzip, and its HTML as it is."""
    loaded: list[Response] = []

    def record(response: Response) -> None:
        loaded.append(response)

    tab.page.on("response", record)
    page = await tab.open(path)
    found = Counter(html=len(await page.body()))
    for one in loaded:
        kind = one.request.resource_type
        if kind == "font":
            found[kind] += int(one.headers["content-length"])  # Chromium keeps no body of what it loads ahead
        elif kind in {"script", "stylesheet", "image", "document"}:
            found[kind] += len(gzip.compress(await one.body()))
    return found


async def test_a_page_and_a_board_keep_to_their_budgets(tabs: Tabs, admin: Browser) -> None:
    tab = await tabs.of(admin.actor, viewport=WIDE)  # a new one, without a cache
    job = await engineer_job(admin)
    for number in range(PEOPLE):
        person = await organisation(admin).candidate(
            f"Person {number}", current_title="Staff Engineer", location="York"
        )
        await applied(admin, job, person)
    normal = await sizes(tab, "/candidates")
    board = await sizes(tab, f"/jobs/{job.id}")
    assert board["script"] > normal["script"]  # Sortable
    for loaded in (normal, board):
        assert 0 < loaded["stylesheet"] <= 20 * KB
        assert 0 < loaded["html"] <= 120 * KB
        assert 0 < loaded["font"] <= 35 * KB
        assert 0 < loaded["script"] <= 60 * KB


async def test_a_font_that_comes_late_hardly_moves_the_page(tabs: Tabs, admin: Browser) -> None:
    tab, held = await tabs.of(admin.actor, viewport=WIDE), Held()
    job = await engineer_job(admin)
    for number in range(PEOPLE):
        title = f"Staff Engineer {'of many lines'[: 4 + number % 8]}"
        person = await organisation(admin).candidate(f"Person {number}", current_title=title)
        await applied(admin, job, person)
    await tab.page.add_init_script(WATCH)
    await tab.page.route("**/inter.woff2", held.hold)
    await tab.page.goto(f"/jobs/{job.id}", wait_until="domcontentloaded")
    await expect(tab.page.locator("[data-island]:not([data-mounted])")).to_have_count(0)
    assert not await tab.page.evaluate("document.fonts.check('1em Inter')")
    await tab.page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    for route in held.routes:
        await route.continue_()
    assert await tab.page.evaluate("shift()") <= 0.02
    assert await tab.page.evaluate("document.fonts.check('1em Inter')")
