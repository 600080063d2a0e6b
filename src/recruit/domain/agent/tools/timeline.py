"""Tool timeline: show what happened."""

from datetime import datetime

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import INTEGER, TEXT, list_of, object_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support import filter_arguments
from recruit.domain.agent.tools.support.common import (
    MOST_LISTED,
    candidate_argument,
    candidate_ref,
    job_argument,
    job_ref,
    limit_argument,
)
from recruit.domain.agent.tools.support.days import day_start
from recruit.domain.agent.wording import bullets, candidate_label, job_label, one_line, paragraphs
from recruit.domain.shared.errors import Invalid
from recruit.domain.timeline.model import TimelineItem
from recruit.domain.timeline.service import THE_END

PAGE = 100
MOST_PAGES = 20


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Show what happened to a candidate or a job, the latest first."""
    actor = caller.actor
    if ("candidate_id" in arguments) == ("job_id" in arguments):
        raise Invalid("Name a candidate or a job")
    if "candidate_id" in arguments:
        candidate = await services.candidates.get(actor, arguments["candidate_id"])
        label, shown = candidate_label(candidate), candidate_ref(candidate.id)
    else:
        job = await services.jobs.get(actor, arguments["job_id"])
        label, shown = job_label(job), job_ref(job.id)
    since, until = day_start(arguments.get("since")), day_start(arguments.get("until"))
    limit = arguments.get("limit", MOST_LISTED)
    found = await _items(services, caller, arguments, since, until, limit + 1)
    when = f" since {since:%Y-%m-%d}" if since else ""
    when += f" before {until:%Y-%m-%d}" if until else ""
    listed = found[:limit]
    return Outcome(
        text=paragraphs(
            f"Here is what happened with {label}{when}, the latest first:"
            if found
            else f"Nothing happened with {label}{when}.",
            bullets(f"{item.happened_at:%Y-%m-%d %H:%M} {one_line(item.text)}" for item in listed),
            "…and more before that." if len(found) > limit else None,
        ),
        data={
            "items": [
                {"event_id": one.event.id, "at": one.happened_at.isoformat(), "type": one.event.type, "text": one.text}
                for one in listed
            ]
        },
        shown=[shown],
    )


async def _items(
    services: Services,
    caller: Caller,
    arguments: Arguments,
    since: datetime | None,
    until: datetime | None,
    limit: int,
) -> list[TimelineItem]:
    """Return the latest items of a period."""
    found: list[TimelineItem] = []
    before: int | None = THE_END
    page_size = limit if since is None and until is None else PAGE
    for _ in range(MOST_PAGES):
        if before is None or len(found) >= limit:
            break
        if "candidate_id" in arguments:
            page = await services.timeline.of_candidate(caller.actor, arguments["candidate_id"], page_size, before)
        else:
            page = await services.timeline.of_job(caller.actor, arguments["job_id"], page_size, before)
        found += [
            item
            for item in page.items
            if (since is None or item.happened_at >= since) and (until is None or item.happened_at < until)
        ]
        # What was recorded before a period didn't happen in it, either.
        ended = since is not None and any(item.event.at < since for item in page.items)
        before = None if ended else page.next_before
    return found[:limit]


TOOL = Tool(
    name="timeline",
    title="Show what happened",
    description="Show what happened to a candidate or a job, the latest first, in a period where given.",
    arguments=[
        candidate_argument(required=False),
        job_argument(required=False),
        *filter_arguments.period("The first day."),
        limit_argument(),
    ],
    run=run,
    permission=Permission.READ_CANDIDATES,
    also=frozenset({Permission.READ_JOBS}),
    example="what happened with candidate 3 this week",
    result={"items": list_of(object_of(event_id=INTEGER, at=TEXT, type=TEXT, text=TEXT))},
)
