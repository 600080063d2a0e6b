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
from recruit.entrypoints.http import streaming
from recruit.entrypoints.http.middleware.idempotency import STEPWISE
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.replies import blocks_of
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.steps import outcomes, step, steps

LONGEST_MESSAGE = 20_000

EXAMPLES = ("Who is stuck?", "What is waiting for me?", "Show open jobs")
"""Messages that a new conversation offers. They are sent as they are, in the agent's own language."""

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
        gone = _gone((call["name"], call["arguments"], call["outcome"]) for one in messages for call in one.tools)
        known = steps()
        return page(
            request,
            "pages/chat.html",
            conversation_id=conversation_id,
            messages=[
                {
                    "role": one.role,
                    "text": one.text,
                    "blocks": blocks_of(one.text, gone),
                    "steps": [step(call["name"], call["outcome"], known) for call in one.tools],
                }
                for one in messages
            ],
            message=message,
            examples=EXAMPLES,
            steps=known,
            outcomes=outcomes(),
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
    """Yield the events of a turn, then the reply's structure, and one that says that the turn has changed something.

    The last one says whether that can be undone, which nothing can that was deleted, and which records have no page
    any more.
    """
    writes: list[Write] = []
    calls: list[tuple[str, Mapping[str, Any], str]] = []
    replies: list[str] = []

    async def run(watch: Watch) -> Reply:
        def see(call: Call, outcome: Outcome | None) -> None:
            if outcome is not None:
                writes.extend(outcome.writes)
                calls.append((call.name, call.arguments, outcome.result))
            watch(call, outcome)

        reply = await turn(watch=see)
        replies.append(reply.text)
        return reply

    async with aclosing(streaming.events(run)) as events:
        async for event in events:
            yield event
    gone = _gone(calls)
    for reply in replies:
        yield _event("shown", blocks_of(reply, gone))
    if writes:
        yield _event("changed", {"undoable": all(write.after is not None for write in writes), "gone": gone})


def _event(name: str, data: Any) -> bytes:
    return f"event: {name}\ndata: ".encode() + msgspec.json.encode(data) + b"\n\n"


def _gone(calls: Iterable[tuple[str, Mapping[str, Any], str]]) -> list[str]:
    """Return the records that calls have removed, such as "job #3", by name, arguments and result of each call."""
    ended = [(*GONE[name], arguments) for name, arguments, result in calls if name in GONE and result == Result.DONE]
    return [f"{kind} #{arguments[argument]}" for kind, argument, arguments in ended]


def _id(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < len(str(2**63)) else None
