"""Tool stuck_applications: show who has been in a stage for the longest time."""

from dataclasses import asdict

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Integer
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import APPLICATION, INTEGER, TEXT, list_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.applications import NAMING_PERMISSIONS, references_of
from recruit.domain.agent.tools.support.common import job_argument, optional
from recruit.domain.agent.wording import bullets, count, job_label, one_line, paragraphs
from recruit.domain.jobs.model import PAUSED
from recruit.domain.search.model import ApplicationSearch

MOST_DAYS = 3_650
_ITEM = {
    **APPLICATION,
    "properties": {**APPLICATION["properties"], "since": {**TEXT, "format": "date-time"}, "days": INTEGER},
}


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """List the open applications whose stage hasn't changed for the longest time."""
    actor, job_id = caller.actor, arguments.get("job_id")
    criteria = ApplicationSearch(paused=PAUSED) if job_id is None else ApplicationSearch(job_id=job_id)
    pipeline = await services.searching.pipeline_status(actor, criteria)
    now, least = services.clock.now(), arguments.get("days", 0)
    found = [one for one in pipeline.waiting if (now - one.since).days >= least or not least]
    more = pipeline.open - len(pipeline.waiting)
    behind = await services.searching.related_records(actor, [one.application for one in found])
    items, lines = [], []
    for one in found:
        application, days = one.application, max(0, (now - one.since).days)
        person, job = behind.candidates.get(application.candidate_id), behind.jobs.get(application.job_id)
        name, stage = one_line(person.full_name if person else "removed"), one_line(behind.stage_name(application))
        lines.append(
            f"Candidate #{application.candidate_id} {name}, {stage} for {count(days, 'day')}"
            f" (application #{application.id}, {job_label(job) if job else f'job #{application.job_id}'})"
        )
        items.append(asdict(application) | {"since": one.since.isoformat(), "days": days})
    where = "" if job_id is None else f" for job #{job_id}"
    if least:
        heading = f"These open applications{where} have been in their stage for {count(least, 'day')} or more:"
        none = f"No open application{where} has been in its stage for {count(least, 'day')}."
        rest = "These are the longest; there may be more." if more and len(found) == len(pipeline.waiting) else None
    else:
        heading = f"These open applications{where} have been in their stage for the longest time:"
        none = f"There are no open applications{where}."
        rest = f"…and {count(more, 'more open application')}." if more > 0 else None
    return Outcome(
        text=paragraphs(heading if found else none, bullets(lines), rest),
        data={"items": items},
        shown=[reference for one in found for reference in references_of(one.application)],
    )


TOOL = Tool(
    name="stuck_applications",
    title="Show who is stuck",
    description="List the open applications that have been in their stage for the longest time, of a job or of all.",
    arguments=[
        job_argument(required=False),
        optional("days", Integer(1, MOST_DAYS), "The least number of days that they have been in their stage."),
    ],
    run=run,
    permission=Permission.READ_APPLICATIONS,
    also=NAMING_PERMISSIONS,
    example="who is stuck",
    result={"items": list_of(_ITEM)},
)
