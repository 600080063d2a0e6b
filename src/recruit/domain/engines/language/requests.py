"""What a message asks for: tools by name, and arguments in which things may still be named, pointed at or missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias


class Kind(StrEnum):
    """The things that have ids."""

    JOB = "job"
    CANDIDATE = "candidate"
    APPLICATION = "application"


class Reference(NamedTuple):
    """A thing that an answer shows: "job", "candidate" or "application", and its id."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by a part of its name or title."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """What was last shown or spoken of: "it", "her", "that job". `bare` is one without a noun."""

    kind: Kind
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Nth:
    """One of what was last shown, from 1; -1 for the last. Without a kind it is one of whatever was shown."""

    kind: Kind | None
    place: int
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """All that was last shown, or the first so many of it: "them", "the first two"."""

    kind: Kind
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A thing that isn't said. `example` is how to say it whole."""

    kind: Kind
    example: str


Mention: TypeAlias = Named | Pointed | Nth | Shown | Missing


@dataclass(frozen=True, slots=True)
class Request:
    """A tool, what it is told, and the words that were heard for it."""

    tool: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    heard: str = ""


@dataclass(frozen=True, slots=True)
class Bulk:
    """Reject several applications: all open ones of a job, those of some candidates, or `each` of some requests."""

    arguments: Mapping[str, Any]
    heard: str = ""
    each: Sequence[Request] = ()


@dataclass(frozen=True, slots=True)
class Again:
    """The last request once more, with another thing: "same for job 3", "and the second?".

    `orders`: it may repeat what writes; `shows`: the thing is to be shown, whatever the last request was.
    """

    mention: int | Mention
    kind: Kind | None
    orders: bool = False
    shows: bool = False


@dataclass(frozen=True, slots=True)
class Undescribed:
    """A job to be created of which nothing is said."""


Wish: TypeAlias = Request | Bulk | Again | Undescribed


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message comes to: wishes in their order, or why there are none.

    `declined`: it says what not to do. `asked`: it asks about doing things with these tools, and orders nothing.
    `unread`: how many of its words are part of nothing that is understood. `corrected`: words of it were misspelt.
    """

    wishes: Sequence[Wish] = ()
    declined: bool = False
    asked: Sequence[str] = ()
    unread: int = 0
    corrected: bool = False
