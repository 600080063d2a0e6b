"""Resolution of requests to calls: references to ids, and applications by their candidates and jobs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent import replies
from recruit.domain.agent.calls import Call, Caller
from recruit.domain.agent.chaining import NEW
from recruit.domain.agent.references import ReferenceResolver, Unresolved, clarification
from recruit.domain.agent.stage_moves import name_of, stage_name
from recruit.domain.agent.tools.support.applications import application_of
from recruit.domain.agent.tools.table import TOOLS
from recruit.domain.agent.wording import one_line
from recruit.domain.applications.model import Application
from recruit.domain.engines.language.days import day_of
from recruit.domain.engines.language.draft_orders import draft_options
from recruit.domain.engines.language.lists.periods import whole_period
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.requests import Kind, Named, Request
from recruit.domain.engines.language.rules.collaboration import DUE_BY, PERIOD, WEEKS
from recruit.domain.engines.language.rules.writing import FROM_STATUS, NEXT
from recruit.domain.engines.language.tasks import DUE_WORDS, FOR_WHOM
from recruit.domain.pipelines.model import folded
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.search.service import MOST_OF_CANDIDATE, Searching
from recruit.domain.shared.pages import Window
from recruit.ports.clock import Clock

MOST_AT_ONCE = 100
"""Most applications that one order changes."""

_BY_CANDIDATE = frozenset({"move_application", "reject_application", "delete_application"})
"""Tools for an application that a message names by its candidate, and perhaps its job."""


class CallResolver:
    """Turns requests into calls."""

    def __init__(self, searching: Searching, references: ReferenceResolver, clock: Clock) -> None:
        self._searching = searching
        self._references = references
        self._clock = clock

    async def call(self, caller: Caller, memory: Memory, request: Request) -> Call:
        """Return the call of a request. Raise Unresolved and NotFound."""
        actor = caller.actor
        if request.tool == "draft_outreach":
            request = replace(
                request, arguments={**request.arguments, **draft_options(request.text), **request.arguments}
            )
        leaving = request.arguments.get(FROM_STATUS)
        request = replace(
            request, arguments={name: one for name, one in request.arguments.items() if name != FROM_STATUS}
        )
        request = replace(request, arguments=_with_days(request.arguments, self._clock.now().date()))
        resolved = await self._references.resolve(actor, memory, request)
        if resolved.tool in _BY_CANDIDATE and resolved.arguments.get("candidate_id") != NEW:
            named = isinstance(request.arguments.get("candidate_id"), int | Named)
            resolved = await self._with_job_and_stage(actor, memory, resolved, named=named)
        if leaving is not None:
            await self._check_stage(actor, resolved.arguments, leaving)
        staged = resolved.tool == "create_application" and "status" in resolved.arguments
        if staged and NEW not in resolved.arguments.values() and await self._is_in_pipeline(actor, resolved):
            resolved = replace(resolved, tool="move_application")
        return Call(resolved.tool, resolved.arguments)

    async def rejections(self, actor: Actor, job_id: int) -> Sequence[Call]:
        """Return a rejection for each open application of a job. Raise Unresolved if there are none, or too many."""
        pipeline = await self._searching.pipeline(actor, job_id)
        found = await self.in_stages(actor, job_id, pipeline.open_keys)
        if not found:
            raise Unresolved(f"Job #{job_id} has no open applications.")
        return [Call("reject_application", {"application_id": one.id}) for one in found]

    async def in_stages(self, actor: Actor, job_id: int, stages: Sequence[str]) -> Sequence[Application]:
        """Return the applications for a job in stages. Raise Unresolved if they are too many to change at once."""
        found = await self._searching.in_stages(actor, job_id, stages, MOST_AT_ONCE + 1)
        if len(found) > MOST_AT_ONCE:
            raise Unresolved(f"Job #{job_id} has more than {MOST_AT_ONCE} open applications: that is too many at once.")
        return sorted(found, key=attrgetter("id"))

    async def _with_job_and_stage(self, actor: Actor, memory: Memory, request: Request, *, named: bool) -> Request:
        """Return a request about an application with its job and stage filled in. Raise Unresolved.

        A candidate who is pointed at, not `named`, is looked for in the pipeline of the job that is in focus.
        """
        arguments = dict(request.arguments)
        if "application_id" not in arguments and "job_id" not in arguments:
            job_id = await self._job(actor, memory, request, named=named)
            arguments = {"job_id": job_id, **arguments}
        if arguments.get("status") == NEXT:
            arguments["status"] = await self._next_stage(actor, arguments)
        return replace(request, arguments=arguments)

    async def _job(self, actor: Actor, memory: Memory, request: Request, *, named: bool) -> int:
        """Return the job of a candidate's open application, the one in focus or the only one; a move may reopen one."""
        candidate_id = request.arguments["candidate_id"]
        found = await self._searching.open_applications(actor, candidate_id)
        if not found and request.tool == "move_application":  # a rejected candidate may come back
            wanted = ApplicationSearch(candidate_id=candidate_id)
            found = (await self._searching.applications(actor, Window(limit=MOST_OF_CANDIDATE), wanted)).items
        jobs = [application.job_id for application in found]
        if memory.focus.get(Kind.JOB) in jobs:
            return memory.focus[Kind.JOB]
        if not jobs:
            raise Unresolved(f"Candidate #{candidate_id} has no open applications.")
        if len(jobs) > 1 or (Kind.JOB in memory.focus and not named):
            options = await self._references.options_by_id(actor, Kind.JOB, jobs)
            raise clarification(request, "job_id", Kind.JOB, options, TOOLS[request.tool].example)
        return jobs[0]

    async def _is_in_pipeline(self, actor: Actor, request: Request) -> bool:
        job_id, candidate_id = request.arguments["job_id"], request.arguments["candidate_id"]
        return await application_of(self._searching, actor, candidate_id, job_id) is not None

    async def _check_stage(self, actor: Actor, arguments: Mapping[str, Any], leaving: str) -> None:
        """Raise Unresolved if the application isn't in the stage that it is to leave."""
        application = await self._application(actor, arguments)
        pipeline = await self._searching.pipeline(actor, application.job_id)
        if application.status not in {
            leaving,
            *(one.key for one in pipeline.stages if folded(one.name) == folded(leaving)),
        }:
            current = one_line(stage_name(pipeline, application.status))
            raise Unresolved(f"I haven't moved anything: the application is in {current}, not in {one_line(leaving)}.")

    async def _next_stage(self, actor: Actor, arguments: Mapping[str, Any]) -> str:
        """Return the job's stage after an application's, by name. Raise Unresolved if there is none."""
        application = await self._application(actor, arguments)
        pipeline = await self._searching.pipeline(actor, application.job_id)
        following = pipeline.next_stage(application.status)
        named = [name_of(stage) for stage in pipeline.stages]
        if following is not None:
            name = name_of(following)
            return name if named.count(name) == 1 else following.key
        raise Unresolved(replies.no_next_stage(stage_name(pipeline, application.status), named))

    async def _application(self, actor: Actor, arguments: Mapping[str, Any]) -> Application:
        """Return the application that is named by its id, or by its candidate and job."""
        if "application_id" in arguments:
            return await self._searching.application(actor, arguments["application_id"])
        candidate_id = arguments["candidate_id"]
        found = await application_of(self._searching, actor, candidate_id, arguments["job_id"])
        if found is None:
            raise Unresolved(f"Candidate #{candidate_id} has no application for that job.")
        return found


def _with_days(arguments: Mapping[str, Any], today: date) -> Mapping[str, Any]:
    """Return arguments with days in place of words for a period or a day."""
    others = {name: value for name, value in arguments.items() if name not in {PERIOD, DUE_WORDS, DUE_BY, FOR_WHOM}}
    if DUE_WORDS in arguments and (due := day_of(arguments[DUE_WORDS], today)) is not None:
        others["due"] = due.isoformat()
    if DUE_BY in arguments:
        weeks = WEEKS.get(arguments[DUE_BY].lower())
        sunday = today + timedelta(days=6 - today.weekday() + 7 * (weeks or 0))
        last = day_of(arguments[DUE_BY], today) if weeks is None else sunday
        others |= {} if last is None else {"due_before": (last + timedelta(days=1)).isoformat()}
    if PERIOD in arguments and (period := whole_period(arguments[PERIOD], today)) is not None:
        since, until = period
        others |= {"since": since.isoformat(), **({} if until is None else {"until": until.isoformat()})}
    return others
