"""The outcome of a tool call: data for programs, text for people, and the rows changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from recruit.domain.engines.language.requests import Reference


class Result(StrEnum):
    """The result of a call."""

    DONE = "done"
    PROPOSED = "proposed"
    """The call would change much and waits for confirmation."""
    REFUSED = "refused"
    """A rule or the caller's role forbids the call; nothing was changed."""
    NOT_FOUND = "not_found"
    FAILED = "failed"
    """The arguments are invalid; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """A changed row: the changed fields, before and after. None means that the row didn't or doesn't exist.

    `documents` are the ids of files that came with a new row.
    """

    kind: str
    id: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    documents: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The outcome of one call.

    `data` can be serialised to JSON. `shown` lists the things that the text shows, in its order, so that "the first
    one" can be resolved. `writes` is reversed by `undo`; `token` confirms a proposal.
    """

    text: str
    data: Mapping[str, Any]
    shown: Sequence[Reference] = ()
    writes: Sequence[Write] = ()
    result: Result = Result.DONE
    token: str | None = None
