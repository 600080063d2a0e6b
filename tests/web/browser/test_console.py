"""The console in a real browser: navigation, chat, scripts that others inject, and reading without scripts."""

import pytest
from playwright.async_api import Browser, expect

from web.browser.conftest import Tab, opened


async def test_a_refused_form_keeps_what_was_typed_and_leads_to_the_field(tab: Tab) -> None:
    page = tab.page
    await page.click("text=New job")
    await page.fill("#f-title", "Senior Backend Engineer")
    await page.fill("#f-salary_min", "a lot")
    await page.click("button:has-text('Save')")
    await expect(page.locator("#problems")).to_be_focused()
    await expect(page.locator("#f-title")).to_have_value("Senior Backend Engineer")
    await page.click("#problems a")
    await expect(page.locator("#f-salary_min")).to_be_focused()
    await page.fill("#f-salary_min", "160000")
    await page.click("button:has-text('Save')")
    await page.wait_for_url("**/details")
    await expect(page.locator("#toasts")).to_contain_text("Created")


async def test_back_leads_to_the_same_list(tab: Tab) -> None:
    for number in range(3):
        await tab.api.job(f"Baker {number}")
    page = tab.page
    await tab.open("/jobs?q=baker&sort=newest")
    await page.click("text=Baker 1")
    await page.wait_for_selector(".board")
    await page.go_back()
    await expect(page.locator("tbody tr")).to_have_count(3)
    await expect(page.locator("input[name=q]")).to_have_value("baker")


async def test_the_agent_proposes_and_a_no_changes_nothing(tab: Tab) -> None:
    job = await tab.api.job()
    await tab.api.application(job, await tab.api.candidate())
    page = tab.page
    await tab.open("/chat")
    await page.fill("textarea[name=message]", f"close job {job['id']}")
    await page.keyboard.press("Enter")
    await page.click(".answers >> text=No")
    await expect(page.locator(".messages > li")).to_have_count(4)
    assert (await tab.api.get(f"/jobs/{job['id']}")).json()["status"] == "open"
    await page.click("nav >> text=Jobs")
    await page.wait_for_url("**/jobs")


async def test_injected_markup_stays_inert(tab: Tab) -> None:
    page = tab.page
    before = (await tab.api.get("/jobs")).json()["total"]
    await page.evaluate(
        """() => {
            const link = document.createElement("a");
            link.setAttribute("hx-post", "/jobs/new");
            link.setAttribute("hx-trigger", "load, click");
            link.id = "injected";
            link.textContent = "x";
            document.getElementById("main").append(link);
            window.htmx.process(link);
        }"""
    )
    await page.click("#injected")
    assert (await tab.api.get("/jobs")).json()["total"] == before
    assert any("nonce" in fault for fault in tab.faults)
    tab.faults.clear()


async def test_a_cookie_of_a_signed_out_browser_opens_nothing(tab: Tab) -> None:
    page = tab.page
    await page.click("text=Sign out")
    await page.wait_for_url("**/login")
    await page.go_back()
    await expect(page.locator("h1")).to_have_text("Sign in")


async def test_everything_is_read_and_sent_without_scripts(tab: Tab, chromium: Browser) -> None:
    job = await tab.api.job("Baker")
    application = await tab.api.application(job, await tab.api.candidate(), status="applied")
    context = await chromium.new_context(java_script_enabled=False)
    other = await opened(context, tab.url, tab.api)
    page = other.page
    await page.click("text=Baker")
    await page.click(".card .more")
    await page.select_option("#f-stage", "offer")
    await page.click("main button.primary")
    await expect(page.locator("[data-stage=offer] .card")).to_have_count(1)
    assert (await tab.api.get(f"/applications/{application['id']}")).json()["status"] == "offer"
    await other.open(f"/jobs/{job['id']}/matches")
    await page.click("text=Show the ranking")
    await expect(page.locator("tbody tr")).to_have_count(1)
    await other.open("/chat")
    await page.fill("textarea[name=message]", "who fits job 1?")
    await page.click("text=Send")
    await expect(page.locator(".messages > li")).to_have_count(2)
    await context.close()


@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize("path", ["/jobs", "/jobs/new", "/candidates", "/reports", "/chat", "/search?q=a"])
async def test_no_page_scrolls_sideways(tab: Tab, path: str, width: int) -> None:
    await tab.api.job("Bäckereifachverkäuferin in der Feinbackwarenherstellung " * 3)
    await tab.page.set_viewport_size({"width": width, "height": 800})
    await tab.open(path)
    assert await tab.page.evaluate("document.documentElement.scrollWidth") <= width
