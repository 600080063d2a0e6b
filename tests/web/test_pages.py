"""Every page of the console, as every role, and with the ids of another organisation."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from litestar.types import ASGIApp

from asgi import asgi_transport
from attack.office import MARK, Office, new_office
from cases import every_case
from recruit.domain.accounts.model.permissions import Permission, Role
from recruit.domain.accounts.model.users import Actor
from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.services import Services
from recruit.entrypoints.web.app import console
from recruit.entrypoints.web.policy import content_policy
from web.browsing import Browser, Page

ROUTES: dict[str, str | None] = json.loads((Path(__file__).parent / "routes.json").read_text())
"""Routes that need a session, with the permission without which they are refused, null for those of everybody."""

PAGES = [route.removeprefix("GET ") for route in ROUTES if route.startswith("GET ")]
WRITES = [route for route in ROUTES if not route.startswith("GET ")]
PARAMETER = re.compile(r"\{(\w+):\w+\}")


def served() -> dict[str, bool]:
    """Return the routes of the application, and whether each is public."""
    found = {}
    for route in console().routes:
        for method, (handler, _) in getattr(route, "route_handler_map", {}).items():
            if method in {"GET", "POST", "PUT", "PATCH", "DELETE"}:
                found[f"{method} {route.path_format}"] = bool(handler.opt.get(PUBLIC))
    return found


@pytest.fixture(scope="session")
async def offices(services: Services) -> tuple[Office, Office]:
    """Two organisations with one of everything. Names in the second one contain MARK."""
    return await new_office(services), await new_office(services, MARK)


@pytest.fixture
async def browser(app: ASGIApp, services: Services) -> AsyncIterator[Browser]:
    transport = asgi_transport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield Browser(client, services)


def with_ids(path: str, office: Office) -> str:
    ids = {**office.ids, "stage": "applied", "session_id": 1, "factor_id": 1, "identity_id": 1}
    return PARAMETER.sub(lambda found: str(ids[found[1]]), path)


def allowed(actor: Actor, route: str) -> bool:
    permission = ROUTES[route]
    return permission is None or actor.has_permission(Permission(permission))


def test_every_route_is_listed_with_its_permission() -> None:
    private = {route for route, public in served().items() if not public}
    listed = {PARAMETER.sub(lambda found: f"{{{found[1]}}}", route) for route in ROUTES}
    assert private == listed, "routes.json names each route with its permission"


@pytest.mark.parametrize("role", Role)
async def test_a_page_is_complete_for_those_who_may_see_it(
    browser: Browser, offices: tuple[Office, Office], role: Role
) -> None:
    office, _ = offices
    actor = office.actors[role]
    await browser.sign_in(actor)
    with every_case() as case:
        for path in PAGES:
            with case(path):
                assert_complete(await browser.get(with_ids(path, office)), is_seen=allowed(actor, f"GET {path}"))


def assert_complete(page: Page, *, is_seen: bool) -> None:
    assert page.status == (200 if is_seen else 403), page.text
    assert MARK.strip() not in page.response.text
    if not page.response.headers["content-type"].startswith("text/html"):  # an event stream, or data for a script
        return
    if "content-disposition" in page.response.headers:  # a file
        return
    assert not re.search(r'\saria-\w+="(True|False|None)"', page.response.text)
    nonce = re.search(r"'nonce-([^']+)'", page.response.headers["content-security-policy"])
    assert nonce is not None
    policies = page.response.headers.get_list("content-security-policy")
    assert policies == [f"{content_policy(nonce[1])}; frame-ancestors 'none'"]
    assert page.response.headers["cache-control"] == "no-store"
    if page.find("html > body"):
        assert len(page.find("h1")) == 1, page.texts("h1")
        assert page.find("title")[0].text_content().strip(" –") not in {"", "recruit"}
        assert len(page.find("main")) == 1
    assert {one.get("nonce") for one in page.find("script, link[rel=stylesheet]")} <= {nonce[1]}
    for control in page.find("input:not([type=hidden]), select, textarea"):
        named = (
            control.get("aria-label")
            or page.find(f"label[for='{control.get('id')}']")
            or control.iterancestors("label")
        )
        assert named, control.attrib


async def test_records_of_another_organisation_are_not_found(browser: Browser, offices: tuple[Office, Office]) -> None:
    ours, theirs = offices
    await browser.sign_in(ours.actors[Role.ORG_ADMIN])
    with every_case() as case:
        for path in PAGES:
            if "{" in path:
                with case(path):
                    page = await browser.get(with_ids(path, theirs))
                    assert (page.status, MARK.strip() in page.response.text) == (404, False), page.text


async def test_without_a_session_everything_leads_to_the_login(
    browser: Browser, offices: tuple[Office, Office]
) -> None:
    headers = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
    with every_case() as case:
        for route in ROUTES:
            with case(route):
                method, path = route.split()
                answer = await browser.client.request(method, with_ids(path, offices[0]), headers=headers)
                assert answer.status_code == (303 if method == "GET" else 401)
                assert method != "GET" or answer.headers["location"].startswith("/login?next=")


@pytest.mark.parametrize("role", Role)
async def test_a_form_without_the_token_writes_nothing_for_any_role(
    browser: Browser, offices: tuple[Office, Office], role: Role
) -> None:
    office, _ = offices
    await browser.sign_in(office.actors[role])
    with every_case() as case:
        for route in WRITES:
            with case(route):
                page = await browser.post(with_ids(route.split()[1], office), {"stage": "offer"})
                assert (page.status, "Check what you entered" in page.text) == (403, True), page.text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ORG_ADMIN])
async def test_a_form_is_refused_without_the_permission(
    browser: Browser, offices: tuple[Office, Office], role: Role
) -> None:
    office, _ = offices
    actor = office.actors[role]
    await browser.sign_in(actor)
    token = (await browser.get("/jobs")).form("/logout")["_csrf"]
    values = {"_csrf": token, "stage": "offer", "title": "x", "name": "x"}
    with every_case() as case:
        for route in WRITES:
            if not allowed(actor, route):
                with case(route):
                    assert (await browser.post(with_ids(route.split()[1], office), values)).status == 403
