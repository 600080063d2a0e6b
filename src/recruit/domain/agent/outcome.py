"""What comes of a tool: data for machines, text for people, and what was changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from recruit.domain.engines.language.requests import Reference


class Result(StrEnum):
    """How a call ended."""

    DONE = "done"
    PROPOSED = "proposed"
    """It would change much and waits for a yes."""
    REFUSED = "refused"
    """A rule or the caller's role is against it; nothing was changed."""
    NOT_FOUND = "not_found"
    FAILED = "failed"
    """The arguments can't be used; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """A changed row: those of its fields that changed, before and after. None: the row wasn't, or isn't, there.

    `documents` are the ids of files that came with a new row.
    """

    kind: str
    id: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    documents: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one call.

    `data` is JSON-able. `shown` holds what the text shows, in its order, so that "the first one" can be found. `writes`
    is what `undo` puts back; `token` confirms what is proposed.
    """

    text: str
    data: Mapping[str, Any]
    shown: Sequence[Reference] = ()
    writes: Sequence[Write] = ()
    result: Result = Result.DONE
    token: str | None = None
