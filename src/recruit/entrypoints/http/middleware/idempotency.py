"""The header Idempotency-Key: a request that is sent again with it is answered again, and not carried out again.

After the IETF's draft of that name (draft-ietf-httpapi-idempotency-key-header).
"""

import re
from collections.abc import Awaitable
from typing import cast

from litestar.enums import HttpMethod
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from recruit.domain.accounts.model.users import Actor
from recruit.domain.idempotency.model import Answer, Answered, KeyedRequest
from recruit.domain.shared.errors import AnswerErased, Invalid, Unanswered
from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.fast_path import direct
from recruit.entrypoints.http.middleware.disconnects import ended_with_client
from recruit.entrypoints.http.request import services_of
from recruit.entrypoints.http.request_fingerprints import Fingerprint
from recruit.entrypoints.http.unknown_fields import take_ignored_fields

HEADER = b"idempotency-key"
REPLAYED = (b"idempotency-replayed", b"true")
KEY = re.compile(rb"[ -~]{1,255}")
MALFORMED = "Idempotency-Key takes 1 to 255 plain characters, such as a UUID"
ANOTHER = "This Idempotency-Key came with another request before: give each request a key of its own"
UNANSWERED = (
    "The first request with this Idempotency-Key has no answer yet, or was interrupted: try again in a moment. Where "
    "that doesn't help, look whether it was done before you send it with a new key"
)
ERASED = (
    "The first request with this Idempotency-Key was carried out. Its answer named somebody who was erased since, and "
    "is kept no more: give new requests a new key"
)
UNKEPT_ROUTE = "This route keeps no answers: send the request without Idempotency-Key"

STEPWISE = "stepwise"
"""The handler option of what takes too long, or reads too much of its own, for one transaction."""

UNKEPT = "unkept"
"""The handler option of what can't be answered again: streams, and secrets, which nobody may find in a database."""


def once_only(app: ASGIApp) -> ASGIApp:
    """Carry out requests with a key once. Those without one, and those of nobody in particular, go on."""
    through = direct(app)
    posted = ended_with_client(through)

    def keyed(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if cast("HTTPScope", scope)["method"] != HttpMethod.POST:
            return through(scope, receive, send)
        key = _key(scope)
        if key is None or scope["route_handler"].opt.get(PUBLIC):
            return posted(scope, receive, send)
        return once(scope, receive, send, key)

    async def once(scope: Scope, receive: Receive, send: Send, key: str) -> None:
        answer, again = await _answered(app, scope, receive, key)
        await _send(send, answer, again=again)

    return keyed


async def _answered(app: ASGIApp, scope: Scope, receive: Receive, key: str) -> tuple[Answer, bool]:
    """Return the answer to a request, and whether it had been given before."""
    options = scope["route_handler"].opt
    if options.get(UNKEPT):
        raise Invalid(UNKEPT_ROUTE)
    actor, requests = scope["user"], services_of(scope).once_only
    fingerprint = Fingerprint(cast("HTTPScope", scope), receive)

    async def run() -> Answered:
        answer = await _carried_out(app, scope, fingerprint)
        return Answered(await fingerprint.whole() if answer.well else b"", answer)  # others aren't kept

    known = await requests.known(actor, key)
    if known is None:
        carry_out = requests.step_by_step if options.get(STEPWISE) else requests.at_once
        answer = await carry_out(actor, key, run)
        if answer is not None:
            return answer, False
        known = await requests.known(actor, key)
    return await _again(known, fingerprint, actor), True


async def _again(known: KeyedRequest | None, fingerprint: Fingerprint, actor: Actor) -> Answer:
    """Return what a request was answered.

    Raises Unanswered, AnswerErased, Invalid where it was another request, and Forbidden where the actor may not do it
    any more.
    """
    if known is not None and known.erased:
        raise AnswerErased(ERASED)
    if known is None or known.answered is None:
        raise Unanswered(UNANSWERED)
    if known.answered.fingerprint != await fingerprint.whole():
        raise Invalid(ANOTHER)
    return known.answered.answer_for(actor)


async def _carried_out(app: ASGIApp, scope: Scope, fingerprint: Fingerprint) -> Answer:
    """Let the application answer, and hold the answer back until it is kept."""
    started: Message | None = None
    body = bytearray()

    async def hold(message: Message) -> None:
        nonlocal started
        if message["type"] == "http.response.start":
            started = message
        elif message["type"] == "http.response.body":
            body.extend(message["body"])

    await app(scope, fingerprint.receive, hold)
    if started is None or started["type"] != "http.response.start":
        raise RuntimeError("the application didn't answer")
    told = [*started["headers"], *take_ignored_fields(scope)]
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in told)
    return Answer(started["status"], headers, bytes(body))


async def _send(send: Send, answer: Answer, *, again: bool) -> None:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
    if again:
        headers.append(REPLAYED)
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body, "more_body": False})


def _key(scope: Scope) -> str | None:
    """Return the key of a request, None where it has none. Raises Invalid for one that is none."""
    found = [value for name, value in scope["headers"] if name == HEADER]
    if not found:
        return None
    if len(found) > 1 or not KEY.fullmatch(found[0]):
        raise Invalid(MALFORMED)
    return found[0].decode("ascii")
