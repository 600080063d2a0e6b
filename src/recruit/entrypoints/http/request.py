"""The request as our handlers see it."""

import json
from codecs import BOM_UTF8
from collections.abc import AsyncGenerator
from math import inf
from typing import Any, cast

import msgspec
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import FormMultiDict, State
from litestar.enums import RequestEncodingType
from litestar.exceptions import HTTPException, InternalServerException, ValidationException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.handlers import BaseRouteHandler
from litestar.types import Empty, Scope
from litestar.utils.scope.state import ScopeState
from msgspec.inspect import type_info

from recruit.domain.accounts.model.users import Actor
from recruit.domain.shared.preconditions import Condition
from recruit.entrypoints.http import forms
from recruit.entrypoints.http.etags import condition, encode, tag
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.http.schemas import Fault, view
from recruit.entrypoints.http.unknown_fields import check_fields
from recruit.entrypoints.http.validation_errors import RefusedRequest, faults, not_unicode
from recruit.entrypoints.services import Services

ENCODED = "Send the body as it is, without Content-Encoding: this server decompresses no requests"
NULL_AS_TEXT = b'"null"'
"""msgspec takes this text for null where a number may be null. Nobody who writes it means that."""


def services_of(scope: Scope) -> Services:
    """Return the use cases, which the application puts there."""
    return cast("Services", scope["services"])  # type: ignore[typeddict-item]


class ApiRequest(Request[Actor, Any, State]):
    """A request whose body may be anything: what can't be read is a 422, what isn't said to be JSON a 415."""

    answer_headers: tuple[tuple[bytes, bytes], ...] = ()
    """What the answer's headers say besides its kind and length."""

    @property
    def services(self) -> Services:
        """The use cases."""
        return services_of(self.scope)

    def seen(self, schema: type[Any]) -> Condition[Any] | None:
        """Return what If-Match asks of a record that goes over the wire as `schema`. Raises Invalid."""
        return condition(self.scope, lambda record: tag(encode(view(record, schema))))

    async def body(self) -> bytes:
        """Return the body. Litestar makes a generator of pieces and a dictionary of headers for it: 30 µs a request."""
        if self._body is Empty:
            if self._connection_state.body is Empty:
                self._connection_state.body = await self._read_body()
            self._body = self._connection_state.body
        return self._body

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """Give the body piece by piece. To Litestar a client who leaves before its end is a fault of ours."""
        self._refuse_encodings()
        try:
            async for piece in super().stream():
                yield piece
        except InternalServerException as error:
            if not self.is_connected:  # read to its end before, which is ours indeed
                raise
            raise _unfinished() from error

    def _refuse_encodings(self) -> None:
        if (header(self.scope, b"content-encoding") or b"identity").lower() != b"identity":
            raise HTTPException(status_code=415, detail=ENCODED)

    async def _read_body(self) -> bytes:
        self._refuse_encodings()
        most = self.route_handler.resolve_request_max_body_size() or inf
        announced = header(self.scope, b"content-length") or b""
        if announced.isdigit() and int(announced) > most:
            raise RequestEntityTooLarge
        pieces: list[bytes] = []
        size, more = 0, True
        while more:
            message = await self.receive()
            if message["type"] != "http.request":
                raise _unfinished()
            pieces.append(message["body"])
            size += len(message["body"])
            if size > most:
                raise RequestEntityTooLarge
            more = message["more_body"]
        return b"".join(pieces)

    async def json(self) -> Any:
        """Return the decoded body.

        A byte order mark before it is skipped (RFC 8259, 8.1). A body without a content type is taken for JSON, but
        from a page of another site: browsers ask nobody before they send one for it (the Fetch Standard,
        "CORS-safelisted request-header").
        """
        kind = (header(self.scope, b"content-type") or b"").partition(b";")[0].strip().lower()
        untold = not kind and header(self.scope, b"sec-fetch-site") != b"cross-site"
        if not untold and not kind.endswith((b"/json", b"+json")):
            raise HTTPException(status_code=415, detail="Send the body as JSON, with Content-Type: application/json")
        body = await self.body()
        try:
            value = msgspec.json.decode(body.removeprefix(BOM_UTF8))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise RefusedRequest([_unreadable(body)]) from error
        if NULL_AS_TEXT in body.lower():
            expected = type_info(self.route_handler.signature_model.__annotations__["data"])
            if found := list(faults(value, expected, ("body",))):
                raise RefusedRequest(found)
        check_fields(self.scope, value)
        return value

    async def form(self) -> FormMultiDict:
        """Return the form, of either kind; without one, an empty one."""
        state = ScopeState.from_scope(self.scope)
        if state.form is Empty:
            state.form = await self._read_form()
            try:
                check_fields(self.scope, state.form)
            except ValidationException:  # Litestar closes the files of forms that come to a handler
                await FormMultiDict.from_form_data(state.form).close()
                raise
        return FormMultiDict.from_form_data(state.form)

    async def _read_form(self) -> dict[str, Any]:
        kind, options = self.content_type
        if kind == RequestEncodingType.MULTI_PART and options.get("boundary"):
            return await forms.multipart(self.stream(), options["boundary"])
        if kind == RequestEncodingType.URL_ENCODED:
            return forms.url_encoded(await self.body())
        return {}


async def form_of_either_kind(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Read the form before Litestar does: a guard of the handlers that take one. It's kept where Litestar looks."""
    if isinstance(connection, ApiRequest):
        await connection.form()


def _unfinished() -> HTTPException:
    """Nobody reads it any more, but it's counted and logged."""
    return HTTPException(status_code=400, detail="The client has gone before all of the body came")


def _unreadable(body: bytes) -> Fault:
    """Say what is wrong with a body that msgspec can't decode, and where."""
    try:
        json.loads(body)
        if json.detect_encoding(body) not in {"utf-8", "utf-8-sig"}:
            return Fault("json_invalid", ["body"], "JSON decode error: the body should be UTF-8")
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        return Fault("json_invalid", ["body", error.pos], f"JSON decode error: {error.msg} at {place}")
    except UnicodeDecodeError:
        return not_unicode(("body",))
    except RecursionError:
        return Fault("json_invalid", ["body"], "JSON decode error: nested too deep")
    except ValueError:
        return Fault("json_invalid", ["body"], "JSON decode error: a number with too many digits")
    return Fault("json_invalid", ["body"], "JSON decode error: NaN, Infinity or half a surrogate pair")
