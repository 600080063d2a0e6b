"""RECRUIT_HIRING_MANAGERS=own_jobs: hiring managers see only the jobs of their teams."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from api_document import ROUTES
from asgi import asgi_transport
from cases import every_case
from http_api import API, SECRET_KEY, Api, founded, invited
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import Actor
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from worlds import granted

MARK = "Zyxwv"
"""A word in the names and texts of all records that the hiring manager may not see."""

PUBLIC = {"GET /healthz", "GET /readyz", "GET /version"}
REFUSAL = "Hiring managers see only the jobs of their teams"


@pytest.fixture(scope="module")
async def restricted(storage_url: str, data_dir: Path) -> AsyncIterator[Services]:
    """The services of a server with the setting."""
    environment = {
        "RECRUIT_STORAGE": storage_url,
        "RECRUIT_DATA_DIR": str(data_dir),
        "RECRUIT_SECRET_KEY": SECRET_KEY,
        "RECRUIT_HIRING_MANAGERS": "own_jobs",
    }
    async with assemble(Settings.from_environment(environment)) as found:
        yield found


@dataclass(frozen=True)
class World:
    """An organisation with a job of a hiring manager and another job, with an application for each.

    `both` has applications for both jobs.
    """

    admin: Api
    manager: Api
    job: dict[str, Any]
    candidate: dict[str, Any]
    application: dict[str, Any]
    both: dict[str, Any]
    foreign: Mapping[str, int]
    """Ids of records that the hiring manager may not see, by their names in paths."""


@pytest.fixture(scope="module")
async def client(restricted: Services) -> AsyncIterator[httpx.AsyncClient]:
    transport = asgi_transport(create_app(restricted), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as found:
        yield found


@pytest.fixture
async def world(restricted: Services, client: httpx.AsyncClient) -> World:
    return await new_world(restricted, client)


@pytest.fixture(scope="module")
async def shared_world(restricted: Services, client: httpx.AsyncClient) -> World:
    """A world for tests that change no job, candidate, application or team of it."""
    return await new_world(restricted, client)


async def new_world(services: Services, client: httpx.AsyncClient) -> World:
    admin = await founded(client, services)
    manager = await invited(admin, "hiring_manager")
    job, candidate, both = await admin.job("Baker"), await admin.candidate("Jane Doe"), await admin.candidate("Bo")
    await admin.send("PUT", f"/jobs/{job['id']}/team/{manager.user_id}", json={"role": "hiring_manager"})
    application = await admin.application(job, candidate)
    await admin.application(job, both)
    return World(admin, manager, job, candidate, application, both, await _foreign(services, admin, both))


async def _foreign(services: Services, admin: Api, both: dict[str, Any]) -> Mapping[str, int]:
    job, candidate = await admin.job(f"Cook {MARK}"), await admin.candidate(f"Al {MARK}", notes=MARK)
    await admin.application(job, both, source=MARK)
    application = await admin.application(job, candidate, source=MARK)
    person = f"/candidates/{candidate['id']}"
    document = await admin.post(f"{person}/documents", files={"file": (f"{MARK}.txt", MARK.encode())})
    note = await admin.made(f"{person}/notes", {"text": MARK})
    task = await admin.made("/tasks", {"title": MARK, "candidate_id": candidate["id"], "job_id": job["id"]})
    table = {"file": ("people.csv", f"name\n{MARK}".encode())}
    imported = (await admin.post("/candidates/import", files=table)).json()
    await admin.made("/matching/candidates_for_job", {"job_id": job["id"]})
    logs = (await admin.get("/matching/logs")).json()["items"]
    erased = await admin.made(f"/candidates/{(await admin.candidate(MARK))['id']}/erase", None)
    actor = Actor(user_id=admin.user_id, org_id=admin.org_id, role=Role.ORG_ADMIN)
    return {
        "job_id": job["id"],
        "candidate_id": candidate["id"],
        "application_id": application["id"],
        "document_id": document.json()["id"],
        "note_id": note["id"],
        "task_id": task["id"],
        "import_id": imported["id"],
        "log_id": logs[0]["id"],
        "erasure_id": erased["id"],
        "grant_id": (await granted(services.storage, actor)).id,
        "user_id": admin.user_id,
    }


class Ids(dict[str, int]):
    """Ids by the names in paths; 1 for names of records that this test has none of."""

    def __missing__(self, name: str) -> int:
        return 1


async def test_no_route_shows_another_job_to_a_hiring_manager(shared_world: World) -> None:
    about_records = {"{job_id}", "{candidate_id}", "{application_id}", "{note_id}", "{task_id}", "{import_id}"}
    with every_case() as case:
        for route in ROUTES:
            if not route.startswith("GET ") or route in PUBLIC:
                continue
            with case(route):
                path = route.removeprefix(f"GET {API}").format_map(Ids(shared_world.foreign))
                response = await shared_world.manager.get(path)
                assert MARK not in response.text
                allowed = {403, 404} if any(name in route for name in about_records) else {200, 403, 404, 422}
                assert response.status_code in allowed, response.text


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/jobs", ["Baker"]),
        ("/jobs?q=BAK&status_filter=open", ["Baker"]),
        ("/jobs?q=cook", []),
        ("/candidates", ["Jane Doe", "Bo"]),
        ("/candidates?q=jane", ["Jane Doe"]),
        ("/candidates?skip=1&limit=1", ["Bo"]),
    ],
)
async def test_lists_and_totals_have_the_jobs_and_candidates_of_ones_own_teams(
    shared_world: World, path: str, expected: list[str]
) -> None:
    found = (await shared_world.manager.get(path)).json()
    assert [one.get("title") or one["full_name"] for one in found["items"]] == expected
    assert found["total"] == (2 if "skip" in path else len(expected))


async def test_applications_are_those_for_ones_own_jobs(shared_world: World) -> None:
    own = (await shared_world.manager.get("/applications")).json()
    assert ({one["job_id"] for one in own["items"]}, own["total"]) == ({shared_world.job["id"]}, 2)
    of_both = (await shared_world.manager.get("/applications", params={"candidate_id": shared_world.both["id"]})).json()
    assert ([one["job_id"] for one in of_both["items"]], of_both["total"]) == ([shared_world.job["id"]], 1)
    assert (await shared_world.manager.get("/applications", params={"job_id": shared_world.foreign["job_id"]})).json()[
        "total"
    ] == 0
    assert (await shared_world.admin.get("/applications")).json()["total"] == 4
    page = await shared_world.manager.get("/applications", params={"limit": 1})
    rest = await shared_world.manager.get(page.links["next"]["url"].removeprefix(API))
    assert [*page.json()["items"], *rest.json()["items"]] == own["items"]


async def test_own_records_are_read_and_changed_as_ever(world: World) -> None:
    manager, person = world.manager, f"/candidates/{world.candidate['id']}"
    assert (await manager.get(f"/jobs/{world.job['id']}")).json() == world.job
    assert (await manager.get(person)).json() == world.candidate
    assert (await manager.get(f"/applications/{world.application['id']}")).json() == world.application
    moved = await manager.patch(f"/applications/{world.application['id']}", {"status": "interview"})
    assert (moved.status_code, moved.json()["status"]) == (200, "interview")
    assert (await manager.patch(person, {"notes": "Met"})).json()["notes"] == "Met"
    for path in ("/profile", "/documents", "/notes", "/tags"):
        assert (await manager.get(person + path)).status_code == 200
    assert (await manager.get(f"/jobs/{world.job['id']}/team")).json()["total"] == 2
    task = await manager.made("/tasks", {"title": "Call her", "application_id": world.application["id"]})
    note = await manager.made(f"{person}/notes", {"text": f"@[{manager.user_id}] call her"})
    assert (await manager.patch(f"/tasks/{task['id']}", {"done": True})).json()["done"]
    assert (await manager.patch(f"/notes/{note['id']}", {"text": "Called"})).status_code == 200
    assert (await manager.get("/tasks")).json()["total"] == 1
    assert (await manager.get("/inbox")).json()["waiting"]["total"] == 2
    assert (await manager.get("/users")).json()["total"] == 2


async def test_other_records_are_not_found(shared_world: World) -> None:
    manager, ids = shared_world.manager, shared_world.foreign
    person, application = f"/candidates/{ids['candidate_id']}", f"/applications/{ids['application_id']}"
    for response in (
        await manager.patch(person, {"notes": "x"}),
        await manager.patch(application, {"status": "hired"}),
        await manager.patch(application, {"status": "hired"}, headers={"If-Match": '"x"'}),
        await manager.post(f"{person}/notes", {"text": "x"}),
        await manager.post(f"{application}/notes", {"text": "x"}),
        await manager.post("/tasks", {"title": "x", "job_id": ids["job_id"]}),
        await manager.post("/tasks", {"title": "x", "candidate_id": ids["candidate_id"]}),
        await manager.post("/tasks", {"title": "x", "application_id": ids["application_id"]}),
        await manager.patch(f"/notes/{ids['note_id']}", {"text": "x"}),
        await manager.delete(f"/tasks/{ids['task_id']}"),
    ):
        assert response.status_code == 404, response.text
    assert (await shared_world.admin.get(application)).json()["status"] == "sourced"
    assert (await shared_world.admin.get(f"/tasks/{ids['task_id']}")).status_code == 200


async def test_a_task_about_no_record_is_seen_by_who_made_it_and_who_is_to_do_it(world: World) -> None:
    manager, admin = world.manager, world.admin
    seen = (await manager.get("/tasks")).json()["total"]
    hidden = await admin.made("/tasks", {"title": "Prepare an offer of 120k", "assignee_user_id": admin.user_id})
    for response in (
        await manager.get(f"/tasks/{hidden['id']}"),
        await manager.patch(f"/tasks/{hidden['id']}", {"title": "x"}),
        await manager.delete(f"/tasks/{hidden['id']}"),
    ):
        assert response.status_code == 404
    given = await admin.made("/tasks", {"title": "Order chairs", "assignee_user_id": manager.user_id})
    made = await manager.made("/tasks", {"title": "Ask for a budget", "assignee_user_id": admin.user_id})
    for task in (given, made):
        assert (await manager.get(f"/tasks/{task['id']}")).json() == task
    assert (await manager.get("/tasks")).json()["total"] == seen + 2


async def test_own_applications_are_moved_and_others_are_not(world: World) -> None:
    manager, ids = world.manager, world.foreign
    own = f"/applications/{world.application['id']}"
    moved = await manager.post(f"{own}/move", {"stage": "screening"})
    assert (moved.status_code, moved.json()["status"]) == (200, "screening")
    assert (await manager.post(f"/applications/{ids['application_id']}/move", {"stage": "offer"})).status_code == 404
    both = {"ids": [world.application["id"], ids["application_id"]], "stage": "offer"}
    results = (await manager.made("/applications/bulk_move", both))["results"]
    assert [one["application"] and one["application"]["status"] for one in results] == ["offer", None]
    history = (await manager.get(f"{own}/history")).json()["items"]
    assert [visit["stage"] for visit in history] == ["sourced", "screening", "offer"]
    stages = (await manager.get(f"/jobs/{world.job['id']}/stages", params={"counts": True})).json()["items"]
    assert {stage["key"]: stage["applications"] for stage in stages if stage["applications"]}.keys() >= {"offer"}
    theirs = f"/jobs/{ids['job_id']}/stages"
    assert (await manager.get(theirs, params={"counts": True})).status_code == 404
    assert (await world.admin.get(f"/applications/{ids['application_id']}")).json()["status"] == "sourced"


@pytest.mark.parametrize("path", ["/events", "/events/stream", "timeline", "/imports"])
async def test_histories_of_all_jobs_are_refused(shared_world: World, path: str) -> None:
    path = f"/candidates/{shared_world.candidate['id']}/timeline" if path == "timeline" else path
    response = await shared_world.manager.get(path)
    assert (response.status_code, response.json()["detail"][: len(REFUSAL)]) == (403, REFUSAL)


async def test_notes_on_applications_for_other_jobs_are_invisible(world: World) -> None:
    found = (await world.admin.get("/applications", params={"candidate_id": world.both["id"]})).json()["items"]
    for application in found:
        own = application["job_id"] == world.job["id"]
        text = "own" if own else MARK
        await world.admin.made(
            f"/applications/{application['id']}/notes", {"text": text, "mentions": [world.manager.user_id]}
        )
    listed = (await world.manager.get(f"/candidates/{world.both['id']}/notes")).json()
    assert ([note["text"] for note in listed["items"]], listed["total"]) == (["own"], 1)
    mentions = (await world.manager.get("/inbox")).json()["mentions"]
    assert ([note["text"] for note in mentions["items"]], mentions["total"]) == (["own"], 1)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/matching/candidates_for_job", {"job_id": "job_id"}),
        ("/matching/jobs_for_candidate", {"candidate_id": "candidate_id"}),
        ("/matching/explain", {"job_id": "job_id", "candidate_id": "candidate_id"}),
        ("/matching/what_if", {"job_id": "job_id"}),
        ("/agent/chat", {"message": "list candidates"}),
    ],
)
async def test_matching_and_the_agent_are_refused(shared_world: World, path: str, body: dict[str, str]) -> None:
    own = {"job_id": shared_world.job["id"], "candidate_id": shared_world.candidate["id"]}
    response = await shared_world.manager.post(path, {name: own.get(value, value) for name, value in body.items()})
    assert response.status_code == 403, response.text
    assert response.json()["detail"].startswith(REFUSAL)
    if path.startswith("/matching/candidates"):
        ranked = await shared_world.admin.made(path, {"job_id": shared_world.job["id"]})
        assert {one["candidate_id"] for one in ranked["matches"]} >= {
            shared_world.candidate["id"],
            shared_world.both["id"],
        }


async def test_the_creator_of_a_job_is_in_its_team(world: World) -> None:
    recruiter = await invited(world.admin, "recruiter")
    job = await recruiter.job("Welder")
    await world.admin.patch(f"/users/{recruiter.user_id}", {"role": "hiring_manager"})
    login = {"username": recruiter.email, "password": "correct horse battery"}
    recruiter.token = (await recruiter.post("/auth/login", data=login)).json()["access_token"]
    assert [one["id"] for one in (await recruiter.get("/jobs")).json()["items"]] == [job["id"]]


async def test_a_user_who_leaves_a_team_sees_its_job_no_more(world: World) -> None:
    path = f"/jobs/{world.job['id']}"
    assert (await world.manager.get(path)).status_code == 200
    await world.admin.delete(f"{path}/team/{world.manager.user_id}")
    assert (await world.manager.get(path)).status_code == 404
    assert (await world.manager.get("/candidates")).json() == {"items": [], "total": 0}


@pytest.mark.parametrize("role", ["viewer", "recruiter"])
async def test_other_roles_see_all_jobs(shared_world: World, role: str) -> None:
    user = await invited(shared_world.admin, role)
    assert (await user.get("/jobs")).json()["total"] == 2
    assert (await user.get(f"/candidates/{shared_world.foreign['candidate_id']}")).status_code == 200


async def test_without_the_setting_hiring_managers_see_all_jobs(api: Api) -> None:
    manager, job = await invited(api, "hiring_manager"), await api.job()
    assert (await manager.get(f"/jobs/{job['id']}")).json() == job
