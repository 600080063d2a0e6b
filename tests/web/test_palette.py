"""The command palette: which pages it finds, and by which words."""

from web.browsing import Browser
from worlds import Organisation


async def found(browser: Browser, text: str) -> list[str]:
    shown = await browser.get(f"/search?q={text}")
    return [one.get("href") or one.get("action") for one in shown.find(".found > ul:first-child > li > *")]


async def test_it_lists_every_page_that_the_reader_may_open(admin: Browser, viewer: Browser) -> None:
    everything, less = await found(admin, ""), await found(viewer, "")
    sections = {one.get("href") for one in (await admin.get("/settings/me")).find(".sections a")}
    navigation = {one.get("href") for one in (await admin.get("/inbox")).find(".nav a")} - {"/settings"}
    assert sections | navigation | {"/jobs/new", "/candidates/new", "/keys", "/logout"} <= set(everything)
    assert set(everything) - set(less) >= {"/settings/audit", "/settings/api-keys", "/jobs/new", "/candidates/new"}


async def test_it_finds_pages_by_the_words_of_either_language(admin: Browser) -> None:
    assert "/settings/audit" in await found(admin, "audit")
    assert await found(admin, "einstellungen webhooks") == await found(admin, "settings webhooks") != []
    assert "/logout" in await found(admin, "abmelden")
    assert (await admin.get("/search?q=C%23%20%26%20Go")).find("a[href='/candidates?skill=C%23%20%26%20Go']")


async def test_whole_words_come_before_beginnings_and_parts_of_words(admin: Browser) -> None:
    for name in ("Hanna Virtanen", "Annabel Lee", "Maria Anna Lindqvist"):
        await Organisation(admin.services.storage, admin.actor).candidate(name)
    shown = (await admin.get("/search?q=anna")).texts(".found a[href^='/candidates/'] > bdi")
    assert shown == ["Maria Anna Lindqvist", "Annabel Lee", "Hanna Virtanen"]
