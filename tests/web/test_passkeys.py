"""Passkeys: registration, sign-ins without a password and as the second step, and the attacks on them."""

from collections.abc import Callable
from typing import Any

import pytest

from http_api import PASSWORD
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.second_factors import FactorKind, SecondFactorDetails
from recruit.domain.accounts.passkeys import CHALLENGE_FOR, MOST_PASSKEYS
from recruit.domain.accounts.signed_states import SignedStates
from second_factor_world import with_app
from stand_ins.authenticator import PRESENT, Authenticator, handle_of
from web.ageing import forget_password
from web.browsing import Browser, Page
from web.people import send
from worlds import new_email

ME, KEYS = "/settings/me", "/settings/me/passkeys"
LOGIN, STEP = "/login/passkey", "/login/second-step"
CHALLENGE = "recruit-challenge"


async def asked(browser: Browser, path: str = LOGIN) -> dict[str, Any]:
    """Ask for the options of a ceremony, as the script of a page does."""
    response = await browser.client.get(path, headers={"Accept": "application/json", "Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 200, response.text
    options: dict[str, Any] = response.json()
    return options


async def registered(browser: Browser, name: str = "Laptop", **details: Any) -> Authenticator:
    """Register a passkey of a browser's user."""
    device = Authenticator(**details)
    made = await send(browser, KEYS, passkey_name=name, credential=device.make(await asked(browser, KEYS)))
    assert made.status in {200, 303}, made.text
    return device


async def entered(browser: Browser, credential: str, **fields: str) -> Page:
    """Send the answer of a passkey."""
    return await browser.post(LOGIN, {"credential": credential, "next": "/candidates", **fields})


def is_signed_in(page: Page) -> bool:
    return any(header.startswith("recruit=rs_") for header in page.response.headers.get_list("set-cookie"))


async def test_a_passkey_signs_in_without_a_password(admin: Browser, anonymous: Browser) -> None:
    device = Authenticator()
    credential = device.make(await asked(admin, KEYS))
    first = await send(admin, KEYS, passkey_name="Laptop", credential=credential)
    assert len(first.texts(".codes li")) == 10
    second = await registered(admin, "Phone")
    assert {"Laptop", "Phone"} <= set((await admin.get(ME)).texts("#main strong bdi"))
    for one in (device, second):
        page = await entered(anonymous, one.sign(await asked(anonymous)))
        assert (page.status, page.response.headers["location"]) == (303, "/candidates")
        assert CHALLENGE not in anonymous.client.cookies
    assert (await anonymous.get("/candidates")).texts(".who bdi") == (await admin.get("/candidates")).texts(".who bdi")


async def test_a_passkey_is_the_second_step_of_its_user(admin: Browser, anonymous: Browser, viewer: Browser) -> None:
    mine, theirs = await registered(admin), await registered(viewer)
    step = await anonymous.submit("/login", {"email": admin.email, "password": PASSWORD}, action="/login")
    assert step.response.headers["location"].startswith(STEP)
    options = await asked(anonymous, f"{LOGIN}?step=2")
    assert [one["id"] for one in options["allowCredentials"]] == [
        (await asked(admin, KEYS))["excludeCredentials"][0]["id"]
    ]
    refused = await entered(anonymous, theirs.sign(options), step="2")
    assert (refused.status, is_signed_in(refused)) == (403, False)
    options = await asked(anonymous, f"{LOGIN}?step=2")
    assert is_signed_in(await entered(anonymous, mine.sign(options), step="2"))


async def test_an_assertion_counts_once(admin: Browser, anonymous: Browser) -> None:
    device = await registered(admin, counts=False)  # as passkeys that are on several devices
    credential = device.sign(await asked(anonymous))
    challenge = anonymous.client.cookies[CHALLENGE]
    assert is_signed_in(await entered(anonymous, credential))
    anonymous.client.cookies.clear()
    assert (await entered(anonymous, credential)).status == 403
    anonymous.client.cookies.set(CHALLENGE, challenge, domain="localhost.local")
    replayed = await entered(anonymous, credential)
    assert (replayed.status, is_signed_in(replayed)) == (403, False)


async def test_a_challenge_is_of_its_browser_and_its_time(
    admin: Browser, anonymous: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = await registered(admin)
    credential = device.sign(await asked(anonymous))
    assert not is_signed_in(await anonymous.post(LOGIN, {"credential": credential}, **{"User-Agent": "Another"}))
    services = admin.services
    expired = SignedStates(services.tokens, services.clock, "passkey sign-in", -CHALLENGE_FOR)
    monkeypatch.setattr(services.passkeys, "_assertions", expired)
    assert (await entered(anonymous, device.sign(await asked(anonymous)))).status == 403


async def test_hostile_assertions_are_refused(admin: Browser, anonymous: Browser, stranger: Browser) -> None:
    device, other = await registered(admin), await registered(stranger)
    actor, unknown = admin.actor, Authenticator()
    hostile: dict[str, Callable[[dict[str, Any]], str]] = {
        "another origin": lambda asked: device.sign(asked, "http://evil.example"),
        "another site": lambda asked: device.sign(asked | {"rpId": "evil.example"}),
        "another challenge": lambda asked: device.sign(asked | {"challenge": "AAAA"}),
        "another user": lambda asked: other.sign(asked, userHandle=handle_of(actor.org_id, actor.user_id)),
        "no user": lambda asked: device.sign(asked, userHandle=handle_of(actor.org_id, 10**17)),
        "no organisation": lambda asked: device.sign(asked, userHandle=handle_of(10**17, 1)),
        "no handle": lambda asked: device.sign(asked, userHandle="AAAA"),
        "an unknown passkey": lambda asked: unknown.sign(asked, userHandle=handle_of(actor.org_id, actor.user_id)),
        "another signature": lambda asked: device.sign(asked, signature="AAAA"),
        "a registration": lambda asked: device.make(
            asked | {"rp": {"id": "localhost"}, "user": {"id": device.user_handle}}
        ),
        "nothing": lambda _: "",
        "no JSON": lambda _: "[" * 10_000,
    }
    said = dict[str, list[str]]()
    for name, forged in hostile.items():
        page = await entered(anonymous, forged(await asked(anonymous)))
        assert (page.status, is_signed_in(page)) == (403, False), name
        said[name] = page.texts("[role=alert]")
    assert said["no user"] == said["no organisation"] == said["an unknown passkey"]  # which users exist isn't told
    copy = Authenticator(device.key, device.credential_id, device.user_handle, counter=0)
    assert is_signed_in(await entered(anonymous, device.sign(await asked(anonymous))))
    copied = await entered(anonymous, copy.sign(await asked(anonymous)))
    assert (copied.status, is_signed_in(copied)) == (403, False), "a counter that doesn't rise"
    device.flags = PRESENT
    unverified = await entered(anonymous, device.sign(await asked(anonymous)))
    assert (unverified.status, is_signed_in(unverified)) == (403, False), "nobody was verified"


async def test_hostile_registrations_are_refused(admin: Browser, viewer: Browser) -> None:
    device = Authenticator()
    for credential in (
        device.make(await asked(admin, KEYS), "http://evil.example"),
        device.make(await asked(admin, KEYS) | {"rp": {"id": "evil.example"}}),
        Authenticator(flags=PRESENT).make(await asked(admin, KEYS)),
        device.make(await asked(viewer, KEYS)),  # another user's challenge
        "",
    ):
        assert (await send(admin, KEYS, passkey_name="x", credential=credential)).status == 422
    options = await asked(admin, KEYS)
    state = admin.client.cookies[CHALLENGE]
    assert (await send(admin, KEYS, passkey_name="x", credential=device.make(options))).status == 200
    admin.client.cookies.set(CHALLENGE, state, domain="localhost.local")
    assert (await send(admin, KEYS, passkey_name="x", credential=Authenticator().make(options))).status == 422
    known = await send(admin, KEYS, passkey_name="x", credential=device.make(await asked(admin, KEYS)))
    assert (known.status, "registered already" in known.text) == (422, True)
    assert len(await admin.services.second_factors.of_actor(admin.actor)) == 11


async def test_a_user_has_a_limited_number_of_passkeys(admin: Browser) -> None:
    async with admin.services.storage.transaction(admin.actor.org_id) as work:
        for number in range(MOST_PASSKEYS):
            details = SecondFactorDetails(
                user_id=admin.actor.user_id,
                kind=FactorKind.PASSKEY,
                secret=b"",
                credential_id=bytes([number]),
                created_at=admin.services.clock.now(),
            )
            await work.second_factors.add(details)
    credential = Authenticator().make(await asked(admin, KEYS))
    refused = await send(admin, KEYS, passkey_name="One more", credential=credential)
    assert (refused.status, "at most 20 passkeys" in refused.text) == (422, True)


async def test_a_passkey_takes_the_password_again_when_it_is_made_and_removed(admin: Browser) -> None:
    await forget_password(admin)
    credential = Authenticator().make(await asked(admin, KEYS))
    needed = await send(admin, KEYS, passkey_name="Laptop", credential=credential)
    assert (needed.status, needed.form(KEYS)["credential"]) == (403, credential)
    assert (await admin.post(KEYS, needed.form(KEYS) | {"_password": PASSWORD})).status == 200
    (key, *_) = await admin.services.second_factors.of_actor(admin.actor)
    assert (await send(admin, f"{ME}/second-factors/{key.id}/remove")).status == 303
    assert not await admin.services.second_factors.of_actor(admin.actor)


async def test_recovery_codes_stay_with_the_other_ways(admin: Browser) -> None:
    await with_app(admin.services, admin.actor)
    await registered(admin)
    (app, *_, key) = await admin.services.second_factors.of_actor(admin.actor)
    assert (await send(admin, f"{ME}/second-factors/{app.id}/remove")).status == 303
    left = await admin.services.second_factors.of_actor(admin.actor)
    assert (len(left), left[-1]) == (11, key)


async def test_only_localhost_has_passkeys_without_a_public_address(admin: Browser, anonymous: Browser) -> None:
    assert admin.email
    for host in ("127.0.0.1", "hr.example.com", "localhost.example.com"):
        refused = await anonymous.client.get(LOGIN, headers={"Host": host})
        assert refused.status_code == 400
        assert "data-island" not in (await anonymous.get("/login", Host=host)).response.text


async def test_a_passkey_is_what_an_organisation_requires(admin: Browser, anonymous: Browser) -> None:
    email, path = new_email(), "/login/set-up/passkey"
    await admin.services.accounts.add_user(admin.actor.org_id, email, PASSWORD, Role.RECRUITER)
    await registered(admin)
    await admin.services.second_factors.require(admin.actor, required=True)
    assert (await anonymous.client.get(path)).status_code == 403
    await anonymous.submit("/login", {"email": email, "password": PASSWORD}, action="/login")
    device, options = Authenticator(), await asked(anonymous, path)
    forged = {"passkey_name": "Laptop", "credential": device.make(options, "http://evil.example")}
    assert (await anonymous.post(path, forged)).status == 422
    done = await anonymous.post(path, forged | {"credential": device.make(options)})
    assert (len(done.texts(".codes li")), is_signed_in(done)) == (10, True)
    assert (await anonymous.get("/jobs")).status == 200
