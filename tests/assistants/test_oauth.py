"""OAuth: clients that know only the URL of /mcp, and users who grant them access."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import httpx2
import pytest
from mcp import Client
from mcp.client.auth import OAuthClientProvider
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.auth import AuthorizationCodeResult, OAuthClientInformationFull, OAuthClientMetadata, OAuthToken
from pydantic import AnyUrl

from asgi import asgi_transport
from assistants.browser import CALLBACK, VERIFIER, Form, Program, challenge, redirect_parameters, submit_form
from assistants.clients import call_tool
from assistants.test_admission import HEADERS, LISTING
from http_api import PASSWORD, Api, registered
from processes import ServerProcess
from recruit.domain.accounts.consents import FORM_LIFETIME
from recruit.domain.accounts.grants import CODE_LIFETIME
from recruit.domain.accounts.model.oauth import OAuthClient
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import Actor
from recruit.domain.accounts.service import RENEWAL_GRACE
from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.mcp.endpoint import PATH, Endpoint
from recruit.entrypoints.mcp.oauth import AuthorizationServer
from recruit.entrypoints.mcp.urls import PublicUrls
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.web.text import LANGUAGE_COOKIE
from second_factor_world import with_app
from worlds import new_email

BASE = "http://localhost"
GERMAN = {"Accept-Language": "de-DE,de;q=0.9,en;q=0.8"}
READ, WRITE, DELETE = "mcp:read", "mcp:write", "mcp:delete"


@dataclass
class SettableClock:
    time: datetime = field(default_factory=lambda: datetime.now(UTC))

    def now(self) -> datetime:
        return self.time


@pytest.fixture(scope="module")
async def services(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Services]:
    environment = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path_factory.mktemp("data"))}
    async with assemble(Settings.from_environment(environment)) as found:
        yield found


@pytest.fixture
def clock(services: Services, monkeypatch: pytest.MonkeyPatch) -> SettableClock:
    """The clock of the grants."""
    found = SettableClock()
    monkeypatch.setattr(services.grants, "_clock", found)
    return found


@pytest.fixture(scope="module")
async def browser(services: Services) -> AsyncIterator[httpx.AsyncClient]:
    """A browser of the application within this process."""
    urls = PublicUrls()
    endpoint = Endpoint(services, urls)
    app = create_app(services, {PATH: endpoint, **AuthorizationServer(services, urls).applications()})
    async with endpoint.running(), httpx.AsyncClient(transport=asgi_transport(app), base_url=BASE) as http:
        yield http


@pytest.fixture
async def user(browser: httpx.AsyncClient) -> Api:
    return await registered(browser)


@pytest.fixture
async def program(browser: httpx.AsyncClient) -> Program:
    found = Program(browser, f"{BASE}/mcp")
    assert (await found.register()).status_code == 201
    return found


async def list_tools(http: httpx.AsyncClient, token: str) -> httpx.Response:
    """Send a tools/list request to /mcp with a token."""
    return await http.post(PATH, headers=HEADERS | {"Authorization": f"Bearer {token}"}, json=LISTING)


def is_error(response: httpx.Response, error: str, status: int = 400) -> bool:
    return (response.status_code, response.json()["error"]) == (status, error)


class TokenStore:
    """The token store of the SDK's client."""

    def __init__(self) -> None:
        self.tokens: OAuthToken | None = None
        self.client: OAuthClientInformationFull | None = None

    async def get_tokens(self) -> OAuthToken | None:
        return self.tokens

    async def set_tokens(self, tokens: OAuthToken) -> None:
        self.tokens = tokens

    async def get_client_info(self) -> OAuthClientInformationFull | None:
        return self.client

    async def set_client_info(self, client_info: OAuthClientInformationFull) -> None:
        self.client = client_info


def sdk_provider(
    url: str, http: httpx.AsyncClient, email: str, store: TokenStore, pages: list[str]
) -> OAuthClientProvider:
    """Return the SDK's OAuth provider, whose user consents in a browser."""
    responses: list[httpx.Response] = []

    async def open_page(address: str) -> None:
        pages.append(address)
        responses.append(await submit_form(http, address, email))

    async def callback() -> AuthorizationCodeResult:
        return AuthorizationCodeResult(**redirect_parameters(responses.pop()))

    metadata = OAuthClientMetadata(client_name="Assistant", redirect_uris=[AnyUrl(CALLBACK)])
    return OAuthClientProvider(f"{url}/mcp", metadata, store, open_page, callback)


async def test_the_sdk_client_connects_with_only_the_url_and_refreshes_its_tokens(
    server: ServerProcess, http: httpx.AsyncClient, api: Api
) -> None:
    store, pages = TokenStore(), list[str]()
    for _ in range(2):
        provider = sdk_provider(server.url, http, api.email, store, pages)
        async with (
            httpx2.AsyncClient(auth=provider, timeout=60) as authorized,
            Client(streamable_http_client(f"{server.url}/mcp", http_client=authorized)) as client,
        ):
            job = await call_tool(client, "create_job", prompt="Nurse in Berlin")
            assert "delete_job" not in {tool.name for tool in (await client.list_tools()).tools}
            assert store.tokens is not None
            provider.context.token_expiry_time = 1
            before = store.tokens.refresh_token
            assert (await call_tool(client, "get_job", job_id=job["id"]))["title"] == "Nurse"
            assert store.tokens.refresh_token != before
    assert len(pages) == 1
    assert store.tokens is not None
    assert store.client is not None
    assert store.tokens.scope == "mcp:read mcp:write"
    assert (await api.get(f"/jobs/{job['id']}")).json()["created_by_user_id"] == api.user_id
    (grant,) = (await api.get("/auth/grants")).json()["items"]
    assert (grant["client_name"], grant["resource"]) == ("Assistant", f"{server.url}/mcp")
    inserted = (await api.get("/audit", params={"entity": "sign_in", "action": "insert"})).json()["items"]
    assert inserted[-1]["user_id"] == api.user_id
    assert inserted[-1]["after"]["granted"]["client_name"] == "Assistant"
    assert store.tokens.access_token not in json.dumps(inserted)
    assert (await api.delete(f"/auth/grants/{grant['id']}")).status_code == 204
    assert store.client.client_id is not None
    assert store.tokens.refresh_token is not None
    program = Program(http, f"{server.url}/mcp", store.client.client_id)
    assert is_error(await program.refresh(store.tokens.refresh_token), "invalid_grant")
    ended = (await api.get("/audit", params={"entity": "sign_in", "action": "delete"})).json()["items"]
    assert [one["entity_id"] for one in ended] == [grant["id"]]


async def test_discovery_leads_from_a_401_to_every_endpoint(browser: httpx.AsyncClient) -> None:
    refused = await browser.post(PATH, headers=HEADERS, json=LISTING)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == (
        f'Bearer resource_metadata="{BASE}/.well-known/oauth-protected-resource/mcp", scope="{READ} {WRITE} {DELETE}"'
    )
    for path in ("/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource"):
        resource = (await browser.get(path)).json()
        assert (resource["resource"], resource["authorization_servers"]) == (f"{BASE}/mcp", [BASE])
    server = (await browser.get("/.well-known/oauth-authorization-server")).json()
    assert server["issuer"] == BASE
    assert server["code_challenge_methods_supported"] == ["S256"]
    head = await browser.head("/.well-known/oauth-authorization-server")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("token", "registration", "revocation"):
        assert (await browser.get(urlsplit(server[f"{name}_endpoint"]).path)).status_code == 405
    assert (await browser.get(urlsplit(server["authorization_endpoint"]).path)).status_code == 400


async def test_the_public_url_is_a_setting(services: Services) -> None:
    public = Settings.from_environment({"RECRUIT_PUBLIC_URL": "https://HR.example.com/"}).public_url
    server = AuthorizationServer(services, PublicUrls(public))
    transport = asgi_transport(create_app(services, server.applications()))
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as http:
        found = (await http.get("/.well-known/oauth-authorization-server")).json()
        program = Program(http, "https://hr.example.com/mcp")
        await program.register()
        page = await http.get(program.url())
    assert found["token_endpoint"] == "https://hr.example.com/token"
    (cookie,) = page.headers.get_list("set-cookie")
    assert cookie.startswith("__Host-recruit_authorization=")
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    with pytest.raises(ConfigurationError, match=r"RECRUIT_PUBLIC_URL is 'hr\.example\.com'"):
        Settings.from_environment({"RECRUIT_PUBLIC_URL": "hr.example.com"})


async def test_an_invalid_host_header_is_refused(browser: httpx.AsyncClient) -> None:
    for path in (PATH, "/.well-known/oauth-protected-resource"):
        response = await browser.request("POST" if path == PATH else "GET", path, headers={"Host": 'a"b'})
        assert response.status_code == 400


async def test_the_consent_page_names_the_client_and_the_redirect_host(program: Program) -> None:
    await program.register("https://app.example.com/callback", client_name="<b>Claude</b>\n\u202eevil")
    page = await program.http.get(program.url(redirect_uri="https://app.example.com/callback", scope="mcp:read other"))
    assert "&lt;b&gt;Claude&lt;/b&gt; evil" in page.text
    assert "<b>app.example.com</b>" in page.text
    assert Form(page.text).choices == [READ]
    (policy,) = page.headers.get_list("content-security-policy")
    assert "form-action 'self' https://app.example.com;" in policy
    assert "script-src" not in policy
    assert policy.endswith("frame-ancestors 'none'")
    assert page.headers["x-frame-options"] == "DENY"
    assert {"HttpOnly", "SameSite=Strict"} <= set(page.headers["set-cookie"].split("; "))
    assert "<script" not in page.text


async def test_the_redirect_carries_state_and_issuer_on_consent_and_denial(program: Program, user: Api) -> None:
    allowed = redirect_parameters(await submit_form(program.http, program.url(), user.email))
    assert (allowed["state"], allowed["iss"]) == ("s&t=1", BASE)
    refused = redirect_parameters(await submit_form(program.http, program.url(), "", password="", decision="deny"))
    assert (refused["error"], refused["state"], refused["iss"]) == ("access_denied", "s&t=1", BASE)
    assert (await user.get("/auth/grants")).json() == {"items": [], "total": 0}


@pytest.mark.parametrize(
    ("access", "seen", "unseen"),
    [
        (READ, {"find_jobs"}, {"create_job", "delete_job"}),
        (WRITE, {"find_jobs", "create_job"}, {"delete_job"}),
        (DELETE, {"find_jobs", "create_job", "delete_job"}, set()),
    ],
)
async def test_a_client_gets_the_access_that_the_user_chose(
    program: Program, user: Api, access: str, seen: set[str], unseen: set[str]
) -> None:
    tokens = (await program.exchange(await program.code(user.email, access=access))).json()
    assert tokens["scope"].split()[-1] == access
    listed = {
        tool["name"] for tool in (await list_tools(program.http, tokens["access_token"])).json()["result"]["tools"]
    }
    assert seen <= listed
    assert not unseen & listed


async def test_a_grant_never_exceeds_the_requested_scope(program: Program, user: Api) -> None:
    url = program.url(scope=READ)
    code = redirect_parameters(await submit_form(program.http, url, user.email, access=DELETE))["code"]
    assert (await program.exchange(code)).json()["scope"] == READ


async def test_the_client_of_a_viewer_can_only_read(services: Services, program: Program, user: Api) -> None:
    tokens = (await program.exchange(await program.code(user.email, access=DELETE))).json()
    async with services.storage.transaction(user.org_id) as work:
        await work.users.change(user.user_id, {"role": Role.VIEWER})
    listed = {
        tool["name"] for tool in (await list_tools(program.http, tokens["access_token"])).json()["result"]["tools"]
    }
    assert "find_jobs" in listed
    assert not {"create_job", "delete_job"} & listed


async def test_the_client_of_a_recruiter_can_delete_what_the_role_permits(
    services: Services, program: Program, user: Api
) -> None:
    tokens = (await program.exchange(await program.code(user.email, access=DELETE))).json()
    async with services.storage.transaction(user.org_id) as work:
        await work.users.change(user.user_id, {"role": Role.RECRUITER})
    listed = {
        tool["name"] for tool in (await list_tools(program.http, tokens["access_token"])).json()["result"]["tools"]
    }
    assert "delete_candidate" in listed
    assert "erase_candidate" not in listed


async def test_mcp_tokens_are_refused_by_the_api_and_under_another_host_name(program: Program, user: Api) -> None:
    tokens = (await program.exchange(await program.code(user.email))).json()
    assert (await list_tools(program.http, tokens["access_token"])).status_code == 200
    assert (await user.get("/users/me", token=tokens["access_token"])).status_code == 403
    renewal = {"refresh_token": tokens["refresh_token"]}
    assert (await user.post("/auth/refresh", renewal)).status_code == 403
    elsewhere = await program.http.post(
        PATH,
        headers=HEADERS | {"Authorization": f"Bearer {tokens['access_token']}", "Host": "other.test"},
        json=LISTING,
    )
    assert elsewhere.status_code == 401
    assert 'error="invalid_token"' in elsewhere.headers["www-authenticate"]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"scope": "admin"}, "invalid_scope"),
        ({"resource": "https://other.example.com/mcp"}, "invalid_target"),
        ({"resource": f"{BASE}/api/v1"}, "invalid_target"),
    ],
)
async def test_an_invalid_authorization_request_is_reported_to_the_redirect_uri(
    program: Program, changed: dict[str, str | None], error: str
) -> None:
    response = redirect_parameters(await program.http.get(program.url(**changed)))
    assert (response["error"], response["state"], response["iss"]) == (error, "s&t=1", BASE)
    assert response["error_description"]


async def test_an_invalid_request_never_redirects_to_another_host_before_consent(browser: httpx.AsyncClient) -> None:
    uri = "https://phishing.example.com/"
    asked = {"client_id": OAuthClient.register("Claude", [uri]).id, "redirect_uri": uri, "response_type": "token"}
    response = await browser.get("/authorize", params=asked)
    assert (response.status_code, response.headers.get("location")) == (400, None)
    assert "response_type must be code" in response.text


@pytest.mark.parametrize(
    "changed",
    [
        {"redirect_uri": None},
        {"redirect_uri": "https://evil.example.com/"},
        {"redirect_uri": f"{CALLBACK}/more"},
        {"redirect_uri": f"{CALLBACK}?more=1"},
        {"redirect_uri": "http://127.0.0.1:33418@evil.example.com/callback"},
        {"redirect_uri": "http://127.0.0.1.evil.example.com/callback"},
        {"redirect_uri": "https://127.0.0.1:33418/callback"},
        {"redirect_uri": "http://localhost:33418/callback"},
        {"redirect_uri": "http://127.0.0.1:\uff11/callback"},
        {"client_id": None},
        {"client_id": "W10"},
        {"client_id": "not a client"},
        {"client_id": "é"},
    ],
)
async def test_an_unregistered_redirect_uri_is_never_used(
    program: Program, user: Api, changed: dict[str, str | None]
) -> None:
    page = await program.http.get(program.url(**changed))
    assert page.status_code == 400
    assert "location" not in page.headers
    form = Form((await program.http.get(program.url())).text).values | {"email": user.email, "decision": "deny"}
    form |= {name: value or "" for name, value in changed.items()}
    sent = await program.http.post("/authorize", data=form)
    assert sent.status_code == 400
    assert "location" not in sent.headers


async def test_a_repeated_parameter_is_refused(program: Program) -> None:
    assert (await program.http.get(f"{program.url()}&state=2")).status_code == 400


async def test_a_loopback_redirect_may_use_any_port_and_keeps_its_query(program: Program, user: Api) -> None:
    await program.register("http://localhost/callback?to=me", "cursor://anysphere.cursor-mcp/oauth/callback")
    response = await submit_form(
        program.http, program.url(redirect_uri="http://localhost:51234/callback?to=me"), user.email
    )
    assert response.headers["location"].startswith("http://localhost:51234/callback?to=me&code=rc_")
    page = await program.http.get(program.url(redirect_uri="cursor://anysphere.cursor-mcp/oauth/callback"))
    assert "the program that opens cursor: links" in page.text
    assert "form-action 'self' cursor:;" in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ({"redirect_uris": []}, "invalid_redirect_uri"),
        ({"redirect_uris": "https://example.com/"}, "invalid_redirect_uri"),
        ({"redirect_uris": None}, "invalid_redirect_uri"),
        ({"redirect_uris": ["http://example.com/"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["https://user@example.com/"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["https:///"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["https://example.com/#fragment"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["https://example.com/\r\nSet-Cookie: a=b"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["https://a;script-src *.example.com/"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["javascript:alert(1)"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["DATA:text/html,x"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["mailto:jane@example.com"]}, "invalid_redirect_uri"),
        *(
            ({"redirect_uris": [f"{scheme}//example.com/callback"]}, "invalid_redirect_uri")
            for scheme in "ftp: smb: search-ms: FILE: javascript: data: ms-msdt: ssh: tel: myapp: intent:".split()
        ),
        *(
            ({"redirect_uris": [f"{scheme}callback"]}, "invalid_redirect_uri")
            for scheme in (
                "x-apple.systempreferences: X-Apple.systempreferences: ms-settings.network: com.apple.tv: "
                "microsoft.windows.camera: android.resource: web+com.example: com: com.: com..app: com.-app: 7z.app:"
            ).split()
        ),
        ({"redirect_uris": ["/callback"]}, "invalid_redirect_uri"),
        ({"redirect_uris": [f"https://example.com/{'a' * 500}"]}, "invalid_redirect_uri"),
        ({"redirect_uris": [f"https://example.com/{n}" for n in range(11)]}, "invalid_redirect_uri"),
        ({"redirect_uris": [f"https://example.com/{'a' * 400}{n}" for n in range(5)]}, "invalid_redirect_uri"),
        ({"client_name": 7}, "invalid_client_metadata"),
        ({"grant_types": ["implicit"]}, "invalid_client_metadata"),
        ({"response_types": ["token"]}, "invalid_client_metadata"),
    ],
)
async def test_a_dangerous_or_useless_registration_is_refused(
    browser: httpx.AsyncClient, metadata: dict[str, Any], error: str
) -> None:
    body = {"redirect_uris": [CALLBACK], **metadata}
    response = await browser.post("/register", json=body)
    assert is_error(response, error), response.text
    assert response.json()["error_description"]


@pytest.mark.parametrize(
    "uri",
    [
        "com.example.app:/callback",
        "com.raycast:/oauth?x=1",
        "com.googleusercontent.apps.123-abc:/oauth",
        "dev.my-app:/callback",
        "vscode://publisher.extension/callback",
    ],
)
async def test_a_client_may_register_a_private_use_scheme(browser: httpx.AsyncClient, uri: str) -> None:
    response = await browser.post("/register", json={"redirect_uris": [uri]})
    assert (response.status_code, response.json()["redirect_uris"]) == (201, [uri])


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 10_000])
async def test_a_registration_that_is_not_a_json_object_is_refused(browser: httpx.AsyncClient, body: bytes) -> None:
    assert is_error(await browser.post("/register", content=body), "invalid_client_metadata")


async def test_a_body_over_the_size_limit_is_refused(browser: httpx.AsyncClient) -> None:
    for path in ("register", "token", "revoke", "authorize"):
        response = await browser.post(f"/{path}", content=b"a" * 100_000)
        assert response.status_code == 413
        assert "at most 65536 bytes" in response.text


async def test_a_consent_form_of_another_browser_is_refused(program: Program, user: Api) -> None:
    typed = {"email": user.email, "password": "correct horse battery", "decision": "allow"}
    form = Form((await program.http.get(program.url())).text).values | typed
    forged: list[tuple[dict[str, str], dict[str, str]]] = [
        ({"csrf": "guessed"}, {}),
        ({"csrf": ""}, {}),
        ({}, {"Sec-Fetch-Site": "cross-site"}),
        ({}, {"Sec-Fetch-Site": "same-site"}),
        ({}, {"Origin": "https://evil.example.com"}),
        ({}, {"Origin": "http://localhost.evil.example.com"}),
        ({}, {"Origin": "http://localhost:8000"}),
        ({}, {"Origin": "null"}),
        ({}, {"Cookie": "recruit_authorization=another"}),
        ({}, {"Cookie": "recruit_authorization="}),
        ({}, {"Cookie": ""}),
    ]
    for changed, headers in forged:
        response = await program.http.post("/authorize", data=form | changed, headers=headers)
        assert response.status_code == 403
        assert "location" not in response.headers
    own = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
    assert (await program.http.post("/authorize", data=form, headers=own)).status_code == 303


async def test_a_consent_form_can_be_sent_once(program: Program, user: Api) -> None:
    page = await program.http.get(program.url())
    assert page.headers["referrer-policy"] == "same-origin"  # otherwise browsers send the form with the origin "null"
    typed = {"email": user.email, "password": "wrong", "decision": "allow"}
    form = Form(page.text).values | typed
    second_page = await program.http.post("/authorize", data=form)
    assert (second_page.status_code, second_page.headers["referrer-policy"]) == (403, "same-origin")
    assert "This page is too old" in (await program.http.post("/authorize", data=form)).text
    form = Form(second_page.text).values | typed | {"password": "correct horse battery"}
    assert (await program.http.post("/authorize", data=form)).status_code == 303
    assert "This page is too old" in (await program.http.post("/authorize", data=form)).text


async def test_concurrent_sends_of_a_consent_form_issue_one_code(program: Program, user: Api) -> None:
    page = await program.http.get(program.url())
    form = Form(page.text).values | {"email": user.email, "password": PASSWORD, "decision": "allow"}
    cookies = {"Cookie": f"recruit_authorization={page.cookies['recruit_authorization']}"}

    async def send() -> httpx.Response:
        return await program.http.post("/authorize", data=form, headers=cookies)

    responses = await asyncio.gather(*(send() for _ in range(5)))
    assert sorted(response.status_code for response in responses) == [303, 403, 403, 403, 403]
    again = await send()
    assert (again.status_code, again.headers.get("location")) == (403, None)
    assert "was sent before" in again.text


async def test_forged_csrf_cookies_and_fields_are_refused(program: Program, user: Api) -> None:
    typed = {"email": user.email, "password": PASSWORD, "decision": "allow", "csrf": "made-up"}
    asked = dict(parse_qsl(urlsplit(program.url()).query))
    for csrf in ("made-up", "made.up.seal", "made.9999999999.key.seal", f"made.{'9' * 30}.key.seal", "é.1.é.é"):
        response = await program.http.post(
            "/authorize", data=asked | typed | {"csrf": csrf}, headers={"Cookie": "recruit_authorization=made-up"}
        )
        assert (response.status_code, response.headers.get("location")) == (403, None)


@pytest.mark.parametrize(
    "changed",
    [
        {"code_challenge": challenge("another" * 10)},
        {"scope": "mcp:read"},
        {"state": "another"},
        {"redirect_uri": "http://127.0.0.1:33419/callback"},
    ],
)
async def test_a_consent_form_is_bound_to_its_request(program: Program, user: Api, changed: dict[str, str]) -> None:
    form = Form((await program.http.get(program.url())).text).values
    typed = {"email": user.email, "password": PASSWORD, "decision": "allow"}
    response = await program.http.post("/authorize", data=form | typed | changed)
    assert (response.status_code, response.headers.get("location")) == (403, None)


async def test_a_consent_form_expires_after_half_an_hour(
    services: Services, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = Form((await program.http.get(program.url())).text).values
    later = services.clock.now() + FORM_LIFETIME
    monkeypatch.setattr(type(services.clock), "now", lambda _: later)
    response = await program.http.post("/authorize", data=form | {"decision": "deny"})
    assert response.status_code == 403


async def test_a_grant_takes_the_second_factor_of_its_user(
    program: Program, browser: httpx.AsyncClient, user: Api, services: Services
) -> None:
    actor = Actor(user_id=user.user_id, org_id=user.org_id, role=Role.ORG_ADMIN)
    app = await with_app(services, actor)
    for typed, status, message in (
        ({}, 401, "Send the code of your second factor as well."),
        ({"code": app.wrong_code}, 403, "Incorrect code."),
    ):
        refused = await submit_form(browser, program.url(), user.email, **typed)
        assert (refused.status_code, message in refused.text) == (status, True)
        assert "location" not in refused.headers
    code = await program.code(user.email, code=app.next_code)
    assert (await program.exchange(code)).status_code == 200
    replayed = await submit_form(browser, program.url(), user.email, code=app.next_code)
    assert replayed.status_code == 403


async def test_no_grant_without_a_second_factor_that_the_organisation_requires(
    program: Program, browser: httpx.AsyncClient, user: Api, services: Services
) -> None:
    email = new_email()
    await services.accounts.add_user(user.org_id, email, PASSWORD, Role.RECRUITER)
    tokens = (await program.exchange(await program.code(email))).json()
    actor = Actor(user_id=user.user_id, org_id=user.org_id, role=Role.ORG_ADMIN)
    await with_app(services, actor)
    await services.second_factors.require(actor, required=True)
    assert (await program.refresh(tokens["refresh_token"])).status_code == 400
    refused = await submit_form(browser, program.url(), email)
    assert (refused.status_code, "sign in to the console to set it up" in refused.text) == (401, True)


async def test_wrong_passwords_are_counted_and_logged_like_failed_logins(
    program: Program, user: Api, caplog: pytest.LogCaptureFixture
) -> None:
    statuses = []
    while (response := await submit_form(program.http, program.url(), user.email, password="wrong")).status_code != 429:
        statuses.append(response.status_code)
        assert "Incorrect email or password." in response.text
        assert Form(response.text).values["email"] == user.email
    assert set(statuses) == {403}
    assert int(response.headers["retry-after"]) >= 1
    logged = [record for record in caplog.records if record.message == "login failed"]
    assert len(logged) == len(statuses) + 1
    login = await user.post("/auth/login", data={"username": user.email, "password": "wrong"})
    assert login.status_code == 429


Attack = Callable[[Program, str], Awaitable[httpx.Response]]


async def wrong_verifier(program: Program, code: str) -> httpx.Response:
    return await program.exchange(code, code_verifier="w" * 64)


async def other_redirect(program: Program, code: str) -> httpx.Response:
    return await program.exchange(code, redirect_uri="http://127.0.0.1:33418/other")


async def other_client(program: Program, code: str) -> httpx.Response:
    other = Program(program.http, program.resource)
    await other.register(client_name="Other")
    return await other.exchange(code)


async def taken_for_a_refresh_token(program: Program, code: str) -> httpx.Response:
    return await program.refresh(f"rr{code.removeprefix('rc')}")


@pytest.mark.parametrize("attack", [wrong_verifier, other_redirect, other_client, taken_for_a_refresh_token])
async def test_a_code_sent_with_wrong_parameters_is_spent(program: Program, user: Api, attack: Attack) -> None:
    code = await program.code(user.email)
    assert is_error(await attack(program, code), "invalid_grant")
    assert is_error(await program.exchange(code), "invalid_grant")


async def test_reusing_a_code_ends_the_grant(program: Program, user: Api) -> None:
    code = await program.code(user.email)
    tokens = (await program.exchange(code)).json()
    assert (await list_tools(program.http, tokens["access_token"])).status_code == 200
    assert is_error(await program.exchange(code), "invalid_grant")
    assert is_error(await program.refresh(tokens["refresh_token"]), "invalid_grant")
    assert (await list_tools(program.http, tokens["access_token"])).status_code == 401


async def test_reusing_a_refresh_token_ends_the_grant(program: Program, user: Api, clock: SettableClock) -> None:
    first = (await program.exchange(await program.code(user.email))).json()
    second = (await program.refresh(first["refresh_token"])).json()
    again = (await program.refresh(first["refresh_token"])).json()
    assert second["scope"] == first["scope"]
    assert again["refresh_token"] == second["refresh_token"] != first["refresh_token"]
    assert (await list_tools(program.http, second["access_token"])).status_code == 200
    clock.time += RENEWAL_GRACE + timedelta(seconds=1)
    assert is_error(await program.refresh(first["refresh_token"]), "invalid_grant")
    assert is_error(await program.refresh(second["refresh_token"]), "invalid_grant")
    assert (await list_tools(program.http, second["access_token"])).status_code == 401


async def test_an_exchanged_code_is_not_a_refresh_token(program: Program, user: Api) -> None:
    code = await program.code(user.email)
    assert (await program.exchange(code)).status_code == 200
    assert is_error(await taken_for_a_refresh_token(program, code), "invalid_grant")
    assert (await user.get("/auth/grants")).json()["total"] == 0


async def test_a_code_of_another_session_is_refused(program: Program, browser: httpx.AsyncClient) -> None:
    victim = await registered(browser)
    victims_code = redirect_parameters(
        await submit_form(program.http, program.url(code_challenge=challenge("x" * 64)), victim.email)
    )["code"]
    assert is_error(await program.exchange(victims_code, code_verifier=VERIFIER), "invalid_grant")
    assert (await victim.get("/auth/grants")).json()["total"] == 0


@pytest.mark.parametrize("text", ["", "rc_1_1_guess", "rr_1_1_a.b", "rc_999999999999999999_1_a.b", "é"])
async def test_invented_codes_and_tokens_are_refused(program: Program, user: Api, text: str) -> None:
    tokens = (await program.exchange(await program.code(user.email))).json()
    assert is_error(await program.exchange(text), "invalid_grant")
    assert is_error(await program.refresh(text), "invalid_grant")
    assert (await program.refresh(tokens["refresh_token"])).status_code == 200


async def test_knowing_the_id_of_a_grant_does_not_end_it(program: Program, user: Api) -> None:
    tokens = (await program.exchange(await program.code(user.email))).json()
    grant_id = "_".join(tokens["refresh_token"].split("_")[1:3])
    assert is_error(await program.exchange(f"rc_{grant_id}_a.b"), "invalid_grant")
    assert is_error(await program.refresh(f"rr_{grant_id}_a.b"), "invalid_grant")
    assert (await program.http.post("/revoke", data={"token": f"rr_{grant_id}_a.b"})).status_code == 200
    assert (await program.refresh(tokens["refresh_token"])).status_code == 200


@pytest.mark.parametrize(
    ("asked", "error", "status"),
    [
        ({"grant_type": "password"}, "unsupported_grant_type", 400),
        ({}, "unsupported_grant_type", 400),
        ({"grant_type": "authorization_code", "code": "rc_1_1_a.b"}, "invalid_request", 400),
        ({"grant_type": "refresh_token", "client_id": "other"}, "invalid_client", 401),
        ({"grant_type": "refresh_token", "resource": "https://other.example.com"}, "invalid_target", 400),
    ],
)
async def test_invalid_token_requests_are_refused_with_a_description(
    program: Program, asked: dict[str, str], error: str, status: int
) -> None:
    response = await program.token(**asked)
    assert is_error(response, error, status)
    assert response.json()["error_description"]


@pytest.mark.parametrize("which", ["refresh_token", "access_token"])
async def test_a_client_can_revoke_only_its_own_grant(program: Program, user: Api, which: str) -> None:
    tokens = (await program.exchange(await program.code(user.email))).json()
    other = Program(program.http, program.resource)
    await other.register(client_name="Other")
    for client, gone in ((other, False), (program, True)):
        response = await program.http.post("/revoke", data={"token": tokens[which], "client_id": client.id})
        assert response.status_code == 200
        assert (await user.get("/auth/grants")).json()["total"] == (0 if gone else 1)
    assert (await list_tools(program.http, tokens["access_token"])).status_code == 401
    assert (await program.http.post("/revoke", data={"token": "unknown"})).status_code == 200
    assert is_error(await program.http.post("/revoke", data={}), "invalid_request")
    assert (await user.get("/users/me")).status_code == 200


async def test_a_login_token_can_not_be_revoked_as_a_grant(program: Program, user: Api) -> None:
    await program.http.post("/revoke", data={"token": user.token, "client_id": program.id})
    assert (await user.get("/users/me")).status_code == 200


async def test_users_can_list_and_end_only_their_own_grants(
    browser: httpx.AsyncClient, program: Program, user: Api
) -> None:
    await program.exchange(await program.code(user.email))
    await program.code(user.email)
    (grant,) = (await user.get("/auth/grants")).json()["items"]
    assert set(grant) == {
        *("id", "client_name", "redirect_uri", "resource", "scopes", "created_at", "expires_at"),
    }
    other = await registered(browser)
    for id in (grant["id"], 2**62):
        assert (await other.delete(f"/auth/grants/{id}")).status_code == 404
    assert (await user.delete(f"/auth/grants/{grant['id']}")).status_code == 204
    assert (await user.delete(f"/auth/grants/{grant['id']}")).status_code == 404
    key = (await user.made("/api_keys", {"name": "k", "scopes": ["jobs:read"]}))["key"]
    assert (await user.get("/auth/grants", token=key)).status_code == 403


@pytest.mark.parametrize("how", ["everywhere", "password", "removed"])
async def test_ending_all_sessions_of_a_user_ends_their_grants(
    services: Services, program: Program, user: Api, how: str
) -> None:
    tokens = (await program.exchange(await program.code(user.email))).json()
    if how == "everywhere":
        assert (await user.post("/auth/logout_everywhere")).status_code == 204
    elif how == "password":
        body = {"current_password": "correct horse battery", "new_password": "another horse battery"}
        assert (await user.post("/users/me/password", body)).status_code == 204
    else:
        async with services.storage.transaction(user.org_id) as work:
            await work.users.remove(user.user_id)
    assert (await list_tools(program.http, tokens["access_token"])).status_code == 401
    assert is_error(await program.refresh(tokens["refresh_token"]), "invalid_grant")


async def test_a_code_expires_after_a_minute_and_a_grant_after_thirty_days(
    program: Program, user: Api, clock: SettableClock
) -> None:
    late, in_time = await program.code(user.email), await program.code(user.email)
    clock.time += CODE_LIFETIME
    tokens = (await program.exchange(in_time)).json()
    clock.time += timedelta(seconds=1)
    assert is_error(await program.exchange(late), "invalid_grant")
    clock.time += timedelta(days=29)
    tokens = (await program.refresh(tokens["refresh_token"])).json()
    clock.time += timedelta(days=31)
    assert (await user.get("/auth/grants")).json()["total"] == 0
    assert is_error(await program.refresh(tokens["refresh_token"]), "invalid_grant")


async def test_cors_permits_the_token_endpoints_but_not_the_consent_form(browser: httpx.AsyncClient) -> None:
    for path in ("/token", "/register", "/.well-known/oauth-authorization-server"):
        response = await browser.options(path, headers={"Origin": "https://app.example.com"})
        assert (response.status_code, response.headers["access-control-allow-origin"]) == (204, "*")
    form = await browser.options("/authorize", headers={"Origin": "https://app.example.com"})
    assert form.status_code == 405
    assert "access-control-allow-origin" not in form.headers


async def test_the_consent_page_is_in_the_language_of_the_browser_or_the_chosen_one(program: Program) -> None:
    page = await program.http.get(program.url(), headers=GERMAN)
    assert '<html lang="de">' in page.text
    assert "<title>Mit recruit verbinden</title>" in page.text
    for text in ("<b>127.0.0.1", "Passwort <input", ">Erlauben</button>", ">Ablehnen</button>", "> Lesen: Stellen"):
        assert text in page.text
    for text in ("asks for", "Password", "Allow", "Read", "You "):
        assert text not in page.text
    chosen = await program.http.get(program.url(), headers=GERMAN | {"Cookie": f"{LANGUAGE_COOKIE}=en"})
    assert '<html lang="en">' in chosen.text
    assert ">Allow</button>" in chosen.text


async def test_errors_of_the_consent_page_are_in_that_language(program: Program) -> None:
    page = await program.http.get(program.url(), headers=GERMAN)
    values = Form(page.text).values | {"decision": "allow", "email": "nobody@example.com", "password": "wrong password"}
    refused = await program.http.post("/authorize", data=values, headers=GERMAN)
    assert "E-Mail-Adresse oder Passwort ist falsch." in refused.text
    missing = await program.http.get("/authorize", headers=GERMAN)
    assert "Diese Verbindung ist nicht möglich" in missing.text
    expired = await program.http.post("/authorize", data=values | {"csrf": "x"}, headers=GERMAN)
    assert "Diese Seite ist zu alt" in expired.text


async def test_names_of_programs_stay_text_in_translated_sentences(program: Program) -> None:
    await program.register(client_name="<i>{target}</i>")
    page = await program.http.get(program.url(), headers=GERMAN)
    assert "sich <b>&lt;i&gt;{target}&lt;/i&gt;</b> nennt" in page.text
