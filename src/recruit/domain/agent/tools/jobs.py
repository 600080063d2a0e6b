"""Tools about jobs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument, Text
from recruit.domain.agent.listings import job_list
from recruit.domain.agent.outcome import Outcome, Write
from recruit.domain.agent.revisions import Revising, difference
from recruit.domain.agent.summaries import job_changed, job_cloned, job_created, job_summary
from recruit.domain.agent.tool import Arguments, Caller, Effect, Question, Tool
from recruit.domain.agent.tools.common import (
    JOB_CHANGES,
    MOST_LISTED,
    altered,
    created,
    deletion,
    job_data,
    job_ref,
    limit,
    of_job,
    optional,
)
from recruit.domain.agent.tools.counting import applications_by
from recruit.domain.agent.tools.facts import job_facts
from recruit.domain.agent.tools.job_sieve import of_jobs
from recruit.domain.agent.tools.sieves import JOB_ORDERS, came, of_vacancies, ordered
from recruit.domain.agent.tools.sifting import FEW, sift
from recruit.domain.agent.wording import count, one_line
from recruit.domain.extraction.intake import Intake
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.jobs.service import JobService
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.search.service import SETTLED, Searching

CLOSED = "closed"


class JobTools:
    """The tools' functions for jobs."""

    def __init__(self, jobs: JobService, searching: Searching, revising: Revising, intake: Intake) -> None:
        self._jobs = jobs
        self._searching = searching
        self._revising = revising
        self._intake = intake

    async def find(self, caller: Caller, arguments: Arguments) -> Outcome:
        """List jobs."""
        applied: Mapping[int, int] = {}
        order = arguments.get("order")
        if arguments.get("without_applications") or order in {"most_applications", "fewest_applications"}:
            applied = await applications_by(self._searching, caller.actor, "job_id")
        most = arguments.get("limit", FEW if order else MOST_LISTED)
        found = await sift(partial(self._searching.jobs, caller.actor), of_jobs(arguments, applied), most)
        status = arguments.get("status")
        one, several = (status, None) if isinstance(status, str) else (None, status)
        return Outcome(
            text=job_list(found, one, {**arguments, "status": several, "limit": None}, applied),
            data={"items": [job_data(job) for job in found.items], "total": found.total},
            shown=[job_ref(job.id) for job in found.items],
        )

    async def get(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Show a job."""
        return _about(await self._jobs.get(caller.actor, arguments["job_id"]), job_summary)

    async def create(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Create a job from a text."""
        return _new(await self._intake.job_from_prompt(caller.actor, arguments["prompt"]), job_created)

    async def clone(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Create a job as a copy of another."""
        job = await self._jobs.get(caller.actor, arguments["job_id"])
        fields = {name: value for name, value in asdict(job).items() if name in JobDetails.__slots__}
        changes = {"status": "open", "is_public": False, **altered(job, arguments.get("changes", {}))}
        made = await self._jobs.create(caller.actor, JobDetails(**fields | changes))
        return _new(made, lambda copy: job_cloned(job, copy))

    async def update(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Change a job."""
        return await self._change(caller, arguments["job_id"], arguments["changes"])

    async def close(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Close a job."""
        return await self._change(caller, arguments["job_id"], {"status": CLOSED})

    async def delete(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Delete a job with its applications."""
        job = await self._jobs.get(caller.actor, arguments["job_id"])
        await self._jobs.remove(caller.actor, job.id)
        write = Write(kind="job", id=job.id, before=job_data(job), after=None)
        return Outcome(text=f"I've deleted job #{job.id}: {one_line(job.title)}.", data={"id": job.id}, writes=[write])

    async def asks_to_update(self, caller: Caller, arguments: Arguments) -> Question | None:
        """Return the question before an update closes a job with open applications; None for other updates."""
        closes = arguments["changes"].get("status") == CLOSED
        return await self.asks_to_close(caller, arguments) if closes else None

    async def asks_to_close(self, caller: Caller, arguments: Arguments) -> Question | None:
        """Return the question before a job with open applications is closed; None if there are none or it is closed."""
        job = await self._jobs.get(caller.actor, arguments["job_id"])
        waiting = await self._open_applications(caller, job.id)
        if not waiting or job.status == CLOSED:
            return None
        number = count(sum(waiting.values()), "open application")
        text = f"Job #{job.id} ({one_line(job.title)}) has {number}. Shall I close it?"
        return Question(text, job_facts(job, open_applications=waiting))

    async def asks_to_delete(self, caller: Caller, arguments: Arguments) -> Question:
        """Return the question before a job is deleted."""
        job = await self._jobs.get(caller.actor, arguments["job_id"])
        standing = await self._searching.standing(caller.actor, ApplicationSearch(job_id=job.id))
        text = deletion(f"job #{job.id} ({one_line(job.title)})", standing)
        return Question(text, job_facts(job, applications=standing.by_status))

    async def _open_applications(self, caller: Caller, job_id: int) -> Mapping[str, int]:
        standing = await self._searching.standing(caller.actor, ApplicationSearch(job_id=job_id))
        return {status: number for status, number in standing.by_status.items() if status not in SETTLED}

    async def _change(self, caller: Caller, job_id: int, changes: dict[str, Any]) -> Outcome:
        revision = await self._revising.job(caller.actor, job_id, lambda job: altered(job, changes))
        before, after = difference(revision.before, revision.after)
        job = revision.after
        return Outcome(
            text=job_changed(job, before, after),
            data=job_data(job),
            shown=[job_ref(job.id)],
            writes=[Write(kind="job", id=job.id, before=before, after=after)] if after else [],
        )


def _about(job: Job, told: Callable[[Job], str]) -> Outcome:
    return Outcome(text=told(job), data=job_data(job), shown=[job_ref(job.id)])


def _new(job: Job, told: Callable[[Job], str]) -> Outcome:
    return Outcome(text=told(job), data=job_data(job), shown=[job_ref(job.id)], writes=[created("job", job)])


def job_tools(do: JobTools) -> Sequence[Tool]:
    """Return the entries of the registry."""
    prompt = Argument(name="prompt", kind=Text(100_000), description="The job in plain language.", required=True)
    changes = Argument(name="changes", kind=JOB_CHANGES, description="Fields to set.", required=True)
    others = optional("changes", JOB_CHANGES, "What is different about the new job.")
    return [
        Tool(
            name="find_jobs",
            title="Find jobs",
            description="List jobs, all or those that fit what is given.",
            arguments=[
                *of_vacancies(),
                *came(),
                ordered(JOB_ORDERS),
                limit(),
            ],
            run=do.find,
            permission=Permission.READ_JOBS,
        ),
        Tool(
            name="get_job",
            title="Show a job",
            description="Show all that is known of one job.",
            arguments=[of_job()],
            run=do.get,
            permission=Permission.READ_JOBS,
        ),
        Tool(
            name="create_job",
            title="Create a job",
            description="Create a job from a description in plain language.",
            arguments=[prompt],
            run=do.create,
            permission=Permission.WRITE_JOBS,
            effect=Effect.WRITES,
            idempotent=False,
        ),
        Tool(
            name="update_job",
            title="Change a job",
            description="Set fields of a job, and add or drop skills; closing one with open applications asks first.",
            arguments=[of_job(), changes],
            run=do.update,
            permission=Permission.WRITE_JOBS,
            asks=do.asks_to_update,
            effect=Effect.WRITES,
        ),
        Tool(
            name="close_job",
            title="Close a job",
            description="Set a job's status to closed; one that has open applications asks first.",
            arguments=[of_job()],
            run=do.close,
            permission=Permission.WRITE_JOBS,
            also=frozenset({Permission.READ_JOBS, Permission.READ_APPLICATIONS}),
            asks=do.asks_to_close,
            effect=Effect.WRITES,
        ),
        Tool(
            name="clone_job",
            title="Clone a job",
            description="Create a job like another one, open and not public, with what is to be different.",
            arguments=[of_job(), others],
            run=do.clone,
            permission=Permission.WRITE_JOBS,
            also=frozenset({Permission.READ_JOBS}),
            effect=Effect.WRITES,
            idempotent=False,
        ),
        Tool(
            name="delete_job",
            title="Delete a job",
            description="Delete a job with its applications, for good; asks first.",
            arguments=[of_job()],
            run=do.delete,
            permission=Permission.DELETE_JOBS,
            also=frozenset({Permission.READ_JOBS, Permission.READ_APPLICATIONS}),
            asks=do.asks_to_delete,
            effect=Effect.DESTROYS,
        ),
    ]
