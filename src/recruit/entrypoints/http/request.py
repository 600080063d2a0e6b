"""The request class of the route handlers."""

import json
from codecs import BOM_UTF8
from collections.abc import AsyncGenerator, Callable
from typing import Any, cast

import msgspec
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import FormMultiDict, State
from litestar.enums import RequestEncodingType
from litestar.exceptions import HTTPException, InternalServerException, ValidationException
from litestar.handlers import BaseRouteHandler
from litestar.types import Scope
from msgspec.inspect import type_info

from recruit.domain.accounts.model.users import Actor
from recruit.domain.shared.preconditions import Condition
from recruit.entrypoints.http import forms, litestar_internals
from recruit.entrypoints.http.etags import encode, etag, if_match_condition
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.http.schemas import Fault, view
from recruit.entrypoints.http.unknown_fields import check_fields
from recruit.entrypoints.http.validation_errors import RefusedRequest, faults, not_unicode
from recruit.entrypoints.services import Services

NO_CONTENT_ENCODING = "Send the body as it is, without Content-Encoding: this server decompresses no requests"
NULL_AS_TEXT = b'"null"'
"""msgspec reads this text as null for an optional number, which no client intends."""


def services_of(scope: Scope) -> Services:
    """Return the services, which the application stores in the scope."""
    return cast("Services", scope["services"])  # type: ignore[typeddict-item]


class ApiRequest(Request[Actor, Any, State]):
    """A request with checks of its body. An unreadable body is a 422, a body that isn't declared as JSON a 415."""

    response_headers: tuple[tuple[bytes, bytes], ...] = ()
    """Response headers besides Content-Type and Content-Length."""

    unsent: object = None
    """State of the returned resource that its response lacks, and its ETag covers. None if there is none."""

    without_parts: object = None
    """The returned resource without the parts that the request includes. None if it includes none."""

    sort: str | None = None
    """The order of the list that is returned, None if it is by ascending id."""

    @property
    def services(self) -> Services:
        """The services, which hold the use cases."""
        return services_of(self.scope)

    def if_match(self, schema: type[Any], unsent: Callable[[Any], object] = lambda _: None) -> Condition[Any] | None:
        """Return the If-Match condition on a record that is sent as `schema`, None without one. Raises Invalid.

        `unsent` returns the record's state that the response lacks.
        """
        return if_match_condition(self.scope, lambda record: etag(encode(view(record, schema)), unsent(record)))

    @property
    def content_length(self) -> int | None:
        """The declared length of the body, which the transport has checked. Litestar decodes all headers for it."""
        length = header(self.scope, b"content-length")
        return None if length is None else int(length)

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """Yield the body in pieces. A disconnect before its end is a 400, where Litestar raises an internal error."""
        self._refuse_encodings()
        try:
            async for piece in super().stream():
                yield piece
        except InternalServerException as error:
            if not self.is_connected:  # the body was read before: an error of the server
                raise
            # The client is gone: the error is only counted and logged.
            raise HTTPException(status_code=400, detail="The client has gone before all of the body came") from error

    def _refuse_encodings(self) -> None:
        if (header(self.scope, b"content-encoding") or b"identity").lower() != b"identity":
            raise HTTPException(status_code=415, detail=NO_CONTENT_ENCODING)

    async def json(self) -> Any:
        """Return the decoded body.

        A leading byte order mark is skipped (RFC 8259, 8.1). A body without a content type is read as JSON, unless a
        page of another site has sent it: browsers send such a body without a preflight request (Fetch Standard,
        "CORS-safelisted request-header").
        """
        kind = (header(self.scope, b"content-type") or b"").partition(b";")[0].strip().lower()
        is_untyped = not kind and header(self.scope, b"sec-fetch-site") != b"cross-site"
        if not is_untyped and not kind.endswith((b"/json", b"+json")):
            raise HTTPException(status_code=415, detail="Send the body as JSON, with Content-Type: application/json")
        body = await self.body()
        try:
            value = msgspec.json.decode(body.removeprefix(BOM_UTF8))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise RefusedRequest([_undecodable(body)]) from error
        expected = (
            litestar_internals.parameter_types(self.route_handler).get("data") if NULL_AS_TEXT in body.lower() else None
        )
        if expected is not None and (violations := list(faults(value, type_info(expected), ("body",)))):
            raise RefusedRequest(violations)
        check_fields(self.scope, value)
        return value

    async def form(self) -> FormMultiDict:
        """Return the form, URL-encoded or multipart. A request without a form gives an empty one."""
        form = litestar_internals.cached_form(self.scope)
        if form is None:
            form = await self._read_form()
            litestar_internals.cache_form(self.scope, form)
            try:
                check_fields(self.scope, form)
            except ValidationException:  # Litestar closes the files only of forms that reach a handler
                await FormMultiDict.from_form_data(form).close()
                raise
        return FormMultiDict.from_form_data(form)

    async def _read_form(self) -> dict[str, Any]:
        kind, options = self.content_type
        if kind == RequestEncodingType.MULTI_PART and options.get("boundary"):
            return await forms.multipart(self.stream(), options["boundary"])
        if kind == RequestEncodingType.URL_ENCODED:
            return forms.url_encoded(await self.body())
        return {}


async def read_form(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Read a form of either kind before Litestar does, and store it for Litestar. A guard of form handlers."""
    if isinstance(connection, ApiRequest) and litestar_internals.scope_state():
        await connection.form()


def _undecodable(body: bytes) -> Fault:
    """Return the fault of a body that msgspec can't decode, with its position."""
    try:
        json.loads(body)
        if json.detect_encoding(body) not in {"utf-8", "utf-8-sig"}:
            return Fault("json_invalid", ("body",), "JSON decode error: the body should be UTF-8")
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        return Fault("json_invalid", ("body", error.pos), f"JSON decode error: {error.msg} at {place}")
    except UnicodeDecodeError:
        return not_unicode(("body",))
    except RecursionError:
        return Fault("json_invalid", ("body",), "JSON decode error: nested too deep")
    except ValueError:
        return Fault("json_invalid", ("body",), "JSON decode error: a number with too many digits")
    return Fault("json_invalid", ("body",), "JSON decode error: NaN, Infinity or half a surrogate pair")
