"""The board in a real browser: moves by dragging, keys and the dialog, and what others do meanwhile."""

from typing import Any

import pytest
from playwright.async_api import Browser, expect

from web.browser.conftest import Tab, opened


async def board(tab: Tab, people: int = 3) -> dict[str, Any]:
    """Open the board of a new job with applicants."""
    job = await tab.api.job()
    for number in range(people):
        candidate = await tab.api.candidate(f"Person {number}")
        await tab.api.application(job, candidate, status="applied")
    await tab.open(f"/jobs/{job['id']}")
    await tab.page.wait_for_selector(".board[data-mounted]")
    return job


async def status(tab: Tab, job: dict[str, Any], name: str) -> str:
    found = (await tab.api.get(f"/applications?job_id={job['id']}")).json()["items"]
    people = {one["id"]: one["full_name"] for one in (await tab.api.get("/candidates")).json()["items"]}
    return next(str(one["status"]) for one in found if people[one["candidate_id"]] == name)


async def test_a_dragged_card_moves_at_once_and_in_the_log_by_the_user(tab: Tab) -> None:
    job = await board(tab)
    page = tab.page
    await page.locator("[data-stage=applied] .card").first.drag_to(page.locator("[data-stage=interview] ul"))
    await expect(page.locator("[data-stage=interview] .card")).to_have_count(1)
    await expect(page.locator("[data-stage=applied] [data-count]")).to_have_text("2")
    await expect(page.locator("#toasts")).to_contain_text("Person 0")
    assert await status(tab, job, "Person 0") == "interview"
    events = (await tab.api.get("/events?types=application.stage_changed")).json()["items"]
    assert [(one["kind"], one["user_id"]) for one in events] == [("user", tab.api.user_id)]


async def test_a_card_moves_by_keys_and_is_announced(tab: Tab) -> None:
    job = await board(tab)
    page = tab.page
    await page.locator("[data-stage=applied] .card a").first.focus()
    await page.keyboard.press("Shift+ArrowRight")
    await expect(page.locator("#toasts[role=status]")).to_contain_text("Screening")
    await expect(page.locator("[data-stage=screening] .card a").first).to_be_focused()
    assert await status(tab, job, "Person 0") == "screening"


async def test_a_card_moves_by_the_dialog(tab: Tab) -> None:
    job = await board(tab)
    page = tab.page
    await page.click("[data-stage=applied] .card:first-child .more")
    await page.select_option("dialog[open] #f-stage", "offer")
    await page.click("dialog[open] button.primary")
    await expect(page.locator("[data-stage=offer] .card")).to_have_count(1)
    assert await status(tab, job, "Person 0") == "offer"


async def test_without_a_connection_the_card_goes_back(tab: Tab) -> None:
    job = await board(tab)
    page = tab.page
    await page.context.set_offline(True)
    await page.locator("[data-stage=applied] .card").first.drag_to(page.locator("[data-stage=offer] ul"))
    await expect(page.locator("#toasts [role=alert]")).to_contain_text("No connection")
    await expect(page.locator("[data-stage=applied] .card")).to_have_count(3)
    await expect(page.locator("[data-stage=applied] [data-count]")).to_have_text("3")
    await page.context.set_offline(False)
    assert await status(tab, job, "Person 0") == "applied"
    tab.faults[:] = [fault for fault in tab.faults if "ERR_INTERNET_DISCONNECTED" not in fault]


async def test_a_board_shows_what_somebody_else_moves(tab: Tab, chromium: Browser) -> None:
    job = await board(tab)
    context = await chromium.new_context(viewport={"width": 1440, "height": 900})
    other = await opened(context, tab.url, tab.api)
    await other.open(f"/jobs/{job['id']}")
    await other.page.wait_for_selector("#live[data-mounted]")
    await tab.page.locator("[data-stage=applied] .card").first.drag_to(tab.page.locator("[data-stage=screening] ul"))
    await expect(other.page.locator("[data-stage=screening] .card")).to_have_count(1, timeout=15_000)
    await context.close()
    assert other.faults == []


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "{{ 7*7 }}", "' onfocus=alert(1) autofocus x='"])
async def test_a_name_is_text_on_cards_in_toasts_and_in_the_palette(tab: Tab, name: str) -> None:
    job = await tab.api.job(name)
    await tab.api.application(job, await tab.api.candidate(name), status="applied")
    page = tab.page
    await tab.open(f"/jobs/{job['id']}")
    await page.wait_for_selector(".board[data-mounted]")
    await page.locator(".card").first.drag_to(page.locator("[data-stage=offer] ul"))
    await expect(page.locator("#toasts")).to_contain_text(name)
    await page.keyboard.press("Control+k")
    await page.keyboard.type(name[:10])
    await expect(page.locator("#palette .found li bdi").first).to_have_text(name)
    assert await page.locator("img").count() == 0
