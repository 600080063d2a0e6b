"""The fast path to route handlers, taken by most requests.

Litestar's own path has a second layer of exception handlers, a stack for dependencies and a model of all parameters.
These take a tenth of a small request, and the handlers here need none of them. The fast path reads the path parameters
and the JSON body, and calls the handler with these and the request. Handlers that take anything else, and requests that
can't be read, go through Litestar, which reports the errors.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from litestar.enums import RequestEncodingType
from litestar.params import BodyKwarg
from litestar.types import ASGIApp, Receive, Scope, Send
from litestar.typing import FieldDefinition
from msgspec import ValidationError, convert

from recruit.entrypoints.http import litestar_internals
from recruit.entrypoints.http.encoded_routes import Route
from recruit.entrypoints.http.request import ApiRequest

REQUEST, BODY = "request", "data"
"""The names of handler parameters that hold the request and the body."""


@dataclass(frozen=True, slots=True)
class Call:
    """How to call a handler. `kinds` maps the parameters that are read from the path and the body to their types."""

    handler: Route
    function: Callable[..., Awaitable[Any]]
    kinds: Mapping[str, Any]
    deserializer: Callable[[Any, Any], Any]

    async def arguments(self, request: ApiRequest) -> dict[str, Any] | None:
        """Return the handler's arguments, None if the body is empty or a value doesn't match its type."""
        values: dict[str, Any] = request.scope["path_params"]
        try:
            if BODY in self.kinds:
                if not await request.body():
                    return None
                values = {**values, BODY: await request.json()}
            return {name: self._convert(name, values[name]) for name in self.kinds}
        except ValidationError:
            return None

    def _convert(self, name: str, value: object) -> Any:
        """Convert a value to the type of its parameter, as Litestar does."""
        return convert(value, self.kinds[name], strict=False, dec_hook=self.deserializer, str_keys=True)


def fast_path_middleware(app: ASGIApp) -> ASGIApp:
    """Return an application that calls handlers on the fast path where possible, and `app` otherwise."""
    calls: dict[object, Call | None] = {}

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        handler = scope["route_handler"]
        if handler not in calls:
            calls[handler] = _call(handler, scope["path_params"])
        call = None if scope["query_string"] else calls[handler]
        if call is None:
            await app(scope, receive, send)
            return
        request = ApiRequest(scope, receive, send)
        arguments = await call.arguments(request)
        if arguments is None:
            await app(scope, receive, send)
            return
        result = await call.function(request=request, **arguments)
        response = await call.handler.to_response(scope["litestar_app"], result, request)
        await response(scope, receive, send)

    return handle


def _call(handler: object, path: Iterable[str]) -> Call | None:
    """Return how to call a handler with the path parameters `path`, None if it needs Litestar's path."""
    if not isinstance(handler, Route) or _needs_litestar(handler):
        return None
    kinds, declared = litestar_internals.parameter_types(handler), litestar_internals.parameters(handler)
    read = {name: kinds[name] for name in (*path, BODY) if name in kinds}
    rest = [parameter for name, parameter in declared.items() if name not in {REQUEST, *read}]
    are_optional = all(one.has_default and litestar_internals.is_query_parameter(one) for one in rest)
    if REQUEST not in declared or not are_optional or not _is_json(declared.get(BODY)):
        return None
    return Call(handler, handler.fn, read, handler.default_deserializer)


def _needs_litestar(handler: Route) -> bool:
    """Return whether a handler uses a feature of Litestar that the fast path lacks."""
    return bool(
        handler.has_sync_callable
        or handler.cache
        or handler.resolve_guards()
        or handler.resolve_dependencies()
        or handler.resolve_before_request()
        or handler.resolve_after_response()
    )


def _is_json(body: FieldDefinition | None) -> bool:
    """Return whether a handler takes a JSON body or none. `body` is the parameter that holds it."""
    definition = body and body.kwarg_definition
    return definition is None or (
        isinstance(definition, BodyKwarg) and definition.media_type == RequestEncodingType.JSON
    )
