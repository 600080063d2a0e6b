"""The direct way to a handler, which most requests go.

Litestar's own leads through a second layer of exception handlers, a stack for dependencies and a model of all
parameters: a tenth of a small request, and our handlers use nothing of it. Where nothing but the request, what stands
in its path, and its JSON body is asked for, these are read here, and the handler is called. All else, and whatever
can't be read, goes Litestar's way, which says what is wrong with it.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from litestar.enums import ParamType, RequestEncodingType
from litestar.params import BodyKwarg, ParameterKwarg
from litestar.types import ASGIApp, Receive, Scope, Send
from litestar.typing import FieldDefinition
from msgspec import ValidationError, convert

from recruit.entrypoints.http.encoded_routes import Route
from recruit.entrypoints.http.request import ApiRequest

REQUEST, BODY = "request", "data"
"""What parameters of handlers are called."""


@dataclass(frozen=True, slots=True)
class Call:
    """How to call a handler. `kinds` has the types of what is read from the path and the body."""

    handler: Route
    function: Callable[..., Awaitable[Any]]
    kinds: Mapping[str, Any]
    deserializer: Callable[[Any, Any], Any]

    async def arguments(self, request: ApiRequest) -> dict[str, Any] | None:
        """Read what the handler takes, None where there is something that it doesn't take."""
        given: dict[str, Any] = request.scope["path_params"]
        try:
            if BODY in self.kinds:
                if not await request.body():
                    return None
                given = {**given, BODY: await request.json()}
            return {name: self._read(name, given[name]) for name in self.kinds}
        except ValidationError:
            return None

    def _read(self, name: str, value: object) -> Any:
        """As Litestar does it."""
        return convert(value, self.kinds[name], strict=False, dec_hook=self.deserializer, str_keys=True)


def direct(app: ASGIApp) -> ASGIApp:
    """Call a handler where that is simple, and `app` where it isn't."""
    calls: dict[object, Call | None] = {}

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
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
        found = await call.function(request=request, **arguments)
        response = await call.handler.to_response(scope["litestar_app"], found, request)
        await response(scope, receive, send)

    return answer


def _call(handler: object, path: Iterable[str]) -> Call | None:
    """Return how to call a handler for which so much stands in the path, None where that takes Litestar."""
    if not isinstance(handler, Route) or _takes_more(handler):
        return None
    kinds = handler.signature_model.__annotations__
    parameters = handler.parsed_fn_signature.parameters
    read = {name: kinds[name] for name in (*path, BODY) if name in parameters}
    rest = [parameter for name, parameter in parameters.items() if name not in {REQUEST, *read}]
    if REQUEST not in parameters or not all(map(_is_left_out, rest)) or not _is_json(parameters.get(BODY)):
        return None
    return Call(handler, handler.fn, read, handler.default_deserializer)


def _takes_more(handler: Route) -> bool:
    """Whether something is done for a handler that isn't done here."""
    return bool(
        handler.has_sync_callable
        or handler.cache
        or handler.resolve_guards()
        or handler.resolve_dependencies()
        or handler.resolve_before_request()
        or handler.resolve_after_response()
    )


def _is_json(body: FieldDefinition | None) -> bool:
    """Whether a body is one that we read, or none."""
    said = body and body.kwarg_definition
    return said is None or (isinstance(said, BodyKwarg) and said.media_type == RequestEncodingType.JSON)


def _is_left_out(parameter: FieldDefinition) -> bool:
    """Whether a request without a query may say nothing of a parameter."""
    said = parameter.kwarg_definition
    return parameter.has_default and isinstance(said, ParameterKwarg) and said.param_type == ParamType.QUERY
