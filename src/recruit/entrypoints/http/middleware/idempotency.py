"""The Idempotency-Key header: a request that is sent again gets the stored response and isn't carried out again.

Source: draft-ietf-httpapi-idempotency-key-header (IETF).
"""

import re
from collections.abc import Awaitable
from copy import copy
from typing import cast

from litestar.enums import HttpMethod
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from recruit.domain.accounts.model.users import Actor
from recruit.domain.idempotency.model import CompletedRequest, KeyedRequest, StoredResponse
from recruit.domain.shared.errors import Invalid, KeyReused, RequestInProgress, ResponseErased
from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.fast_path import fast_path_middleware
from recruit.entrypoints.http.middleware.disconnects import disconnect_middleware
from recruit.entrypoints.http.request import services_of
from recruit.entrypoints.http.request_fingerprints import Fingerprint
from recruit.entrypoints.http.unknown_fields import take_ignored_fields

HEADER = b"idempotency-key"
REPLAYED = (b"idempotency-replayed", b"true")
KEY = re.compile(rb"[ -~]{1,255}")
MALFORMED = "Idempotency-Key takes 1 to 255 plain characters, such as a UUID"
OTHER_REQUEST = "This Idempotency-Key came with another request before: give each request a key of its own"
NOT_ANSWERED_YET = (
    "The first request with this Idempotency-Key has no answer yet, or was interrupted: try again in a moment. Where "
    "that doesn't help, look whether it was done before you send it with a new key"
)
ERASED = (
    "The first request with this Idempotency-Key was carried out. Its answer named somebody who was erased since, and "
    "is kept no more: give new requests a new key"
)
UNSTORED_ROUTE = "This route keeps no answers: send the request without Idempotency-Key"

STEPWISE = "stepwise"
"""Handler option of routes that take too long, or read too much, for one transaction."""

UNSTORED = "unstored"
"""Handler option of routes whose responses aren't stored: streams, and secrets, which must not be in a database."""


def idempotency_middleware(app: ASGIApp) -> ASGIApp:
    """Carry out POST requests with a key once. Requests without a key, and for public routes, are passed on."""
    fast = fast_path_middleware(app)
    cancellable = disconnect_middleware(fast)

    def handle(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if cast("HTTPScope", scope)["method"] != HttpMethod.POST:
            return fast(scope, receive, send)
        key = _key(scope)
        if key is None or scope["route_handler"].opt.get(PUBLIC):
            return cancellable(scope, receive, send)
        return handle_keyed(scope, receive, send, key)

    async def handle_keyed(scope: Scope, receive: Receive, send: Send, key: str) -> None:
        response, is_replay = await _respond(app, scope, receive, key)
        await _send(send, response, is_replay=is_replay)

    return handle


async def _respond(app: ASGIApp, scope: Scope, receive: Receive, key: str) -> tuple[StoredResponse, bool]:
    """Return the response to a request, and whether it is a stored one."""
    options = scope["route_handler"].opt
    if options.get(UNSTORED):
        raise Invalid(UNSTORED_ROUTE)
    actor, requests = scope["user"], services_of(scope).idempotency
    fingerprint = Fingerprint(cast("HTTPScope", scope), receive)

    async def run() -> CompletedRequest:
        response = await _execute(app, scope, fingerprint)
        digest = await fingerprint.digest() if response.is_success else b""  # other responses aren't stored
        return CompletedRequest(digest, response)

    stored = await requests.find(actor, key)
    if stored is None:
        execute = requests.run_stepwise if options.get(STEPWISE) else requests.run_in_transaction
        response = await execute(actor, key, run)
        if response is not None:
            return response, False
        stored = await requests.find(actor, key)
    return await _stored_response(stored, fingerprint, actor), True


async def _stored_response(stored: KeyedRequest | None, fingerprint: Fingerprint, actor: Actor) -> StoredResponse:
    """Return the stored response.

    Raises RequestInProgress, ResponseErased, KeyReused if the key came with another request, and Forbidden if the actor
    lacks the permission by now.
    """
    if stored is not None and stored.erased:
        raise ResponseErased(ERASED)
    if stored is None or stored.completed is None:
        raise RequestInProgress(NOT_ANSWERED_YET)
    if stored.completed.fingerprint != await fingerprint.digest():
        raise KeyReused(OTHER_REQUEST)
    return stored.completed.response_for(actor)


async def _execute(app: ASGIApp, scope: Scope, fingerprint: Fingerprint) -> StoredResponse:
    """Return the application's response without sending it: it is stored first."""
    start: Message | None = None
    body = bytearray()

    async def collect(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            start = message
        elif message["type"] == "http.response.body":
            body.extend(message["body"])

    state = scope["state"]
    scope["state"] = {name: copy(value) for name, value in state.items()}  # Litestar notes there that it has answered
    try:
        await app(scope, fingerprint.receive, collect)
    finally:
        scope["state"] = state
    if start is None or start["type"] != "http.response.start":
        raise RuntimeError("the application didn't answer")
    raw_headers = [*start["headers"], *take_ignored_fields(scope)]
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw_headers)
    return StoredResponse(start["status"], headers, bytes(body))


async def _send(send: Send, response: StoredResponse, *, is_replay: bool) -> None:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in response.headers]
    if is_replay:
        headers.append(REPLAYED)
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": response.body, "more_body": False})


def _key(scope: Scope) -> str | None:
    """Return the key of a request, None if it has none. Raises Invalid for a malformed or repeated header."""
    found = [value for name, value in scope["headers"] if name == HEADER]
    if not found:
        return None
    if len(found) > 1 or not KEY.fullmatch(found[0]):
        raise Invalid(MALFORMED)
    return found[0].decode("ascii")
