"""Tool add_note: add a note."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument, Choice, Integer, Text
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.reversals import note_write
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.common import candidate_argument, candidate_ref, optional
from recruit.domain.agent.tools.support.records import NOTE, note_data
from recruit.domain.agent.wording import candidate_label, excerpt, one_line, paragraphs, quoted_list
from recruit.domain.notes.model import Visibility

_NOTE = Argument(name="note", kind=Text(10_000), description="What to write down.", required=True)
_VISIBILITY = Choice([one.value for one in Visibility])


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Add a note on a candidate, or on one of their applications."""
    visibility = Visibility(arguments.get("visibility", Visibility.EVERYONE))
    text, unknown = await services.colleagues.with_mentions(caller.actor, arguments["note"])
    note = await services.notes.create(
        caller.actor,
        text,
        candidate_id=arguments["candidate_id"],
        application_id=arguments.get("application_id"),
        visibility=visibility,
    )
    candidate = await services.candidates.get(caller.actor, note.candidate_id)
    kind = "a note for recruiters only" if visibility is Visibility.RECRUITERS else "a note"
    notified = await services.colleagues.names(caller.actor, note.mentions)
    return Outcome(
        text=paragraphs(
            f"I've added {kind} to {candidate_label(candidate)}: {excerpt(arguments['note'])}",
            f"It mentions {', '.join(map(one_line, notified.values()))}." if notified else None,
            f"It mentions nobody by {quoted_list([f'@{name}' for name in unknown])}: no single user has this name."
            if unknown
            else None,
        ),
        data=note_data(note),
        shown=[candidate_ref(note.candidate_id)],
        writes=[note_write(note)],
    )


TOOL = Tool(
    name="add_note",
    title="Add a note",
    description="Add a note on a candidate, for everyone or for recruiters only.",
    arguments=[
        candidate_argument(),
        _NOTE,
        optional("visibility", _VISIBILITY, 'Who may read it: "everyone" by default.'),
        optional("application_id", Integer(), "The candidate's application that the note is about."),
    ],
    run=run,
    permission=Permission.NOTE_CANDIDATES,
    also=frozenset({Permission.READ_CANDIDATES}),
    effect=Effect.WRITES,
    idempotent=False,
    example="add a note to candidate 3: great call",
    verbs="note add write record remember notiere notieren notez noter anota anotar",
    result=NOTE["properties"],
)
