"""Tool list_notes: list notes."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import INTEGER, list_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import MOST_LISTED, candidate_argument, candidate_ref, limit_argument
from recruit.domain.agent.tools.support.records import NOTE, note_data, note_line
from recruit.domain.agent.wording import bullets, candidate_label, paragraphs
from recruit.domain.shared.pages import Window


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """List the notes on a candidate that the caller may read."""
    window = Window(limit=arguments.get("limit", MOST_LISTED))
    candidate = await services.candidates.get(caller.actor, arguments["candidate_id"])
    found = await services.notes.of_candidate(caller.actor, candidate.id, window)
    authors = await services.colleagues.names(caller.actor, [one.author_user_id for one in found.items])
    label = candidate_label(candidate)
    return Outcome(
        text=paragraphs(
            f"Here are the notes on {label}:" if found.items else f"There are no notes on {label}.",
            bullets(note_line(one, authors) for one in found.items),
            f"…and {found.total - len(found.items)} more." if found.total > len(found.items) else None,
        ),
        data={"items": [note_data(one) for one in found.items], "total": found.total},
        shown=[candidate_ref(candidate.id)],
    )


TOOL = Tool(
    name="list_notes",
    title="List notes",
    description="List the notes that users wrote on a candidate.",
    arguments=[candidate_argument(), limit_argument()],
    run=run,
    permission=Permission.READ_CANDIDATES,
    example="notes on candidate 3",
    result={"items": list_of(NOTE), "total": INTEGER},
)
