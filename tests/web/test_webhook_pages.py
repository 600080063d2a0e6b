"""Webhooks in the console: forms, secrets, tests and the log of deliveries."""

from datetime import UTC, datetime, timedelta

from recruit.domain.audit.service import Auditing
from web.browsing import Browser

WEBHOOKS = "/settings/webhooks"
URL = "https://receiver.invalid/hooks"


async def made(admin: Browser, **fields: object) -> str:
    """Create a webhook in the console, and return the path of its page."""
    shown = await admin.submit(f"{WEBHOOKS}/new", {"url": URL, "is_active": "true", **fields}, action=WEBHOOKS)
    assert shown.status == 200, shown.text
    (path,) = {one.get("href").removesuffix("/edit") for one in shown.find(".head a") if "/edit" in one.get("href")}
    return str(path)


async def test_a_webhook_is_created_with_its_secret_shown_once(admin: Browser) -> None:
    types = ["job.created", "application.stage_changed"]
    form = (await admin.get(f"{WEBHOOKS}/new")).form(WEBHOOKS)
    shown = await admin.post(WEBHOOKS, form | {"url": URL, "description": "Payroll", "event_types": types})
    assert (shown.status, shown.texts("h1")) == (200, [f"{URL} Active"])
    secret = shown.find("#f-secret")[0].get("value")
    assert secret.startswith("whsec_")
    listed = await admin.get(WEBHOOKS)
    assert ("2 types" in listed.text, secret in listed.response.text) == (True, False)
    path = listed.find("tbody th a")[0].get("href")
    again = await admin.get(path)
    assert (again.status, secret in again.response.text) == (200, False)
    assert again.texts(".facts code") == types
    edit = await admin.get(f"{path}/edit")
    assert [one.get("value") for one in edit.find("input[name=event_types][checked]")] == types


async def test_a_refused_webhook_keeps_what_was_typed(admin: Browser) -> None:
    fields = {"url": "ftp://x", "description": "Mine", "event_types": "job.created"}
    refused = await admin.submit(f"{WEBHOOKS}/new", fields, action=WEBHOOKS)
    assert (refused.status, refused.form(WEBHOOKS)["description"]) == (422, "Mine")
    assert len(refused.find("#e-url")) == 1
    assert len(refused.find("input[value='job.created'][checked]")) == 1
    unknown = await admin.submit(f"{WEBHOOKS}/new", {"url": URL, "event_types": "x.y"}, action=WEBHOOKS)
    assert (unknown.status, "These events don't exist: x.y." in unknown.text) == (422, True)


async def test_a_webhook_is_changed_disabled_enabled_and_removed(admin: Browser) -> None:
    path = await made(admin)
    changed = await admin.submit(f"{path}/edit", {"url": f"{URL}/2"}, action=f"{path}/edit")
    assert changed.response.headers["location"] == path
    assert (await admin.submit(path, {}, action=f"{path}/disable")).status == 303
    shown = await admin.get(path)
    assert shown.texts("h1") == [f"{URL}/2 Disabled"]
    assert (await admin.submit(path, {"resume": "now"}, action=f"{path}/enable")).status == 303
    assert (await admin.get(path)).texts("h1") == [f"{URL}/2 Active"]
    assert (await admin.submit(f"{path}/remove", {}, action=f"{path}/remove")).status == 303
    assert (await admin.get(path)).status == 404


async def test_a_rotated_secret_is_shown_once(admin: Browser) -> None:
    path = await made(admin)
    shown = await admin.submit(path, {}, action=f"{path}/rotate")
    secret = shown.find("#f-secret")[0].get("value")
    assert secret.startswith("whsec_")
    after = await admin.get(path)
    assert (secret in after.response.text, "Previous secret signs until" in after.text) == (False, True)


async def test_a_test_is_logged_and_the_log_is_filtered(admin: Browser) -> None:
    path = await made(admin)
    assert "Nothing was sent yet" in (await admin.get(path)).text
    sent = await admin.submit(path, {}, action=f"{path}/test")
    assert sent.status == 303
    assert "The test failed" in (await admin.get(path)).text
    log = await admin.get(f"{path}?state=failed&type=webhook.ping")
    assert log.texts("#main tbody .badge") == ["Failed"]
    assert not log.find("form[action$='/redeliver'].inline")
    today = datetime.now(UTC).date()
    assert len((await admin.get(f"{path}?since={today}&until={today}")).find("#main tbody tr")) == 1
    for none in ("state=delivered", f"since={today + timedelta(days=1)}", "event_id=7", "type=job.created"):
        assert "No delivery matches" in (await admin.get(f"{path}?{none}")).text


async def test_events_are_sent_again_one_by_one_and_for_a_period(admin: Browser) -> None:
    path = await made(admin, event_types="job.created")
    for title in ("Baker", "Cook"):
        await admin.submit("/jobs/new", {"title": title, "currency": "EUR", "status": "open"}, action="/jobs/new")
    await Auditing(admin.services.storage).organisation(admin.actor.org_id)
    await admin.services.webhook_dispatcher.organisation(admin.actor.org_id)
    log = await admin.get(f"{path}?state=failed")
    (newest, oldest) = [one.get("action") for one in log.find("form[action$='/redeliver'].inline")]
    assert int(newest.split("/")[-2]) > int(oldest.split("/")[-2])
    assert (await admin.submit(path, {}, action=newest)).status == 303
    await admin.submit(path, {}, action=f"{path}/disable")
    await admin.submit(path, {"resume": "now"}, action=f"{path}/enable")  # what waits is left out otherwise
    period = {"since": f"{datetime.now(UTC) - timedelta(hours=1):%Y-%m-%dT%H:%M}", "until": ""}
    again = await admin.submit(path, period, action=f"{path}/redeliver")
    assert again.status == 303
    assert "2 events are sent again" in (await admin.get(path)).texts("[data-notice]")
    refused = await admin.submit(path, {"since": "yesterday"}, action=f"{path}/redeliver")
    assert (refused.status, len(refused.find("#e-since"))) == (422, 1)


async def test_webhooks_are_for_admins_of_their_organisation(
    admin: Browser, viewer: Browser, stranger: Browser
) -> None:
    path = await made(admin)
    for place in (WEBHOOKS, f"{WEBHOOKS}/new", path, f"{path}/edit", f"{path}/remove"):
        assert (await viewer.get(place)).status == 403
    for place in (path, f"{path}/edit", f"{path}/remove"):
        assert (await stranger.get(place)).status == 404
    token = (await stranger.get(WEBHOOKS)).form("/logout")["_csrf"]
    for place in ("edit", "enable", "disable", "rotate", "test", "remove", "redeliver"):
        fields = {"url": URL, "since": "2026-01-01T00:00", "_csrf": token}
        assert (await stranger.post(f"{path}/{place}", fields)).status == 404
