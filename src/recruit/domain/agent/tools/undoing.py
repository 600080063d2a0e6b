"""The tool that undoes the last change."""

from collections.abc import Sequence

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.actions import Actions
from recruit.domain.agent.outcome import Outcome
from recruit.domain.agent.tool import Arguments, Caller, Effect, Tool
from recruit.domain.engines.language.requests import Reference


class UndoTools:
    """The function of the tool that undoes a change."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions

    async def undo(self, caller: Caller, _arguments: Arguments) -> Outcome:
        """Undo the last change."""
        action = await self._actions.undo(caller)
        things = [Reference(write["kind"], write["id"]) for write in action.writes]
        names = ", ".join(f"{kind} #{number}" for kind, number in things)
        calls = ", ".join(dict.fromkeys(call["name"].replace("_", " ") for call in action.calls))
        return Outcome(
            text=f"Undone: {calls} ({names}).",
            data={"undone": [{"kind": kind, "id": number} for kind, number in things]},
            shown=[Reference(write["kind"], write["id"]) for write in action.writes if write["before"] is not None],
        )


def undo_tools(do: UndoTools) -> Sequence[Tool]:
    """Return the entry of the registry."""
    return [
        Tool(
            name="undo",
            title="Undo",
            description="Take back what was last created, changed or moved here, within 15 minutes.",
            arguments=[],
            run=do.undo,
            permission=Permission.NOTE_CANDIDATES,
            effect=Effect.WRITES,
            idempotent=False,
        )
    ]
