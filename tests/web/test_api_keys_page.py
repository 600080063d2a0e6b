"""API keys in the console."""

from http_api import PASSWORD
from recruit.domain.accounts.model.api_keys import LOGIN_ONLY
from recruit.domain.accounts.model.permissions import TABLE
from recruit.entrypoints.web.text import catalogue
from web.ageing import forget_password
from web.browsing import Browser

KEYS = "/settings/api-keys"


async def test_a_key_is_shown_once_and_works(admin: Browser) -> None:
    assert "No keys yet" in (await admin.get(KEYS)).text
    token = (await admin.get(f"{KEYS}/new")).form(KEYS)["_csrf"]
    fields = {"name": "Careers <i>page</i>", "scopes": ["jobs:read", "candidates:write"], "expires_at": "2030-01-31"}
    made = await admin.post(KEYS, fields | {"_csrf": token})
    assert (made.status, made.texts("h1")) == (200, ["API keys 1"])
    key = made.find("#f-secret")[0].get("value")
    assert key.startswith("rk_")
    allowed = await admin.client.get("/api/v1/jobs", headers={"Authorization": f"Bearer {key}"})
    assert allowed.status_code == 200
    listed = await admin.get(KEYS)
    assert key not in listed.response.text
    assert listed.texts("tbody th") == ["Careers <i>page</i>"]
    assert listed.find("time[datetime='2030-01-31T23:59:59Z']")
    assert listed.texts("tbody summary") == ["2 scopes"]


async def test_scopes_are_those_that_a_key_can_have(admin: Browser) -> None:
    scopes = [one.get("value") for one in (await admin.get(f"{KEYS}/new")).find("[name=scopes]")]
    assert "jobs:read" in scopes
    assert not {"keys:manage", "users:manage", "agent:chat"} & set(scopes)


def test_every_permission_has_a_german_description() -> None:
    assert {granted.description for granted in TABLE.values() if granted.description not in catalogue("de")} <= {
        TABLE[one].description for one in LOGIN_ONLY
    }


async def test_a_refused_key_keeps_what_was_chosen(admin: Browser) -> None:
    token = (await admin.get(f"{KEYS}/new")).form(KEYS)["_csrf"]
    refused = await admin.post(KEYS, {"name": "", "scopes": "jobs:read", "_csrf": token})
    assert (refused.status, refused.form(KEYS)["scopes"]) == (422, "jobs:read")
    late = await admin.post(KEYS, {"name": "X", "scopes": "jobs:read", "expires_at": "2001-01-01", "_csrf": token})
    assert (late.status, "must be in the future" in late.text) == (422, True)
    none = await admin.post(KEYS, {"name": "X", "_csrf": token})
    assert (none.status, "Choose at least 1" in none.text) == (422, True)
    forbidden = await admin.post(KEYS, {"name": "X", "scopes": "keys:manage", "_csrf": token})
    assert forbidden.status == 422


async def test_all_chosen_scopes_outlive_the_question_for_the_password(admin: Browser) -> None:
    await forget_password(admin)
    token = (await admin.get(f"{KEYS}/new")).form(KEYS)["_csrf"]
    asked = await admin.post(KEYS, {"name": "Sync", "scopes": ["jobs:read", "jobs:write"], "_csrf": token})
    assert asked.status == 403
    (form,) = [one for one in asked.find("form") if one.get("action") == KEYS]
    kept = [(name, value or "") for name, value in form.form_values() if name != "_password"]
    assert [value for name, value in kept if name == "scopes"] == ["jobs:read", "jobs:write"]
    sent = {name: [value for other, value in kept if other == name] for name, _ in kept}
    made = await admin.post(KEYS, sent | {"_password": PASSWORD})
    assert (made.status, made.texts("tbody summary")) == (200, ["2 scopes"])


async def test_a_key_is_revoked(admin: Browser, stranger: Browser) -> None:
    token = (await admin.get(f"{KEYS}/new")).form(KEYS)["_csrf"]
    await admin.post(KEYS, {"name": "Old", "scopes": "jobs:read", "_csrf": token})
    (path,) = [one.get("href") for one in (await admin.get(KEYS)).find("td.end a")]
    assert (await stranger.get(path)).status == 404
    assert (await admin.get(path)).texts("h1") == ["Revoke Old?"]
    assert (await admin.submit(path, {}, action=path)).status == 303
    assert (await admin.get(KEYS)).texts("h1") == ["API keys 0"]


async def test_keys_are_for_admins(viewer: Browser) -> None:
    assert (await viewer.get(KEYS)).status == 403
    assert (await viewer.get(f"{KEYS}/new")).status == 403
    token = (await viewer.get("/settings/me")).form("/logout")["_csrf"]
    assert (await viewer.post(KEYS, {"name": "X", "scopes": "jobs:read", "_csrf": token})).status == 403
