"""Signing in at identity providers, over the console and the API."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest

from asgi import asgi_transport
from http_api import PASSWORD, PASSWORD_HASH, SECRET_KEY
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.providers import NO_PASSWORD, IdentityDetails
from recruit.domain.accounts.model.users import Actor, UserDetails
from recruit.domain.accounts.password_links import new_password_link
from recruit.domain.accounts.signed_states import SignedStates
from recruit.domain.directory.model import StatedUser
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Window
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.http_settings import HttpSettings, Limit
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.startup_checks import warnings
from recruit.entrypoints.web.app import console
from recruit.ports.audit import AuditSearch
from stand_ins.identity_provider import DISCOVERY, SETTINGS, IdentityProvider, identity_provider
from stand_ins.receiver import Reply
from web.browsing import Browser, Page
from web.test_passkeys import asked, entered, registered
from worlds import Organisation, new_email, new_organisation

ACCOUNT, REFUSED, EXPIRED = "no account here", "wasn't completed there", "too old, was used before"
UNAVAILABLE = "doesn't work at this moment"


@dataclass
class World:
    """A server with one organisation of two, at which the users of a provider sign in."""

    services: Services
    provider: IdentityProvider
    email: str
    ours: Organisation
    theirs: Organisation
    app: Any

    @asynccontextmanager
    async def browser(self, base: str = "http://localhost") -> AsyncIterator[Browser]:
        transport = asgi_transport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=base) as client:
            yield Browser(client, self.services)

    async def users(self) -> list[str]:
        async with self.services.storage.reading(self.ours.actor.org_id) as work:
            return [one.email for one in (await work.users.page(Window())).items]


@asynccontextmanager
async def world(tmp_path: Path, more: str = "", public_url: str = "") -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        provider = await stack.enter_async_context(identity_provider())
        file = tmp_path / "providers.toml"
        file.write_text(SETTINGS.format(issuer=provider.issuer, more=more.replace("ISSUER", provider.issuer)))
        environment = {
            "RECRUIT_STORAGE": "memory:",
            "RECRUIT_DATA_DIR": str(tmp_path),
            "RECRUIT_SECRET_KEY": SECRET_KEY,
        }
        environment |= {"RECRUIT_OIDC_FILE": str(file), "RECRUIT_PUBLIC_URL": public_url}
        services = await stack.enter_async_context(assemble(Settings.from_environment(environment)))
        email = new_email()
        ours = await new_organisation(services.storage, email, PASSWORD_HASH)
        theirs = await new_organisation(services.storage)
        provider.claims["email"] = email
        yield World(services, provider, email, ours, theirs, create_app(services, console=console()))


@pytest.fixture
async def linked(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path) as found:
        yield found


@pytest.fixture
async def creating(tmp_path: Path) -> AsyncIterator[World]:
    rule = 'accounts = "create"\ndomains = ["example.com"]\nrole_claim = "realm.roles"\nupdate_role = true\n'
    roles = '[providers.acme.roles]\nchiefs = "org_admin"\nhands = "recruiter"\nguests = "viewer"\n'
    async with world(tmp_path, rule + roles) as found:
        found.provider.claims["realm"] = {"roles": ["guests", "hands", "unknown"]}
        yield found


async def begun(browser: Browser, path: str = "/login/oidc/acme") -> str:
    """Begin a sign-in, and return the URL of the provider."""
    led = await browser.get(path)
    assert led.status == 303, led.text
    return str(led.response.headers["location"])


async def finished(browser: Browser, answer: dict[str, str], name: str = "acme") -> Page:
    return await browser.get(f"/login/oidc/{name}/callback?{urlencode(answer)}", **{"Sec-Fetch-Site": "cross-site"})


async def signed_in(browser: Browser, provider: IdentityProvider, path: str = "/login/oidc/acme") -> Page:
    return await finished(browser, provider.authorize(await begun(browser, path)))


def refusal(page: Page) -> str:
    assert page.status in {400, 403, 404, 503}, page.text
    return " ".join(page.texts("[role=alert]"))


async def test_a_user_signs_in_where_the_company_does_and_signs_out(linked: World) -> None:
    async with linked.browser() as browser:
        shown = await browser.get("/login?next=/candidates")
        (link,) = [one for one in shown.find("a.button") if one.text_content() == "Sign in with Acme <SSO>"]
        url = await begun(browser, link.get("href") or "")
        asked = dict(parse_qsl(urlsplit(url).query))
        assert url.startswith(f"{linked.provider.issuer}/authorize?theme=dark&")
        assert (asked["scope"], asked["client_id"]) == ("openid email profile", "recruit")
        assert asked["redirect_uri"] == "http://localhost/login/oidc/acme/callback"
        entered = await finished(browser, linked.provider.authorize(url))
        assert (entered.status, entered.response.headers["location"]) == (303, "/candidates")
        cookies = entered.response.headers.get_list("set-cookie")
        assert all("HttpOnly" in one and "samesite=lax" in one.lower() for one in cookies)
        assert "recruit-provider" not in browser.client.cookies
        assert (await browser.get("/jobs")).status == 200
        linked.provider.claims["email"] = new_email()  # from now on the subject counts
        assert (await signed_in(browser, linked.provider)).status == 303
        out = await browser.submit("/jobs", {}, action="/logout")
        left = await browser.get(out.response.headers["location"])
        (link,) = [one for one in left.find("a") if "too" in one.text_content()]
        away = (await browser.get(link.get("href") or "")).response.headers["location"]
        assert dict(parse_qsl(urlsplit(away).query))["post_logout_redirect_uri"] == "http://localhost/login"
    assert await linked.users() == [linked.email]


@pytest.mark.parametrize("more", ["", 'sign_out = "off"'])
async def test_a_provider_without_a_sign_out_offers_none(tmp_path: Path, more: str) -> None:
    async with world(tmp_path, more) as found, found.browser() as browser:
        if not more:
            found.provider.metadata["end_session_endpoint"] = None
        assert (await signed_in(browser, found.provider)).status == 303
        out = await browser.submit("/jobs", {}, action="/logout")
        assert out.response.headers["location"] == "/login"


async def test_a_public_url_is_used_whatever_the_request_says(tmp_path: Path) -> None:
    public = "https://hr.example.com"
    async with world(tmp_path, public_url=public) as found, found.browser("https://evil.example") as browser:
        led = await browser.get("/login/oidc/acme")
        asked = dict(parse_qsl(urlsplit(led.response.headers["location"]).query))
        assert asked["redirect_uri"] == "https://hr.example.com/login/oidc/acme/callback"
        cookie, target = led.response.headers.get_list("set-cookie")
        assert cookie.startswith("__Host-recruit-provider=")
        assert target.startswith("__Host-recruit-provider-target=")
        assert {"Secure", "Max-Age=600"} <= {*cookie.split("; ")}


async def test_another_machine_needs_the_public_url(linked: World) -> None:
    async with linked.browser("http://hr.example.com") as browser:
        assert "RECRUIT_PUBLIC_URL" in refusal(await browser.get("/login/oidc/acme"))


def reasons(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return why sign-ins led to no account, as the log says it."""
    found = [vars(one)["fields"] for one in caplog.records if one.message == "provider sign-in without account"]
    assert {one["provider"] for one in found} <= {"acme"}
    return [one["reason"] for one in found]


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"email_verified": False}, "email_verified_claim isn't true"),
        ({"email_verified": None}, "email_verified_claim isn't true"),
        ({"email_verified": "true"}, "email_verified_claim isn't true"),
        ({"email": None}, "the provider gives no usable address"),
        ({"email": "nobody@example.com"}, "accounts and domains allow no new one"),
    ],
)
async def test_a_first_sign_in_takes_the_verified_address_of_a_user(
    linked: World, claims: dict[str, Any], reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    linked.provider.claims |= claims
    async with linked.browser() as browser:
        assert ACCOUNT in refusal(await signed_in(browser, linked.provider))
        assert (await browser.get("/jobs")).status == 303
    (logged,) = reasons(caplog)
    assert reason in logged


async def test_a_provider_never_signs_in_users_of_another_organisation(
    creating: World, caplog: pytest.LogCaptureFixture
) -> None:
    async with creating.services.storage.reading(creating.theirs.actor.org_id) as work:
        creating.provider.claims["email"] = (await work.users.get(creating.theirs.actor.user_id)).email
    async with creating.browser() as browser:
        assert ACCOUNT in refusal(await signed_in(browser, creating.provider))
    assert await creating.users() == [creating.email]
    assert reasons(caplog) == ["the address has an account in another organisation"]


@pytest.mark.parametrize(
    "address",
    [
        "da\u200bna@example.com",
        "dana@evil.example@example.com",
        "dana@evil.example\N{FULLWIDTH COMMERCIAL AT}example.com",
        "<script>@example.com",
        "@example.com",
        "da na@example.com",
        "x" * 243 + "@example.com",
    ],
)
async def test_a_verified_text_that_is_no_address_gets_no_account(
    creating: World, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    creating.provider.claims["email"] = address
    async with creating.browser() as browser:
        assert ACCOUNT in refusal(await signed_in(browser, creating.provider))
    assert await creating.users() == [creating.email]
    assert "no usable address" in reasons(caplog)[0]


async def test_two_first_sign_ins_at_the_same_moment_get_one_account(creating: World) -> None:
    creating.provider.claims["email"] = email = new_email()
    async with creating.browser() as one, creating.browser() as other:
        answers = [creating.provider.authorize(await begun(browser)) for browser in (one, other)]
        entered = await asyncio.gather(*map(finished, (one, other), answers))
    assert [page.status for page in entered] == [303, 303]
    assert sorted(await creating.users()) == sorted([creating.email, email])


async def test_a_name_that_cannot_be_used_is_replaced_by_the_address(creating: World) -> None:
    for subject, name in zip("abcde", ("\u202eDana", "x" * 300, "", None, 7), strict=True):
        creating.provider.claims |= {"email": new_email(), "sub": subject, "name": name}
        async with creating.browser() as browser:
            assert (await signed_in(browser, creating.provider)).status == 303
        async with creating.services.storage.reading(1) as work:
            user = await work.identities.user(creating.provider.issuer, subject)
        assert user is not None
        assert user.full_name == ("x" * 200 if name == "x" * 300 else user.email.partition("@")[0])


async def test_an_address_that_was_given_to_another_person_leads_to_no_account(
    linked: World, caplog: pytest.LogCaptureFixture
) -> None:
    async with linked.browser() as browser:
        assert (await signed_in(browser, linked.provider)).status == 303
        linked.provider.claims["sub"] = "user-2"
        assert ACCOUNT in refusal(await signed_in(browser, linked.provider))
    assert reasons(caplog) == ["the user with this address has another identity at the provider"]


async def test_a_provisioned_user_signs_in_until_the_directory_deactivates_them(creating: World) -> None:
    directory, actor, email = creating.services.directory, creating.ours.actor, new_email()
    stated = StatedUser(user_name="jane", email=email, role=Role.RECRUITER)
    made = await directory.add_user(actor, stated)
    creating.provider.claims["email"] = email
    async with creating.browser() as browser:
        assert (await signed_in(browser, creating.provider)).status == 303
        assert (await browser.get("/jobs")).status == 200
        await directory.change_user(actor, made.user.id, lambda _: replace(stated, active=False))
        assert (await browser.get("/jobs")).status == 303
        for subject in ("user-1", "user-2"):
            creating.provider.claims["sub"] = subject
            assert ACCOUNT in refusal(await signed_in(browser, creating.provider))
        assert await creating.users() == [creating.email]
        await directory.change_user(actor, made.user.id, lambda _: stated)
        assert (await signed_in(browser, creating.provider)).status == 303
    assert await creating.users() == [creating.email, email]


async def test_a_removed_user_comes_back_only_by_the_rule(creating: World) -> None:
    email = new_email()
    creating.provider.claims["email"] = email
    async with creating.browser() as browser:
        assert (await signed_in(browser, creating.provider)).status == 303
        async with creating.services.storage.transaction(creating.ours.actor.org_id) as work:
            user = await work.identities.user(creating.provider.issuer, "user-1")
            assert user is not None
            assert (user.email, user.full_name, user.role) == (email, "Dana Scully", Role.RECRUITER)
            await work.users.remove(user.id)
        assert (await browser.get("/login/oidc/unknown")).status == 404
        creating.provider.claims["email"] = f"{email}.elsewhere.org"
        assert ACCOUNT in refusal(await signed_in(browser, creating.provider))
        creating.provider.claims["email"] = email
        assert (await signed_in(browser, creating.provider)).status == 303
    assert sorted(await creating.users()) == sorted([creating.email, email])


async def test_a_removed_user_is_not_linked_again(linked: World) -> None:
    async with linked.services.storage.transaction(1) as work:
        other = await work.users.add(UserDetails(email=new_email(), full_name="Other", role=Role.VIEWER), "hash")
    linked.provider.claims["email"] = other.email
    async with linked.browser() as browser:
        assert (await signed_in(browser, linked.provider)).status == 303
        async with linked.services.storage.transaction(1) as work:
            await work.users.remove(other.id)
        assert ACCOUNT in refusal(await signed_in(browser, linked.provider))


async def test_the_role_follows_the_claim_but_the_last_admin_stays_one(
    creating: World, caplog: pytest.LogCaptureFixture
) -> None:
    async def role() -> Role:
        async with creating.services.storage.reading(1) as work:
            user = await work.identities.user(creating.provider.issuer, "user-1")
        assert user is not None
        return user.role

    async with creating.browser() as browser:
        assert (await signed_in(browser, creating.provider)).status == 303
        assert await role() is Role.ORG_ADMIN  # the only one
        async with creating.services.storage.transaction(1) as work:
            await work.users.add(UserDetails(email=new_email(), full_name="A", role=Role.ORG_ADMIN), "hash")
        assert (await signed_in(browser, creating.provider)).status == 303
        assert await role() is Role.RECRUITER
        creating.provider.claims["realm"] = {"roles": "guests"}
        assert (await signed_in(browser, creating.provider)).status == 303
        assert await role() is Role.VIEWER
        creating.provider.claims["realm"] = {"roles": ["strangers"]}
        assert ACCOUNT in refusal(await signed_in(browser, creating.provider))
    assert reasons(caplog) == ["role_claim has no value that roles names, and there is no default_role"]


async def test_claims_of_the_userinfo_endpoint_are_used_if_they_are_of_the_same_user(linked: World) -> None:
    provider = linked.provider
    provider.metadata["userinfo_endpoint"] = f"{provider.issuer}/userinfo"
    provider.claims = {"email_verified": None}
    provider.user_info = {"sub": "user-2", "email": linked.email, "email_verified": True}
    async with linked.browser() as browser:
        assert REFUSED in refusal(await signed_in(browser, provider))
        provider.user_info["sub"] = "user-1"
        assert (await signed_in(browser, provider)).status == 303


@pytest.mark.parametrize("claims", [{"nonce": "other"}, {"aud": "other"}, {"iss": "https://other.example"}])
async def test_a_token_that_is_not_for_this_sign_in_signs_nobody_in(linked: World, claims: dict[str, Any]) -> None:
    linked.provider.claims |= claims
    async with linked.browser() as browser:
        assert REFUSED in refusal(await signed_in(browser, linked.provider))
        assert (await browser.get("/jobs")).status == 303


async def test_a_state_and_a_code_are_used_once(linked: World) -> None:
    provider = linked.provider
    provider.single_use = False  # this server has to notice by itself
    async with linked.browser() as browser, linked.browser() as thief:
        url = await begun(browser)
        kept = browser.client.cookies["recruit-provider"]
        answer = provider.authorize(url)
        assert (await finished(browser, answer)).status == 303
        assert EXPIRED in refusal(await finished(browser, answer))  # the cookie is gone
        thief.client.cookies.set("recruit-provider", kept, domain="localhost.local")
        assert EXPIRED in refusal(await finished(thief, answer))
        assert (await thief.get("/jobs")).status == 303


async def test_an_answer_belongs_to_the_browser_that_asked(linked: World) -> None:
    """A link with the attacker's own code signs nobody in as the attacker, and a stolen code is of no use."""
    async with linked.browser() as browser, linked.browser() as attacker:
        stolen = linked.provider.authorize(await begun(browser))
        assert EXPIRED in refusal(await finished(attacker, stolen))
        await begun(attacker)
        assert EXPIRED in refusal(await finished(attacker, stolen))
        own = linked.provider.authorize(await begun(attacker))
        await begun(browser)
        assert EXPIRED in refusal(await finished(browser, own))
        stolen = linked.provider.authorize(await begun(browser))
        signed = browser.client.cookies["recruit-provider"]
        forged = signed[:-9] + ("B" if signed[-9] == "A" else "A") + signed[-8:]
        browser.client.cookies.set("recruit-provider", forged, domain="localhost.local")
        assert EXPIRED in refusal(await finished(browser, stolen))
        states = SignedStates(linked.services.tokens, linked.services.clock, "consent", timedelta(minutes=10))
        other = states.issue(signed.partition(".")[0], stolen["state"])
        browser.client.cookies.set("recruit-provider", other, domain="localhost.local")
        assert EXPIRED in refusal(await finished(browser, stolen))


async def test_a_transaction_ends_after_ten_minutes(linked: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with linked.browser() as browser:
        answer = linked.provider.authorize(await begun(browser))
        later = linked.services.clock.now() + timedelta(minutes=10)
        monkeypatch.setattr(type(linked.services.clock), "now", lambda _: later)
        assert EXPIRED in refusal(await finished(browser, answer))


@pytest.mark.parametrize("issuer", ["https://other.example", None])
async def test_an_answer_of_another_provider_is_refused(linked: World, issuer: str | None) -> None:
    async with linked.browser() as browser:
        answer = linked.provider.authorize(await begun(browser), iss=issuer)
        assert REFUSED in refusal(await finished(browser, answer))
        assert "/token" not in linked.provider.paths()  # the code isn't sent to the wrong one


async def test_a_sign_in_that_was_cancelled_says_so(linked: World) -> None:
    async with linked.browser() as browser:
        answer = linked.provider.authorize(await begun(browser), code=None)
        assert REFUSED in refusal(await finished(browser, answer | {"error": "access_denied"}))


async def test_a_provider_that_fails_leaves_the_login_by_password(linked: World) -> None:
    linked.provider.replies[DISCOVERY] = Reply(502)
    async with linked.browser() as browser:
        shown = await browser.get("/login/oidc/acme?next=/inbox")
        assert UNAVAILABLE in refusal(shown)
        fields = shown.form("/login") | {"email": linked.email, "password": PASSWORD}
        entered = await browser.post("/login", fields)
        assert (entered.status, entered.response.headers["location"]) == (303, "/inbox")


async def test_a_sign_in_leads_to_no_other_site_and_opens_a_new_session(linked: World) -> None:
    async with linked.browser() as browser:
        await browser.sign_in(linked.theirs.actor)
        before = browser.client.cookies["recruit"]
        entered = await signed_in(browser, linked.provider, "/login/oidc/acme?next=//evil.example")
        assert entered.response.headers["location"] == "/jobs"
        assert browser.client.cookies["recruit"] != before
        browser.client.cookies.set("recruit", before, domain="localhost.local")
        assert (await browser.get("/jobs")).status == 303


async def test_passwords_are_switched_off_except_for_named_addresses(tmp_path: Path) -> None:
    async with world(tmp_path, 'passwords = "off"\nbreak_glass = ["Boss@Example.com"]') as found, found.browser() as it:
        form = {"email": found.email, "password": PASSWORD}
        refused = await it.submit("/login", form, action="/login")
        assert refusal(refused) == "Incorrect email or password"
        answer = await it.client.post("/api/v1/auth/login", data={"username": found.email, "password": PASSWORD})
        assert answer.status_code == 403
        async with found.services.storage.transaction(1) as work:
            boss = UserDetails(email="boss@example.com", full_name="Boss", role=Role.ORG_ADMIN)
            await work.users.add(boss, PASSWORD_HASH)
        assert (await it.submit("/login", form | {"email": "boss@example.com"}, action="/login")).status == 303
        assert (await signed_in(it, found.provider)).status == 303
        assert "Change password" not in (await it.get("/settings/me")).text
        token = (await found.services.members.invite(found.ours.actor, new_email(), Role.VIEWER))[1]
        async with found.services.storage.transaction(1) as work:
            user = await work.users.get(found.ours.actor.user_id)
            link = await new_password_link(work, user, found.services.clock.now())
        with pytest.raises(Invalid, match="doesn't hold any more"):
            await found.services.password_links.set_password(link, "another long password")
        joining, path = {"full_name": "New", "password": PASSWORD}, f"/join/{token}"
        assert (await it.submit(path, joining, action=path)).response.headers["location"] == "/login"


async def test_a_passkey_is_refused_where_a_password_is(tmp_path: Path) -> None:
    async with world(tmp_path, 'passwords = "off"') as found, found.browser() as it, found.browser() as other:
        await it.sign_in(found.ours.actor)
        device = await registered(it)
        refused = await entered(other, device.sign(await asked(other)))
        assert "isn't registered here" in refusal(refused)
        assert (await other.get("/jobs")).status == 303


async def test_a_user_without_a_password_can_sign_in_with_none(creating: World) -> None:
    creating.provider.claims["email"] = email = new_email()
    async with creating.browser() as browser:
        assert (await signed_in(browser, creating.provider)).status == 303
        for password in ("", "*", PASSWORD):
            refused = await browser.post("/login", {"email": email, "password": password})
            assert refusal(refused) == "Incorrect email or password"


async def test_a_session_is_confirmed_at_the_provider(linked: World) -> None:
    """A sign-in at a provider that knows the browser already takes no password, so that it confirms nothing."""
    form = {"name": "Careers", "scopes": "jobs:read"}
    async with linked.browser() as browser:
        assert (await signed_in(browser, linked.provider)).status == 303
        asked = await browser.submit("/settings/api-keys/new", form, action="/settings/api-keys")
        (link,) = [one for one in asked.find("a") if one.text_content() == "Confirm with Acme <SSO>"]
        path, sent = link.get("href") or "", asked.form("/settings/api-keys")
        url = await begun(browser, path)
        assert {"prompt": "login", "max_age": "0"}.items() <= dict(parse_qsl(urlsplit(url).query)).items()
        for claims in ({"auth_time": int(time()) - 600}, {"auth_time": None}, {"sub": "user-2"}):
            linked.provider.claims |= claims
            assert "another user" in refusal(await signed_in(browser, linked.provider, path))
            for name in claims:
                del linked.provider.claims[name]
        linked.provider.single_use = False
        answer = linked.provider.authorize(await begun(browser, path))
        kept = browser.client.cookies["recruit-provider"]
        assert "It is confirmed" in (await finished(browser, answer)).text
        browser.client.cookies.set("recruit-provider", kept, domain="localhost.local")
        assert EXPIRED in refusal(await finished(browser, answer))  # used
        made = await browser.post("/settings/api-keys", sent | {"_password": ""})
        assert made.status == 200
        assert "Careers" in made.text


async def test_a_confirmation_is_of_the_session_that_asked(linked: World) -> None:
    async with linked.browser() as browser, linked.browser() as other:
        for one in (browser, other):
            assert (await signed_in(one, linked.provider)).status == 303
        answer = linked.provider.authorize(await begun(browser, "/login/oidc/acme/confirm"))
        taken = browser.client.cookies["recruit-provider"]
        other.client.cookies.set("recruit-provider", taken, domain="localhost.local")
        assert "another user" in refusal(await finished(other, answer))


async def test_a_confirmation_is_at_a_provider_of_the_own_organisation(tmp_path: Path) -> None:
    """Another organisation's registration at the same issuer may ask for less than the own one does."""
    theirs = (
        '[providers.theirs]\nissuer = "ISSUER"\nclient_id = "recruit"\nclient_secret = "s<cret"\norganisation = 2\n'
    )
    async with world(tmp_path, theirs) as found, found.browser() as browser:
        assert (await signed_in(browser, found.provider)).status == 303
        url = await begun(browser, "/login/oidc/theirs/confirm")
        assert "another user" in refusal(await finished(browser, found.provider.authorize(url), "theirs"))


async def test_the_audit_log_names_the_user_who_was_linked(linked: World) -> None:
    async with linked.browser() as browser:
        assert (await signed_in(browser, linked.provider)).status == 303
    async with linked.services.storage.reading(1) as work:
        (entry,) = (await work.audit.page(Window(), AuditSearch(entity="identity"))).items
    assert (entry.action, entry.user_id) == ("insert", linked.ours.actor.user_id)
    assert entry.after == {"user_id": entry.user_id, "issuer": linked.provider.issuer, "subject": "user-1"}


async def test_a_program_signs_a_user_in_through_the_browser(linked: World) -> None:
    async with linked.browser() as browser:
        http = browser.client
        found = (await http.get("/api/v1/auth/providers")).json()
        assert found == {"items": [{"name": "acme", "label": "Acme <SSO>"}], "total": 1}
        for target in ("https://evil.example/", "http://evil.example", "http://127.0.0.1.evil.example/"):
            refused = await http.post("/api/v1/auth/oidc/acme", json={"redirect_uri": target})
            assert refused.status_code == 400
        asked = {"redirect_uri": "http://127.0.0.1:8765/callback"}
        assert (await http.post("/api/v1/auth/oidc/other", json=asked)).status_code == 404
        made = (await http.post("/api/v1/auth/oidc/acme", json=asked)).json()
        assert dict(parse_qsl(urlsplit(made["authorization_url"]).query))["redirect_uri"] == asked["redirect_uri"]
        linked.provider.single_use = False
        answer = linked.provider.authorize(made["authorization_url"])
        sent = {"transaction": made["transaction"], **answer, "scope": "offline_access"}
        wrong = await http.post("/api/v1/auth/oidc/acme/session", json=sent | {"state": "other"})
        assert wrong.status_code == 403
        token = await http.post("/api/v1/auth/oidc/acme/session", json=sent)
        assert token.headers["x-refresh-token"].startswith("rr_")
        bearer = {"Authorization": f"Bearer {token.json()['access_token']}"}
        assert (await http.get("/api/v1/users/me", headers=bearer)).json()["email"] == linked.email
        assert (await http.post("/api/v1/auth/oidc/acme/session", json=sent)).status_code == 403  # used


async def test_transactions_of_the_console_and_of_the_api_are_not_interchangeable(linked: World) -> None:
    async with linked.browser() as browser:
        answer = linked.provider.authorize(await begun(browser))
        sent = {"transaction": browser.client.cookies["recruit-provider"], **answer}
        assert (await browser.client.post("/api/v1/auth/oidc/acme/session", json=sent)).status_code == 403
        asked = {"redirect_uri": "http://127.0.0.1:8765/callback"}
        made = (await browser.client.post("/api/v1/auth/oidc/acme", json=asked)).json()
        browser.client.cookies.set("recruit-provider", made["transaction"], domain="localhost.local")
        answer = linked.provider.authorize(made["authorization_url"])
        assert EXPIRED in refusal(await finished(browser, answer))


async def test_sign_ins_have_the_rate_limit_of_logins(linked: World) -> None:
    linked.app = create_app(
        linked.services, http_settings=HttpSettings(login_limit=Limit(2, "hour")), console=console()
    )
    async with linked.browser() as browser:
        for path in ("/login/oidc/acme", "/login/oidc/acme/callback"):
            assert (await browser.get(path)).status != 429
        refused = await browser.client.post("/api/v1/auth/oidc/acme/session", json={})
        assert refused.status_code == 429


async def test_a_file_without_the_public_url_or_for_everybody_to_write_is_warned_of(tmp_path: Path) -> None:
    file = tmp_path / "providers.toml"
    file.write_text("")
    file.chmod(0o666)
    settings = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path), "RECRUIT_OIDC_FILE": str(file)}
    found = "; ".join(warnings(Settings.from_environment(settings)))
    assert "is set without RECRUIT_PUBLIC_URL" in found
    assert f"chmod go-w {file}" in found


async def unlinking_path(world: World) -> str:
    async with world.services.storage.reading(1) as work:
        (found,) = await work.identities.of_user(world.ours.actor.user_id)
    return f"/settings/me/identities/{found.id}/unlink"


async def test_users_unlink_their_identity_and_are_linked_again(linked: World) -> None:
    async with linked.browser() as browser:
        await browser.sign_in(linked.ours.actor)
        assert "Identity providers" not in (await browser.get("/settings/me")).text
        assert (await signed_in(browser, linked.provider)).status == 303
        shown = await browser.get("/settings/me")
        assert "Acme <SSO> Linked on" in shown.text
        path = await unlinking_path(linked)
        asked = await browser.submit("/settings/me", {}, action=path)
        assert asked.texts("h1") == ["Enter your password again"]
        unlinked = await browser.post(path, asked.form(path) | {"_password": PASSWORD})
        assert unlinked.response.headers["location"] == "/settings/me"
        assert "Acme" not in (await browser.get("/settings/me")).text
        linked.provider.claims["sub"] = "user-2"
        assert (await signed_in(browser, linked.provider)).status == 303
        async with linked.browser() as stranger:
            await stranger.sign_in(linked.theirs.actor)
            path = await unlinking_path(linked)
            fields = {"_csrf": (await stranger.get("/settings/me")).form("/logout")["_csrf"]}
            assert (await stranger.post(path, fields)).status == 404


@pytest.mark.parametrize(
    ("more", "has_password", "message"),
    [("", False, "Get a password first"), ('passwords = "off"', True, "passwords are switched off"), ("", True, "")],
)
async def test_the_only_way_to_sign_in_stays(tmp_path: Path, more: str, *, has_password: bool, message: str) -> None:
    async with world(tmp_path, more) as found, found.browser() as browser:
        async with found.services.storage.transaction(1) as work:
            user = UserDetails(email=new_email(), full_name="New", role=Role.VIEWER)
            added = await work.users.add(user, PASSWORD_HASH if has_password else NO_PASSWORD)
            for issuer in (found.provider.issuer, "https://gone.example"):  # which isn't configured any more
                await work.identities.add(
                    IdentityDetails(user_id=added.id, issuer=issuer, subject="2", created_at=found.services.clock.now())
                )
            mine = (await work.identities.of_user(added.id))[0]
        await browser.sign_in(Actor(user_id=added.id, org_id=1, role=Role.VIEWER))
        path = f"/settings/me/identities/{mine.id}/unlink"
        sent = await browser.submit("/settings/me", {}, action=path)
        assert (sent.status, message in sent.text) == ((422, True) if message else (303, True))
        async with found.services.storage.reading(1) as work:
            assert (mine in await work.identities.of_user(added.id)) is bool(message)


async def test_admins_unlink_a_member_whose_sessions_end(linked: World) -> None:
    async with linked.services.storage.transaction(1) as work:
        user = UserDetails(email=new_email(), full_name="Dana", role=Role.VIEWER)
        member = await work.users.add(user, NO_PASSWORD)
    linked.provider.claims["email"] = member.email
    path = f"/settings/members/{member.id}/identities"
    async with linked.browser() as browser, linked.browser() as admin:
        assert (await signed_in(browser, linked.provider)).status == 303
        assert (await browser.get(path)).status == 403
        fields = {"_csrf": (await browser.get("/jobs")).form("/logout")["_csrf"]}
        await linked.services.browser_sessions.confirmed(
            await linked.services.browser_sessions.read(browser.client.cookies["recruit"])
        )
        assert (await browser.post(path, fields)).status == 403
        await admin.sign_in(linked.ours.actor)
        links = [one.get("href") for one in (await admin.get("/settings/members")).find("td.end a")]
        assert links == [path, f"/settings/members/{member.id}/remove"]
        own = path.replace(str(member.id), str(linked.ours.actor.user_id))
        refused = await admin.submit(own, {}, action=own)
        assert "Unlink your own identity under Your account" in refused.text
        assert (await admin.submit(path, {}, action=path)).response.headers["location"] == "/settings/members"
        assert path not in [one.get("href") for one in (await admin.get("/settings/members")).find("td.end a")]
        async with linked.services.storage.reading(1) as work:
            assert not await work.sign_ins.browser_sessions(member.id, linked.services.clock.now())
        linked.provider.claims["sub"] = "user-2"  # another user of the provider who has the address now
        assert (await signed_in(browser, linked.provider)).status == 303
