"""Tool list_applications: list applications."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import OneOrMore, Text
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support import filter_arguments
from recruit.domain.agent.tools.support.applications import LISTING_RESULT, application_listing
from recruit.domain.agent.tools.support.common import LABEL, candidate_argument, job_argument, limit_argument, optional


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """List applications, and count them by status."""
    return await application_listing(services, caller, arguments, waiting=False)


TOOL = Tool(
    name="list_applications",
    title="List applications",
    description="List applications, of a job, a candidate or a status where given.",
    arguments=[
        job_argument(required=False),
        candidate_argument(required=False),
        optional("status", OneOrMore(LABEL), 'Such as "sourced", "interview" or "rejected".'),
        filter_arguments.EXCLUDED_STATUS,
        filter_arguments.excluded_ids("candidate"),
        filter_arguments.excluded_ids("job"),
        optional("job_location", OneOrMore(Text()), "A place, state or country of the job."),
        optional("source", OneOrMore(Text()), 'Where they came from, such as "referral".'),
        *filter_arguments.amounts("score", "The fit score", 100),
        *filter_arguments.of_candidates(),
        *filter_arguments.period("The first day on which they came, or came to the status."),
        filter_arguments.order(filter_arguments.APPLICATION_ORDERS),
        limit_argument(),
    ],
    run=run,
    permission=Permission.READ_APPLICATIONS,
    example="applications for job 5",
    is_rephrasable=True,
    result=LISTING_RESULT,
)
