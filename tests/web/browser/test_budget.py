"""Sizes of what Chromium loads for a page: scripts, styles and HTML, compressed."""

import gzip
from collections import Counter

import pytest
from playwright.async_api import Response

from web.browser.tabs import WIDE, Tab, Tabs
from web.browsing import Browser
from web.people import applied, engineer_job, organisation

pytestmark = [pytest.mark.one_storage, pytest.mark.one_python]

KB = 1000
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
        if kind in {"script", "stylesheet", "font", "image", "document"}:
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
        assert loaded["font"] == 0
        assert 0 < loaded["script"] <= 60 * KB
