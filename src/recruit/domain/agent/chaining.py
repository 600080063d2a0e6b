"""Calls that are proposed together and build on one another: "add Ann Lee and put her forward for job 5"."""

from collections.abc import Sequence
from typing import Any

from recruit.domain.agent.calls import Call, Outcome, Result

NEW = "new"
"""Placeholder for the id of a row that an earlier call of the same proposal creates."""

_KINDS = {"candidate_id": "candidate", "job_id": "job"}


def needs_new_row(call: Call) -> bool:
    """Tell whether a call is about a row that another call creates."""
    return any(call.arguments.get(name) == NEW for name in _KINDS)


def with_sample_ids(call: Call) -> Call:
    """Return a call with a sample id in place of the placeholder, so that it can be validated before the id exists."""
    return Call(call.name, {name: _supposed(name, value) for name, value in call.arguments.items()})


def with_new_ids(call: Call, done: Sequence[tuple[Call, Outcome]]) -> Call:
    """Return a call with the ids created by earlier calls. A missing id stays a placeholder, and the call fails."""
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
