"""Validation errors: every fault of a request at once, in FastAPI's format and wording.

msgspec stops at the first fault, which suits valid requests, and nearly all requests are valid. A request that msgspec
has refused is validated again here, against the same types.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from difflib import get_close_matches
from itertools import islice
from typing import Annotated, Any

from msgspec import Meta, ValidationError, convert, inspect

from recruit.entrypoints.http.field_types import NUL, REFUSALS
from recruit.entrypoints.http.schemas import Fault, Loc

WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,4000})")
"""Python's own limit on digits is only slightly higher (`sys.get_int_max_str_digits`)."""
MOST_NAMED = 20
"""Maximum number of unknown names that are reported. The rest are left out."""

MOST_COMPARED = 60
"""Number of characters of an unknown name that are compared with the known names."""

NO_FILE = "Input should be a file: send it as a part of a multipart/form-data body, with a filename"
ONE_FILE = "Input should be one file: send each file in a request of its own"
TRUE_OR_FALSE = {"0", "1", "true", "false"}


class RefusedRequest(Exception):
    """Raised for a request that its schema refuses. `faults` holds every fault that was found."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__()
        self.faults = faults


def faults(value: Any, kind: inspect.Type, loc: Loc) -> Iterator[Fault]:
    """Yield the faults of a decoded JSON value or of a form's text as a value of `kind`, at `loc` or below."""
    if isinstance(kind, inspect.Metadata):
        yield from _refusals(value, kind.type, loc, kind.extra or {})
    else:
        yield from _refusals(value, kind, loc, {})


def missing(loc: Loc, misnamed: str | None = None) -> Fault:
    """Return the fault of a missing value. `misnamed` is the unknown name under which it was sent, if any."""
    message = "Field required"
    return Fault("missing", loc, f"{message}; did you mean '{loc[-1]}' by '{misnamed}'?" if misnamed else message)


def not_unicode(loc: Loc) -> Fault:
    """Return the fault of bytes that aren't Unicode text."""
    return Fault("string_unicode", loc, "Input should be a valid string, unable to parse raw data as a unicode string")


def with_nul(loc: Loc) -> Fault:
    """Return the fault of a text that contains NUL."""
    return Fault("string_pattern_mismatch", loc, NUL["refusal"])


def extra(loc: Loc, known: Collection[str]) -> Fault:
    """Return the fault of an unknown name, with the most similar known name."""
    message = "Extra inputs are not permitted"
    near = get_close_matches(str(loc[-1])[:MOST_COMPARED], known, n=1)
    return Fault("extra_forbidden", loc, f"{message}; did you mean '{near[0]}'?" if near else message)


def _refusals(value: Any, kind: inspect.Type, loc: Loc, extra: Mapping[str, Any]) -> Iterator[Fault]:
    match kind:
        case inspect.UnionType():
            yield from _union(value, kind, loc)
        case inspect.StructType():
            yield from _struct(value, kind, loc)
        case inspect.VarTupleType() | inspect.ListType():
            yield from _list(value, kind, loc)
        case inspect.StrType():
            yield from _text(value, kind, loc, extra.get("refusal"))
        case inspect.IntType():
            yield from _integer(value, kind, loc)
        case inspect.BoolType():
            yield from _boolean(value, loc)
        case inspect.DateTimeType() if not _is_moment(value):
            yield Fault("datetime_parsing", loc, "Input should be a valid datetime with a time zone")
        case inspect.LiteralType() | inspect.EnumType():
            yield from _choice(value, kind, loc)
        case inspect.CustomType() if isinstance(value, str | list):
            yield Fault("value_error", loc, NO_FILE if isinstance(value, str) else ONE_FILE)


def _union(value: Any, kind: inspect.UnionType, loc: Loc) -> Iterator[Fault]:
    """Yield nothing if a member of the union accepts the value, else the faults of the last member that isn't null."""
    members = [member for member in kind.types if not isinstance(member, inspect.NoneType)]
    if value is None and kind.includes_none:
        return
    refused: list[Fault] = []
    for member in members:
        refused = list(faults(value, member, loc))
        if not refused:
            return
    yield from refused


def _struct(value: Any, kind: inspect.StructType, loc: Loc) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        yield Fault("model_attributes_type", loc, "Input should be a valid dictionary or object to extract fields from")
        return
    for field in kind.fields:
        if field.encode_name in value:
            yield from faults(value[field.encode_name], field.type, (*loc, field.encode_name))
        elif field.required:
            yield missing((*loc, field.encode_name), _misnamed_file(value, kind, field))
    if kind.forbid_unknown_fields:
        known = {field.encode_name for field in kind.fields}
        unknown = (name for name in value if name not in known)
        yield from (extra((*loc, name), known) for name in islice(unknown, MOST_NAMED))


def _misnamed_file(value: Mapping[str, Any], kind: inspect.StructType, missed: inspect.Field) -> str | None:
    """Return the unknown name under which a form has a file, None if it has none or if `missed` isn't a file."""
    if not isinstance(missed.type, inspect.CustomType):
        return None
    known = {field.encode_name for field in kind.fields}
    files = (name for name, part in value.items() if name not in known and isinstance(part, missed.type.cls))
    return next((name[:MOST_COMPARED] for name in files), None)


def _list(value: Any, kind: inspect.VarTupleType | inspect.ListType, loc: Loc) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault("list_type", loc, "Input should be a valid list")
        return
    if kind.max_length is not None and len(value) > kind.max_length:
        message = f"List should have at most {kind.max_length} items after validation, not {len(value)}"
        yield Fault("too_long", loc, message)
    if kind.min_length and len(value) < kind.min_length:
        message = f"List should have at least {kind.min_length} item after validation, not {len(value)}"
        yield Fault("too_short", loc, message)
    for place, item in enumerate(value):
        yield from faults(item, kind.item_type, (*loc, place))


def _text(value: Any, kind: inspect.StrType, loc: Loc, refusal: str | None) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield Fault("string_type", loc, "Input should be a valid string")
    elif kind.min_length is not None and len(value) < kind.min_length:
        yield Fault("string_too_short", loc, f"String should have at least {_characters(kind.min_length)}")
    elif kind.max_length is not None and len(value) > kind.max_length:
        yield Fault("string_too_long", loc, f"String should have at most {_characters(kind.max_length)}")
    elif kind.pattern is not None and not re.search(kind.pattern, value):
        message = refusal or REFUSALS.get(kind.pattern) or f"String should match pattern '{kind.pattern}'"
        yield Fault("string_pattern_mismatch", loc, message)


def _integer(value: Any, kind: inspect.IntType, loc: Loc) -> Iterator[Fault]:
    number = _whole(value)
    if isinstance(value, str) and number is None:
        yield Fault("int_parsing", loc, "Input should be a valid integer, unable to parse string as an integer")
    elif isinstance(value, float) and number is None:
        yield Fault("int_from_float", loc, "Input should be a valid integer, got a number with a fractional part")
    elif number is None:
        yield Fault("int_type", loc, "Input should be a valid integer")
    elif kind.ge is not None and number < kind.ge:
        yield Fault("greater_than_equal", loc, f"Input should be greater than or equal to {kind.ge}")
    elif kind.le is not None and number > kind.le:
        yield Fault("less_than_equal", loc, f"Input should be less than or equal to {kind.le}")


def _boolean(value: Any, loc: Loc) -> Iterator[Fault]:
    if isinstance(value, str | int) and str(value).lower() not in TRUE_OR_FALSE:
        yield Fault("bool_parsing", loc, "Input should be a valid boolean, unable to interpret input")
    elif not isinstance(value, bool | str | int):
        yield Fault("bool_type", loc, "Input should be a valid boolean")


def _choice(value: Any, kind: inspect.LiteralType | inspect.EnumType, loc: Loc) -> Iterator[Fault]:
    allowed = [one.value for one in kind.cls] if isinstance(kind, inspect.EnumType) else list(kind.values)
    if value not in allowed:
        *others, last = map(repr, allowed)
        expected = f"{', '.join(others)} or {last}" if others else last
        refusal = "enum" if isinstance(kind, inspect.EnumType) else "literal_error"
        yield Fault(refusal, loc, f"Input should be {expected}")


def _is_moment(value: Any) -> bool:
    try:
        convert(value, Annotated[datetime, Meta(tz=True)])
    except ValidationError:
        return False
    return True


def _whole(value: Any) -> int | None:
    """Return the integer that a number or a text represents, None if it represents none."""
    if isinstance(value, str):
        return int(value) if WHOLE_NUMBER.fullmatch(value) else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _characters(count: int) -> str:
    return "1 character" if count == 1 else f"{count} characters"
