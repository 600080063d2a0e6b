"""Every route of the OpenAPI document, without a token and with another organisation's token.

`exceptions.json` lists the public routes, and those whose path and body refer to no organisation's data. A new route is
tested like the rest until it's listed there.
"""

import json
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import pytest

from api_document import ROUTES
from cases import every_case
from http_api import API, Api, founded
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import Actor
from recruit.entrypoints.services import Services
from worlds import delivery_to, granted, new_email, note_of_the_agent, webhook_of

EXCEPTIONS = json.loads((Path(__file__).parent / "exceptions.json").read_text())
PRIVATE = [route for route in ROUTES if route not in EXCEPTIONS["public"]]
NO_BEARER_TOKENS = (None, "", "Bearer", "Bearer ", "Basic Zm91bmRlcjpzZWNyZXQ=", "Token x")
HEADS = {"GET": ("GET", "HEAD")}
"""Every route with GET also has HEAD, which the document leaves out."""

FILE = {"file": ("resume.txt", b"Jane Doe, baker")}
UPLOADS = {"POST /api/v1/candidates/{candidate_id}/documents"}
BODIES: dict[str, dict[str, Any]] = {
    "POST /api/v1/candidates/{candidate_id}/merge": {"from_id": "candidate_id_of_another"},
    "POST /api/v1/candidates/{candidate_id}/notes": {"text": "Met her"},
    "POST /api/v1/applications/{application_id}/notes": {"text": "Met her"},
    "POST /api/v1/tags/{tag_id}/merge": {"into_id": "tag_id_of_another"},
    "PUT /api/v1/jobs/{job_id}/team/{user_id}": {"role": "owner"},
    "POST /api/v1/applications": {"job_id": "job_id", "candidate_id": "candidate_id"},
    "POST /api/v1/applications/{application_id}/move": {"stage": "stage_key"},
    "POST /api/v1/jobs/{job_id}/stages": {"name": "stage_key"},
    "PATCH /api/v1/jobs/{job_id}/stages": {"keys": "stage_keys"},
    "PUT /api/v1/jobs/{job_id}/stages": {"template_id": "template_id"},
    "POST /api/v1/matching/candidates_for_job": {"job_id": "job_id"},
    "POST /api/v1/matching/jobs_for_candidate": {"candidate_id": "candidate_id"},
    "POST /api/v1/matching/audit": {"job_id": "job_id"},
    "POST /api/v1/matching/what_if": {"job_id": "job_id"},
    "POST /api/v1/webhooks/{webhook_id}/redeliver": {"since": "2026-01-31T09:00:00Z"},
    "POST /api/v1/matching/explain": {"job_id": "job_id", "candidate_id": "candidate_id"},
}
OWN_ROWS = {"GET /api/v1/users": 1, "GET /api/v1/audit": 4}
"""How many rows these lists have for an organisation that has just registered and logged in."""


def test_every_exception_is_a_route() -> None:
    assert set(EXCEPTIONS["public"]) | set(EXCEPTIONS["of_no_organisation"]) <= set(ROUTES)
    assert len(ROUTES) >= 25


@pytest.mark.one_storage
async def test_requests_without_a_bearer_token_get_a_401(http: httpx.AsyncClient) -> None:
    with every_case() as case:
        for route, authorization in product(ROUTES, NO_BEARER_TOKENS):
            method, path = route.split()
            headers = {} if authorization is None else {"Authorization": authorization}
            for one in HEADS.get(method, (method,)):
                with case(one, path, authorization):
                    response = await http.request(one, path.replace("{", "").replace("}", ""), headers=headers)
                    if route in EXCEPTIONS["public"]:
                        assert response.status_code not in {401, 403}
                    else:
                        assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer")
                        assert one == "HEAD" or response.json() == {"detail": "Not authenticated"}


@pytest.mark.one_storage
async def test_an_invalid_token_is_refused_before_the_body_is_read(http: httpx.AsyncClient) -> None:
    headers = {"Authorization": "Bearer no.such.token", "Content-Type": "application/json"}
    with every_case() as case:
        for route in PRIVATE:
            method, path = route.split()
            for one in HEADS.get(method, (method,)):
                with case(one, path):
                    address = path.replace("{", "").replace("}", "")
                    response = await http.request(one, address, headers=headers, content=b"{")
                    assert response.status_code == 403
                    assert one == "HEAD" or response.json() == {"detail": "Could not validate credentials"}


async def pipeline_ids(api: Api, candidate_id: int) -> dict[str, Any]:
    """Create a note, tags, a task, a template and a reason, and return their ids."""
    mentioning = {"text": "Met her", "mentions": [api.user_id]}
    ids: dict[str, Any] = {"note_id": (await api.made(f"/candidates/{candidate_id}/notes", mentioning))["id"]}
    ids["tag_id"], ids["tag_id_of_another"] = [
        (await api.made("/tags", {"name": name}))["id"] for name in ("Alumni", "Referral")
    ]
    await api.send("PUT", f"/candidates/{candidate_id}/tags/{ids['tag_id']}")
    ids["task_id"] = (await api.made("/tasks", {"title": "Call her"}))["id"]
    template = await api.made("/pipeline_templates", {"name": "Short", "stages": [{"name": "Applied"}]})
    ids["pipeline_template_id"] = ids["template_id"] = template["id"]
    reason = await api.made("/rejection_reasons", {"name": "Other", "type": "other"})
    return ids | {"rejection_reason_id": reason["id"], "stage_key": "sourced", "stage_keys": ["sourced"]}


async def record_ids(services: Services, api: Api) -> dict[str, Any]:
    """Create a record of each kind, and return their ids by their names in paths and in BODIES."""
    ids: dict[str, Any] = {"user_id": api.user_id, "job_id": (job := await api.job())["id"]}
    ids["candidate_id"] = (person := await api.candidate())["id"]
    ids["application_id"] = (await api.application(job, person))["id"]
    await api.made("/matching/candidates_for_job", {"job_id": job["id"]})
    ids["document_id"] = (await api.post(f"/candidates/{person['id']}/documents", files=FILE)).json()["id"]
    ids["candidate_id_of_another"] = (await api.candidate())["id"]
    ids["log_id"] = (await api.get("/matching/logs")).json()["items"][0]["id"]
    table = {"file": ("people.csv", b"name\nJohn Roe")}
    ids["import_id"] = (await api.post("/candidates/import", files=table)).json()["id"]
    chat = await api.post("/agent/chat", {"message": "list jobs"})
    ids["conversation_id"] = int(chat.headers["x-conversation-id"])
    colleague = {"email": new_email(), "role": "viewer"}
    ids["invitation_id"] = (await api.made("/users/invitations", colleague))["id"]
    machine = {"name": "Careers page", "scopes": ["jobs:read"]}
    ids["api_key_id"] = (await api.made("/api_keys", machine))["id"]
    search = {"name": "Bakers", "kind": "jobs", "query": {}, "shared": True}
    ids["search_id"] = (await api.made("/saved_searches", search))["id"]
    actor = Actor(user_id=api.user_id, org_id=api.org_id, role=Role.ORG_ADMIN)
    ids["grant_id"] = (await granted(services.storage, actor)).id
    ids["erasure_id"] = (await api.made(f"/candidates/{(await api.candidate('Al Loe'))['id']}/erase", None))["id"]
    async with services.storage.transaction(actor.org_id) as work:
        ids["action_id"] = (await work.actions.add(note_of_the_agent(actor.user_id, person["id"]))).id
    webhook = await webhook_of(services.storage, actor)
    ids |= {"webhook_id": webhook.id, "delivery_id": (await delivery_to(services.storage, webhook)).id}
    return ids | await pipeline_ids(api, person["id"])


async def records(api: Api, ids: dict[str, Any]) -> list[Any]:
    """Return the records that another organisation's requests must not change."""
    person = f"/candidates/{ids['candidate_id']}"
    paths = (f"/jobs/{ids['job_id']}", person, f"/applications/{ids['application_id']}", f"{person}/documents")
    pipeline = (f"/notes/{ids['note_id']}", f"/tags/{ids['tag_id']}", f"/tasks/{ids['task_id']}", f"{person}/tags")
    found = [await api.get(path) for path in (*paths, *pipeline)]
    assert (await api.get(f"/imports/{ids['import_id']}")).status_code == 200
    assert {one.status_code for one in found} == {200}
    return [one.json() for one in found]


async def test_another_organisations_resources_are_not_found(
    http: httpx.AsyncClient, services: Services, api: Api
) -> None:
    ids = await record_ids(services, api)
    before = await records(api, ids)
    with every_case() as case:
        for route in PRIVATE:
            with case(route):
                await assert_not_found(await founded(http, services), api.org_id, route, ids)
                assert await records(api, ids) == before


async def assert_not_found(others: Api, org_id: int, route: str, ids: dict[str, Any]) -> None:
    """Send a route's request with ids of the organisation `org_id`, which the organisation of `others` doesn't have."""
    method, path = route.split()
    path = path.removeprefix(API).format(**ids)
    body = {name: ids.get(value, value) for name, value in BODIES.get(route, {}).items()}
    request = {"files": FILE} if route in UPLOADS else {"json": body} if method in {"POST", "PATCH", "PUT"} else {}
    response = await others.send(method, path, **request)
    if method == "GET":
        assert (await others.send("HEAD", path)).status_code == response.status_code
    if route in EXCEPTIONS["of_no_organisation"]:
        is_json = response.headers.get("content-type") == "application/json"
        answer = response.json() if is_json else {}
        assert response.status_code == 422 or answer.get("org_id", others.org_id) == others.org_id
        assert answer.get("total", 0) == OWN_ROWS.get(route, 0)
        assert org_id not in {one.get("org_id") for one in answer.get("items", ())}
    else:
        assert response.status_code == 404, response.text
