"""Moves of applications, in bulk too, rejection reasons, and histories."""

import json
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from http_api import Api, faults, invited


@pytest.fixture
async def job(api: Api) -> dict[str, Any]:
    return await api.job()


@pytest.fixture
async def application(api: Api, job: dict[str, Any]) -> dict[str, Any]:
    return await api.application(job, await api.candidate())


@pytest.fixture
async def reason(api: Api) -> dict[str, Any]:
    return await api.made("/rejection_reasons", {"name": "Salary", "type": "they_declined"})


async def history(api: Api, application: dict[str, Any]) -> list[dict[str, Any]]:
    response = await api.get(f"/applications/{application['id']}/history")
    assert (response.status_code, response.json()["application_id"]) == (200, application["id"])
    items: list[dict[str, Any]] = response.json()["items"]
    return items


async def require_reason(api: Api, job: dict[str, Any]) -> None:
    changed = await api.patch(f"/jobs/{job['id']}/stages/rejected", {"requires_reason": True})
    assert changed.status_code == 200


async def test_an_application_is_moved_by_the_key_of_a_stage(api: Api, application: dict[str, Any]) -> None:
    path = f"/applications/{application['id']}"
    for body in ({"stage": "interview"}, {"status": "offer", "note": "Well done"}):
        response = await api.post(f"{path}/move", body)
        expected = application | {"status": next(iter(body.values()))}
        assert (response.status_code, response.json()) == (200, expected)
        assert response.headers["etag"] == (await api.get(path)).headers["etag"]


@pytest.mark.parametrize("body", [{}, {"stage": "offer", "status": "offer"}])
async def test_a_move_names_one_stage(api: Api, application: dict[str, Any], body: dict[str, str]) -> None:
    assert (await api.post(f"/applications/{application['id']}/move", body)).status_code == 400


async def test_a_move_to_a_stage_that_the_job_lacks_lists_its_stages(api: Api, application: dict[str, Any]) -> None:
    await api.made(f"/jobs/{(await api.job())['id']}/stages", {"name": "Elsewhere"})
    for unknown in ("elsewhere", "Offer", "x\u0000"[:1]):
        response = await api.post(f"/applications/{application['id']}/move", {"stage": unknown})
        assert response.status_code == 400
        assert "its stages are sourced, applied, screening, interview" in response.json()["detail"]
    assert (await api.get(f"/applications/{application['id']}")).json() == application


async def test_a_stage_that_requires_a_reason_refuses_a_move_without_one(
    api: Api, job: dict[str, Any], application: dict[str, Any], reason: dict[str, Any]
) -> None:
    await require_reason(api, job)
    path = f"/applications/{application['id']}"
    refused = await api.post(f"{path}/move", {"stage": "rejected"})
    assert (refused.status_code, "reason_id" in refused.json()["detail"]) == (400, True)
    assert (await api.post(f"{path}/move", {"stage": "rejected", "reason_id": reason["id"]})).status_code == 200
    assert (await api.patch(path, {"status": "sourced"})).status_code == 200
    assert (await api.patch(path, {"status": "rejected"})).json()["status"] == "rejected"


async def test_an_etag_changes_with_the_reason_and_the_note_of_the_last_move(
    api: Api, application: dict[str, Any], reason: dict[str, Any]
) -> None:
    path = f"/applications/{application['id']}"
    etag = (await api.post(f"{path}/move", {"stage": "rejected"})).headers["etag"]
    first = await api.post(f"{path}/move", {"stage": "rejected", "reason_id": reason["id"]}, headers={"If-Match": etag})
    second = await api.post(f"{path}/move", {"stage": "rejected", "note": "Other"}, headers={"If-Match": etag})
    assert (first.status_code, second.status_code) == (200, 412)
    assert (await api.get(path, headers={"If-None-Match": etag})).status_code == 200
    now = first.headers["etag"]
    assert (await api.get(path, headers={"If-None-Match": now})).status_code == 304
    assert (await api.patch(path, {"source": "x"}, headers={"If-Match": etag})).status_code == 412
    assert (await api.patch(path, {"source": "x"}, headers={"If-Match": now})).status_code == 200


async def test_a_move_is_refused_when_the_application_has_changed(api: Api, application: dict[str, Any]) -> None:
    path = f"/applications/{application['id']}"
    etag = (await api.get(path)).headers["etag"]
    assert (await api.post(f"{path}/move", {"stage": "offer"}, headers={"If-Match": etag})).status_code == 200
    assert (await api.post(f"{path}/move", {"stage": "hired"}, headers={"If-Match": etag})).status_code == 412
    assert (await api.get(path)).json()["status"] == "offer"


async def test_unknown_applications_and_reasons_are_not_found(
    api: Api, others: Api, application: dict[str, Any]
) -> None:
    foreign = await others.application(await others.job(), await others.candidate())
    theirs = await others.made("/rejection_reasons", {"name": "Salary", "type": "other"})
    for key in (foreign["id"], 0, 10**30):
        assert (await api.post(f"/applications/{key}/move", {"stage": "offer"})).status_code == 404
        assert (await api.get(f"/applications/{key}/history")).status_code == 404
    for key in (theirs["id"], 0, 10**30):
        body = {"stage": "offer", "reason_id": key}
        response = await api.post(f"/applications/{application['id']}/move", body)
        assert (response.status_code, response.json()) == (404, {"detail": "Rejection reason not found"})
        assert (await api.post("/applications/bulk_move", body | {"ids": [application["id"]]})).status_code == 404


async def test_a_viewer_moves_nothing_and_reads_histories(api: Api, application: dict[str, Any]) -> None:
    viewer = await invited(api, "viewer")
    assert (await viewer.post(f"/applications/{application['id']}/move", {"stage": "offer"})).status_code == 403
    assert [one["stage"] for one in await history(viewer, application)] == ["sourced"]


async def test_a_history_has_each_stage_with_its_times_actor_reason_and_note(
    api: Api, application: dict[str, Any], reason: dict[str, Any]
) -> None:
    path = f"/applications/{application['id']}"
    await api.patch(path, {"fit_score": 3})
    await api.post(f"{path}/move", {"stage": "rejected", "reason_id": reason["id"], "note": "Too little\nfor her"})
    machine = await api.made("/api_keys", {"name": "Pipeline", "scopes": ["applications:change"]})
    await Api(api.http, token=machine["key"]).patch(path, {"status": "2nd look"})
    found = await history(api, application)
    assert [(one["stage"], one["name"], one["type"]) for one in found] == [
        ("sourced", "Sourced", "lead"),
        ("rejected", "Rejected", "archived"),
        ("2nd look", "2nd look", "screening"),
    ]
    kept = {"id": reason["id"], "name": "Salary", "type": "they_declined"}
    assert [(one["reason"], one["note"]) for one in found] == [
        (None, None),
        (kept, "Too little\nfor her"),
        (None, None),
    ]
    assert [(one["kind"], one["user_id"], one["key_id"]) for one in found] == [
        ("user", api.user_id, None),
        ("user", api.user_id, None),
        ("key", api.user_id, machine["id"]),
    ]
    times = [one["entered_at"] for one in found]
    assert [one["left_at"] for one in found] == [*times[1:], None]
    assert [datetime.fromisoformat(one) for one in times] == sorted(datetime.fromisoformat(one) for one in times)
    assert all(one["seconds"] >= 0 for one in found)


async def test_a_move_to_the_same_stage_corrects_the_reason_and_the_note(
    api: Api, application: dict[str, Any], reason: dict[str, Any]
) -> None:
    path = f"/applications/{application['id']}/move"
    await api.post(path, {"stage": "rejected", "note": "Why?"})
    await api.post(path, {"stage": "rejected", "reason_id": reason["id"]})
    last = (await history(api, application))[-1]
    assert (last["stage"], last["reason"]["name"], last["note"]) == ("rejected", "Salary", None)
    assert len(await history(api, application)) == 2


async def test_an_archived_reason_is_refused_for_moves_and_kept_in_histories(
    api: Api, application: dict[str, Any], reason: dict[str, Any]
) -> None:
    body = {"stage": "rejected", "reason_id": reason["id"]}
    assert (await api.post(f"/applications/{application['id']}/move", body)).status_code == 200
    assert (await api.delete(f"/rejection_reasons/{reason['id']}")).status_code == 204
    assert (await api.get(f"/rejection_reasons/{reason['id']}")).json()["archived"]
    refused = await api.post(f"/applications/{application['id']}/move", body)
    assert (refused.status_code, "is archived" in refused.json()["detail"]) == (400, True)
    assert (await history(api, application))[-1]["reason"]["name"] == "Salary"


async def test_an_unused_reason_is_deleted(api: Api, reason: dict[str, Any]) -> None:
    other = await api.made("/rejection_reasons", {"name": "Skills", "type": "we_declined"})
    await api.patch(f"/rejection_reasons/{other['id']}", {"archived": True, "name": "Skill"})
    for archived, expected in ((None, [reason["id"], other["id"]]), (False, [reason["id"]]), (True, [other["id"]])):
        params = {} if archived is None else {"archived": archived}
        page = (await api.get("/rejection_reasons", params=params)).json()
        assert [one["id"] for one in page["items"]] == expected
    assert (await api.post("/rejection_reasons", {"name": "Skill", "type": "other"})).status_code == 400
    assert (await api.delete(f"/rejection_reasons/{other['id']}")).status_code == 204
    assert (await api.get(f"/rejection_reasons/{other['id']}")).status_code == 404
    assert faults(await api.post("/rejection_reasons", {"name": "x", "type": "y"}))[0][1] == ["body", "type"]


async def test_several_applications_are_moved_and_each_has_an_outcome(
    api: Api, others: Api, job: dict[str, Any], application: dict[str, Any]
) -> None:
    foreign = await others.application(await others.job(), await others.candidate())
    special = await api.application(await api.job(), await api.candidate())
    await api.made(f"/jobs/{job['id']}/stages", {"name": "Trial"})
    second = await api.application(job, await api.candidate())
    ids = [second["id"], foreign["id"], special["id"], application["id"], second["id"]]
    response = await api.post("/applications/bulk_move", {"ids": ids, "stage": "trial", "note": "All of you"})
    assert response.status_code == 200
    results = response.json()["results"]
    assert ([one["id"] for one in results], response.json()["moved"]) == (ids[:-1], 2)
    assert results[0] == {"id": second["id"], "application": second | {"status": "trial"}, "error": None}
    assert results[1]["error"] == {"code": "not_found", "detail": "Application not found"}
    assert (results[2]["application"], results[2]["error"]["code"]) == (None, "invalid")
    assert (await api.get(f"/applications/{special['id']}")).json() == special
    assert (await others.get(f"/applications/{foreign['id']}")).json() == foreign
    assert (await history(api, application))[-1]["note"] == "All of you"


async def test_a_bulk_has_one_event_that_causes_those_of_its_moves(
    api: Api, job: dict[str, Any], application: dict[str, Any]
) -> None:
    second = await api.application(job, await api.candidate())
    ids = [application["id"], second["id"]]
    await api.made("/applications/bulk_move", {"ids": ids, "stage": "offer"})
    params = {"entity": "application", "limit": 500}
    events = (await api.get("/events", params=params)).json()["items"]
    (bulk,) = [one for one in events if one["type"] == "application.bulk_moved"]
    moves = [one for one in events if one["type"] == "application.stage_changed"]
    assert [(one["entity_id"], one["stage"], one["cause_id"]) for one in moves] == [
        (key, "offer", bulk["id"]) for key in ids
    ]
    nothing = await api.made("/applications/bulk_move", {"ids": [0], "stage": "offer"})
    assert nothing["moved"] == 0
    assert len((await api.get("/events", params=params)).json()["items"]) == len(events)


async def test_several_applications_are_rejected_each_in_the_stage_of_its_job(
    api: Api, job: dict[str, Any], application: dict[str, Any], reason: dict[str, Any]
) -> None:
    await require_reason(api, job)
    special, open_ended = await api.job(), await api.job()
    stages = [{"name": "In"}, {"name": "Out", "type": "archived"}]
    assert (await api.send("PUT", f"/jobs/{special['id']}/stages", json={"stages": stages})).status_code == 200
    await api.send("PUT", f"/jobs/{open_ended['id']}/stages", json={"stages": stages[:1]})
    inside = [await api.application(one, await api.candidate(), status="in") for one in (special, open_ended)]
    ids = [application["id"], *(one["id"] for one in inside)]
    without = (await api.made("/applications/bulk_reject", {"ids": ids}))["results"]
    assert ["reason_id" in (without[0]["error"] or {}).get("detail", ""), without[1]["error"]] == [True, None]
    found = await api.made("/applications/bulk_reject", {"ids": ids, "reason_id": reason["id"]})
    assert [one["application"] and one["application"]["status"] for one in found["results"]] == [
        "rejected",
        "out",
        None,
    ]
    assert "archived" in found["results"][2]["error"]["detail"]
    named = await api.made("/applications/bulk_reject", {"ids": ids[:1], "stage": "withdrawn"})
    assert named["results"][0]["application"]["status"] == "withdrawn"
    other = await api.made("/applications/bulk_reject", {"ids": ids[:1], "stage": "offer"})
    assert (other["moved"], "archived" in other["results"][0]["error"]["detail"]) == (0, True)


async def test_a_move_without_a_change_makes_no_event(api: Api, application: dict[str, Any]) -> None:
    body = {"ids": [application["id"]] * 2, "stage": "offer", "note": "Well done"}
    assert (await api.made("/applications/bulk_move", body))["moved"] == 1
    events = (await api.get("/events", params={"after": 0})).json()
    again = await api.made("/applications/bulk_move", body)
    assert (again["moved"], [one["application"]["status"] for one in again["results"]]) == (0, ["offer"])
    same = await api.post(f"/applications/{application['id']}/move", {"stage": "offer", "note": "Well done"})
    assert (same.status_code, same.json()["status"]) == (200, "offer")
    assert (await api.get("/events", params={"after": 0})).json() == events
    other = await api.made("/applications/bulk_move", body | {"note": "Better"})
    assert other["moved"] == 1


async def test_a_bulk_takes_one_to_a_hundred_ids(api: Api) -> None:
    for ids in ([], [1] * 101):
        response = await api.post("/applications/bulk_move", {"ids": ids, "stage": "offer"})
        assert [loc for _, loc in faults(response)] == [["body", "ids"]]


async def test_a_repeated_bulk_with_its_key_is_carried_out_once(api: Api, application: dict[str, Any]) -> None:
    body, headers = {"ids": [application["id"], 0], "stage": "offer"}, {"Idempotency-Key": "once"}
    first = await api.post("/applications/bulk_move", body, headers=headers)
    await api.post(f"/applications/{application['id']}/move", {"stage": "hired"})
    again = await api.post("/applications/bulk_move", body, headers=headers)
    assert (first.json(), again.headers["idempotency-replayed"]) == (again.json(), "true")
    assert (await api.get(f"/applications/{application['id']}")).json()["status"] == "hired"


async def test_the_note_of_a_move_is_exported_and_erased_with_the_person(
    api: Api, application: dict[str, Any], reason: dict[str, Any]
) -> None:
    body = {"stage": "rejected", "reason_id": reason["id"], "note": "Would come for more"}
    await api.made(f"/applications/{application['id']}/move", body)
    await api.made(f"/applications/{application['id']}/move", {"stage": "offer", "note": "So be it"})
    person = f"/candidates/{application['candidate_id']}"
    with ZipFile(BytesIO((await api.get(f"{person}/export")).content)) as archive:
        (exported,) = json.loads(archive.read("applications.json"))
    assert [(one["stage"]["key"], one["note"]) for one in exported["stages"]] == [
        ("sourced", None),
        ("rejected", "Would come for more"),
        ("offer", "So be it"),
    ]
    assert exported["stages"][1]["reason"]["name"] == "Salary"
    await api.made(f"{person}/erase", None)
    entries = (await api.get("/audit", params={"entity": "application", "limit": 100})).json()["items"]
    assert len(entries) == 4
    assert {(str(one["before"]), str(one["after"])) for one in entries} == {("None", "None")}
