"""`make screens`: write a picture of every page in light, in dark and on a phone into `.screens`, to be looked at."""

import asyncio
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import httpx

from attack.office import new_office
from http_api import SECRET_KEY
from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.web.app import console
from web.browser.tabs import SMALL, WIDE, Tab, Tabs, launched, served
from web.browser.test_every_page import ENTRIES, NO_PAGES, OTHERS
from web.browsing import Browser
from web.people import applied, engineer_job, jane, organisation
from web.test_pages import PAGES, PARAMETER, with_ids
from worlds import new_organisation

SCREENS = Path(__file__).parents[3] / ".screens"
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
STAGES = ("sourced", "applied", "applied", "screening", "interview", "offer")


async def main() -> None:
    """Fill a server in memory, and photograph its pages."""
    SCREENS.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        environment = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": folder, "RECRUIT_SECRET_KEY": SECRET_KEY}
        async with (
            assemble(Settings.from_environment(environment)) as services,
            served(create_app(services, console=console())) as url,
            launched() as chromium,
        ):
            tabs = Tabs(chromium, url, services)
            await photograph_office(tabs)
            await photograph_review(tabs)


async def photograph_office(tabs: Tabs) -> None:
    """Photograph every page of an organisation with one of everything."""
    office = await new_office(tabs.services)
    tab, stranger = await tabs.of(office.actors[Role.ORG_ADMIN]), await tabs.of()
    for path in (*PAGES, *OTHERS):
        if not NO_PAGES.search(path) and not re.search("{(token|link)", path):
            one = stranger if path.startswith(ENTRIES) else tab
            await photograph(one, with_ids(path, office), PARAMETER.sub(r"\1", path))


async def photograph_review(tabs: Tabs) -> None:
    """Photograph a busy board, its ranking, and a résumé with its evidence."""
    admin = Browser(httpx.AsyncClient(), tabs.services, _actor=(await new_organisation(tabs.services.storage)).actor)
    candidate, job = await jane(admin), await engineer_job(admin)
    await applied(admin, job, candidate)
    for number in range(30):
        person = await organisation(admin).candidate(f"Person {number}", current_title="Engineer", notes="Python")
        await applied(admin, job, person, status=STAGES[number % len(STAGES)])
    tab = await tabs.of(admin.actor)
    await photograph(tab, f"/jobs/{job.id}", "busy-board")
    await photograph(tab, f"/jobs/{job.id}/matches", "busy-matches")
    await photograph(tab, f"/candidates/{candidate.id}?job={job.id}", "busy-review")
    await admin.client.aclose()


async def photograph(tab: Tab, path: str, name: str) -> None:
    """Write the pictures of a page."""
    file = name.strip("/").replace("/", "-").replace("?", "-") or "root"
    for theme in THEMES:
        await tab.page.emulate_media(color_scheme=theme)
        await tab.page.set_viewport_size(WIDE)
        await tab.open(path)
        await tab.page.screenshot(path=SCREENS / f"{file}.{theme}.png", full_page=True)
    await tab.page.emulate_media(color_scheme="light")
    await tab.page.set_viewport_size(SMALL)
    await tab.page.screenshot(path=SCREENS / f"{file}.phone.png", full_page=True)


if __name__ == "__main__":
    asyncio.run(main())
