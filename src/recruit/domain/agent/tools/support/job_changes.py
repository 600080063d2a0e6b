"""Results and questions of tools that create and change jobs."""

from collections.abc import Callable, Mapping
from typing import Any

from recruit.domain.agent.calls import Arguments, Caller
from recruit.domain.agent.outcome import Outcome, Write
from recruit.domain.agent.revisions import difference
from recruit.domain.agent.services import Services
from recruit.domain.agent.summaries import job_changed
from recruit.domain.agent.tool import Facts, Question
from recruit.domain.agent.tools.support.common import AMENDS, RAISES, altered, created, job_data, job_ref
from recruit.domain.agent.tools.support.facts import job_facts
from recruit.domain.agent.wording import count, one_line
from recruit.domain.jobs.model import Job
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.search.service import FINAL_STATUSES

CLOSED = "closed"


async def asks_to_close(services: Services, caller: Caller, arguments: Arguments) -> Question | None:
    """Return the question before a job with open applications is closed; None if there are none or it is closed."""
    job = await services.jobs.get(caller.actor, arguments["job_id"])
    waiting = await open_applications(services, caller, job.id)
    if not waiting or job.status == CLOSED:
        return None
    number = count(sum(waiting.values()), "open application")
    text = f"Job #{job.id} ({one_line(job.title)}) has {number}. Shall I close it?"
    return Question(text, job_facts(job, open_applications=waiting))


async def current_values(services: Services, caller: Caller, arguments: Arguments) -> Facts:
    """Return the values of a job that its changes overwrite: those that only add or drop overwrite none."""
    job = await services.revising.job_to_change(caller.actor, arguments["job_id"])
    names = [name for name in arguments["changes"] if name not in AMENDS]
    if RAISES & arguments["changes"].keys():
        names += ["salary_min", "salary_max"]
    values = {name.replace("_", " "): _in_words(getattr(job, name)) for name in names}
    return {f"job #{job.id}": values} if values else {}


def _in_words(value: object) -> str:
    listed = ", ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
    return one_line(listed) or "none"


async def open_applications(services: Services, caller: Caller, job_id: int) -> Mapping[str, int]:
    """Return the numbers of a job's open applications by status."""
    standing = await services.searching.pipeline_status(caller.actor, ApplicationSearch(job_id=job_id))
    return {status: number for status, number in standing.by_status.items() if status not in FINAL_STATUSES}


async def change_job(services: Services, caller: Caller, job_id: int, changes: dict[str, Any]) -> Outcome:
    """Change a job."""
    revision = await services.revising.job(caller.actor, job_id, lambda job: altered(job, changes))
    before, after = difference(revision.before, revision.after)
    job = revision.after
    return Outcome(
        text=job_changed(job, before, after),
        data=job_data(job),
        shown=[job_ref(job.id)],
        writes=[Write(kind="job", id=job.id, before=before, after=after)] if after else [],
    )


def created_job(job: Job, told: Callable[[Job], str]) -> Outcome:
    """Return a created job, told by `told`."""
    return Outcome(text=told(job), data=job_data(job), shown=[job_ref(job.id)], writes=[created("job", job)])
