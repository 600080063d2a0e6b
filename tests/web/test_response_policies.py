"""The policies for caches and content: each response of the whole server has one of each."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from api_document import ROUTES as API_ROUTES
from asgi import asgi_transport
from assistants.test_admission import HEADERS, LISTING
from attack.office import new_office
from attack.sending import attacker
from cases import every_case
from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.http.app import create_app, routes
from recruit.entrypoints.mcp.endpoint import PATH, Endpoint
from recruit.entrypoints.mcp.oauth import AuthorizationServer
from recruit.entrypoints.mcp.urls import PublicUrls
from recruit.entrypoints.services import Services
from recruit.entrypoints.web.app import console
from recruit.entrypoints.web.assets import WORKER, address
from web.browsing import NAVIGATION, Browser
from web.test_pages import PAGES, served, with_ids

pytestmark = pytest.mark.one_storage


@pytest.fixture
async def browser(services: Services) -> AsyncIterator[Browser]:
    """A browser of the server with everything it serves."""
    urls = PublicUrls()
    endpoint = Endpoint(services, urls)
    others: dict[str, Any] = {PATH: endpoint, **AuthorizationServer(services, urls).applications()}
    app = create_app(services, others, console=console())
    async with (
        endpoint.running(),
        httpx.AsyncClient(
            transport=asgi_transport(app, raise_app_exceptions=False), base_url="http://localhost"
        ) as http,
    ):
        yield Browser(http, services)


async def test_every_response_has_one_cache_policy_and_one_content_policy(browser: Browser, services: Services) -> None:
    office = await new_office(services)
    client = await attacker(services, browser.client, office)
    others = [one.path_format for one in routes().routes if not one.path_format.startswith("/api/")]
    public = [route.removeprefix("GET ") for route, is_public in served().items() if is_public and "GET " in route]
    paths = [*others, *public, *AuthorizationServer(services, PublicUrls()).applications(), address(WORKER), "/none"]
    with every_case() as case:
        for route in sorted(API_ROUTES, key=lambda one: ("/auth/" in one, one.startswith("DELETE"))):  # logouts last
            with case(route):
                assert_one_of_each(await client.send(route))
        listing = await browser.client.post(
            PATH, headers=HEADERS | {"Authorization": f"Bearer {client.token}"}, json=LISTING
        )
        assert_one_of_each(listing)
        await browser.sign_in(office.actors[Role.ORG_ADMIN])
        for path in (*paths, *(with_ids(one, office) for one in PAGES)):
            with case(path):
                assert_one_of_each(await browser.client.get(path, headers=NAVIGATION))


def assert_one_of_each(response: httpx.Response) -> None:
    (cached,) = response.headers.get_list("cache-control")
    assert ("no-store" in cached) != ("immutable" in cached)
    (policy,) = response.headers.get_list("content-security-policy")
    assert policy.endswith("frame-ancestors 'none'")
