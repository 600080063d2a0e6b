"""Misconfiguration: undocumented routes, methods, trust in host headers, and leaks in errors."""

import re
from dataclasses import replace
from typing import Any

import httpx
import pytest

from api_document import DOCUMENT, ROUTES
from asgi import asgi_transport
from attack.judging import assert_harmless
from attack.office import new_office, state
from attack.sending import attacker, valid_body
from attack.wire import wire
from http_api import token_of
from processes import ServerProcess
from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.http.openapi.interactive_page import NAME as SCRIPT
from recruit.entrypoints.services import Services

UNLISTED = {
    "GET /schema/openapi.json",
    "GET /schema/plain",
    "GET /schema",
    f"GET /schema/{SCRIPT}",
    "GET /docs",
    "GET /redoc",
}
"""Routes that serve the OpenAPI document, which does not list them. `/mcp` is a separate application."""

METHODS = "GET HEAD POST PUT PATCH DELETE OPTIONS TRACE PROPFIND X".split()
OVERRIDES = "X-HTTP-Method-Override X-HTTP-Method X-Method-Override X-Original-Method _method".split()
FOREIGN = "evil.example"
HOSTS = [
    {"Host": FOREIGN},
    {"Host": f"{FOREIGN}:80@recruit.test"},
    {"Host": ""},
    {
        **dict.fromkeys(("X-Forwarded-Host", "X-Host", "X-Forwarded-Server"), FOREIGN), "X-Forwarded-Proto": "gopher",
        "X-Original-URL": "/api/v1/users", "X-Rewrite-URL": "/api/v1/users", "X-Forwarded-Prefix": f"//{FOREIGN}",
        "Forwarded": f"host={FOREIGN};proto=gopher",
    },
]  # fmt: skip
VARYING_HEADERS = {
    *("x-request-id", "date", "content-length", "ratelimit", "ratelimit-policy", "ignored-parameters", "link")
}
NOT_SERVED = (
    "/metrics /debug /swagger /openapi.json /graphql /admin /console /actuator /actuator/env "
    "/server-status /.env /.git/config /static/ /favicon.ico /robots.txt /api /api/v1 /api/v2/jobs /api/v0/jobs "
    "/api/internal/jobs /schema/swagger /schema/redoc /schema/elements /schema/rapidoc /schema/openapi.yaml "
    "/schema/openapi.yml /api/v1/../../etc/passwd /api/v1/jobs/../users /api/v1//jobs /api/v1/jobs;x=1 "
    "/api/v1/jobs%2f1 /API/V1/JOBS"
).split()


async def test_every_served_route_is_documented(services: Services) -> None:
    scope: Any = {"type": "http", "method": "GET", "path": "/healthz", "raw_path": b"/healthz", "query_string": b""}
    scope |= {"headers": [], "client": None, "server": None, "scheme": "http", "http_version": "1.1", "root_path": ""}

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_message: Any) -> None:
        pass

    await create_app(services)(scope, receive, send)
    served = {
        f"{method} {route.path_format}"
        for route in scope["litestar_app"].routes
        for method in route.methods
        if method != "OPTIONS"
    }
    assert served == set(ROUTES) | UNLISTED


async def test_no_other_path_is_served(inside: httpx.AsyncClient, http: httpx.AsyncClient) -> None:
    for client in (inside, http):
        for path in NOT_SERVED:
            response = await client.get(path)
            assert response.status_code in {401, 404}, f"{path}: {response.status_code} {response.text[:200]}"
            assert_harmless(response, path)


@pytest.mark.parametrize(
    "path",
    [
        "/api%2fv1%2fjobs", "/api%2Fv1/jobs", "//api/v1/jobs", "/api//v1/jobs", "/api/v1//jobs", "/api/v1/jobs//",
        "/api/v1/jobs%2f", "/healthz%2f", "//healthz", "/healthz//", "//mcp", "/mcp//", "/%2fapi/v1/jobs",
        "/api%252fv1%252fjobs",
    ],
)  # fmt: skip
async def test_encoded_slashes_and_empty_segments_match_no_route(server: ServerProcess, path: str) -> None:
    async with wire(server.port) as line:
        await line.send(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        answer = await line.answer()
    assert (answer.status, answer.body) == (404, b'{"detail":"Not Found"}')


@pytest.mark.parametrize("method", ["OPTIONS", "GET"])
async def test_a_request_without_a_path_matches_no_route(server: ServerProcess, method: str) -> None:
    async with wire(server.port) as line:
        await line.send(f"{method} * HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        answer = await line.answer()
    assert (answer.status, answer.body) == (404, b'{"detail":"Not Found"}')


async def test_a_path_allows_only_its_documented_methods(services: Services, inside: httpx.AsyncClient) -> None:
    user = await attacker(services, inside, await new_office(services))
    for path, item in DOCUMENT["paths"].items():
        documented = {one.upper() for one in item} | ({"HEAD"} if "get" in item else set())
        for method in METHODS:
            if method in documented:
                continue
            headers = {"Authorization": f"Bearer {user.token}"}
            response = await inside.request(method, path.format(**user.ids), headers=headers)
            assert response.status_code == 405, f"{method} {path}: {response.status_code}"
            assert_harmless(response, f"{method} {path}")
            assert set(response.headers["allow"].split(", ")) == documented, f"{method} {path}"


async def test_head_returns_the_headers_of_get_without_a_body(services: Services, inside: httpx.AsyncClient) -> None:
    user = await attacker(services, inside, await new_office(services))
    for route in [*ROUTES, "GET /schema/openapi.json", "GET /schema/plain"]:
        method, path = route.split()
        if method != "GET":
            continue
        headers = {"Authorization": f"Bearer {user.token}"}
        got, head = [await inside.request(one, path.format(**user.ids), headers=headers) for one in ("GET", "HEAD")]
        assert (head.status_code, head.content) == (got.status_code, b""), route
        assert comparable(head)[2] == comparable(got)[2], route
        is_streamed = got.headers["content-type"].startswith(("application/zip", "text/event-stream"))
        assert is_streamed or "content-length" in head.headers, route


async def test_method_override_headers_are_ignored(services: Services, inside: httpx.AsyncClient) -> None:
    office = await new_office(services)
    user = await attacker(services, inside, office)
    before = await state(services, office)
    for route in ROUTES:
        method, path = route.split()
        if method != "GET":
            continue
        for wanted in ("DELETE", "POST", "PATCH"):
            headers = {"Authorization": f"Bearer {user.token}", **dict.fromkeys(OVERRIDES, wanted)}
            query = {"_method": wanted, "method": wanted}
            response = await inside.request(method, path.format(**user.ids), headers=headers, params=query)
            assert response.status_code in {200, 404}, f"{route} as {wanted}: {response.text}"
    assert await state(services, office) == before


async def test_no_response_depends_on_the_host_header(services: Services, inside: httpx.AsyncClient) -> None:
    user = await attacker(services, inside, await new_office(services))
    for route in ROUTES:
        method, path = route.split()
        if method != "GET":
            continue
        headers = {"Authorization": f"Bearer {user.token}"}
        url = f"{path.format(**user.ids)}?limit=1"
        usual = await inside.get(url, headers=headers)
        for host in HOSTS:
            response = await inside.get(url, headers=headers | host)
            assert comparable(response) == comparable(usual), f"{route} at {host}"


def comparable(response: httpx.Response) -> tuple[int, bytes, dict[str, str]]:
    """Return a response without the parts that vary.

    An archive contains the time it was made, and the present stage counts the seconds since it was entered.
    """
    headers = {name: value for name, value in response.headers.items() if name not in VARYING_HEADERS}
    is_log = response.request.url.path.endswith("/deliveries")  # attempts go on beside the test
    made_now = is_log or headers["content-type"] == "application/zip"
    content = re.sub(rb'"seconds":\d+', b'"seconds":0', response.content)
    return response.status_code, b"" if made_now else content, headers


@pytest.mark.one_storage
@pytest.mark.parametrize("debug", ["0", "1"])
async def test_an_internal_error_reveals_nothing(
    services: Services, monkeypatch: pytest.MonkeyPatch, debug: str
) -> None:
    monkeypatch.setenv("LITESTAR_DEBUG", debug)
    monkeypatch.setenv("DEBUG", debug)
    office = await new_office(services)
    token = await token_of(services, office.actors[Role.ORG_ADMIN])
    nothing: Any = None
    broken = dict.fromkeys(("accounts", "members", "registration", "provider_sign_ins", "password_links"), nothing)
    app = create_app(replace(services, **broken))
    transport = asgi_transport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        for route in ROUTES:
            method, path = route.split()
            if path in {"/healthz", "/readyz", "/version"}:
                continue
            body = valid_body(route, office.ids)
            json = body.get("json")
            headers = {"Authorization": f"Bearer {token}"}
            path = path.format(**office.ids, conversation_id=1)
            response = await client.request(method, path, headers=headers, json=json, data=body.get("data"))
            assert (response.status_code, response.json()) == (500, {"detail": "Internal Server Error"}), route
