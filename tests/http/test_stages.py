"""Stages of a job: read, edited, reordered and removed."""

from typing import Any

import pytest

from http_api import API, Api, faults, invited

STANDARD = ["sourced", "applied", "screening", "interview", "offer", "hired", "rejected", "withdrawn"]


async def keys(api: Api, job: dict[str, Any]) -> list[str]:
    return [one["key"] for one in (await api.get(f"/jobs/{job['id']}/stages")).json()["items"]]


@pytest.fixture
async def job(api: Api) -> dict[str, Any]:
    return await api.job()


async def put(api: Api, job: dict[str, Any], **body: Any) -> Any:
    return await api.send("PUT", f"/jobs/{job['id']}/stages", json=body)


async def test_a_new_job_shows_the_built_in_stages(api: Api, job: dict[str, Any]) -> None:
    response = await api.get(f"/jobs/{job['id']}/stages")
    assert response.status_code == 200
    found = response.json()
    assert (found["job_id"], found["inherited"], [one["key"] for one in found["items"]]) == (job["id"], True, STANDARD)
    assert found["items"][0] == {
        "key": "sourced",
        "name": "Sourced",
        "type": "lead",
        "position": 1,
        "requires_reason": False,
        "applications": None,
    }
    assert [one["type"] for one in found["items"]][-2:] == ["archived", "archived"]


async def test_a_job_with_an_application_has_its_own_stages(api: Api, job: dict[str, Any]) -> None:
    await api.application(job, await api.candidate(), status="Trial day")
    found = (await api.get(f"/jobs/{job['id']}/stages")).json()
    assert (found["inherited"], found["items"][-1]["key"]) == (False, "Trial day")
    assert (found["items"][-1]["type"], found["items"][-1]["position"]) == ("interview", 9)


async def test_applications_are_counted_in_each_stage(api: Api, job: dict[str, Any]) -> None:
    for status in ("offer", "sourced", "sourced"):
        await api.application(job, await api.candidate(), status=status)
    other = await api.job()
    await api.application(other, await api.candidate(), status="hired")
    found = (await api.get(f"/jobs/{job['id']}/stages", params={"counts": True})).json()
    counts = {one["key"]: one["applications"] for one in found["items"]}
    assert counts == dict.fromkeys(STANDARD, 0) | {"sourced": 2, "offer": 1}


async def test_a_patch_to_an_unknown_status_makes_a_stage(api: Api, job: dict[str, Any]) -> None:
    application = await api.application(job, await api.candidate())
    changed = await api.patch(f"/applications/{application['id']}", {"status": "on_hold"})
    assert (changed.status_code, changed.json()["status"]) == (200, "on_hold")
    stage = (await api.get(f"/jobs/{job['id']}/stages/on_hold")).json()
    assert (stage["name"], stage["type"], stage["requires_reason"]) == ("On hold", "screening", False)


async def test_a_stage_is_added_where_it_is_wanted(api: Api, job: dict[str, Any]) -> None:
    response = await api.post(f"/jobs/{job['id']}/stages", {"name": "Phone screen", "position": 2})
    assert response.status_code == 201
    assert response.json() == {
        "key": "phone_screen",
        "name": "Phone screen",
        "type": "screening",
        "position": 2,
        "requires_reason": False,
        "applications": None,
    }
    last = await api.made(
        f"/jobs/{job['id']}/stages", {"key": "x", "name": "No", "type": "archived", "requires_reason": True}
    )
    assert (last["position"], last["type"], last["requires_reason"]) == (10, "archived", True)
    assert await keys(api, job) == ["sourced", "phone_screen", *STANDARD[1:], "x"]


async def test_a_key_that_the_job_has_is_refused(api: Api, job: dict[str, Any]) -> None:
    response = await api.post(f"/jobs/{job['id']}/stages", {"name": "Offer"})
    assert response.status_code == 400
    assert 'Two stages have the key "offer"' in response.json()["detail"]
    assert response.headers["error-code"] == "duplicate"
    assert (await api.get(f"/jobs/{job['id']}/stages")).json()["inherited"]


@pytest.mark.parametrize("key", [".", ".."])
async def test_a_key_that_clients_remove_from_paths_is_refused(api: Api, job: dict[str, Any], key: str) -> None:
    path, candidate = f"/jobs/{job['id']}/stages", await api.candidate()
    pair = {"job_id": job["id"], "candidate_id": candidate["id"]}
    application = await api.application(job, await api.candidate())
    refused = [
        await api.post(path, {"name": key}),
        await api.post(path, {"name": "X", "key": key}),
        await put(api, job, stages=[{"name": key}], move_to=key),
        await api.post("/pipeline_templates", {"name": "X", "stages": [{"name": key}]}),
        await api.post("/applications", pair | {"status": key}),
        await api.patch(f"/applications/{application['id']}", {"status": key}),
    ]
    assert [response.status_code for response in refused] == [400] * len(refused)
    assert await keys(api, job) == STANDARD
    assert (await api.post(path, {"name": key, "key": "dots"})).status_code == 201


@pytest.mark.parametrize("key", ["Interview / Onsite", "/", "a/", "a%2Fb", "50 %", "Größe?#&+;=:@"])
async def test_the_location_of_a_new_stage_leads_to_it(api: Api, job: dict[str, Any], key: str) -> None:
    made = await api.post(f"/jobs/{job['id']}/stages", {"name": "Onsite", "key": key})
    path = made.headers["location"].removeprefix(API)
    assert (await api.get(path)).json() == made.json()
    assert (await api.patch(path, {"name": "On site"}, headers={"If-Match": made.headers["etag"]})).status_code == 200
    assert ((await api.get(path)).json()["key"], (await api.get(path)).json()["name"]) == (key, "On site")
    assert (await api.delete(path)).status_code == 204
    assert await keys(api, job) == STANDARD


async def test_replaced_stages_keep_what_the_request_leaves_out(api: Api, job: dict[str, Any]) -> None:
    await put(api, job, stages=[{"key": "in", "name": "In", "type": "interview", "requires_reason": True}])
    (kept,) = (await put(api, job, stages=[{"key": "in", "name": "Entry"}])).json()["items"]
    assert (kept["name"], kept["type"], kept["requires_reason"]) == ("Entry", "interview", True)
    (changed,) = (
        await put(api, job, stages=[{"key": "in", "name": "In", "type": "lead", "requires_reason": False}])
    ).json()["items"]
    assert (changed["type"], changed["requires_reason"]) == ("lead", False)


@pytest.mark.parametrize("body", [{"name": "A\u202eB"}, {"name": "A", "key": "B\u2028"}])
async def test_hidden_characters_are_refused(api: Api, job: dict[str, Any], body: dict[str, str]) -> None:
    response = await api.post(f"/jobs/{job['id']}/stages", body)
    assert (response.status_code, "should be on one line" in response.json()["detail"]) == (400, True)


async def test_an_unknown_type_and_a_blank_name_are_refused(api: Api, job: dict[str, Any]) -> None:
    response = await api.post(f"/jobs/{job['id']}/stages", {"name": " ", "type": "limbo", "position": 0})
    assert {loc[-1] for _, loc in faults(response)} == {"name", "type", "position"}


async def test_a_stage_is_renamed_and_moved_and_keeps_its_key(api: Api, job: dict[str, Any]) -> None:
    application = await api.application(job, await api.candidate(), status="offer")
    path = f"/jobs/{job['id']}/stages/offer"
    etag = (await api.get(path)).headers["etag"]
    changes = {"name": "Contract", "position": 1, "requires_reason": True}
    changed = await api.patch(path, changes, headers={"If-Match": etag})
    assert (changed.status_code, changed.json()["name"], changed.json()["position"]) == (200, "Contract", 1)
    assert (await api.patch(path, changes, headers={"If-Match": etag})).status_code == 412
    assert (await api.get(path)).json() == changed.json()
    assert (await api.get(f"/applications/{application['id']}")).json()["status"] == "offer"
    assert (await keys(api, job))[0] == "offer"


async def test_stages_are_reordered_by_all_of_their_keys(api: Api, job: dict[str, Any]) -> None:
    path = f"/jobs/{job['id']}/stages"
    response = await api.patch(path, {"keys": STANDARD[::-1]})
    assert [one["key"] for one in response.json()["items"]] == STANDARD[::-1] == await keys(api, job)
    for wrong in (STANDARD[1:], [*STANDARD, "x"], [*STANDARD[1:], "offer"]):
        assert (await api.patch(path, {"keys": wrong})).status_code == 400
    etag = (await api.get(path)).headers["etag"]
    assert (await api.patch(path, {"keys": STANDARD}, headers={"If-Match": etag})).status_code == 200
    assert (await api.patch(path, {"keys": STANDARD}, headers={"If-Match": etag})).status_code == 412


async def test_a_status_names_a_stage_by_its_key_or_its_name(api: Api, job: dict[str, Any]) -> None:
    await put(api, job, stages=[{"key": "phone", "name": "Phone screen"}, {"name": "Offer"}])
    application = await api.application(job, await api.candidate(), status="OFFER")
    assert application["status"] == "offer"
    for status, key in (("Phone_Screen ", "phone"), (" Offer", "offer"), ("PHONE", "phone"), ("phone screen", "phone")):
        changed = await api.patch(f"/applications/{application['id']}", {"status": status})
        assert (changed.status_code, changed.json()["status"]) == (200, key)
    assert await keys(api, job) == ["phone", "offer"]
    new = await api.patch(f"/applications/{application['id']}", {"status": "Trial Day"})
    assert new.json()["status"] == "Trial Day"


async def test_an_application_without_a_status_begins_in_the_first_stage_or_in_sourced(
    api: Api, job: dict[str, Any]
) -> None:
    other, plain = await api.job(), await api.job()
    await put(api, job, stages=[{"name": "New"}, {"name": "Done"}])
    await put(api, other, stages=[{"name": "New"}, {"key": "found", "name": "Sourced"}])
    for one, key in ((job, "new"), (other, "found"), (plain, "sourced")):
        body = {"job_id": one["id"], "candidate_id": (await api.candidate())["id"]}
        assert (await api.made("/applications", body))["status"] == key
    assert await keys(api, job) == ["new", "done"]
    assert (await api.post("/applications", body | {"status": None})).status_code == 422


async def test_all_stages_are_replaced_and_those_with_applications_need_a_target(api: Api, job: dict[str, Any]) -> None:
    application = await api.application(job, await api.candidate(), status="applied")
    new = [{"name": "New"}, {"name": "Offer", "type": "offer"}]
    refused = await put(api, job, stages=new)
    assert (refused.status_code, "has applications" in refused.json()["detail"]) == (400, True)
    assert await keys(api, job) == STANDARD
    for target in ("nowhere", "applied"):
        assert (await put(api, job, stages=new, move_to=target)).status_code == 400
    response = await put(api, job, stages=new, move_to="new")
    assert [(one["key"], one["type"]) for one in response.json()["items"]] == [("new", "applied"), ("offer", "offer")]
    assert (await api.get(f"/applications/{application['id']}")).json()["status"] == "new"


async def test_stages_are_taken_from_a_template(api: Api, others: Api, job: dict[str, Any]) -> None:
    body = {"name": "Short", "stages": [{"name": "New"}, {"name": "Done", "type": "hired"}]}
    template, foreign = await api.made("/pipeline_templates", body), await others.made("/pipeline_templates", body)
    assert (await put(api, job, template_id=foreign["id"])).status_code == 404
    for both in ({}, {"template_id": template["id"], "stages": body["stages"]}):
        assert (await put(api, job, **both)).status_code == 400
    response = await put(api, job, template_id=template["id"])
    assert (response.status_code, response.json()["inherited"]) == (200, False)
    assert await keys(api, job) == ["new", "done"]


async def test_a_stage_is_deleted_and_its_applications_go_where_they_are_sent(api: Api, job: dict[str, Any]) -> None:
    application = await api.application(job, await api.candidate(), status="offer")
    path = f"/jobs/{job['id']}/stages"
    assert (await api.delete(f"{path}/sourced")).status_code == 204
    assert (await api.delete(f"{path}/offer")).status_code == 400
    for target in ("offer", "sourced"):
        assert (await api.delete(f"{path}/offer", params={"move_to": target})).status_code == 400
    await api.patch(f"{path}/rejected", {"requires_reason": True})
    refused = await api.delete(f"{path}/offer", params={"move_to": "rejected"})
    assert (refused.status_code, "requires a reason" in refused.json()["detail"]) == (400, True)
    assert (await api.delete(f"{path}/offer", params={"move_to": "hired"})).status_code == 204
    assert (await api.get(f"/applications/{application['id']}")).json()["status"] == "hired"
    assert (await api.get(f"{path}/offer")).status_code == 404
    assert await keys(api, job) == [one for one in STANDARD if one not in {"sourced", "offer"}]
    history = (await api.get(f"/applications/{application['id']}/history")).json()["items"]
    assert [(one["stage"], one["type"]) for one in history] == [("offer", "offer"), ("hired", "hired")]


async def test_the_last_stage_stays(api: Api, job: dict[str, Any]) -> None:
    await put(api, job, stages=[{"name": "Only"}])
    assert (await api.delete(f"/jobs/{job['id']}/stages/only")).status_code == 400


async def test_the_moves_of_a_deleted_stage_need_the_permission_to_move(api: Api, job: dict[str, Any]) -> None:
    made = await api.made("/api_keys", {"name": "Jobs", "scopes": ["jobs:read", "jobs:write"]})
    machine = Api(api.http, token=made["key"])
    await api.application(job, await api.candidate())
    path = f"/jobs/{job['id']}/stages"
    assert (await machine.delete(f"{path}/sourced", params={"move_to": "applied"})).status_code == 403
    assert (await machine.get(path, params={"counts": True})).status_code == 403
    assert (await machine.delete(f"{path}/applied")).status_code == 204


async def test_unknown_jobs_and_stages_are_not_found(api: Api, others: Api) -> None:
    foreign = await others.job()
    for job_id in (foreign["id"], 0, 10**30):
        assert (await api.get(f"/jobs/{job_id}/stages")).status_code == 404
        assert (await api.get(f"/jobs/{job_id}/stages/offer")).status_code == 404
    own = await api.job()
    for key in ("nowhere", "a%00b", "x" * 300):
        response = await api.get(f"/jobs/{own['id']}/stages/{key}")
        assert (response.status_code, response.json()) == (404, {"detail": "Stage not found"})


async def test_a_template_is_changed_only_by_those_who_manage_pipelines(api: Api) -> None:
    body = {"name": "Short", "stages": [{"name": "New"}]}
    manager, recruiter = await invited(api, "hiring_manager"), await invited(api, "recruiter")
    assert (await manager.post("/pipeline_templates", body)).status_code == 403
    assert (await recruiter.post("/pipeline_templates", body)).status_code == 201


async def test_the_default_template_gives_its_stages_to_new_jobs(api: Api, job: dict[str, Any]) -> None:
    one = await api.made("/pipeline_templates", {"name": "One", "stages": [{"name": "New"}], "is_default": True})
    assert await keys(api, job) == ["new"]
    other = await api.made("/pipeline_templates", {"name": "Two", "stages": [{"name": "In"}, {"name": "Out"}]})
    changed = await api.patch(f"/pipeline_templates/{other['id']}", {"is_default": True})
    assert (changed.status_code, changed.json()["is_default"]) == (200, True)
    assert not (await api.get(f"/pipeline_templates/{one['id']}")).json()["is_default"]
    assert await keys(api, job) == ["in", "out"]
    await api.application(job, await api.candidate(), status="in")
    assert (await api.delete(f"/pipeline_templates/{other['id']}")).status_code == 204
    assert await keys(api, job) == ["in", "out"]
    assert await keys(api, await api.job()) == STANDARD


async def test_templates_are_checked_as_stages_are(api: Api) -> None:
    twice = await api.post("/pipeline_templates", {"name": "X", "stages": [{"name": "A"}, {"name": "a"}]})
    assert (twice.status_code, "Two stages" in twice.json()["detail"]) == (400, True)
    empty = await api.post("/pipeline_templates", {"name": "", "stages": []})
    assert {loc[1] for _, loc in faults(empty)} == {"name", "stages"}
    made = await api.made("/pipeline_templates", {"name": "X", "stages": [{"name": "A"}]})
    assert (await api.post("/pipeline_templates", {"name": "X", "stages": [{"name": "A"}]})).status_code == 400
    stages = [{"key": "a", "name": "B", "type": "offer", "requires_reason": True}]
    changed = await api.patch(f"/pipeline_templates/{made['id']}", {"stages": stages})
    assert changed.json() == made | {"stages": stages}
    stale = await api.patch(f"/pipeline_templates/{made['id']}", {"name": "Y"}, headers={"If-Match": '"x"'})
    assert stale.status_code == 412
