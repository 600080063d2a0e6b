"""API keys, which are sent in place of a token."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from http_api import PASSWORD, Api, faults

FIELDS = {
    "id",
    "org_id",
    "name",
    "prefix",
    "scopes",
    "created_by_user_id",
    "created_at",
    "expires_at",
    "last_used_at",
}


async def key_client(api: Api, *scopes: str, **details: Any) -> Api:
    """Return a client that sends a new key."""
    made = await api.made("/api_keys", {"name": "Careers page", "scopes": scopes, **details})
    return Api(api.http, token=made["key"], org_id=api.org_id, user_id=made["id"])


async def test_a_key_is_shown_once_and_only_its_prefix_afterwards(api: Api) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat().replace("+00:00", "Z")
    body = {"name": "Careers page", "scopes": ["jobs:write", "jobs:read"], "expires_at": tomorrow}
    response = await api.post("/api_keys", body)
    assert response.status_code == 201
    made = response.json()
    key = made.pop("key")
    assert set(made) == FIELDS
    assert made | {"created_at": ""} == {
        "id": made["id"],
        "org_id": api.org_id,
        "name": "Careers page",
        "prefix": f"rk_{api.org_id}_{made['id']}_",
        "scopes": ["jobs:read", "jobs:write"],
        "created_by_user_id": api.user_id,
        "created_at": "",
        "expires_at": tomorrow,
        "last_used_at": None,
    }
    assert key.startswith(made["prefix"])
    assert len(key) >= len(made["prefix"]) + 43
    assert (await api.get("/api_keys")).json() == {"items": [made], "total": 1}
    assert (await api.get(f"/api_keys/{made['id']}")).json() == made


@pytest.mark.parametrize("name", [" ", "\u200b", "\u3164"])
async def test_a_key_with_an_invisible_name_is_refused(api: Api, name: str) -> None:
    response = await api.post("/api_keys", {"name": name, "scopes": ["jobs:read"]})
    assert response.status_code in {400, 422}
    assert (await api.get("/api_keys")).json()["items"] == []


async def test_a_key_acts_for_its_creator_within_its_scopes(api: Api) -> None:
    careers = await key_client(api, "jobs:read", "jobs:write")
    job = await careers.job()
    assert job["created_by_user_id"] == api.user_id
    assert (await careers.get("/jobs")).json()["items"] == [job]
    assert (await careers.get("/users/me")).json() == (await api.get("/users/me")).json()
    refused = await careers.delete(f"/jobs/{job['id']}")
    assert (refused.status_code, refused.json()) == (403, {"detail": "This key lacks the scope jobs:delete"})
    assert (await careers.get("/candidates")).status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "body", "message"),
    [
        ("POST", "/auth/logout", None, "A key can't do this: it takes a user who has logged in"),
        ("POST", "/auth/logout_everywhere", None, "A key can't do this: it takes a user who has logged in"),
        (
            "POST",
            "/users/me/password",
            {"current_password": PASSWORD, "new_password": "another horse"},
            "A key can't do this: it takes a user who has logged in",
        ),
        ("PATCH", "/users/{user_id}", {"full_name": "Jo"}, "This key lacks the scope users:manage"),
        (
            "POST",
            "/users/invitations",
            {"email": "jo@example.com", "role": "viewer"},
            "This key lacks the scope users:",
        ),
        ("POST", "/api_keys", {"name": "x", "scopes": ["jobs:read"]}, "This key lacks the scope keys:manage"),
        ("POST", "/agent/chat", {"message": "list jobs"}, "This key lacks the scope agent:chat"),
        ("GET", "/agent/conversations", None, "This key lacks the scope agent:chat"),
    ],
)
async def test_routes_for_users_refuse_a_key_with_a_message(
    api: Api, method: str, path: str, body: object, message: str
) -> None:
    careers = await key_client(api, "jobs:read", "users:read")
    request: dict[str, Any] = {} if body is None else {"json": body}
    response = await careers.send(method, path.format(user_id=api.user_id), **request)
    assert response.status_code == 403
    assert response.json()["detail"].startswith(message)
    assert (await api.get("/users/me")).status_code == 200
    assert (await api.get("/users/me")).json()["full_name"] != "Jo"


async def test_a_revoked_key_is_refused(api: Api) -> None:
    careers = await key_client(api, "jobs:read")
    assert (await careers.get("/jobs")).status_code == 200
    assert (await api.delete(f"/api_keys/{careers.user_id}")).status_code == 204
    refused = await careers.get("/jobs")
    assert (refused.status_code, refused.json()) == (403, {"detail": "Could not validate credentials"})
    assert (await api.delete(f"/api_keys/{careers.user_id}")).json() == {"detail": "Key not found"}


async def test_a_key_shows_the_time_of_its_last_use(api: Api) -> None:
    careers, unused = await key_client(api, "jobs:read"), await key_client(api, "jobs:read")
    before = datetime.now(UTC)
    await careers.get("/jobs")
    async with asyncio.timeout(60):  # the use is recorded in the background
        used = None
        while used is None:
            await asyncio.sleep(0)
            used = (await api.get(f"/api_keys/{careers.user_id}")).json()["last_used_at"]
    assert before <= datetime.fromisoformat(used) <= datetime.now(UTC)
    assert (await api.get(f"/api_keys/{unused.user_id}")).json()["last_used_at"] is None


async def test_a_key_can_not_read_another_organisations_data(api: Api, others: Api) -> None:
    foreign = await key_client(others, "jobs:read", "jobs:write")
    job = await api.job()
    assert (await foreign.get(f"/jobs/{job['id']}")).status_code == 404
    assert (await foreign.get("/jobs")).json()["total"] == 0


async def test_a_user_and_each_of_their_api_keys_have_separate_idempotency_keys(api: Api) -> None:
    headers = {"Idempotency-Key": str(uuid4())}
    senders = [api, await key_client(api, "jobs:write"), await key_client(api, "jobs:write")]
    first = [await one.post("/jobs", {"title": "Baker"}, headers=headers) for one in senders]
    again = [await one.post("/jobs", {"title": "Baker"}, headers=headers) for one in senders]
    assert [one.status_code for one in first] == [201, 201, 201]
    assert len({one.json()["id"] for one in first}) == 3
    assert [one.content for one in again] == [one.content for one in first]
    assert {one.headers["idempotency-replayed"] for one in again} == {"true"}


async def test_creating_an_api_key_with_an_idempotency_key_is_refused(api: Api) -> None:
    body, headers = {"name": "x", "scopes": ["jobs:read"]}, {"Idempotency-Key": str(uuid4())}
    refused = await api.post("/api_keys", body, headers=headers)
    assert (refused.status_code, "without Idempotency-Key" in refused.json()["detail"]) == (400, True)
    assert (await api.get("/api_keys")).json()["total"] == 0


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"scopes": []}, ("too_short", ["body", "scopes"])),
        ({"scopes": ["jobs:read", "jobs:paint"]}, ("enum", ["body", "scopes", 1])),
        ({"scopes": "jobs:read"}, ("list_type", ["body", "scopes"])),
        ({"name": " "}, ("string_pattern_mismatch", ["body", "name"])),
        ({"expires_at": "2030-01-31T09:00:00"}, ("datetime_parsing", ["body", "expires_at"])),
        ({"expires_at": "tomorrow"}, ("datetime_parsing", ["body", "expires_at"])),
    ],
)
async def test_invalid_fields_of_a_key_are_refused(
    api: Api, changes: dict[str, object], fault: tuple[str, list[str | int]]
) -> None:
    response = await api.post("/api_keys", {"name": "Careers page", "scopes": ["jobs:read"], **changes})
    assert faults(response) == [fault]
