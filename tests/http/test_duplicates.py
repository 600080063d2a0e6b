"""Duplicate candidates over HTTP."""

import httpx
import pytest

from http_api import Api, faults, registered

RESUME = b"Jane Doe\njane@example.com\nBaker in Leeds\n"


@pytest.fixture
async def api(http: httpx.AsyncClient) -> Api:
    return await registered(http)


async def upload(api: Api, data: bytes = RESUME) -> httpx.Response:
    response = await api.post("/agent/candidates/from_resume", files={"resume": ("cv.txt", data)})
    assert response.status_code == 200, response.text
    assert set(response.json()) == {"candidate", "summary"}
    return response


async def test_a_repeated_upload_names_its_duplicate_in_a_header(api: Api) -> None:
    first, again = await upload(api), await upload(api)
    assert "x-duplicate-of" not in first.headers
    assert again.headers["x-duplicate-of"] == str(first.json()["candidate"]["id"])
    other = await api.candidate()
    added = await api.post(f"/candidates/{other['id']}/documents", files={"file": ("cv.txt", RESUME)})
    assert added.headers["x-duplicate-of"] == str(first.json()["candidate"]["id"])


async def test_duplicates_are_listed_with_reasons(api: Api) -> None:
    first, again = (await upload(api)).json()["candidate"], (await upload(api)).json()["candidate"]
    path = f"/candidates/{first['id']}/duplicates"
    listed = (await api.get(path)).json()
    assert listed["total"] == 1
    (item,) = listed["items"]
    assert item["candidate"] == again
    assert item["confidence"] == "certain"
    assert "The same file was uploaded for both." in item["reasons"]
    assert (await api.get(path, params={"skip": 1})).json() == {"items": [], "total": 1}


async def test_candidates_are_merged_into_one(api: Api) -> None:
    first, again = (await upload(api)).json()["candidate"], (await upload(api)).json()["candidate"]
    application = await api.application(await api.job(), again)
    response = await api.post(f"/candidates/{first['id']}/merge", {"from_id": again["id"]})
    assert (response.status_code, response.json()) == (200, first)
    assert (await api.get(f"/candidates/{again['id']}")).status_code == 404
    assert (await api.get(f"/candidates/{first['id']}/documents")).json()["total"] == 2
    assert (await api.get(f"/applications/{application['id']}")).json()["candidate_id"] == first["id"]
    assert (await api.get(f"/candidates/{first['id']}/duplicates")).json() == {"items": [], "total": 0}


async def test_a_merge_into_a_candidate_who_has_changed_is_refused(api: Api) -> None:
    first, again = (await upload(api)).json()["candidate"], (await upload(api)).json()["candidate"]
    path = f"/candidates/{first['id']}"
    stale = (await api.get(path)).headers["etag"]
    current = (await api.patch(path, {"headline": "Baker"})).headers["etag"]
    refused = await api.post(f"{path}/merge", {"from_id": again["id"]}, headers={"If-Match": stale})
    assert refused.status_code == 412
    assert (await api.get(f"/candidates/{again['id']}")).status_code == 200
    malformed = await api.post(f"{path}/merge", {"from_id": again["id"]}, headers={"If-Match": "abc"})
    assert malformed.status_code == 400
    merged = await api.post(f"{path}/merge", {"from_id": again["id"]}, headers={"If-Match": current})
    assert merged.status_code == 200


async def test_an_invalid_merge_is_refused_with_a_message(api: Api) -> None:
    candidate = await api.candidate()
    path = f"/candidates/{candidate['id']}/merge"
    refused = await api.post(path, {"from_id": candidate["id"]})
    assert (refused.status_code, refused.json()["detail"].partition(":")[0]) == (
        400,
        "A candidate can't be merged with themselves",
    )
    for unknown in (0, 10**30):
        assert (await api.post(path, {"from_id": unknown})).status_code == 404
        assert (await api.post(f"/candidates/{unknown}/merge", {"from_id": candidate["id"]})).status_code == 404
    assert faults(await api.post(path, {})) == [("missing", ["body", "from_id"])]
    assert faults(await api.post(path, {"from_id": "x"})) == [("int_parsing", ["body", "from_id"])]
    assert (await api.get(f"/candidates/{candidate['id']}")).json() == candidate
