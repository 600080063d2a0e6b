"""Proposals that are dropped because the next message orders something else."""

from collections.abc import Mapping, Sequence
from typing import Any

from recruit.domain.agent import replies
from recruit.domain.agent.calls import Call
from recruit.domain.agent.proposals import Names, told
from recruit.domain.engines.language.learned.planning import CREATES
from recruit.domain.engines.language.understanding import WRITES

_PLACING = "place"
_SAME = dict.fromkeys(["create_application", "move_application", "reject_application"], _PLACING)
_OF_JOBS = frozenset(["update_job", "close_job", "clone_job", "delete_job"])


def not_done(dropped: Sequence[Call], tools: Sequence[Mapping[str, Any]]) -> Sequence[str]:
    """Return a notice about dropped calls if the turn orders other calls and none in their place.

    Return none if a dropped call creates a row: the new proposals build on it.
    """
    ordered = [Call(one["name"], one["arguments"]) for one in tools if one["name"] in WRITES]
    if not ordered or any(call.name == "undo" for call in ordered) or any(call.name in CREATES for call in dropped):
        return []
    replaced = {_order(call) for call in ordered}
    left = [call for call in dropped if call.name in WRITES and _order(call) not in replaced]
    return [replies.no_longer_proposed([told(call.name, call.arguments, Names()) for call in left])] if left else []


def _order(call: Call) -> tuple[str, object]:
    """Return a key that is equal for an order and its correction: the kind of change and its target."""
    job, person = call.arguments.get("job_id"), call.arguments.get("candidate_id")
    return _SAME.get(call.name, call.name), job if call.name in _OF_JOBS else (
        person or call.arguments.get("application_id")
    )
