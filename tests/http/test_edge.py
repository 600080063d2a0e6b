"""Security headers, CORS, and the settings of both."""

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
SECURITY_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "content-security-policy": "frame-ancestors 'none'",
}

Serving = Callable[..., AbstractAsyncContextManager[Api]]


@pytest.fixture
def serving(tmp_path: Path) -> Serving:
    """Start an application with settings, and return a client of a new organisation."""

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
async def test_every_response_has_the_security_headers(plain: Api, method: str, path: str, status: int) -> None:
    headers = {"Authorization": f"Bearer {plain.token}"}
    response = await plain.http.request(method, path, headers=headers)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert "strict-transport-security" not in response.headers


async def test_the_reference_page_has_one_content_security_policy(plain: Api) -> None:
    (policy,) = (await plain.http.get("/schema")).headers.get_list("content-security-policy")
    assert policy.startswith("default-src 'none'")
    assert policy.endswith(SECURITY_HEADERS["content-security-policy"])


async def test_hsts_is_sent_if_it_is_configured(serving: Serving) -> None:
    async with serving(RECRUIT_HSTS_DAYS="365") as api:
        hsts = (await api.get("/jobs")).headers["strict-transport-security"]
    assert hsts == "max-age=31536000; includeSubDomains"


async def test_cross_origin_requests_are_refused_by_default(plain: Api) -> None:
    response = await plain.get("/jobs", headers={"Origin": FOREIGN})
    assert not [name for name in response.headers if name.startswith("access-control")]
    preflight = {"Origin": FOREIGN, "Access-Control-Request-Method": "POST"}
    assert (await plain.http.options(f"{API}/jobs", headers=preflight)).status_code == 405


async def test_configured_origins_may_send_requests_and_read_responses(serving: Serving) -> None:
    async with serving(RECRUIT_CORS_ORIGINS=f"{SITE}, http://localhost:3000") as api:
        preflight = {
            "Origin": SITE,
            "Access-Control-Request-Method": "PATCH",
            "Access-Control-Request-Headers": "authorization",
        }
        response = await api.http.options(f"{API}/jobs/1", headers=preflight)
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
async def test_other_origins_get_no_cors_headers(serving: Serving, origin: str) -> None:
    async with serving(RECRUIT_CORS_ORIGINS=SITE) as api:
        response = await api.get("/jobs", headers={"Origin": origin})
        assert not [name for name in response.headers if name.startswith("access-control")]
        assert response.headers["vary"] == "Origin"
        preflight = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        assert (await api.http.options(f"{API}/jobs", headers=preflight)).status_code == 405


async def test_options_requests_that_are_no_preflight_get_a_405(serving: Serving) -> None:
    async with serving(RECRUIT_CORS_ORIGINS=SITE) as api:
        assert (await api.http.options(f"{API}/jobs", headers={"Origin": SITE})).status_code == 405


async def test_login_responses_are_not_cached(plain: Api) -> None:
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
def test_an_unsafe_or_invalid_setting_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        Settings.from_environment({name: value})
