"""What every answer says to browsers, and which sites' pages may read it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import httpx
import pytest

from asgi import asgi_transport
from http_api import API, PASSWORD, Api, registered
from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings

SITE, FOREIGN = "https://hr.example.com", "https://evil.example.com"
SAFE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "content-security-policy": "frame-ancestors 'none'",
}

Serving = Callable[..., AbstractAsyncContextManager[Api]]


@pytest.fixture
def serving(tmp_path: Path) -> Serving:
    """Make an application with settings, and somebody on it."""

    @asynccontextmanager
    async def made(**options: str) -> AsyncIterator[Api]:
        settings = Settings.from_environment(
            {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path), **options}
        )
        async with assemble(settings) as services:
            transport = asgi_transport(create_app(services, http_settings=settings.http), raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
                yield await registered(http)

    return made


@pytest.fixture
async def plain(serving: Serving) -> AsyncIterator[Api]:
    async with serving() as api:
        yield api


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", f"{API}/jobs", 200),
        ("POST", f"{API}/jobs", 422),
        ("GET", f"{API}/jobs/5", 404),
        ("PUT", f"{API}/jobs", 405),
        ("OPTIONS", f"{API}/jobs", 405),
        ("GET", "/healthz", 200),
        ("GET", "/nothing", 404),
        ("GET", "/schema/openapi.json", 200),
    ],
)
async def test_every_answer_says_to_browsers_what_not_to_do(plain: Api, method: str, path: str, status: int) -> None:
    headers = {"Authorization": f"Bearer {plain.token}"}
    response = await plain.http.request(method, path, headers=headers)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in SAFE} == SAFE
    assert "strict-transport-security" not in response.headers


async def test_the_page_of_the_api_keeps_its_own_policy_beside_it(plain: Api) -> None:
    policies = (await plain.http.get("/schema")).headers.get_list("content-security-policy")
    assert policies[0].startswith("default-src 'none'")
    assert policies[-1] == SAFE["content-security-policy"]


async def test_https_alone_is_asked_for_by_setting(serving: Serving) -> None:
    async with serving(RECRUIT_HSTS_DAYS="365") as api:
        told = (await api.get("/jobs")).headers["strict-transport-security"]
    assert told == "max-age=31536000; includeSubDomains"


async def test_without_a_setting_pages_of_other_sites_read_nothing(plain: Api) -> None:
    response = await plain.get("/jobs", headers={"Origin": FOREIGN})
    assert not [name for name in response.headers if name.startswith("access-control")]
    asked = {"Origin": FOREIGN, "Access-Control-Request-Method": "POST"}
    assert (await plain.http.options(f"{API}/jobs", headers=asked)).status_code == 405


async def test_pages_of_a_site_that_is_named_may_ask_and_read(serving: Serving) -> None:
    async with serving(RECRUIT_CORS_ORIGINS=f"{SITE}, http://localhost:3000") as api:
        asked = {
            "Origin": SITE,
            "Access-Control-Request-Method": "PATCH",
            "Access-Control-Request-Headers": "authorization",
        }
        response = await api.http.options(f"{API}/jobs/1", headers=asked)
        assert (response.status_code, response.content) == (204, b"")
        assert response.headers["access-control-allow-origin"] == SITE
        assert "PATCH" in response.headers["access-control-allow-methods"]
        assert response.headers["access-control-allow-headers"] == "authorization"
        assert response.headers["x-content-type-options"] == "nosniff"
        for path in ("/jobs", "/jobs/five", "/jobs/1"):
            response = await api.get(path, headers={"Origin": SITE})
            assert response.headers["access-control-allow-origin"] == SITE
            assert {"x-request-id", "x-refresh-token"} <= set(
                response.headers["access-control-expose-headers"].split(", ")
            )
            assert "access-control-allow-credentials" not in response.headers
            assert response.headers["vary"] == "Origin"


@pytest.mark.parametrize(
    "origin", [FOREIGN, f"{SITE}.evil.example", f"{SITE}:444", "http://hr.example.com", "null", "*", "", SITE + "/"]
)
async def test_pages_of_any_other_site_read_nothing(serving: Serving, origin: str) -> None:
    async with serving(RECRUIT_CORS_ORIGINS=SITE) as api:
        response = await api.get("/jobs", headers={"Origin": origin})
        assert not [name for name in response.headers if name.startswith("access-control")]
        assert response.headers["vary"] == "Origin"
        asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        assert (await api.http.options(f"{API}/jobs", headers=asked)).status_code == 405


async def test_options_stays_no_method_when_it_asks_for_no_other(serving: Serving) -> None:
    async with serving(RECRUIT_CORS_ORIGINS=SITE) as api:
        assert (await api.http.options(f"{API}/jobs", headers={"Origin": SITE})).status_code == 405


async def test_a_login_is_kept_by_no_cache(plain: Api) -> None:
    form = {"username": plain.email, "password": PASSWORD}
    assert (await plain.post("/auth/login", data=form)).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RECRUIT_CORS_ORIGINS", "*"),
        ("RECRUIT_CORS_ORIGINS", "hr.example.com"),
        ("RECRUIT_CORS_ORIGINS", "https://hr.example.com/"),
        ("RECRUIT_CORS_ORIGINS", "https://*.example.com"),
        ("RECRUIT_TRUSTED_PROXIES", "*"),
        ("RECRUIT_TRUSTED_PROXIES", "proxy.example.com"),
        ("RECRUIT_TRUSTED_PROXIES", "10.0.0.1/8"),
        ("RECRUIT_HSTS_DAYS", "-1"),
        ("RECRUIT_CLIENT_SECONDS", "0"),
        ("RECRUIT_CLIENT_SECONDS", "nan"),
        ("RECRUIT_CLIENT_SECONDS", "soon"),
    ],
)
def test_a_setting_that_would_open_too_much_or_means_nothing_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        Settings.from_environment({name: value})
