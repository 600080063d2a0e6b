"""Cursor pagination of every list."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx
import pytest

from api_document import DOCUMENT
from http_api import API, PASSWORD, Api, faults
from worlds import new_email

PATHS = DOCUMENT["paths"]
CANDIDATE_PATH = "/candidates/{candidate_id}"
NOT_ORDERED_BY_ID = {f"{API}{CANDIDATE_PATH}/duplicates"}
"""Lists that aren't in ascending id, the order that cursors need."""

GROWS_WITH_EVERY_WRITE = {f"{API}/audit"}
"""A list whose number of rows a test can't choose: test_audit.py pages through it."""

LISTS = sorted(
    path
    for path, item in PATHS.items()
    if "Page" in str(item.get("get", {}).get("responses", {}).get("200"))
    and path not in NOT_ORDERED_BY_ID | GROWS_WITH_EVERY_WRITE
)
EVERY_LIST = pytest.mark.parametrize("path", [path.removeprefix(API) for path in LISTS])


async def add_user(api: Api) -> None:
    """Invite a user, and accept the invitation."""
    made = await api.made("/users/invitations", {"email": new_email(), "role": "viewer"})
    accepted = {"token": made["token"], "password": PASSWORD, "full_name": "Jo Doe"}
    await api.made("/auth/accept_invitation", accepted)


async def erase(api: Api) -> None:
    """Create a candidate, and erase them."""
    await api.made(f"/candidates/{(await api.candidate('Jo Doe'))['id']}/erase", None)


COLLABORATION = {
    *("/tags", "/tasks", f"{CANDIDATE_PATH}/tags", f"{CANDIDATE_PATH}/notes"),
    "/applications/{application_id}/notes",
}


async def collaborate(api: Api, path: str, filled: str, name: str) -> None:
    """Add a tag, a task or a note."""
    if path.endswith("/tags"):
        tag = await api.made("/tags", {"name": name})
        await api.send("PUT", f"{filled}/{tag['id']}")
    else:
        await api.made(filled, {"text": name, "title": name})


async def fill(api: Api, count: int, path: str) -> str:  # noqa: C901, PLR0912 - a branch for each list
    """Add `count` rows to a list, and return its path."""
    candidate = await api.candidate("Weiß & Söhne <0>")
    everything = {"name": "All", "kind": "candidates", "query": {"q": "söhne"}}
    ids = {"candidate_id": candidate["id"]}
    if "{application_id}" in path:
        ids["application_id"] = (await api.application(await api.job(), candidate))["id"]
    if "{webhook_id}" in path:
        ids["webhook_id"] = (await api.made("/webhooks", {"url": "https://receiver.invalid/"}))["id"]
    if "{search_id}" in path:
        ids["search_id"] = (await api.made("/saved_searches", everything))["id"]
    filled = path.format(**ids)
    for number in range(count):
        name = f"Weiß & Söhne <{number}>"
        if path == "/agent/conversations":
            await api.made("/agent/chat", {"message": "list jobs"})
        elif path == "/imports":
            await api.post("/candidates/import", files={"file": ("people.csv", f"name\n{name}".encode())})
        elif path in {"/users/invitations", "/api_keys"}:
            invited = {"email": f"{number}@{api.org_id}.example.com", "role": "viewer"}
            await api.made(path, invited | {"name": name, "scopes": ["jobs:read"]})
        elif path in {"/pipeline_templates", "/rejection_reasons"}:
            stages = {"stages": [{"name": "Applied"}], "type": "other"}
            await api.made(path, stages | {"name": name})
        elif path == "/webhooks":
            await api.made(path, {"url": "https://receiver.invalid/"})
        elif path.endswith("/deliveries"):
            await api.made(f"{filled.removesuffix('/deliveries')}/test", None)
        elif path == "/erasures":
            await erase(api)
        elif path == "/users" and number:
            await add_user(api)
        elif path.endswith("/documents"):
            await api.post(filled, files={"file": ("cv.txt", name.encode())})
        elif path in COLLABORATION:
            await collaborate(api, path, filled, name)
        elif path == "/saved_searches":
            await api.made(path, everything)
        elif path in {"/candidates", "/saved_searches/{search_id}/results"}:
            if number:
                await api.candidate(name)
        elif path != "/users":
            await api.application(await api.job(name), candidate)
    if path == "/matching/logs":
        await api.made("/matching/jobs_for_candidate", {"candidate_id": candidate["id"]})
    return filled


async def pages(api: Api, path: str, **query: Any) -> list[list[dict[str, Any]]]:
    """Return all pages, following the `next` links."""
    response = await api.get(path, params=query)
    found = []
    while True:
        assert response.status_code == 200, response.text
        assert set(response.json()) == {"items", "total"}
        found.append(response.json()["items"])
        if "next" not in response.links:
            return found
        url = urljoin(str(response.request.url), response.links["next"]["url"])
        response = await api.http.get(url, headers={"Authorization": f"Bearer {api.token}"})


def cursor_of(response: httpx.Response) -> str:
    """Return the cursor of the next page."""
    return parse_qs(urlsplit(response.links["next"]["url"]).query)["cursor"][0]


def test_the_document_has_lists() -> None:
    assert {"/api/v1/jobs", "/api/v1/candidates", "/api/v1/applications", "/api/v1/matching/logs"} <= set(LISTS)


@pytest.mark.parametrize("path", LISTS)
def test_the_document_describes_the_cursor_and_the_link(path: str) -> None:
    operation = PATHS[path]["get"]
    assert "cursor" in {parameter["name"] for parameter in operation["parameters"]}
    assert operation["responses"]["200"]["headers"]["Link"]["description"]
    assert "400" in operation["responses"]


@EVERY_LIST
async def test_next_links_lead_through_the_whole_list(api: Api, others: Api, path: str) -> None:
    path, _ = await fill(api, 5, path), await fill(others, 2, path)
    whole = (await api.get(path)).json()["items"]
    assert len(whole) == 5
    assert await pages(api, path, limit=2) == [whole[:2], whole[2:4], whole[4:]]
    assert await pages(api, path, skip=1, limit=2) == [whole[1:3], whole[3:]]
    assert await pages(api, path, limit=5) == [whole]


@EVERY_LIST
async def test_the_last_page_has_no_next_link(api: Api, path: str) -> None:
    path = await fill(api, 2, path)
    cursor = cursor_of(await api.get(path, params={"limit": 1}))
    last = await api.get(path, params={"cursor": cursor})
    assert (len(last.json()["items"]), last.json()["total"], "Link" in last.headers) == (1, 2, False)
    assert "Link" not in (await api.get(path, params={"skip": 7})).headers


@EVERY_LIST
async def test_invalid_cursors_and_those_of_other_lists_are_refused(api: Api, path: str) -> None:
    path = await fill(api, 2, path)
    cursor = cursor_of(await api.get(path, params={"limit": 1}))
    data = urlsafe_b64decode(cursor)
    changed = urlsafe_b64encode(bytes([*data[:7], data[7] ^ 1, *data[8:]])).decode()
    ids = {"candidate_id": 1, "application_id": 1, "webhook_id": 1, "search_id": 1}
    lists = {each.removeprefix(API).format(**ids) for each in LISTS if "{search_id}" not in each}  # a 404 comes first
    for other in lists - {path}:
        response = await api.get(other, params={"cursor": cursor})
        assert (response.status_code, "none of this list's" in response.json()["detail"]) == (400, True)
    assert (await api.get(path, params={"cursor": changed})).status_code == 400
    for wrong in ("", "null", cursor[:-1], cursor + "A", cursor + "\n", "ü" * 16, "%" * 16, "12"):
        response = await api.get(path, params={"cursor": wrong, "limit": 0})
        assert sorted(faults(response)) == [
            ("greater_than_equal", ["query", "limit"]),
            ("string_pattern_mismatch", ["query", "cursor"]),
        ]
        assert "Link header" in str(response.json())


@EVERY_LIST
async def test_cursor_and_skip_are_mutually_exclusive(api: Api, path: str) -> None:
    path = await fill(api, 2, path)
    cursor = cursor_of(await api.get(path, params={"limit": 1}))
    for skip in (0, 1):
        response = await api.get(path, params={"cursor": cursor, "skip": skip})
        assert response.status_code == 400
        assert response.json()["detail"].startswith("Send cursor or skip, not both")


async def test_the_next_page_keeps_the_filters(api: Api) -> None:
    await fill(api, 3, "/jobs")
    for number in (1, 2):
        await api.candidate(f"Weiß & Söhne <{number}>")
    await api.job("Weiß & Söhne, closed", status="closed")
    await api.candidate("Somebody else")
    for path, query in {
        "/jobs": {"q": "WEIß & söhne <", "status_filter": "open"},
        "/candidates": {"q": "& Söhne <"},
    }.items():
        first = await api.get(path, params={**query, "limit": 2})
        assert first.json()["total"] == 3
        kept = parse_qs(urlsplit(first.links["next"]["url"]).query)
        assert kept == {**{name: [value] for name, value in query.items()}, "limit": ["2"], "cursor": kept["cursor"]}
        assert [len(page) for page in await pages(api, path, **query, limit=2)] == [2, 1]


async def test_the_next_page_keeps_filters_by_id_and_time(api: Api) -> None:
    await fill(api, 1, "/matching/logs")
    await fill(api, 3, "/matching/logs")
    (candidate,) = {row["candidate_id"] for row in (await api.get("/applications", params={"skip": 1})).json()["items"]}
    assert [len(page) for page in await pages(api, "/applications", candidate_id=candidate, limit=2)] == [2, 1]
    logs = (await api.get("/matching/logs")).json()["items"]
    window = {"since": logs[-1]["created_at"], "until": "2999-01-01T00:00:00+01:00"}
    after = [log for log in logs if log["created_at"] >= logs[-1]["created_at"]]
    found = await pages(api, "/matching/logs", candidate_id=candidate, **window, limit=1)
    assert found == [[log] for log in after]
    assert len(found) == 4


async def test_pages_neither_repeat_nor_miss_rows_during_inserts_and_deletions(api: Api) -> None:
    rows = [await api.candidate(f"Person {number}") for number in range(4)]
    first = await api.get("/candidates", params={"limit": 2})
    await api.delete(f"/candidates/{rows[0]['id']}")
    await api.delete(f"/candidates/{rows[1]['id']}")
    rows.append(await api.candidate("Person 4"))
    second = await api.get("/candidates", params={"cursor": cursor_of(first)})
    assert (second.json()["items"], second.json()["total"]) == (rows[2:], 3)
