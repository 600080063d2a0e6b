"""Hiring teams of jobs."""

from typing import Any

import httpx
import pytest

from http_api import Api, invited
from recruit.domain.team import service


async def put(api: Api, job: dict[str, Any], user: Api, role: str) -> httpx.Response:
    return await api.send("PUT", f"/jobs/{job['id']}/team/{user.user_id}", json={"role": role})


async def team(api: Api, job: dict[str, Any]) -> dict[int, str]:
    found = (await api.get(f"/jobs/{job['id']}/team")).json()
    assert found["total"] == len(found["items"])
    assert {one["job_id"] for one in found["items"]} <= {job["id"]}
    return {one["user_id"]: one["role"] for one in found["items"]}


async def test_members_are_added_changed_and_removed(api: Api) -> None:
    job, other = await api.job(), await invited(api, "hiring_manager")
    added = await put(api, job, other, "hiring_manager")
    expected = {"job_id": job["id"], "user_id": other.user_id, "role": "hiring_manager"}
    assert (added.status_code, added.json()) == (200, expected)
    assert (await put(api, job, other, "recruiter")).json()["role"] == "recruiter"
    assert await team(other, job) == {api.user_id: "owner", other.user_id: "recruiter"}
    path = f"/jobs/{job['id']}/team/{other.user_id}"
    assert (await api.delete(path)).status_code == 204
    assert (await api.delete(path)).status_code == 404
    assert await team(api, job) == {api.user_id: "owner"}


async def test_the_creator_owns_a_job_that_nobody_else_owns(api: Api) -> None:
    creator, other = await invited(api, "recruiter"), await invited(api, "recruiter")
    job = await creator.job()
    assert await team(api, job) == {creator.user_id: "owner"}
    assert (await api.delete(f"/jobs/{job['id']}/team/{creator.user_id}")).status_code == 404
    await put(api, job, other, "owner")
    assert await team(api, job) == {other.user_id: "owner"}
    assert (await put(api, job, creator, "owner")).status_code == 400
    await put(api, job, other, "recruiter")
    await put(api, job, creator, "hiring_manager")
    assert await team(api, job) == {other.user_id: "recruiter", creator.user_id: "hiring_manager"}


async def test_a_removed_user_is_in_no_team(api: Api) -> None:
    creator, other = await invited(api, "recruiter"), await invited(api, "recruiter")
    job = await creator.job()
    await put(api, job, other, "recruiter")
    await api.delete(f"/users/{creator.user_id}")
    await api.delete(f"/users/{other.user_id}")
    assert await team(api, job) == {}
    assert (await put(api, job, other, "recruiter")).status_code == 404


async def test_a_team_has_a_limit(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_MEMBERS", 1)
    job, one, other = await api.job(), await invited(api, "viewer"), await invited(api, "viewer")
    assert (await put(api, job, one, "recruiter")).status_code == 200
    refused = await put(api, job, other, "recruiter")
    assert (refused.status_code, "at most" in refused.json()["detail"]) == (400, True)
    assert (await put(api, job, one, "owner")).status_code == 200


async def test_teams_are_of_the_organisation(api: Api, others: Api) -> None:
    job, foreign = await api.job(), await others.job()
    assert (await put(api, job, others, "recruiter")).status_code == 404
    assert (await put(api, foreign, api, "recruiter")).status_code == 404
    assert (await api.get(f"/jobs/{foreign['id']}/team")).status_code == 404
    assert (await put(api, job, api, "boss")).status_code == 422


async def test_recruiters_change_teams_and_others_see_them(api: Api) -> None:
    manager, recruiter = await invited(api, "hiring_manager"), await invited(api, "recruiter")
    job = await api.job()
    assert (await put(manager, job, manager, "owner")).status_code == 403
    assert (await put(recruiter, job, manager, "hiring_manager")).status_code == 200
    assert await team(manager, job) == {api.user_id: "owner", manager.user_id: "hiring_manager"}
