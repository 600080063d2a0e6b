"""Server-sent events: agent turns, and feeds that a client follows.

An agent turn has an event for each tool call and its result, the reply in pieces, then the whole reply:

event: tool_call     data: {"name": …, "arguments": …}
event: tool_result   data: {"name": …, "arguments": …, "outcome": "done"}
event: delta         data: {"text": …}         the pieces make up the reply
event: reply         data: {"reply": …, "conversation_id": …}
event: error         data: {"status": 503, "code": "unavailable", "detail": …}   the last event if there is no reply

An event of a feed has an id, with which the client resumes. Comments have the id of the position that has been read. A
feed that can't be read any more ends with `error`, too.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, TypeAlias

import msgspec
from litestar.types import Scope

from recruit.domain.agent.calls import Call, Outcome, Watch
from recruit.domain.agent.service import Reply
from recruit.domain.shared.errors import RecruitError
from recruit.entrypoints.error_messages import INTERNAL_ERROR, client_message
from recruit.entrypoints.http.error_codes import DOMAIN_ERRORS, INTERNAL

MEDIA_TYPE = "text/event-stream"
HEADERS = {"Cache-Control": "no-transform", "X-Accel-Buffering": "no"}
"""Headers that keep proxies from buffering events."""

KEEP_ALIVE_SECONDS = 15.0
"""Seconds without an event after which a comment is sent to keep the stream alive."""

POLL_SECONDS = 1.0
"""Pause before a feed without new events is read again."""

STOPPING = "stopping"
"""Key of the lifespan's state: an event that is set when the server stops, which ends feeds."""

Follower: TypeAlias = tuple[int, Sequence[tuple[int, str, Any]]]
"""The next position of a feed, and its events up to there: id, type and data of each."""

log = logging.getLogger(__name__)


async def events(
    chat: Callable[[Watch], Awaitable[Reply]], silence: float = KEEP_ALIVE_SECONDS
) -> AsyncGenerator[bytes, None]:
    """Run a turn and yield its events. If the client disconnects, cancel the turn: its unit of work rolls back."""
    queue: asyncio.Queue[bytes | None] = asyncio.Queue()
    task = asyncio.ensure_future(_run_turn(chat, queue))
    try:
        while (event := await _next_event(queue, silence)) is not None:
            yield event
    finally:
        task.cancel()


async def follow(
    read: Callable[[int], Awaitable[Follower]], position: int, stopping: asyncio.Event, pause: float = POLL_SECONDS
) -> AsyncIterator[bytes]:
    """Yield the events of a feed from a position on, until the server stops or the feed can't be read any more."""
    silent = 0.0
    yield _comment("connected", position)
    while True:
        before = position
        try:
            position, found = await read(before)
        except RecruitError as error:
            yield ended(error)
            return
        for id, name, data in found:
            yield b"id: %d\n" % id + _event(name, data)
        wait = pause if position == before else 0.0  # a filter may have rejected a whole page
        silent = 0.0 if found else silent + wait
        if silent >= KEEP_ALIVE_SECONDS:
            silent = 0.0
            yield _comment("still here", position)
        if wait:
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), wait)
        if stopping.is_set():
            return


def ended(error: RecruitError) -> bytes:
    """Return the last event of a stream, which says why it has ended."""
    found = next((DOMAIN_ERRORS[one] for one in type(error).__mro__ if one in DOMAIN_ERRORS), INTERNAL)
    return _error(found, client_message(error))


def stopping_event(scope: Scope) -> asyncio.Event:
    """Return the event that is set when the server stops. Outside of a server, none is ever set."""
    return scope.get("state", {}).get(STOPPING) or asyncio.Event()


async def _next_event(queue: asyncio.Queue[bytes | None], silence: float) -> bytes | None:
    try:
        async with asyncio.timeout(silence):
            return await queue.get()
    except TimeoutError:
        return b": still here\n\n"


async def _run_turn(chat: Callable[[Watch], Awaitable[Reply]], queue: asyncio.Queue[bytes | None]) -> None:
    def report_call(call: Call, outcome: Outcome | None) -> None:
        data = {"name": call.name, "arguments": dict(call.arguments)}
        if outcome is None:
            queue.put_nowait(_event("tool_call", data))
        else:
            queue.put_nowait(_event("tool_result", data | {"outcome": outcome.result.value}))

    try:
        reply = await chat(report_call)
        for piece in reply.text.splitlines(keepends=True):
            queue.put_nowait(_event("delta", {"text": piece}))
        queue.put_nowait(_event("reply", {"reply": reply.text, "conversation_id": reply.conversation_id}))
    except RecruitError as error:
        queue.put_nowait(ended(error))
    except Exception:
        log.exception("request failed")
        queue.put_nowait(_error(INTERNAL, INTERNAL_ERROR))
    finally:
        queue.put_nowait(None)


def _comment(text: str, position: int) -> bytes:
    """Return a comment with an id, which `EventSource` sends when it connects again, though there was no event."""
    return f": {text}\nid: {position}\n\n".encode()


def _error(kind: tuple[int, str], detail: str) -> bytes:
    status, code = kind
    return _event("error", {"status": status, "code": code, "detail": detail})


def _event(name: str, data: Any) -> bytes:
    return f"event: {name}\ndata: ".encode() + msgspec.json.encode(data) + b"\n\n"
