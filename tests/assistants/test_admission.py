"""Authentication, origins, profiles and sessions of /mcp."""

import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError

from asgi import asgi_transport
from assistants.clients import LEGACY, MODERN, call_tool, over_http, over_stdio
from http_api import Api, registered, token_of
from processes import ServerProcess, ran
from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.mcp.endpoint import PATH, Endpoint
from recruit.entrypoints.mcp.urls import PublicUrls
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from worlds import colleague, new_organisation

ENVELOPE = {"io.modelcontextprotocol/protocolVersion": MODERN, "io.modelcontextprotocol/clientCapabilities": {}}
HEADERS = {
    "Accept": "application/json, text/event-stream",
    "MCP-Protocol-Version": MODERN,
    "Mcp-Method": "tools/list",
}
LISTING = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"_meta": ENVELOPE}}


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    environment = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path)}
    async with assemble(Settings.from_environment(environment)) as found:
        yield found


async def post_listing(services: Services, *, origins: tuple[str, ...] = (), **request: Any) -> httpx.Response:
    """Send a tools/list request to /mcp as a new user."""
    endpoint = Endpoint(services, PublicUrls(), origins=origins)
    transport = asgi_transport(create_app(services, {PATH: endpoint}))
    async with endpoint.running(), httpx.AsyncClient(transport=transport, base_url="http://recruit.test") as http:
        user = await registered(http)
        headers = HEADERS | {"Authorization": f"Bearer {user.token}"} | request.pop("headers", {})
        headers = {name: value for name, value in headers.items() if value is not None}
        content = json.dumps(LISTING) + request.pop("padding", "")
        path = f"{PATH}{request.pop('query', '')}"
        return await http.post(path, headers={"Content-Type": "application/json", **headers}, content=content)


@pytest.mark.parametrize(
    ("authorization", "challenge"),
    [
        (None, "Bearer "),
        ("Basic Zm91bmRlcjpzZWNyZXQ=", "Bearer "),
        ("Bearer no.such.token", 'Bearer error="invalid_token", error_description="Could not validate credentials", '),
    ],
)
async def test_a_request_without_a_valid_token_gets_401_with_a_challenge(
    services: Services, authorization: str | None, challenge: str
) -> None:
    response = await post_listing(services, headers={"Authorization": authorization})
    metadata = "http://recruit.test/.well-known/oauth-protected-resource/mcp"
    expected = f'{challenge}resource_metadata="{metadata}", scope="mcp:read mcp:write mcp:delete"'
    assert (response.status_code, response.headers["www-authenticate"]) == (401, expected)
    assert response.json()["detail"] in {"Not authenticated", "Could not validate credentials"}


async def test_an_assistant_with_an_api_key_sees_the_tools_of_its_scopes(server: ServerProcess, api: Api) -> None:
    api_key = await api.made("/api_keys", {"name": "Assistant", "scopes": ["jobs:read", "jobs:write"]})
    async with over_http(server.url, api_key["key"]) as client:
        tool_names = {tool.name for tool in (await client.list_tools()).tools}
        assert {"find_jobs", "create_job"} <= tool_names
        assert not {"find_candidates", "delete_job"} & tool_names
        job = await api.job("Baker")
        assert str(job["id"]) in str(await call_tool(client, "find_jobs"))


@pytest.mark.parametrize("mode", [MODERN, LEGACY])
async def test_the_sdk_client_is_refused_with_an_invalid_token(server: ServerProcess, mode: str) -> None:
    with pytest.raises(BaseException) as refused:  # noqa: PT011 - the client wraps it in groups of its own
        async with over_http(server.url, "no.such.token", mode=mode) as client:
            await client.list_tools()
    assert refused.group_contains(MCPError) or isinstance(refused.value, MCPError)


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 200),
        ("http://localhost:6274", 200),
        ("http://127.0.0.1", 200),
        ("http://[::1]:80", 200),
        ("https://ours.example.com", 200),
        ("https://evil.example.com", 403),
        ("http://localhost.example.com", 403),
        ("http://recruit.test", 403),
        ("null", 403),
        ("//", 403),
        ("http://[", 403),
    ],
)
async def test_requests_of_unlisted_origins_are_refused(services: Services, origin: str | None, status: int) -> None:
    response = await post_listing(services, origins=("https://ours.example.com",), headers={"Origin": origin})
    assert response.status_code == status, response.text


async def test_a_call_over_the_size_limit_is_refused(services: Services) -> None:
    assert (await post_listing(services, padding=" " * (15 * 1024 * 1024))).status_code == 413


async def test_the_path_may_end_in_a_slash(services: Services) -> None:
    assert (await post_listing(services, query="/?profile=read-only")).status_code == 200


async def test_an_unknown_profile_is_refused_with_the_known_ones(services: Services) -> None:
    response = await post_listing(services, query="?profile=root")
    detail = "There is no such profile: choose one of read-only, recruiter, admin"
    assert (response.status_code, response.json()) == (400, {"detail": detail})


async def test_a_server_without_the_sdk_says_how_to_install_it(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    response = await post_listing(services)
    assert response.status_code == 501
    assert response.json() == {"detail": "This server has no MCP: install it with pip install 'recruit[mcp]'"}


async def tool_names(client: Client) -> set[str]:
    return {tool.name for tool in (await client.list_tools()).tools}


@pytest.mark.parametrize(
    ("query", "writes", "destroys"),
    [
        ("", True, True),
        ("?profile=admin", True, True),
        ("?profile=recruiter", True, False),
        ("?profile=read-only", False, False),
    ],
)
async def test_a_profile_limits_the_listed_and_callable_tools(
    server: ServerProcess, api: Api, query: str, writes: bool, destroys: bool
) -> None:
    async with over_http(server.url, api.token, query) as client:
        listed = await tool_names(client)
        assert {"find_jobs", "match_candidates"} <= listed
        assert ("create_job" in listed, "delete_job" in listed) == (writes, destroys)
        if not writes:
            with pytest.raises(MCPError, match="There is no tool 'create_job' in the profile read-only"):
                await client.call_tool("create_job", {"prompt": "Nurse"})
    assert (await api.get("/jobs")).json()["total"] == 0


@pytest.mark.parametrize(
    ("role", "absent"),
    [
        (Role.VIEWER, {"add_note", "undo", "create_job", "delete_job", "delete_candidate", "erase_candidate"}),
        (Role.HIRING_MANAGER, {"create_job", "delete_job", "delete_candidate", "erase_candidate"}),
        (Role.RECRUITER, {"erase_candidate"}),
        (Role.ORG_ADMIN, set()),
    ],
)
async def test_a_profile_never_exceeds_the_users_role(services: Services, role: Role, absent: set[str]) -> None:
    endpoint = Endpoint(services, PublicUrls())
    transport = asgi_transport(create_app(services, {PATH: endpoint}))
    organisation = await new_organisation(services.storage)
    token = await token_of(services, await colleague(services.storage, organisation.actor.org_id, role))
    headers = HEADERS | {"Authorization": f"Bearer {token}", "X-Recruit-Profile": "admin"}
    async with endpoint.running(), httpx.AsyncClient(transport=transport, base_url="http://recruit.test") as http:
        body = (await http.post(PATH, headers=headers, json=LISTING)).json()
    listed = {tool["name"] for tool in body["result"]["tools"]}
    restricted = {"add_note", "undo", "create_job", "delete_job", "delete_candidate", "erase_candidate"}
    assert restricted - listed == absent


async def test_a_session_belongs_to_its_user(http: httpx.AsyncClient, api: Api, others: Api) -> None:
    params = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "a", "version": "1"}}
    initialize = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}
    own_headers, other_headers = [
        {"Accept": HEADERS["Accept"], "Authorization": f"Bearer {user.token}"} for user in (api, others)
    ]
    initialized = await http.post(PATH, headers=own_headers, json=initialize)
    session = {"Mcp-Session-Id": initialized.headers["mcp-session-id"]}
    listing = {"jsonrpc": "2.0", "id": 2, "method": "tools/list"}
    assert (await http.post(PATH, headers=other_headers | session, json=listing)).status_code == 404
    assert (await http.post(PATH, headers=own_headers | session, json=listing)).status_code == 200


async def test_the_default_profile_over_stdio_is_recruiter(data_dir: Path, api: Api) -> None:
    async with over_stdio(data_dir, api.email) as client:
        assert "create_job" in await tool_names(client)
        assert "delete_job" not in await tool_names(client)
        job = await call_tool(client, "create_job", prompt="Nurse")
    assert (await api.get(f"/jobs/{job['id']}")).json()["created_by_user_id"] == api.user_id
    async with over_stdio(data_dir, api.email, "--profile", "read-only") as client:
        assert "create_job" not in await tool_names(client)


@pytest.mark.usefixtures("database")
async def test_an_unknown_email_is_refused_over_stdio(data_dir: Path) -> None:
    code, out, errors = await ran("mcp", "--email", "nobody@example.com", data_dir=data_dir)
    assert (code, out) == (1, "")
    assert "No user has the address nobody@example.com: create one with `recruit user create`" in errors


async def test_storage_in_memory_is_refused_over_stdio(tmp_path: Path) -> None:
    code, _, errors = await ran("mcp", "--email", "a@example.com", data_dir=tmp_path, RECRUIT_STORAGE="memory:")
    assert code == 1
    assert "RECRUIT_STORAGE is memory:, which has no users yet: choose a database" in errors


async def test_a_client_that_accepts_no_supported_media_type_gets_406_with_the_supported_ones(
    services: Services,
) -> None:
    found = await post_listing(services, headers={"Accept": "text/html"})
    assert found.status_code == 406
    assert found.json()["error"]["message"] == "Accept should name application/json and text/event-stream"
