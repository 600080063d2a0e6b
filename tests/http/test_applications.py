"""Applications: one candidate in the pipeline of one job."""

import asyncio
from typing import Any

import httpx
import pytest

from http_api import Api, faults, registered

KEYS = {"id", "org_id", "job_id", "candidate_id", "status", "source", "fit_score"}
UNKNOWN_IDS = [0, -1, 2**31 - 1, 2**31, 2**63 - 1, 2**63, 10**30]


@pytest.fixture(scope="module")
async def shared_api(http: httpx.AsyncClient) -> Api:
    """A client of an organisation that the tests of this module share."""
    return await registered(http)


@pytest.fixture(scope="module")
async def foreign_ids(http: httpx.AsyncClient) -> dict[str, Any]:
    """Ids of another organisation's job, candidate and application."""
    api = await registered(http)
    job, candidate = await api.job(), await api.candidate()
    application = await api.application(job, candidate)
    return {"job_id": job["id"], "candidate_id": candidate["id"], "id": application["id"]}


@pytest.fixture
async def pair(shared_api: Api) -> dict[str, int]:
    """Ids of a job and of a candidate who hasn't applied for it."""
    return {"job_id": (await shared_api.job())["id"], "candidate_id": (await shared_api.candidate())["id"]}


@pytest.fixture
async def application(shared_api: Api, pair: dict[str, int]) -> dict[str, Any]:
    return await shared_api.made("/applications", pair | {"source": "manual", "fit_score": 85})


async def test_a_new_application_is_returned_as_given(shared_api: Api, pair: dict[str, int]) -> None:
    body = pair | {"status": "screening", "source": "referral", "fit_score": 85}
    response = await shared_api.post("/applications", body)
    assert response.status_code == 201
    application = response.json()
    assert application == body | {"id": application["id"], "org_id": shared_api.org_id}
    assert set(application) == KEYS
    read = await shared_api.get(f"/applications/{application['id']}")
    assert (read.status_code, read.json()) == (200, application)


async def test_only_job_and_candidate_are_required(shared_api: Api, pair: dict[str, int]) -> None:
    application = await shared_api.made("/applications", pair)
    assert application == pair | {
        "id": application["id"],
        "org_id": shared_api.org_id,
        "status": "sourced",
        "source": "manual",
        "fit_score": None,
    }


async def test_an_application_without_job_and_candidate_is_refused(shared_api: Api) -> None:
    assert sorted(faults(await shared_api.post("/applications", {"status": "sourced"}))) == [
        ("missing", ["body", "candidate_id"]),
        ("missing", ["body", "job_id"]),
    ]


@pytest.mark.parametrize("field", ["job_id", "candidate_id"])
@pytest.mark.parametrize("value", [None, "five", "", 1.5, [], {}, [1], "1; DROP TABLE jobs"])
@pytest.mark.one_storage
async def test_an_id_that_is_not_a_number_is_refused(
    shared_api: Api, pair: dict[str, int], field: str, value: object
) -> None:
    response = await shared_api.post("/applications", pair | {field: value})
    assert [loc for _, loc in faults(response)] == [["body", field]]


@pytest.mark.parametrize("field", ["job_id", "candidate_id"])
@pytest.mark.parametrize("value", [*UNKNOWN_IDS, "theirs"])
async def test_unknown_and_foreign_jobs_and_candidates_are_not_found(
    shared_api: Api, foreign_ids: dict[str, Any], pair: dict[str, int], field: str, value: int | str
) -> None:
    body = pair | {field: foreign_ids[field] if value == "theirs" else value}
    response = await shared_api.post("/applications", body)
    assert response.status_code == 404, response.text
    assert isinstance(response.json()["detail"], str)


async def test_a_candidate_applies_to_a_job_once(shared_api: Api, application: dict[str, Any]) -> None:
    pair = {"job_id": application["job_id"], "candidate_id": application["candidate_id"]}
    again = await shared_api.post("/applications", pair | {"status": "offer"})
    assert again.status_code == 400
    assert isinstance(again.json()["detail"], str)
    assert (await shared_api.get("/applications", params=pair)).json() == {"items": [application], "total": 1}


async def test_one_of_three_concurrent_applications_succeeds(shared_api: Api, pair: dict[str, int]) -> None:
    responses = await asyncio.gather(*(shared_api.post("/applications", pair) for _ in range(3)))
    assert sorted(response.status_code for response in responses) == [201, 400, 400]


async def test_a_candidate_may_apply_again_after_the_application_is_deleted(
    shared_api: Api, application: dict[str, Any]
) -> None:
    path = f"/applications/{application['id']}"
    response = await shared_api.delete(path)
    assert (response.status_code, response.content) == (204, b"")
    for method in ("GET", "DELETE"):
        assert (await shared_api.send(method, path)).status_code == 404
    assert (await shared_api.patch(path, {})).status_code == 404
    again = await shared_api.made("/applications", {field: application[field] for field in ("job_id", "candidate_id")})
    assert again["id"] != application["id"]
    for kind in ("job", "candidate"):
        assert (await shared_api.get(f"/{kind}s/{application[f'{kind}_id']}")).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"status": "screening"},
        {"status": "any stage of our own"},
        {"source": "referral"},
        {"fit_score": 90},
        {"fit_score": 0},
        {"fit_score": None},
        {"status": "hired", "source": "agency", "fit_score": 100},
    ],
)
async def test_a_patch_changes_the_fields_that_it_names(
    shared_api: Api, application: dict[str, Any], change: dict[str, Any]
) -> None:
    response = await shared_api.patch(f"/applications/{application['id']}", change)
    assert (response.status_code, response.json()) == (200, application | change)
    assert (await shared_api.get(f"/applications/{application['id']}")).json() == application | change


@pytest.mark.parametrize("field", ["status", "source"])
@pytest.mark.parametrize("value", [None, 5, ["x"], "x" * 51, "a\0b"])
async def test_a_refused_patch_changes_nothing(
    shared_api: Api, application: dict[str, Any], field: str, value: object
) -> None:
    response = await shared_api.patch(f"/applications/{application['id']}", {"fit_score": 1, field: value})
    assert [loc for _, loc in faults(response)] == [["body", field]]
    assert (await shared_api.get(f"/applications/{application['id']}")).json() == application


async def test_a_patch_can_not_change_the_job_or_candidate(
    shared_api: Api, foreign_ids: dict[str, Any], application: dict[str, Any]
) -> None:
    response = await shared_api.patch(f"/applications/{application['id']}", foreign_ids | {"org_id": 1, "nonsense": 1})
    assert (response.status_code, response.json()) == (200, application)


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
@pytest.mark.parametrize("given", [*UNKNOWN_IDS, "theirs"])
async def test_an_unknown_or_foreign_application_is_not_found(
    shared_api: Api,
    foreign_ids: dict[str, Any],
    method: str,
    given: int | str,
) -> None:
    path = f"/applications/{foreign_ids['id'] if given == 'theirs' else given}"
    request: dict[str, Any] = {"json": {"status": "hired"}} if method == "PATCH" else {}
    response = await shared_api.send(method, path, **request)
    assert response.status_code == 404, response.text
    assert isinstance(response.json()["detail"], str)


async def test_applications_are_filtered_by_job_candidate_and_status(api: Api) -> None:
    jobs = [await api.job() for _ in range(2)]
    people = [await api.candidate() for _ in range(3)]
    statuses = ["applied", "hired", "applied", "sourced", "applied", "hired"]
    pairs = [(job, person) for job in jobs for person in people]
    made = [await api.application(*pair, status=status) for pair, status in zip(pairs, statuses, strict=True)]
    for params, expected in (
        ({}, made),
        ({"job_id": jobs[0]["id"]}, made[:3]),
        ({"candidate_id": people[1]["id"]}, [made[1], made[4]]),
        ({"job_id": jobs[1]["id"], "candidate_id": people[2]["id"]}, [made[5]]),
        ({"job_id": 0}, []),
        ({"status_filter": "applied"}, [made[0], made[2], made[4]]),
        ({"status_filter": "applied", "job_id": jobs[0]["id"]}, [made[0], made[2]]),
        ({"status_filter": "hired", "job_id": jobs[1]["id"], "candidate_id": people[2]["id"]}, [made[5]]),
        ({"status_filter": "appl"}, []),
    ):
        response = await api.get("/applications", params=params)
        assert (response.status_code, response.json()) == (200, {"items": expected, "total": len(expected)})
    for skip, limit in ((0, 2), (2, 2), (4, 100), (6, 1), (2**63, 1), (10**30, 1)):
        page = (await api.get("/applications", params={"skip": skip, "limit": limit})).json()
        assert page == {"items": made[skip : skip + limit], "total": 6}
    filtered = await api.get("/applications", params={"job_id": jobs[0]["id"], "skip": 1, "limit": 1})
    assert filtered.json() == {"items": made[1:2], "total": 3}


@pytest.mark.parametrize("field", ["job_id", "candidate_id"])
@pytest.mark.parametrize("value", [*UNKNOWN_IDS, "theirs"])
async def test_filters_by_unknown_and_foreign_ids_find_nothing(
    shared_api: Api, foreign_ids: dict[str, Any], field: str, value: int | str
) -> None:
    params = {field: foreign_ids[field] if value == "theirs" else value}
    response = await shared_api.get("/applications", params=params)
    assert (response.status_code, response.json()) == (200, {"items": [], "total": 0})


@pytest.mark.parametrize("field", ["job_id", "candidate_id"])
@pytest.mark.parametrize("value", ["five", "1.5", "1,2", "null"])
@pytest.mark.one_storage
async def test_a_filter_by_an_id_that_is_not_a_number_is_refused(shared_api: Api, field: str, value: str) -> None:
    assert faults(await shared_api.get("/applications", params={field: value})) == [("int_parsing", ["query", field])]
