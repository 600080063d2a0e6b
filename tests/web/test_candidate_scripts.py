"""The scripts of candidates' pages, in Chromium: evidence, selection, uploads."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from litestar.types import ASGIApp
from playwright import async_api as playwright
from playwright.async_api import ConsoleMessage, Page, expect

from lone_server import address, started
from web.browsing import Browser
from web.people import RESUME, applied, engineer_job, jane, organisation

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.one_storage,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium isn't installed"),
]
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  const target = document.querySelector("h1");
  for (const type of ["dragover", "drop"])
    target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


@dataclass
class Chromium:
    """A running browser, and the address of a server with the application."""

    browser: playwright.Browser
    base: str

    @asynccontextmanager
    async def page_of(self, user: Browser) -> AsyncIterator[Page]:
        """Open a page with a user's session. Errors of scripts and of the policy fail the test."""
        errors: list[str] = []

        def record(message: ConsoleMessage) -> None:
            if message.type == "error" and not message.text.startswith("Failed to load resource"):
                errors.append(message.text)

        context = await self.browser.new_context(base_url=self.base)
        session = await user.services.browser_sessions.open(user.actor, "Chromium")
        await context.add_cookies([{"name": "recruit", "value": session, "url": self.base}])
        page = await context.new_page()
        page.on("console", record)
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
        await context.close()
        assert errors == []


@pytest.fixture(scope="module")
async def chromium(app: ASGIApp) -> AsyncIterator[Chromium]:
    server = await started(app)
    async with playwright.async_playwright() as running:
        browser = await running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield Chromium(browser, "http://{}:{}".format(*address(server)))
        await browser.close()
    await server.shutdown()


async def test_a_requirement_shows_its_marks_and_a_mark_its_requirement(chromium: Chromium, admin: Browser) -> None:
    candidate, job = await jane(admin), await engineer_job(admin)
    await applied(admin, job, candidate)
    async with chromium.page_of(admin) as page:
        await page.goto(f"/candidates/{candidate.id}")
        await page.get_by_role("link", name="Docker").first.click()
        await expect(page.locator("mark.chosen").first).to_have_text("Docker")
        await expect(page.locator("li.chosen")).to_have_attribute("id", "r-3")
        await page.locator("mark", has_text="Python").first.click()
        await expect(page.locator("li.chosen")).to_have_attribute("id", "r-1")
        await page.keyboard.press("e")
        await expect(page.locator("li.chosen")).to_have_attribute("id", "r-3")
        assert page.url.endswith(f"/candidates/{candidate.id}")


async def test_a_choice_is_sent_when_it_is_made(chromium: Chromium, admin: Browser) -> None:
    candidate, job = await jane(admin), await engineer_job(admin)
    async with chromium.page_of(admin) as page:
        await page.goto(f"/candidates/{candidate.id}")
        await page.get_by_label("For", exact=True).select_option(label="Backend Engineer")
        await expect(page.locator(".requirements > li")).to_have_count(3)
        await page.wait_for_url(f"**/candidates/{candidate.id}?job={job.id}")


async def test_rows_are_selected_by_range_and_key(chromium: Chromium, admin: Browser) -> None:
    for number in range(5):
        await organisation(admin).candidate(f"Person {number}")
    async with chromium.page_of(admin) as page:
        await page.goto("/candidates")
        boxes = page.locator("input[name=id]")
        await expect(page.get_by_role("checkbox", name="Select", exact=True)).to_be_visible()
        await boxes.nth(0).check()
        await boxes.nth(2).click(modifiers=["Shift"])
        await expect(page.locator("[data-selected]")).to_have_text("3 selected")
        await page.locator("tbody th a").nth(4).focus()
        await page.keyboard.press("x")
        await expect(page.locator("[data-selected]")).to_have_text("4 selected")
        await page.get_by_placeholder("Tag").fill("silver")
        await page.get_by_role("button", name="Add the tag").click()
        await expect(page.locator("#toasts")).to_have_text("Tagged 4 candidates with silver")
        await expect(boxes.nth(0)).not_to_be_checked()


async def test_files_are_dropped_anywhere_on_the_list(chromium: Chromium, admin: Browser) -> None:
    async with chromium.page_of(admin) as page:
        await page.goto("/candidates")
        await expect(page.locator("h1")).to_have_text("Candidates 0")
        await page.wait_for_load_state("networkidle")
        await page.evaluate(DROP, ["jane.txt", RESUME])
        await expect(page.locator(".uploads article h2")).to_have_text("Jane Doe")
        await page.evaluate(DROP, ["<b>.txt", ""])
        await expect(page.locator(".uploads .failed")).to_contain_text("<b>.txt Failed: This file is empty")


async def test_chosen_files_are_sent_one_by_one(chromium: Chromium, admin: Browser) -> None:
    async with chromium.page_of(admin) as page:
        await page.goto("/candidates/new")
        await page.wait_for_load_state("networkidle")
        files = [{"name": f"{number}.txt", "mimeType": "text/plain", "buffer": RESUME.encode()} for number in range(3)]
        await page.get_by_label("Résumés").set_input_files(files)  # type: ignore[arg-type]
        await page.get_by_role("button", name="Upload").click()
        await expect(page.locator(".uploads article")).to_have_count(3)
        assert page.url.endswith("/candidates/new")


async def test_the_problems_of_a_refused_form_have_the_focus(chromium: Chromium, admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    async with chromium.page_of(admin) as page:
        await page.goto(f"/candidates/{candidate.id}/profile")
        await page.wait_for_load_state("networkidle")
        await page.get_by_label("Website").fill("nonsense")
        await page.get_by_role("button", name="Save").click()
        await expect(page.locator("#problems")).to_be_focused()
        await expect(page.get_by_label("Website")).to_have_value("nonsense")


async def test_a_menu_closes_by_escape(chromium: Chromium, admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    async with chromium.page_of(admin) as page:
        await page.goto(f"/candidates/{candidate.id}")
        await page.wait_for_load_state("networkidle")
        await page.get_by_label("More actions", exact=True).click()
        await expect(page.get_by_role("link", name="Delete…")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("link", name="Delete…")).not_to_be_visible()


async def test_nothing_scrolls_sideways_on_a_small_screen(chromium: Chromium, admin: Browser) -> None:
    candidate, job = await jane(admin, RESUME + "\n" + "x" * 400), await engineer_job(admin, "Engineer " + "y" * 150)
    await applied(admin, job, candidate)
    async with chromium.page_of(admin) as page:
        await page.set_viewport_size({"width": 320, "height": 700})
        paths = ("", "/profile", "/applications?fit=1", "/notes", "/activity", "/duplicates", "/delete", "/erase")
        for path in (
            *(f"/candidates/{candidate.id}{one}" for one in paths),
            "/candidates",
            "/candidates/new",
            "/inbox",
        ):
            await page.goto(path)
            assert await page.evaluate("document.documentElement.scrollWidth") <= 320, path


async def test_notes_of_others_appear_while_one_writes(chromium: Chromium, admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    async with chromium.page_of(admin) as page:
        async with page.expect_response("**/live/candidates/*"):
            await page.goto(f"/candidates/{candidate.id}/notes")
        await page.locator("#f-text").fill("I was just")
        await admin.services.notes.create(admin.actor, "Met her", candidate_id=candidate.id)
        await expect(page.locator(".notes .text")).to_have_text("Met her")
        await expect(page.locator("#f-text")).to_have_value("I was just")
