"""The console by keyboard alone, from the setup to the logout, with a focus that is always visible."""

import re

import pytest
from playwright.async_api import FilePayload, Locator, expect

from recruit.domain.pipelines.model import ReasonType, RejectionReasonDetails
from web.browser.tabs import Tab
from web.browsing import Browser
from web.people import RESUME, applied, engineer_job, jane

pytestmark = [pytest.mark.one_storage, pytest.mark.one_python]

MOST_STEPS = 100
FOCUS = """() => {
    const focused = document.activeElement;
    if (focused === document.body) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(focused);
    const box = focused.getBoundingClientRect();
    const middle = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2; // Chromium scrolls only to the caret
    const at = document.elementFromPoint(box.x + box.width / 2, middle);
    const isSeen = focused.contains(at) || at?.contains(focused);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 && isSeen ? "" : focused.outerHTML.slice(0, 200);
}"""
"""Returns null without a focus, else a text: that of the focused element if it can't be seen that it has the focus."""


async def tab_to(tab: Tab, target: Locator) -> None:
    """Press Tab until an element has the focus, which must be visible all the way."""
    await expect(target).to_have_count(1)
    for _ in range(MOST_STEPS):
        await tab.page.keyboard.press("Tab")
        assert not await tab.page.evaluate(FOCUS)
        if await target.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"Tab doesn't lead to {target}")


async def press(tab: Tab, target: Locator) -> None:
    """Tab to a link or button that leads to another page, and press Enter."""
    await tab_to(tab, target)
    async with tab.going():
        await tab.page.keyboard.press("Enter")


async def test_from_setup_to_an_explained_score_a_move_and_the_logout(new_tab: Tab) -> None:
    tab, page = new_tab, new_tab.page
    heading = page.get_by_role("heading", level=1)
    await tab.open("/")
    await expect(page).to_have_url(re.compile("/setup$"))
    await expect(page.get_by_label("Organisation")).to_be_focused()
    for text in ("Acme", "dana@example.com", "correct horse battery"):
        await page.keyboard.type(text)
        await page.keyboard.press("Tab")
    async with tab.going():
        await page.keyboard.press("Enter")
    await press(tab, page.get_by_role("link", name="Jobs", exact=True))
    await press(tab, page.get_by_role("link", name="New job"))
    await tab_to(tab, page.get_by_label("Title"))
    await page.keyboard.type("Backend Engineer")
    await tab_to(tab, page.get_by_label("Required skills"))
    await page.keyboard.type("Python\nKubernetes")
    await press(tab, page.get_by_role("button", name="Save"))
    await expect(heading).to_contain_text("Backend Engineer")
    await press(tab, page.get_by_role("link", name="Candidates", exact=True))
    await press(tab, page.locator(".head").get_by_role("link", name="Add candidates"))
    async with page.expect_file_chooser() as chooser:  # before Tab: Chromium may handle a key before it listens
        await tab_to(tab, page.get_by_label("Drop résumés"))
        await page.keyboard.press("Space")
    resume = FilePayload(name="jane.txt", mimeType="text/plain", buffer=RESUME.encode())
    await (await chooser.value).set_files(resume)
    await press(tab, page.locator(".added").get_by_role("link", name="Backend Engineer", exact=True))
    await expect(heading).to_have_text("Jane Doe")
    await expect(page.locator(".big-score")).to_contain_text("of 100")
    await expect(page.locator(".requirements > li")).to_have_count(2)
    await tab_to(tab, page.locator(".requirements").get_by_role("link", name="Python"))
    await page.keyboard.press("Enter")
    await expect(page.locator("mark.chosen").first).to_have_text("Python")
    await press(tab, page.get_by_role("link", name="Add to a job"))
    await tab_to(tab, page.get_by_label("Job", exact=True))
    await page.keyboard.type("Backend")
    await press(tab, page.locator("#add").get_by_role("button", name="Add"))
    await press(tab, page.locator(".box h2").get_by_role("link", name="Backend Engineer"))
    await tab_to(tab, page.locator(".card").get_by_role("link", name="Jane Doe", exact=True))
    await page.keyboard.press("Shift+ArrowRight")
    await expect(page.get_by_role("status")).to_contain_text("Jane Doe → ")
    await tab_to(tab, page.locator(".who summary"))
    await page.keyboard.press("Enter")
    await press(tab, page.get_by_role("button", name="Sign out"))
    await expect(heading).to_have_text("Sign in")
    await expect(page.get_by_role("navigation")).to_have_count(0)
    tab.expects_status(404)
    await tab.open("/setup")
    await expect(heading).not_to_have_text("Set up recruit")


@pytest.mark.parametrize("path", ["/jobs/{job}", "/candidates/{candidate}?job={job}", "/candidates", "/settings/me"])
async def test_the_focus_is_visible_on_every_control(tab: Tab, admin: Browser, path: str) -> None:
    candidate, job = await jane(admin), await engineer_job(admin)
    await applied(admin, job, candidate)
    await tab.open(path.format(candidate=candidate.id, job=job.id))
    seen = 0
    await tab.page.keyboard.press("Tab")
    while (fault := await tab.page.evaluate(FOCUS)) is not None:
        assert fault == ""
        seen += 1
        await tab.page.keyboard.press("Tab")
    assert seen > 10


async def test_escape_closes_menus_and_dialogs_and_returns_the_focus(tab: Tab, admin: Browser) -> None:
    candidate, job = await jane(admin), await engineer_job(admin)
    await applied(admin, job, candidate)
    await tab.open(f"/candidates/{candidate.id}")
    menu = tab.page.get_by_label("More actions", exact=True)
    await tab_to(tab, menu)
    await tab.page.keyboard.press("Enter")
    await expect(tab.page.get_by_role("link", name="Delete…")).to_be_visible()
    await tab.page.keyboard.press("Escape")
    await expect(tab.page.get_by_role("link", name="Delete…")).to_be_hidden()
    await expect(menu).to_be_focused()
    await tab.open(f"/jobs/{job.id}")
    card = tab.page.locator(".card").get_by_role("link", name="Jane Doe", exact=True)
    await card.focus()
    await tab.page.keyboard.press("m")
    await expect(tab.page.get_by_role("dialog").get_by_label("Stage")).to_be_focused()
    await tab.page.keyboard.press("Escape")
    await expect(tab.page.get_by_role("dialog")).to_have_count(0)
    await expect(card).to_be_focused()


async def test_r_on_a_candidate_opens_the_rejection_in_a_dialog(tab: Tab, admin: Browser) -> None:
    reason = RejectionReasonDetails(name="Too few years", type=ReasonType.WE_DECLINED)
    await admin.services.rejection_reasons.create(admin.actor, reason)
    candidate, job = await jane(admin), await engineer_job(admin)
    application = await applied(admin, job, candidate)
    await tab.open(f"/candidates/{candidate.id}?job={job.id}")
    await tab.page.keyboard.press("r")
    dialog = tab.page.get_by_role("dialog", name="Reject Jane Doe")
    await expect(dialog.get_by_label("Reason")).to_be_focused()
    await dialog.get_by_label("Reason").select_option("Too few years")
    async with tab.going():
        await dialog.get_by_role("button", name="Reject").click()
    assert (await admin.services.applications.get(admin.actor, application.id)).status == "rejected"
