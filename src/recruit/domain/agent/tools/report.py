"""Tool report: show a report on applications."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument, Choice
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support import filter_arguments
from recruit.domain.agent.tools.support.common import job_argument, job_ref
from recruit.domain.agent.tools.support.days import day_start
from recruit.domain.agent.wording import bullets, count, job_label, one_line, paragraphs
from recruit.domain.reports.model import Durations, ReportScope

Written = tuple[str, list[str], Mapping[str, Any]]
"""The title, the lines and the data of a report."""


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Make a report."""
    actor, job_id = caller.actor, arguments.get("job_id")
    job = None if job_id is None else await services.jobs.get(actor, job_id)
    since, until = day_start(arguments.get("since")), day_start(arguments.get("until"))
    scope = ReportScope(job_id=job_id, since=since, until=until)
    title, lines, data = await _REPORTS[arguments["kind"]](services, caller, scope)
    whose = f" for {job_label(job)}" if job else ""
    when = (f" since {since:%Y-%m-%d}" if since else "") + (f" before {until:%Y-%m-%d}" if until else "")
    return Outcome(
        text=paragraphs(f"{title}{whose}{when}:", bullets(lines) or "There are no applications."),
        data={"kind": arguments["kind"], **data},
        shown=[job_ref(job.id)] if job else [],
    )


async def _funnel(services: Services, caller: Caller, scope: ReportScope) -> Written:
    funnel = await services.reports.funnel(caller.actor, scope)
    lines = [
        f"{step.type.value}: {step.reached}"
        + ("" if step.conversion is None else f" ({step.conversion:.0%} of those before)")
        for step in funnel.steps
    ]
    lines = [*lines, f"archived now: {funnel.archived}"] if funnel.applications else []
    return f"The funnel of {count(funnel.applications, 'application')}", lines, {"funnel": asdict(funnel)}


async def _time_in_stage(services: Services, caller: Caller, scope: ReportScope) -> Written:
    found = await services.reports.time_in_stage(caller.actor, scope)
    lines = [
        f"{one.type.value}: {_days(one.ended)}, {count(one.current, 'application')} now"
        for one in found
        if one.current or one.ended.count
    ]
    return "Time in stage", lines, {"stages": [asdict(one) for one in found]}


async def _time_to_hire(services: Services, caller: Caller, scope: ReportScope) -> Written:
    found = await services.reports.time_to_hire(caller.actor, scope)
    lines = [f"{count(found.count, 'hire')}: {_days(found)}"] if found.count else ["no hires"]
    return "Time to hire", lines, {"hires": asdict(found)}


async def _sources(services: Services, caller: Caller, scope: ReportScope) -> Written:
    found = await services.reports.sources(caller.actor, scope)
    lines = [
        f"{one_line(one.source)}: {count(one.applications, 'application')}, {one.interviewed} interviewed, "
        f"{one.hired} hired"
        for one in found
    ]
    return "Where applications come from", lines, {"sources": [asdict(one) for one in found]}


_REPORTS: Mapping[str, Callable[[Services, Caller, ReportScope], Awaitable[Written]]] = {
    "funnel": _funnel,
    "time_in_stage": _time_in_stage,
    "time_to_hire": _time_to_hire,
    "sources": _sources,
}


def _days(found: Durations) -> str:
    if found.median is None or found.average is None or found.p90 is None:
        return "nothing ended"
    return f"median {found.median:.1f} days, average {found.average:.1f}, 90th percentile {found.p90:.1f}"


TOOL = Tool(
    name="report",
    title="Show a report",
    description="Report on applications, of a job or of all: the funnel, times in stages, time to hire, or sources.",
    arguments=[
        Argument(name="kind", kind=Choice(list(_REPORTS)), description="Which report.", required=True),
        job_argument(required=False),
        *filter_arguments.period("The first day."),
    ],
    run=run,
    permission=Permission.READ_APPLICATIONS,
    also=frozenset({Permission.READ_JOBS}),
    example="show the funnel for job 5",
    result={
        "kind": {"type": "string"},
        "funnel": {"type": "object"},
        "stages": {"type": "array"},
        "hires": {"type": "object"},
        "sources": {"type": "array"},
    },
)
