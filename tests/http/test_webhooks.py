"""Webhooks over HTTP."""

from typing import Any

import httpx
import msgspec
import pytest
from standardwebhooks import Webhook

from http_api import API, Api, faults
from recruit.entrypoints.services import Services

URL = "https://receiver.invalid/webhooks"


async def webhook(api: Api, **fields: Any) -> dict[str, Any]:
    return await api.made("/webhooks", {"url": URL, **fields})


async def test_a_webhook_is_created_read_changed_and_deleted(api: Api) -> None:
    made = await webhook(api, event_types=["job.created"], description="Payroll")
    secret = made.pop("secret")
    assert secret.startswith("whsec_")
    path = f"/webhooks/{made['id']}"
    assert made == {
        "id": made["id"],
        "org_id": api.org_id,
        "url": URL,
        "event_types": ["job.created"],
        "description": "Payroll",
        "is_active": True,
        "created_by_user_id": api.user_id,
        "created_at": made["created_at"],
        "previous_secret_expires_at": None,
        "disabled_reason": None,
        "disabled_at": None,
    }
    read = await api.get(path)
    assert read.json() == made
    assert (await api.get("/webhooks")).json() == {"items": [made], "total": 1}
    changed = await api.patch(path, {"event_types": [], "description": None, "is_active": False})
    assert changed.json() == made | {"event_types": [], "description": None, "is_active": False}
    assert secret not in (await api.get("/audit", params={"entity": "webhook"})).text
    assert (await api.patch(path, {"url": URL}, headers={"If-Match": read.headers["etag"]})).status_code == 412
    assert (await api.delete(path, headers={"If-Match": read.headers["etag"]})).status_code == 412
    assert (await api.delete(path, headers={"If-Match": changed.headers["etag"]})).status_code == 204
    assert (await api.get(path)).status_code == 404


async def test_the_secret_is_shown_at_creation_and_rotation_only(api: Api) -> None:
    made = await webhook(api)
    path = f"/webhooks/{made['id']}"
    rotated = (await api.post(f"{path}/rotate_secret")).json()
    assert rotated["secret"].startswith("whsec_")
    assert rotated["secret"] != made["secret"]
    assert rotated["previous_secret_expires_at"] is not None
    for response in (await api.get(path), await api.get("/webhooks"), await api.patch(path, {"is_active": True})):
        assert response.status_code == 200
        assert "whsec_" not in response.text
    assert (await api.post(f"{path}/rotate_secret")).status_code == 400
    ended = (await api.post(f"{path}/rotate_secret?immediately=true")).json()
    assert ended["previous_secret_expires_at"] is None
    for keyed in ("/webhooks", f"{path}/rotate_secret"):
        refused = await api.post(keyed, {"url": URL}, headers={"Idempotency-Key": "k"})
        assert (refused.status_code, "keeps no answers" in refused.json()["detail"]) == (400, True)


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/", "http://[::1]/", "https://169.254.169.254/latest/", "https://user@example.com/"]
)
@pytest.mark.one_storage
async def test_an_address_that_no_message_is_sent_to_is_refused(api: Api, url: str) -> None:
    refused = await api.post("/webhooks", {"url": url})
    assert refused.status_code == 400
    made = await webhook(api)
    assert (await api.patch(f"/webhooks/{made['id']}", {"url": url})).status_code == 400


@pytest.mark.one_storage
async def test_malformed_fields_are_refused(api: Api) -> None:
    refused = await api.post("/webhooks", {"url": "example.com", "event_types": "job.created", "is_active": None})
    assert [loc for _, loc in faults(refused)] == [["body", "url"], ["body", "event_types"], ["body", "is_active"]]
    assert (await api.post("/webhooks", {"url": URL, "event_types": ["job.painted"]})).status_code == 400
    made = await webhook(api)
    answer = await api.patch(f"/webhooks/{made['id']}", {"is_active": True, "resume": "tomorrow"})
    assert [loc for _, loc in faults(answer)] == [["body", "resume"]]
    assert (await api.patch(f"/webhooks/{made['id']}", {"resume": "now"})).status_code == 400


async def test_a_key_with_the_scope_can_manage_webhooks_of_events_that_it_reads(api: Api) -> None:
    machine = {"name": "Provisioning", "scopes": ["webhooks:manage", "jobs:read"]}
    key = (await api.made("/api_keys", machine))["key"]
    made = await api.post("/webhooks", {"url": URL, "event_types": ["job.created"]}, token=key)
    assert made.status_code == 201
    refused = await api.post("/webhooks", {"url": URL}, token=key)
    assert (refused.status_code, "lacks the scope" in refused.json()["detail"]) == (403, True)


async def test_a_test_returns_the_answer_and_is_logged(api: Api) -> None:
    made = await webhook(api)
    path = f"/webhooks/{made['id']}"
    tested = (await api.post(f"{path}/test")).json()
    assert (tested["type"], tested["state"], tested["status"]) == ("webhook.ping", "failed", None)
    assert tested["error"] == "The host name of the URL has no address"
    assert (await api.get(f"{path}/deliveries")).json() == {"items": [tested], "total": 1}
    assert (await api.get(f"{path}/deliveries/{tested['id']}")).json() == tested
    assert (await api.get(f"{path}/deliveries/{tested['id'] + 1}")).status_code == 404
    Webhook(made["secret"]).verify(tested["request_body"], tested["request_headers"])
    assert (await api.post(f"{path}/deliveries/{tested['id']}/redeliver")).status_code == 400


async def test_deliveries_are_sent_logged_filtered_and_repeated(api: Api, services: Services) -> None:
    made = await webhook(api, event_types=["job.created"])
    path = f"/webhooks/{made['id']}"
    await api.job()
    event = (await api.get("/events", params={"types": "job.created"})).json()["items"][0]
    assert await services.webhook_dispatcher.organisation(api.org_id) == 1
    failed, pending = (await api.get(f"{path}/deliveries")).json()["items"]
    assert (failed["event_id"], failed["message_id"], failed["state"]) == (event["id"], pending["message_id"], "failed")
    assert (pending["attempt"], pending["state"], pending["at"]) == (2, "pending", None)
    for query, expected in (
        ({"state_filter": "failed"}, [failed]),
        ({"event_id": event["id"]}, [failed, pending]),
        ({"event_id": event["id"] + 1}, []),
        ({"type": "job.created", "state_filter": "pending"}, [pending]),
        ({"type": "job.updated"}, []),
        ({"since": failed["at"]}, [failed]),
        ({"until": failed["at"]}, []),
    ):
        assert (await api.get(f"{path}/deliveries", params=query)).json()["items"] == expected
    again = await api.post(f"{path}/deliveries/{failed['id']}/redeliver")
    assert (again.status_code, again.json()["id"]) == (201, pending["id"])
    assert await services.webhook_dispatcher.organisation(api.org_id) == 1
    period = await api.post(f"{path}/redeliver", {"since": event["at"]})
    assert (period.status_code, period.json()) == (202, {"events": 0}), "the event is pending"
    assert (await api.get(f"{path}/deliveries", params={"state_filter": "delivered,failed"})).status_code == 422


async def test_a_message_has_the_event_as_the_api_shows_it(api: Api, services: Services) -> None:
    made = await webhook(api)
    job, person = await api.job(), await api.candidate()
    application = await api.application(job, person)
    await api.patch(f"/applications/{application['id']}", {"status": "interview"})
    await api.patch(f"/candidates/{person['id']}", {"headline": "Baker"}, headers={"X-Request-ID": "ab-12"})
    await services.webhook_dispatcher.organisation(api.org_id)
    log = (await api.get(f"/webhooks/{made['id']}/deliveries", params={"state_filter": "failed"})).json()["items"]
    messages = [msgspec.json.decode(one["request_body"]) for one in log]
    events = (await api.get("/events")).json()["items"]
    sent = {message["data"]["id"]: message for message in messages}
    first = {(one["entity"], one["entity_id"]): one for one in reversed(events)}
    assert sent
    for event in first.values():
        if event["type"] in {"job.created", "candidate.created", "application.created"}:
            expected = {"type": event["type"], "timestamp": event["at"], "data": event}
            assert sent[event["id"]] == expected


async def test_the_test_route_answers_a_repeated_request_with_the_same_attempt(
    api: Api, http: httpx.AsyncClient
) -> None:
    made = await webhook(api)
    headers = {"Idempotency-Key": "once", "Authorization": f"Bearer {api.token}"}
    first, second = [await http.post(f"{API}/webhooks/{made['id']}/test", headers=headers) for _ in range(2)]
    assert first.json() == second.json()
    assert (await api.get(f"/webhooks/{made['id']}/deliveries")).json()["total"] == 1
