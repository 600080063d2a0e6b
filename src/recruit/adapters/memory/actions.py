"""The agent's actions in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.users import Organisation
from recruit.domain.agent.model import Action, ActionDetails, Stage
from recruit.domain.shared.errors import Refused


class MemoryActions:
    """Repository of actions."""

    def __init__(self, rows: Rows[Action], organisations: Rows[Organisation]) -> None:
        self._rows = rows
        self._organisations = organisations

    async def add(self, details: ActionDetails) -> Action:
        """Store an action."""
        if self._rows.org_id not in self._organisations.current:
            raise Refused
        return self._rows.put(self._rows.new(Action, asdict(details)))

    async def latest(
        self, user_id: int, conversation_id: int | None, stages: Sequence[Stage], session: str = ""
    ) -> Action | None:
        """Return the last action in one of the stages."""
        expected = (user_id, conversation_id, session)
        found = (
            row
            for row in reversed(self._rows.all())
            if (row.user_id, row.conversation_id, row.session) == expected and row.stage in stages
        )
        return next(found, None)

    async def get(self, action_id: int) -> Action:
        """Return one action."""
        return self._rows.get(action_id)

    async def recent(self, stages: Sequence[Stage], since: datetime, limit: int) -> Sequence[Action]:
        """Return the last actions in one of the stages."""
        found = (row for row in self._rows.all() if row.stage in stages and row.at >= since)
        return sorted(found, key=lambda row: (row.at, row.id), reverse=True)[:limit]

    async def proposed(self, user_id: int, token: str) -> Action | None:
        """Return the proposed action with a confirmation token."""
        expected = (user_id, token, Stage.PROPOSED)
        return next((row for row in self._rows.all() if (row.user_id, row.token, row.stage) == expected), None)

    async def advance(self, action_id: int, before: Stage, after: Stage) -> bool:
        """Move an action from one stage to another."""
        found = self._rows.current.get(action_id)
        if found is None or found.stage is not before:
            return False
        self._rows.change(action_id, {"stage": after})
        return True

    async def record(self, action_id: int, writes: Sequence[Mapping[str, Any]], now: datetime) -> None:
        """Set the changes that an action made."""
        self._rows.change(action_id, {"writes": writes, "at": now})
