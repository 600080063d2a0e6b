"""Tool find_jobs: find jobs."""

from collections.abc import Mapping
from functools import partial

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.listings import job_list
from recruit.domain.agent.result_schemas import INTEGER, JOB, list_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support import filter_arguments
from recruit.domain.agent.tools.support.common import MOST_LISTED, job_data, job_ref, limit_argument
from recruit.domain.agent.tools.support.id_filters import application_counts
from recruit.domain.agent.tools.support.job_filter import job_filter
from recruit.domain.agent.tools.support.row_filter import FEW, filter_rows


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """List jobs."""
    applied: Mapping[int, int] = {}
    order = arguments.get("order")
    if arguments.get("without_applications") or order in {"most_applications", "fewest_applications"}:
        applied = await application_counts(services.searching, caller.actor, "job_id")
    most = arguments.get("limit", FEW if order else MOST_LISTED)
    found = await filter_rows(partial(services.searching.jobs, caller.actor), job_filter(arguments, applied), most)
    status = arguments.get("status")
    one, several = (status, None) if isinstance(status, str) else (None, status)
    return Outcome(
        text=job_list(found, one, {**arguments, "status": several, "limit": None}, applied),
        data={"items": [job_data(job) for job in found.items], "total": found.total},
        shown=[job_ref(job.id) for job in found.items],
    )


TOOL = Tool(
    name="find_jobs",
    title="Find jobs",
    description="List jobs, all or those that fit what is given.",
    arguments=[
        *filter_arguments.of_jobs(),
        *filter_arguments.period(),
        filter_arguments.order(filter_arguments.JOB_ORDERS),
        limit_argument(),
    ],
    run=run,
    permission=Permission.READ_JOBS,
    example="show open jobs in Berlin",
    is_rephrasable=True,
    result={"items": list_of(JOB), "total": INTEGER},
)
