"""Forms that create something are carried out once, however often they are sent: by a double click, or by going back.

Such a form has a new key in its field ONCE. What counts is the key with the fields: a form that was changed is another.
"""

from hashlib import blake2b
from typing import cast

from litestar.datastructures import FormMultiDict, UploadFile
from litestar.enums import HttpMethod, RequestEncodingType
from litestar.types import ASGIApp, HTTPResponseStartEvent, HTTPScope, Message, Receive, Scope, Send

from recruit.domain.accounts.model.users import Actor
from recruit.domain.idempotency.model import CompletedRequest, StoredResponse
from recruit.domain.idempotency.service import Run
from recruit.domain.shared.errors import RequestInProgress
from recruit.entrypoints.http.middleware.idempotency import STEPWISE
from recruit.entrypoints.web.page import SEE_OTHER, redirect
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.sent import PASSWORD, TOKEN
from recruit.entrypoints.web.text import t

ONCE = "_once"
SHOWS_SECRET = "shows_secret"  # noqa: S105 - an option's name
"""Handler option of forms whose page shows a secret once, where others redirect. The secret isn't stored."""

OK, FAILED = 200, 422


def once_middleware(app: ASGIApp) -> ASGIApp:
    """Carry out a form with a key once, and lead to the same page when it is sent again."""

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        request = PageRequest(scope, receive, send)
        is_form = cast("HTTPScope", scope)["method"] == HttpMethod.POST and not request.wants_json
        if not is_form or request.browser_session is None:
            await app(scope, receive, send)
            return
        form = await request.form()
        if not (once := form.get(ONCE)) or not isinstance(once, str):
            await app(scope, receive, send)
            return
        messages: list[Message] = []

        async def run() -> CompletedRequest:
            await app(scope, receive, _collector(messages))
            return CompletedRequest(b"", _result(scope, messages))

        is_long = scope["route_handler"].opt.get(STEPWISE) or request.content_type[0] == RequestEncodingType.MULTI_PART
        target = await _carry_out(request, request.actor, _key(scope, once, form), run, is_long=bool(is_long))
        if target is None:
            for message in messages:
                await send(message)
            return
        await form.close()  # no handler has
        response = redirect(request, target, t("This was saved already"))
        await response.to_asgi_response(None, request)(scope, receive, send)

    return handle


async def _carry_out(request: PageRequest, actor: Actor, key: str, run: Run, *, is_long: bool) -> str | None:
    """Run a request, unless it was run before: then return the page that it led to. Raises RequestInProgress."""
    requests = request.services.idempotency
    if is_long:  # stores the key before it runs the request, which looks the key up
        if await requests.run_stepwise(actor, key, run) is not None:
            return None
    elif await requests.find(actor, key) is None and await requests.run_in_transaction(actor, key, run) is not None:
        return None
    stored = await requests.find(actor, key)
    if stored is None or stored.completed is None:
        raise RequestInProgress(t("This is being saved already: wait a moment"))
    return dict(stored.completed.response_for(actor).headers)["location"]


def _collector(messages: list[Message]) -> Send:
    async def collect(message: Message) -> None:
        messages.append(message)

    return collect


def _result(scope: Scope, messages: list[Message]) -> StoredResponse:
    """Return what is kept of a response: the page that it leads to, if the form was accepted."""
    start = cast("HTTPResponseStartEvent", messages[0])
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in start["headers"]}
    accepted = start["status"] == SEE_OTHER or (
        start["status"] == OK and bool(scope["route_handler"].opt.get(SHOWS_SECRET))
    )
    location = headers.get("location", scope["path"])
    return StoredResponse(OK if accepted else FAILED, (("location", location),), b"")


def _key(scope: Scope, once: str, form: FormMultiDict) -> str:
    digest = blake2b(f"{scope['path']}\n{once}\n".encode(), digest_size=32)
    for name, value in form.multi_items():
        if name not in {TOKEN, PASSWORD}:
            digest.update(repr((name, _content(value))).encode())
    return f"form {digest.hexdigest()}"


def _content(value: object) -> object:
    """Return what tells a field's value from another: of a file, its name and size."""
    if not isinstance(value, UploadFile):
        return value
    size = value.file.seek(0, 2)
    value.file.seek(0)
    return value.filename, size
