"""Tool summarize_candidate: summarize a candidate."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.result_schemas import CANDIDATE
from recruit.domain.agent.tool import Tool
from recruit.domain.agent.tools.get_candidate import run
from recruit.domain.agent.tools.support.common import candidate_argument

TOOL = Tool(
    name="summarize_candidate",
    title="Summarize a candidate",
    description="Summarize one candidate.",
    arguments=[candidate_argument()],
    run=run,
    permission=Permission.READ_CANDIDATES,
    example="summarize candidate 3",
    is_rephrasable=True,
    result=CANDIDATE["properties"],
)
