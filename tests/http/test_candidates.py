"""Candidates: create, list, change and delete."""

import asyncio
from typing import Any

import httpx
import pytest

from http_api import Api, faults, registered

CANDIDATE: dict[str, Any] = {
    "full_name": "Jane Doe",
    "headline": "Senior Backend Engineer",
    "location": "San Francisco, CA",
    "experience_years": 8,
    "current_title": "Staff Engineer",
    "current_company": "TechCorp",
    "linkedin_url": "https://linkedin.com/in/janedoe",
    "github_url": "https://github.com/janedoe",
    "website_url": None,
    "notes": "Strong experience with Python and distributed systems.",
}
UPDATED: dict[str, Any] = {
    "full_name": "Jane Roe",
    "headline": "Principal Engineer",
    "location": "Remote",
    "experience_years": 10,
    "current_title": "Principal Engineer",
    "current_company": "NewCorp",
    "linkedin_url": "https://linkedin.com/in/janeroe",
    "github_url": "http://github.com/janeroe",
    "website_url": "https://janedoe.dev",
    "notes": "Promoted to Principal; leading platform team.",
}
NULLABLE = [field for field in CANDIDATE if field != "full_name"]


@pytest.fixture(scope="module")
async def shared_api(http: httpx.AsyncClient) -> Api:
    """A client of an organisation for the tests that don't list candidates."""
    return await registered(http)


@pytest.fixture(scope="module")
async def listed(http: httpx.AsyncClient) -> Api:
    """A client of an organisation with six candidates."""
    api = await registered(http)
    for name in ("Ann 100%", "Ann 1000", "under_score", "underXscore", r"back\slash", "Ödön Ångström"):
        await api.candidate(name, headline="Headline", notes="Ann in the notes")
    return api


async def test_a_new_candidate_is_returned_as_given(shared_api: Api) -> None:
    response = await shared_api.post("/candidates", CANDIDATE)
    assert response.status_code == 201
    candidate = response.json()
    assert candidate == CANDIDATE | {"id": candidate["id"], "org_id": shared_api.org_id}
    assert type(candidate["id"]) is int
    read = await shared_api.get(f"/candidates/{candidate['id']}")
    assert (read.status_code, read.json()) == (200, candidate)


async def test_only_the_name_is_required(shared_api: Api) -> None:
    unset = await shared_api.candidate("Jo")
    assert {field: unset[field] for field in CANDIDATE} == dict.fromkeys(CANDIDATE) | {"full_name": "Jo"}
    nulls = await shared_api.made("/candidates", dict.fromkeys(CANDIDATE) | {"full_name": "Jo"})
    assert nulls == unset | {"id": nulls["id"]}


async def test_a_candidate_without_a_name_is_refused(shared_api: Api) -> None:
    body = {field: value for field, value in CANDIDATE.items() if field != "full_name"}
    assert faults(await shared_api.post("/candidates", body)) == [("missing", ["body", "full_name"])]
    assert faults(await shared_api.post("/candidates", {"full_name": None})) == [("string_type", ["body", "full_name"])]


async def test_the_server_sets_the_id_and_the_organisation(shared_api: Api, others: Api) -> None:
    candidate = await shared_api.made(
        "/candidates", {"full_name": "Spy", "id": 1, "org_id": others.org_id, "skills": [1]}
    )
    assert candidate["org_id"] == shared_api.org_id
    assert set(candidate) == {*CANDIDATE, "id", "org_id"}
    assert (await others.get("/candidates")).json() == {"items": [], "total": 0}


async def test_two_candidates_may_have_the_same_name(shared_api: Api) -> None:
    twins = [await shared_api.made("/candidates", CANDIDATE) for _ in range(2)]
    assert twins[0]["id"] < twins[1]["id"]


@pytest.mark.parametrize("field", CANDIDATE)
async def test_a_patch_changes_only_the_field_that_it_names(shared_api: Api, field: str) -> None:
    candidate = await shared_api.made("/candidates", CANDIDATE)
    response = await shared_api.patch(f"/candidates/{candidate['id']}", {field: UPDATED[field]})
    assert (response.status_code, response.json()) == (200, candidate | {field: UPDATED[field]})
    assert (await shared_api.get(f"/candidates/{candidate['id']}")).json() == response.json()


@pytest.mark.parametrize("field", NULLABLE)
async def test_null_clears_an_optional_field(shared_api: Api, field: str) -> None:
    candidate = await shared_api.made("/candidates", UPDATED)
    response = await shared_api.patch(f"/candidates/{candidate['id']}", {field: None})
    assert (response.status_code, response.json()) == (200, candidate | {field: None})


async def test_null_is_refused_for_the_name(shared_api: Api) -> None:
    candidate = await shared_api.candidate()
    response = await shared_api.patch(f"/candidates/{candidate['id']}", {"full_name": None})
    assert faults(response) == [("string_type", ["body", "full_name"])]
    assert (await shared_api.get(f"/candidates/{candidate['id']}")).json() == candidate


async def test_a_patch_may_name_all_fields_or_none(shared_api: Api) -> None:
    candidate = await shared_api.made("/candidates", CANDIDATE)
    for change in ({}, {"id": 5, "org_id": 5, "nonsense": None}, UPDATED):
        response = await shared_api.patch(f"/candidates/{candidate['id']}", change)
        candidate |= {field: value for field, value in change.items() if field in CANDIDATE}
        assert (response.status_code, response.json()) == (200, candidate)


async def test_a_refused_patch_changes_nothing(shared_api: Api) -> None:
    candidate = await shared_api.made("/candidates", CANDIDATE)
    change = {"headline": "New", "experience_years": -1, "website_url": "ftp://example.com"}
    response = await shared_api.patch(f"/candidates/{candidate['id']}", change)
    assert [loc for _, loc in faults(response)] == [["body", "experience_years"], ["body", "website_url"]]
    assert (await shared_api.get(f"/candidates/{candidate['id']}")).json() == candidate


async def test_concurrent_patches_of_different_fields_are_both_kept(shared_api: Api) -> None:
    candidate = await shared_api.candidate()
    path = f"/candidates/{candidate['id']}"
    await asyncio.gather(shared_api.patch(path, {"headline": "Left"}), shared_api.patch(path, {"notes": "Right"}))
    assert (await shared_api.get(path)).json() == candidate | {"headline": "Left", "notes": "Right"}


async def test_deleting_a_candidate_deletes_their_applications(shared_api: Api) -> None:
    job, person, other = await shared_api.job(), await shared_api.candidate(), await shared_api.candidate()
    gone, kept = await shared_api.application(job, person), await shared_api.application(job, other)
    response = await shared_api.delete(f"/candidates/{person['id']}")
    assert (response.status_code, response.content) == (204, b"")
    for path in (f"/candidates/{person['id']}", f"/applications/{gone['id']}"):
        missing = await shared_api.get(path)
        assert missing.status_code == 404
        assert isinstance(missing.json()["detail"], str)
    assert (await shared_api.get("/applications", params={"job_id": job["id"]})).json() == {"items": [kept], "total": 1}
    assert (await shared_api.get(f"/jobs/{job['id']}")).json() == job
    assert (await shared_api.delete(f"/candidates/{person['id']}")).status_code == 404
    assert (await shared_api.patch(f"/candidates/{person['id']}", {})).status_code == 404


async def test_only_the_organisations_own_candidates_are_listed(api: Api, others: Api) -> None:
    await others.candidate()
    candidate = await api.made("/candidates", CANDIDATE)
    response = await api.get("/candidates")
    assert (response.status_code, response.json()) == (200, {"items": [candidate], "total": 1})


async def test_pages_are_ordered_by_id_and_have_the_total_of_the_list(listed: Api) -> None:
    every = (await listed.get("/candidates")).json()
    ids = [candidate["id"] for candidate in every["items"]]
    assert ids == sorted(ids)
    assert every["total"] == len(ids) == 6
    for skip, limit in ((0, 1), (0, 4), (4, 4), (6, 4), (2**31, 4), (2**63, 4), (10**30, 4), (5, 100)):
        page = (await listed.get("/candidates", params={"skip": skip, "limit": limit})).json()
        assert page == {"items": every["items"][skip : skip + limit], "total": 6}


async def test_a_page_has_fifty_rows_by_default(api: Api) -> None:
    await asyncio.gather(*(api.candidate(f"Jane {number}") for number in range(51)))
    for params, shown in (({}, 50), ({"limit": 51}, 51), ({"limit": 100}, 51), ({"limit": 1}, 1), ({"skip": 50}, 1)):
        page = (await api.get("/candidates", params=params)).json()
        assert (len(page["items"]), page["total"]) == (shown, 51)


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("100%", ["Ann 100%"]),
        ("%", ["Ann 100%"]),
        ("_", ["under_score"]),
        ("\\", [r"back\slash"]),
        (r"\_", []),
        ("ANN", ["Ann 100%", "Ann 1000"]),
        ("ödön å", ["Ödön Ångström"]),
        ("ÅNGSTRÖM", ["Ödön Ångström"]),
        ("headline", []),
        ("notes", []),
    ],
)
async def test_q_matches_a_literal_part_of_the_name(listed: Api, q: str, found: list[str]) -> None:
    page = (await listed.get("/candidates", params={"q": q})).json()
    assert [candidate["full_name"] for candidate in page["items"]] == found
    assert page["total"] == len(found)
    first = (await listed.get("/candidates", params={"q": q, "limit": 1})).json()
    assert first == {"items": page["items"][:1], "total": len(found)}
