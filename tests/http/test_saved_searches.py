"""Saved searches over HTTP."""

from typing import Any
from urllib.parse import urljoin

import httpx
import pytest

from http_api import Api, faults, token_of
from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.services import Services
from worlds import colleague

NURSES = {"name": "Nurses", "kind": "candidates", "query": {"title": "nurse", "sort": "name"}, "shared": False}
REFERRED = {"source": "referral", "years_min": 3, "years_max": 9}


async def as_role(services: Services, api: Api, role: Role) -> Api:
    """Return another user of the organisation."""
    actor = await colleague(services.storage, api.org_id, role)
    return Api(api.http, "", await token_of(services, actor), api.org_id, actor.user_id)


async def following(api: Api, response: httpx.Response) -> httpx.Response:
    """Return the next page of a list."""
    url = urljoin(str(response.request.url), response.links["next"]["url"])
    return await api.http.get(url, headers={"Authorization": f"Bearer {api.token}"})


async def test_a_saved_search_finds_what_its_list_would_find(api: Api) -> None:
    for name in ("Zoë", "Ann", "Max"):
        await api.candidate(name, current_title="Senior Nurse")
    await api.candidate("Bob", current_title="Welder")
    saved = await api.made("/saved_searches", NURSES)
    query: dict[str, Any] = saved["query"]
    assert (query, saved["user_id"], saved["shared"]) == ({"title": "nurse", "sort": "name"}, api.user_id, False)
    path = f"/saved_searches/{saved['id']}"
    assert (await api.get(path)).json() == saved
    first = await api.get(f"{path}/results", params={"limit": 2})
    assert [one["full_name"] for one in first.json()["items"]] == ["Ann", "Max"]
    assert first.json()["total"] == 3
    rest = await following(api, first)
    assert [one["full_name"] for one in rest.json()["items"]] == ["Zoë"]
    as_listed = await api.get("/candidates", params={**query, "limit": 2})
    assert first.json() == as_listed.json()


async def test_a_saved_search_keeps_the_source_and_the_years(api: Api) -> None:
    job = await api.job()
    for name, years, source in (("Ann", 3, "referral"), ("Bob", 10, "referral"), ("Cy", 5, "manual")):
        await api.application(job, await api.candidate(name, experience_years=years), source=source)
    saved = await api.made("/saved_searches", {"name": "Friends", "kind": "candidates", "query": REFERRED})
    assert saved["query"] == REFERRED
    found = (await api.get(f"/saved_searches/{saved['id']}/results")).json()
    assert [one["full_name"] for one in found["items"]] == ["Ann"]
    refused = await api.post("/saved_searches", {"name": "x", "kind": "candidates", "query": {"years_min": -1}})
    assert faults(refused) == [("greater_than_equal", ["body", "query", "years_min"])]


@pytest.mark.parametrize("match", ["all", "any", "none"])
async def test_a_search_by_a_tag_goes_on_with_the_tag_that_it_was_merged_into(api: Api, match: str) -> None:
    first, second = [await api.candidate(name) for name in ("Ann", "Bob")]
    old, new = [await api.made("/tags", {"name": name}) for name in ("JS", "JavaScript")]
    await api.send("PUT", f"/candidates/{first['id']}/tags/{old['id']}")
    query = {"tag": [new["id"], old["id"]] if match == "any" else [old["id"]], "tag_match": match}
    saved = await api.made("/saved_searches", {"name": "x", "kind": "candidates", "query": query, "shared": False})
    found = (await api.get(f"/saved_searches/{saved['id']}/results")).json()
    assert [one["id"] for one in found["items"]] == [second["id"] if match == "none" else first["id"]]
    await api.post(f"/tags/{old['id']}/merge", {"into_id": new["id"]})
    assert (await api.get(f"/saved_searches/{saved['id']}")).json()["query"]["tag"] == [new["id"]]
    assert (await api.get(f"/saved_searches/{saved['id']}/results")).json() == found
    await api.delete(f"/tags/{new['id']}")
    gone = await api.get(f"/saved_searches/{saved['id']}/results")
    assert (gone.status_code, "was deleted" in gone.json()["detail"]) == (400, True)


async def test_a_cursor_holds_no_more_when_the_order_of_the_search_has_changed(api: Api) -> None:
    for name in ("Zoë", "Ann"):
        await api.candidate(name, current_title="Nurse")
    path = f"/saved_searches/{(await api.made('/saved_searches', NURSES))['id']}"
    first = await api.get(f"{path}/results", params={"limit": 1})
    await api.patch(path, {"query": {"title": "nurse", "sort": "newest"}})
    assert (await following(api, first)).status_code == 400


async def test_a_saved_search_for_jobs_finds_jobs(api: Api) -> None:
    job = await api.job("Night Nurse", department="ICU")
    await api.job("Welder")
    query = {"text": "nurse icu", "created_until": "2999-01-01T00:00:00Z", "skill": []}
    saved = await api.made("/saved_searches", {"name": "Nights", "kind": "jobs", "query": query})
    found = (await api.get(f"/saved_searches/{saved['id']}/results")).json()
    assert found == {"items": [job], "total": 1}
    assert saved["query"] == {"text": "nurse icu", "created_until": "2999-01-01T00:00:00+00:00"}


@pytest.mark.parametrize(
    ("kind", "query", "expected"),
    [
        ("candidates", {"titel": "x"}, [("extra_forbidden", ["body", "query", "titel"])]),
        ("candidates", {"department": "x"}, [("extra_forbidden", ["body", "query", "department"])]),
        ("candidates", {"limit": 5}, [("extra_forbidden", ["body", "query", "limit"])]),
        ("jobs", {"stage": "offer"}, [("extra_forbidden", ["body", "query", "stage"])]),
        (
            "candidates",
            {"title": "x" * 201, "job_id": "five"},
            [("int_parsing", ["body", "query", "job_id"]), ("string_too_long", ["body", "query", "title"])],
        ),
        ("jobs", {"sort": "salary"}, [("enum", ["body", "query", "sort"])]),
        ("jobs", {"created_since": "2026-01-01T00:00:00"}, [("datetime_parsing", ["body", "query", "created_since"])]),
        ("people", {}, [("enum", ["body", "kind"])]),
    ],
)
async def test_a_query_is_checked_as_the_list_checks_it(
    api: Api, kind: str, query: dict[str, Any], expected: list[tuple[str, list[str]]]
) -> None:
    response = await api.post("/saved_searches", {"name": "Bad", "kind": kind, "query": query})
    assert response.status_code == 422
    assert sorted(faults(response)) == expected
    assert (await api.get("/saved_searches")).json()["total"] == 0


async def test_a_period_that_ends_before_it_begins_is_refused(api: Api) -> None:
    period = {"changed_since": "2026-02-01T00:00:00Z", "changed_until": "2026-01-01T00:00:00Z"}
    response = await api.post("/saved_searches", {"name": "Bad", "kind": "jobs", "query": period})
    assert response.status_code == 400
    saved = await api.made("/saved_searches", NURSES)
    assert (await api.patch(f"/saved_searches/{saved['id']}", {"query": period})).status_code == 400


async def test_private_searches_are_seen_by_their_users_alone(services: Services, api: Api) -> None:
    viewer = await as_role(services, api, Role.VIEWER)
    admin = await as_role(services, api, Role.ORG_ADMIN)
    saved = await viewer.made("/saved_searches", NURSES)
    path = f"/saved_searches/{saved['id']}"
    for response in (
        await admin.get(path),
        await admin.get(f"{path}/results"),
        await admin.patch(path, {"name": "Mine"}),
        await admin.delete(path),
    ):
        assert response.status_code == 404
    assert (await admin.get("/saved_searches")).json()["total"] == 0
    assert (await viewer.get("/saved_searches", params={"kind": "candidates"})).json()["items"] == [saved]
    assert (await viewer.get("/saved_searches", params={"kind": "jobs"})).json()["total"] == 0


async def test_shared_searches_are_changed_by_their_users_and_administrators(services: Services, api: Api) -> None:
    owner = await as_role(services, api, Role.VIEWER)
    recruiter = await as_role(services, api, Role.RECRUITER)
    saved = await owner.made("/saved_searches", {**NURSES, "shared": True})
    path = f"/saved_searches/{saved['id']}"
    assert (await recruiter.get(path)).json() == saved
    assert (await recruiter.get(f"{path}/results")).json() == {"items": [], "total": 0}
    for response in (await recruiter.patch(path, {"name": "Ours"}), await recruiter.delete(path)):
        assert response.status_code == 403
        assert "searches:manage" in response.json()["detail"]
    assert (await owner.patch(path, {"name": "Sœurs"})).json()["name"] == "Sœurs"
    assert (await api.patch(path, {"shared": False})).json()["shared"] is False
    assert (await owner.delete(path)).status_code == 204
    assert (await owner.get(path)).status_code == 404


async def test_a_saved_search_has_an_etag(api: Api) -> None:
    saved = await api.post("/saved_searches", NURSES)
    path = f"/saved_searches/{saved.json()['id']}"
    etag = saved.headers["etag"]
    assert (await api.get(path)).headers["etag"] == etag
    changed = await api.patch(path, {"name": "Sisters"}, headers={"If-Match": etag})
    assert changed.status_code == 200
    assert (await api.patch(path, {"name": "Again"}, headers={"If-Match": etag})).status_code == 412
    assert (await api.delete(path, headers={"If-Match": etag})).status_code == 412
    assert (await api.delete(path, headers={"If-Match": changed.headers["etag"]})).status_code == 204


async def test_a_key_needs_the_scope_of_what_a_search_finds(api: Api) -> None:
    candidates = await api.made("/saved_searches", NURSES)
    jobs = await api.made("/saved_searches", {"name": "Jobs", "kind": "jobs", "query": {}})
    made = await api.made("/api_keys", {"name": "Careers page", "scopes": ["jobs:read"]})
    key = Api(api.http, "", made["key"], api.org_id, api.user_id)
    assert (await key.get("/saved_searches")).json()["items"] == [jobs]
    assert (await key.get("/saved_searches", params={"kind": "candidates"})).status_code == 403
    assert (await key.get(f"/saved_searches/{candidates['id']}")).status_code == 403
    assert (await key.get(f"/saved_searches/{jobs['id']}/results")).status_code == 200
