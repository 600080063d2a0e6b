"""Schemas of errors, and conversion between entities and schemas."""

from typing import Any, TypeAlias, TypeVar

from msgspec import UNSET, Struct, convert

Loc: TypeAlias = tuple[str | int, ...]
T = TypeVar("T")
S = TypeVar("S", bound=Struct)


class Problem(Struct):
    """What went wrong."""

    detail: str


class Fault(Struct):
    """One fault of a request, in FastAPI's shape and words."""

    type: str
    loc: Loc
    msg: str


class Faults(Struct):
    """Every fault of a request."""

    detail: list[Fault]


def view(entity: object, schema: type[T]) -> T:
    """Return an entity as a response schema."""
    return convert(entity, schema, from_attributes=True)


def extended_view(entity: object, schema: type[S], **others: Any) -> S:
    """Return a response schema with the fields `others`, and with the entity's attributes in all other fields."""
    own = {name: getattr(entity, name) for name in schema.__struct_fields__ if name not in others}
    return schema(**own, **others)


def changes(patch: Struct) -> dict[str, Any]:
    """Return the fields that a patch sets, including those set to null."""
    return {name: value for name in patch.__struct_fields__ if (value := getattr(patch, name)) is not UNSET}
