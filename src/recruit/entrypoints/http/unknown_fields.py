"""Unknown fields and query parameters of requests.

They are ignored, and listed in the response headers Ignored-Fields and Ignored-Parameters. A client that sends
`Prefer: handling=strict` (RFC 7240, 4.4) gets a 422 that names each of them instead.
"""

from collections.abc import Awaitable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, quote

from litestar.exceptions import ValidationException
from litestar.handlers import BaseRouteHandler
from litestar.types import ASGIApp, Receive, Scope, Send
from msgspec import inspect

from recruit.entrypoints.http import litestar_internals
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.http.middleware.request_log import Headers, extra_headers
from recruit.entrypoints.http.schemas import Fault, Loc
from recruit.entrypoints.http.validation_errors import MOST_NAMED, extra

FIELDS, PARAMETERS = b"ignored-fields", b"ignored-parameters"
APPLIED = (b"preference-applied", b"handling=strict")
MOST_CHARACTERS = 60
"""Maximum length of a name in a header."""


@dataclass(frozen=True, slots=True)
class Names:
    """The known names of an object, and those of its nested objects, by the field that holds them."""

    known: frozenset[str]
    inside: Mapping[str, "Names"]


Unknown: TypeAlias = tuple[Loc, Names]
"""The location of an unknown name, and the names that are known there."""


def unknown_fields_middleware(app: ASGIApp) -> ASGIApp:
    """Apply the preference, and check for unknown query parameters. `check_fields` checks for unknown fields."""

    def handle(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if _is_strict(scope):
            scope["strict"] = True  # type: ignore[typeddict-unknown-key]
            extra_headers(scope).append(APPLIED)
        if scope["query_string"]:
            _report_or_refuse(scope, PARAMETERS, _unknown_parameters(scope))
        return app(scope, receive, send)

    return handle


def check_fields(scope: Scope, body: Any) -> None:
    """Check a decoded body or form for unknown fields. Raises ValidationException once for a strict client."""
    _report_or_refuse(scope, FIELDS, _unknown_fields(scope, body))


def extra_parameters(scope: Scope) -> list[Fault]:
    """Return the faults of unknown query parameters. Only strict clients get any."""
    return _extra("query", _unknown_parameters(scope)) if "strict" in scope else []


def extra_fields(scope: Scope, body: Any) -> list[Fault]:
    """Return the faults of unknown fields. Only strict clients get any."""
    return _extra("body", _unknown_fields(scope, body)) if "strict" in scope else []


def take_ignored_fields(scope: Scope) -> Headers:
    """Remove Ignored-Fields from the headers that are appended to the response, and return it, if there is one."""
    headers = extra_headers(scope)
    taken = [each for each in headers if each[0] == FIELDS]
    headers[:] = [each for each in headers if each[0] != FIELDS]
    return taken


def _is_strict(scope: Scope) -> bool:
    preferences = header(scope, b"prefer")
    for preference in preferences.lower().split(b",") if preferences else ():
        name, _, value = preference.partition(b";")[0].partition(b"=")
        if name.strip() == b"handling":  # the first of several applies
            return value.strip(b' \t"') == b"strict"
    return False


def _report_or_refuse(scope: Scope, kind: bytes, found: Iterator[Unknown]) -> None:
    """List unknown names in a header, or raise ValidationException for a strict client.

    Each happens once a request, although a body that is refused may be decoded several times.
    """
    locations = [loc for loc, _ in islice(found, MOST_NAMED)]
    if not locations:
        return
    if "strict" in scope:
        if "refused" not in scope:
            scope["refused"] = True  # type: ignore[typeddict-unknown-key]
            raise ValidationException
    elif all(name != kind for name, _ in extra_headers(scope)):
        extra_headers(scope).append((kind, ", ".join(map(_encoded, locations)).encode()))


def _encoded(loc: Loc) -> str:
    """Return a location as names joined by dots. Characters that a header can't hold are percent-encoded."""
    return ".".join(quote(str(name)[:MOST_CHARACTERS], safe="[]") for name in loc)


def _extra(place: str, found: Iterator[Unknown]) -> list[Fault]:
    return [extra((place, *loc), names.known) for loc, names in islice(found, MOST_NAMED)]


def _unknown_parameters(scope: Scope) -> Iterator[Unknown]:
    names = _parameters(scope["route_handler"])
    if names is None:
        return
    pairs = parse_qsl(scope["query_string"].decode(), keep_blank_values=True)
    for name in dict(pairs):
        if name not in names.known:
            yield (name,), names


def _unknown_fields(scope: Scope, body: Any) -> Iterator[Unknown]:
    names = _fields(scope["route_handler"])
    return iter(()) if names is None else _unknown(body, names, ())


def _unknown(value: Any, names: Names, loc: Loc) -> Iterator[Unknown]:
    if not isinstance(value, dict):
        return
    if not value.keys() <= names.known:
        yield from (((*loc, name), names) for name in value if name not in names.known)
    for field, inside in names.inside.items():
        if field not in value:
            continue
        value_ = value[field]
        items = [((*loc, field, place), item) for place, item in enumerate(value_)] if isinstance(value_, list) else []
        for place, item in items or [((*loc, field), value_)]:
            yield from _unknown(item, inside, place)


@cache
def _parameters(handler: BaseRouteHandler) -> Names | None:
    """Return the query parameters of a handler, None if they aren't known."""
    declared = litestar_internals.parameters(handler).items()
    if not declared:
        return None
    return Names(frozenset(name for name, field in declared if litestar_internals.is_query_parameter(field)), {})


@cache
def _fields(handler: BaseRouteHandler) -> Names | None:
    """Return the fields of a handler's body, None if they aren't known."""
    kind = litestar_internals.parameter_types(handler).get("data")
    return None if kind is None else _names(inspect.type_info(kind)) or Names(frozenset(), {})


def _names(kind: inspect.Type) -> Names | None:
    """Return the known names of the objects that a value may be or contain, None if it contains none."""
    match kind:
        case inspect.Metadata():
            return _names(kind.type)
        case inspect.UnionType():
            return next(filter(None, map(_names, kind.types)), None)
        case inspect.ListType() | inspect.VarTupleType():
            return _names(kind.item_type)
        case inspect.StructType() if not kind.forbid_unknown_fields:
            inside = {field.encode_name: _names(field.type) for field in kind.fields}
            return Names(frozenset(inside), {name: names for name, names in inside.items() if names})
    return None
