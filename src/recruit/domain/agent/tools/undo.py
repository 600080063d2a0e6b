"""Tool undo: undo."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.actions import described_action
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import INTEGER, TEXT, list_of, object_of
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.engines.language.requests import Reference


async def run(services: Services, caller: Caller, _arguments: Arguments) -> Outcome:
    """Undo the last change."""
    action = await services.actions.undo(caller)
    things = [Reference(write["kind"], write["id"]) for write in action.writes]
    return Outcome(
        text=f"Undone: {described_action(action)}.",
        data={"undone": [{"kind": kind, "id": number} for kind, number in things]},
        shown=[Reference(write["kind"], write["id"]) for write in action.writes if write["before"] is not None],
    )


TOOL = Tool(
    name="undo",
    title="Undo",
    description="Take back what was last created, changed or moved here, within 15 minutes.",
    arguments=[],
    run=run,
    permission=Permission.NOTE_CANDIDATES,
    effect=Effect.WRITES,
    idempotent=False,
    example="undo that",
    verbs="undo revert rückgängig annule annuler deshaz deshacer",
    result={"undone": list_of(object_of(kind=TEXT, id=INTEGER))},
)
