"""Tools about applications and pipelines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.arguments import Argument, Either, Text, Whole
from recruit.domain.agent.listings import (
    application_line,
    beside,
    pipeline,
    pipeline_heading,
    pipeline_steps,
    waiting_line,
)
from recruit.domain.agent.outcome import Outcome, Write
from recruit.domain.agent.revisions import Revising, difference
from recruit.domain.agent.tool import Arguments, Caller, Effect, Question, Tool
from recruit.domain.agent.tools.application_sieve import of_applications
from recruit.domain.agent.tools.common import (
    LABEL,
    MOST_LISTED,
    application_data,
    application_ref,
    candidate_ref,
    created,
    job_ref,
    limit,
    of_candidate,
    of_job,
    optional,
)
from recruit.domain.agent.tools.narrowing import people_who_fit
from recruit.domain.agent.tools.sieves import (
    APPLICATION_ORDERS,
    amounts,
    came,
    excepted,
    excepted_status,
    listed,
    of_whom,
    ordered,
)
from recruit.domain.agent.tools.sifting import FEW, MOST_SIFTED, sift
from recruit.domain.agent.wording import one_line, paragraphs
from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.applications.service import ApplicationService
from recruit.domain.candidates.service import CandidateService
from recruit.domain.engines.language.requests import Reference
from recruit.domain.jobs.service import JobService
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.search.service import Searching
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Window
from recruit.ports.clock import Clock

REJECTED = "rejected"
_TELLING = frozenset({Permission.READ_CANDIDATES, Permission.READ_JOBS})
"""Permissions needed to name an application's candidate and job."""

_IN_HEADING = frozenset("job_id candidate_id status since until limit".split())
"""Arguments that the heading of a list of applications words itself, or omits."""


class ApplicationTools:
    """The tools' functions for applications."""

    def __init__(
        self,
        jobs: JobService,
        candidates: CandidateService,
        applications: ApplicationService,
        searching: Searching,
        revising: Revising,
        clock: Clock,
    ) -> None:
        self._jobs = jobs
        self._candidates = candidates
        self._applications = applications
        self._searching = searching
        self._revising = revising
        self._clock = clock

    async def list(self, caller: Caller, arguments: Arguments) -> Outcome:
        """List applications, and count them by status."""
        return await self._listing(caller, arguments, waiting=False)

    async def pipeline(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Count applications by status, and show those that have waited longest."""
        return await self._listing(caller, arguments, waiting=True)

    async def create(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Put a candidate into the pipeline of a job."""
        stage = {"status": arguments["status"]} if "status" in arguments else {}
        details = ApplicationDetails(job_id=arguments["job_id"], candidate_id=arguments["candidate_id"], **stage)
        application = await self._applications.create(caller.actor, details)
        return Outcome(
            text=f"I've added {await self._told(caller.actor, application)}, status={application.status}.",
            data=application_data(application),
            shown=_all_of(application),
            writes=[created("application", application)],
        )

    async def move(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Set the status of an application."""
        return await self._change(caller, arguments, arguments["status"])

    async def reject(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Reject an application. The reason is kept with the record of the action."""
        return await self._change(caller, arguments, REJECTED)

    async def delete(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Delete an application."""
        application = await self._applications.get(caller.actor, arguments["application_id"])
        await self._applications.remove(caller.actor, application.id)
        write = Write(kind="application", id=application.id, before=application_data(application), after=None)
        return Outcome(text=f"I've deleted application #{application.id}.", data={"id": application.id}, writes=[write])

    async def asks_to_delete(self, caller: Caller, arguments: Arguments) -> Question:
        """Return the question before an application is deleted."""
        application = await self._applications.get(caller.actor, arguments["application_id"])
        told = await self._told(caller.actor, application)
        text = f"I would delete {told}, and that can't be undone. Shall I do it?"
        thing, _, owners = told.partition(": ")
        return Question(text, {thing: {"status": one_line(application.status), "belongs to": owners}})

    async def _change(self, caller: Caller, arguments: Arguments, status: str) -> Outcome:
        application_id = await self._meant(caller.actor, arguments)
        revision = await self._revising.application(caller.actor, application_id, status)
        before, after = difference(revision.before, revision.after)
        application = revision.after
        told = await self._told(caller.actor, application)
        reason = one_line(arguments.get("reason", ""))
        moved = f"I've moved {told} from {one_line(revision.before.status)} to {one_line(status)}."
        return Outcome(
            text=" ".join(filter(None, [moved, reason and f"Reason: {reason}."]))
            if after
            else f"{told} is already in {one_line(status)}.",
            data=application_data(application),
            shown=_all_of(application),
            writes=[Write(kind="application", id=application.id, before=before, after=after)] if after else [],
        )

    async def _meant(self, actor: Actor, arguments: Arguments) -> int:
        """Return the id of the application, given by its own id or by its job and candidate."""
        if "application_id" in arguments:
            return int(arguments["application_id"])
        if not {"job_id", "candidate_id"} <= arguments.keys():
            raise Invalid("Name the application by its id, or by the ids of its job and its candidate")
        job_id, candidate_id = arguments["job_id"], arguments["candidate_id"]
        wanted = ApplicationSearch(job_id=job_id, candidate_id=candidate_id)
        found = await self._searching.applications(actor, Window(limit=1), wanted)
        if not found.items:
            raise Invalid(f"Candidate #{candidate_id} has no application for job #{job_id}")
        return found.items[0].id

    async def _told(self, actor: Actor, application: Application) -> str:
        candidate = await self._candidates.get(actor, application.candidate_id)
        job = await self._jobs.get(actor, application.job_id)
        return (
            f"application #{application.id}: candidate #{candidate.id} ({one_line(candidate.full_name)}) for "
            f"job #{job.id} ({one_line(job.title)})"
        )

    async def _spelled(self, actor: Actor, arguments: Arguments) -> Arguments:
        """Return arguments with the status as it is stored: "rejected" becomes "Rejected" if some rows have that."""
        if "status" not in arguments:
            return arguments
        wanted = {one.casefold() for one in listed(arguments["status"])}
        there = (await self._searching.standing(actor, ApplicationSearch())).by_status
        others = [one for one in there if one.casefold() in wanted and one not in listed(arguments["status"])]
        if not others:
            return arguments
        return {**arguments, "status": [*listed(arguments["status"]), *sorted(others)]}

    async def _listing(self, caller: Caller, arguments: Arguments, *, waiting: bool) -> Outcome:
        arguments = await self._spelled(caller.actor, arguments)
        sieve = of_applications(arguments, await people_who_fit(self._searching, caller.actor, arguments))
        wanted = sieve.written
        narrowed = {name: value for name, value in arguments.items() if name not in _IN_HEADING}
        if isinstance(arguments.get("status"), list):
            narrowed["status"] = arguments["status"]
        fetch = partial(self._searching.applications, caller.actor)
        most = arguments.get("limit", FEW if "order" in arguments else MOST_LISTED)
        found = await sift(fetch, sieve, MOST_SIFTED if sieve.tests else most)
        page = replace(found, items=found.items[:most])
        standing = await self._searching.standing(caller.actor, wanted)
        if sieve.tests:
            standing = replace(standing, by_status=Counter(one.status for one in found.items))
        longest = standing.waiting if waiting else []
        behind = await self._searching.behind(caller.actor, [*page.items, *(one.application for one in longest)])
        return Outcome(
            text=paragraphs(
                *pipeline(
                    pipeline_heading(wanted, narrowed),
                    standing.by_status,
                    [application_line(one, behind, wanted) for one in page.items],
                ),
                beside(found, "application", "score"),
                waiting_line(longest[0], behind, self._clock.now()) if longest else None,
                pipeline_steps(wanted) if standing.by_status else None,
            ),
            data={
                "total": page.total,
                "by_status": dict(standing.by_status),
                "items": [application_data(one) for one in page.items],
                **(
                    {
                        "waiting_longest": [
                            application_data(one.application) | {"since": one.since.isoformat()} for one in longest
                        ]
                    }
                    if waiting
                    else {}
                ),
            },
            shown=[reference for one in page.items for reference in _all_of(one)],
        )


def _all_of(application: Application) -> list[Reference]:
    return [
        application_ref(application.id),
        candidate_ref(application.candidate_id),
        job_ref(application.job_id),
    ]


def application_tools(do: ApplicationTools) -> Sequence[Tool]:
    """Return the entries of the registry."""
    by_id = optional("application_id", Whole(), "The id of the application; else give job and candidate.")
    meant = [by_id, of_job(required=False), of_candidate(required=False)]
    status = Argument(
        name="status", kind=LABEL, description='Such as "screening", "interview", "offer".', required=True
    )
    return [
        Tool(
            name="list_applications",
            title="List applications",
            description="List applications, of a job, a candidate or a status where given.",
            arguments=[
                of_job(required=False),
                of_candidate(required=False),
                optional("status", Either(LABEL), 'Such as "sourced", "interview" or "rejected".'),
                excepted_status(),
                excepted("candidate"),
                excepted("job"),
                optional("source", Either(Text()), 'Where they came from, such as "referral".'),
                *amounts("score", "The fit score", 100),
                *of_whom(),
                *came("The first day on which they came, or came to the status."),
                ordered(APPLICATION_ORDERS),
                limit(),
            ],
            run=do.list,
            permission=Permission.READ_APPLICATIONS,
        ),
        Tool(
            name="pipeline",
            title="Show the pipeline",
            description="Count applications by status, of a job or of all, and say who has waited longest.",
            arguments=[of_job(required=False)],
            run=do.pipeline,
            permission=Permission.READ_APPLICATIONS,
        ),
        Tool(
            name="create_application",
            title="Add a candidate to a job",
            description="Put a candidate into the pipeline of a job.",
            arguments=[of_job(), of_candidate(), optional("status", LABEL, 'Such as "screening"; else "sourced".')],
            run=do.create,
            permission=Permission.CREATE_APPLICATIONS,
            also=_TELLING,
            effect=Effect.WRITES,
            idempotent=False,
        ),
        Tool(
            name="move_application",
            title="Move an application",
            description="Set the status of an application.",
            arguments=[*meant, status],
            run=do.move,
            permission=Permission.CHANGE_APPLICATIONS,
            also=_TELLING,
            effect=Effect.WRITES,
        ),
        Tool(
            name="reject_application",
            title="Reject an application",
            description="Reject an application, with a reason for the record where one is given.",
            arguments=[*meant, optional("reason", Text(1000), "Why.")],
            run=do.reject,
            permission=Permission.CHANGE_APPLICATIONS,
            also=_TELLING,
            effect=Effect.WRITES,
        ),
        Tool(
            name="delete_application",
            title="Delete an application",
            description="Take a candidate out of the pipeline of a job, for good; asks first.",
            arguments=[Argument(name="application_id", kind=Whole(), description="Its id.", required=True)],
            run=do.delete,
            permission=Permission.DELETE_APPLICATIONS,
            also=_TELLING | {Permission.READ_APPLICATIONS},
            asks=do.asks_to_delete,
            effect=Effect.DESTROYS,
        ),
    ]
