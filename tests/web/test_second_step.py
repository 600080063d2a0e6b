"""Two-step sign-in in the console: set-up, the second step, its attacks, removal, and organisations that require it."""

from collections.abc import AsyncIterator

import httpx
import pytest
from litestar.types import ASGIApp

from asgi import asgi_transport
from http_api import PASSWORD
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import Actor
from recruit.domain.accounts.one_time_passwords import password_of
from recruit.domain.accounts.second_factors import PENDING_FOR
from recruit.domain.accounts.signed_states import SignedStates
from recruit.entrypoints.services import Services
from second_factor_world import App, app_of, with_app
from web.ageing import forget_password
from web.browsing import Browser, Page
from web.people import send
from worlds import new_email

ME, MEMBERS = "/settings/me", "/settings/members"
APP, STEP, SET_UP = f"{ME}/authenticator", "/login/second-step", "/login/set-up"


@pytest.fixture
async def other_browser(app: ASGIApp, services: Services) -> AsyncIterator[Browser]:
    """A second browser without a session."""
    transport = asgi_transport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield Browser(client, services)


@pytest.fixture
async def phone(admin: Browser) -> App:
    """The admin's authenticator app."""
    return await with_app(admin.services, admin.actor)


async def log_in(browser: Browser, email: str, target: str = "/jobs") -> Page:
    """Send the password."""
    return await browser.submit(f"/login?next={target}", {"email": email, "password": PASSWORD}, action="/login")


async def member(admin: Browser) -> str:
    """Add a recruiter to the admin's organisation, and return their address."""
    email = new_email()
    await admin.services.accounts.add_user(admin.actor.org_id, email, PASSWORD, Role.RECRUITER)
    return email


async def set_up(browser: Browser, path: str) -> tuple[App, Page]:
    """Set an app up on a page."""
    shown = await browser.get(path)
    assert len(shown.find(".qr svg path")) == 2
    phone = app_of(shown.find("#f-key")[0].get("value"))
    sent = shown.form(path) | {"code": password_of(phone.secret, phone.step)}
    done = await browser.post(path, sent)
    phone.recovery_codes = done.texts(".codes li")
    return phone, done


async def test_an_app_is_set_up_and_asked_for_at_the_next_sign_in(admin: Browser, anonymous: Browser) -> None:
    shown = await admin.get(APP)
    wrong = await admin.post(APP, shown.form(APP) | {"code": "000000"})
    assert (wrong.status, wrong.texts("#e-code")) == (422, ["Incorrect code"])
    assert wrong.form(APP)["offer"] == shown.form(APP)["offer"]
    phone, done = await set_up(admin, APP)
    assert (done.status, len(phone.recovery_codes)) == (200, 10)
    assert "10 left." in (await admin.get(ME)).text
    asked = await log_in(anonymous, admin.email, "/candidates")
    assert asked.response.headers["location"] == f"{STEP}?next=%2Fcandidates"
    assert "recruit" not in anonymous.client.cookies
    refused = await anonymous.submit(asked.response.headers["location"], {"code": phone.wrong_code}, action=STEP)
    assert (refused.status, refused.texts("[role=alert]")) == (403, ["Incorrect code"])
    entered = await anonymous.submit(asked.response.headers["location"], {"code": phone.next_code}, action=STEP)
    assert (entered.status, entered.response.headers["location"]) == (303, "/candidates")
    assert (await anonymous.get("/candidates")).status == 200
    assert "recruit-step" not in anonymous.client.cookies


async def test_the_password_alone_opens_no_page(admin: Browser, anonymous: Browser, phone: App) -> None:
    assert phone.recovery_codes
    await log_in(anonymous, admin.email)
    for path in ("/jobs", ME, APP, MEMBERS, "/", "/candidates"):
        shown = await anonymous.get(path)
        assert (shown.status, shown.response.headers["location"].partition("?")[0]) == (303, "/login"), path
    for path in (APP, f"{ME}/recovery-codes", f"{ME}/password"):
        assert (await anonymous.post(path, {})).status == 401
    for path, values in ((SET_UP, {"offer": "x", "code": "000000"}), (STEP, {})):
        sent = await anonymous.post(path, values)
        assert sent.status in {303, 403}
        assert "recruit" not in anonymous.client.cookies
    assert (await anonymous.get(SET_UP)).response.headers["location"].startswith("/login?")


async def test_the_waiting_sign_in_is_of_its_browser_its_time_and_its_user(
    admin: Browser, anonymous: Browser, other_browser: Browser, phone: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    await log_in(anonymous, admin.email)
    state = anonymous.client.cookies["recruit-step"]
    assert (await other_browser.get(STEP)).status == 303
    other_browser.client.cookies.set("recruit-step", state, domain="localhost.local")
    other_browser.client.headers["User-Agent"] = "Another browser"
    stolen = await other_browser.post(STEP, {"code": phone.next_code})
    assert stolen.response.headers["location"].startswith("/login?")
    subject, _, rest = state.partition(".")
    for forged in (f"{subject}0.{rest}", "", "1-1.x.y", f"{subject}.{10**12}.{rest.partition('.')[2]}"):
        other_browser.client.cookies.set("recruit-step", forged, domain="localhost.local")
        assert (await other_browser.post(STEP, {"code": phone.next_code})).response.headers["location"] != "/jobs"
    monkeypatch.setattr(admin.services.second_factors, "_pending", _expired_states(admin))
    late = await log_in(anonymous, admin.email)
    expired = await anonymous.get(late.response.headers["location"])
    assert expired.response.headers["location"] == "/login?next=%2Fjobs"


@pytest.mark.parametrize("has_factor", [True, False])
async def test_a_waiting_sign_in_ends_with_its_password(
    admin: Browser, anonymous: Browser, *, has_factor: bool
) -> None:
    email, path = await member(admin), STEP if has_factor else SET_UP
    await with_app(admin.services, admin.actor)
    phone = await with_app(admin.services, await admin.services.accounts.actor_by_email(email)) if has_factor else None
    await admin.services.second_factors.require(admin.actor, required=True)
    waiting = await log_in(anonymous, email)
    shown = await anonymous.get(waiting.response.headers["location"])
    assert shown.status == 200
    await admin.services.accounts.reset_password(email, "another long password")
    late = await anonymous.post(path, shown.form(path) | {"code": phone.next_code if phone else "000000"})
    assert late.response.headers["location"].startswith("/login?")


async def test_another_site_cannot_send_the_second_step(admin: Browser, anonymous: Browser, phone: App) -> None:
    await log_in(anonymous, admin.email)
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert (await anonymous.post(STEP, {"code": phone.next_code}, **headers)).status == 403


async def test_an_app_that_was_offered_to_another_user_is_refused(admin: Browser, viewer: Browser) -> None:
    shown = await admin.get(APP)
    phone = app_of(shown.find("#f-key")[0].get("value"))
    refused = await send(viewer, APP, offer=shown.form(APP)["offer"], code=password_of(phone.secret, phone.step))
    assert refused.response.headers["location"] == APP
    assert not await viewer.services.second_factors.of_actor(viewer.actor)


async def test_changes_take_the_password_again(admin: Browser, phone: App) -> None:
    (app,) = [one for one in await admin.services.second_factors.of_actor(admin.actor) if one.kind == "totp"]
    removal = f"{ME}/second-factors/{app.id}/remove"
    await forget_password(admin)
    for path in (removal, f"{ME}/recovery-codes", APP):
        asked = await send(admin, path)
        assert (asked.status, asked.texts("h1")) == (403, ["Enter your password again"])
        assert (await send(admin, path, _password="wrong")).status == 403
    assert len(await admin.services.second_factors.of_actor(admin.actor)) == 11
    assert (await send(admin, removal, _password=PASSWORD)).status == 303
    assert not await admin.services.second_factors.of_actor(admin.actor)
    assert phone.recovery_codes


async def test_new_recovery_codes_replace_those_before(admin: Browser, anonymous: Browser, phone: App) -> None:
    renewed = (await send(admin, f"{ME}/recovery-codes")).texts(".codes li")
    assert len(set(renewed) | set(phone.recovery_codes)) == 20
    await log_in(anonymous, admin.email)
    assert (await anonymous.submit(STEP, {"code": phone.recovery_codes[0]}, action=STEP)).status == 403
    assert (await anonymous.submit(STEP, {"code": renewed[0]}, action=STEP)).status == 303
    assert "9 left." in (await admin.get(ME)).text


async def test_another_users_second_factor_is_not_found(admin: Browser, viewer: Browser, phone: App) -> None:
    (app,) = [one for one in await admin.services.second_factors.of_actor(admin.actor) if one.kind == "totp"]
    removal = f"{ME}/second-factors/{app.id}/remove"
    assert (await send(viewer, removal)).status == 404
    code = next(one for one in await admin.services.second_factors.of_actor(admin.actor) if one.kind != "totp")
    assert (await send(admin, f"{ME}/second-factors/{code.id}/remove")).status == 404
    assert phone.recovery_codes


async def test_admins_see_who_has_one_and_remove_a_lost_one(admin: Browser, viewer: Browser, stranger: Browser) -> None:
    await with_app(viewer.services, viewer.actor)
    await forget_password(admin)
    assert (await admin.get(MEMBERS)).texts("td[data-label='Two-step sign-in']") == ["Off", "On Remove"]
    assert "Two-step sign-in" not in (await viewer.get(MEMBERS)).text
    path = f"{MEMBERS}/{viewer.actor.user_id}/second-factor"
    assert (await viewer.get(path)).status == 403
    assert (await send(viewer, path)).status == 403
    assert (await send(stranger, path)).status == 404
    assert (await admin.get(path)).texts("h1") == ["Remove the second factor of Viewer?"]
    assert (await send(admin, path)).texts("h1") == ["Enter your password again"]
    assert (await send(admin, path, _password=PASSWORD)).status == 303
    own = await send(admin, f"{MEMBERS}/{admin.actor.user_id}/second-factor")
    assert own.status == 422
    assert not await viewer.services.second_factors.of_actor(viewer.actor)


async def test_a_required_second_factor_is_set_up_before_anything_else(admin: Browser, anonymous: Browser) -> None:
    email = await member(admin)
    refused = await send(admin, f"{MEMBERS}/second-factor", required="true")
    assert (refused.status, "your own account first" in refused.text) == (422, True)
    await with_app(admin.services, admin.actor)
    assert (await send(admin, f"{MEMBERS}/second-factor", required="true")).status == 303
    assert (await admin.get(MEMBERS)).find("#f-required[checked]")
    asked = await log_in(anonymous, email, "/candidates")
    assert asked.response.headers["location"] == f"{SET_UP}?next=%2Fcandidates"
    assert "recruit" not in anonymous.client.cookies
    assert (await anonymous.get("/jobs")).response.headers["location"].startswith("/login")
    assert (await anonymous.get(STEP)).response.headers["location"].startswith("/login")
    first = await anonymous.get(asked.response.headers["location"])
    wrong = await anonymous.post(SET_UP, first.form(SET_UP) | {"code": "000000"})
    assert (wrong.status, wrong.texts("#e-code")) == (422, ["Incorrect code"])
    phone, done = await set_up(anonymous, SET_UP)
    assert (done.status, len(phone.recovery_codes)) == (200, 10)
    assert (await anonymous.get("/jobs")).status == 200
    (app,) = [
        one
        for one in await admin.services.second_factors.of_actor(await anonymous_actor(anonymous))
        if one.kind == "totp"
    ]
    last = await send(anonymous, f"{ME}/second-factors/{app.id}/remove")
    assert (last.status, "requires two-step sign-in" in last.text) == (422, True)


async def test_a_password_alone_sets_up_no_second_factor_after_the_user_has_one(
    admin: Browser, anonymous: Browser, other_browser: Browser
) -> None:
    email = await member(admin)
    await with_app(admin.services, admin.actor)
    await admin.services.second_factors.require(admin.actor, required=True)
    thief, owner = anonymous, other_browser
    for browser in (thief, owner):
        await log_in(browser, email)
    early = (await thief.get(SET_UP)).form(SET_UP)
    await set_up(owner, SET_UP)
    late = await thief.post(SET_UP, early | {"code": "000000"})
    assert late.response.headers["location"].startswith("/login?")


async def anonymous_actor(browser: Browser) -> Actor:
    """Return the user of a browser that has signed in by itself."""
    return (await browser.services.browser_sessions.read(browser.client.cookies["recruit"])).actor


def _expired_states(browser: Browser) -> SignedStates:
    """Return states of waiting sign-ins that have expired when they are issued."""
    return SignedStates(browser.services.tokens, browser.services.clock, "waiting for a second step", -PENDING_FOR)
