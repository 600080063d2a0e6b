"""Every error as a response: `{"detail": …}`, with one table from the core's errors to statuses."""

import logging
from typing import Any

from litestar import Request, Response
from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException, HTTPException, ValidationException
from litestar.params import BodyKwarg
from litestar.types import ExceptionHandlersMap, Scope
from msgspec import inspect

from recruit.domain.model.errors import (
    Duplicate,
    Invalid,
    NotFound,
    RecruitError,
    Refused,
    TooLarge,
    Unavailable,
)
from recruit.entrypoints.http.faults import faults, missing
from recruit.entrypoints.http.request import ApiRequest, RefusedRequest
from recruit.entrypoints.http.schemas import Fault

STATUSES: dict[type[RecruitError], int] = {
    Invalid: 400,
    Duplicate: 400,
    Refused: 403,
    NotFound: 404,
    TooLarge: 413,
    Unavailable: 503,
}
RETRY_SECONDS = "1"
log = logging.getLogger(__name__)

AnyRequest = Request[Any, Any, Any]


def refused_by_the_core(_request: AnyRequest, error: RecruitError) -> Response[Any]:
    """Answer with the error's own sentence."""
    status = STATUSES.get(type(error), 500)
    headers = {"Retry-After": RETRY_SECONDS} if status == STATUSES[Unavailable] else None
    return Response({"detail": str(error)}, status_code=status, headers=headers)


def refused_by_the_schema(_request: AnyRequest, error: RefusedRequest) -> Response[Any]:
    """Answer with every fault."""
    return Response({"detail": error.faults}, status_code=422)


def refused_by_validation(request: AnyRequest, error: ValidationException) -> Response[Any]:
    """Answer with every fault that `collect_faults` found, or with the one that Litestar found."""
    found = request.scope["state"].get("faults") or [Fault("value_error", ["body"], _first_sentence(error))]
    return refused_by_the_schema(request, RefusedRequest(found))


def refused_by_http(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """Answer as HTTP says, Allow and WWW-Authenticate included, unless it was the body that was refused."""
    if found := request.scope.get("state", {}).get("faults"):
        return refused_by_the_schema(request, RefusedRequest(found))
    headers = dict(error.headers or {})
    if "allow" in headers:  # Litestar counts OPTIONS in, which no path here has
        headers["allow"] = headers["allow"].replace("OPTIONS, ", "").replace(", OPTIONS", "")
    return Response({"detail": error.detail}, status_code=error.status_code, headers=headers)


def failed(_request: AnyRequest, error: Exception) -> Response[Any]:
    """Answer that it's our fault, and log where: never the message, which may quote personal data."""
    log.error("request failed", exc_info=error)
    return Response({"detail": "Internal Server Error"}, status_code=500)


HANDLERS: ExceptionHandlersMap = {
    RecruitError: refused_by_the_core,
    RefusedRequest: refused_by_the_schema,
    ValidationException: refused_by_validation,
    HTTPException: refused_by_http,
    Exception: failed,
}


async def collect_faults(error: Exception, scope: Scope) -> None:
    """Walk a refused request again for all of its faults; exception handlers can't await its body."""
    if isinstance(error, ValidationException):
        request: ApiRequest = ApiRequest(scope)
        scope["state"]["faults"] = [*_parameter_faults(request), *await _body_faults(request)]
    elif _is_unreadable_form(error, scope):
        # No multipart form at all came, so that none of its fields is there.
        kind = inspect.type_info(scope["route_handler"].signature_model.__annotations__["data"])
        scope["state"]["faults"] = list(faults({}, kind, ("body",)))


def _is_unreadable_form(error: Exception, scope: Scope) -> bool:
    return (
        isinstance(error, ClientException)
        and error.status_code == STATUSES[Invalid]
        and _body_media(scope) == RequestEncodingType.MULTI_PART
    )


def _parameter_faults(request: ApiRequest) -> list[Fault]:
    found: list[Fault] = []
    for name, annotation in request.route_handler.signature_model.__annotations__.items():
        for place, values in (("path", request.path_params), ("query", request.query_params)):
            if name in values:
                found += faults(values[name], inspect.type_info(annotation), (place, name))
    return found


async def _body_faults(request: ApiRequest) -> list[Fault]:
    media = _body_media(request.scope)
    if media is None:
        return []
    kind = inspect.type_info(request.route_handler.signature_model.__annotations__["data"])
    if media != RequestEncodingType.JSON:
        return list(faults(await request.form(), kind, ("body",)))
    if not await request.body():
        return [missing(("body",))]
    return list(faults(await request.json(), kind, ("body",)))


def _body_media(scope: Scope) -> str | None:
    """Return the media type of the body that the handler takes, None when it takes none."""
    data = scope["route_handler"].parsed_fn_signature.parameters.get("data")
    return data.kwarg_definition.media_type if data and isinstance(data.kwarg_definition, BodyKwarg) else None


def _first_sentence(error: ValidationException) -> str:
    extra = error.extra[0] if isinstance(error.extra, list) and error.extra else {}
    return str(extra.get("message", "Input should be valid"))
