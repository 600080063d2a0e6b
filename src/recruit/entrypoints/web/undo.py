"""What a user changes in the console can be undone for 15 minutes, as what the agent changes."""

from typing import Any, Generic

from litestar import Response

from recruit.domain.agent.calls import Write
from recruit.domain.agent.revisions import Entity, difference
from recruit.domain.shared.preconditions import Condition, Record
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.session import UNDO, cookie


class Before(Generic[Record]):
    """A condition that keeps the record it was asked about, as it was before the change."""

    record: Record

    def __init__(self, condition: Condition[Record] | None = None) -> None:
        """With `condition`, the record has to meet that."""
        self._condition = condition

    def __call__(self, record: Record) -> bool:
        """Keep a record, and return whether it meets the condition."""
        self.record = record
        return self._condition is None or self._condition(record)


def changed_fields(kind: str, before: Entity, after: Entity) -> list[Write]:
    """Return the record of changed fields, none if there are none."""
    old, new = difference(before, after)
    return [Write(kind=kind, id=after.id, before=old, after=new)] if new else []


async def record(request: PageRequest, name: str, *writes: Write) -> int | None:
    """Store a user's change under its name, to be undone, and return the action's id. None for no change."""
    return (await request.services.agent.actions.record(request.actor, name, writes)).id if writes else None


async def undoable(request: PageRequest, response: Response[Any], name: str, *writes: Write) -> Response[Any]:
    """Store a user's change, and let the next page offer to undo it."""
    action = await record(request, name, *writes)
    if action is not None:
        response.cookies.append(cookie(request.scope, UNDO, str(action), max_age=60))
    return response
