"""Jobs: create, read, list, change and delete."""

import asyncio
from typing import Any

import httpx
import pytest

from http_api import Api, faults, registered

JOB: dict[str, Any] = {
    "title": "Senior Backend Engineer",
    "department": "Engineering",
    "location": "New York, NY",
    "employment_type": "Full-time",
    "remote_option": "Hybrid",
    "salary_min": 160000,
    "salary_max": 200000,
    "currency": "USD",
    "description": "We are hiring...",
    "required_skills": ["Python", "FastAPI", "PostgreSQL"],
    "nice_to_have_skills": ["Kubernetes", "AWS"],
    "status": "open",
    "is_public": False,
}
NO_SKILLS: dict[str, Any] = {"required_skills": [], "nice_to_have_skills": []}
DEFAULTS = dict.fromkeys(JOB) | NO_SKILLS | {"currency": "USD", "status": "open", "is_public": False}
UPDATED: dict[str, Any] = {
    "title": "Updated title",
    "department": "New Dept",
    "location": "Remote",
    "employment_type": "Contract",
    "remote_option": "Remote",
    "salary_min": 100000,
    "salary_max": 250000,
    "currency": "EUR",
    "description": "Updated description",
    "required_skills": ["Python", "Kafka"],
    "nice_to_have_skills": [],
    "status": "on_hold",
    "is_public": True,
}
NULLABLE = "department location employment_type remote_option salary_min salary_max description".split()
NON_NULLABLE = [field for field in JOB if field not in NULLABLE]


@pytest.fixture(scope="module")
async def shared_api(http: httpx.AsyncClient) -> Api:
    """An organisation shared by the tests that don't check lists."""
    return await registered(http)


@pytest.fixture(scope="module")
async def listed(http: httpx.AsyncClient) -> Api:
    """An organisation with eight jobs; the first was changed last."""
    api = await registered(http)
    first = await api.job("Backend 100%")
    for title in ("Backend 1000", "snake_case", "snakeXcase", r"back\slash", "Ärztin ohne null"):
        await api.job(title)
    for title, status in (("Engineer", "closed"), ("Engineer on hold", "on_hold")):
        await api.job(title, status=status)
    await api.patch(f"/jobs/{first['id']}", {"department": "Engineering"})
    return api


async def titles(api: Api, **params: Any) -> list[str]:
    page = await api.get("/jobs", params=params)
    assert page.status_code == 200, page.text
    assert set(page.json()) == {"items", "total"}
    return [job["title"] for job in page.json()["items"]]


async def test_a_new_job_is_returned_unchanged(shared_api: Api) -> None:
    response = await shared_api.post("/jobs", JOB)
    assert response.status_code == 201
    job = response.json()
    assert job == JOB | {"id": job["id"], "org_id": shared_api.org_id, "created_by_user_id": shared_api.user_id}
    assert type(job["id"]) is int
    read = await shared_api.get(f"/jobs/{job['id']}")
    assert (read.status_code, read.json()) == (200, job)


async def test_only_the_title_is_required_of_a_job(shared_api: Api) -> None:
    job = await shared_api.job("Gardener")
    assert {field: job[field] for field in JOB} == DEFAULTS | {"title": "Gardener"}


@pytest.mark.parametrize("body", [{}, {field: value for field, value in JOB.items() if field != "title"}])
async def test_a_job_without_a_title_is_refused(shared_api: Api, body: dict[str, Any]) -> None:
    assert faults(await shared_api.post("/jobs", body)) == [("missing", ["body", "title"])]


async def test_a_client_can_not_set_the_id_or_organisation_of_a_job(shared_api: Api, others: Api) -> None:
    body = {"title": "Spy", "id": 1, "org_id": others.org_id, "created_by_user_id": others.user_id, "nonsense": {}}
    job = await shared_api.made("/jobs", body)
    assert (job["org_id"], job["created_by_user_id"]) == (shared_api.org_id, shared_api.user_id)
    assert set(job) == {*JOB, "id", "org_id", "created_by_user_id"}
    assert (await others.get("/jobs")).json() == {"items": [], "total": 0}


async def test_skills_keep_their_order_and_a_description_every_character(shared_api: Api) -> None:
    text = "  Zeile 1\r\n\tZeile 2 \u2028 – 🦊\x7f\x01 'quoted'; DROP TABLE jobs; --  "
    skills = ["Zig", "Ada", "zig", "C++", "Ada"]
    job = await shared_api.job(description=text, required_skills=skills)
    assert (job["description"], job["required_skills"]) == (text, skills)
    assert (await shared_api.get(f"/jobs/{job['id']}")).json() == job


@pytest.mark.parametrize(
    ("low", "high", "status"), [(1, 1, 201), (0, 1, 201), (2, 1, 400), (5, None, 201), (None, 0, 201)]
)
async def test_a_minimum_salary_above_the_maximum_is_refused(
    shared_api: Api, low: int | None, high: int | None, status: int
) -> None:
    response = await shared_api.post("/jobs", {"title": "Engineer", "salary_min": low, "salary_max": high})
    assert response.status_code == status
    assert isinstance(response.json().get("detail", ""), str)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"salary_min": 200}, 200),
        ({"salary_min": 201}, 400),
        ({"salary_max": 100}, 200),
        ({"salary_max": 99}, 400),
        ({"salary_min": 300, "salary_max": 400}, 200),
        ({"salary_min": 300, "salary_max": 299}, 400),
        ({"salary_min": 300, "salary_max": None}, 200),
        ({"salary_min": None, "salary_max": 1}, 200),
    ],
)
async def test_a_patch_is_checked_against_the_stored_salary(
    shared_api: Api, change: dict[str, Any], status: int
) -> None:
    job = await shared_api.job(salary_min=100, salary_max=200)
    assert (await shared_api.patch(f"/jobs/{job['id']}", change)).status_code == status
    stored = job | change if status == 200 else job
    assert (await shared_api.get(f"/jobs/{job['id']}")).json() == stored


async def test_two_concurrent_patches_can_not_invert_a_salary_range(shared_api: Api) -> None:
    job = await shared_api.job()
    path = f"/jobs/{job['id']}"
    patches = await asyncio.gather(shared_api.patch(path, {"salary_min": 9}), shared_api.patch(path, {"salary_max": 8}))
    assert sorted(patch.status_code for patch in patches) == [200, 400]


@pytest.mark.parametrize("field", JOB)
async def test_a_patch_changes_only_the_fields_it_names(shared_api: Api, field: str) -> None:
    job = await shared_api.made("/jobs", JOB)
    response = await shared_api.patch(f"/jobs/{job['id']}", {field: UPDATED[field]})
    assert (response.status_code, response.json()) == (200, job | {field: UPDATED[field]})
    assert (await shared_api.get(f"/jobs/{job['id']}")).json() == response.json()


@pytest.mark.parametrize("field", NULLABLE)
async def test_null_clears_a_nullable_field(shared_api: Api, field: str) -> None:
    job = await shared_api.made("/jobs", JOB)
    response = await shared_api.patch(f"/jobs/{job['id']}", {field: None})
    assert (response.status_code, response.json()) == (200, job | {field: None})


@pytest.mark.parametrize("field", NON_NULLABLE)
async def test_null_is_refused_for_a_non_nullable_field(shared_api: Api, field: str) -> None:
    job = await shared_api.made("/jobs", JOB)
    response = await shared_api.patch(f"/jobs/{job['id']}", {field: None})
    assert [loc for _, loc in faults(response)] == [["body", field]]
    assert (await shared_api.get(f"/jobs/{job['id']}")).json() == job


async def test_a_patch_may_name_no_field_or_all_fields(shared_api: Api) -> None:
    job = await shared_api.made("/jobs", JOB)
    for change in ({}, {"id": 5, "org_id": 5, "created_by_user_id": 5, "nonsense": None}, UPDATED):
        response = await shared_api.patch(f"/jobs/{job['id']}", change)
        job |= {field: value for field, value in change.items() if field in JOB}
        assert (response.status_code, response.json()) == (200, job)


async def test_a_refused_patch_changes_nothing(shared_api: Api) -> None:
    job = await shared_api.made("/jobs", JOB)
    response = await shared_api.patch(f"/jobs/{job['id']}", {"department": "New Dept", "title": "", "salary_min": -1})
    assert [loc for _, loc in faults(response)] == [["body", "title"], ["body", "salary_min"]]
    assert (await shared_api.get(f"/jobs/{job['id']}")).json() == job


async def test_deleting_a_job_deletes_its_applications(shared_api: Api) -> None:
    job, other, person = await shared_api.job(), await shared_api.job(), await shared_api.candidate()
    deleted, kept = await shared_api.application(job, person), await shared_api.application(other, person)
    response = await shared_api.delete(f"/jobs/{job['id']}")
    assert (response.status_code, response.content) == (204, b"")
    for path in (f"/jobs/{job['id']}", f"/applications/{deleted['id']}"):
        missing = await shared_api.get(path)
        assert missing.status_code == 404
        assert isinstance(missing.json()["detail"], str)
    remaining = await shared_api.get("/applications", params={"candidate_id": person["id"]})
    assert remaining.json() == {"items": [kept], "total": 1}
    assert (await shared_api.get(f"/candidates/{person['id']}")).json() == person


async def test_one_of_two_concurrent_deletions_finds_the_job(shared_api: Api) -> None:
    job = await shared_api.job()
    responses = await asyncio.gather(*(shared_api.delete(f"/jobs/{job['id']}") for _ in range(2)))
    assert sorted(response.status_code for response in responses) == [204, 404]
    assert (await shared_api.patch(f"/jobs/{job['id']}", {"title": "Ghost"})).status_code == 404


async def test_a_list_holds_complete_jobs_of_the_own_organisation(api: Api, others: Api) -> None:
    await others.job()
    job = await api.made("/jobs", JOB)
    response = await api.get("/jobs")
    assert (response.status_code, response.json()) == (200, {"items": [job], "total": 1})


async def test_pages_are_ordered_by_id_and_have_the_total_of_the_list(listed: Api) -> None:
    full_list = (await listed.get("/jobs")).json()
    ids = [job["id"] for job in full_list["items"]]
    assert ids == sorted(ids)
    assert full_list["total"] == len(ids) == 8
    for skip, limit in ((0, 3), (3, 3), (6, 3), (8, 3), (2**31, 3), (2**63, 3), (10**30, 3), (7, 100)):
        page = (await listed.get("/jobs", params={"skip": skip, "limit": limit})).json()
        assert page == {"items": full_list["items"][skip : skip + limit], "total": 8}


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("100%", ["Backend 100%"]),
        ("%", ["Backend 100%"]),
        ("_", ["snake_case"]),
        ("e_c", ["snake_case"]),
        ("\\", [r"back\slash"]),
        (r"k\s", [r"back\slash"]),
        (r"\_", []),
        ("BACKEND", ["Backend 100%", "Backend 1000"]),
        ("ärzt", ["Ärztin ohne null"]),
        ("ÄRZT", ["Ärztin ohne null"]),
        ("NULL", ["Ärztin ohne null"]),
        ("*", []),
    ],
)
async def test_q_matches_a_literal_substring_of_the_title(listed: Api, q: str, found: list[str]) -> None:
    assert await titles(listed, q=q) == found


async def test_status_and_q_combine_and_filter_the_total_too(listed: Api) -> None:
    assert await titles(listed, status_filter="closed") == ["Engineer"]
    assert await titles(listed, status_filter="on_hold") == ["Engineer on hold"]
    assert await titles(listed, status_filter="%") == await titles(listed, status_filter="on?hold") == []
    assert await titles(listed, q="engineer") == ["Engineer", "Engineer on hold"]
    assert await titles(listed, q="engineer", status_filter="on_hold") == ["Engineer on hold"]
    past = await listed.get("/jobs", params={"q": "engineer", "limit": 1, "skip": 5})
    assert past.json() == {"items": [], "total": 2}
