"""The chat with the agent: a page of its own, and the stream that the panel reads."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import aclosing
from functools import partial
from typing import Any

import msgspec
from litestar import Controller, Response, get, post
from litestar.response import Stream

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Call, Outcome, Result, Watch, Write
from recruit.domain.agent.service import Reply
from recruit.domain.agent.tools.table import TOOLS
from recruit.entrypoints.http import streaming
from recruit.entrypoints.http.middleware.idempotency import STEPWISE
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import said

LONGEST_MESSAGE = 20_000

GONE = {
    "delete_job": ("job", "job_id"),
    "delete_candidate": ("candidate", "candidate_id"),
    "erase_candidate": ("candidate", "candidate_id"),
    "merge_candidates": ("candidate", "from_id"),
}
"""Tools after which a record has no page any more: its kind, and the argument with its id."""


class ChatPages(Controller):
    """`/chat` and `/chat/stream`."""

    path = "/chat"

    @get("/")
    async def show(self, request: PageRequest) -> Response[str]:
        """Show a conversation, or the start of a new one."""
        request.actor.require(Permission.CHAT)
        conversation_id = _id(request.query_params.get("conversation", ""))
        messages: Any = ()
        if conversation_id is not None:
            transcript = await request.services.agent.conversations.transcript(request.actor, conversation_id)
            messages = transcript.messages
        message = request.query_params.get("message", "")[:LONGEST_MESSAGE]
        return page(
            request,
            "pages/chat.html",
            conversation_id=conversation_id,
            messages=messages,
            message=message,
            steps={name: said(tool.title) for name, tool in TOOLS.items()},
            gone=_gone((call["name"], call["arguments"], call["outcome"]) for one in messages for call in one.tools),
        )

    @post("/", status_code=200, opt={STEPWISE: True})
    async def say(self, request: PageRequest) -> Response[str]:
        """Send a message, for readers without scripts."""
        values = await request.fields()
        conversation_id = _id(values.get("conversation", ""))
        message = values.get("message", "")[:LONGEST_MESSAGE]
        if message:
            reply = await request.services.agent.chat(request.actor, message, conversation_id)
            conversation_id = reply.conversation_id
        return redirect(request, f"/chat?conversation={conversation_id}" if conversation_id else "/chat")

    @post("/stream", status_code=200)
    async def stream(self, request: PageRequest) -> Stream:
        """Send a message, and stream the events of its turn: tool calls, pieces of the reply, and the reply."""
        values = await request.fields()
        agent, actor = request.services.agent, request.actor
        conversation_id = _id(values.get("conversation", ""))
        if conversation_id is not None:
            await agent.conversations.open(actor, conversation_id)  # a missing one is a 404, not an event
        turn = partial(agent.chat, actor, values.get("message", "")[:LONGEST_MESSAGE], conversation_id)
        return Stream(
            _events(turn),
            media_type=streaming.MEDIA_TYPE,
            headers=streaming.HEADERS,
        )


async def _events(turn: Callable[..., Awaitable[Reply]]) -> AsyncIterator[bytes]:
    """Yield the events of a turn, and at the end one that says that the turn has changed something.

    It says whether that can be undone, which nothing can that was deleted, and which records have no page any more.
    """
    writes: list[Write] = []
    calls: list[tuple[str, Mapping[str, Any], str]] = []

    async def run(watch: Watch) -> Reply:
        def see(call: Call, outcome: Outcome | None) -> None:
            if outcome is not None:
                writes.extend(outcome.writes)
                calls.append((call.name, call.arguments, outcome.result))
            watch(call, outcome)

        return await turn(watch=see)

    async with aclosing(streaming.events(run)) as events:
        async for event in events:
            yield event
    if writes:
        changed = {"undoable": all(write.after is not None for write in writes), "gone": _gone(calls)}
        yield b"event: changed\ndata: " + msgspec.json.encode(changed) + b"\n\n"


def _gone(calls: Iterable[tuple[str, Mapping[str, Any], str]]) -> list[str]:
    """Return the records that calls have removed, such as "job #3", by name, arguments and result of each call."""
    ended = [(*GONE[name], arguments) for name, arguments, result in calls if name in GONE and result == Result.DONE]
    return [f"{kind} #{arguments[argument]}" for kind, argument, arguments in ended]


def _id(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < len(str(2**63)) else None
