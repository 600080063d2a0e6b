"""Calls of tools, their origin and their outcomes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from recruit.domain.accounts.model.users import Actor
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.requests import Kind, Reference

Arguments: TypeAlias = Mapping[str, Any]
"""Validated arguments by name."""

ID_KINDS = {"job_id": Kind.JOB, "candidate_id": Kind.CANDIDATE}
"""The kinds of things that id arguments name."""


class Call(NamedTuple):
    """The name of a tool and the arguments to call it with."""

    name: str
    arguments: Mapping[str, Any]


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


SUCCESSES = frozenset([Result.DONE, Result.PROPOSED])
"""Results of calls that were carried out, or will be after a yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """A changed row: the changed fields, before and after. None means that the row didn't or doesn't exist.

    `documents` are the ids of files that came with a new row, `profile` the version of the profile that came with a
    new candidate, if it is known.
    """

    kind: str
    id: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    documents: Sequence[int] = ()
    profile: str | None = None


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

    @classmethod
    def error(cls, result: Result, sentence: str) -> "Outcome":
        """Return the outcome of a call that wasn't run or has failed."""
        return cls(text=sentence, data={"error": sentence}, result=result)


Watch: TypeAlias = Callable[[Call, Outcome | None], None]
"""Callback for tool calls: receives the call with None when it begins, and with its outcome when it has ended."""


def ignore_call(_call: Call, _outcome: Outcome | None) -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The origin of a call: user, conversation or session, and callback.

    `conversation_id` is None outside of conversations; `session` then names the assistant's session.
    """

    actor: Actor
    conversation_id: int | None = None
    watch: Watch = ignore_call
    session: str = ""


def remember(memory: Memory, call: Call, outcome: Outcome) -> None:
    """Store a call in the conversation's memory if it succeeded."""
    if outcome.result is Result.DONE:
        memory.remember(call.name, call.arguments, outcome.shown)
