"""Parts of records that clients ask for: the parameter `include`, and the records with these parts."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from litestar.params import QueryParameter
from msgspec import Meta, Struct, structs

from recruit.domain.external_ids.model import MOST, ExternalId, ExternalIdChange, RecordKind
from recruit.domain.parts.service import Part
from recruit.entrypoints.http.field_types import BLANK, END, NOT_BLANK
from recruit.entrypoints.http.request import ApiRequest

SYSTEM = rf"^[a-z0-9][a-z0-9_.-]*{END}"
NO_SYSTEM = {"refusal": "Input should be the name of a system: lower-case letters, digits, dots, hyphens, underscores"}
EXTERNAL_ID = r"^[a-z0-9][a-z0-9_.-]*:[^\u0000]+$"

S = TypeVar("S", bound=Struct)

System: TypeAlias = Annotated[str, Meta(min_length=1, max_length=50, pattern=SYSTEM, extra=NO_SYSTEM)]
Value: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200, pattern=NOT_BLANK, extra=BLANK)]


class ExternalIdIn(Struct):
    """The id of the record in another system. Two records of one kind never have the same one."""

    system: System
    id: Value


class ExternalIdPatch(Struct):
    """An external id that the record gets in place of those of the same system. null removes these."""

    system: System
    id: Value | None


class ExternalIdOut(Struct):
    """The id of the record in another system."""

    system: str
    id: str


ExternalIdsIn: TypeAlias = Annotated[
    tuple[ExternalIdIn, ...], Meta(max_length=MOST, description="Ids of the record in other systems.")
]
ExternalIdsPatch: TypeAlias = Annotated[
    tuple[ExternalIdPatch, ...],
    Meta(max_length=MOST, description="Ids of the record in other systems. Those of systems that aren't named stay."),
]
ExternalIdsOut: TypeAlias = tuple[ExternalIdOut, ...]
ExternalIdFilter: TypeAlias = Annotated[
    str | None,
    QueryParameter(
        max_length=251,
        pattern=EXTERNAL_ID,
        description="Only the record with this external id: the system, a colon and the id, such as `greenhouse:4711`.",
    ),
]
_INCLUDE = (
    "A part of the record to return beside its own fields: `times` (created_at, updated_at){}, or `external_ids`. "
    "Repeated for several."
)
Include: TypeAlias = Annotated[
    list[Literal["times", "external_ids"]] | None, QueryParameter(description=_INCLUDE.format(""))
]
CandidateInclude: TypeAlias = Annotated[
    list[Literal["times", "contacts", "external_ids"]] | None,
    QueryParameter(description=_INCLUDE.format(", `contacts` (emails, phones)")),
]


async def with_parts(
    request: ApiRequest, kind: RecordKind, records: Sequence[Any], schema: type[S], include: Sequence[str] | None
) -> Sequence[S]:
    """Return responses for records as a `schema` that has the parts that the request includes; as they are for none."""
    if not include:
        return records
    parts = [Part(name) for name in include]
    found = await request.services.parts.of(request.user, kind, [record.id for record in records], parts)
    return [schema(**structs.asdict(record), **_shown(found.get(record.id, {}))) for record in records]


async def one_with_parts(
    request: ApiRequest, kind: RecordKind, record: Any, schema: type[S], include: Sequence[str] | None
) -> S:
    """Return the response for one record as `with_parts` does. Its ETag begins as without the parts."""
    if not include:
        return record  # type: ignore[no-any-return]
    request.without_parts = record
    (found,) = await with_parts(request, kind, [record], schema, include)
    return found


def take_external_ids(values: dict[str, Any]) -> list[ExternalIdChange]:
    """Remove the external ids from the fields of a body, and return them."""
    return [ExternalIdChange(one.system, one.id) for one in values.pop("external_ids", ())]


def external_id_of(text: str | None) -> ExternalId | None:
    """Return the external id of a filter."""
    return None if text is None else ExternalId(*text.split(":", 1))


def _shown(parts: Mapping[str, Any]) -> dict[str, Any]:
    shown = dict(parts)
    if "external_ids" in shown:
        shown["external_ids"] = tuple(ExternalIdOut(one.system, one.id) for one in shown["external_ids"])
    return shown
