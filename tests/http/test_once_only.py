"""Idempotency keys: a repeated request is not carried out again, and its first response is replayed."""

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

CONCURRENT = 12
RESUME = {"resume": ("jane.txt", b"Jane Doe\nStaff Engineer at TechCorp\nPython, PostgreSQL")}
TABLE = {"file": ("people.csv", b"name\nJohn Roe")}


def key_headers(key: str | None = None) -> dict[str, str]:
    """Return headers with an idempotency key, by default a new one."""
    return {"Idempotency-Key": key or str(uuid4())}


async def total(api: Api, path: str) -> int:
    found: int = (await api.get(path)).json()["total"]
    return found


def is_replay(first: httpx.Response, second: httpx.Response) -> bool:
    """Return whether the second response is a marked replay of the first."""
    own = {"x-request-id", "date", "idempotency-replayed"}
    headers = [{name: value for name, value in one.headers.items() if name not in own} for one in (first, second)]
    assert "idempotency-replayed" not in first.headers
    return (
        (first.status_code, first.content, headers[0]) == (second.status_code, second.content, headers[1])
        and second.headers["idempotency-replayed"] == "true"
        and second.headers["x-request-id"] != first.headers["x-request-id"]
    )


async def requests_by_path(api: Api) -> dict[str, tuple[str, dict[str, Any]]]:
    """By path, a request for each kind of body and response: the list that it adds to, and the arguments of `post`."""
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
    for path, (list_path, request) in (await requests_by_path(api)).items():
        before, headers = await total(api, list_path), key_headers()
        first = await api.post(path, headers=headers, **request)
        assert first.status_code in {200, 201, 202}, first.text
        after = await total(api, list_path)
        assert after > before, path
        for _ in range(2):
            assert is_replay(first, await api.post(path, headers=headers, **request)), path
        assert await total(api, list_path) == after, path
        second = await api.post(path, headers=key_headers(), **request)
        assert "idempotency-replayed" not in second.headers


async def test_a_replay_has_the_headers_of_the_first_response(api: Api) -> None:
    await api.post("/agent/candidates/from_resume", files=RESUME)
    headers = key_headers()
    first = await api.post("/agent/candidates/from_resume", files=RESUME, headers=headers)
    second = await api.post("/agent/candidates/from_resume", files=RESUME, headers=headers)
    assert second.headers["x-duplicate-of"] == first.headers["x-duplicate-of"]
    headers = key_headers()
    first = await api.post("/agent/chat", {"message": "list jobs"}, headers=headers)
    second = await api.post("/agent/chat", {"message": "list jobs"}, headers=headers)
    assert second.headers["x-conversation-id"] == first.headers["x-conversation-id"]
    created = await api.post("/jobs", {"title": "Baker"}, headers=(headers := key_headers()))
    assert (await api.post("/jobs", {"title": "Baker"}, headers=headers)).headers["etag"] == created.headers["etag"]


async def test_a_response_is_not_replayed_to_a_user_who_has_lost_the_permission(api: Api, services: Services) -> None:
    recruiter = await invited(api, Role.RECRUITER)
    requests = {
        path: (key_headers(), body)
        for path, body in (("/jobs", {"title": "Baker"}), ("/candidates", {"full_name": "Jo"}))
    }
    requests["/agent/chat"] = key_headers(), {"message": "create a job for a baker in Paris"}
    for path, (headers, body) in requests.items():
        assert (await recruiter.post(path, body, headers=headers)).is_success
    await api.patch(f"/users/{recruiter.user_id}", {"role": "viewer"})
    token = await token_of(services, Actor(user_id=recruiter.user_id, org_id=api.org_id, role=Role.VIEWER))
    for path, (headers, body) in requests.items():
        refused = await recruiter.post(path, body, headers=headers, token=token)
        assert (refused.status_code, "lacks the permission" in refused.json()["detail"]) == (403, True), path
    assert (await total(api, "/jobs"), await total(api, "/candidates")) == (2, 1)


async def test_a_different_request_with_the_same_key_is_refused(api: Api) -> None:
    headers = key_headers()
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
        assert refused.headers["error-code"] == "idempotency_key_reused"
    assert (await total(api, "/jobs"), await total(api, "/candidates")) == (1, 0)
    assert is_replay(first, await api.post("/jobs", {"title": "Baker"}, headers=headers))


async def test_forms_are_compared_by_content_and_not_by_boundary(api: Api) -> None:
    async def send(boundary: str, content: bytes) -> httpx.Response:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="resume"; filename="jane.txt"\r\n\r\n'.encode()
        body = head + content + f"\r\n--{boundary}--\r\n".encode()
        content_type = {"Content-Type": f"multipart/form-data; boundary={boundary}"}

        async def chunks() -> Any:
            for start in range(0, len(body), 7):
                yield body[start : start + 7]

        return await api.post("/agent/candidates/from_resume", content=chunks(), headers=headers | content_type)

    headers, text = key_headers(), b"Jane Doe\nStaff Engineer at TechCorp"
    first = await send("one-boundary", text)
    assert first.status_code == 200, first.text
    assert is_replay(first, await send("another-boundary-which-is-longer", text))
    assert (await send("one-boundary", text + b"!")).status_code == 400
    assert await total(api, "/candidates") == 1


async def test_a_refused_request_may_be_corrected_and_retried_with_its_key(api: Api) -> None:
    job, person, headers = await api.job(), await api.candidate(), key_headers()
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
    created = await api.post("/applications", pair, headers=headers)
    assert created.status_code == 201
    assert is_replay(created, await api.post("/applications", pair, headers=headers))
    assert (await api.post("/applications", pair, headers=key_headers())).status_code == 400


async def test_concurrent_requests_with_one_key_are_carried_out_once_and_get_the_same_response(api: Api) -> None:
    job, person = await api.job(), await api.candidate()
    pair = {"job_id": job["id"], "candidate_id": person["id"]}
    for path, body in (("/jobs", {"title": "Baker"}), ("/candidates", {"full_name": "x"}), ("/applications", pair)):
        before, headers = await total(api, path), key_headers()
        responses = await asyncio.gather(*(api.post(path, body, headers=headers) for _ in range(CONCURRENT)))
        assert {response.status_code for response in responses} == {201}, [response.text for response in responses]
        assert len({response.content for response in responses}) == 1
        assert ["idempotency-replayed" in response.headers for response in responses].count(False) == 1
        assert await total(api, path) == before + 1


@pytest.mark.parametrize(("path", "field"), [("/jobs", "title"), ("/candidates", "full_name")])
async def test_of_concurrent_requests_with_one_key_and_different_bodies_one_is_carried_out(
    api: Api, path: str, field: str
) -> None:
    headers = key_headers()
    bodies = [{field: f"Baker {number}"} for number in range(CONCURRENT)]
    responses = await asyncio.gather(*(api.post(path, body, headers=headers) for body in bodies))
    refused = [response for response in responses if response.status_code != 201]
    assert (len(refused), await total(api, path)) == (CONCURRENT - 1, 1), [one.text for one in responses]
    for one in refused:
        assert (one.status_code, one.headers["error-code"]) == (400, "idempotency_key_reused"), one.text
        assert one.headers["x-request-id"]
        assert one.json()["detail"].startswith("This Idempotency-Key came with another request")


async def test_concurrent_chat_turns_with_one_key_are_carried_out_once_and_the_others_get_409(api: Api) -> None:
    headers, message = key_headers(), {"message": "create a job for a baker in Paris"}
    responses = await asyncio.gather(*(api.post("/agent/chat", message, headers=headers) for _ in range(CONCURRENT)))
    assert {response.status_code for response in responses} <= {200, 409}
    first = [one for one in responses if one.status_code == 200 and "idempotency-replayed" not in one.headers]
    assert len(first) == 1
    assert all(one.headers["retry-after"] for one in responses if one.status_code == 409)
    assert is_replay(first[0], await api.post("/agent/chat", message, headers=headers))
    assert await total(api, "/jobs") == 1


async def test_a_key_belongs_to_one_user(api: Api, others: Api) -> None:
    headers = key_headers()
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
    refused = await api.post("/agent/chat/stream", {"message": "list jobs"}, headers=key_headers())
    assert (refused.status_code, "without Idempotency-Key" in refused.json()["detail"]) == (400, True)


async def test_responses_with_passwords_or_tokens_are_not_stored(http: httpx.AsyncClient, services: Services) -> None:
    headers, email = key_headers(), new_email()
    account, login = {"email": email, "password": PASSWORD}, {"username": email, "password": PASSWORD}
    created = await http.post("/api/v1/auth/register", json=account, headers=headers)
    tokens = [await http.post("/api/v1/auth/login", data=login, headers=headers) for _ in range(2)]
    assert [one.status_code for one in (created, *tokens)] == [200, 200, 200]
    assert not any("idempotency-replayed" in one.headers for one in (created, *tokens))
    async with services.storage.autocommit(created.json()["org_id"]) as work:
        assert await work.keyed_requests.get(created.json()["id"], headers["Idempotency-Key"]) is None


async def test_a_key_is_ignored_for_methods_other_than_post(api: Api) -> None:
    job, headers = await api.job(), key_headers()
    for title in ("Cook", "Waiter"):
        changed = await api.patch(f"/jobs/{job['id']}", {"title": title}, headers=headers)
        assert changed.json()["title"] == title


async def test_a_key_without_a_token_is_unauthorized(api: Api) -> None:
    headers = key_headers()
    await api.post("/jobs", {"title": "Baker"}, headers=headers)
    assert (await api.post("/jobs", {"title": "Baker"}, headers=headers, token="")).status_code == 401


async def test_a_body_over_the_limit_is_refused_with_and_without_a_key(api: Api) -> None:
    for headers in ({}, key_headers()):
        response = await api.post("/jobs", content=b"x" * 3_000_000, headers=headers)
        assert response.status_code == 413


async def test_a_key_stays_valid_after_another_login(http: httpx.AsyncClient) -> None:
    api = await registered(http)
    headers = key_headers()
    created = await api.post("/jobs", {"title": "Baker"}, headers=headers)
    login = await api.post("/auth/login", data={"username": api.email, "password": PASSWORD})
    api.token = login.json()["access_token"]
    assert is_replay(created, await api.post("/jobs", {"title": "Baker"}, headers=headers))
