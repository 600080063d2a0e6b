"""The board in Chromium: moves by dragging, keys and the dialog, and what others do meanwhile."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from recruit.domain.applications.model import Application
from recruit.domain.pipelines.model import ReasonType, RejectionReasonDetails
from recruit.domain.shared.pages import Window
from web.browser.tabs import Tab, Tabs
from web.browser.test_every_page import AXE, TAGS, violations
from web.browsing import Browser
from web.people import applied, engineer_job, organisation, reachable

pytestmark = [pytest.mark.one_storage, pytest.mark.one_python]


async def board(tab: Tab, admin: Browser) -> list[Application]:
    """Open the board of a new job with three applicants, and return their applications."""
    job = await engineer_job(admin)
    people = [await organisation(admin).candidate(f"Person {number}") for number in range(3)]
    applications = [await applied(admin, job, one) for one in people]
    await tab.open(f"/jobs/{job.id}")
    return applications


def column(page: Page, stage: str) -> Locator:
    return page.locator(f"[data-stage={stage}]")


async def stage_of(admin: Browser, application: Application) -> str:
    return (await admin.services.applications.get(admin.actor, application.id)).status


async def test_a_dragged_card_moves_at_once_and_by_the_user_in_the_log(tab: Tab, admin: Browser) -> None:
    moved, *_ = await board(tab, admin)
    await (
        column(tab.page, "applied").locator(".card").first.drag_to(column(tab.page, "interview").locator(":scope > ul"))
    )
    await expect(column(tab.page, "interview").locator(".card")).to_have_count(1)
    await expect(column(tab.page, "applied").locator("[data-count]")).to_have_text("2")
    await expect(tab.page.locator("#toasts")).to_contain_text("Person 0")
    assert await stage_of(admin, moved) == "interview"
    events = (await admin.services.events.page(admin.actor, 0, 100)).items
    assert [one.user_id for one in events if one.type == "application.stage_changed"] == [admin.actor.user_id]


async def test_the_foot_of_a_card_is_one_line_and_shortens_the_source(tab: Tab, admin: Browser) -> None:
    job, person = await engineer_job(admin), await organisation(admin).candidate("Person")
    await applied(admin, job, person, source="a recommendation of colleagues", fit_score=74)
    await tab.open(f"/jobs/{job.id}")
    foot = tab.page.locator(".card > .hint")
    assert (await foot.evaluate("foot => foot.offsetHeight")) == 16  # the height of a line
    time, source = foot.locator("time"), foot.locator("bdi")
    assert await time.evaluate("time => time.scrollWidth <= time.offsetWidth")
    assert await source.evaluate("source => source.scrollWidth > source.offsetWidth")
    assert await source.get_attribute("title") == "a recommendation of colleagues"


async def test_a_card_moves_by_keys_and_is_announced(tab: Tab, admin: Browser) -> None:
    moved, *_ = await board(tab, admin)
    await column(tab.page, "applied").locator(".card a").first.focus()
    await tab.page.keyboard.press("Shift+ArrowRight")
    await expect(tab.page.get_by_role("status")).to_contain_text("Person 0 → Screening")
    await expect(column(tab.page, "screening").locator(".card a").first).to_be_focused()
    assert await stage_of(admin, moved) == "screening"


async def test_a_card_moves_by_its_menu_and_is_announced(tab: Tab, admin: Browser) -> None:
    moved, *_ = await board(tab, admin)
    await column(tab.page, "applied").locator(".card .more").first.focus()
    await tab.page.keyboard.press("Enter")
    await expect(tab.page.get_by_role("button", name="Sourced", exact=True)).to_be_focused()
    for _ in range(2):  # the stage of the card is left out
        await tab.page.keyboard.press("ArrowDown")
    await expect(tab.page.get_by_role("button", name="Interview", exact=True)).to_be_focused()
    await tab.page.evaluate(AXE)
    assert await violations(tab, TAGS) == []
    await tab.page.get_by_role("button", name="Offer", exact=True).click()
    await expect(column(tab.page, "offer").locator(".card")).to_have_count(1)
    await expect(tab.page.locator("#toasts")).to_contain_text("Person 0 → Offer")
    await expect(column(tab.page, "applied").locator(".card .name").first).to_be_focused()
    assert await stage_of(admin, moved) == "offer"


async def test_the_menu_of_a_card_has_its_persons_address_and_copies_it(tab: Tab, admin: Browser) -> None:
    job = await engineer_job(admin)
    await applied(admin, job, await reachable(admin, "jane@example.org"))
    await tab.open(f"/jobs/{job.id}")
    await tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await tab.page.locator(".card .more").click()
    contact = tab.page.locator(".popup:popover-open .contact")
    await expect(contact.locator("a")).to_have_attribute("href", "mailto:jane@example.org")
    await contact.get_by_role("button").click()
    await expect(contact).to_contain_text("Copied")
    assert await tab.page.evaluate("navigator.clipboard.readText()") == "jane@example.org"
    await tab.page.context.clear_permissions()


async def test_cards_are_selected_by_keys_and_ranges_and_move_together(tab: Tab, admin: Browser) -> None:
    people = await board(tab, admin)
    page, bar = tab.page, tab.page.get_by_role("group", name="Selected applications")
    await column(page, "applied").locator(".card .name").first.focus()
    await page.keyboard.press("x")
    await expect(bar.locator("p")).to_have_text("1 selected")
    await column(page, "applied").locator(".card").nth(2).hover()
    await page.get_by_label("Select Person 2").click(modifiers=["Shift"])
    await expect(bar.locator("p")).to_have_text("3 selected")
    await page.evaluate(AXE)
    assert await violations(tab, TAGS) == []
    await page.get_by_label("Select Person 0").uncheck()
    await bar.get_by_label("Stage").select_option("offer")
    async with tab.going():
        await bar.get_by_role("button", name="Move").click()
    await expect(column(page, "offer").locator(".card")).to_have_count(2)
    await expect(bar).to_be_hidden()
    assert [await stage_of(admin, one) for one in people] == ["applied", "offer", "offer"]
    await page.keyboard.press("z")
    await expect(column(page, "applied").locator(".card")).to_have_count(3)
    assert [await stage_of(admin, one) for one in people] == ["applied"] * 3


async def test_a_dialog_rejects_with_a_reason_and_a_note_and_leaves_the_board_as_it_is(
    tab: Tab, admin: Browser
) -> None:
    reason = RejectionReasonDetails(name="Too few years", type=ReasonType.WE_DECLINED)
    stored = await admin.services.rejection_reasons.create(admin.actor, reason)
    moved, *_ = await board(tab, admin)
    await tab.page.locator(".board").evaluate("board => { board.dataset.same = '' }")
    await column(tab.page, "applied").locator(".card .name").first.focus()
    await tab.page.keyboard.press("r")
    dialog = tab.page.get_by_role("dialog")
    await dialog.get_by_label("Reason").select_option("Too few years")
    await dialog.get_by_label("Note").fill("Thanks")
    await dialog.get_by_role("button", name="Reject").click()
    await expect(column(tab.page, "rejected").locator("[data-count]")).to_have_text("1")
    await expect(column(tab.page, "applied").locator(".card .name").first).to_be_focused()
    await expect(tab.page.locator(".board[data-same]")).to_be_attached()
    kept = await admin.services.applications.get(admin.actor, moved.id)
    assert (kept.status, kept.reason_id, kept.move_note) == ("rejected", stored.id, "Thanks")


async def test_columns_of_final_stages_are_folded_and_take_cards(tab: Tab, admin: Browser) -> None:
    moved, *_ = await board(tab, admin)
    hired = column(tab.page, "hired")
    await column(tab.page, "applied").locator(".card").first.drag_to(hired.locator(":scope > ul"))
    await expect(hired.locator("[data-count]")).to_have_text("1")
    await expect(hired.locator(".card")).to_be_hidden()
    await hired.get_by_role("button", name="Show Hired").click()
    await expect(hired.locator(".card")).to_be_visible()
    await tab.page.evaluate(AXE)
    assert await violations(tab, TAGS) == []
    assert await stage_of(admin, moved) == "hired"


async def test_the_whole_column_under_the_pointer_takes_a_card_and_nothing_else_does(tab: Tab, admin: Browser) -> None:
    first, second, third = await board(tab, admin)
    cards, mouse = column(tab.page, "applied").locator(".card"), tab.page.mouse
    screening, hired, over = column(tab.page, "screening"), column(tab.page, "hired"), tab.page.locator(".column.over")

    async def drag_first(*goals: Locator) -> None:
        await cards.first.hover()
        await mouse.down()
        for goal in goals:
            await goal.hover(force=True)
            await goal.hover(force=True)  # the first move of a drag begins it

    await drag_first(column(tab.page, "offer").locator(":scope > ul"), screening.locator("h2"))
    await expect(over).to_have_attribute("data-stage", "screening")
    await expect(screening.locator(".card")).to_have_count(1)
    await mouse.up()
    await expect(tab.page.get_by_role("status")).to_contain_text("Person 0 → Screening")
    assert await stage_of(admin, first) == "screening"

    await drag_first(column(tab.page, "offer"), hired.locator("h2"))
    await expect(hired.locator(".card")).to_be_visible()
    await mouse.up()
    await expect(hired.locator("[data-count]")).to_have_text("1")
    assert await stage_of(admin, second) == "hired"

    sent: list[str] = []
    tab.page.on("request", lambda request: sent.append(request.method))
    await drag_first(hired, tab.page.locator("h1"))
    await expect(over).to_have_count(0)
    await mouse.up()
    await drag_first(hired)
    await tab.page.keyboard.press("Escape")
    await mouse.up()
    await expect(cards).to_have_text([re.compile("Person 2")])
    assert "POST" not in sent
    assert await stage_of(admin, third) == "applied"


async def test_a_board_is_filtered_while_one_types_and_fits_its_window(tab: Tab, admin: Browser) -> None:
    await board(tab, admin)
    for number in range(40):
        job = (await admin.services.jobs.page(admin.actor, Window(limit=1))).items[0]
        await applied(admin, job, await organisation(admin).candidate(f"Else {number}"))
    await tab.page.reload()
    assert await tab.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    await column(tab.page, "applied").get_by_role("link", name="13 more").click()
    await expect(column(tab.page, "applied").locator(".card")).to_have_count(43)
    await tab.page.get_by_label("Filter by name").press_sequentially("person")
    await expect(tab.page.locator("#board-count")).to_contain_text("3 of 43")
    await expect(column(tab.page, "applied").locator("[data-count]")).to_have_text("3 of 43")
    await expect(tab.page.locator(".card")).to_have_count(3)
    await expect(tab.page.get_by_label("Filter by name")).to_be_focused()
    assert tab.page.url.endswith("?q=person")
    await expect(tab.page.locator("[data-island]:not([data-mounted])")).to_have_count(0)
    async with tab.page.expect_response("**/live/jobs/*"):
        await tab.page.reload()
    await column(tab.page, "applied").locator(".card .name").first.focus()
    await tab.page.keyboard.press("Shift+ArrowRight")
    await expect(column(tab.page, "applied").locator("[data-count]")).to_have_text("2 of 42")


async def test_without_a_connection_the_card_goes_back(tab: Tab, admin: Browser) -> None:
    moved, *_ = await board(tab, admin)
    tab.expects("ERR_INTERNET_DISCONNECTED")
    await tab.page.context.set_offline(True)
    names, alerts = column(tab.page, "applied").locator(".card .name"), tab.page.locator("#toasts [role=alert]")
    await column(tab.page, "applied").locator(".card").nth(1).drag_to(column(tab.page, "offer").locator(":scope > ul"))
    await expect(alerts).to_contain_text(["No connection"])
    await expect(names).to_have_text(["Person 0", "Person 1", "Person 2"])
    await expect(column(tab.page, "applied").locator("[data-count]")).to_have_text("3")
    await names.last.focus()
    await tab.page.keyboard.press("Shift+ArrowRight")
    await expect(alerts).to_have_count(2)
    await expect(names.last).to_be_focused()
    await tab.page.keyboard.press("r")
    await expect(alerts).to_have_count(3)
    assert await stage_of(admin, moved) == "applied"


async def test_without_a_connection_a_dialog_keeps_what_was_typed(tab: Tab, admin: Browser) -> None:
    moved, *_ = await board(tab, admin)
    await column(tab.page, "applied").locator(".card .name").first.focus()
    await tab.page.keyboard.press("r")
    dialog = tab.page.get_by_role("dialog")
    await dialog.get_by_label("Note").fill("Thanks")
    tab.expects("ERR_INTERNET_DISCONNECTED")
    await tab.page.context.set_offline(True)
    await dialog.get_by_role("button", name="Reject").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("No connection")
    await tab.page.context.set_offline(False)
    await dialog.get_by_role("button", name="Reject").click()
    await expect(dialog).to_have_count(0)
    kept = await admin.services.applications.get(admin.actor, moved.id)
    assert (kept.status, kept.move_note) == ("rejected", "Thanks")


async def test_of_two_browsers_that_move_a_card_the_second_is_told_where_it_is(tabs: Tabs, admin: Browser) -> None:
    first, second = await tabs.of(admin.actor), await tabs.of(admin.actor)
    moved, *_ = await board(first, admin)
    await second.open(f"/jobs/{moved.job_id}")
    await column(second.page, "applied").locator(".card .name").first.focus()
    await second.page.keyboard.press("m")
    dialog = second.page.get_by_role("dialog")
    await dialog.get_by_label("Stage").select_option("Offer")
    await (
        column(first.page, "applied")
        .locator(".card")
        .first.drag_to(column(first.page, "interview").locator(":scope > ul"))
    )
    await expect(first.page.get_by_role("status")).to_contain_text("Person 0")
    second.expects_status(409)
    second.expects_status(412)
    async with second.going():
        await dialog.get_by_role("button", name="Move").click()
    await expect(second.page.get_by_role("heading", level=1)).to_have_text("Founder has changed this meanwhile")
    await expect(second.page.locator(".versions")).to_contain_text("Interview")
    assert await stage_of(admin, moved) == "interview"


async def test_a_board_shows_what_somebody_else_moves(tabs: Tabs, admin: Browser) -> None:
    mover, watcher = await tabs.of(admin.actor), await tabs.of(admin.actor)
    moved, *_ = await board(mover, admin)
    async with watcher.page.expect_response("**/live/jobs/*"):
        await watcher.open(f"/jobs/{moved.job_id}")
    await (
        column(mover.page, "applied")
        .locator(".card")
        .first.drag_to(column(mover.page, "screening").locator(":scope > ul"))
    )
    await expect(column(watcher.page, "screening").locator(".card")).to_have_count(1)
    await expect(column(watcher.page, "applied").locator("[data-count]")).to_have_text("2")


async def test_notes_of_others_appear_while_one_writes(tab: Tab, admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    async with tab.page.expect_response("**/live/candidates/*"):
        await tab.open(f"/candidates/{candidate.id}/notes")
    note = tab.page.locator("#f-text")
    await note.fill("I was just")
    await admin.services.notes.create(admin.actor, "Met her", candidate_id=candidate.id)
    await expect(tab.page.locator(".notes .text")).to_have_text("Met her")
    await expect(note).to_have_value("I was just")
    await expect(note).to_be_focused()
