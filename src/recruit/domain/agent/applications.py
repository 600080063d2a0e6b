"""Resolution of requests to applications, and of "the next stage" to a stage."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.calls import Call
from recruit.domain.agent.references import Resolving, Unresolved, asking
from recruit.domain.agent.tools.table import TOOLS
from recruit.domain.agent.wording import one_line
from recruit.domain.applications.model import Application
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.requests import Kind, Request
from recruit.domain.engines.language.rules.writing import NEXT
from recruit.domain.engines.language.words import PATH
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.search.service import FINAL_STATUSES, Searching
from recruit.domain.shared.pages import Window

MOST_AT_ONCE = 100


class Pipelining:
    """Finds applications by their candidates and jobs."""

    def __init__(self, searching: Searching, resolving: Resolving) -> None:
        self._searching = searching
        self._resolving = resolving

    async def completed(self, actor: Actor, memory: Memory, request: Request, *, named: bool) -> Request:
        """Return a request about an application with its job and stage filled in. Raise Unresolved.

        A candidate who is pointed at, not `named`, is looked for in the pipeline of the job that is in focus.
        """
        arguments = dict(request.arguments)
        if "application_id" not in arguments and "job_id" not in arguments:
            job_id = await self._job(actor, memory, request, named=named)
            arguments = {"job_id": job_id, **arguments}
        if arguments.get("status") == NEXT:
            arguments["status"] = await self._next(actor, arguments)
        return replace(request, arguments=arguments)

    async def placed(self, actor: Actor, request: Request) -> Request:
        """Return a request to put a candidate into a stage, as a move if the candidate is in the pipeline already."""
        job_id, candidate_id = request.arguments["job_id"], request.arguments["candidate_id"]
        wanted = ApplicationSearch(job_id=job_id, candidate_id=candidate_id)
        found = await self._searching.applications(actor, Window(limit=1), wanted)
        return replace(request, tool="move_application") if found.items else request

    async def all_of(self, actor: Actor, job_id: int) -> Sequence[Call]:
        """Return a rejection for each open application of a job. Raise Unresolved if there are none, or too many."""
        found = await self.open_of(actor, job_id)
        if not found:
            raise Unresolved(f"Job #{job_id} has no open applications.")
        if len(found) > MOST_AT_ONCE:
            raise Unresolved(f"Job #{job_id} has more than {MOST_AT_ONCE} open applications: that is too many at once.")
        return [Call("reject_application", {"application_id": one.id}) for one in found]

    async def open_of(self, actor: Actor, job_id: int) -> Sequence[Application]:
        """Return the open applications of a job, which may exceed the bulk limit."""
        return await self._open(actor, ApplicationSearch(job_id=job_id))

    async def _job(self, actor: Actor, memory: Memory, request: Request, *, named: bool) -> int:
        candidate_id = request.arguments["candidate_id"]
        found = await self._open(actor, ApplicationSearch(candidate_id=candidate_id))
        jobs = [application.job_id for application in found]
        if memory.focus.get(Kind.JOB) in jobs:
            return memory.focus[Kind.JOB]
        if not jobs:
            raise Unresolved(f"Candidate #{candidate_id} has no open applications.")
        if len(jobs) > 1 or (Kind.JOB in memory.focus and not named):
            options = await self._resolving.described(actor, Kind.JOB, jobs)
            raise asking(request, "job_id", Kind.JOB, options, TOOLS[request.tool].example)
        return jobs[0]

    async def check_stage(self, actor: Actor, arguments: Mapping[str, Any], leaving: str) -> None:
        """Raise Unresolved if the application isn't in the stage that it is to leave."""
        status = await self._status(actor, arguments)
        if status != leaving:
            raise Unresolved(f"I haven't moved anything: the application is in {one_line(status)}, not in {leaving}.")

    async def _status(self, actor: Actor, arguments: Mapping[str, Any]) -> str:
        if "application_id" in arguments:
            return (await self._searching.application(actor, arguments["application_id"])).status
        wanted = ApplicationSearch(job_id=arguments["job_id"], candidate_id=arguments["candidate_id"])
        found = (await self._searching.applications(actor, Window(limit=1), wanted)).items
        if not found:
            raise Unresolved(f"Candidate #{arguments['candidate_id']} has no application for that job.")
        return found[0].status

    async def _next(self, actor: Actor, arguments: Mapping[str, Any]) -> str:
        status = await self._status(actor, arguments)
        if status == "applied":
            return PATH[1]
        if status not in PATH[:-1]:
            raise Unresolved(f"I can't tell which stage comes after {status}: say which, for example 'offer'.")
        return PATH[PATH.index(status) + 1]

    async def _open(self, actor: Actor, wanted: ApplicationSearch) -> Sequence[Application]:
        page = await self._searching.applications(actor, Window(limit=MOST_AT_ONCE * 2), wanted)
        return [one for one in page.items if one.status not in FINAL_STATUSES]
