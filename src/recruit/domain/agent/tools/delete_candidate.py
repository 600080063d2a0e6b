"""Tool delete_candidate: delete a candidate."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome, Write
from recruit.domain.agent.result_schemas import DELETED
from recruit.domain.agent.tool import Effect, Question, Services, Tool
from recruit.domain.agent.tools.support.common import candidate_argument, deletion_question
from recruit.domain.agent.tools.support.question_facts import candidate_facts
from recruit.domain.agent.wording import candidate_label, one_line
from recruit.domain.search.model import ApplicationSearch


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Delete a candidate with their applications."""
    candidate = await services.candidates.get(caller.actor, arguments["candidate_id"])
    await services.candidates.remove(caller.actor, candidate.id)
    return Outcome(
        text=f"I've deleted candidate #{candidate.id}: {one_line(candidate.full_name)}.",
        data={"id": candidate.id},
        writes=[Write(kind="candidate", id=candidate.id, before={}, after=None)],
    )


async def asks(services: Services, caller: Caller, arguments: Arguments) -> Question:
    """Return the question before a candidate is deleted."""
    candidate = await services.candidates.get(caller.actor, arguments["candidate_id"])
    pipeline = await services.searching.pipeline_status(caller.actor, ApplicationSearch(candidate_id=candidate.id))
    text = deletion_question(candidate_label(candidate), pipeline)
    return Question(text, await candidate_facts(services.searching, caller.actor, candidate))


TOOL = Tool(
    name="delete_candidate",
    title="Delete a candidate",
    description="Delete a candidate with their applications, for good; asks first.",
    arguments=[candidate_argument()],
    run=run,
    permission=Permission.DELETE_CANDIDATES,
    also=frozenset({Permission.READ_CANDIDATES, Permission.READ_APPLICATIONS}),
    asks=asks,
    effect=Effect.DESTROYS,
    example="delete candidate 3",
    result=DELETED,
)
