"""Tool merge_candidates: merge candidates."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument, Integer
from recruit.domain.agent.calls import Arguments, Caller, Outcome, Write
from recruit.domain.agent.result_schemas import CANDIDATE
from recruit.domain.agent.tool import Effect, Question, Services, Tool
from recruit.domain.agent.tools.support.common import candidate_argument, candidate_outcome
from recruit.domain.agent.tools.support.question_facts import candidate_facts
from recruit.domain.agent.wording import candidate_label, one_line


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Merge two candidates into one."""
    kept_id, from_id = arguments["candidate_id"], arguments["from_id"]
    merged = await services.merging.merge(caller.actor, kept_id, from_id)
    text = f"I've merged candidate #{from_id} into candidate #{kept_id}: {one_line(merged.full_name)}."
    return candidate_outcome(text, merged, [Write(kind="candidate", id=from_id, before={}, after=None)])


async def asks(services: Services, caller: Caller, arguments: Arguments) -> Question:
    """Return the question before two candidates are merged."""
    kept, other = [await services.candidates.get(caller.actor, arguments[name]) for name in ("candidate_id", "from_id")]
    text = (
        f"I would merge {candidate_label(other)} into {candidate_label(kept)} and remove #{other.id}, "
        "and that can't be undone. Shall I do it?"
    )
    facts = [await candidate_facts(services.searching, caller.actor, one) for one in (kept, other)]
    return Question(text, {**facts[0], **facts[1]})


TOOL = Tool(
    name="merge_candidates",
    title="Merge candidates",
    description="Give all that belongs to one candidate to another and remove the first, for good; asks first.",
    arguments=[
        candidate_argument(description="The id of the candidate who stays."),
        Argument(
            name="from_id",
            kind=Integer(),
            description="The id of the candidate who is merged into the other and removed.",
            required=True,
        ),
    ],
    run=run,
    permission=Permission.DELETE_CANDIDATES,
    also=frozenset({Permission.READ_CANDIDATES}),
    asks=asks,
    effect=Effect.DESTROYS,
    example="merge candidate 4 into candidate 3",
    result=CANDIDATE["properties"],
)
