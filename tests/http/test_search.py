"""Filters, text queries and orders of the lists of candidates and jobs."""

from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from hashlib import blake2s
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx
import pytest

from http_api import API, Api, faults, token_of
from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.services import Services
from worlds import colleague

CV = b"Jane Doe\nNurse\nParachutist since 2010, and a certified diver.\n"


async def names(api: Api, **query: Any) -> list[str]:
    """Return the names of the candidates that a list has."""
    response = await api.get("/candidates", params=query)
    assert response.status_code == 200, response.text
    found = response.json()
    assert found["total"] == len(found["items"])
    return [one["full_name"] for one in found["items"]]


async def titles(api: Api, **query: Any) -> list[str]:
    """Return the titles of the jobs that a list has."""
    return [one["title"] for one in (await api.get("/jobs", params=query)).json()["items"]]


async def all_pages(api: Api, path: str, **query: Any) -> list[list[int]]:
    """Return the ids on all pages, following the links."""
    response = await api.get(path, params=query)
    found = []
    while True:
        assert response.status_code == 200, response.text
        found.append([one["id"] for one in response.json()["items"]])
        if "next" not in response.links:
            return found
        url = urljoin(str(response.request.url), response.links["next"]["url"])
        response = await api.http.get(url, headers={"Authorization": f"Bearer {api.token}"})


async def test_candidates_are_filtered_by_every_parameter(api: Api) -> None:
    job = await api.job()
    jane = await api.candidate(
        "Jane", current_title="Senior Nurse", location="Zürich", current_company="Charité", notes="Kubernetes, ICU"
    )
    john = await api.candidate(
        "John", headline="Night nurse", location="Bern", notes="k8s and Python", experience_years=7
    )
    await api.application(job, jane, status="offer", source="referral")
    await api.application(await api.job(), john, status="interview")
    red, blue = [(await api.made("/tags", {"name": name}))["id"] for name in ("red", "blue")]
    for one, tag in ((jane, red), (jane, blue), (john, red)):
        await api.send("PUT", f"/candidates/{one['id']}/tags/{tag}")
    for query, found in (
        ({"title": "NURSE"}, ["Jane", "John"]),
        ({"title": "nurse", "location": "zür"}, ["Jane"]),
        ({"company": "charité"}, ["Jane"]),
        ({"skill": "Kubernetes"}, ["Jane", "John"]),
        ({"skill": ["kubernetes", "python"]}, ["John"]),
        ({"stage": "offer"}, ["Jane"]),
        ({"stage": "offer", "job_id": job["id"]}, ["Jane"]),
        ({"stage": "interview", "job_id": job["id"]}, []),
        ({"job_id": job["id"]}, ["Jane"]),
        ({"source": "referral"}, ["Jane"]),
        ({"source": "manual", "job_id": job["id"]}, []),
        ({"years_min": 7, "years_max": 7}, ["John"]),
        ({"years_max": 6}, []),
        ({"text": "nurse -icu"}, ["John"]),
        ({"tag": red}, ["Jane", "John"]),
        ({"tag": [red, blue]}, ["Jane"]),
        ({"tag": [red, blue], "tag_match": "any"}, ["Jane", "John"]),
        ({"tag": [blue], "tag_match": "none"}, ["John"]),
        ({"text": "", "title": "", "stage": ""}, ["Jane", "John"]),
        ({"q": "j", "text": "python"}, ["John"]),
        ({"sort": "name", "q": "J"}, ["Jane", "John"]),
        ({"sort": "newest"}, ["John", "Jane"]),
        ({"created_since": "2999-01-01T00:00:00Z"}, []),
        ({"created_until": "2999-01-01T00:00:00Z"}, ["Jane", "John"]),
        ({"changed_until": "2000-01-01T00:00:00Z"}, []),
    ):
        assert await names(api, **query) == found, query


async def test_jobs_are_filtered_by_every_parameter(api: Api) -> None:
    await api.job("Nurse", department="ICU", location="Bern", required_skills=["First aid"])
    await api.job("Welder", status="closed", remote_option="On-site", description="Night shifts")
    for query, found in (
        ({"title": "NUR"}, ["Nurse"]),
        ({"department": "icu"}, ["Nurse"]),
        ({"location": "site"}, ["Welder"]),
        ({"skill": "first aid"}, ["Nurse"]),
        ({"text": '"night shifts"'}, ["Welder"]),
        ({"text": "night", "status_filter": "open"}, []),
        ({"sort": "newest"}, ["Welder", "Nurse"]),
        ({"sort": "name", "q": "e"}, ["Nurse", "Welder"]),
        ({"changed_since": "2999-01-01T00:00:00Z"}, []),
    ):
        assert await titles(api, **query) == found, query


@pytest.mark.parametrize("path", ["/candidates", "/jobs"])
@pytest.mark.parametrize("sort", ["id", "newest", "name", "activity"])
async def test_cursors_lead_through_a_list_in_every_order(api: Api, others: Api, path: str, sort: str) -> None:
    for name in ("Zoë <&>", "anna", "Ænna 😀", "Anna", "bert"):
        for one in (api, others):
            await (one.candidate(name) if path == "/candidates" else one.job(name))
    ((*whole,),) = await all_pages(api, path, sort=sort)
    assert len(whole) == 5
    assert await all_pages(api, path, sort=sort, limit=2) == [whole[:2], whole[2:4], whole[4:]]
    assert await all_pages(api, path, sort=sort, limit=2, text="-nobody", skip=1) == [whole[1:3], whole[3:]]


async def test_candidates_for_a_job_are_sorted_by_score(api: Api) -> None:
    job = await api.job("Python Engineer", required_skills=["Python", "SQL"])
    titles = ("Cook", "Python Engineer", "SQL Developer", "Python Engineer", "Cook")
    people = [await api.candidate(f"Person {place}", current_title=title) for place, title in enumerate(titles)]
    for one in people:
        await api.application(job, one, status="offer" if one["current_title"] == "Cook" else "applied")
    await api.candidate("Another", current_title="Python Engineer")
    ranked = await api.made("/matching/candidates_for_job", {"job_id": job["id"]})
    ids = [one["id"] for one in people]
    best = [one["candidate_id"] for one in ranked["matches"] if one["candidate_id"] in ids]
    query = {"sort": "score", "job_id": job["id"]}
    assert await all_pages(api, "/candidates", **query) == [best]
    assert await all_pages(api, "/candidates", **query, limit=2) == [best[:2], best[2:4], best[4:]]
    assert await all_pages(api, "/candidates", **query, skip=3, limit=1) == [best[3:4], best[4:]]
    assert await names(api, **query, stage="offer") == ["Person 0", "Person 4"]
    assert await names(api, **query, text="sql") == ["Person 2"]
    assert await names(api, sort="score", job_id=2**40) == []
    for refused in (
        await api.get("/candidates?sort=score"),
        await api.get("/jobs?sort=score"),
        await api.post("/saved_searches", {"name": "x", "kind": "candidates", "query": {"sort": "score"}}),
    ):
        assert (refused.status_code, "job_id" in refused.json()["detail"]) == (400, True)


async def test_changes_and_applications_make_candidates_and_jobs_the_most_active(api: Api) -> None:
    jane, john = await api.candidate("Jane"), await api.candidate("John")
    assert await names(api, sort="activity") == ["John", "Jane"]
    await api.patch(f"/candidates/{jane['id']}", {"notes": "called"})
    assert await names(api, sort="activity") == ["Jane", "John"]
    cook, baker = await api.job("Cook"), await api.job("Baker")
    application = await api.application(cook, john)
    assert await names(api, sort="activity") == ["John", "Jane"]
    assert await titles(api, sort="activity") == ["Cook", "Baker"]
    await api.application(baker, jane)
    assert await names(api, sort="activity", q="J") == ["Jane", "John"]
    assert await titles(api, sort="activity") == ["Baker", "Cook"]
    await api.patch(f"/applications/{application['id']}", {"status": "offer"})
    assert await names(api, sort="activity") == ["John", "Jane"]
    assert await titles(api, sort="activity") == ["Cook", "Baker"]
    assert await names(api, changed_since=datetime(2000, 1, 1, tzinfo=UTC).isoformat()) == ["Jane", "John"]


async def test_a_cursor_belongs_to_one_order(api: Api) -> None:
    for name in ("Ann", "Bob", "Cid"):
        await api.candidate(name)
    first = await api.get("/candidates", params={"sort": "name", "limit": 1})
    cursor = parse_qs(urlsplit(first.links["next"]["url"]).query)["cursor"][0]
    for sort in ("id", "newest", "activity"):
        response = await api.get("/candidates", params={"sort": sort, "cursor": cursor})
        assert (response.status_code, "none of this list's" in response.json()["detail"]) == (400, True)
    assert (await api.get("/candidates", params={"sort": "name", "cursor": cursor, "limit": 1})).status_code == 200


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("name", b""),
        ("name", b"m" + bytes(8)),
        ("name", b"t\xff\xff"),
        ("name", b"ta\0a\0\0"),
        ("activity", b"tanna\0"),
        ("activity", b"m" + b"\x7f" * 8),
        ("newest", b"tan"),
    ],
)
async def test_an_invented_cursor_with_another_key_is_refused(api: Api, sort: str, key: bytes) -> None:
    await api.candidate()
    data = (1).to_bytes(8) + key
    check = blake2s(data + f"{API}/candidates?sort={sort}".encode(), digest_size=4).digest()
    cursor = urlsafe_b64encode(data + check).decode()
    response = await api.get("/candidates", params={"sort": sort, "cursor": cursor})
    assert response.status_code == 400


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("/candidates", {"sort": "age"}, [("enum", ["query", "sort"])]),
        ("/candidates", {"job_id": "null"}, [("int_parsing", ["query", "job_id"])]),
        ("/candidates", {"text": "x" * 501}, [("string_too_long", ["query", "text"])]),
        ("/candidates", {"skill": ["x"] * 11}, [("too_long", ["query", "skill"])]),
        ("/candidates", {"skill": "x" * 101}, [("string_too_long", ["query", "skill", 0])]),
        ("/jobs", {"title": "\0"}, [("string_pattern_mismatch", ["query", "title"])]),
        ("/jobs", {"created_since": "2026-01-01T00:00:00"}, [("datetime_parsing", ["query", "created_since"])]),
    ],
)
async def test_bad_values_of_filters_are_named(
    api: Api, path: str, query: dict[str, Any], expected: list[tuple[str, list[str | int]]]
) -> None:
    assert faults(await api.get(path, params=query)) == expected


async def test_a_bad_value_is_found_under_a_percent_encoded_name(api: Api) -> None:
    assert faults(await api.get("/candidates?%6aob_id=null")) == [("int_parsing", ["query", "job_id"])]


async def test_a_period_that_ends_before_it_begins_is_refused(api: Api) -> None:
    period = {"created_since": "2026-02-01T00:00:00Z", "created_until": "2026-01-01T00:00:00Z"}
    for path in ("/candidates", "/jobs"):
        assert (await api.get(path, params=period)).status_code == 400


async def test_text_in_documents_is_found_by_those_who_may_read_documents(services: Services, api: Api) -> None:
    jane = await api.candidate("Jane", notes="nurse")
    await api.candidate("John", notes="nurse")
    uploaded = await api.post(f"/candidates/{jane['id']}/documents", files={"file": ("cv.txt", CV)})
    assert uploaded.status_code == 201
    viewer = Api(api.http, "", await token_of(services, await colleague(services.storage, api.org_id, Role.VIEWER)))
    assert await names(api, text="parachutist") == ["Jane"]
    assert await names(viewer, text="parachutist") == []
    assert await names(viewer, text="nurse -parachutist") == ["Jane", "John"]
    assert await names(api, text="nurse -parachutist") == ["John"]
    await api.delete(f"/candidates/{jane['id']}/documents/{uploaded.json()['id']}")
    assert await names(api, text="parachutist") == []


async def test_the_text_of_a_resume_is_found(api: Api) -> None:
    made = await api.post("/agent/candidates/from_resume", files={"resume": ("cv.txt", CV)})
    assert made.status_code == 200
    assert await names(api, text='"certified diver" parachutist') == [made.json()["candidate"]["full_name"]]


async def test_a_filter_by_applications_takes_the_permission_to_read_them(api: Api) -> None:
    made = await api.made("/api_keys", {"name": "Careers page", "scopes": ["candidates:read"]})
    key = Api(api.http, "", made["key"], api.org_id, api.user_id)
    for query in ({"stage": "offer"}, {"job_id": 1}):
        response: httpx.Response = await key.get("/candidates", params=query)
        assert response.status_code == 403
        assert "applications:read" in response.json()["detail"]
    assert (await key.get("/candidates", params={"text": "nurse"})).status_code == 200


async def test_an_erased_person_is_found_no_more(api: Api) -> None:
    jane = await api.candidate("Jane", notes="parachutist")
    await api.post(f"/candidates/{jane['id']}/documents", files={"file": ("cv.txt", b"diver")})
    await api.made(f"/candidates/{jane['id']}/erase", None)
    assert await names(api, text="parachutist or diver or jane") == []
