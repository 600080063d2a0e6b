"""Requests with a key, sent again: answered again, and not carried out again."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import pytest

from http_api import PASSWORD, Api, invited, registered, token_of
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import Actor
from recruit.entrypoints.services import Services
from worlds import new_email

RACERS = 12
RESUME = {"resume": ("jane.txt", b"Jane Doe\nStaff Engineer at TechCorp\nPython, PostgreSQL")}
TABLE = {"file": ("people.csv", b"name\nJohn Roe")}


def keyed(key: str | None = None) -> dict[str, str]:
    """Headers with a key, a new one where none is given."""
    return {"Idempotency-Key": key or str(uuid4())}


async def total(api: Api, path: str) -> int:
    found: int = (await api.get(path)).json()["total"]
    return found


def is_same(first: httpx.Response, again: httpx.Response) -> bool:
    """Whether an answer is that of the first request, and says so."""
    own = {"x-request-id", "date", "idempotency-replayed"}
    headers = [{name: value for name, value in one.headers.items() if name not in own} for one in (first, again)]
    assert "idempotency-replayed" not in first.headers
    return (
        (first.status_code, first.content, headers[0]) == (again.status_code, again.content, headers[1])
        and again.headers["idempotency-replayed"] == "true"
        and again.headers["x-request-id"] != first.headers["x-request-id"]
    )


async def requests_of(api: Api) -> dict[str, tuple[str, dict[str, Any]]]:
    """A request for each kind of body and answer: path of the list that it adds to, and what is sent."""
    job, person = await api.job(), await api.candidate()
    pair = {"job_id": job["id"], "candidate_id": person["id"]}
    return {
        "/jobs": ("/jobs", {"json": {"title": "Baker"}}),
        "/candidates": ("/candidates", {"json": {"full_name": "Jane Doe"}}),
        "/applications": ("/applications", {"json": pair}),
        "/agent/jobs/from_prompt": ("/jobs", {"json": {"prompt": "We need a baker in Paris"}}),
        "/agent/candidates/from_resume": ("/candidates", {"files": RESUME, "data": {"notes": "Strong"}}),
        "/agent/jobs/from_req": ("/jobs", {"files": {"job_req": ("req.txt", b"Baker\nParis")}}),
        "/candidates/import": ("/imports", {"files": TABLE}),
        f"/candidates/{person['id']}/documents": (
            f"/candidates/{person['id']}/documents",
            {"files": {"file": ("cv.txt", b"Jane Doe, baker")}},
        ),
        "/agent/chat": ("/jobs", {"json": {"message": "create a job for a baker in Paris"}}),
        "/matching/candidates_for_job": ("/matching/logs", {"json": {"job_id": job["id"]}}),
    }


async def test_a_repeated_request_is_carried_out_once_and_its_response_is_replayed(api: Api) -> None:
    for path, (kept, request) in (await requests_of(api)).items():
        before, headers = await total(api, kept), keyed()
        first = await api.post(path, headers=headers, **request)
        assert first.status_code in {200, 201, 202}, first.text
        after = await total(api, kept)
        assert after > before, path
        for _ in range(2):
            assert is_same(first, await api.post(path, headers=headers, **request)), path
        assert await total(api, kept) == after, path
        again = await api.post(path, headers=keyed(), **request)
        assert "idempotency-replayed" not in again.headers


async def test_a_replay_has_the_headers_of_the_first_response(api: Api) -> None:
    await api.post("/agent/candidates/from_resume", files=RESUME)
    headers = keyed()
    first = await api.post("/agent/candidates/from_resume", files=RESUME, headers=headers)
    again = await api.post("/agent/candidates/from_resume", files=RESUME, headers=headers)
    assert again.headers["x-duplicate-of"] == first.headers["x-duplicate-of"]
    headers = keyed()
    first = await api.post("/agent/chat", {"message": "list jobs"}, headers=headers)
    again = await api.post("/agent/chat", {"message": "list jobs"}, headers=headers)
    assert again.headers["x-conversation-id"] == first.headers["x-conversation-id"]
    made = await api.post("/jobs", {"title": "Baker"}, headers=(headers := keyed()))
    assert (await api.post("/jobs", {"title": "Baker"}, headers=headers)).headers["etag"] == made.headers["etag"]


async def test_a_response_is_not_replayed_to_a_user_who_has_lost_the_permission(api: Api, services: Services) -> None:
    lesser = await invited(api, Role.RECRUITER)
    sent = {
        path: (keyed(), body) for path, body in (("/jobs", {"title": "Baker"}), ("/candidates", {"full_name": "Jo"}))
    }
    sent["/agent/chat"] = keyed(), {"message": "create a job for a baker in Paris"}
    for path, (headers, body) in sent.items():
        assert (await lesser.post(path, body, headers=headers)).is_success
    await api.patch(f"/users/{lesser.user_id}", {"role": "viewer"})
    token = await token_of(services, Actor(user_id=lesser.user_id, org_id=api.org_id, role=Role.VIEWER))
    for path, (headers, body) in sent.items():
        refused = await lesser.post(path, body, headers=headers, token=token)
        assert (refused.status_code, "lacks the permission" in refused.json()["detail"]) == (403, True), path
    assert (await total(api, "/jobs"), await total(api, "/candidates")) == (2, 1)


async def test_a_different_request_with_the_same_key_is_refused(api: Api) -> None:
    headers = keyed()
    first = await api.post("/jobs", {"title": "Baker"}, headers=headers)
    others: list[tuple[str, dict[str, Any]]] = [
        ("/jobs", {"json": {"title": "Cook"}}),
        ("/jobs", {"content": b'{"title": "Baker"} '}),
        ("/jobs", {"json": {"title": "Baker"}, "params": {"x": "1"}}),
        ("/candidates", {"json": {"title": "Baker"}}),
        ("/jobs", {"content": b"x" * 3_000_000}),
        ("/agent/candidates/from_resume", {"files": RESUME}),
    ]
    for path, request in others:
        refused = await api.post(path, headers=headers, **request)
        assert (refused.status_code, refused.json()["detail"][:31]) == (400, "This Idempotency-Key came with "), path
    assert (await total(api, "/jobs"), await total(api, "/candidates")) == (1, 0)
    assert is_same(first, await api.post("/jobs", {"title": "Baker"}, headers=headers))


async def test_forms_are_compared_by_content_and_not_by_boundary(api: Api) -> None:
    async def send(boundary: str, content: bytes) -> httpx.Response:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="resume"; filename="jane.txt"\r\n\r\n'.encode()
        body = head + content + f"\r\n--{boundary}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}

        async def in_pieces() -> Any:
            for start in range(0, len(body), 7):
                yield body[start : start + 7]

        return await api.post("/agent/candidates/from_resume", content=in_pieces(), headers=headers | kind)

    headers, text = keyed(), b"Jane Doe\nStaff Engineer at TechCorp"
    first = await send("one-boundary", text)
    assert first.status_code == 200, first.text
    assert is_same(first, await send("another-boundary-which-is-longer", text))
    assert (await send("one-boundary", text + b"!")).status_code == 400
    assert await total(api, "/candidates") == 1


async def test_a_refused_request_may_be_corrected_and_retried_with_its_key(api: Api) -> None:
    job, person, headers = await api.job(), await api.candidate(), keyed()
    pair = {"job_id": job["id"], "candidate_id": person["id"]}
    for path, body, status in (
        ("/jobs", {"title": ""}, 422),
        ("/jobs", {"title": "x", "salary_min": 2, "salary_max": 1}, 400),
        ("/applications", pair | {"job_id": 0}, 404),
        ("/agent/chat", {"message": " "}, 422),
        ("/matching/candidates_for_job", {"job_id": 0}, 404),
    ):
        for _ in range(2):
            refused = await api.post(path, body, headers=headers)
            assert refused.status_code == status, refused.text
            assert "idempotency-replayed" not in refused.headers
    made = await api.post("/applications", pair, headers=headers)
    assert made.status_code == 201
    assert is_same(made, await api.post("/applications", pair, headers=headers))
    assert (await api.post("/applications", pair, headers=keyed())).status_code == 400


async def test_concurrent_requests_with_one_key_are_carried_out_once_and_get_the_same_response(api: Api) -> None:
    job, person = await api.job(), await api.candidate()
    pair = {"job_id": job["id"], "candidate_id": person["id"]}
    for path, body in (("/jobs", {"title": "Baker"}), ("/candidates", {"full_name": "x"}), ("/applications", pair)):
        before, headers = await total(api, path), keyed()
        answers = await asyncio.gather(*(api.post(path, body, headers=headers) for _ in range(RACERS)))
        assert {answer.status_code for answer in answers} == {201}, [answer.text for answer in answers]
        assert len({answer.content for answer in answers}) == 1
        assert ["idempotency-replayed" in answer.headers for answer in answers].count(False) == 1
        assert await total(api, path) == before + 1


async def test_concurrent_chat_turns_with_one_key_are_carried_out_once_and_the_others_get_409(api: Api) -> None:
    headers, message = keyed(), {"message": "create a job for a baker in Paris"}
    answers = await asyncio.gather(*(api.post("/agent/chat", message, headers=headers) for _ in range(RACERS)))
    assert {answer.status_code for answer in answers} <= {200, 409}
    first = [one for one in answers if one.status_code == 200 and "idempotency-replayed" not in one.headers]
    assert len(first) == 1
    assert all(one.headers["retry-after"] for one in answers if one.status_code == 409)
    assert is_same(first[0], await api.post("/agent/chat", message, headers=headers))
    assert await total(api, "/jobs") == 1


async def test_a_key_belongs_to_one_user(api: Api, others: Api) -> None:
    headers = keyed()
    ours, theirs = [await one.post("/jobs", {"title": "Baker"}, headers=headers) for one in (api, others)]
    assert (ours.status_code, theirs.status_code) == (201, 201)
    assert theirs.json()["org_id"] == others.org_id
    assert (await others.post("/jobs", {"title": "Cook"}, headers=headers)).status_code == 400


@pytest.mark.parametrize("key", ["", "ü", "x" * 256, "a\tb"])
async def test_an_invalid_key_is_refused_with_a_reason(api: Api, key: str) -> None:
    refused = await api.post("/jobs", {"title": "Baker"}, headers=[("Idempotency-Key", key.encode())])
    assert (refused.status_code, refused.json()["detail"][:21]) == (400, "Idempotency-Key takes")
    assert await total(api, "/jobs") == 0


async def test_two_keys_are_refused(api: Api) -> None:
    headers = [("Idempotency-Key", "a"), ("Idempotency-Key", "b"), ("Authorization", f"Bearer {api.token}")]
    refused = await api.http.post("/api/v1/jobs", json={"title": "Baker"}, headers=headers)
    assert refused.status_code == 400


async def test_a_stream_refuses_a_key(api: Api) -> None:
    refused = await api.post("/agent/chat/stream", {"message": "list jobs"}, headers=keyed())
    assert (refused.status_code, "without Idempotency-Key" in refused.json()["detail"]) == (400, True)


async def test_responses_with_passwords_or_tokens_are_not_stored(http: httpx.AsyncClient, services: Services) -> None:
    headers, email = keyed(), new_email()
    account, login = {"email": email, "password": PASSWORD}, {"username": email, "password": PASSWORD}
    made = await http.post("/api/v1/auth/register", json=account, headers=headers)
    tokens = [await http.post("/api/v1/auth/login", data=login, headers=headers) for _ in range(2)]
    assert [one.status_code for one in (made, *tokens)] == [200, 200, 200]
    assert not any("idempotency-replayed" in one.headers for one in (made, *tokens))
    async with services.storage.autocommit(made.json()["org_id"]) as work:
        assert await work.keyed_requests.get(made.json()["id"], headers["Idempotency-Key"]) is None


async def test_a_key_is_ignored_for_methods_other_than_post(api: Api) -> None:
    job, headers = await api.job(), keyed()
    for title in ("Cook", "Waiter"):
        changed = await api.patch(f"/jobs/{job['id']}", {"title": title}, headers=headers)
        assert changed.json()["title"] == title


async def test_a_key_without_a_token_is_unauthorized(api: Api) -> None:
    headers = keyed()
    await api.post("/jobs", {"title": "Baker"}, headers=headers)
    assert (await api.post("/jobs", {"title": "Baker"}, headers=headers, token="")).status_code == 401


async def test_a_body_over_the_limit_is_refused_with_and_without_a_key(api: Api) -> None:
    for headers in ({}, keyed()):
        answer = await api.post("/jobs", content=b"x" * 3_000_000, headers=headers)
        assert answer.status_code == 413


async def test_a_key_stays_valid_after_another_login(http: httpx.AsyncClient) -> None:
    api = await registered(http)
    headers = keyed()
    made = await api.post("/jobs", {"title": "Baker"}, headers=headers)
    login = await api.post("/auth/login", data={"username": api.email, "password": PASSWORD})
    api.token = login.json()["access_token"]
    assert is_same(made, await api.post("/jobs", {"title": "Baker"}, headers=headers))
