"""Tool list_tags: list tags."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import INTEGER, list_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import candidate_argument, candidate_ref
from recruit.domain.agent.tools.support.records import TAG, tag_data
from recruit.domain.agent.wording import candidate_label, one_line
from recruit.domain.shared.pages import Window

MOST_TAGS = 100


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """List the tags of a candidate, or of the organisation."""
    window = Window(limit=MOST_TAGS)
    if "candidate_id" in arguments:
        candidate = await services.candidates.get(caller.actor, arguments["candidate_id"])
        found = await services.tags.of_candidate(caller.actor, candidate.id, window)
        whose, shown = f"Tags of {candidate_label(candidate)}", [candidate_ref(candidate.id)]
    else:
        found, whose, shown = await services.tags.page(caller.actor, window), "Your tags", []
    names = ", ".join(one_line(tag.name) for tag in found.items) or "none"
    return Outcome(
        text=f"{whose}: {names}.",
        data={"items": [tag_data(tag) for tag in found.items], "total": found.total},
        shown=shown,
    )


TOOL = Tool(
    name="list_tags",
    title="List tags",
    description="List the tags of a candidate, or all tags of the organisation.",
    arguments=[candidate_argument(required=False)],
    run=run,
    permission=Permission.READ_CANDIDATES,
    example="tags of candidate 3",
    result={"items": list_of(TAG), "total": INTEGER},
)
