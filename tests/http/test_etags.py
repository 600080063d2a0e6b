"""ETags, conditional reads (If-None-Match) and conditional changes (If-Match)."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from http_api import Api

RACERS = 20
FILE = {"file": ("resume.txt", b"Jane Doe, baker")}
PROFILE = {"skills": [{"name": "Python", "evidence": "five years of Python"}]}
KINDS = ["jobs", "candidates", "applications", "profiles"]
MALFORMED = ["", "abc", '"abc', '"a" "b"', 'w/"a"', '"a",, "b"', "*, *", '"a"b"']


async def resource(api: Api, kind: str) -> str:
    """Create a resource of a kind, and return its path."""
    if kind == "jobs":
        return f"/jobs/{(await api.job())['id']}"
    person = await api.candidate()
    if kind == "applications":
        return f"/applications/{(await api.application(await api.job(), person))['id']}"
    return f"/candidates/{person['id']}" + ("/profile" if kind == "profiles" else "")


async def change(api: Api, path: str, headers: Mapping[str, str] | None = None) -> Any:
    """Change the resource at a path."""
    if path.endswith("/profile"):
        return await api.send("PUT", path, json=PROFILE, headers=headers or {})
    fields = {"jobs": "title", "candidates": "headline", "applications": "status"}
    return await api.patch(path, {fields[path.split("/")[1]]: "changed"}, headers=headers or {})


@pytest.mark.parametrize("kind", KINDS)
async def test_an_etag_changes_only_with_its_resource(api: Api, kind: str) -> None:
    path = await resource(api, kind)
    first, again = await api.get(path), await api.get(path)
    assert first.headers["etag"] == again.headers["etag"]
    changed = await change(api, path)
    assert changed.status_code == 200
    assert changed.headers["etag"] != first.headers["etag"]
    read = await api.get(path)
    assert (read.headers["etag"], read.json()) == (changed.headers["etag"], changed.json())


@pytest.mark.parametrize("kind", KINDS)
async def test_a_read_with_the_current_etag_gets_a_304(api: Api, kind: str) -> None:
    path = await resource(api, kind)
    etag = (await api.get(path)).headers["etag"]
    for known in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        answer = await api.get(path, headers={"If-None-Match": known})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)
        assert "content-type" not in answer.headers
    for unknown in ('"other"', etag.strip('"'), ""):
        assert (await api.get(path, headers={"If-None-Match": unknown})).status_code == 200
    await change(api, path)
    assert (await api.get(path, headers={"If-None-Match": etag})).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
async def test_a_change_with_another_etag_is_refused_and_changes_nothing(api: Api, kind: str) -> None:
    path = await resource(api, kind)
    before = await api.get(path)
    for other in ('"other"', f"W/{before.headers['etag']}"):
        refused = await change(api, path, {"If-Match": other})
        assert refused.status_code == 412
        assert "has changed since" in refused.json()["detail"]
    assert (await api.get(path)).json() == before.json()
    for same in (f'"other" , {before.headers["etag"]}', "*"):
        changed = await change(api, path, {"If-Match": same})
        assert changed.status_code == 200
    assert (await change(api, path, {"If-Match": before.headers["etag"]})).status_code == 412


@pytest.mark.parametrize("kind", ["jobs", "candidates", "applications"])
async def test_a_deletion_needs_the_current_etag(api: Api, kind: str) -> None:
    path = await resource(api, kind)
    before = (await api.get(path)).headers["etag"]
    after = (await change(api, path)).headers["etag"]
    assert (await api.delete(path, headers={"If-Match": before})).status_code == 412
    assert (await api.get(path)).status_code == 200
    assert (await api.delete(path, headers={"If-Match": after})).status_code == 204
    assert (await api.delete(path, headers={"If-Match": after})).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("malformed", MALFORMED)
@pytest.mark.one_storage
async def test_a_malformed_etag_is_refused_with_a_message_and_changes_nothing(
    api: Api, kind: str, malformed: str
) -> None:
    path = await resource(api, kind)
    before = (await api.get(path)).json()
    refused = await change(api, path, {"If-Match": malformed})
    assert (refused.status_code, refused.json()["detail"][:14]) == (400, "If-Match takes")
    assert (await api.get(path)).json() == before


async def test_several_if_match_headers_are_one_list(api: Api) -> None:
    path = await resource(api, "jobs")
    etag = (await api.get(path)).headers["etag"]
    both = [("If-Match", '"other"'), ("If-Match", etag), ("Authorization", f"Bearer {api.token}")]
    answer = await api.http.patch(f"/api/v1{path}", json={"title": "changed"}, headers=both)
    assert answer.status_code == 200


@pytest.mark.parametrize("kind", KINDS)
async def test_another_organisations_resource_is_not_found_even_with_its_etag(api: Api, others: Api, kind: str) -> None:
    path = await resource(api, kind)
    etag = (await api.get(path)).headers["etag"]
    assert (await change(others, path, {"If-Match": etag})).status_code == 404
    assert (await others.get(path, headers={"If-None-Match": etag})).status_code == 404


async def test_a_created_resource_has_the_etag_that_a_read_returns(api: Api) -> None:
    job, person = await api.post("/jobs", {"title": "Baker"}), await api.post("/candidates", {"full_name": "Jane Doe"})
    pair = {"job_id": job.json()["id"], "candidate_id": person.json()["id"]}
    applied = await api.post("/applications", pair, headers={"If-None-Match": "*"})
    for kind, made in (("jobs", job), ("candidates", person), ("applications", applied)):
        assert made.status_code == 201
        assert (await api.get(f"/{kind}/{made.json()['id']}")).headers["etag"] == made.headers["etag"]


async def test_the_etag_of_a_file_is_its_hash_and_allows_its_deletion(api: Api) -> None:
    person = await api.candidate()
    made = (await api.post(f"/candidates/{person['id']}/documents", files=FILE)).json()
    path = f"/candidates/{person['id']}/documents/{made['id']}"
    etag = (await api.get(path)).headers["etag"]
    assert etag == f'"{made["hash"]}"'
    known = await api.get(path, headers={"If-None-Match": etag})
    assert (known.status_code, known.content) == (304, b"")
    assert (await api.delete(path, headers={"If-Match": '"other"'})).status_code == 412
    assert (await api.delete(path, headers={"If-Match": etag})).status_code == 204


async def test_one_of_many_concurrent_changes_with_the_same_etag_succeeds(api: Api) -> None:
    for kind in KINDS[:3]:
        path = await resource(api, kind)
        etag = (await api.get(path)).headers["etag"]
        field = {"jobs": "title", "candidates": "headline", "applications": "source"}[kind]
        answers = await asyncio.gather(
            *(api.patch(path, {field: f"by {racer}"}, headers={"If-Match": etag}) for racer in range(RACERS))
        )
        made = [answer for answer in answers if answer.status_code == 200]
        assert sorted(answer.status_code for answer in answers) == [200] + [412] * (RACERS - 1)
        assert (await api.get(path)).json() == made[0].json()


async def test_one_of_a_change_and_a_deletion_with_the_same_etag_succeeds(api: Api) -> None:
    for _ in range(RACERS):
        path = await resource(api, "candidates")
        if_match = {"If-Match": (await api.get(path)).headers["etag"]}
        answers = await asyncio.gather(change(api, path, if_match), api.delete(path, headers=if_match))
        assert [answer.status_code for answer in answers] in ([200, 412], [404, 204])


async def test_concurrent_changes_of_different_fields_are_all_kept(api: Api) -> None:
    fields = "headline location current_title current_company linkedin_url github_url website_url notes".split()
    path = await resource(api, "candidates")
    changes = {field: f"https://x.example/{field}" for field in fields} | {"experience_years": 7}
    for turn in range(3):
        answers = await asyncio.gather(
            *(api.patch(path, {field: value}) for field, value in changes.items()),
            *(api.patch(path, {"full_name": f"Jane {racer}"}) for racer in range(turn, RACERS)),
        )
        assert {answer.status_code for answer in answers} == {200}
        kept = (await api.get(path)).json()
        assert {field: kept[field] for field in changes} == changes
        changes = {field: f"{value}/" if isinstance(value, str) else value + 1 for field, value in changes.items()}


async def test_reading_changing_and_retrying_loses_no_change(api: Api) -> None:
    path = await resource(api, "jobs")
    await api.patch(path, {"salary_min": 0})

    async def increment() -> None:
        while True:
            read = await api.get(path)
            more = {"salary_min": read.json()["salary_min"] + 1}
            if (await api.patch(path, more, headers={"If-Match": read.headers["etag"]})).status_code == 200:
                return

    await asyncio.gather(*(increment() for _ in range(RACERS)))
    assert (await api.get(path)).json()["salary_min"] == RACERS
