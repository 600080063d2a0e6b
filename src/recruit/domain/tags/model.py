"""Tags of candidates."""

from dataclasses import dataclass
from datetime import datetime

TAG_NAME_TAKEN = "A tag with this name exists already"


@dataclass(frozen=True, slots=True, kw_only=True)
class TagDetails:
    """The fields of a tag. `name` is unique in the organisation, case ignored; `colour` is `#rrggbb`, in lower case."""

    name: str
    colour: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(TagDetails):
    """A tag."""

    id: int
    org_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateTag:
    """A tag on a candidate. There is at most one for each pair."""

    id: int
    org_id: int
    candidate_id: int
    tag_id: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TagFilter:
    """Search criteria for candidates: ids of tags that a candidate must have.

    `all_of`   each of these
    `any_of`   at least one of these, unless it is empty
    `none_of`  none of these
    """

    all_of: tuple[int, ...] = ()
    any_of: tuple[int, ...] = ()
    none_of: tuple[int, ...] = ()


ANY_TAGS = TagFilter()
"""The filter that every candidate meets."""
