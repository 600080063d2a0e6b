"""The agent's turns as server-sent events."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx

from asgi import asgi_transport
from http_api import API, Api, faults, registered
from recruit.domain.agent.calls import Watch
from recruit.domain.agent.service import Reply
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.http.streaming import events
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings
from stand_ins.openai_server import Fault, OpenAIServer


def read(text: str) -> list[tuple[str, dict[str, Any]]]:
    """Events as a client reads them."""
    found = []
    for block in text.strip().split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


async def streamed(api: Api, message: str, conversation_id: int | None = None) -> list[tuple[str, dict[str, Any]]]:
    """Say a message and return the events of its turn."""
    response = await api.post("/agent/chat/stream", {"message": message, "conversation_id": conversation_id})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-transform, no-store"
    assert response.headers["x-accel-buffering"] == "no"
    return read(response.text)


async def test_tools_come_as_they_are_called_and_the_reply_in_pieces_then_whole(api: Api) -> None:
    job = await api.job("Nurse")
    found = await streamed(api, f"show job {job['id']} and list candidates")
    assert found[:4] == [
        ("tool_call", {"name": "get_job", "arguments": {"job_id": job["id"]}}),
        ("tool_result", {"name": "get_job", "arguments": {"job_id": job["id"]}, "outcome": "done"}),
        ("tool_call", {"name": "find_candidates", "arguments": {}}),
        ("tool_result", {"name": "find_candidates", "arguments": {}, "outcome": "done"}),
    ]
    name, last = found[-1]
    assert name == "reply"
    pieces = [data["text"] for event, data in found[4:-1] if event == "delta"]
    assert len(pieces) == len(found) - 5 > 1
    assert "".join(pieces) == last["reply"]
    assert last["reply"] == await api.says(f"show job {job['id']} and list candidates")


async def test_the_conversation_goes_on_where_the_last_event_says(api: Api) -> None:
    job = await api.job("Nurse")
    first = (await streamed(api, "list jobs"))[-1][1]
    found = await streamed(api, "close the first one", first["conversation_id"])
    assert found[0] == ("tool_call", {"name": "close_job", "arguments": {"job_id": job["id"]}})
    assert found[-1][1]["conversation_id"] == first["conversation_id"]
    assert (await api.get(f"/jobs/{job['id']}")).json()["status"] == "closed"


async def test_what_is_not_understood_gets_help_and_calls_nothing(api: Api) -> None:
    assert {name for name, _ in await streamed(api, "the weather is fine")} == {"delta", "reply"}


async def test_what_can_be_refused_before_anything_is_said_has_a_status_of_its_own(api: Api, others: Api) -> None:
    theirs = (await streamed(others, "list jobs"))[-1][1]["conversation_id"]
    refused = await api.post("/agent/chat/stream", {"message": "list jobs", "conversation_id": theirs})
    assert (refused.status_code, refused.json()) == (404, {"detail": "Conversation not found"})
    assert faults(await api.post("/agent/chat/stream", {"message": " "}))


async def test_a_turn_that_fails_ends_in_an_error_without_what_only_a_log_should_say() -> None:
    async def fail(_: Watch) -> Reply:
        raise RuntimeError("DETAIL: Key (email)=(jane@example.com)")

    found = read("".join([event.decode() async for event in events(fail)]))
    assert found == [("error", {"status": 500, "code": "internal_error", "detail": "Internal Server Error"})]


async def test_a_turn_that_takes_long_says_that_it_is_alive() -> None:
    heard = asyncio.Event()

    async def chat(_: Watch) -> Reply:
        await heard.wait()
        return Reply("Here I am.", 1)

    found = []
    async for event in events(chat, silence=0.001):
        found.append(event.decode())
        heard.set()
    assert found[0] == ": still here\n\n"
    assert [name for name, _ in read("".join(event for event in found if event[0] != ":"))] == ["delta", "reply"]


async def test_who_stops_listening_calls_the_turn_off(tmp_path: Path) -> None:
    """A job is being created; the model that reads its description takes its time, and the client goes."""
    with OpenAIServer() as model:
        environment = {
            "RECRUIT_STORAGE": "memory:",
            "RECRUIT_DATA_DIR": str(tmp_path),
            "RECRUIT_EMBEDDER": "none:",
            "OPENAI_API_KEY": "key",
            "OPENAI_BASE_URL": model.url,
        }
        async with assemble(Settings.from_environment(environment)) as services:
            app = create_app(services)
            transport = asgi_transport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
                api = await registered(http)
                model.fail(Fault.HANG)
                before = asyncio.all_tasks()
                await _gone_once(app, api, "create a job for a nurse", model)
                turns = [task for task in asyncio.all_tasks() - before if task is not asyncio.current_task()]
                model.release()
                await asyncio.gather(*turns, return_exceptions=True)
                assert (await api.get("/jobs")).json()["total"] == 0


async def _gone_once(app: Any, api: Api, message: str, model: OpenAIServer) -> None:
    """Send a request, and disconnect when the model is asked."""
    body = json.dumps({"message": message}).encode()
    headers = [(b"authorization", f"Bearer {api.token}".encode()), (b"content-type", b"application/json")]
    scope = {
        "type": "http",
        "method": "POST",
        "path": f"{API}/agent/chat/stream",
        "raw_path": f"{API}/agent/chat/stream".encode(),
        "query_string": b"",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
        "scheme": "http",
        "http_version": "1.1",
    }
    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": body, "more_body": False}
        await asyncio.to_thread(model.wait_for_request)
        return {"type": "http.disconnect"}

    async def send(_: Any) -> None:
        pass

    await app(scope, receive, send)
