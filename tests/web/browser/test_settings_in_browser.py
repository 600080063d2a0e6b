"""The settings in Chromium: what scripts add, without errors and violations of the content security policy."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from litestar.types import ASGIApp
from playwright.async_api import Page, async_playwright, expect

from http_api import PASSWORD
from lone_server import address, started
from recruit.entrypoints.services import Services
from web.ageing import forget_password
from web.browsing import Browser
from worlds import Organisation

CHROMIUM = Path("/usr/bin/chromium")
EXPECTED = "Failed to load resource"
"""Chromium's message about a refused form, which is shown again with a status of 4xx."""

pytestmark = [
    pytest.mark.one_storage,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium isn't installed"),
]


@pytest.fixture
async def page(app: ASGIApp, admin: Browser) -> AsyncIterator[Page]:
    """A page of the admin's browser. Any error in its console fails the test."""
    server, complaints = await started(app), list[str]()
    host, port = address(server)
    base = f"http://{host}:{port}"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = await browser.new_context(base_url=base)
        await context.add_cookies([{"name": "recruit", "value": admin.client.cookies["recruit"], "url": base}])
        opened = await context.new_page()
        opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        yield opened
        await browser.close()
    await server.shutdown()
    assert [one for one in complaints if EXPECTED not in one] == []


async def test_stages_are_edited_in_the_browser_and_saved_with_enter(page: Page, admin: Browser) -> None:
    job = await Organisation(admin.services.storage, admin.actor).job()
    await page.goto(f"/jobs/{job.id}/stages")
    names = page.locator("#f-stages td.name input[maxlength]")
    up = page.locator("#f-stages tbody tr").nth(1).get_by_role("button", name="Move up")
    await up.click()
    await expect(names.first).to_have_value("Applied")
    await page.locator("#f-stages tbody tr").nth(7).get_by_role("button", name="Remove").click()
    await page.get_by_role("button", name="Add stage").click()
    await page.keyboard.type("Trial day")
    await page.keyboard.press("Enter")
    await expect(page.locator("#toasts")).to_contain_text("Saved")
    await expect(names).to_have_count(8)
    assert [await one.input_value() for one in await names.all()][-2:] == ["Rejected", "Trial day"]


async def test_an_invitation_is_confirmed_by_the_password_and_copied(page: Page, admin: Browser) -> None:
    await forget_password(admin)
    await page.goto("/settings/members")
    await page.get_by_label("E-mail").fill("sam@example.com")
    await page.get_by_role("button", name="Invite").click()
    await page.get_by_label("Password").fill("wrong")
    await page.get_by_role("button", name="Continue").click()
    await expect(page.locator("#problems")).to_be_focused()
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Continue").click()
    link = page.get_by_label("Invitation for sam@example.com").locator("input")
    await expect(link).to_have_value(re.compile(r"/join/ri_"))
    await page.get_by_role("button", name="Copy").click()
    await expect(page.get_by_role("button", name="Copied")).to_be_visible()


async def test_a_preview_keeps_the_file_for_the_import(page: Page, admin: Browser, services: Services) -> None:
    await page.goto("/settings/import")
    table = {"name": "people.csv", "mimeType": "text/csv", "buffer": b"Name,Opening\nJane Doe,Baker\n"}
    await page.locator("#f-file").set_input_files(table)
    await page.get_by_role("button", name="Preview table").click()
    await page.get_by_label("Taken as: Opening").select_option("current_title")
    await page.get_by_label("Try first").uncheck()
    await page.get_by_role("button", name="Start import").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("people.csv")
    await services.importer.organisation(admin.actor.org_id)
    await expect(page.locator("#progress")).to_contain_text("1 of 1")
    assert [one.current_title for one in await candidates(admin)] == ["Baker"]


async def test_the_theme_is_that_of_the_whole_page_at_once(page: Page) -> None:
    await page.goto("/settings/me")
    await page.get_by_label("Theme").select_option("dark")
    await page.locator("form[action$=display] button").click()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")


async def candidates(browser: Browser) -> list:  # type: ignore[type-arg]
    """Return all candidates of the browser's organisation."""
    async with browser.services.storage.autocommit(browser.actor.org_id) as work:
        return list(await work.candidates.all())
