"""Sessions of browsers: cookies, tokens of forms, and what neither the API nor the console takes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import httpx
import pytest
from litestar.types import ASGIApp

from asgi import asgi_transport
from http_api import PASSWORD, token_of
from recruit.domain.accounts.browser_sessions import ABSOLUTE, IDLE, BrowserSessions
from recruit.domain.shared.errors import Refused
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.http_settings import HttpSettings, Limit
from recruit.entrypoints.services import Services
from recruit.entrypoints.web.app import console
from web.browsing import NAVIGATION, Browser, Page
from worlds import Organisation, new_email, new_organisation

JOB = {"title": "Baker", "currency": "EUR", "status": "open"}


async def test_the_cookie_is_for_this_site_alone(admin: Browser, app: ASGIApp) -> None:
    plain = await admin.post("/login", {"email": admin.email, "password": PASSWORD})
    assert "recruit=rs_" in plain.response.headers["set-cookie"]
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(plain.response.headers["set-cookie"].split("; "))
    transport = asgi_transport(app)
    async with httpx.AsyncClient(transport=transport, base_url="https://localhost") as client:
        form = {"email": admin.email, "password": PASSWORD}
        secure = await client.post("/login", data=form, headers={"Sec-Fetch-Site": "same-origin"})
    assert secure.headers["set-cookie"].startswith("__Host-recruit=rs_")
    assert "Secure" in secure.headers["set-cookie"].split("; ")


async def test_the_api_takes_no_cookie_and_the_console_no_token(admin: Browser, services: Services) -> None:
    assert (await admin.client.get("/api/v1/users/me")).status_code == 401
    token = await token_of(services, admin.actor)
    admin.client.cookies.clear()
    assert (await admin.get("/jobs", Authorization=f"Bearer {token}")).status == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
async def test_a_form_from_another_site_is_refused(admin: Browser, site: str) -> None:
    token = (await admin.get("/jobs/new")).form("/jobs/new")["_csrf"]
    refused = await admin.post("/jobs/new", JOB | {"_csrf": token}, **{"Sec-Fetch-Site": site})
    assert refused.status == 403
    assert (await admin.get("/jobs")).texts("h1") == ["Jobs 0"]


@pytest.mark.parametrize(("origin", "status"), [("http://localhost", 303), ("http://evil.example", 403), ("null", 403)])
async def test_without_fetch_metadata_the_origin_decides(admin: Browser, origin: str, status: int) -> None:
    token = (await admin.get("/jobs/new")).form("/jobs/new")["_csrf"]
    headers = {"Origin": origin, "Accept": "text/html"}
    sent = await admin.client.post("/jobs/new", data=JOB | {"_csrf": token}, headers=headers)
    assert sent.status_code == status


async def test_a_form_needs_the_token_of_its_own_session(admin: Browser, viewer: Browser) -> None:
    foreign = (await viewer.get("/jobs")).form("/logout")["_csrf"]
    for token in ({}, {"_csrf": ""}, {"_csrf": "x"}, {"_csrf": foreign}, {"_csrf": foreign[:-4]}):
        refused = await admin.post("/jobs/new", JOB | token)
        assert (refused.status, "Check what you entered" in refused.text) == (403, True)
    assert (await admin.get("/jobs")).texts("h1") == ["Jobs 0"]


async def test_a_form_that_outlives_its_session_is_told_so(admin: Browser) -> None:
    form = (await admin.get("/jobs/new")).form("/jobs/new") | JOB
    await admin.submit("/jobs", {}, action="/logout")
    ended = await admin.post("/jobs/new", form | {"description": "<b>Long</b>"})
    assert (ended.status, "Your session has ended" in ended.text) == (401, True)
    assert ("<b>Long</b>" in ended.texts("dd"), ended.find("a.button")[0].get("target")) == (True, "_blank")
    await admin.sign_in(admin.actor, admin.email)  # in another tab
    stale = await admin.post("/jobs/new", ended.form("/jobs/new"))
    assert (stale.status, "<b>Long</b>" in stale.texts("dd")) == (403, True)
    created = await admin.post("/jobs/new", stale.form("/jobs/new"))
    assert created.status == 303
    assert "<b>Long</b>" in (await admin.get(created.response.headers["location"])).text


async def test_a_stream_without_a_session_ends_with_the_reason(anonymous: Browser) -> None:
    ended = await anonymous.get("/live/jobs/1", Accept="text/event-stream")
    assert ended.status == 200
    assert ended.response.text.startswith("event: error\n")
    assert "invalid_credentials" in ended.response.text


async def test_scripts_go_on_with_a_new_token_after_a_sign_in_in_another_tab(admin: Browser) -> None:
    form = (await admin.get("/jobs/new")).form("/jobs/new") | JOB
    await admin.sign_in(admin.actor, admin.email)
    for headers in ({"Accept": "application/json"}, {"HX-Request": "true"}):
        stale = await admin.post("/jobs/new", form, **headers)
        assert stale.status == 403
        fresh = {"X-CSRF-Token": stale.response.headers["X-CSRF-Token"]}
        assert (await admin.post("/jobs/new", form | {"title": headers.popitem()[0]}, **fresh)).status == 303


async def test_another_site_has_no_form_shown_after_the_end_of_a_session(anonymous: Browser) -> None:
    for site, kept in (("cross-site", False), ("same-origin", True)):
        ended = await anonymous.post("/jobs/new", JOB, **{"Sec-Fetch-Site": site})
        assert (ended.status, JOB["title"] in ended.text) == (401, kept)


async def test_passwords_and_files_are_entered_again(admin: Browser) -> None:
    path = "/settings/me/password"
    form = (await admin.get("/settings/me")).form(path)
    await admin.sign_in(admin.actor, admin.email)
    stale = await admin.post(path, form | dict.fromkeys([name for name in form if "password" in name], "s3cret-word"))
    assert (stale.status, "s3cret-word" in stale.response.text) == (403, False)
    assert stale.find("input[type=password]")
    form = (await admin.get("/settings/import")).form("/settings/import") | {"notes": "From the fair"}
    await admin.sign_in(admin.actor, admin.email)
    file = {"file": ("people.csv", b"Name\nJane")}
    stale = Page(await admin.client.post("/settings/import", data=form, files=file, headers=NAVIGATION))
    assert (stale.status, stale.form("/settings/import")["notes"]) == (403, "From the fair")
    assert (len(stale.find("input[type=file]")), stale.find("form")[-1].get("enctype")) == (1, "multipart/form-data")


class Later:
    """A clock that is ahead of the system's."""

    def __init__(self, services: Services, ahead: timedelta = timedelta()) -> None:
        self._clock, self.ahead = services.browser_sessions._clock, ahead  # noqa: SLF001

    def now(self) -> datetime:
        return self._clock.now() + self.ahead


@asynccontextmanager
async def ahead(browser: Browser, by: timedelta) -> AsyncIterator[Browser]:
    """Yield a browser with the session of another one, of a server whose clock is ahead."""
    later = replace(browser.services, clock=Later(browser.services, by))
    transport, cookies = asgi_transport(create_app(later, console=console())), browser.client.cookies
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost", cookies=cookies) as client:
        yield Browser(client, later)


async def test_a_session_ends_when_it_is_idle_and_after_a_week(admin: Browser, services: Services) -> None:
    clock = Later(services)
    sessions = BrowserSessions(services.storage, services.accounts, clock)
    used, idle = [await sessions.open(admin.actor, "Test") for _ in range(2)]
    for _ in range(int(ABSOLUTE / IDLE) * 2 - 1):
        clock.ahead += IDLE / 2
        assert (await sessions.read(used)).actor.user_id == admin.actor.user_id
    with pytest.raises(Refused):
        await sessions.read(idle)
    clock.ahead += IDLE / 2
    with pytest.raises(Refused):
        await sessions.read(used)


@pytest.mark.parametrize(("action", "target"), [("/login", "/jobs"), ("/logout", "/login")])
async def test_signing_in_or_out_goes_on_after_the_session_has_ended_elsewhere(
    admin: Browser, services: Services, action: str, target: str
) -> None:
    fields = (await admin.get("/jobs")).form("/logout")  # from now on the session is cached
    async with services.storage.transaction(admin.actor.org_id) as work:
        await work.sign_ins.end_all(admin.actor.user_id)
    sent = await admin.post(action, fields | {"email": admin.email, "password": PASSWORD})
    assert (sent.status, sent.response.headers["location"]) == (303, target)


async def test_a_removed_user_has_no_session(admin: Browser, viewer: Browser, services: Services) -> None:
    await services.members.remove_user(admin.actor, viewer.actor.user_id)
    assert (await viewer.get("/jobs")).status == 303


async def test_a_session_has_the_rate_limit_of_a_token_and_logins_that_of_logins(services: Services) -> None:
    settings = HttpSettings(token_limit=Limit(3, "hour"), login_limit=Limit(2, "hour"))
    app = create_app(services, http_settings=settings, console=console())
    transport = asgi_transport(app, client=("192.0.2.9", 123))  # logins of other tests count for other addresses
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        browser = Browser(client, services)
        for expected in (403, 403, 429):
            answer = await browser.post("/login", {"email": new_email(), "password": "wrong"})
            assert answer.response.status_code == expected
        assert (await browser.get("/join/ri_1_1_guessed")).status == 429
        await browser.sign_in((await new_organisation(services.storage)).actor)
        assert [(await browser.get("/jobs")).status for _ in range(4)] == [200, 200, 200, 429]


async def test_an_error_page_keeps_what_was_typed_and_names_no_request_of_others(
    admin: Browser, viewer: Browser
) -> None:
    candidate = await Organisation(admin.services.storage, admin.actor).candidate()
    for browser, path, status in ((viewer, f"/candidates/{candidate.id}/notes", 403), (admin, "/notes/999999999", 404)):
        form = {"_csrf": (await browser.get("/jobs")).form("/logout")["_csrf"], "text": "<i>Long"}
        refused = await browser.post(path, form)
        assert (refused.status, refused.texts("dd"), "Request" in refused.text) == (status, ["<i>Long"], False)
        beside = await browser.post(path, form, **{"HX-Request": "true"})
        place, part = beside.response.headers["HX-Retarget"], beside.response.headers["HX-Reselect"]
        assert (place, len(beside.find(part))) == ("#toasts", 1)


async def test_the_login_replaces_the_whole_page_when_a_session_has_ended(anonymous: Browser) -> None:
    answer = await anonymous.get("/jobs?q=a", **{"HX-Request": "true"})
    assert (answer.status, answer.response.headers["hx-redirect"]) == (200, "/login?next=%2Fjobs%3Fq%3Da")
