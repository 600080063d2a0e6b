"""The command palette: which pages it finds, and by which words."""

from urllib.parse import quote

from recruit.entrypoints.web.pages.palette import FOUND
from web.browsing import Browser
from web.people import jane, organisation, reachable, send
from web.test_templates import icons
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


async def people(browser: Browser, text: str) -> list[str]:
    """Return the names of the candidates that a text finds."""
    shown = await browser.get(f"/search?q={quote(text)}")
    assert shown.status == 200
    return shown.texts(".found a[href^='/candidates/'] > bdi")


async def test_people_are_found_by_their_addresses(admin: Browser, stranger: Browser) -> None:
    await organisation(admin).candidate("Ada")
    await reachable(admin, "ingrid@example.org", "+44 (0)20 7946 0123")
    for text in ("ingrid@example.org", "ingrid@exam", "+44 20 7946 0123", "020-79460123"):
        assert await people(admin, text) == ["Jane Doe"], text
        assert await people(stranger, text) == []
        assert not (await admin.get(f"/search?q={quote(text)}")).find("a[href*='skill=']"), text


async def test_people_are_found_by_the_text_of_their_documents(admin: Browser) -> None:
    await organisation(admin).candidate("Ada")
    await jane(admin)
    assert await people(admin, "northwind traders monol") == ["Jane Doe"]


async def test_a_person_is_found_once(admin: Browser) -> None:
    await jane(admin)
    assert await people(admin, "jane doe") == ["Jane Doe"]


async def test_a_list_leads_to_all_who_are_found(admin: Browser) -> None:
    for number in range(FOUND + 1):
        await organisation(admin).candidate(f"Ann Other {number}")
        await organisation(admin).job(f"Potter {number}")
    for text, path in (("ann other", "/candidates?q=ann%20other"), ("potter", "/jobs?q=potter")):
        page = await admin.get(f"/search?q={text}")
        (link,) = page.find(f'.found a[href="{path}"]')
        assert link.text_content() == f"All {FOUND + 1}"
        assert len((await admin.get(path)).find("tr[data-row], [data-row]")) == FOUND + 1
    assert not (await admin.get("/search?q=potter%201")).find('.found a[href^="/jobs?q="]')


async def test_a_theme_is_chosen_and_a_member_invited(admin: Browser, viewer: Browser) -> None:
    assert await found(admin, "theme dark") == ["/settings/me/theme"]
    (field,) = (await admin.get("/search?q=dunkel")).find(".found [name=theme]")
    await send(admin, "/settings/me/theme", theme=field.get("value"))
    assert (await admin.get("/inbox")).tree.get("data-theme") == "dark"
    assert await found(admin, "invite") == ["/settings/members#f-email"]
    assert await found(viewer, "invite") == []


async def test_every_page_that_is_found_has_an_icon(admin: Browser) -> None:
    drawn = [(one.get("href") or "").partition("#")[2] for one in (await admin.get("/search")).find(".found use")]
    assert len(drawn) > 10
    assert set(drawn) <= icons()
