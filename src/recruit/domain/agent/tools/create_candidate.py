"""Tool create_candidate: add a candidate."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument, Integer, Text, Url
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import CANDIDATE
from recruit.domain.agent.reversals import creation_write
from recruit.domain.agent.summaries import candidate_created
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.common import LONG, SHORT, candidate_outcome, optional
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.shared.limits import MOST_YEARS


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Create a candidate."""
    candidate = await services.candidates.create(caller.actor, CandidateDetails(**arguments))
    return candidate_outcome(candidate_created(candidate), candidate, [creation_write("candidate", candidate)])


TOOL = Tool(
    name="create_candidate",
    title="Add a candidate",
    description="Add a candidate.",
    arguments=[
        Argument(name="full_name", kind=Text(), description="The candidate's name.", required=True),
        *(optional(name, SHORT) for name in ("headline", "location", "current_title", "current_company")),
        optional("experience_years", Integer(0, MOST_YEARS)),
        *(optional(name, Url()) for name in ("linkedin_url", "github_url", "website_url")),
        optional("notes", LONG),
    ],
    run=run,
    permission=Permission.WRITE_CANDIDATES,
    effect=Effect.WRITES,
    idempotent=False,
    example="add candidate Jane Doe",
    verbs="add create save register anlegen ajoute ajouter añade añadir",
    result=CANDIDATE["properties"],
)
