"""Candidates who may be one person, over HTTP."""

import httpx
import pytest

from http_api import Api, faults, registered

RESUME = b"Jane Doe\njane@example.com\nBaker in Leeds\n"


@pytest.fixture
async def ours(http: httpx.AsyncClient) -> Api:
    return await registered(http)


async def upload(api: Api, data: bytes = RESUME) -> httpx.Response:
    response = await api.post("/agent/candidates/from_resume", files={"resume": ("cv.txt", data)})
    assert response.status_code == 200, response.text
    assert set(response.json()) == {"candidate", "summary"}
    return response


async def test_an_upload_that_comes_again_says_so_in_a_header(ours: Api) -> None:
    first, again = await upload(ours), await upload(ours)
    assert "x-duplicate-of" not in first.headers
    assert again.headers["x-duplicate-of"] == str(first.json()["candidate"]["id"])
    other = await ours.candidate()
    added = await ours.post(f"/candidates/{other['id']}/documents", files={"file": ("cv.txt", RESUME)})
    assert added.headers["x-duplicate-of"] == str(first.json()["candidate"]["id"])


async def test_duplicates_are_listed_with_reasons(ours: Api) -> None:
    first, again = (await upload(ours)).json()["candidate"], (await upload(ours)).json()["candidate"]
    path = f"/candidates/{first['id']}/duplicates"
    listed = (await ours.get(path)).json()
    assert listed["total"] == 1
    (item,) = listed["items"]
    assert item["candidate"] == again
    assert item["confidence"] == "certain"
    assert "The same file was uploaded for both." in item["reasons"]
    assert (await ours.get(path, params={"skip": 1})).json() == {"items": [], "total": 1}


async def test_candidates_are_merged_into_one(ours: Api) -> None:
    first, again = (await upload(ours)).json()["candidate"], (await upload(ours)).json()["candidate"]
    application = await ours.application(await ours.job(), again)
    response = await ours.post(f"/candidates/{first['id']}/merge", {"from_id": again["id"]})
    assert (response.status_code, response.json()) == (200, first)
    assert (await ours.get(f"/candidates/{again['id']}")).status_code == 404
    assert (await ours.get(f"/candidates/{first['id']}/documents")).json()["total"] == 2
    assert (await ours.get(f"/applications/{application['id']}")).json()["candidate_id"] == first["id"]
    assert (await ours.get(f"/candidates/{first['id']}/duplicates")).json() == {"items": [], "total": 0}


async def test_candidates_are_merged_only_into_the_version_that_was_seen(ours: Api) -> None:
    first, again = (await upload(ours)).json()["candidate"], (await upload(ours)).json()["candidate"]
    path = f"/candidates/{first['id']}"
    stale = (await ours.get(path)).headers["etag"]
    seen = (await ours.patch(path, {"headline": "Baker"})).headers["etag"]
    refused = await ours.post(f"{path}/merge", {"from_id": again["id"]}, headers={"If-Match": stale})
    assert refused.status_code == 412
    assert (await ours.get(f"/candidates/{again['id']}")).status_code == 200
    malformed = await ours.post(f"{path}/merge", {"from_id": again["id"]}, headers={"If-Match": "abc"})
    assert malformed.status_code == 400
    merged = await ours.post(f"{path}/merge", {"from_id": again["id"]}, headers={"If-Match": seen})
    assert merged.status_code == 200


async def test_what_can_not_be_merged_is_refused_in_words(ours: Api) -> None:
    candidate = await ours.candidate()
    path = f"/candidates/{candidate['id']}/merge"
    oneself = await ours.post(path, {"from_id": candidate["id"]})
    assert (oneself.status_code, oneself.json()["detail"].partition(":")[0]) == (
        400,
        "A candidate can't be merged with themselves",
    )
    for nobody in (0, 10**30):
        assert (await ours.post(path, {"from_id": nobody})).status_code == 404
        assert (await ours.post(f"/candidates/{nobody}/merge", {"from_id": candidate["id"]})).status_code == 404
    assert faults(await ours.post(path, {})) == [("missing", ["body", "from_id"])]
    assert faults(await ours.post(path, {"from_id": "x"})) == [("int_parsing", ["body", "from_id"])]
    assert (await ours.get(f"/candidates/{candidate['id']}")).json() == candidate
