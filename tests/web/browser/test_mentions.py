"""Members that are offered behind `@` in the fields for notes."""

import pytest
from playwright.async_api import Locator, expect

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import UserDetails
from recruit.domain.notes.model import Note, Visibility
from recruit.domain.shared.pages import Window
from web.browser.tabs import SMALL, Tab, Tabs
from web.browser.test_every_page import AXE, RUN, TAGS
from web.browsing import Browser
from web.people import organisation
from worlds import NO_HASH, new_email

pytestmark = [pytest.mark.one_storage, pytest.mark.one_python]


async def member(browser: Browser, name: str, role: Role = Role.RECRUITER) -> int:
    async with browser.services.storage.transaction(browser.actor.org_id) as work:
        return (await work.users.add(UserDetails(email=new_email(), full_name=name, role=role), NO_HASH)).id


async def opened(tab: Tab, browser: Browser) -> tuple[int, Locator]:
    """Open the notes of a new candidate, and return its id and the field of a new note."""
    candidate_id = (await organisation(browser).candidate()).id
    await tab.open(f"/candidates/{candidate_id}/notes")
    return candidate_id, tab.page.locator("#f-text")


async def saved(tab: Tab, browser: Browser, candidate_id: int) -> Note:
    await tab.follow(tab.page.get_by_role("button", name="Save the note"))
    (note,) = (await browser.services.notes.of_candidate(browser.actor, candidate_id, Window())).items
    return note


async def test_keys_choose_a_member_who_is_then_mentioned(tab: Tab, admin: Browser) -> None:
    zoe, _ = await member(admin, "Zoë Love"), await member(admin, "Zora Hart")
    candidate_id, field = await opened(tab, admin)
    options = tab.page.locator("[role=option]")
    await field.press_sequentially("Ask z@zo.example and @zo")
    await expect(options).to_have_text(["Zoë Love", "Zora Hart"])
    for key, name in (("ArrowDown", "Zora Hart"), ("ArrowDown", "Zoë Love"), ("ArrowUp", "Zora Hart")):
        await field.press(key)
        await expect(tab.page.locator("[role=option][aria-selected=true]")).to_have_text(name)
        active = await tab.page.locator("[role=option][aria-selected=true]").get_attribute("id")
        await expect(field).to_have_attribute("aria-activedescendant", active or "")
    await field.press("Escape")
    await expect(options).to_have_count(0)
    await field.press_sequentially("e")
    await expect(options).to_have_count(0)
    await field.press_sequentially(" and @lov")
    await expect(options).to_have_text(["Zoë Love"])
    await field.press("Enter")
    await expect(field).to_have_value("Ask z@zo.example and @zoe and @Zoë Love ")
    assert await field.get_attribute("aria-activedescendant") is None
    await field.press_sequentially("today")
    await expect(options).to_have_count(0)
    note = await saved(tab, admin, candidate_id)
    assert (note.text, note.mentions) == (f"Ask z@zo.example and @zoe and @[{zoe}] today", (zoe,))


async def test_a_touch_chooses_one_of_two_members_with_the_same_name(tabs: Tabs, admin: Browser) -> None:
    _, second = await member(admin, "Ada Love"), await member(admin, "Ada Love")
    tab = await tabs.of(admin.actor, viewport=SMALL, has_touch=True)
    candidate_id, field = await opened(tab, admin)
    await field.press_sequentially("@ada")
    await tab.page.locator("[role=option]").nth(1).tap()
    await expect(field).to_have_value(f"@[{second}] ")
    await expect(field).to_be_focused()
    assert (await saved(tab, admin, candidate_id)).mentions == (second,)


async def test_members_who_may_not_read_a_note_are_not_offered(tab: Tab, admin: Browser) -> None:
    await member(admin, "Ada Love", Role.VIEWER)
    candidate_id, field = await opened(tab, admin)
    await field.press_sequentially("@a")
    await expect(tab.page.locator("[role=option]")).to_have_text(["Ada Love"])
    await tab.page.get_by_label("Visible to").select_option("recruiters")
    await field.fill("")
    await field.press_sequentially("@a")
    await expect(tab.page.locator("[role=option]")).to_have_count(0)
    await admin.services.notes.create(
        admin.actor, "Salary", candidate_id=candidate_id, visibility=Visibility.RECRUITERS
    )
    await tab.open(f"/candidates/{candidate_id}/notes")
    await tab.page.locator(".edit summary").click()
    edited = tab.page.locator(".edit textarea")
    await edited.press_sequentially(" @a")
    await expect(tab.page.locator("[role=option]")).to_have_count(0)
    await member(admin, "Alan Poe")
    await tab.open(f"/candidates/{candidate_id}/notes")
    await tab.page.locator(".edit summary").click()
    await edited.press_sequentially(" @a")
    await expect(tab.page.locator("[role=option]")).to_have_text(["Alan Poe"])


async def test_the_list_of_members_is_accessible(tab: Tab, admin: Browser) -> None:
    await member(admin, "Ada Love")
    _, field = await opened(tab, admin)
    await field.press_sequentially("@")
    listbox = tab.page.get_by_role("listbox", name="Members")
    await expect(listbox).to_be_visible()
    await expect(field).to_have_attribute("aria-controls", await listbox.get_attribute("id") or "")
    await tab.page.evaluate(AXE)
    assert not await tab.page.evaluate(RUN, TAGS)
