"""Conversations with the recruiter agent over HTTP."""

import asyncio
from typing import Any

import httpx
import pytest

from http_api import Api, registered

UNKNOWN = [2**40, 0, -1, 10**30, "9" * 30, "abc", "1.5", " ", "１"]


async def chat(api: Api, message: str, conversation_id: object = None) -> tuple[str, int]:
    """Send a message, and return the reply and the conversation's id."""
    response = await api.post("/agent/chat", {"message": message, "conversation_id": conversation_id})
    assert response.status_code == 200, response.text
    assert list(response.json()) == ["reply"]
    return response.json()["reply"], int(response.headers["x-conversation-id"])


async def transcript(api: Api, conversation_id: int) -> list[dict[str, Any]]:
    """Return the messages of a conversation."""
    response = await api.get(f"/agent/conversations/{conversation_id}")
    assert response.status_code == 200, response.text
    messages: list[dict[str, Any]] = response.json()["messages"]
    return messages


async def test_a_chat_starts_a_conversation_and_continues_it(api: Api) -> None:
    job = await api.job("Cook")
    _, first = await chat(api, f"show job {job['id']}")
    reply, second = await chat(api, "who fits it?", first)
    assert second == first
    assert reply == f"You have no candidates to match with job #{job['id']}."
    assert (await chat(api, "list jobs", str(first)))[1] == first
    assert (await chat(api, "list jobs"))[1] != first


async def test_a_transcript_has_the_messages_in_order_with_their_tools(api: Api) -> None:
    job = await api.job("Cook")
    reply, conversation_id = await chat(api, f"match candidates for job {job['id']} and list candidates")
    await chat(api, "thanks!", conversation_id)
    response = await api.get(f"/agent/conversations/{conversation_id}")
    found = response.json()
    assert list(found) == ["id", "created_at", "updated_at", "messages"]
    asked, answered, thanked, _ = found["messages"]
    assert list(asked) == ["role", "text", "time"]
    assert (asked["role"], asked["text"]) == ("user", f"match candidates for job {job['id']} and list candidates")
    assert (answered["role"], answered["text"]) == ("assistant", reply)
    assert answered["tools"] == [
        {"name": "match_candidates", "arguments": {"job_id": job["id"]}, "outcome": "done"},
        {"name": "find_candidates", "arguments": {}, "outcome": "done"},
    ]
    assert thanked["text"] == "thanks!"


async def test_conversations_are_listed_in_pages(api: Api) -> None:
    ids = [(await chat(api, "list jobs"))[1] for _ in range(3)]
    page = (await api.get("/agent/conversations", params={"skip": 1, "limit": 1})).json()
    assert page["total"] == 3
    assert [one["id"] for one in page["items"]] == ids[1:2]
    assert list(page["items"][0]) == ["id", "created_at", "updated_at"]


async def test_a_deleted_conversation_is_not_found(api: Api) -> None:
    _, conversation_id = await chat(api, "list jobs")
    assert (await api.delete(f"/agent/conversations/{conversation_id}")).status_code == 204
    assert (await api.get(f"/agent/conversations/{conversation_id}")).status_code == 404
    assert (await api.delete(f"/agent/conversations/{conversation_id}")).status_code == 404
    refused = await api.post("/agent/chat", {"message": "create a job for a cook", "conversation_id": conversation_id})
    assert (refused.status_code, refused.json()) == (404, {"detail": "Conversation not found"})
    assert (await api.get("/jobs")).json()["total"] == 0


@pytest.mark.parametrize("conversation_id", UNKNOWN)
async def test_a_chat_in_an_unknown_conversation_does_nothing(api: Api, conversation_id: object) -> None:
    response = await api.post("/agent/chat", {"message": "create a job for a cook", "conversation_id": conversation_id})
    assert (response.status_code, response.json()) == (404, {"detail": "Conversation not found"})
    assert (await api.get("/jobs")).json()["total"] == 0


@pytest.mark.parametrize("conversation_id", [True, 1.5, [], {}, "x" * 201])
async def test_a_conversation_id_of_another_type_is_refused(api: Api, conversation_id: object) -> None:
    response = await api.post("/agent/chat", {"message": "list jobs", "conversation_id": conversation_id})
    assert response.status_code == 422
    assert {fault["loc"][1] for fault in response.json()["detail"]} == {"conversation_id"}


async def test_another_organisations_conversation_is_not_found(api: Api, others: Api) -> None:
    job = await api.job("Cook")
    await api.application(job, await api.candidate())
    _, conversation_id = await chat(api, f"close job {job['id']}")
    for message in ["yes", "list jobs", f"show job {job['id']}"]:
        response = await others.post("/agent/chat", {"message": message, "conversation_id": conversation_id})
        assert response.status_code == 404
    assert (await others.get(f"/agent/conversations/{conversation_id}")).status_code == 404
    assert (await others.delete(f"/agent/conversations/{conversation_id}")).status_code == 404
    assert (await others.get("/agent/conversations")).json() == {"items": [], "total": 0}
    assert (await api.get(f"/jobs/{job['id']}")).json()["status"] == "open"
    assert [message["role"] for message in await transcript(api, conversation_id)] == ["user", "assistant"]


async def test_one_of_many_concurrent_confirmations_is_obeyed(api: Api) -> None:
    job = await api.job("Cook")
    people = [await api.candidate(f"Person {number}") for number in range(3)]
    for person in people:
        await api.application(job, person)
    _, conversation_id = await chat(api, f"reject everyone for job {job['id']}")
    replies = await asyncio.gather(*(chat(api, "yes", conversation_id) for _ in range(6)))
    assert sum(reply.startswith("I've moved") for reply, _ in replies) == 1
    found = (await api.get("/applications", params={"job_id": job["id"]})).json()["items"]
    assert [application["status"] for application in found] == ["rejected"] * 3


async def test_one_of_many_concurrent_undos_is_obeyed(api: Api) -> None:
    _, conversation_id = await chat(api, "create a job for a cook")
    replies = await asyncio.gather(*(chat(api, "undo", conversation_id) for _ in range(6)))
    assert sum(reply.startswith("Undone: create job") for reply, _ in replies) == 1
    assert (await api.get("/jobs")).json()["total"] == 0


async def test_every_example_of_help_is_understood(http: httpx.AsyncClient) -> None:
    api = await registered(http)
    reply, _ = await chat(api, "help")
    examples = reply.partition(":")[2].split("'")[1::2]
    assert len(examples) >= 8
    for example in examples:
        assert not (await chat(api, example))[0].startswith(("I didn't understand", "I'm your recruiting")), example
