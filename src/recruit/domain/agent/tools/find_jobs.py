"""Tool find_jobs: find jobs."""

from collections.abc import Mapping
from functools import partial

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.listings import job_list
from recruit.domain.agent.result_schemas import JOB, WHOLE, list_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import MOST_LISTED, job_data, job_ref, limit
from recruit.domain.agent.tools.support.job_sieve import of_jobs
from recruit.domain.agent.tools.support.narrowing import applications_by
from recruit.domain.agent.tools.support.sieves import JOB_ORDERS, came, of_vacancies, ordered
from recruit.domain.agent.tools.support.sifting import FEW, sift


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """List jobs."""
    applied: Mapping[int, int] = {}
    order = arguments.get("order")
    if arguments.get("without_applications") or order in {"most_applications", "fewest_applications"}:
        applied = await applications_by(services.searching, caller.actor, "job_id")
    most = arguments.get("limit", FEW if order else MOST_LISTED)
    found = await sift(partial(services.searching.jobs, caller.actor), of_jobs(arguments, applied), most)
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
        *of_vacancies(),
        *came(),
        ordered(JOB_ORDERS),
        limit(),
    ],
    run=run,
    permission=Permission.READ_JOBS,
    example="show open jobs in Berlin",
    is_tellable=True,
    result={"items": list_of(JOB), "total": WHOLE},
)
