"""The chat with the agent: a page of its own, and the stream that the panel reads."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from functools import partial
from typing import Any

from litestar import Controller, Response, get, post
from litestar.response import Stream

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Call, Outcome, Watch, Write
from recruit.domain.agent.service import Reply
from recruit.entrypoints.http import streaming
from recruit.entrypoints.http.middleware.idempotency import STEPWISE
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.request import PageRequest

LONGEST_MESSAGE = 20_000


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
        return page(request, "pages/chat.html", conversation_id=conversation_id, messages=messages, message=message)

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
    """Yield the events of a turn, and at the end one that says that the turn has changed something."""
    writes: list[Write] = []

    async def run(watch: Watch) -> Reply:
        def see(call: Call, outcome: Outcome | None) -> None:
            writes.extend(outcome.writes if outcome is not None else ())
            watch(call, outcome)

        return await turn(watch=see)

    async with aclosing(streaming.events(run)) as events:
        async for event in events:
            yield event
    if writes:
        yield b"event: changed\ndata: {}\n\n"


def _id(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < len(str(2**63)) else None
