"""Calls that are proposed together and build on one another: "add Ann Lee and put her forward for job 5"."""

from collections.abc import Sequence
from typing import Any

from recruit.domain.agent.outcome import Outcome, Result
from recruit.domain.agent.tool import Call

NEW = "new"
"""Stands for the id of what an earlier call of the same proposal creates."""

_KINDS = {"candidate_id": "candidate", "job_id": "job"}


def builds(call: Call) -> bool:
    """Tell whether a call is about something that another call creates."""
    return any(call.arguments.get(name) == NEW for name in _KINDS)


def supposing(call: Call) -> Call:
    """Return a call as it will look, so that it can be checked before there is an id."""
    return Call(call.name, {name: _supposed(name, value) for name, value in call.arguments.items()})


def following(call: Call, done: Sequence[tuple[Call, Outcome]]) -> Call:
    """Return a call with the ids of what the calls before it created. Without one it stays as it is, and fails."""
    arguments = dict(call.arguments)
    for name, kind in _KINDS.items():
        if arguments.get(name) == NEW:
            arguments[name] = _created(kind, done)
    return Call(call.name, arguments)


def _supposed(name: str, value: Any) -> Any:
    return 1 if name in _KINDS and value == NEW else value


def _created(kind: str, done: Sequence[tuple[Call, Outcome]]) -> int | str:
    made = [
        write.id
        for _, outcome in done
        if outcome.result is Result.DONE
        for write in outcome.writes
        if write.kind == kind and write.before is None
    ]
    return made[-1] if made else NEW
