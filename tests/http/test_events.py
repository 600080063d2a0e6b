"""The change feed and synchronised lists over HTTP."""

import asyncio
import json
from base64 import urlsafe_b64encode
from typing import Any

import pytest

from http_api import Api, invited
from recruit.domain.audit import service as audit_service
from recruit.domain.audit.service import LINK_BATCH
from recruit.domain.jobs.model import JobDetails
from recruit.domain.shared.errors import Refused, Unavailable
from recruit.entrypoints import shared_heads
from recruit.entrypoints.http import streaming
from recruit.entrypoints.http.streaming import Follower, follow
from recruit.entrypoints.services import Services
from recruit.entrypoints.shared_heads import SharedHeads


async def events(api: Api, **query: object) -> list[dict[str, Any]]:
    response = await api.get("/events", params=query)
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["items"]
    return found


async def synced(api: Api, kind: str, token: str, limit: int = 100) -> tuple[dict[int, Any], set[int], str]:
    """Follow all pages, and return the records by id, the deleted ids and the new token."""
    records: dict[int, Any] = {}
    deleted: set[int] = set()
    path: str | None = f"/{kind}?sync_token={token}&limit={limit}"
    while path is not None:
        response = await api.get(path)
        assert response.status_code == 200, response.text
        page = response.json()
        assert len(page["items"]) <= limit
        records |= {item["id"]: item for item in page["items"]}
        deleted |= {*page["deleted"]}
        link = response.links.get("next")
        assert (link is None) == (page["sync_token"] is not None)
        path = link["url"].removeprefix("/api/v1") if link else None
    return records, deleted, page["sync_token"]


async def test_every_change_of_an_application_is_an_event_with_its_actor_and_stage(api: Api) -> None:
    job, candidate = await api.job(), await api.candidate()
    application = await api.application(job, candidate)
    path = f"/applications/{application['id']}"
    await api.patch(path, {"status": "interview"}, headers={"X-Request-ID": "mine-3"})
    await api.patch(path, {"fit_score": 70})
    await api.delete(path)
    created, moved, changed, deleted = await events(api, entity=f"application:{application['id']}")
    types = ["application.created", "application.stage_changed", "application.updated", "application.deleted"]
    assert [one["type"] for one in (created, moved, changed, deleted)] == types
    assert [one["stage"] for one in (created, moved, changed, deleted)] == ["sourced", "interview", None, None]
    assert [one["fields"] for one in (created, moved, changed, deleted)] == [[], ["status"], ["fit_score"], []]
    (opened,) = await events(api, types="job.created")
    assert opened["job_id"] == opened["entity_id"] == job["id"]
    for one in (created, moved, changed, deleted):
        assert (one["job_id"], one["candidate_id"], one["user_id"]) == (job["id"], candidate["id"], api.user_id)
    assert (moved["kind"], moved["request_id"]) == ("user", "mine-3")


async def test_pages_of_the_feed_make_up_the_whole_in_ascending_sequence(api: Api) -> None:
    for number in range(7):
        await api.job(f"Baker {number}")
    whole = [one["id"] for one in await events(api)]
    after, found, more = 0, [], True
    while more:
        page = (await api.get("/events", params={"after": after, "limit": 3})).json()
        sequences = [one["sequence"] for one in page["items"]]
        assert sequences == sorted(sequences)
        assert all(after < sequence <= page["next_after"] for sequence in sequences)
        found += [one["id"] for one in page["items"]]
        after, more = page["next_after"], page["more"]
    assert found == whole
    assert await events(api, after=after) == []
    job = await api.job("Cook")
    assert [one["entity_id"] for one in await events(api, after=after)] == [job["id"]]


async def test_the_feed_is_filtered_by_types_and_by_record(api: Api) -> None:
    first, second = await api.job("Baker"), await api.job("Cook")
    await api.candidate()
    await api.patch(f"/jobs/{second['id']}", {"title": "Chef"})
    wanted = await events(api, types="job.created,candidate.created")
    assert [one["type"] for one in wanted] == ["job.created", "job.created", "candidate.created"]
    assert {one["entity"] for one in await events(api, entity="job")} == {"job"}
    assert [one["type"] for one in await events(api, entity=f"job:{second['id']}")] == ["job.created", "job.updated"]
    assert await events(api, entity=f"job:{first['id']}", types="job.updated") == []


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ({"types": "job.eaten"}, "types of events, separated by commas: organisation.created, "),
        ({"entity": "sign_in"}, "a kind of record, like job, or one like job:7: organisation, member, job"),
        ({"entity": "job:x"}, "like job:7"),
    ],
)
async def test_an_unknown_type_or_kind_is_refused_with_those_that_there_are(
    api: Api, query: dict[str, str], part: str
) -> None:
    for path in ("/events", "/events/stream"):
        response = await api.get(path, params=query)
        assert (response.status_code, part in response.json()["detail"][0]["msg"]) == (422, True)


async def test_a_position_beyond_the_end_is_of_a_history_that_is_gone(api: Api) -> None:
    for path in ("/events", "/events/stream"):
        response = await api.get(path, params={"after": 10**6})
        assert (response.status_code, response.headers["error-code"]) == (410, "history_expired")


async def test_the_feed_has_no_event_of_another_organisation(api: Api, others: Api) -> None:
    job = await others.job("Theirs")
    mine = await events(api)
    assert {one["entity"] for one in mine} == {"organisation", "member"}
    assert job["id"] not in {one["entity_id"] for one in mine if one["entity"] == "job"}


async def test_a_caller_reads_only_events_of_records_that_it_may_read(api: Api) -> None:
    await api.job()
    await api.candidate()
    made = await api.made("/api_keys", {"name": "Jobs", "scopes": ["jobs:read"]})
    key = Api(api.http, token=made["key"])
    assert {one["type"] for one in await events(key)} == {"job.created"}
    assert (await key.get("/events", params={"entity": "candidate"})).status_code == 403
    assert (await key.get("/events", params={"types": "candidate.created"})).status_code == 403
    viewer = await invited(api, "viewer")
    assert {"job.created", "candidate.created"} <= {one["type"] for one in await events(viewer)}


async def test_changes_that_a_merge_causes_name_its_event(api: Api) -> None:
    job, kept, other = await api.job(), await api.candidate("Jane Doe"), await api.candidate("Jane A. Doe")
    await api.application(job, other)
    response = await api.post(f"/candidates/{kept['id']}/merge", {"from_id": other["id"]})
    assert response.status_code == 200, response.text
    (merged,) = await events(api, types="candidate.merged")
    assert (merged["entity_id"], merged["candidate_id"]) == (other["id"], kept["id"])
    caused = {(one["type"], one["entity_id"]) for one in await events(api) if one["cause_id"] == merged["id"]}
    assert {("candidate.updated", kept["id"]), ("candidate.deleted", other["id"])} <= caused
    assert "application.updated" in {event_type for event_type, _ in caused}


async def test_rows_of_an_import_name_its_event(api: Api, services: Services) -> None:
    file = {"file": ("people.csv", b"name,email\nJane Doe,jane@example.com\nJohn Roe,john@example.com\n", "text/csv")}
    response = await api.post("/candidates/import", files=file)
    assert response.status_code == 202, response.text
    await services.importer.organisation(api.org_id)
    (started,) = await events(api, types="import.created")
    people = await events(api, types="candidate.created")
    assert [one["cause_id"] for one in people] == [started["id"]] * 2


async def test_events_of_an_erased_person_hold_ids_alone(api: Api) -> None:
    job, candidate = await api.job(), await api.candidate("Jane Doe")
    application = await api.application(job, candidate)
    await api.patch(f"/applications/{application['id']}", {"status": "interview"})
    await api.patch(f"/candidates/{candidate['id']}", {"headline": "Baker"})
    await api.made(f"/candidates/{candidate['id']}/erase", None)
    found = [one for one in await events(api) if one["candidate_id"] == candidate["id"]]
    assert [one["type"] for one in found if one["entity"] == "application"] == [
        "application.created",
        "application.stage_changed",
        "application.deleted",
    ]
    assert "candidate.erased" in {one["type"] for one in found}
    assert {tuple(one["fields"]) for one in found} == {()}
    assert "Jane" not in json.dumps(found)


async def test_a_list_is_synchronised_from_the_start_and_then_by_changes(api: Api) -> None:
    first, second, third = [await api.candidate(f"Person {number}") for number in range(3)]
    records, deleted, token = await synced(api, "candidates", "start", limit=2)
    assert (set(records), deleted) == ({first["id"], second["id"], third["id"]}, set())
    assert (await synced(api, "candidates", token))[:2] == ({}, set())
    await api.patch(f"/candidates/{first['id']}", {"headline": "Baker"})
    await api.delete(f"/candidates/{second['id']}")
    fourth = await api.candidate("Person 4")
    await api.job()
    for limit in (1, 100):
        records, deleted, newer = await synced(api, "candidates", token, limit)
        assert (set(records), deleted) == ({first["id"], fourth["id"]}, {second["id"]})
        assert records[first["id"]]["headline"] == "Baker"
    assert (await synced(api, "candidates", newer))[:2] == ({}, set())


async def test_changes_during_the_first_read_follow_with_its_last_token(api: Api) -> None:
    first, second = await api.job("Baker"), await api.job("Cook")
    page = await api.get("/jobs?sync_token=start&limit=1")
    assert [item["id"] for item in page.json()["items"]] == [first["id"]]
    await api.patch(f"/jobs/{first['id']}", {"title": "Chef"})
    rest = await api.get(page.links["next"]["url"].removeprefix("/api/v1"))
    assert [item["id"] for item in rest.json()["items"]] == [second["id"]]
    records, _, _ = await synced(api, "jobs", rest.json()["sync_token"])
    assert [item["title"] for item in records.values()] == ["Chef"]


async def test_a_token_is_refused_by_other_lists_with_filters_and_when_it_is_malformed(api: Api, others: Api) -> None:
    await others.job()
    await others.job()
    token = (await api.get("/jobs?sync_token=start")).json()["sync_token"]
    assert (await api.get(f"/candidates?sync_token={token}")).status_code == 400
    assert (await api.get(f"/jobs?sync_token={token}&q=x")).status_code == 400
    for malformed in ("x", "WzFd", "W10=", "WyJqb2IiLHRydWUsIiIsbnVsbF0=", "é"):
        assert (await api.get("/jobs", params={"sync_token": malformed})).status_code == 400
    assert (await others.get(f"/jobs?sync_token={token}")).status_code == 410  # it is of another history


@pytest.mark.parametrize(("place", "after"), [(10**6, None), (-1, None), (10**30, 0)])
async def test_a_token_with_a_place_that_there_is_not_needs_a_hash_too(api: Api, place: int, after: int | None) -> None:
    token = urlsafe_b64encode(json.dumps(["job", place, "", after]).encode()).decode()
    response = await api.get("/jobs", params={"sync_token": token})
    assert (response.status_code, response.headers.get("error-code")) == (410, "history_expired")


def parsed(stream: str) -> list[tuple[int, str, dict[str, Any]]]:
    """Return the ids, the names and the data of server-sent events."""
    found = []
    for block in stream.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if "data" in fields:
            found.append((int(fields["id"]), fields["event"], json.loads(fields["data"])))
    return found


async def test_the_stream_has_the_events_after_the_last_one_that_was_received(api: Api) -> None:
    await api.job("Baker")
    (created,) = await events(api, types="job.created")
    await api.job("Cook")
    await api.candidate()
    response = await api.get("/events/stream", headers={"Last-Event-ID": str(created["sequence"])})
    assert response.headers["content-type"].startswith("text/event-stream")
    expected = await events(api, after=created["sequence"])
    assert parsed(response.text) == [(one["sequence"], one["type"], one) for one in expected]
    repeated = await api.get("/events/stream", params={"after": created["sequence"]})
    assert parsed(repeated.text) == parsed(response.text)
    for refused in ("last", "latest", "-1", ""):
        response = await api.get("/events/stream", headers={"Last-Event-ID": refused})
        assert response.status_code == 422


async def test_a_reader_can_start_at_the_end(api: Api) -> None:
    await api.job("Baker")
    page = (await api.get("/events", params={"after": "latest"})).json()
    assert (page["items"], page["more"]) == ([], False)
    stream = await api.get("/events/stream", params={"after": "latest"})
    assert stream.text.startswith(f": connected\nid: {page['next_after']}\n\n")
    assert parsed(stream.text) == []
    job = await api.job("Cook")
    assert [one["entity_id"] for one in await events(api, after=page["next_after"])] == [job["id"]]
    for refused in ("-1", "last", "1.5", "", "9" * 19):
        assert (await api.get("/events", params={"after": refused})).status_code == 422


async def test_the_end_is_behind_a_backlog_of_changes(
    api: Api, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_service, "MOST_BATCHES", 1)
    await backlog(api, services)
    page = (await api.get("/events", params={"after": "latest"})).json()
    assert await events(api, after=page["next_after"]) == []
    await backlog(api, services)
    hook = await api.made("/webhooks", {"url": "https://hooks.example.com/", "event_types": ["job.created"]})
    async with services.storage.reading(api.org_id) as work:
        cursor = (await work.webhooks.get(hook["id"])).cursor
    assert await events(api, after=cursor, types="job.created") == []


async def backlog(api: Api, services: Services) -> None:
    """Store more changes than a reader chains."""
    async with services.storage.transaction(api.org_id) as work:
        for _ in range(2 * LINK_BATCH):
            await work.jobs.add(JobDetails(title="Baker"), created_by_user_id=api.user_id)


async def test_a_stream_goes_on_until_the_server_stops() -> None:
    stopping = asyncio.Event()

    async def read(position: int) -> Follower:
        if position == 3:
            stopping.set()
            return 3, []
        return position + 1, [(position + 1, "job.created", {"id": position + 1})]

    pieces = [piece async for piece in follow(read, 0, stopping, pause=0.001)]
    assert [id for id, _, _ in parsed(b"".join(pieces).decode())] == [1, 2, 3]


async def test_a_stream_does_not_pause_after_a_page_of_events_that_its_filter_rejects() -> None:
    stopping = asyncio.Event()

    async def read(position: int) -> Follower:
        if position < 3:
            return position + 1, []
        stopping.set()
        return 4, [(4, "job.created", {"id": 4})]

    async with asyncio.timeout(60):
        pieces = [piece async for piece in follow(read, 0, stopping, pause=3600)]
    assert [id for id, _, _ in parsed(b"".join(pieces).decode())] == [4]


async def test_a_stream_that_is_never_silent_ends_when_the_server_stops() -> None:
    stopping = asyncio.Event()

    async def read(position: int) -> Follower:
        if position == 2:
            stopping.set()
        return position + 1, [(position + 1, "job.created", {"id": position + 1})]

    async with asyncio.timeout(60):
        pieces = [piece async for piece in follow(read, 0, stopping)]
    assert [id for id, _, _ in parsed(b"".join(pieces).decode())] == [1, 2, 3]


async def test_a_silent_stream_has_comments_and_its_last_event_is_the_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "KEEP_ALIVE_SECONDS", 0.002)
    reads = 0

    async def read(position: int) -> Follower:
        nonlocal reads
        reads += 1
        if reads == 4:
            raise Refused
        return position, []

    pieces = [piece async for piece in follow(read, 7, asyncio.Event(), pause=0.001)]
    assert b": still here\nid: 7\n\n" in pieces
    name, data = pieces[-1].decode().split("\n")[:2]
    assert (name, json.loads(data.removeprefix("data: "))["status"]) == ("event: error", 403)


async def test_callers_share_a_read_of_the_end_and_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_heads, "FRESH_SECONDS", 0)
    reads: list[int] = []

    async def read(org_id: int) -> int:
        reads.append(org_id)
        await asyncio.sleep(0)
        if len(reads) == 1:
            raise Unavailable
        return 7

    heads = SharedHeads(read)
    leaving = asyncio.create_task(heads.of(1))
    others = [asyncio.create_task(heads.of(1)) for _ in range(5)]
    await asyncio.sleep(0)
    leaving.cancel()
    found = await asyncio.gather(*others, heads.of(2), return_exceptions=True)
    assert [type(one) for one in found] == [Unavailable] * 5 + [int]
    assert reads == [1, 2]
    async with asyncio.timeout(60):
        while len(reads) < 3:  # until the read has expired
            await asyncio.gather(heads.of(1), return_exceptions=True)
            await asyncio.sleep(0)
    assert await heads.of(1) == 7


async def test_events_name_the_stage_the_tag_and_the_member(api: Api) -> None:
    job, candidate, other = await api.job(), await api.candidate(), await invited(api, "recruiter")
    await api.made(f"/jobs/{job['id']}/stages", {"name": "Trial"})
    await api.patch(f"/jobs/{job['id']}/stages/trial", {"name": "Trial day"})
    await api.delete(f"/jobs/{job['id']}/stages/trial")
    tag = await api.made("/tags", {"name": "Gold"})
    for method in ("PUT", "DELETE"):
        await api.send(method, f"/candidates/{candidate['id']}/tags/{tag['id']}")
    for role in ("recruiter", "hiring_manager"):
        await api.send("PUT", f"/jobs/{job['id']}/team/{other.user_id}", json={"role": role})
    await api.delete(f"/jobs/{job['id']}/team/{other.user_id}")
    verbs = ["created", "updated", "deleted"]
    stages = [(one["type"], one["job_id"]) for one in await events(api, after=0, limit=500) if one["stage"] == "trial"]
    assert stages == [(f"stage.{verb}", job["id"]) for verb in verbs]
    tags = [one["tag_id"] for one in await events(api, types="candidate_tag.created,candidate_tag.deleted")]
    assert tags == [tag["id"]] * 2
    members = await events(api, after=0, limit=500, entity="team_member")
    assert [one["type"] for one in members if one["member_user_id"] == other.user_id] == [
        f"team_member.{verb}" for verb in verbs
    ]
    assert [one["fields"] for one in members if one["type"].endswith("updated")] == [["role"]]


async def test_events_of_a_note_on_an_application_name_its_job(api: Api) -> None:
    job, candidate = await api.job(), await api.candidate()
    application = await api.application(job, candidate)
    note = await api.made(f"/applications/{application['id']}/notes", {"text": "Fine"})
    await api.made(f"/candidates/{candidate['id']}/notes", {"text": "Fine"})
    await api.patch(f"/notes/{note['id']}", {"text": "Good"})
    await api.delete(f"/notes/{note['id']}")
    found = await events(api, after=0, entity="note")
    assert [(one["type"], one["job_id"]) for one in found] == [
        ("note.created", job["id"]),
        ("note.created", None),
        ("note.updated", job["id"]),
        ("note.deleted", job["id"]),
    ]
    timeline = (await api.get(f"/jobs/{job['id']}/timeline", params={"types": "note.created"})).json()["items"]
    assert [one["entity_id"] for one in timeline] == [note["id"]]
