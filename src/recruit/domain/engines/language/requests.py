"""Requests: tools by name, with arguments that are values, ids, or targets to resolve to ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias


class Kind(StrEnum):
    """The kinds of records that have ids."""

    JOB = "job"
    CANDIDATE = "candidate"
    APPLICATION = "application"


class Reference(NamedTuple):
    """A record that an answer shows: "job", "candidate" or "application", and its id."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Named:
    """A job or candidate by a part of its title or name."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """The record last shown or in focus: "it", "her", "that job". `bare` means a pronoun without a noun."""

    kind: Kind
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Nth:
    """A record by its place in the last list, from 1; -1 is the last. Without a kind, any list counts."""

    kind: Kind | None
    place: int
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """The records last shown, or the first `first` of them: "them", "the first two"."""

    kind: Kind
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A target that the message lacks. `example` is a complete command."""

    kind: Kind
    example: str


Target: TypeAlias = Named | Pointed | Nth | Shown | Missing
"""A reference to a job, a candidate or an application, which is resolved to an id."""


@dataclass(frozen=True, slots=True)
class Request:
    """A tool, its arguments, and the text that it was parsed from. `left` are the parts of it that no argument holds."""

    tool: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bulk:
    """The rejection of several applications: all open ones of a job, those of some candidates, or those of `each`."""

    arguments: Mapping[str, Any]
    text: str = ""
    each: Sequence[Request] = ()


@dataclass(frozen=True, slots=True)
class Again:
    """The last request with another target: "same for job 3", "and the second?".

    `orders`: it may repeat a write. `shows`: the target is shown, whatever the last request was.
    """

    target: int | Target
    kind: Kind | None
    orders: bool = False
    shows: bool = False


@dataclass(frozen=True, slots=True)
class Undescribed:
    """An order to create a job without a description."""


Wish: TypeAlias = Request | Bulk | Again | Undescribed
"""The order or question of a clause."""


class ParsedWish(NamedTuple):
    """The wish of a clause. `bare`: the clause has no verb, as "candidate 5?"."""

    wish: Wish
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The parsed message: its wishes in order, or the reason for having none.

    `declined`: the message forbids an action. `retracted`: the message takes an order back. `asked`: the tools that a
    question is about, which orders nothing. `unread_words`: the number of words that belong to no wish. `unread_spans`:
    the spans of the clauses after an order that belong to no wish. `corrected`: misspelt words were corrected.
    """

    wishes: Sequence[Wish] = ()
    declined: bool = False
    retracted: bool = False
    asked: Sequence[str] = ()
    unread_words: int = 0
    unread_spans: Sequence[tuple[int, int]] = ()
    corrected: bool = False
