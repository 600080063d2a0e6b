"""Timelines of candidates and jobs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from recruit.domain.events.model import Event


@dataclass(frozen=True, slots=True)
class UndoReference:
    """The id of an action, and the time until which it can be undone."""

    action_id: int
    until: datetime


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """An event, a sentence that describes it, a reference for a change that can still be undone, and if it was undone.

    Changes of the agent, and those that users have made in the browser, can be undone. `happened_at` differs from the
    event's time for history that was recorded later.
    """

    event: Event
    text: str
    happened_at: datetime
    undo: UndoReference | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Items, the latest first. Earlier events, if any, follow before the id `next_before`, None at the end."""

    items: Sequence[TimelineItem]
    next_before: int | None
