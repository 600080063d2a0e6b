"""Arguments, lists and changes of tools about applications."""

from collections import Counter
from dataclasses import replace
from functools import partial

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.arguments import Whole
from recruit.domain.agent.calls import Arguments, Caller
from recruit.domain.agent.listings import (
    application_line,
    beside,
    pipeline,
    pipeline_heading,
    pipeline_steps,
    waiting_line,
)
from recruit.domain.agent.outcome import Outcome, Write
from recruit.domain.agent.result_schemas import APPLICATION, WHOLE, list_of
from recruit.domain.agent.revisions import difference
from recruit.domain.agent.services import Services
from recruit.domain.agent.tool import Facts
from recruit.domain.agent.tools.support.application_sieve import of_applications
from recruit.domain.agent.tools.support.common import (
    MOST_LISTED,
    application_data,
    application_ref,
    candidate_ref,
    job_ref,
    of_candidate,
    of_job,
    optional,
)
from recruit.domain.agent.tools.support.narrowing import jobs_kept, people_who_fit
from recruit.domain.agent.tools.support.sieves import listed
from recruit.domain.agent.tools.support.sifting import FEW, MOST_SIFTED, sift
from recruit.domain.agent.wording import one_line, paragraphs
from recruit.domain.applications.model import Application
from recruit.domain.engines.language.requests import Reference
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Window

TELLING = frozenset({Permission.READ_CANDIDATES, Permission.READ_JOBS})
"""Permissions needed to name an application's candidate and job."""

IN_HEADING = frozenset("job_id candidate_id status since until limit".split())
"""Arguments that the heading of a list of applications words itself, or omits."""

BY_ID = optional("application_id", Whole(), "The id of the application; else give job and candidate.")
MEANT = [BY_ID, of_job(required=False), of_candidate(required=False)]
COUNTS = {"type": "object", "additionalProperties": WHOLE}
LISTED = {"total": WHOLE, "by_status": COUNTS, "items": list_of(APPLICATION)}


async def change_status(services: Services, caller: Caller, arguments: Arguments, status: str) -> Outcome:
    """Set the status of the application that the arguments name."""
    application_id = await id_of(services, caller.actor, arguments)
    revision = await services.revising.application(caller.actor, application_id, status)
    before, after = difference(revision.before, revision.after)
    application = revision.after
    told = await application_told(services, caller.actor, application)
    reason = one_line(arguments.get("reason", ""))
    moved = f"I've moved {told} from {one_line(revision.before.status)} to {one_line(status)}."
    return Outcome(
        text=" ".join(filter(None, [moved, reason and f"Reason: {reason}."]))
        if after
        else f"{told} is already in {one_line(status)}.",
        data=application_data(application),
        shown=references_of(application),
        writes=[Write(kind="application", id=application.id, before=before, after=after)] if after else [],
    )


async def current_status(services: Services, caller: Caller, arguments: Arguments) -> Facts:
    """Return the status that a change of the application overwrites."""
    application_id = await id_of(services, caller.actor, arguments)
    application = await services.revising.application_to_change(caller.actor, application_id)
    return {f"application #{application.id}": {"status": one_line(application.status)}}


async def id_of(services: Services, actor: Actor, arguments: Arguments) -> int:
    """Return the id of the application, given by its own id or by its job and candidate."""
    if "application_id" in arguments:
        return int(arguments["application_id"])
    if not {"job_id", "candidate_id"} <= arguments.keys():
        raise Invalid("Name the application by its id, or by the ids of its job and its candidate")
    job_id, candidate_id = arguments["job_id"], arguments["candidate_id"]
    wanted = ApplicationSearch(job_id=job_id, candidate_id=candidate_id)
    found = await services.searching.applications(actor, Window(limit=1), wanted)
    if not found.items:
        raise Invalid(f"Candidate #{candidate_id} has no application for job #{job_id}")
    return found.items[0].id


async def application_told(services: Services, actor: Actor, application: Application) -> str:
    """Return an application with its candidate and job, in words."""
    candidate = await services.candidates.get(actor, application.candidate_id)
    job = await services.jobs.get(actor, application.job_id)
    return (
        f"application #{application.id}: candidate #{candidate.id} ({one_line(candidate.full_name)}) for "
        f"job #{job.id} ({one_line(job.title)})"
    )


async def spelled(services: Services, actor: Actor, arguments: Arguments) -> Arguments:
    """Return arguments with the status as it is stored: "rejected" becomes "Rejected" if some rows have that."""
    if "status" not in arguments:
        return arguments
    wanted = {one.casefold() for one in listed(arguments["status"])}
    there = (await services.searching.pipeline_status(actor, ApplicationSearch())).by_status
    others = [one for one in there if one.casefold() in wanted and one not in listed(arguments["status"])]
    if not others:
        return arguments
    return {**arguments, "status": [*listed(arguments["status"]), *sorted(others)]}


async def listing(services: Services, caller: Caller, arguments: Arguments, *, waiting: bool) -> Outcome:
    """List applications, with the number of each status and, if `waiting`, those that have waited longest."""
    arguments = await spelled(services, caller.actor, arguments)
    people = await people_who_fit(services.searching, caller.actor, arguments)
    there = {"location": arguments["job_location"]} if "job_location" in arguments else {}
    sieve = of_applications(arguments, people, await jobs_kept(services.searching, caller.actor, there))
    wanted = sieve.written
    narrowed = {name: value for name, value in arguments.items() if name not in IN_HEADING}
    if isinstance(arguments.get("status"), list):
        narrowed["status"] = arguments["status"]
    fetch = partial(services.searching.applications, caller.actor)
    most = arguments.get("limit", FEW if "order" in arguments else MOST_LISTED)
    found = await sift(fetch, sieve, MOST_SIFTED if sieve.tests else most)
    page = replace(found, items=found.items[:most])
    standing = await services.searching.pipeline_status(caller.actor, wanted)
    if sieve.tests:
        standing = replace(standing, by_status=Counter(one.status for one in found.items))
    longest = standing.waiting if waiting else []
    behind = await services.searching.related_records(
        caller.actor, [*page.items, *(one.application for one in longest)]
    )
    return Outcome(
        text=paragraphs(
            *pipeline(
                pipeline_heading(wanted, narrowed),
                standing.by_status,
                [application_line(one, behind, wanted) for one in page.items],
            ),
            beside(found, "application", "score"),
            waiting_line(longest[0], behind, services.clock.now()) if longest else None,
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
        shown=[reference for one in page.items for reference in references_of(one)],
    )


def references_of(application: Application) -> list[Reference]:
    """Return references to an application, its candidate and its job."""
    return [
        application_ref(application.id),
        candidate_ref(application.candidate_id),
        job_ref(application.job_id),
    ]
