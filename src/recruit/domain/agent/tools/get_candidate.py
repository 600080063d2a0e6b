"""Tool get_candidate: show a candidate."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.result_schemas import CANDIDATE
from recruit.domain.agent.tool import Tool
from recruit.domain.agent.tools.support.candidate_results import show
from recruit.domain.agent.tools.support.common import of_candidate

TOOL = Tool(
    name="get_candidate",
    title="Show a candidate",
    description="Show all that is known of one candidate.",
    arguments=[of_candidate()],
    run=show,
    permission=Permission.READ_CANDIDATES,
    example="show candidate 3",
    is_tellable=True,
    result=CANDIDATE["properties"],
)
