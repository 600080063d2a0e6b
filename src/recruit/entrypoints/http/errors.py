"""Error responses: `{"detail": …}`, with a code in a header (`error_codes`)."""

import logging
from typing import Any

from litestar import Request, Response
from litestar.enums import RequestEncodingType
from litestar.exceptions import HTTPException, ValidationException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.params import BodyKwarg
from litestar.types import ExceptionHandlersMap, Scope
from msgspec import inspect

from recruit.domain.accounts.model.second_factors import SecondFactorRequired
from recruit.domain.shared.errors import RecruitError, RequestInProgress, Throttled, Unavailable
from recruit.entrypoints.error_messages import INTERNAL_ERROR, client_message
from recruit.entrypoints.http import litestar_internals
from recruit.entrypoints.http.error_codes import DOMAIN_ERRORS, HEADER, INTERNAL
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import Fault
from recruit.entrypoints.http.unknown_fields import extra_fields, extra_parameters
from recruit.entrypoints.http.validation_errors import RefusedRequest, faults, missing

FORM_TYPES = {RequestEncodingType.MULTI_PART, RequestEncodingType.URL_ENCODED}
RETRY_SECONDS = "1"
log = logging.getLogger(__name__)

AnyRequest = Request[Any, Any, Any]


def handle_domain_error(_request: AnyRequest, error: RecruitError) -> Response[Any]:
    """Return the response to a domain error, with the message for API clients."""
    status, code = DOMAIN_ERRORS.get(type(error), INTERNAL)
    headers = {HEADER.decode(): code}
    if isinstance(error, Throttled):
        headers["Retry-After"] = str(error.seconds)
    elif isinstance(error, Unavailable | RequestInProgress):
        headers["Retry-After"] = RETRY_SECONDS
    elif isinstance(error, SecondFactorRequired):
        headers["WWW-Authenticate"] = "Bearer"  # HTTP has every 401 name a scheme
    return Response({"detail": client_message(error)}, status_code=status, headers=headers)


def handle_refused_request(_request: AnyRequest, error: RefusedRequest) -> Response[Any]:
    """Return a 422 with every fault."""
    return Response({"detail": error.faults}, status_code=422)


def handle_validation_error(request: AnyRequest, error: ValidationException) -> Response[Any]:
    """Return a 422 with every fault that `collect_faults` found, or with msgspec's message if it found none."""
    found = request.scope.get("state", {}).get("faults") or [_fault_of_litestar(each) for each in error.extra or [{}]]
    return handle_refused_request(request, RefusedRequest(found))


def handle_http_error(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """Return the response to an HTTP exception with its headers, such as Allow and WWW-Authenticate."""
    headers = dict(error.headers or {})
    if "allow" in headers:  # Litestar lists OPTIONS, which no path here has, and omits HEAD
        methods = set(headers["allow"].split(", ")) - {"OPTIONS"}
        headers["allow"] = ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))
    detail = _too_large_detail(request) if isinstance(error, RequestEntityTooLarge) else error.detail
    return Response({"detail": detail}, status_code=error.status_code, headers=headers)


def _too_large_detail(request: AnyRequest) -> str:
    most = request.route_handler.resolve_request_max_body_size()
    return f"The body is larger than {most:,} bytes, which is the most that this operation takes"


def handle_unexpected_error(_request: AnyRequest, error: Exception) -> Response[Any]:
    """Return a 500 and log the location of the error, but not its message, which may quote personal data."""
    log.error("request failed", exc_info=error)
    return Response({"detail": INTERNAL_ERROR}, status_code=500)


HANDLERS: ExceptionHandlersMap = {
    RecruitError: handle_domain_error,
    RefusedRequest: handle_refused_request,
    ValidationException: handle_validation_error,
    HTTPException: handle_http_error,
    Exception: handle_unexpected_error,
}


async def collect_faults(error: Exception, scope: Scope) -> None:
    """Store all faults of a refused request in its scope. Exception handlers can't await its body."""
    if isinstance(error, ValidationException):
        request: ApiRequest = ApiRequest(scope)
        found = [*_parameter_faults(request), *extra_parameters(scope)]
        if litestar_internals.has_read_body(scope):
            found += await _body_faults(request)
        scope["state"]["faults"] = found


def _parameter_faults(request: ApiRequest) -> list[Fault]:
    found: list[Fault] = []
    query = request.query_params
    for name, annotation in litestar_internals.parameter_types(request.route_handler).items():
        kind = inspect.type_info(annotation)
        if name in request.path_params:
            found += faults(request.path_params[name], kind, ("path", name))
        if name in query:
            found += faults(query.getall(name) if _is_list(kind) else query[name], kind, ("query", name))
    return found


def _is_list(kind: inspect.Type) -> bool:
    """Return whether a parameter may be sent several times."""
    if isinstance(kind, inspect.Metadata):
        return _is_list(kind.type)
    if isinstance(kind, inspect.UnionType):
        return any(map(_is_list, kind.types))
    return isinstance(kind, inspect.ListType)


async def _body_faults(request: ApiRequest) -> list[Fault]:
    media = _body_media(request.scope)
    expected = litestar_internals.parameter_types(request.route_handler).get("data")
    if media is None or expected is None:
        return []
    kind = inspect.type_info(expected)
    value: Any = None
    if media != RequestEncodingType.JSON:
        form = await request.form()
        value = {name: values if len(values) > 1 else values[0] for name, values in form.dict().items()}
    elif await request.body():
        value = await request.json()
    if value is None:
        return [missing(("body",))]
    found = [*faults(value, kind, ("body",)), *extra_fields(request.scope, value)]
    hint = "" if media == RequestEncodingType.JSON else _form_hint(request, RequestEncodingType(media).value)
    return [Fault(fault.type, fault.loc, fault.msg + hint) for fault in found]


def _form_hint(request: ApiRequest, media: str) -> str:
    """Return advice for a body that can't be read as a form, an empty text if it can."""
    kind, options = request.content_type
    if kind == RequestEncodingType.MULTI_PART and not options.get("boundary"):
        return "; Content-Type lacks the form's boundary: leave that header to the client that makes the form"
    return "" if kind in {"", *FORM_TYPES} else f"; send the body as a form, with Content-Type: {media}"


def _body_media(scope: Scope) -> str | None:
    """Return the media type of the body that the handler takes, None if it takes none."""
    data = litestar_internals.parameters(scope["route_handler"]).get("data")
    return data.kwarg_definition.media_type if data and isinstance(data.kwarg_definition, BodyKwarg) else None


def _fault_of_litestar(message: Any) -> Fault:
    loc = (message.get("source", "body"), *filter(None, message.get("key", "").split(".")))
    return Fault("value_error", loc, message.get("message", "Input should be valid"))
