"""Tasks: assignees, subjects and filters."""

from typing import Any

import pytest

from http_api import Api, faults, invited

DUE = "2026-02-02T09:00:00Z"


async def task(api: Api, title: str = "Call Jane", **fields: Any) -> dict[str, Any]:
    return await api.made("/tasks", {"title": title, **fields})


async def titles(api: Api, **query: Any) -> list[str]:
    response = await api.get("/tasks", params=query)
    assert response.status_code == 200, response.text
    return [one["title"] for one in response.json()["items"]]


async def test_a_task_is_created_changed_and_deleted(api: Api) -> None:
    made = await task(api, due_at="2026-02-02T10:00:00+01:00", assignee_user_id=api.user_id)
    assert (made["due_at"], made["assignee_user_id"], made["done"]) == (DUE, api.user_id, False)
    assert (made["created_by_user_id"], made["candidate_id"], made["done_at"]) == (api.user_id, None, None)
    path = f"/tasks/{made['id']}"
    assert (await api.get(path)).json() == made
    changed = (await api.patch(path, {"title": "Mail Jane", "due_at": None, "assignee_user_id": None})).json()
    assert changed == made | {"title": "Mail Jane", "due_at": None, "assignee_user_id": None}
    assert (await api.patch(path, {})).json() == changed
    assert (await api.delete(path)).status_code == 204
    assert (await api.get(path)).status_code == 404


async def test_a_task_is_finished_once_and_opened_again(api: Api) -> None:
    worker, path = await invited(api, "hiring_manager"), f"/tasks/{(await task(api))['id']}"
    done = (await worker.patch(path, {"done": True})).json()
    assert (done["done"], done["done_by_user_id"], done["done_at"] is not None) == (True, worker.user_id, True)
    assert (await api.patch(path, {"done": True, "title": "Called"})).json() == done | {"title": "Called"}
    opened = (await api.patch(path, {"done": False})).json()
    assert (opened["done"], opened["done_by_user_id"], opened["done_at"]) == (False, None, None)


async def test_a_task_about_an_application_is_about_its_candidate_and_job(api: Api) -> None:
    person, job = await api.candidate(), await api.job()
    application = await api.application(job, person)
    made = await task(api, application_id=application["id"])
    assert (made["candidate_id"], made["job_id"]) == (person["id"], job["id"])
    assert await task(api, application_id=application["id"], job_id=job["id"]) != made
    for wrong in ({"job_id": (await api.job())["id"]}, {"candidate_id": (await api.candidate())["id"]}):
        response = await api.post("/tasks", {"title": "x", "application_id": application["id"], **wrong})
        assert (response.status_code, "another job" in response.json()["detail"]) == (400, True)


@pytest.mark.parametrize("field", ["assignee_user_id", "candidate_id", "job_id", "application_id"])
async def test_a_task_refers_to_records_of_the_organisation(api: Api, others: Api, field: str) -> None:
    person, job = await others.candidate(), await others.job()
    ids = {"candidate_id": person["id"], "job_id": job["id"], "assignee_user_id": others.user_id}
    ids["application_id"] = (await others.application(job, person))["id"]
    for id in (ids[field], 2**63, 999999999):
        assert (await api.post("/tasks", {"title": "x", field: id})).status_code == 404
    if field == "assignee_user_id":
        made = await task(api)
        assert (await api.patch(f"/tasks/{made['id']}", {field: ids[field]})).status_code == 404


async def test_a_removed_user_gets_no_task_and_leaves_theirs_unassigned(api: Api) -> None:
    leaving = await invited(api, "recruiter")
    made = await task(api, assignee_user_id=leaving.user_id)
    await api.delete(f"/users/{leaving.user_id}")
    assert (await api.get(f"/tasks/{made['id']}")).json()["assignee_user_id"] is None
    assert (await api.post("/tasks", {"title": "x", "assignee_user_id": leaving.user_id})).status_code == 404


async def test_tasks_are_filtered(api: Api) -> None:
    person, job, other = await api.candidate(), await api.job(), await invited(api, "viewer")
    await task(api, "a", assignee_user_id=api.user_id, due_at=DUE)
    await task(api, "b", assignee_user_id=other.user_id, candidate_id=person["id"], due_at="2026-03-01T00:00:00Z")
    finished = await task(api, "c", job_id=job["id"])
    await api.patch(f"/tasks/{finished['id']}", {"done": True})
    assert await titles(api) == ["a", "b", "c"]
    assert await titles(api, assignee_user_id=other.user_id) == ["b"]
    assert await titles(api, candidate_id=person["id"]) == ["b"]
    assert await titles(api, job_id=job["id"], done=True) == ["c"]
    assert await titles(api, done=False) == ["a", "b"]
    assert await titles(api, due_before="2026-02-03T00:00:00Z") == ["a"]
    assert await titles(api, due_before=DUE) == []
    response = await api.get("/tasks", params={"due_before": "2026-02-03T00:00:00", "done": "maybe"})
    assert {loc[-1] for _, loc in faults(response)} == {"due_before", "done"}


async def test_times_have_a_zone_and_titles_a_text(api: Api) -> None:
    assert (await api.post("/tasks", {"title": "x", "due_at": "2026-02-02T09:00:00"})).status_code == 422
    assert (await api.post("/tasks", {"title": " "})).status_code == 422
    assert (await api.post("/tasks", {"title": "two\nlines"})).status_code == 400


async def test_a_changed_task_is_not_overwritten(api: Api) -> None:
    created = await api.post("/tasks", {"title": "first"})
    path, condition = f"/tasks/{created.json()['id']}", {"If-Match": created.headers["etag"]}
    assert (await api.patch(path, {"done": True}, headers=condition)).status_code == 200
    assert (await api.patch(path, {"done": False}, headers=condition)).status_code == 412
    assert (await api.delete(path, headers=condition)).status_code == 412


async def test_viewers_read_tasks_and_change_none(api: Api) -> None:
    viewer, made = await invited(api, "viewer"), await task(api)
    assert (await viewer.get(f"/tasks/{made['id']}")).json() == made
    assert (await viewer.patch(f"/tasks/{made['id']}", {"done": True})).status_code == 403
    assert (await viewer.post("/tasks", {"title": "x"})).status_code == 403


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
async def test_a_time_outside_the_years_of_utc_is_refused(api: Api, moment: str) -> None:
    path = f"/tasks/{(await task(api))['id']}"
    answers = [
        await api.post("/tasks", {"title": "Call Jane", "due_at": moment}),
        await api.patch(path, {"due_at": moment}),
        await api.get("/tasks", params={"due_before": moment}),
    ]
    assert [answer.status_code for answer in answers] == [400] * 3
    assert all("within the years 1 to 9999 in UTC" in answer.json()["detail"] for answer in answers)
