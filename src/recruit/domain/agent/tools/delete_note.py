"""Tool delete_note: delete a note."""

from functools import partial

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Boolean, Integer
from recruit.domain.agent.calls import Arguments, Caller, Outcome, Write
from recruit.domain.agent.result_schemas import DELETED
from recruit.domain.agent.tool import Effect, Question, Services, Tool
from recruit.domain.agent.tools.support.common import candidate_argument, candidate_ref, optional
from recruit.domain.agent.wording import candidate_label, excerpt
from recruit.domain.notes.model import Note
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import all_items


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Delete a note."""
    note = await _note(services, caller, arguments)
    await services.notes.remove(caller.actor, note.id)
    before = {"candidate_id": note.candidate_id, "visibility": note.visibility.value}
    return Outcome(
        text=f"I've deleted note #{note.id}.",
        data={"id": note.id},
        shown=[candidate_ref(note.candidate_id)],
        writes=[Write(kind="note", id=note.id, before=before, after=None)],
    )


async def asks(services: Services, caller: Caller, arguments: Arguments) -> Question:
    """Return the question before a note is deleted."""
    note = await _note(services, caller, arguments)
    label = candidate_label(await services.candidates.get(caller.actor, note.candidate_id))
    text = f"I would delete note #{note.id} on {label}, and that can't be undone: “{excerpt(note.text)}”."
    return Question(f"{text} Shall I do it?", {f"note #{note.id}": {"text": note.text}})


async def _note(services: Services, caller: Caller, arguments: Arguments) -> Note:
    """Return the note with an id, or the last one on a candidate. Raises NotFound and Invalid."""
    if "note_id" in arguments:
        return await services.notes.get(caller.actor, arguments["note_id"])
    if "candidate_id" not in arguments:
        raise Invalid("Name the note by its id, or its candidate for the last note on them")
    candidate = await services.candidates.get(caller.actor, arguments["candidate_id"])
    page = partial(services.notes.of_candidate, caller.actor, candidate.id)
    mine = arguments.get("mine", False)
    found: list[Note] = [one async for one in all_items(page) if not mine or one.author_user_id == caller.actor.user_id]
    if not found:
        raise Invalid(f"There is no {'note of yours' if mine else 'note'} on {candidate_label(candidate)}")
    return found[-1]


TOOL = Tool(
    name="delete_note",
    title="Delete a note",
    description="Delete a note for good; asks first. Only its author may, and users who manage notes.",
    arguments=[
        optional("note_id", Integer(), "The id of the note; else give the candidate."),
        candidate_argument(required=False),
        optional("mine", Boolean(), "True for the last note on the candidate that the user wrote."),
    ],
    run=run,
    permission=Permission.NOTE_CANDIDATES,
    also=frozenset({Permission.READ_CANDIDATES}),
    asks=asks,
    effect=Effect.DESTROYS,
    example="delete my last note on candidate 3",
    result=DELETED,
)
