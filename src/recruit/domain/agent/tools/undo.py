"""Tool undo: undo."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.actions import described_action
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import INTEGER, TEXT, list_of, object_of
from recruit.domain.agent.tool import Effect, Question, Services, Tool
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


async def question(services: Services, caller: Caller, _arguments: Arguments) -> Question | None:
    """Return a question about a change that was ordered outside of this conversation; None if it isn't undone."""
    action = await services.actions.last_elsewhere(caller)
    if action is None:
        return None
    change = described_action(action)
    text = f"I have changed nothing in this conversation. I would undo your last change: {change}. Shall I do it?"
    return Question(text, {"your last change": {"action": f"{change}, action #{action.id}"}})


TOOL = Tool(
    name="undo",
    title="Undo",
    description="Take back what was last created, changed or moved here, within 15 minutes.",
    arguments=[],
    run=run,
    asks=question,
    permission=Permission.NOTE_CANDIDATES,
    effect=Effect.WRITES,
    idempotent=False,
    example="undo that",
    verbs="undo revert rückgängig annule annuler deshaz deshacer",
    result={"undone": list_of(object_of(kind=TEXT, id=INTEGER))},
)
