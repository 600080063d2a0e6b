"""Passkeys in Chromium, with the virtual authenticator of its DevTools protocol."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser as Chromium
from playwright.async_api import expect

from http_api import PASSWORD
from recruit.entrypoints.services import Services
from web.browser.tabs import Tab, Tabs
from web.browser.test_every_page import AXE, TAGS, violations
from web.browsing import Browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
async def tab(chromium: Chromium, url: str, services: Services, admin: Browser) -> AsyncIterator[Tab]:
    """A tab of an admin on localhost, whose device keeps passkeys."""
    opened = Tabs(chromium, url.replace("127.0.0.1", "localhost"), services)
    found = await opened.of(admin.actor)
    devtools = await found.page.context.new_cdp_session(found.page)
    await devtools.send("WebAuthn.enable")
    await devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield found
    await opened.close()


async def test_a_passkey_is_made_and_signs_in(tab: Tab, admin: Browser) -> None:
    page, signs_in = tab.page, tab.page.get_by_role("button", name="Sign in with a passkey")
    await tab.open("/settings/me")
    await page.get_by_label("Name of a new passkey").fill("Laptop")
    await page.get_by_role("button", name="Add a passkey").click()
    await expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    await expect(page.locator(".codes li")).to_have_count(10)
    await is_accessible(tab)
    await page.context.clear_cookies()
    await tab.open("/login?next=/candidates")
    await signs_in.click()
    await expect(page.get_by_role("heading", name="Candidates")).to_be_visible()
    await page.context.clear_cookies()
    await tab.open("/login")
    await page.get_by_label("E-mail").fill(admin.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    await is_accessible(tab)
    await signs_in.click()
    await expect(page.get_by_role("heading", name="Jobs")).to_be_visible()


async def test_without_a_passkey_the_page_says_so(tab: Tab) -> None:
    await tab.page.context.clear_cookies()
    await tab.open("/login")
    await tab.page.get_by_role("button", name="Sign in with a passkey").click()
    await expect(tab.page.get_by_text("No passkey was used.")).to_be_visible()


async def is_accessible(tab: Tab) -> None:
    await tab.page.evaluate(AXE)
    assert await violations(tab, TAGS) == []
