"""The Idempotency-Key header: a request that is sent again gets the stored response and isn't carried out again.

Source: draft-ietf-httpapi-idempotency-key-header (IETF).
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
"""Handler option of routes that take too long, or read too much, for one transaction."""

UNKEPT = "unkept"
"""Handler option of routes whose responses aren't stored: streams, and secrets, which must not be in a database."""


def once_only(app: ASGIApp) -> ASGIApp:
    """Carry out POST requests with a key once. Requests without a key, and for public routes, are passed on."""
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
    """Return the response to a request, and whether it is a stored one."""
    options = scope["route_handler"].opt
    if options.get(UNKEPT):
        raise Invalid(UNKEPT_ROUTE)
    actor, requests = scope["user"], services_of(scope).once_only
    fingerprint = Fingerprint(cast("HTTPScope", scope), receive)

    async def run() -> Answered:
        answer = await _carried_out(app, scope, fingerprint)
        return Answered(await fingerprint.whole() if answer.well else b"", answer)  # other answers aren't kept

    known = await requests.known(actor, key)
    if known is None:
        carry_out = requests.step_by_step if options.get(STEPWISE) else requests.at_once
        answer = await carry_out(actor, key, run)
        if answer is not None:
            return answer, False
        known = await requests.known(actor, key)
    return await _again(known, fingerprint, actor), True


async def _again(known: KeyedRequest | None, fingerprint: Fingerprint, actor: Actor) -> Answer:
    """Return the stored response.

    Raises Unanswered, AnswerErased, Invalid if the key came with another request, and Forbidden if the actor lacks the
    permission by now.
    """
    if known is not None and known.erased:
        raise AnswerErased(ERASED)
    if known is None or known.answered is None:
        raise Unanswered(UNANSWERED)
    if known.answered.fingerprint != await fingerprint.whole():
        raise Invalid(ANOTHER)
    return known.answered.answer_for(actor)


async def _carried_out(app: ASGIApp, scope: Scope, fingerprint: Fingerprint) -> Answer:
    """Return the application's response without sending it: it is stored first."""
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
    """Return the key of a request, None if it has none. Raises Invalid for a malformed or repeated header."""
    found = [value for name, value in scope["headers"] if name == HEADER]
    if not found:
        return None
    if len(found) > 1 or not KEY.fullmatch(found[0]):
        raise Invalid(MALFORMED)
    return found[0].decode("ascii")
