"""The settings in a real browser: lists of stages, secrets, themes, and previews of imports."""

import re

from playwright.async_api import FilePayload, expect

from web.browser.conftest import Tab


async def test_stages_are_edited_in_the_browser_and_saved_with_enter(tab: Tab) -> None:
    job, page = await tab.api.job(), tab.page
    await tab.open(f"/jobs/{job['id']}/stages")
    rows, names = page.locator("#f-stages tbody tr"), page.locator("#f-stages td.name input[maxlength]")
    await rows.nth(1).get_by_role("button", name="Move up").click()
    await expect(names.first).to_have_value("Applied")
    await expect(rows.first.get_by_role("button", name="Move up")).to_be_focused()
    await rows.nth(7).get_by_role("button", name="Remove").click()
    await page.get_by_role("button", name="Add stage").click()
    await page.keyboard.type("Trial day")
    await page.keyboard.press("Enter")
    await expect(page.locator("#toasts")).to_contain_text("Saved")
    await expect(names).to_have_count(8)
    assert [await one.input_value() for one in await names.all()][-2:] == ["Rejected", "Trial day"]


async def test_the_link_of_an_invitation_is_copied(tab: Tab) -> None:
    page = tab.page
    await tab.open("/settings/members")
    await page.get_by_label("E-mail").fill("sam@example.com")
    await page.get_by_role("button", name="Invite").click()
    await expect(page.locator("#f-secret")).to_have_value(re.compile(r"/join/ri_"))
    await page.get_by_role("button", name="Copy").click()
    await expect(page.get_by_role("button", name="Copied")).to_be_visible()


async def test_a_preview_keeps_the_file_for_the_import(tab: Tab) -> None:
    page = tab.page
    await tab.open("/settings/import")
    table = FilePayload(name="people.csv", mimeType="text/csv", buffer=b"Name,Opening\nJane Doe,Baker\n")
    await page.locator("#f-file").set_input_files(table)
    await page.get_by_role("button", name="Preview table").click()
    await page.get_by_label("Taken as: Opening").select_option("current_title")
    await page.get_by_label("Try first").uncheck()
    await page.get_by_role("button", name="Start import").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("people.csv")
    await expect(page.locator("tbody .badge")).to_have_text("Created", timeout=30_000)
    (candidate,) = (await tab.api.get("/candidates")).json()["items"]
    assert (candidate["full_name"], candidate["current_title"]) == ("Jane Doe", "Baker")


async def test_the_theme_is_that_of_the_whole_page_at_once(tab: Tab) -> None:
    await tab.open("/settings/me")
    await tab.page.get_by_label("Theme").select_option("dark")
    await tab.page.locator("form[action$=display] button").click()
    await expect(tab.page.locator("html")).to_have_attribute("data-theme", "dark")
    await expect(tab.page.locator("#toasts")).to_contain_text("Saved")
