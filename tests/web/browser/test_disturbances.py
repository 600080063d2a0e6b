"""What disturbs scripts in Chromium: late answers, lost connections, new sessions, changes by others, held keys."""

import asyncio

import pytest
from playwright.async_api import FilePayload, Route, expect

from recruit.domain.tasks.model import TaskDetails
from web.browser.tabs import Tab, Tabs
from web.browser.test_board import board, column
from web.browsing import Browser
from web.people import organisation

pytestmark = [pytest.mark.one_storage, pytest.mark.one_python]

SHOWN = """isShown => {
    Object.defineProperty(document, "hidden", { value: !isShown, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""
SECRET = """() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("Refused"));
    document.execCommand = () => false;
    const [secret, input, button] = ["section", "input", "button"].map((name) => document.createElement(name));
    secret.dataset.island = "copy";
    button.textContent = "Copy";
    button.dataset.done = "Copied";
    secret.append(input, button);
    document.getElementById("main").append(secret);
}"""


class Held:
    """Requests that wait until they are released."""

    def __init__(self) -> None:
        self.routes: list[Route] = []
        self.came = asyncio.Event()

    async def hold(self, route: Route) -> None:
        self.routes.append(route)
        self.came.set()


def file(name: str) -> FilePayload:
    return FilePayload(name=name, mimeType="text/plain", buffer=f"Ada Lovelace\n{name}\nPython developer".encode())


async def new_session(tab: Tab, admin: Browser) -> None:
    """Sign in again, as a user does in another tab."""
    session = await admin.services.browser_sessions.open(admin.actor, "Chromium")
    url = await tab.page.evaluate("origin")
    await tab.page.context.add_cookies([{"name": "recruit", "value": session, "url": url}])


async def test_enter_in_the_palette_waits_for_the_results_of_what_was_typed(tab: Tab, admin: Browser) -> None:
    await organisation(admin).candidate("Zoe Ziegler")
    held = Held()
    await tab.open("/jobs")
    await tab.page.keyboard.press("Control+k")
    links = tab.page.locator("#palette .results a")
    await expect(links.nth(2)).to_be_visible()
    await tab.page.keyboard.press("ArrowDown")
    await tab.page.keyboard.press("ArrowDown")
    await expect(links.nth(1)).to_be_focused()
    await tab.page.get_by_role("searchbox").focus()
    await tab.page.route("**/search?q=ziegler", held.hold)
    async with tab.going():
        await tab.page.keyboard.type("ziegler")
        await tab.page.keyboard.press("Enter")
        await held.came.wait()
        await held.routes[-1].continue_()
    await expect(tab.page.get_by_role("heading", level=1)).to_have_text("Zoe Ziegler")


async def test_a_lost_connection_is_told_where_something_was_asked_for(tab: Tab, admin: Browser) -> None:
    for title in ("Call Ada", "Call Bo"):
        await admin.services.tasks.create(admin.actor, TaskDetails(title=title, assignee_user_id=admin.actor.user_id))
    await tab.open("/inbox")
    tab.expects("ERR_INTERNET_DISCONNECTED")
    await tab.page.context.set_offline(True)
    alerts = tab.page.get_by_role("alert")
    for number, key in enumerate("?a", start=1):
        await tab.page.keyboard.press(key)
        await expect(alerts).to_have_count(number)
    await expect(tab.page.locator("#chat-panel")).to_be_hidden()
    other = tab.page.locator(".inbox-rows a[data-item]:not([aria-current])")
    title = await other.locator(".title").inner_text()
    await other.hover()
    await tab.page.mouse.down()  # gives the row the focus, which asks for its item
    await expect(alerts).to_have_count(3)
    await expect(alerts.last).to_contain_text("No connection")
    await tab.page.mouse.up()  # the click doesn't ask a second time
    await tab.page.keyboard.press("Control+k")
    await expect(tab.page.locator("#palette .results")).to_contain_text("No connection")
    assert await alerts.count() <= 3
    await tab.page.keyboard.press("Escape")
    await tab.page.context.set_offline(False)
    await tab.page.locator(".inbox-rows a[data-item]", has_text=title).click()
    await expect(tab.page.locator("#item h2")).to_have_text(title)


async def test_a_form_that_succeeds_removes_what_was_said_of_its_failures(tab: Tab, admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    await tab.open(f"/candidates/{candidate.id}/notes")
    await tab.page.locator("#f-text").fill("Met her")
    save, alerts = tab.page.locator("form:has(#f-text) button").last, tab.page.locator("#toasts [role=alert]")
    tab.expects("ERR_INTERNET_DISCONNECTED")
    await tab.page.context.set_offline(True)
    await save.click()
    await expect(alerts).to_contain_text(["No connection"])
    await tab.page.context.set_offline(False)
    await tab.page.context.clear_cookies()
    tab.expects_status(401)
    await save.click()
    await expect(alerts).to_contain_text(["No connection", "session has ended"])
    await new_session(tab, admin)
    tab.expects_status(403)
    await save.click()
    await expect(alerts).to_contain_text(["No connection", "session has ended", "before you signed in"])
    await save.click()
    await expect(tab.page.locator(".notes .text")).to_have_text("Met her")
    await expect(tab.page.locator("#toasts")).not_to_be_empty()
    await expect(alerts).to_have_count(0)


async def test_the_palette_leads_to_the_login_when_the_session_has_ended(tab: Tab) -> None:
    await tab.open("/jobs")
    await tab.page.context.clear_cookies()
    tab.expects_status(401)
    await tab.page.keyboard.press("Control+k")
    await expect(tab.page.locator("#palette .results").get_by_role("link")).to_have_attribute("href", "/login")


async def test_uploads_and_the_chat_go_on_with_a_new_session(tab: Tab, admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    await tab.open(f"/candidates/{candidate.id}")
    await new_session(tab, admin)
    tab.expects_status(403)
    await tab.page.get_by_label("Add a file").set_input_files(file("letter.txt"))
    await expect(tab.page.locator(".paper")).to_contain_text("letter.txt")
    await tab.open("/chat")
    await new_session(tab, admin)
    await tab.page.get_by_label("Message").fill(f"show candidate {candidate.id}")
    await tab.page.keyboard.press("Enter")
    await expect(tab.page.locator(".messages").get_by_role("link").first).to_be_visible()


async def test_the_rest_of_the_files_is_not_sent_after_the_page_was_left(tab: Tab) -> None:
    results = Held()
    sent: list[str] = []
    await tab.page.route("**/candidates/added?*", results.hold)
    await tab.open("/candidates/new")
    tab.page.on("request", lambda request: sent.append(request.method))
    await tab.page.get_by_label("Drop résumés").set_input_files([file(f"{number}.txt") for number in range(3)])
    await results.came.wait()
    await tab.follow(tab.page.get_by_role("link", name="Jobs", exact=True))
    assert sent.count("POST") == 2


async def test_a_trial_import_is_not_repeated_with_the_form_of_another_file(tab: Tab, admin: Browser) -> None:
    await organisation(admin).candidate("Ada")
    text = FilePayload(name="people.txt", mimeType="text/plain", buffer=b"name\nJane Doe\n")
    await tab.open("/settings/import")
    await tab.page.get_by_label("Résumés in a zip archive").set_input_files(text)
    await tab.follow(tab.page.get_by_role("button", name="Start import"))
    await admin.services.importer.organisation(admin.actor.org_id)
    await tab.follow(tab.page.get_by_role("link", name="Candidates", exact=True))
    await tab.follow(tab.page.get_by_role("link", name="Ada"))
    await tab.page.get_by_label("Add a file").set_input_files(text)
    await expect(tab.page.get_by_role("status")).to_contain_text("Added the file")
    await tab.follow(tab.page.get_by_role("link", name="Settings", exact=True))
    await tab.follow(tab.page.get_by_role("link", name="Import", exact=True))
    await tab.follow(tab.page.get_by_role("link", name="people.txt"))
    await expect(tab.page.get_by_role("link", name="Import for real")).to_be_visible()
    await expect(tab.page.get_by_text("Choose the file again")).to_be_visible()


async def test_a_key_that_is_held_acts_once(tab: Tab, admin: Browser) -> None:
    await organisation(admin).candidate("Ada")
    await tab.open("/candidates")
    await tab.page.keyboard.press("j")
    await tab.page.keyboard.down("x")
    await tab.page.keyboard.down("x")
    await expect(tab.page.get_by_label("Select Ada")).to_be_checked()
    await tab.page.keyboard.up("x")


async def test_the_chat_opens_once_and_takes_one_message_at_a_time(tab: Tab) -> None:
    held = Held()
    await tab.open("/jobs")
    await tab.page.get_by_role("link", name="Chat", exact=True).evaluate("link => { link.click(); link.click(); }")
    message = tab.page.get_by_label("Message")
    await expect(tab.page.locator("#chat-panel .chat[data-mounted]")).to_have_count(1)
    await tab.page.route("**/chat/stream", held.hold)
    for text in ("list jobs", "list candidates"):
        await message.fill(text)
        await message.press("Enter")
    await held.came.wait()
    await expect(message).to_have_value("list candidates")
    await expect(tab.page.locator(".messages > .user")).to_have_count(1)
    await held.routes[0].continue_()
    await expect(tab.page.get_by_role("button", name="Send")).to_be_enabled()
    assert len(held.routes) == 1


async def test_back_closes_a_dialog(tab: Tab) -> None:
    await tab.open("/jobs")
    await tab.follow(tab.page.get_by_role("link", name="Candidates", exact=True))
    await tab.page.keyboard.press("?")
    await expect(tab.page.get_by_role("dialog")).to_be_visible()
    async with tab.going():
        await tab.page.go_back()
    await expect(tab.page.get_by_role("dialog")).to_have_count(0)


async def test_a_secret_that_was_not_copied_is_not_called_so(tab: Tab) -> None:
    await tab.open("/jobs")
    await tab.page.evaluate(SECRET)
    await expect(tab.page.locator("[data-island=copy]")).to_have_attribute("data-mounted", "")
    await tab.page.get_by_role("button", name="Copy").click()
    await expect(tab.page.locator("[data-island=copy] input")).to_be_focused()
    assert await tab.page.locator("[data-island=copy] button").inner_text() == "Copy"


async def test_an_island_that_cannot_be_loaded_does_not_stop_the_others(tab: Tab, admin: Browser) -> None:
    moved, *_ = await board(tab, admin)
    tab.expects("net::ERR_FAILED")
    tab.expects("Failed to fetch dynamically imported module")
    await tab.page.route("**/islands/menu.js", lambda route: route.abort())
    await tab.page.goto(f"/jobs/{moved.job_id}")
    await expect(tab.page.locator(".board")).to_have_attribute("data-mounted", "")


async def test_htmx_waits_for_the_extension_that_checks_nonces(tab: Tab) -> None:
    held, sent = Held(), list[str]()
    await tab.page.route("**/vendor/hx-csp.min.js", held.hold)
    tab.page.on("request", lambda request: sent.append(request.url.rpartition("/")[2]))
    await tab.page.goto("/jobs", wait_until="commit")
    await held.came.wait()
    while not await tab.page.evaluate("Boolean(window.htmx)"):
        continue
    await tab.page.evaluate("new Promise((done) => setTimeout(() => setTimeout(done)))")  # htmx would begin by then
    assert "count" not in sent
    async with tab.page.expect_response("**/inbox/count"):
        await held.routes[0].continue_()


async def test_what_others_change_while_a_tab_is_hidden_is_shown_afterwards(tab: Tab, admin: Browser) -> None:
    async with tab.page.expect_response("**/live/jobs/*"):
        moved, *_ = await board(tab, admin)
    await tab.page.evaluate(SHOWN, arg=False)
    await admin.services.applications.change(admin.actor, moved.id, {"status": "screening"})
    await tab.page.evaluate(SHOWN, arg=True)
    await expect(column(tab.page, "screening").locator(".card")).to_have_count(1)


async def test_links_of_a_board_that_was_read_again_leave_the_chat_as_it_is(tab: Tab, admin: Browser) -> None:
    async with tab.page.expect_response("**/live/jobs/*"):
        moved, *_ = await board(tab, admin)
    await tab.page.keyboard.press("a")
    await tab.page.get_by_label("Message").fill("list jobs")
    await admin.services.applications.change(admin.actor, moved.id, {"status": "screening"})
    await tab.follow(column(tab.page, "screening").locator(".card .name"))
    await expect(tab.page.get_by_role("heading", level=1)).to_have_text("Person 0")
    await expect(tab.page.get_by_label("Message")).to_have_value("list jobs")


async def test_a_menu_stays_open_while_others_change_the_board(tabs: Tabs, tab: Tab, admin: Browser) -> None:
    async with tab.page.expect_response("**/live/jobs/*"):
        moved, _, chosen = await board(tab, admin)
    watcher = await tabs.of(admin.actor)
    async with watcher.page.expect_response("**/live/jobs/*"):
        await watcher.open(f"/jobs/{moved.job_id}")
    await tab.page.locator(f"[data-id='{chosen.id}'] .more").click()
    for stage in ("screening", "interview"):
        await admin.services.applications.change(admin.actor, moved.id, {"status": stage})
        await expect(column(watcher.page, stage).locator(".card")).to_have_count(1)
    await expect(tab.page.get_by_role("button", name="Reject…")).to_be_visible()
    await tab.page.keyboard.press("Escape")
    await expect(column(tab.page, "interview").locator(".card")).to_have_count(1)


async def test_a_card_that_is_refused_after_the_board_was_read_again_is_there_once(tab: Tab, admin: Browser) -> None:
    held = Held()
    async with tab.page.expect_response("**/live/jobs/*"):
        moved, other, _ = await board(tab, admin)
    await tab.page.route("**/applications/*/move", held.hold)
    await tab.page.locator(f"[data-id='{moved.id}']").drag_to(column(tab.page, "offer").locator(":scope > ul"))
    await held.came.wait()
    await admin.services.applications.change(admin.actor, other.id, {"status": "screening"})
    await expect(column(tab.page, "screening").locator(".card")).to_have_count(1)
    tab.expects_status(503)
    await held.routes[0].fulfill(status=503, json={"message": "Not now"})
    await expect(tab.page.get_by_role("alert")).to_contain_text("Not now")
    await expect(tab.page.locator(".card")).to_have_count(3)
    await expect(column(tab.page, "applied").locator("[data-count]")).to_have_text("2")
