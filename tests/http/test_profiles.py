"""Candidate profiles."""

from typing import Any

import httpx
import pytest

from http_api import Api, faults, invited, registered

EMPTY: dict[str, Any] = {
    "skills": [],
    "languages": [],
    "education": [],
    "positions": [],
    "contacts": {"emails": [], "phones": []},
}
FULL: dict[str, Any] = {
    "skills": [{"name": "Python", "evidence": "Distributed systems in Python."}],
    "languages": [{"name": "German", "level": "native", "evidence": "German (native)"}],
    "education": [{"degree": "BSc", "school": "University of Somewhere", "start": "2012", "end": "2016-06"}],
    "positions": [{"title": "Baker", "company": "Bread", "start": "2020-01", "end": None, "goes_on": True}],
    "contacts": {"emails": ["jane@example.com"], "phones": ["+1 415 555 0100"]},
}
RESUME = (
    b"Jane Doe\njane.doe@example.com | +1 415 555 0100\nSan Francisco, CA\n\nExperience\nStaff Engineer at TechCorp\n"
    b"2019 - Present\nDistributed systems in Python.\n\nEducation\nBSc, University of Somewhere, 2012 - 2016\n\n"
    b"Languages\nGerman (native)\n"
)


@pytest.fixture(scope="module")
async def api(http: httpx.AsyncClient) -> Api:
    return await registered(http)


async def new_profile_path(api: Api) -> str:
    return f"/candidates/{(await api.candidate())['id']}/profile"


async def test_a_resume_gives_the_candidate_a_profile(api: Api) -> None:
    created = await api.post("/agent/candidates/from_resume", files={"resume": ("resume.txt", RESUME)})
    path = f"/candidates/{created.json()['candidate']['id']}/profile"
    profile = (await api.get(path)).json()
    assert profile == {
        "skills": [
            {"name": "Distributed Systems", "evidence": "Distributed systems in Python."},
            {"name": "Python", "evidence": "Distributed systems in Python."},
        ],
        "languages": [{"name": "German", "level": "native", "evidence": "German (native)"}],
        "education": [{"degree": "BSc", "school": "University of Somewhere", "start": "2012", "end": "2016"}],
        "positions": [
            {"title": "Staff Engineer", "company": "TechCorp", "start": "2019", "end": None, "goes_on": True}
        ],
        "contacts": {"emails": ["jane.doe@example.com"], "phones": ["+1 415 555 0100"]},
    }
    assert (await api.send("PUT", path, json=profile)).json() == profile


async def test_the_confidence_of_each_field_is_returned_and_outlives_a_new_profile(api: Api) -> None:
    created = await api.post("/agent/candidates/from_resume", files={"resume": ("resume.txt", RESUME)})
    candidate = created.json()["candidate"]
    path = f"/candidates/{candidate['id']}/profile"
    fields = (await api.get(f"{path}/fields")).json()["items"]
    by_name = {field["name"]: field for field in fields}
    assert by_name["full_name"]["value"] == candidate["full_name"]
    assert by_name["current_title"]["value"] == candidate["current_title"]
    assert all(set(field) == {"name", "value", "confidence", "suggestions"} for field in fields)
    assert all(0 <= field["confidence"] <= 1 for field in fields)
    await api.send("PUT", path, json={"skills": []})
    assert (await api.get(f"{path}/fields")).json()["items"] == fields
    (document,) = (await api.get(f"/candidates/{candidate['id']}/documents")).json()["items"]
    of_document = await api.get(f"/candidates/{candidate['id']}/documents/{document['id']}/fields")
    assert of_document.json()["items"] == fields
    viewer = await invited(api, "viewer")
    assert (await viewer.get(f"{path}/fields")).status_code == 200
    refused = await viewer.get(f"/candidates/{candidate['id']}/documents/{document['id']}/fields")
    assert refused.status_code == 403, "it shows what a viewer may not download"


async def test_an_added_document_lists_the_fields_read_from_it(api: Api) -> None:
    candidate = await api.candidate()
    added = await api.post(f"/candidates/{candidate['id']}/documents", files={"file": ("resume.txt", RESUME)})
    path = f"/candidates/{candidate['id']}/documents/{added.json()['id']}/fields"
    by_name = {field["name"]: field["value"] for field in (await api.get(path)).json()["items"]}
    assert by_name["full_name"] == "Jane Doe"
    assert (await api.get(f"/candidates/{candidate['id']}/profile/fields")).json() == {"items": []}
    assert (await api.get(f"/candidates/{candidate['id']}/documents/{2**40}/fields")).status_code == 404


async def test_a_new_candidate_has_an_empty_profile(api: Api) -> None:
    response = await api.get(await new_profile_path(api))
    assert (response.status_code, response.json()) == (200, EMPTY)


async def test_a_put_replaces_the_whole_profile(api: Api) -> None:
    path = await new_profile_path(api)
    response = await api.send("PUT", path, json=FULL)
    assert (response.status_code, response.json()) == (200, FULL)
    assert (await api.get(path)).json() == FULL
    profile = {"skills": [{"name": "Go"}], "positions": [{}]}
    empty_position = {"title": None, "company": None, "start": None, "end": None, "goes_on": False}
    stored = EMPTY | {"skills": [{"name": "Go", "evidence": ""}], "positions": [empty_position]}
    assert (await api.send("PUT", path, json=profile)).json() == stored
    assert (await api.get(path)).json() == stored


async def test_a_new_profile_does_not_change_the_candidates_fields(api: Api) -> None:
    candidate = await api.candidate(notes="Bakes")
    await api.send("PUT", f"/candidates/{candidate['id']}/profile", json=FULL)
    assert (await api.get(f"/candidates/{candidate['id']}")).json() == candidate


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"skills": [{"name": "x"}] * 101}, ("too_long", ["body", "skills"])),
        ({"skills": [{"evidence": "x"}]}, ("missing", ["body", "skills", 0, "name"])),
        ({"skills": [{"name": "x" * 101}]}, ("string_too_long", ["body", "skills", 0, "name"])),
        ({"skills": [{"name": " "}]}, ("string_pattern_mismatch", ["body", "skills", 0, "name"])),
        ({"skills": ["Python"]}, ("model_attributes_type", ["body", "skills", 0])),
        ({"skills": None}, ("list_type", ["body", "skills"])),
        (
            {"languages": [{"name": "x", "evidence": "x" * 201}]},
            ("string_too_long", ["body", "languages", 0, "evidence"]),
        ),
        ({"education": [{"start": "2012-13"}]}, ("string_pattern_mismatch", ["body", "education", 0, "start"])),
        ({"positions": [{"end": "12"}]}, ("string_pattern_mismatch", ["body", "positions", 0, "end"])),
        ({"positions": [{"title": "a\0b"}]}, ("string_pattern_mismatch", ["body", "positions", 0, "title"])),
        ({"contacts": {"emails": ["jane"]}}, ("string_pattern_mismatch", ["body", "contacts", "emails", 0])),
        ({"contacts": {"phones": [" "]}}, ("string_pattern_mismatch", ["body", "contacts", "phones", 0])),
        ({"contacts": {"phones": ["1"] * 101}}, ("too_long", ["body", "contacts", "phones"])),
    ],
)
async def test_an_invalid_profile_is_a_422_with_its_location_and_changes_nothing(
    api: Api, given: dict[str, Any], fault: tuple[str, list[str | int]]
) -> None:
    path = await new_profile_path(api)
    await api.send("PUT", path, json=FULL)
    assert faults(await api.send("PUT", path, json=given)) == [fault]
    assert (await api.get(path)).json() == FULL


@pytest.mark.parametrize("missing_id", [0, -1, 10**30])
async def test_a_missing_candidate_has_no_profile(api: Api, missing_id: int) -> None:
    for response in (
        await api.get(f"/candidates/{missing_id}/profile"),
        await api.send("PUT", f"/candidates/{missing_id}/profile", json=FULL),
    ):
        assert (response.status_code, response.json()) == (404, {"detail": "Candidate not found"})
