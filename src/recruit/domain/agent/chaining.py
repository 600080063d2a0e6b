"""Calls that are proposed together and build on one another: "add Ann Lee and put her forward for job 5"."""

from collections.abc import Sequence

from recruit.domain.agent.calls import ID_KINDS, Call, Outcome, Result
from recruit.domain.engines.language.requests import Kind

NEW = "new"
"""Placeholder for the id of a row that an earlier call of the same proposal creates."""

CREATIONS = {"create_candidate": Kind.CANDIDATE, "create_job": Kind.JOB}
"""The kinds of rows that tools create for other calls."""


def needs_new_row(call: Call) -> bool:
    """Tell whether a call is about a row that another call creates."""
    return any(call.arguments.get(name) == NEW for name in ID_KINDS)


def with_sample_ids(call: Call) -> Call:
    """Return a call with a sample id in place of the placeholder, so that it can be validated before the id exists."""
    samples = {name: 1 for name in ID_KINDS if call.arguments.get(name) == NEW}
    return Call(call.name, {**call.arguments, **samples})


def with_new_ids(call: Call, done: Sequence[tuple[Call, Outcome]]) -> Call:
    """Return a call with the ids created by earlier calls. A missing id stays a placeholder, and the call fails."""
    arguments = dict(call.arguments)
    for name, kind in ID_KINDS.items():
        if arguments.get(name) == NEW:
            arguments[name] = _created(kind, done)
    return Call(call.name, arguments)


def _created(kind: str, done: Sequence[tuple[Call, Outcome]]) -> int | str:
    made = [
        write.id
        for _, outcome in done
        if outcome.result is Result.DONE
        for write in outcome.writes
        if write.kind == kind and write.before is None
    ]
    return made[-1] if made else NEW
