"""Attacks on the console: planted sessions, forms and frames of other sites, and markup in every text."""

import re
from itertools import count

import httpx
import pytest
from litestar.types import ASGIApp

from api_document import ROUTES as API_ROUTES
from asgi import asgi_transport
from attack.office import new_office
from attack.sending import Attacker, attacker, encoded_body, places, put, valid_body
from http_api import PASSWORD, token_of
from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.services import Services
from web.browsing import Browser, Page
from web.people import RESUME, jane, upload
from web.test_members_page import invitation
from web.test_pages import PAGES, served, with_ids

pytestmark = pytest.mark.one_storage

PLANTED = f"rs_1_1_{'A' * 43}"
"""A cookie as another site on the same host, or somebody at the same browser, may have set it."""

HOSTILE = "\"'><xss-mark onclick=x()>{{7*7}}"
LEAVE_ALONE = re.compile(r"DELETE|GET|/auth/|/erase|/merge|/users/me/password")
"""Operations after which records that pages show would be gone, or the attacker signed out."""

CROSS_SITE: list[dict[str, str]] = [
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://other.localhost"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    {"Origin": "null"},
    {"Origin": "http://["},
    {"Origin": "http://localhost:81"},
    {"Origin": "https://localhost"},
    {},
]
"""Headers of forms that a browser sends from elsewhere, with and without Fetch Metadata."""


@pytest.fixture
async def planted(anonymous: Browser) -> Browser:
    """A browser with somebody else's choice of a cookie."""
    anonymous.client.cookies.set("recruit", PLANTED, domain="localhost.local")
    return anonymous


async def test_a_planted_cookie_is_no_session_before_or_after_the_login(admin: Browser, planted: Browser) -> None:
    assert (await planted.get("/jobs")).status == 303
    await planted.submit("/login", {"email": admin.email, "password": PASSWORD}, action="/login")
    assert planted.client.cookies["recruit"] not in {"", PLANTED}
    assert (await planted.get("/jobs")).status == 200
    planted.client.cookies.clear()
    planted.client.cookies.set("recruit", PLANTED, domain="localhost.local")
    assert (await planted.get("/jobs")).status == 303


@pytest.mark.parametrize(
    "before",
    ["other=1, ", "other=1,", "other=1,\t", "other=1\t", "\xa0", "\x85", "\x1c", "recruit=; ", "recruit=rs_other; "],
)
async def test_a_session_that_another_host_hides_in_the_cookies_is_none(
    admin: Browser, anonymous: Browser, before: str
) -> None:
    cookie = f"{before}recruit={admin.client.cookies['recruit']}".encode("latin-1")
    sent = [(b"Accept", b"text/html"), (b"Cookie", cookie)]
    assert (await anonymous.client.get("/jobs", headers=sent)).status_code == 303


async def test_cookies_of_several_headers_are_read_each_by_itself(admin: Browser, anonymous: Browser) -> None:
    session = f"recruit={admin.client.cookies['recruit']}"
    split = [("Accept", "text/html"), ("Cookie", "recruit-theme=dark"), ("Cookie", session)]  # as HTTP/2 does
    assert (await anonymous.client.get("/jobs", headers=split)).status_code == 200
    assert (await anonymous.client.get("/jobs", headers=[*split, ("Cookie", session)])).status_code == 303


async def test_joining_replaces_the_session_of_somebody_else_at_the_same_browser(
    admin: Browser, stranger: Browser
) -> None:
    email, path = await invitation(admin)
    before = stranger.client.cookies["recruit"]
    assert (await stranger.submit(path, {"full_name": "New", "password": PASSWORD}, action=path)).status == 303
    assert email in (await stranger.get("/settings/me")).response.text
    stranger.client.cookies.clear()
    stranger.client.cookies.set("recruit", before, domain="localhost.local")
    assert (await stranger.get("/settings/me")).status == 303


@pytest.mark.parametrize("headers", CROSS_SITE)
async def test_other_sites_sign_nobody_in_or_out(admin: Browser, anonymous: Browser, headers: dict[str, str]) -> None:
    form = {"email": admin.email, "password": PASSWORD}
    for path in ("/login", "/setup", "/join/x"):
        assert (await anonymous.client.post(path, data=form, headers=headers)).status_code == 403, path
    assert "recruit" not in anonymous.client.cookies
    assert (await admin.client.post("/logout", headers=headers)).status_code == 403
    assert (await admin.get("/jobs")).status == 200


async def test_no_response_may_be_framed_or_stored(admin: Browser, anonymous: Browser) -> None:
    candidate = await jane(admin)
    paths = ["/", "/setup", "/login", "/jobs", "/jobs/999", "/unknown", f"/candidates/{candidate.id}"]
    for browser in (admin, anonymous):
        for path in paths:
            response = (await browser.get(path)).response
            assert "frame-ancestors 'none'" in response.headers["content-security-policy"], path
            assert response.headers["cache-control"] == "no-store", path
    left = await admin.submit("/jobs", {}, action="/logout")
    assert left.response.headers["clear-site-data"] == '"cache"'
    assert (await admin.get("/jobs")).response.headers["location"].startswith("/login")


async def test_a_cookie_is_nothing_to_the_api_and_a_token_nothing_to_any_page(
    admin: Browser, services: Services
) -> None:
    for path in ("/api/v1/jobs", "/api/v1/events/stream", "/api/v1/users/me"):
        assert (await admin.client.get(path)).status_code == 401, path
    bearer = {"Authorization": f"Bearer {await token_of(services, admin.actor)}"}
    admin.client.cookies.clear()
    for route, public in served().items():
        if route.startswith("GET ") and not public and "{" not in route:
            assert (await admin.get(route.removeprefix("GET "), **bearer)).status == 303, route


async def test_markup_in_any_text_stays_text_on_every_page(
    services: Services, app: ASGIApp, anonymous: Browser
) -> None:
    office = await new_office(services, HOSTILE)
    async with httpx.AsyncClient(transport=asgi_transport(app), base_url="http://localhost") as http:
        client = await attacker(services, http, office)
        for route in API_ROUTES:
            if not LEAVE_ALONE.search(route):
                await write_markup(client, route)
    await anonymous.sign_in(office.actors[Role.ORG_ADMIN])
    await upload(anonymous, "/candidates/new", "file", (f"{HOSTILE}.html", f"{RESUME}<p>{HOSTILE}</p>"))
    with_markup = 0
    for path in PAGES:
        page = await anonymous.get(f"{with_ids(path, office)}?{httpx.QueryParams(q=HOSTILE)}")
        if page.response.headers.get("content-type", "").startswith("text/html"):
            assert_no_markup(page, path)
            with_markup += "xss-mark" in page.response.text
    assert with_markup > len(PAGES) / 2


async def write_markup(client: Attacker, route: str) -> None:
    """Store hostile text in each field that takes it, then in all of them at once. Each text is another one."""
    numbers = count()
    texts = {place: f"{HOSTILE}{next(numbers)} {route[-9:]}" for place in places(route) if place.is_text}
    taken = [place for place, text in texts.items() if (await client.send(route, place, text)).is_success]
    body = valid_body(route, client.ids)
    for place in taken:
        if place.part == "body":
            put(body["json"], place.steps, f"{texts[place]}!")
    await client.write(route, *encoded_body(body))


def assert_no_markup(page: Page, path: str) -> None:
    """Check that a page has no element, attribute or address that a text has brought."""
    assert not page.find("xss-mark"), path
    assert "xss-mark onclick=x()>49" not in page.text, path
    for element in page.tree.iter():
        assert not [name for name in element.attrib if name.startswith("on")], f"{path}: {element.attrib}"
        for name in ("href", "src", "action", "formaction"):
            assert not element.get(name, "").lower().lstrip().startswith(("javascript:", "data:")), path
