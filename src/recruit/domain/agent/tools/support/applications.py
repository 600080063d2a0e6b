"""Arguments, lists and changes of tools about applications."""

from collections import Counter
from dataclasses import asdict, replace
from functools import partial

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent import listings
from recruit.domain.agent.arguments import Integer
from recruit.domain.agent.calls import Arguments, Caller, Outcome, Write
from recruit.domain.agent.result_schemas import APPLICATION, INTEGER, list_of
from recruit.domain.agent.stage_moves import named_stage
from recruit.domain.agent.tool import Facts, Services
from recruit.domain.agent.tools.support.application_filter import application_filter
from recruit.domain.agent.tools.support.common import (
    MOST_LISTED,
    alternatives,
    application_ref,
    candidate_argument,
    candidate_ref,
    job_argument,
    job_ref,
    optional,
)
from recruit.domain.agent.tools.support.id_filters import job_test, matching_candidates
from recruit.domain.agent.tools.support.row_filter import FEW, MOST_FILTERED, filter_rows
from recruit.domain.agent.wording import candidate_label, job_label, joined, one_line, paragraphs
from recruit.domain.applications.model import Application
from recruit.domain.engines.language.requests import Reference
from recruit.domain.pipelines.inference import TYPES
from recruit.domain.pipelines.model import folded
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.search.service import Searching
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Window

NAMING_PERMISSIONS = frozenset({Permission.READ_CANDIDATES, Permission.READ_JOBS})
"""Permissions needed to name an application's candidate and job."""

HEADING_ARGUMENTS = frozenset("job_id candidate_id status since until limit".split())
"""Arguments that the heading of a list of applications words itself, or omits."""

BY_ID = optional("application_id", Integer(), "The id of the application; else give job and candidate.")
APPLICATION_ARGUMENTS = [BY_ID, job_argument(required=False), candidate_argument(required=False)]
COUNTS = {"type": "object", "additionalProperties": INTEGER}
LISTING_RESULT = {"total": INTEGER, "by_status": COUNTS, "items": list_of(APPLICATION)}


async def change_stage(services: Services, caller: Caller, arguments: Arguments, stage: str | None) -> Outcome:
    """Move the application that the arguments name to a stage; for None, to the one for rejected applications."""
    application_id = await application_id_of(services, caller.actor, arguments)
    reason, note = arguments.get("reason", ""), arguments.get("note", "")
    move = await services.moves.move(caller.actor, application_id, stage, reason, note)
    description = await described_application(services, caller.actor, move.application)
    moved = f"I've moved {description} from {one_line(move.left)} to {one_line(move.entered)}."
    reason = move.reason.name if move.reason else reason
    text = joined(" ", moved, reason and f"Reason: {one_line(reason)}.", note and f"Note: {one_line(note)}")
    writes = [Write(kind="application", id=application_id, before=move.before, after=move.after)]
    return Outcome(
        text=text if move.after else f"{description} is already in {one_line(move.entered)}.",
        data=asdict(move.application),
        shown=references_of(move.application),
        writes=writes if move.after else [],
    )


async def current_status(services: Services, caller: Caller, arguments: Arguments) -> Facts:
    """Return the status that a change of the application overwrites."""
    application_id = await application_id_of(services, caller.actor, arguments)
    application = await services.revising.application_to_change(caller.actor, application_id)
    return {f"application #{application.id}": {"status": one_line(application.status)}}


async def application_id_of(services: Services, actor: Actor, arguments: Arguments) -> int:
    """Return the id of the application, given by its own id or by its job and candidate."""
    if "application_id" in arguments:
        return int(arguments["application_id"])
    if not {"job_id", "candidate_id"} <= arguments.keys():
        raise Invalid("Name the application by its id, or by the ids of its job and its candidate")
    job_id, candidate_id = arguments["job_id"], arguments["candidate_id"]
    found = await application_of(services.searching, actor, candidate_id, job_id)
    if found is None:
        raise Invalid(f"Candidate #{candidate_id} has no application for job #{job_id}")
    return found.id


async def application_of(searching: Searching, actor: Actor, candidate_id: int, job_id: int) -> Application | None:
    """Return the application of a candidate for a job; None if there is none. Raise NotFound."""
    wanted = ApplicationSearch(job_id=job_id, candidate_id=candidate_id)
    found = await searching.applications(actor, Window(limit=1), wanted)
    return found.items[0] if found.items else None


async def described_application(services: Services, actor: Actor, application: Application) -> str:
    """Return an application with its candidate and job, in words."""
    candidate = await services.candidates.get(actor, application.candidate_id)
    job = await services.jobs.get(actor, application.job_id)
    return f"application #{application.id}: {candidate_label(candidate)} for {job_label(job)}"


async def with_stored_statuses(services: Services, actor: Actor, arguments: Arguments) -> Arguments:
    """Return arguments with the keys of the stages that the status names: "Phone screen" becomes "phone_screen".

    Raise Invalid, with the stages, for a status that is neither a standard one nor a stage of the job.
    """
    if "status" not in arguments:
        return arguments
    asked = alternatives(arguments["status"])
    if "job_id" in arguments and actor.has_permission(Permission.READ_JOBS):
        pipeline = await services.searching.pipeline(actor, arguments["job_id"])
        keys = [one if folded(one) in TYPES else named_stage(pipeline, one).key for one in asked]
        return {**arguments, "status": keys if len(keys) > 1 else keys[0]}
    others = [one for one in await services.moves.keys(actor, asked) if one not in asked]
    if not others:
        return arguments
    if len(asked) == len(others) == 1 and folded(asked[0]) not in TYPES:
        return {**arguments, "status": others[0]}
    return {**arguments, "status": [*alternatives(arguments["status"]), *sorted(others)]}


async def application_listing(services: Services, caller: Caller, arguments: Arguments, *, waiting: bool) -> Outcome:
    """List applications, with the number of each status and, if `waiting`, those that have waited longest."""
    arguments = await with_stored_statuses(services, caller.actor, arguments)
    candidate_ids = await matching_candidates(services.searching, caller.actor, arguments)
    place = {"location": arguments["job_location"]} if "job_location" in arguments else {}
    by = application_filter(arguments, candidate_ids, await job_test(services.searching, caller.actor, place))
    criteria = by.literal_criteria
    filters = {name: value for name, value in arguments.items() if name not in HEADING_ARGUMENTS}
    if isinstance(arguments.get("status"), list):
        filters["status"] = arguments["status"]
    fetch = partial(services.searching.applications, caller.actor)
    limit = arguments.get("limit", FEW if "order" in arguments else MOST_LISTED)
    found = await filter_rows(fetch, by, MOST_FILTERED if by.tests else limit)
    items = found.items[:limit]
    pipeline = await services.searching.pipeline_status(caller.actor, criteria)
    if by.tests:
        pipeline = replace(pipeline, by_status=Counter(one.status for one in found.items))
    longest = pipeline.waiting if waiting else []
    names = await services.searching.related_records(caller.actor, [*items, *(one.application for one in longest)])
    counts = Counter[str]()
    for status, number in pipeline.by_status.items():
        counts[names.status_name(status)] += number
    named = replace(criteria, status=criteria.status and names.status_name(criteria.status))
    data = {"total": found.total, "by_status": dict(pipeline.by_status), "items": [asdict(one) for one in items]}
    if waiting:
        data["waiting_longest"] = [asdict(one.application) | {"since": one.since.isoformat()} for one in longest]
    return Outcome(
        text=paragraphs(
            *listings.pipeline_paragraphs(
                listings.pipeline_heading(named, filters),
                counts,
                [listings.application_line(one, names, criteria) for one in items],
            ),
            listings.omissions(found, "application", "score"),
            listings.waiting_line(longest[0], names, services.clock.now()) if longest else None,
            listings.pipeline_steps(criteria) if pipeline.by_status else None,
        ),
        data=data,
        shown=[reference for one in items for reference in references_of(one)],
    )


def references_of(application: Application) -> list[Reference]:
    """Return references to an application, its candidate and its job."""
    return [application_ref(application.id), candidate_ref(application.candidate_id), job_ref(application.job_id)]
