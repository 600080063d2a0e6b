"""Match logs."""

from typing import Any

import pytest

from http_api import Api, faults

FIELDS = {"id", "org_id", "direction", "user_id", "job_id", "candidate_id", "score", "reason", "strategy", "created_at"}


async def logs(api: Api, **query: object) -> dict[str, Any]:
    """Return a page of the logs."""
    response = await api.get("/matching/logs", params=query)
    assert response.status_code == 200, response.text
    page: dict[str, Any] = response.json()
    return page


async def test_a_match_is_logged_verbatim_and_found_by_job_and_candidate(api: Api) -> None:
    job, other = await api.job("Welder"), await api.job("Baker")
    person = await api.candidate(current_title="Welder")
    (match,) = (await api.made("/matching/candidates_for_job", {"job_id": job["id"]}))["matches"]
    await api.made("/matching/candidates_for_job", {"job_id": other["id"]})
    page = await logs(api, job_id=job["id"], candidate_id=person["id"])
    (log,) = page["items"]
    assert page["total"] == 1
    assert set(log) == FIELDS
    assert (log["job_id"], log["candidate_id"], log["user_id"]) == (job["id"], person["id"], api.user_id)
    assert (log["direction"], log["org_id"]) == ("candidates_for_job", api.org_id)
    assert {name: log[name] for name in ("score", "reason", "strategy")} == {
        name: match[name] for name in ("score", "reason", "strategy")
    }
    assert (await logs(api))["total"] == 2


async def test_logs_are_filtered_by_time_and_paged(api: Api) -> None:
    job = await api.job()
    for _ in range(3):
        await api.candidate()
    await api.made("/matching/candidates_for_job", {"job_id": job["id"]})
    items = (await logs(api))["items"]
    assert [log["id"] for log in items] == sorted(log["id"] for log in items)
    assert (await logs(api, skip=1, limit=1))["items"] == items[1:2]
    created_at = items[0]["created_at"]
    assert (await logs(api, since=created_at))["total"] == 3
    assert (await logs(api, until=created_at))["total"] == 0
    assert (await logs(api, since="2999-01-01T00:00:00+01:00"))["total"] == 0


async def test_a_log_has_a_receipt_and_outlives_its_job_and_candidate(api: Api) -> None:
    job, person = await api.job(), await api.candidate()
    await api.made("/matching/jobs_for_candidate", {"candidate_id": person["id"]})
    (log,) = (await logs(api))["items"]
    await api.delete(f"/jobs/{job['id']}")
    await api.delete(f"/candidates/{person['id']}")
    found = (await api.get(f"/matching/logs/{log['id']}")).json()
    assert set(found) == FIELDS | {"receipt"}
    assert {name: found[name] for name in FIELDS} == log
    assert {"engine", "weights", "components", "job", "candidate"} == set(found["receipt"])


async def test_another_organisations_logs_are_not_found(api: Api, others: Api) -> None:
    job = await api.job()
    await api.candidate()
    await api.made("/matching/candidates_for_job", {"job_id": job["id"]})
    (log,) = (await logs(api))["items"]
    assert (await logs(others))["total"] == 0
    response = await others.get(f"/matching/logs/{log['id']}")
    assert (response.status_code, response.json()) == (404, {"detail": "Match log not found"})


async def test_a_replay_reproduces_the_score_or_names_the_changed_fields(api: Api) -> None:
    job = await api.job("Python Engineer", description="Services", required_skills=["Python"])
    person = await api.candidate(current_title="Engineer", notes="Python")
    await api.made("/matching/candidates_for_job", {"job_id": job["id"]})
    (log,) = (await logs(api))["items"]
    path = f"/matching/logs/{log['id']}/replay"

    async def replay() -> dict[str, Any]:
        response = await api.post(path)
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        assert (found["log_id"], found["logged_score"]) == (log["id"], log["score"])
        return found

    assert await replay() == {"log_id": log["id"], "logged_score": log["score"], "score": log["score"], "changed": []}
    await api.patch(
        f"/candidates/{person['id']}",
        {"linkedin_url": "https://www.linkedin.com/in/jane", "website_url": "https://example.com"},
    )
    assert (await replay())["changed"] == []
    await api.patch(f"/jobs/{job['id']}", {"required_skills": ["COBOL"]})
    await api.patch(f"/candidates/{person['id']}", {"notes": "Cobol", "headline": "Engineer"})
    assert (await replay())["changed"] == ["job.required_skills", "candidate.headline", "candidate.notes"]
    await api.delete(f"/jobs/{job['id']}")
    deleted = await replay()
    assert (deleted["score"], deleted["changed"][0]) == (None, "job")


@pytest.mark.parametrize("value", ["yesterday", "2026-01-01", "2026-01-01T00:00:00", "null"])
async def test_a_time_needs_a_time_zone(api: Api, value: str) -> None:
    assert faults(await api.get("/matching/logs", params={"since": value})) == [
        ("datetime_parsing", ["query", "since"])
    ]
