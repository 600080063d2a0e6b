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


def parse_events(text: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the names and data of server-sent events."""
    found = []
    for block in text.strip().split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


async def streamed(api: Api, message: str, conversation_id: int | None = None) -> list[tuple[str, dict[str, Any]]]:
    """Send a message, and return the events of its turn."""
    response = await api.post("/agent/chat/stream", {"message": message, "conversation_id": conversation_id})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-transform, no-store"
    assert response.headers["x-accel-buffering"] == "no"
    return parse_events(response.text)


async def test_tool_events_precede_the_reply_in_pieces_and_whole(api: Api) -> None:
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


async def test_the_last_event_has_the_id_that_continues_the_conversation(api: Api) -> None:
    job = await api.job("Nurse")
    first = (await streamed(api, "list jobs"))[-1][1]
    found = await streamed(api, "close the first one", first["conversation_id"])
    assert found[0] == ("tool_call", {"name": "close_job", "arguments": {"job_id": job["id"]}})
    assert found[-1][1]["conversation_id"] == first["conversation_id"]
    assert (await api.get(f"/jobs/{job['id']}")).json()["status"] == "closed"


async def test_a_message_that_is_not_understood_gets_help_and_calls_no_tool(api: Api) -> None:
    assert {name for name, _ in await streamed(api, "the weather is fine")} == {"delta", "reply"}


async def test_errors_before_the_first_event_have_an_http_status(api: Api, others: Api) -> None:
    foreign = (await streamed(others, "list jobs"))[-1][1]["conversation_id"]
    refused = await api.post("/agent/chat/stream", {"message": "list jobs", "conversation_id": foreign})
    assert (refused.status_code, refused.json()) == (404, {"detail": "Conversation not found"})
    assert faults(await api.post("/agent/chat/stream", {"message": " "}))


async def test_a_failed_turn_ends_in_an_error_event_without_internal_details() -> None:
    async def fail(_: Watch) -> Reply:
        raise RuntimeError("DETAIL: Key (email)=(jane@example.com)")

    found = parse_events("".join([event.decode() async for event in events(fail)]))
    assert found == [("error", {"status": 500, "code": "internal_error", "detail": "Internal Server Error"})]


async def test_a_long_turn_sends_keep_alive_comments() -> None:
    received = asyncio.Event()

    async def chat(_: Watch) -> Reply:
        await received.wait()
        return Reply("Here I am.", 1)

    found = []
    async for event in events(chat, silence=0.001):
        found.append(event.decode())
        received.set()
    assert found[0] == ": still here\n\n"
    assert [name for name, _ in parse_events("".join(event for event in found if event[0] != ":"))] == [
        "delta",
        "reply",
    ]


async def test_a_turn_is_cancelled_when_its_client_disconnects(tmp_path: Path) -> None:
    """The client disconnects while the model reads the description of a new job."""
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
                await _disconnect_when_asked(app, api, "create a job for a nurse", model)
                turns = [task for task in asyncio.all_tasks() - before if task is not asyncio.current_task()]
                model.release()
                await asyncio.gather(*turns, return_exceptions=True)
                assert (await api.get("/jobs")).json()["total"] == 0


async def _disconnect_when_asked(app: Any, api: Api, message: str, model: OpenAIServer) -> None:
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
    body_sent = False

    async def receive() -> dict[str, Any]:
        nonlocal body_sent
        if not body_sent:
            body_sent = True
            return {"type": "http.request", "body": body, "more_body": False}
        await asyncio.to_thread(model.wait_for_request)
        return {"type": "http.disconnect"}

    async def send(_: Any) -> None:
        pass

    await app(scope, receive, send)
