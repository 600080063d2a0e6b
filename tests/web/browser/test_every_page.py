"""Every page in Chromium: accessibility in both themes, the content policy, small screens, and no scripts."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any

import pytest
from playwright.async_api import Browser as Chromium
from playwright.async_api import ViewportSize, expect

from attack.office import Office, new_office
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.pipelines.model import StageDetails, StageType
from recruit.domain.tasks.model import TaskDetails
from recruit.entrypoints.services import Services
from web.browser.tabs import SMALL, WIDE, Tab, Tabs
from web.browsing import Browser
from web.test_pages import PAGES, with_ids
from worlds import new_email

pytestmark = [pytest.mark.one_storage, pytest.mark.one_python]

NO_PAGES = re.compile(
    r"^/live/|/export$|/documents/|/pipeline/\{|/matches/(ranking|what_if|fairness)|/figures$|/count$|/passkeys$"
)
"""Paths of streams, files and parts of pages."""

OTHERS = [
    *("/login", "/join/{token:str}", "/password", "/password/{link:str}", "/nowhere", "/search?q=jane"),
    *("/candidates?name=jane", "/candidates?name=nobody"),
    *("/candidates/{candidate_id:int}?job={job_id:int}", "/candidates/{candidate_id:int}/applications?fit=1"),
    *("/candidates/added?id={candidate_id:int}", "/candidates/{spare_id:int}/activity"),
]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that another theme can break."""

RUN = """async (tags) => {
    const rules = { "label-content-name-mismatch": { enabled: true } };
    const { violations } = await axe.run(document, { runOnly: tags, rules, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
}"""
NONCE = re.compile(r"'nonce-([^']+)'")
ENTRIES = ("/login", "/join", "/password")
ON_SMALL_SCREENS = {"/jobs", "/jobs/{job_id:int}", "/candidates", "/candidates/{candidate_id:int}", "/inbox"}
TOO_WIDE = """async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const width = innerWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll("#main *")].filter((one) => one.getBoundingClientRect().right > width);
    return wide.map((one) => one.cloneNode().outerHTML);
}"""
"""Elements that make the page scroll sideways. Tables and boards scroll by themselves."""

ZOOMED: ViewportSize = {"width": 320, "height": 256}
"""A window of 1280 × 1024 pixels at 400 %."""

LONG = " Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtenges"


@pytest.fixture(scope="session")
async def office(services: Services) -> Office:
    """An organisation with one of everything, in whose names is a long word, and somebody who is invited."""
    made = await new_office(services, LONG)
    stage = StageDetails(key="long", name=LONG.strip()[:50], type=StageType.INTERVIEW)
    await services.stages.add(made.actors[Role.ORG_ADMIN], made.ids["job_id"], stage)
    _, token, _ = await services.members.invite(made.actors[Role.ORG_ADMIN], new_email(), Role.VIEWER)
    actor = made.actors[Role.VIEWER]
    async with services.storage.autocommit(actor.org_id) as work:
        user = await work.users.get(actor.user_id)
    link = await services.accounts.password_link(user.email)
    return Office(made.actors, {**made.ids, "token": token, "link": link})


@pytest.fixture(scope="session")
async def shared(chromium: Chromium, url: str, services: Services, office: Office) -> AsyncIterator[Tab]:
    """A tab of the office's admin. A new one for each page would load and compile the scripts again."""
    opened = Tabs(chromium, url, services)
    yield await opened.of(office.actors[Role.ORG_ADMIN])
    await opened.close()


@pytest.mark.parametrize("path", [*(path for path in PAGES if not NO_PAGES.search(path)), *OTHERS])
async def test_a_page_is_accessible_keeps_to_its_policy_and_fits_small_screens(
    tabs: Tabs, shared: Tab, office: Office, path: str
) -> None:
    tab = shared
    if path.startswith(ENTRIES):
        tab = await tabs.of()
    elif path == "/nowhere":
        tab = await tabs.of(office.actors[Role.ORG_ADMIN])
        tab.expects_status(404)
    await tab.page.set_viewport_size(WIDE)
    await tab.page.emulate_media(color_scheme="light")
    await tab.open(with_ids(path, office))
    await expect(tab.page.locator("h1")).to_have_count(1)
    await tab.page.evaluate(AXE)
    assert await violations(tab, TAGS) == []
    assert await tab.page.evaluate(TOO_WIDE) == []
    await tab.page.emulate_media(color_scheme="dark")
    assert await violations(tab, COLOURS) == []
    if path in ON_SMALL_SCREENS:
        await tab.page.set_viewport_size(SMALL)
        assert await violations(tab, TAGS) == []
    await tab.page.set_viewport_size(ZOOMED)
    assert await tab.page.evaluate(TOO_WIDE) == []


async def test_every_page_reads_without_scripts(tabs: Tabs, office: Office) -> None:
    tab = await tabs.of(office.actors[Role.ORG_ADMIN], java_script_enabled=False)
    nonces = list[str]()
    for path in PAGES:
        if not NO_PAGES.search(path):
            response = await tab.page.goto(with_ids(path, office))
            assert response is not None
            nonces += NONCE.findall(response.headers["content-security-policy"])[:1]
            await expect(tab.page.locator("h1")).to_be_visible()
            await expect(tab.page.locator("[aria-busy=true]:not(:has(a))")).to_have_count(0)
    assert 1 < len(nonces) == len(set(nonces))


async def test_an_overdue_task_can_be_read_and_its_buttons_are_named_by_their_words(tab: Tab, admin: Browser) -> None:
    due_at = datetime.now(UTC) - timedelta(days=3)
    task = TaskDetails(title="Call", assignee_user_id=admin.actor.user_id, due_at=due_at)
    await admin.services.tasks.create(admin.actor, task)
    await tab.open("/inbox")
    await tab.page.evaluate(AXE)
    for theme in ("light", "dark"):
        await tab.page.emulate_media(color_scheme=theme)
        assert await violations(tab, COLOURS) == []
    await tab.page.set_viewport_size(SMALL)
    assert await violations(tab, TAGS) == []


async def test_forms_of_passwords_name_their_user(tabs: Tabs, office: Office) -> None:
    hints = list[str]()
    for path in ("/login", "/join/{token:str}", "/password/{link:str}", "/settings/me"):
        tab = await tabs.of(None if path.startswith(ENTRIES) else office.actors[Role.ORG_ADMIN])
        tab.page.on("console", lambda message: hints.append(message.text))
        await tab.open(with_ids(path, office))
        await expect(tab.page.locator("[type=password]").first).to_be_visible()
        await tab.page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))")
    assert [one for one in hints if "username" in one] == []


async def violations(tab: Tab, tags: list[str]) -> Any:
    return await tab.page.evaluate(RUN, tags)
