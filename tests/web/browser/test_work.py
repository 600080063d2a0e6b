"""Work in Chromium: lists, rankings, the palette, the chat, keys, and what must not happen."""

import asyncio
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote_plus

import pytest
from playwright.async_api import Error, FilePayload, Page, Route, expect

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.audit.model import happened
from recruit.domain.tasks.model import TaskDetails
from stand_ins.archives import zipped
from web.browser.tabs import SMALL, Tab, Tabs
from web.browser.test_every_page import AXE, COLOURS, violations
from web.browsing import Browser
from web.people import RESUME, applied, engineer_job, jane, organisation
from worlds import colleague

pytestmark = [pytest.mark.one_storage, pytest.mark.one_python]

BROKEN_WORDS = """names => names.flatMap(name => {
    const text = name.firstChild, range = document.createRange();
    return [...text.data.matchAll(/\\S+/g)].map(word => {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return range.getClientRects().length > 1 ? word[0] : null;
    }).filter(Boolean);
})"""
SCRIPT = "<img src=x onerror=alert(1)>"
INJECTED = """() => {
    const link = document.createElement("a");
    link.id = "injected";
    link.textContent = "Injected";
    link.setAttribute("hx-post", "/jobs/new");
    link.setAttribute("hx-trigger", "load, click");
    document.getElementById("main").append(link);
    window.htmx.process(link);
}"""


async def test_back_from_a_candidate_leads_to_the_row(tab: Tab, admin: Browser) -> None:
    for number in range(60):
        await organisation(admin).candidate(f"Person {number}")
    await tab.open("/candidates?sort=id")
    await tab.follow(tab.page.get_by_role("link", name="Next"))
    listed = tab.page.url
    await tab.follow(tab.page.get_by_role("link", name="Person 57"))
    await expect(tab.page.get_by_role("heading", level=1)).to_have_text("Person 57")
    async with tab.going():
        await tab.page.go_back()
    assert tab.page.url == listed
    await expect(tab.page.get_by_role("link", name="Person 57")).to_be_focused()
    await tab.follow(tab.page.get_by_role("link", name="Person 55"))
    await tab.page.reload()
    async with tab.going():
        await tab.page.go_back()
    assert tab.page.url == listed
    await expect(tab.page.get_by_role("link", name="Person 55")).to_be_focused()


async def test_a_selection_survives_back_and_is_cleared(tab: Tab, admin: Browser) -> None:
    for name in ("Ada", "Bo", "Cy"):
        await organisation(admin).candidate(name)
    await tab.open("/candidates?sort=name")
    page, selected = tab.page, tab.page.locator("[data-selected]")
    await page.get_by_label("Select Ada").check()
    await page.get_by_label("Select Cy").check()
    await tab.follow(page.get_by_role("link", name="Bo", exact=True))
    async with tab.going():
        await page.go_back()
    await expect(selected).to_have_text("2 selected")
    await expect(page.get_by_label("Select Cy")).to_be_checked()
    await page.get_by_role("group", name="Selected candidates").get_by_role("button", name="Clear").click()
    await expect(selected).to_be_hidden()
    await tab.follow(page.get_by_role("link", name="Candidates", exact=True))
    await expect(page.get_by_label("Select Ada")).not_to_be_checked()


async def test_a_filter_is_added_edited_and_removed(tab: Tab, admin: Browser) -> None:
    for name, title in (("Ada", "Cook"), ("Bo", "Baker")):
        await organisation(admin).candidate(name, current_title=title)
    await tab.open("/candidates?sort=name")
    page, names = tab.page, tab.page.locator("tbody th a")
    await page.keyboard.press("f")
    await page.get_by_role("button", name="Title", exact=True).click()
    await page.keyboard.type("cook")
    async with tab.going():
        await page.keyboard.press("Enter")
    await expect(names).to_have_text(["Ada"])
    assert page.url.endswith("/candidates?title=cook&sort=name")
    await page.locator(".set-filter summary").click()
    await expect(page.get_by_label("Title", exact=True)).to_be_focused()
    await page.get_by_label("Title", exact=True).fill("baker")
    async with tab.going():
        await page.keyboard.press("Enter")
    await expect(names).to_have_text(["Bo"])
    await tab.follow(page.get_by_role("link", name="Remove the filter Title"))
    await expect(names).to_have_text(["Ada", "Bo"])


async def test_a_search_is_named_and_saved_by_keys(tab: Tab, admin: Browser) -> None:
    await organisation(admin).candidate("Ada")
    await tab.open("/candidates?q=ada")
    await tab.page.get_by_text("Save this search").press("Enter")
    await expect(tab.page.get_by_label("Name of the search")).to_be_focused()
    await tab.page.keyboard.type("cats")  # "c" creates and "a" asks the agent, elsewhere
    async with tab.going():
        await tab.page.keyboard.press("Enter")
    await expect(tab.page.get_by_role("link", name="cats", exact=True)).to_be_visible()


async def test_a_what_if_ranking_changes_nothing_until_it_is_applied(tab: Tab, admin: Browser) -> None:
    await jane(admin)
    job = await engineer_job(admin)
    await tab.open(f"/jobs/{job.id}/matches")
    await tab.page.keyboard.press("j")
    await tab.page.keyboard.press("e")
    await expect(tab.page.get_by_role("dialog", name="Why Jane Doe")).to_be_visible()
    await tab.page.keyboard.press("Escape")
    await tab.page.get_by_role("button", name="Try").click()
    await expect(tab.page.locator("#outcome")).to_contain_text("Kubernetes")
    await tab.page.get_by_label("Need for Kubernetes").select_option("Nice to have")
    await expect(tab.page.locator("#outcome")).to_contain_text("Jane Doe")
    await tab.page.get_by_label("Need for Docker").select_option("Off")
    await expect(tab.page.locator("#outcome")).not_to_contain_text("Docker")
    await tab.page.get_by_label("Another requirement").fill("Kafka")
    await tab.page.keyboard.press("Enter")
    await expect(tab.page.locator("#outcome")).to_contain_text("Kafka")
    await tab.page.get_by_label("Need for Kafka").select_option("Nice to have")
    await tab.page.get_by_text("Weights, to explore only").click()
    slider = tab.page.get_by_role("slider", name="Skills")
    async with tab.page.expect_response(lambda response: "skills=6" in response.url):
        await slider.press("ArrowRight")
    await expect(tab.page.get_by_role("spinbutton", name="Skills")).to_have_value("6")
    assert (await admin.services.jobs.get(admin.actor, job.id)).required_skills == ("Python", "Kubernetes")
    await tab.follow(tab.page.get_by_role("button", name="Apply to the job"))
    saved = await admin.services.jobs.get(admin.actor, job.id)
    assert (saved.required_skills, saved.nice_to_have_skills) == (("Python",), ("Kubernetes", "Kafka"))


async def test_moves_of_a_what_if_ranking_can_be_read(tab: Tab, admin: Browser) -> None:
    for name, skill in (("Ada", "Python"), ("Bo", "Kubernetes")):
        await organisation(admin).candidate(name, current_title="Engineer", notes=f"Works with {skill}")
    job = await engineer_job(admin, required_skills=("Python",), nice_to_have_skills=())
    await tab.open(f"/jobs/{job.id}/matches/what_if?requirement=Kubernetes&need=required")
    await expect(tab.page.locator(".move.up, .move.down")).to_have_count(2)
    await tab.page.evaluate(AXE)
    assert await violations(tab, COLOURS) == []


async def test_a_late_what_if_ranking_never_replaces_a_newer_one(tab: Tab, admin: Browser) -> None:
    await jane(admin)
    job, released = await engineer_job(admin), asyncio.Event()

    async def hold(route: Route) -> None:
        if "requirement=COBOL&need=required" in unquote_plus(route.request.url):
            await released.wait()
        with suppress(Error):  # the page has given the request up
            await route.continue_()

    await tab.page.route("**/what_if?*", hold)
    await tab.open(f"/jobs/{job.id}/matches")
    async with tab.page.expect_event("requestfailed") as failed:
        async with tab.page.expect_request("**/what_if?*"):
            await tab.page.get_by_label("Another requirement").fill("COBOL")
            await tab.page.keyboard.press("Enter")
        await tab.page.get_by_label("Need for COBOL").select_option("Off")
        await expect(tab.page.locator("#outcome")).to_contain_text("Docker")
        released.set()
    assert "need=off" not in (await failed.value).url
    await expect(tab.page.locator("#outcome")).not_to_contain_text("COBOL")


async def test_the_palette_leads_to_people_by_keys(tab: Tab, admin: Browser) -> None:
    candidate = await organisation(admin).candidate("Zoe Ziegler")
    await tab.open("/jobs")
    await tab.page.keyboard.press("Control+k")
    await tab.page.keyboard.type("ziegler")
    found = tab.page.locator("#palette").get_by_role("link", name="Zoe Ziegler")
    await expect(found).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")  # Enter would open it
    await tab.page.keyboard.press("ArrowDown")
    async with tab.going():
        await tab.page.keyboard.press("Enter")
    await expect(tab.page.get_by_role("heading", level=1)).to_have_text("Zoe Ziegler")
    await expect(tab.page.locator("#palette")).to_be_hidden()
    assert tab.page.url.endswith(f"/candidates/{candidate.id}")


async def test_keys_move_filter_select_and_go_and_are_text_in_fields(tab: Tab, admin: Browser) -> None:
    for name in ("Ada", "Bo"):
        await organisation(admin).candidate(name)
    await tab.open("/candidates?sort=id")
    await tab.page.keyboard.press("j")
    await tab.page.keyboard.press("j")
    await expect(tab.page.get_by_role("link", name="Bo", exact=True)).to_be_focused()
    await tab.page.keyboard.press("x")
    await expect(tab.page.locator("[data-selected]")).to_have_text("1 selected")
    await tab.page.keyboard.press("/")
    await tab.page.keyboard.type("gjcx")
    await expect(tab.page.get_by_label("Search by name")).to_have_value("gjcx")
    await tab.page.keyboard.press("Tab")
    await tab.page.locator("h1").click()
    async with tab.going():
        await tab.page.keyboard.type("gj")
    await expect(tab.page.get_by_role("heading", level=1)).to_contain_text("Jobs")
    async with tab.going():
        await tab.page.keyboard.press("c")
    await expect(tab.page.get_by_role("heading", level=1)).to_have_text("New job")


async def test_the_chat_asks_before_it_closes_a_job(tab: Tab, admin: Browser) -> None:
    job = await engineer_job(admin)
    await applied(admin, job, await organisation(admin).candidate())
    await tab.open("/chat")
    for answer, status in (("No", "open"), ("Yes", "closed")):
        await tab.page.get_by_label("Message").fill(f"close job {job.id}")
        await tab.page.keyboard.press("Enter")
        await expect(tab.page.locator(".messages > li").last).to_contain_text("Shall I")
        await expect(tab.page.locator(".messages > li").last).to_contain_text("Close a job: asked first")
        await expect(tab.page.locator(".messages").get_by_role("link", name=f"Job #{job.id}").last).to_be_visible()
        said = await tab.page.locator(".messages > li").count()
        await tab.page.get_by_role("button", name=answer, exact=True).click()
        await expect(tab.page.locator(".messages > li")).to_have_count(said + 2)
        await expect(tab.page.get_by_role("button", name="Send")).to_be_enabled()
        assert (await admin.services.jobs.get(admin.actor, job.id)).status == status
    await expect(tab.page.get_by_role("button", name="Undo")).to_be_visible()
    await tab.page.get_by_label("Message").fill(f"delete job {job.id}")
    await tab.page.keyboard.press("Enter")
    await tab.page.get_by_role("button", name="Yes", exact=True).click()
    await expect(tab.page.locator(".messages > li").last).to_contain_text("deleted job")
    await expect(tab.page.get_by_role("button", name="Send")).to_be_enabled()
    await expect(tab.page.get_by_role("button", name="Undo")).to_have_count(0)
    await expect(tab.page.locator(".messages").get_by_role("link", name=f"Job #{job.id}")).to_have_count(0)


async def test_a_name_is_text_everywhere(tab: Tab, admin: Browser) -> None:
    job, candidate = await engineer_job(admin, SCRIPT), await organisation(admin).candidate(SCRIPT)
    await applied(admin, job, candidate)
    await tab.open(f"/jobs/{job.id}")
    await tab.page.locator(".card").drag_to(tab.page.locator("[data-stage=offer] > ul"))
    await expect(tab.page.locator("#toasts")).to_contain_text(SCRIPT)
    await no_images(tab.page)
    await tab.page.keyboard.press("Control+k")
    await tab.page.keyboard.type(SCRIPT[:10])
    await expect(tab.page.locator("#palette .found bdi").first).to_have_text(SCRIPT)
    await expect(tab.page.locator("#palette .found li").last).to_contain_text(f"Ask the agent: {SCRIPT[:10]}")
    await no_images(tab.page)
    for path in (f"/candidates/{candidate.id}?job={job.id}", f"/jobs/{job.id}/matches", "/candidates", "/reports"):
        await tab.open(path)
        await no_images(tab.page)
    await tab.open("/chat")
    await tab.page.get_by_label("Message").fill(f"show candidate {candidate.id} {SCRIPT}")
    await tab.page.keyboard.press("Enter")
    await expect(tab.page.locator(".messages > li").first).to_contain_text(SCRIPT)
    await expect(tab.page.locator(".messages > li").last).to_contain_text(SCRIPT)
    await no_images(tab.page)


async def no_images(page: Page) -> None:
    assert await page.locator("img").count() == 0


async def test_injected_markup_stays_inert(tab: Tab, admin: Browser) -> None:
    sent: list[str] = []
    tab.page.on("request", lambda request: sent.append(request.method))
    await tab.open("/jobs")
    tab.expects("nonce")
    await tab.page.evaluate(INJECTED)
    await tab.page.get_by_text("Injected").click()
    await tab.follow(tab.page.get_by_role("link", name="Candidates"))
    assert set(sent) == {"GET"}
    assert (await admin.get("/jobs")).texts("h1") == ["Jobs 0"]


async def test_after_a_logout_in_another_tab_a_form_keeps_what_was_typed(tabs: Tabs, tab: Tab, admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    await tab.open(f"/candidates/{candidate.id}/profile")
    await tab.page.get_by_label("Headline").fill("Baker of the year")
    other = await tabs.beside(tab.page.context)
    await other.open("/jobs")
    await other.page.locator(".who summary").click()
    await other.follow(other.page.get_by_role("button", name="Sign out"))
    told = tab.page.get_by_role("alert")
    await expect(told).to_contain_text("Your session has ended")
    await expect(told.get_by_role("link")).to_have_attribute("href", "/login")
    await told.click()
    await expect(told).to_have_count(0)
    tab.expects_status(401)
    await tab.page.get_by_role("button", name="Save", exact=True).click()
    await expect(told).to_contain_text("Your session has ended")
    await expect(told.get_by_role("link")).to_have_attribute("href", "/login")
    await expect(tab.page.get_by_label("Headline")).to_have_value("Baker of the year")
    assert (await admin.services.candidates.get(admin.actor, candidate.id)).headline is None


async def test_a_page_with_changes_of_others_tells_of_the_end_of_its_session(tab: Tab, admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    async with tab.page.expect_response("**/live/candidates/*"):
        await tab.open(f"/candidates/{candidate.id}/notes")
    await tab.page.locator("#f-text").fill("I was just")
    sessions = admin.services.browser_sessions
    (cookie,) = [one for one in await tab.page.context.cookies() if one.get("name") == "recruit"]
    ended = (await sessions.read(cookie.get("value", ""))).actor
    await sessions.end(ended, ended.sign_in_id or 0)
    await expect(tab.page.get_by_role("alert")).to_contain_text("Your session has ended")
    await expect(tab.page.locator("#f-text")).to_have_value("I was just")


async def test_a_refused_form_leaves_the_address_of_its_page(tab: Tab, admin: Browser) -> None:
    path = f"/candidates/{(await organisation(admin).candidate()).id}/notes"
    await tab.open(path)
    await tab.page.get_by_label("Task").fill("x" * 250)
    tab.expects_status(422)
    await tab.follow(tab.page.locator("form[action$='/tasks']").get_by_role("button"))
    await expect(tab.page.get_by_role("alert")).to_be_visible()
    assert tab.page.url.endswith(path)


async def test_an_html_resume_is_text(tab: Tab, admin: Browser) -> None:
    asked: list[str] = []
    tab.page.on("request", lambda request: asked.append(request.url))
    paragraphs = "".join(f"<p>{line}</p>" for line in RESUME.splitlines())
    hostile = '<script>alert(1)</script><style>h1{color:red}</style><img src="/stolen.png">'
    candidate = await jane(admin, f"<html><body>{hostile}{paragraphs}</body></html>", "cv.html")
    await tab.open(f"/candidates/{candidate.id}")
    await expect(tab.page.locator(".paper")).to_contain_text("Northwind Traders")
    await no_images(tab.page)
    assert not any("stolen" in url for url in asked)


async def test_the_forms_work_without_scripts(tabs: Tabs, admin: Browser) -> None:
    tab = await tabs.of(admin.actor, java_script_enabled=False)
    tab.expects_status(422)
    page = tab.page
    heading = page.get_by_role("heading", level=1)
    await page.goto("/jobs/new")
    await page.get_by_label("Title").fill("Baker")
    await page.get_by_label("Required skills").fill("Baking")
    await page.get_by_role("button", name="Save").click()
    await expect(heading).to_contain_text("Baker")
    await page.goto("/candidates/new")
    await page.get_by_label("Website").fill("nonsense")
    await page.get_by_label("Name *").fill("Jane Doe")
    await page.get_by_role("button", name="Create").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await page.get_by_label("Website").fill("")
    await page.get_by_role("button", name="Create").click()
    await expect(heading).to_have_text("Jane Doe")
    await page.get_by_role("link", name="Applications").click()
    await page.get_by_label("Job", exact=True).select_option("Baker")
    await page.locator("#add").get_by_role("button", name="Add").click()
    await page.get_by_role("link", name="Move…").click()
    await page.get_by_label("Stage").select_option("Offer")
    await page.get_by_role("button", name="Move").click()
    await expect(page.locator(".visits .present").first).to_contain_text("Offer")
    await page.get_by_role("link", name="Notes").click()
    await page.get_by_label("Note", exact=True).fill("Met her")
    await page.get_by_role("button", name="Save the note").click()
    await expect(page.locator(".notes .text")).to_have_text("Met her")
    await page.goto("/candidates?q=jane")
    await expect(page.locator("tbody tr")).to_have_count(1)
    await page.get_by_label("Select Jane Doe").check()
    await page.get_by_text("Tag…").click()
    await page.get_by_label("Tag", exact=True).last.fill("silver")
    await page.get_by_role("button", name="Add the tag").click()
    await expect(page.locator("[data-notice]")).to_contain_text("Tagged 1 candidate with silver")


async def test_the_chat_the_account_and_the_login_work_without_scripts(tabs: Tabs, admin: Browser) -> None:
    await organisation(admin).job("Baker")
    tab = await tabs.of(admin.actor, java_script_enabled=False)
    tab.expects_status(403)
    page = tab.page
    heading = page.get_by_role("heading", level=1)
    await page.goto("/chat")
    await page.get_by_label("Message").fill("list jobs")
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator(".messages > li").last).to_contain_text("Baker")
    await page.goto("/settings/me")
    await page.get_by_label("Theme").select_option("dark")
    await page.locator("form[action$=display]").get_by_role("button").click()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    await page.locator(".who summary").click()
    await page.get_by_role("button", name="Sign out").click()
    await expect(heading).to_have_text("Sign in")
    await page.get_by_label("E-mail").fill(admin.email)
    await page.get_by_label("Password").fill("wrong")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("alert")).to_be_visible()


async def test_a_file_is_added_with_its_progress_and_a_refusal_stays_in_its_row(tab: Tab, admin: Browser) -> None:
    candidate = await organisation(admin).candidate("Jane")
    await tab.open(f"/candidates/{candidate.id}")
    field, files = tab.page.get_by_label("Add a file"), tab.page.locator(".files > li")
    await expect(tab.page.get_by_role("button", name="Upload")).to_be_hidden()
    tab.expects_status(400)
    await field.set_input_files(FilePayload(name="empty.pdf", mimeType="application/pdf", buffer=b"%PDF-1.4"))
    await expect(files).to_contain_text("empty.pdf")
    await expect(tab.page.locator(".files .failed")).to_contain_text("Failed: ")
    await field.set_input_files(FilePayload(name="letter.txt", mimeType="text/plain", buffer=b"I know Python."))
    await expect(tab.page.locator(".paper")).to_have_text("I know Python.")
    await expect(tab.page.get_by_role("status")).to_contain_text("Added the file")


async def test_a_resume_that_is_here_already_is_added_again_by_a_button(tab: Tab, admin: Browser) -> None:
    await jane(admin)
    await tab.open("/candidates/new")
    file = FilePayload(name="again.txt", mimeType="text/plain", buffer=RESUME.encode())
    await tab.page.get_by_label("Drop résumés, or choose them").set_input_files(file)
    await expect(tab.page.locator("article.added")).to_contain_text("Already here")
    await expect(tab.page.get_by_role("button", name="Upload")).to_be_hidden()
    await tab.page.get_by_role("link", name="Create anyway").click()
    await expect(tab.page.locator("article.added")).to_contain_text("1 possible duplicate")


async def test_a_trial_import_is_repeated_for_real_with_the_same_file(tab: Tab, admin: Browser) -> None:
    await tab.open("/settings/import")
    file = FilePayload(name="people.csv", mimeType="text/csv", buffer=b"name\nJane Doe\n")
    await tab.page.get_by_label("Résumés in a zip archive").set_input_files(file)
    await expect(tab.page.get_by_role("heading", name="Preview")).to_be_visible()
    await tab.page.get_by_label("Notes").fill("From the fair")
    await tab.follow(tab.page.get_by_role("button", name="Start import"))
    await admin.services.importer.organisation(admin.actor.org_id)
    again = tab.page.get_by_role("link", name="Import for real")
    await expect(again).to_be_visible()
    await expect(tab.page.get_by_text("Choose the file again")).to_be_hidden()
    await tab.follow(again)
    await admin.services.importer.organisation(admin.actor.org_id)
    await tab.follow(tab.page.locator("#main").get_by_role("link", name="Candidate "))
    await expect(tab.page.get_by_role("heading", level=1)).to_have_text("Jane Doe")
    await tab.follow(tab.page.get_by_role("link", name="Notes"))
    await expect(tab.page.locator("#main")).to_contain_text("From the fair")


async def test_choosing_an_archive_starts_a_trial_but_no_real_import(tab: Tab) -> None:
    await tab.open("/settings/import")
    packed = FilePayload(name="people.zip", mimeType="application/zip", buffer=zipped({"jane.txt": RESUME.encode()}))
    field, trial = tab.page.get_by_label("Résumés in a zip archive"), tab.page.get_by_label("Try first")
    await trial.uncheck()
    await field.set_input_files(packed)
    await expect(tab.page.locator(".files > li")).to_contain_text("people.zip")
    await trial.check()
    await field.set_input_files([])
    await field.set_input_files(packed)
    await expect(tab.page.get_by_role("heading", level=1)).to_contain_text("people.zip Trial")


async def test_the_chat_stays_when_a_link_changes_the_page(tab: Tab, admin: Browser) -> None:
    await engineer_job(admin)
    left = asyncio.Event()

    async def hold(route: Route) -> None:
        await left.wait()
        await route.continue_()

    await tab.page.route("**/chat/stream", hold)
    await tab.open("/jobs")
    await tab.page.keyboard.press("a")
    panel = tab.page.locator("#chat-panel")
    await panel.get_by_label("Message").fill("list jobs")
    await tab.page.get_by_role("link", name="Candidates", exact=True).click()
    await expect(tab.page.get_by_role("heading", level=1)).to_contain_text("Candidates")
    await expect(panel.get_by_label("Message")).to_have_value("list jobs")
    await panel.get_by_role("button", name="Send").click()
    await expect(panel.locator(".messages")).to_have_attribute("aria-busy", "true")
    await tab.page.get_by_role("link", name="Jobs", exact=True).click()
    await expect(tab.page.get_by_role("heading", level=1)).to_contain_text("Jobs")
    left.set()
    await expect(panel.locator(".messages")).to_contain_text("Backend Engineer")


async def test_a_click_on_a_name_chooses_who_is_mentioned(tab: Tab, admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    await colleague(admin.services.storage, admin.actor.org_id, Role.RECRUITER)
    await tab.open(f"/candidates/{candidate.id}/notes")
    await tab.page.get_by_text("@ Mention").click()
    await tab.page.locator(".people").get_by_text("Recruiter").click()
    await expect(tab.page.get_by_role("checkbox", name="Recruiter")).to_be_checked()
    await tab.page.get_by_role("heading", level=1).click()
    await expect(tab.page.get_by_role("checkbox", name="Recruiter")).to_be_hidden()


async def test_keys_work_through_the_inbox_row_by_row(tabs: Tabs, admin: Browser) -> None:
    tab = await tabs.of(admin.actor, viewport=SMALL)
    now = datetime.now(UTC)
    for day, title in enumerate(("Call the first one", "Call the second one", "Call the third one")):
        due = now + timedelta(days=5 * day + 1)
        details = TaskDetails(title=title, assignee_user_id=admin.actor.user_id, due_at=due)
        await admin.services.tasks.create(admin.actor, details)
    await tab.open("/inbox")
    titles = tab.page.locator(".inbox-rows .title")
    assert await titles.first.evaluate("title => title.clientHeight") < 30  # one line
    await tab.page.keyboard.press("j")
    for key in "hyy":
        async with tab.going():
            await tab.page.keyboard.press(key)
        await expect(tab.page.locator("[data-row]:focus-within")).to_have_count(1)
    await expect(titles).to_have_text(["Call the third one"])
    async with tab.going():
        await tab.page.keyboard.press("y")
    await expect(tab.page.get_by_role("heading", level=1)).to_be_focused()


async def test_the_focused_row_of_the_inbox_is_shown_beside_the_list(tab: Tab, admin: Browser) -> None:
    job = await engineer_job(admin)
    for name in ("Ann Lee", "Bo Chan"):
        await applied(admin, job, await organisation(admin).candidate(name))
    await tab.open("/inbox")
    shown = tab.page.locator("#item h2")
    await expect(shown).to_have_text("Ann Lee")
    for key in "jj":
        await tab.page.keyboard.press(key)
    await expect(shown).to_have_text("Bo Chan")
    await tab.page.locator(".inbox-rows .title").first.click()
    await expect(shown).to_have_text("Ann Lee")
    await expect(tab.page.locator("a[aria-current=true]")).to_contain_text("Ann Lee")
    async with tab.going():
        await tab.page.keyboard.press("Enter")
    await expect(tab.page.get_by_role("heading", level=1)).to_have_text("Ann Lee")


async def test_a_long_name_in_a_message_leaves_its_undo_on_the_screen(tabs: Tabs, admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    tab = await tabs.of(admin.actor, viewport=SMALL)
    await tab.open(f"/candidates/{candidate.id}")
    await tab.page.get_by_placeholder("Add a tag").fill("x" * 50)
    async with tab.going():
        await tab.page.keyboard.press("Enter")
    await expect(tab.page.get_by_role("status").get_by_role("button", name="Undo")).to_be_in_viewport(ratio=1)


async def test_ages_are_days_of_the_calendar(tab: Tab, admin: Browser) -> None:
    job = await engineer_job(admin)
    yesterday = datetime.now(UTC).astimezone().replace(hour=0, minute=0, second=0) - timedelta(days=1)
    for name, seconds in (("Jane", 30), ("Joan", -30)):
        with happened(yesterday + timedelta(seconds=seconds)):
            await applied(admin, job, await organisation(admin).candidate(name))
    await tab.open(f"/jobs/{job.id}")
    assert await tab.page.locator("[data-age]").all_text_contents() == ["yesterday", "2 days ago"]


@pytest.mark.parametrize(
    ("locale", "expected"),
    [("en", ["3 days overdue", "Due in 2 days"]), ("de", ["3 Tage überfällig", "Fällig übermorgen"])],
)
async def test_the_inbox_says_how_long_a_task_is_overdue(
    tabs: Tabs, admin: Browser, locale: str, expected: list[str]
) -> None:
    now = datetime.now(UTC).astimezone()
    for due_at in (now - timedelta(days=3, hours=1), now.replace(hour=12) + timedelta(days=2)):
        task = TaskDetails(title="Call", assignee_user_id=admin.actor.user_id, due_at=due_at)
        await admin.services.tasks.create(admin.actor, task)
    tab = await tabs.of(admin.actor, locale=locale)
    await tab.open("/inbox")
    assert await tab.page.locator(".inbox-rows .hint > span").all_inner_texts() == expected


async def test_on_phones_stages_are_as_high_as_a_line_and_a_name_is_beside_its_actions(
    tabs: Tabs, admin: Browser
) -> None:
    person, job = await jane(admin), await engineer_job(admin)
    await applied(admin, job, person)
    tab = await tabs.of(admin.actor, viewport=SMALL, has_touch=True, is_mobile=True)
    await tab.open(f"/jobs/{job.id}/matches")
    stage = tab.page.locator(".ranking .end .status")
    assert await stage.evaluate("stage => stage.offsetHeight") <= 24
    await stage.tap(position={"x": 10, "y": -8}, force=True)  # what takes a touch is higher
    await expect(tab.page).to_have_url(re.compile(f"/candidates/{person.id}/applications$"))
    middle = "one => { const { top, height } = one.getBoundingClientRect(); return top + height / 2; }"
    name, actions = tab.page.locator("h1"), tab.page.locator(".candidate-head > .actions")
    assert abs(await name.evaluate(middle) - await actions.evaluate(middle)) < 16


async def test_narrow_places_break_texts_at_spaces(tabs: Tabs, admin: Browser) -> None:
    title = "Principal Backend and Platform Reliability Engineer"
    person = await organisation(admin).candidate("Jane", current_title=title, current_company="Nordwind Logistik")
    await applied(admin, await engineer_job(admin), person, source="careers page")
    tab = await tabs.of(admin.actor, locale="de")
    await tab.open("/reports?figures=1")
    assert await tab.page.locator(".chart th > bdi").evaluate_all(BROKEN_WORDS) == []
    await tab.page.set_viewport_size(SMALL)
    await tab.open(f"/candidates/{person.id}")
    left = "element => element.getBoundingClientRect().left"
    facts = await tab.page.locator(".person-facts bdi").first.evaluate(left)
    assert facts >= await tab.page.locator("h1").evaluate(left)  # also where it wraps
