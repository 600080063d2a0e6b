"""Location: where a created resource is."""

from typing import Any

import httpx
import pytest

from http_api import API, Api

pytestmark = pytest.mark.one_storage


async def test_what_was_created_is_at_the_location(api: Api) -> None:
    job, person = await api.job(), await api.candidate()
    pair = {"job_id": job["id"], "candidate_id": person["id"]}
    application = await api.made("/applications", pair)
    bodies: dict[str, dict[str, Any]] = {
        "/jobs": {"title": "Baker"},
        "/candidates": {"full_name": "Jane Doe"},
        "/applications": pair | {"job_id": (await api.job())["id"]},
        "/api_keys": {"name": "Key", "scopes": ["jobs:read"]},
        "/tags": {"name": "Tag"},
        "/tasks": {"title": "Call"},
        "/rejection_reasons": {"name": "Reason", "type": "other"},
        "/pipeline_templates": {"name": "Template", "stages": [{"name": "New", "type": "screening"}]},
        "/saved_searches": {"name": "Search", "kind": "candidates", "query": {}},
        "/webhooks": {"url": "https://hooks.example.com/", "event_types": ["job.created"]},
        f"/jobs/{job['id']}/stages": {"name": "Trial day"},
        f"/candidates/{person['id']}/notes": {"text": "Note"},
        f"/applications/{application['id']}/notes": {"text": "Note"},
    }
    for path, body in bodies.items():
        created = await api.post(path, body, params={"x": "1"})
        found = await api.get(location(created))
        assert found.status_code == 200, path
        assert created.json().items() >= found.json().items(), path


async def test_files_members_and_repeated_deliveries_have_a_location(api: Api) -> None:
    person = await api.candidate()
    file = await api.post(f"/candidates/{person['id']}/documents", files={"file": ("cv.txt", b"Jane Doe, baker")})
    assert (await api.get(location(file))).content == b"Jane Doe, baker"
    invitation = await api.post("/users/invitations", {"email": "jane@example.com", "role": "viewer"})
    assert "location" not in invitation.headers  # an invitation is in the list alone
    joining = {"token": invitation.json()["token"], "password": "correct horse battery", "full_name": "Jane"}
    joined = await api.post("/auth/accept_invitation", joining)
    assert (await api.get(location(joined))).json()["email"] == "jane@example.com"


def location(response: httpx.Response) -> str:
    """Return the path below the API at which the resource is."""
    assert response.status_code == 201, response.text
    return response.headers["location"].removeprefix(API)
