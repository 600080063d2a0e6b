"""Timelines over HTTP, and undo of the agent's actions in them."""

from typing import Any

import pytest

from http_api import Api, faults, invited


async def timeline(api: Api, path: str, **query: Any) -> dict[str, Any]:
    response = await api.get(f"{path}/timeline", params=query)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def test_a_timeline_has_events_as_in_the_feed_with_a_sentence(api: Api) -> None:
    job, candidate = await api.job("Baker"), await api.candidate("Tom Ashby")
    application = await api.application(job, candidate, status="applied")
    await api.patch(f"/applications/{application['id']}", {"status": "interview"})
    feed = (await api.get("/events", params={"types": "application.stage_changed"})).json()["items"]
    for path, of_whom in ((f"/candidates/{candidate['id']}", "for Baker"), (f"/jobs/{job['id']}", "of Tom Ashby")):
        (item,) = (await timeline(api, path, types="application.stage_changed"))["items"]
        assert (item.pop("text"), item.pop("undo")) == (f"Founder moved the application {of_whom} to Interview", None)
        assert [item] == feed
        whole = (await timeline(api, path))["items"]
        assert whole[0]["text"] == f"Founder moved the application {of_whom} to Interview"
        assert "address" not in whole[0]


async def test_pages_go_on_before_the_last_event(api: Api) -> None:
    candidate = await api.candidate("Tom Ashby")
    for headline in ("One", "Two", "Three"):
        await api.patch(f"/candidates/{candidate['id']}", {"headline": headline})
    path = f"/candidates/{candidate['id']}"
    whole = await timeline(api, path)
    first = await timeline(api, path, limit=3)
    second = await timeline(api, path, limit=3, before=first["next_before"])
    assert (len(first["items"]), first["items"] + second["items"]) == (3, whole["items"])
    assert (whole["next_before"], second["next_before"]) == (None, None)


async def test_an_unknown_type_or_page_is_refused(api: Api) -> None:
    candidate = await api.candidate()
    path = f"/candidates/{candidate['id']}/timeline"
    for query, kind in (({"types": "job.baked"}, "string_pattern_mismatch"), ({"before": -1}, "greater_than_equal")):
        (name,) = query
        assert faults(await api.get(path, params=query)) == [(kind, ["query", name])]


@pytest.mark.parametrize("path", ["/candidates/999999", "/jobs/999999"])
async def test_a_missing_record_has_no_timeline(api: Api, path: str) -> None:
    assert (await api.get(f"{path}/timeline")).status_code == 404


async def test_a_change_of_the_agent_is_undone_from_the_timeline(api: Api) -> None:
    job, candidate = await api.job("Baker"), await api.candidate("Tom Ashby")
    application = await api.application(job, candidate, status="applied")
    await api.says(f"move tom ashby to interview for job {job['id']}")
    await api.says("create a job for a cook")
    path = f"/candidates/{candidate['id']}"
    moved = (await timeline(api, path))["items"][0]
    assert moved["text"] == "The agent of Founder moved the application for Baker to Interview"
    undone = await api.post(f"/agent/actions/{moved['undo']['action_id']}/undo")
    assert undone.status_code == 200, undone.text
    assert undone.json()["records"] == [{"kind": "application", "id": application["id"]}]
    assert undone.json()["text"] == f"Undone: move application (application #{application['id']})."
    assert (await api.get(f"/applications/{application['id']}")).json()["status"] == "applied"
    latest = (await timeline(api, path))["items"][0]
    assert (latest["text"], latest["undo"]) == ("Founder moved the application for Baker to Applied", None)


async def test_an_undo_is_refused_once_the_record_has_changed(api: Api) -> None:
    job, candidate = await api.job("Baker"), await api.candidate("Tom Ashby")
    application = await api.application(job, candidate, status="applied")
    await api.says(f"move tom ashby to interview for job {job['id']}")
    moved = (await timeline(api, f"/jobs/{job['id']}"))["items"][0]
    await api.patch(f"/applications/{application['id']}", {"status": "offer"})
    refused = await api.post(f"/agent/actions/{moved['undo']['action_id']}/undo")
    assert (refused.status_code, "has changed since: status" in refused.json()["detail"]) == (400, True)


async def test_an_action_is_undone_by_its_organisation_alone_and_with_the_permission(api: Api, others: Api) -> None:
    await api.says("create a job for a cook")
    (job,) = (await api.get("/jobs")).json()["items"]
    action_id = (await timeline(api, f"/jobs/{job['id']}"))["items"][-1]["undo"]["action_id"]
    assert (await others.post(f"/agent/actions/{action_id}/undo")).status_code == 404
    manager = await invited(api, "hiring_manager")
    assert (await timeline(manager, f"/jobs/{job['id']}"))["items"][-1]["undo"] is None
    assert (await manager.post(f"/agent/actions/{action_id}/undo")).status_code == 403
    assert (await api.post(f"/agent/actions/{action_id}/undo")).status_code == 200
    assert (await api.get(f"/jobs/{job['id']}")).status_code == 404
