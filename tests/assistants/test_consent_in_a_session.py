"""The consent page in a session of the console: no password, and no consent without the user's own click."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest

from asgi import asgi_transport
from assistants.browser import Form, Program, redirect_parameters
from http_api import PASSWORD, PASSWORD_HASH, SECRET_KEY
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.providers import NO_PASSWORD
from recruit.domain.accounts.model.users import Actor, UserDetails
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.mcp.oauth import AuthorizationServer
from recruit.entrypoints.mcp.urls import PublicUrls
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.web.app import console
from recruit.entrypoints.web.pages.entry import HOME
from recruit.entrypoints.web.pages.provider_sign_ins import LONGEST_TARGET
from second_factor_world import with_app
from stand_ins.identity_provider import SETTINGS, IdentityProvider, identity_provider
from web.ageing import forget_password
from web.browsing import Browser
from worlds import new_email, new_organisation

BASE = "http://localhost"
BACK = "Sign in to the console, for example with a passkey"


@dataclass
class World:
    """A server whose organisation 1 signs in at a provider only, and organisation 2 with passwords."""

    services: Services
    provider: IdentityProvider
    company: Actor
    company_email: str
    stack: AsyncExitStack

    async def browser(self, *, with_console: bool = True) -> Browser:
        server = AuthorizationServer(self.services, PublicUrls(), console=with_console)
        app = create_app(self.services, server.applications(), console=console() if with_console else None)
        transport = asgi_transport(app)
        client = await self.stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url=BASE))
        return Browser(client, self.services)

    async def user(self, password_hash: str = PASSWORD_HASH) -> tuple[Actor, str]:
        email = new_email()
        details = UserDetails(email=email, full_name="Dana", role=Role.RECRUITER)
        async with self.services.storage.transaction(2) as work:
            user = await work.users.add(details, password_hash)
        return Actor(user_id=user.id, org_id=2, role=user.role), email

    async def grants(self, actor: Actor) -> int:
        return len(await self.services.grants.of_actor(actor))


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        provider = await stack.enter_async_context(identity_provider())
        file = tmp_path / "providers.toml"
        file.write_text(SETTINGS.format(issuer=provider.issuer, more='passwords = "off"'))
        environment = {
            "RECRUIT_STORAGE": "memory:",
            "RECRUIT_DATA_DIR": str(tmp_path),
            "RECRUIT_SECRET_KEY": SECRET_KEY,
            "RECRUIT_OIDC_FILE": str(file),
        }
        services = await stack.enter_async_context(assemble(Settings.from_environment(environment)))
        email = new_email()
        company = await new_organisation(services.storage, email, PASSWORD_HASH)
        await new_organisation(services.storage)
        provider.claims["email"] = email
        yield World(services, provider, company.actor, email, stack)


async def program_of(browser: Browser) -> Program:
    found = Program(browser.client, f"{BASE}/mcp")
    assert (await found.register()).status_code == 201
    return found


def link(page: str, label: str) -> str:
    """Return the target of a link of the consent page, as a path."""
    before, _, _ = page.partition(f"{label}</a>")
    return before.rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")


async def consented(program: Program, page: str, **typed: str) -> httpx.Response:
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": BASE}
    return await program.http.post(
        "/authorize", data=Form(page).values | {"decision": "allow"} | typed, headers=headers
    )


async def test_a_user_in_a_session_allows_without_a_password(world: World) -> None:
    browser, (actor, email) = await world.browser(), await world.user()
    await browser.sign_in(actor)
    program = await program_of(browser)
    page = await browser.get(program.url())
    assert f"You are signed in as {email}" in page.text
    assert not {"email", "password", "code"} & Form(page.response.text).values.keys()
    assert "set-cookie" not in page.response.headers
    assert await world.grants(actor) == 0
    refused = redirect_parameters(await consented(program, page.response.text, decision="deny"))
    assert refused["error"] == "access_denied"
    sent = await consented(program, page.response.text, access="mcp:read")
    tokens = (await program.exchange(redirect_parameters(sent)["code"])).json()
    assert tokens["scope"] == "mcp:read"
    assert (await world.services.grants.bearer(tokens["access_token"], f"{BASE}/mcp")).actor.user_id == actor.user_id
    assert (await consented(program, page.response.text)).status_code == 403  # it was sent before
    assert await world.grants(actor) == 1


async def test_a_session_allows_nothing_without_a_click_on_its_own_page(world: World) -> None:
    browser, attacker = await world.browser(), await world.browser()
    (actor, _), (thief, _) = await world.user(), await world.user()
    await browser.sign_in(actor)
    await attacker.sign_in(thief)
    program = await program_of(browser)
    own = Form((await browser.get(program.url())).response.text).values | {"decision": "allow"}
    planted = Form((await attacker.get(program.url())).response.text).values | {"decision": "allow"}
    attacker.client.cookies.clear()
    anonymous = Form((await attacker.get(program.url())).response.text).values | {"decision": "allow"}
    other_request = Form((await browser.get(program.url(state="mine"))).response.text).values
    same = {"Sec-Fetch-Site": "same-origin"}
    attempts: list[tuple[dict[str, str], dict[str, str]]] = [
        (own, {"Sec-Fetch-Site": "cross-site"}),
        (own, {"Sec-Fetch-Site": "same-site"}),
        (own, {"Origin": "https://evil.example"}),
        (own, {"Origin": "null"}),
        ({name: value for name, value in own.items() if name != "csrf"}, same),
        (planted, same),  # the page of another session
        (anonymous, same),  # the page of a browser without a session
        (own | {"csrf": other_request["csrf"]}, same),
        (own | {"redirect_uri": "http://127.0.0.1:1/callback"}, same),
        (own | {"scope": "mcp:read"}, same),
    ]
    for form, headers in attempts:
        sent = await browser.client.post("/authorize", data=form, headers=headers)
        assert (sent.status_code, "location" in sent.headers) == (403, False), (form, headers)
    for method in ("GET", "HEAD"):
        shown = await browser.client.request(method, f"{program.url()}&decision=allow&csrf={own['csrf']}")
        assert (shown.status_code, "location" in shown.headers) == (200, False)
    assert (await browser.client.post("/authorize", data=own, headers=same)).status_code == 303


async def test_a_page_is_of_no_use_after_another_user_has_signed_in(world: World) -> None:
    """An attacker whose session was planted in the browser gets no grant of the user who signs in afterwards."""
    browser, (attacker, _), (actor, email) = await world.browser(), await world.user(), await world.user()
    await browser.sign_in(attacker)
    program = await program_of(browser)
    page = (await browser.get(program.url())).response.text
    assert (await browser.post("/login", {"email": email, "password": PASSWORD})).status == 303
    assert (await consented(program, page)).status_code == 403
    assert f"You are signed in as <b>{email}</b>" in (await browser.get(program.url())).response.text
    assert await world.grants(actor) == 0


async def test_a_session_that_has_ended_elsewhere_allows_nothing(world: World) -> None:
    browser, (actor, _) = await world.browser(), await world.user()
    await browser.sign_in(actor)
    program = await program_of(browser)
    page = (await browser.get(program.url())).response.text  # from now on the session is cached
    async with world.services.storage.transaction(2) as work:
        await work.sign_ins.end_all(actor.user_id)
    sent = await consented(program, page)
    assert (sent.status_code, "location" in sent.headers) == (403, False)
    async with world.services.storage.transaction(2) as work:
        assert not await work.sign_ins.grants(actor.user_id, world.services.clock.now())


async def test_an_old_session_takes_the_password_again(world: World, caplog: pytest.LogCaptureFixture) -> None:
    browser, (actor, _) = await world.browser(), await world.user()
    await browser.sign_in(actor)
    await forget_password(browser)
    program = await program_of(browser)
    page = await browser.get(program.url())
    assert Form(page.response.text).values.keys() & {"email", "password", "code"} == {"password"}
    for password in ("", "wrong"):
        refused = await consented(program, page.response.text, password=password)
        assert (refused.status_code, "location" in refused.headers) == (403, False)
        assert "You are signed in as" in refused.text
    assert [one.message for one in caplog.records].count("login failed") == 2
    assert (await consented(program, page.response.text, password=PASSWORD)).status_code == 303
    assert "password" not in Form((await browser.get(program.url())).response.text).values


async def test_a_user_without_a_password_is_not_asked_for_one(world: World) -> None:
    browser, (actor, _) = await world.browser(), await world.user(NO_PASSWORD)
    await browser.sign_in(actor)
    await forget_password(browser)
    program = await program_of(browser)
    page = (await browser.get(program.url())).response.text
    assert "password" not in Form(page).values
    assert (await consented(program, page)).status_code == 303


async def test_where_passwords_are_off_the_provider_leads_back_to_the_consent_page(world: World) -> None:
    browser = await world.browser()
    program = await program_of(browser)
    page = (await browser.get(program.url())).response.text
    refused = await consented(program, page, email=world.company_email, password=PASSWORD)
    assert (refused.status_code, "Incorrect email or password" in refused.text) == (403, True)
    led = await browser.get(link(refused.text, "Sign in with Acme &lt;SSO&gt;"))
    answer = world.provider.authorize(led.response.headers["location"])
    entered = await browser.client.get("/login/oidc/acme/callback", params=answer)
    back = entered.headers["location"]
    assert urlsplit(back)._replace(query="").geturl() == "/authorize"
    assert parse_qs(urlsplit(back).query) == parse_qs(urlsplit(program.url()).query)
    shown = (await browser.get(back)).response.text
    assert f"You are signed in as <b>{world.company_email}</b>" in shown
    assert await world.grants(world.company) == 0
    tokens = await program.exchange(redirect_parameters(await consented(program, shown))["code"])
    assert tokens.status_code == 200
    assert await world.grants(world.company) == 1


async def test_the_second_factor_comes_before_the_consent_page(world: World) -> None:
    browser, (actor, email) = await world.browser(), await world.user()
    app = await with_app(world.services, actor)
    program = await program_of(browser)
    path = link((await browser.get(program.url())).response.text, BACK)
    step = await browser.submit(path, {"email": email, "password": PASSWORD}, action="/login")
    assert "You are signed in" not in (await browser.get(program.url())).text
    second = step.response.headers["location"]
    (other,) = [one for one in (await browser.get(second)).find("a") if one.text_content() == "Sign in as another user"]
    assert (other.get("href") or "").startswith("/login?next=/authorize%3F")
    entered = await browser.submit(second, {"code": app.next_code}, action="/login/second-step")
    shown = (await browser.get(entered.response.headers["location"])).response.text
    assert f"You are signed in as <b>{email}</b>" in shown
    assert (await consented(program, shown)).status_code == 303


async def test_links_lead_to_this_site_alone(world: World) -> None:
    browser = await world.browser()
    program = await program_of(browser)
    for changed in ({"state": "//evil.example/\\"}, {"state": "é\r\n"}, {"state": '"><script>'}):
        page = (await browser.get(program.url(**changed))).response.text
        path = link(page, BACK)
        assert path.startswith("/login?next=%2Fauthorize%3F")
        shown = await browser.get(path)
        assert shown.form("/login")["next"].startswith("/authorize?")
        assert "<script>" not in page
    foreign = await browser.get(program.url(redirect_uri="https://evil.example/"))
    assert (foreign.status, "/login" in foreign.response.text) == (400, False)


async def test_a_long_authorization_request_survives_the_sign_in_at_a_provider(world: World) -> None:
    browser = await world.browser()
    target = "/authorize?state=%2F%26%C3%A9&x="
    target += "a" * (LONGEST_TARGET - len(quote(target, safe="")))
    for sent, expected in ((target, target), (target + "a", HOME)):
        led = await browser.get(f"/login/oidc/acme?next={quote(sent, safe='')}")
        cookies = [one for one in led.response.headers.get_list("set-cookie") if one.startswith("recruit-provider")]
        assert len(cookies) == 2
        for cookie in cookies:
            assert len(cookie) <= 4096 - len("__Host-; Secure")
            assert {"HttpOnly", "Max-Age=600"} <= set(cookie.split("; "))
        answer = world.provider.authorize(led.response.headers["location"])
        entered = await browser.client.get("/login/oidc/acme/callback", params=answer)
        assert entered.headers["location"] == expected
        assert not [name for name in browser.client.cookies if name.startswith("recruit-provider")]
        browser.client.cookies.clear()


async def test_a_target_of_another_sign_in_leads_to_the_console(world: World) -> None:
    browser = await world.browser()
    led = await browser.get("/login/oidc/acme?next=%2Fauthorize%3Fmine")
    browser.client.cookies.delete("recruit-provider-target")
    browser.client.cookies.set("recruit-provider-target", "%2Fauthorize%3Fforged")
    answer = world.provider.authorize(led.response.headers["location"])
    entered = await browser.client.get("/login/oidc/acme/callback", params=answer)
    assert entered.headers["location"] == HOME


async def test_without_the_console_the_page_takes_a_password(world: World) -> None:
    browser, (actor, email) = await world.browser(with_console=False), await world.user()
    await browser.sign_in(actor)
    program = await program_of(browser)
    page = (await browser.get(program.url())).response.text
    assert "You are signed in" not in page
    assert "/login" not in page
    sent = await consented(program, page, email=email, password=PASSWORD)
    assert sent.status_code == 303
