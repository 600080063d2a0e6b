"""Matching, in both directions."""

from typing import Any

import httpx
import pytest

from http_api import Api, faults, registered

CANDIDATE_KEYS = "candidate_id full_name current_title current_company location score reason strategy".split()
JOB_KEYS = "job_id title location status score reason strategy".split()
JOB: dict[str, Any] = {
    "title": "Senior Backend Engineer",
    "location": "New York, NY",
    "description": "Backend services in Python, in a distributed system.",
    "required_skills": ["Python", "FastAPI", "PostgreSQL"],
}
JANE: dict[str, Any] = {
    "full_name": "Jane Doe",
    "headline": "Senior Backend Engineer",
    "location": "San Francisco, CA",
    "experience_years": 8,
    "current_title": "Staff Engineer",
    "current_company": "TechCorp",
    "notes": "Python, FastAPI and PostgreSQL, distributed backend services.",
}
JOHN: dict[str, Any] = {"full_name": "John Smith", "current_title": "Gardener", "notes": "Roses and hedges."}
BOTH_DIRECTIONS = pytest.mark.parametrize("kind", ["job", "candidate"])


def path_of(kind: str) -> str:
    """Return the path that matches a job, or a candidate."""
    return "/matching/candidates_for_job" if kind == "job" else "/matching/jobs_for_candidate"


@pytest.fixture(scope="module")
async def shared_api(http: httpx.AsyncClient) -> Api:
    """An organisation with one job, Jane and John."""
    api = await registered(http)
    await api.made("/jobs", JOB)
    for person in (JOHN, JANE):
        await api.made("/candidates", person)
    return api


@pytest.fixture(scope="module")
async def ids(shared_api: Api) -> dict[str, int]:
    """Id of the job, and of each candidate by first name."""
    people = (await shared_api.get("/candidates")).json()["items"]
    job = (await shared_api.get("/jobs")).json()["items"][0]
    return {person["full_name"].split()[0]: person["id"] for person in people} | {"job": job["id"]}


async def candidates(api: Api, job_id: int, **options: Any) -> list[dict[str, Any]]:
    """Return the candidates that match a job."""
    body = await api.made(path_of("job"), {"job_id": job_id, **options})
    assert body == {"job_id": job_id, "matches": body["matches"]}
    found: list[dict[str, Any]] = body["matches"]
    return found


async def jobs(api: Api, candidate_id: int, **options: Any) -> list[dict[str, Any]]:
    """Return the jobs that match a candidate."""
    body = await api.made(path_of("candidate"), {"candidate_id": candidate_id, **options})
    assert body == {"candidate_id": candidate_id, "matches": body["matches"]}
    found: list[dict[str, Any]] = body["matches"]
    return found


async def test_candidates_for_a_job_have_the_fields_of_the_reference(shared_api: Api, ids: dict[str, int]) -> None:
    response = await shared_api.post(path_of("job"), {"job_id": ids["job"]})
    assert response.status_code == 200
    best = response.json()["matches"][0]
    assert set(best) == set(CANDIDATE_KEYS)
    assert best == best | {"candidate_id": ids["Jane"], **{key: JANE[key] for key in CANDIDATE_KEYS[1:5]}}


async def test_jobs_for_a_candidate_have_the_fields_of_the_reference(shared_api: Api, ids: dict[str, int]) -> None:
    response = await shared_api.post(path_of("candidate"), {"candidate_id": ids["Jane"]})
    assert response.status_code == 200
    (match,) = response.json()["matches"]
    assert set(match) == set(JOB_KEYS)
    assert match == match | {"job_id": ids["job"], "title": JOB["title"], "location": JOB["location"], "status": "open"}


async def test_a_score_is_an_integer_from_0_to_100_with_a_reason(shared_api: Api, ids: dict[str, int]) -> None:
    for match in [
        *await candidates(shared_api, ids["job"]),
        *await jobs(shared_api, ids["Jane"]),
        *await jobs(shared_api, ids["John"]),
    ]:
        assert type(match["score"]) is int
        assert 0 <= match["score"] <= 100
        assert match["reason"].strip()


async def test_without_an_embedder_the_strategy_is_naive(shared_api: Api, ids: dict[str, int]) -> None:
    for match in [*await candidates(shared_api, ids["job"]), *await jobs(shared_api, ids["Jane"])]:
        assert match["strategy"] == "naive"


async def test_the_reason_names_overlapping_keywords_as_the_reference_does(
    shared_api: Api, ids: dict[str, int]
) -> None:
    for match in ((await candidates(shared_api, ids["job"]))[0], (await jobs(shared_api, ids["Jane"]))[0]):
        assert match["reason"].startswith("Keyword overlap on: ")
        assert "python" in match["reason"].lower()


async def test_the_better_candidate_comes_first(shared_api: Api, ids: dict[str, int]) -> None:
    matches = await candidates(shared_api, ids["job"])
    assert [match["candidate_id"] for match in matches] == [ids["Jane"], ids["John"]][: len(matches)]
    assert matches[0]["score"] > (matches[1]["score"] if len(matches) > 1 else 0)


async def test_the_better_job_comes_first(api: Api) -> None:
    gardener, engineer = await api.job("Gardener"), await api.made("/jobs", JOB)
    jane, john = await api.made("/candidates", JANE), await api.made("/candidates", JOHN)
    assert (await jobs(api, jane["id"]))[0]["job_id"] == engineer["id"]
    assert (await jobs(api, john["id"]))[0]["job_id"] == gardener["id"]


async def test_a_score_does_not_depend_on_other_candidates(api: Api, shared_api: Api, ids: dict[str, int]) -> None:
    job, person = await api.made("/jobs", JOB), await api.made("/candidates", JANE)
    first = (await candidates(api, job["id"]))[0]["score"]
    for number in range(3):
        await api.made("/candidates", JANE | {"full_name": f"Twin {number}", "notes": "Python FastAPI " * number})
    again = {match["candidate_id"]: match["score"] for match in await candidates(api, job["id"])}
    assert again[person["id"]] == first == (await candidates(shared_api, ids["job"]))[0]["score"]


async def test_a_name_is_never_scored(api: Api) -> None:
    job = await api.made("/jobs", JOB)
    for name in ("Jane Doe", "Python FastAPI Senior Backend Engineer"):
        await api.made("/candidates", JANE | {"full_name": name})
    matches = await candidates(api, job["id"])
    assert len({(match["score"], match["reason"]) for match in matches}) == 1


async def test_there_are_20_matches_by_default(api: Api) -> None:
    job = await api.made("/jobs", JOB)
    for number in range(21):
        await api.made("/candidates", JANE | {"full_name": f"Jane {number}"})
        await api.made("/jobs", JOB)
    person = (await candidates(api, job["id"], limit=1))[0]["candidate_id"]
    for options, count in (({}, 20), ({"limit": 1}, 1), ({"limit": 21}, 21), ({"limit": "5"}, 5)):
        assert len(await candidates(api, job["id"], **options)) == count
        assert len(await jobs(api, person, **options)) == count
    all_matches = await candidates(api, job["id"], limit=1000)
    assert len(all_matches) == len({match["candidate_id"] for match in all_matches}) == 21
    assert (await candidates(api, job["id"], limit=20)) == all_matches[:20]


@BOTH_DIRECTIONS
async def test_an_organisation_without_candidates_or_jobs_has_no_matches(api: Api, others: Api, kind: str) -> None:
    await others.made("/jobs", JOB)
    await others.made("/candidates", JANE)
    one = await (api.job() if kind == "job" else api.candidate())
    response = await api.post(path_of(kind), {f"{kind}_id": one["id"]})
    assert (response.status_code, response.json()) == (200, {f"{kind}_id": one["id"], "matches": []})


async def test_unknown_fields_of_a_match_are_null(api: Api) -> None:
    job = await api.job("Backend Engineer", required_skills=["Python"])
    person = await api.candidate("Jo", notes="Backend Engineer with Python")
    (match,) = await candidates(api, job["id"])
    assert match["current_title"] is match["current_company"] is match["location"] is None
    assert (await jobs(api, person["id"]))[0]["location"] is None


async def test_matches_follow_changes_and_deletions(api: Api) -> None:
    job, other = await api.made("/jobs", JOB), await api.made("/jobs", JOB | {"title": "Backend Developer"})
    jane = await api.made("/candidates", JANE)
    john = await api.made("/candidates", JOHN)
    assert (await candidates(api, job["id"]))[0]["candidate_id"] == jane["id"]
    swapped = {"headline": None, "current_title": "Gardener", "notes": "Roses and hedges."}
    await api.patch(f"/candidates/{john['id']}", {key: JANE[key] for key in ("headline", "current_title", "notes")})
    await api.patch(f"/candidates/{jane['id']}", swapped)
    assert (await candidates(api, job["id"]))[0]["candidate_id"] == john["id"]
    await api.delete(f"/candidates/{john['id']}")
    assert john["id"] not in {match["candidate_id"] for match in await candidates(api, job["id"])}
    assert (await api.post(path_of("candidate"), {"candidate_id": john["id"]})).status_code == 404
    await api.patch(f"/candidates/{jane['id']}", {"notes": JANE["notes"]})
    await api.patch(f"/jobs/{other['id']}", {"status": "on_hold", "location": "Berlin"})
    assert {(match["job_id"], match["status"], match["location"]) for match in await jobs(api, jane["id"])} >= {
        (job["id"], "open", "New York, NY")
    }
    await api.delete(f"/jobs/{job['id']}")
    assert job["id"] not in {match["job_id"] for match in await jobs(api, jane["id"])}
    assert (await api.post(path_of("job"), {"job_id": job["id"]})).status_code == 404


@BOTH_DIRECTIONS
@pytest.mark.parametrize("given", [0, -1, 2**31 - 1, 2**31, 2**63 - 1, 2**63, 10**30, "theirs"])
async def test_matches_for_unknown_and_foreign_records_are_not_found(
    shared_api: Api, others: Api, kind: str, given: int | str
) -> None:
    theirs = await (others.job() if kind == "job" else others.candidate())
    response = await shared_api.post(path_of(kind), {f"{kind}_id": theirs["id"] if given == "theirs" else given})
    assert response.status_code == 404
    assert isinstance(response.json()["detail"], str)


@BOTH_DIRECTIONS
async def test_matching_without_an_id_is_refused(shared_api: Api, kind: str) -> None:
    response = await shared_api.post(path_of(kind), {"limit": 0})
    assert sorted(faults(response)) == [("greater_than_equal", ["body", "limit"]), ("missing", ["body", f"{kind}_id"])]


@BOTH_DIRECTIONS
@pytest.mark.parametrize("given", ["five", None, 1.5, [], {}])
@pytest.mark.one_storage
async def test_matching_with_an_id_that_is_not_an_integer_is_refused(shared_api: Api, kind: str, given: object) -> None:
    response = await shared_api.post(path_of(kind), {f"{kind}_id": given})
    assert [loc for _, loc in faults(response)] == [["body", f"{kind}_id"]]


@BOTH_DIRECTIONS
@pytest.mark.parametrize("limit", [0, -1, 1001, 2**31, 2**63, 10**30, "many", "", 1.5, [20]])
@pytest.mark.one_storage
async def test_a_limit_outside_1_to_1000_is_refused(
    shared_api: Api, ids: dict[str, int], kind: str, limit: object
) -> None:
    response = await shared_api.post(
        path_of(kind), {f"{kind}_id": ids["job" if kind == "job" else "Jane"], "limit": limit}
    )
    assert [loc for _, loc in faults(response)] == [["body", "limit"]]
