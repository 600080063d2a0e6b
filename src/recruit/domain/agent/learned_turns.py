"""The turn of a message that the grammar doesn't understand: run reads, propose writes, offer readings in doubt."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent import replies
from recruit.domain.agent.calls import Call, Caller, remember
from recruit.domain.agent.chaining import NEW, builds
from recruit.domain.agent.organisation_directory import gather
from recruit.domain.agent.outcome import Outcome, Result
from recruit.domain.agent.proposals import names_of, question, whose
from recruit.domain.agent.references import Resolving, Unresolved, asking
from recruit.domain.agent.registry import Registry
from recruit.domain.agent.tool import Effect
from recruit.domain.agent.tools.table import TOOLS
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.phrasing import sentence
from recruit.domain.engines.language.learned.planning import MAKING, Plan, plan
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.requests import Kind, Pointed, Request, Wish
from recruit.domain.engines.language.understanding import WRITES
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.search.service import FINAL_STATUSES, Searching
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Window

LONGEST = 1_000
"""Longest message that is planned for, in characters. A longer message is a text, not an order."""

FEWEST_SHOUTED = 3
"""Fewest words of an all-caps message that is lower-cased: its capitals mark no names, and its "IN" no country."""

MOST_OFFERED = 3
MOST_WAITING = 4

_KINDS = {"job_id": Kind.JOB, "candidate_id": Kind.CANDIDATE}
_NEW = {"create_candidate": Kind.CANDIDATE, "create_job": Kind.JOB}
_OF_APPLICATIONS = frozenset(["move_application", "reject_application"])

Resolve: TypeAlias = Callable[[Caller, Memory, Request], Awaitable[Call]]
Record: TypeAlias = Callable[[Call, Outcome], None]


class Learned:
    """Plans messages with the intent model and the organisation's names, and carries plans out."""

    def __init__(self, registry: Registry, searching: Searching, resolving: Resolving, resolve: Resolve) -> None:
        self._registry = registry
        self._searching = searching
        self._resolving = resolving
        self._resolve = resolve

    async def directory(self, caller: Caller, message: str) -> Directory:
        """Return the names that a message may mention; none for one that is too long to be planned."""
        return Directory() if len(message) > LONGEST else await gather(self._searching, caller.actor, message)

    def plan(self, memory: Memory, message: str, directory: Directory) -> Plan:
        """Return the plan for a message."""
        if len(message) > LONGEST:
            return Plan()
        shouted = message.isupper() and len(message.split()) >= FEWEST_SHOUTED
        return plan(message.lower() if shouted else message, directory, memory)

    async def act(self, caller: Caller, memory: Memory, steps: Sequence[Request], record: Record) -> None:
        """Run steps that read and propose steps that write, together with the pending proposals that they build on.

        Raise Unresolved and NotFound.
        """
        proposed = pending(memory)
        earlier = len(proposed)
        for step in steps:
            try:
                call = await self._call(caller, memory, _building(step, proposed))
                await self._refuse_if_already_there(caller, call)
            except Unresolved as halted:
                raise halted.leaving([one for one in steps if one is not step and one.tool in WRITES]) from None
            if call.name in WRITES and not (len(steps) == 1 and TOOLS[call.name].effect is Effect.DESTROYS):
                proposed.append(call)
                await self._speak_of(caller, memory, call)
                continue
            outcome = await self._registry.run(caller, call)
            record(call, outcome)
            remember(memory, call, outcome)
        if len(proposed) > earlier:
            if not any(map(builds, proposed[earlier:])):
                proposed, earlier = proposed[earlier:], 0
            await self._propose(caller, proposed, earlier, record)

    async def _refuse_if_already_there(self, caller: Caller, call: Call) -> None:
        """Raise Unresolved if a call would move an application to the stage that it has, if the caller may read it."""
        if call.name != "move_application" or not caller.actor.has_permission(Permission.READ_APPLICATIONS):
            return
        if not {"candidate_id", "job_id"} <= call.arguments.keys() or NEW in call.arguments.values():
            return
        wanted = ApplicationSearch(job_id=call.arguments["job_id"], candidate_id=call.arguments["candidate_id"])
        found = (await self._searching.applications(caller.actor, Window(limit=1), wanted)).items
        status = call.arguments["status"]
        if found and found[0].status.casefold() == status.casefold():
            names = await names_of([call], self._searching, caller.actor)
            raise Unresolved(replies.already_there(whose(call.arguments, names), status))

    async def _propose(self, caller: Caller, calls: Sequence[Call], earlier: int, record: Record) -> None:
        """Propose calls. The first `earlier` of them were proposed before and aren't recorded again."""
        undone = await self._registry.undoable(caller) if any(call.name == "undo" for call in calls) else None
        names = await names_of(calls, self._searching, caller.actor)
        outcome = await self._registry.propose_each(caller, calls, question(calls, names, undone))
        for call in calls[earlier:]:
            record(call, outcome)

    async def offers(self, caller: Caller, memory: Memory, plan: Plan) -> Sequence[str]:
        """Return sentences that the message may mean, each complete and readable by the grammar."""
        said: list[str] = []
        for request in plan.offers:
            try:
                call = await self._call(caller, memory, request)
            except (Unresolved, NotFound):
                continue
            one = sentence(call.name, call.arguments)
            if one and one not in said:
                said.append(one)
        return said[:MOST_OFFERED]

    async def _call(self, caller: Caller, memory: Memory, request: Request) -> Call:
        chosen = await self._chosen(caller, request)
        if chosen.tool == "interview_questions" and isinstance(chosen.arguments["job_id"], Pointed):
            chosen = await self._with_own_job(caller, memory, chosen)
        return await self._resolve(caller, memory, chosen)

    async def _with_own_job(self, caller: Caller, memory: Memory, request: Request) -> Request:
        """Return the interview questions request with the job of the candidate's only open application."""
        person = request.arguments.get("candidate_id")
        person = memory.one(Kind.CANDIDATE) if isinstance(person, Pointed) else person
        if not isinstance(person, int):
            return request
        page = await self._searching.applications(
            caller.actor, Window(limit=20), ApplicationSearch(candidate_id=person)
        )
        jobs = {one.job_id for one in page.items if one.status not in FINAL_STATUSES}
        return replace(request, arguments={**request.arguments, "job_id": jobs.pop()}) if len(jobs) == 1 else request

    async def _chosen(self, caller: Caller, request: Request) -> Request:
        """Return a request with ambiguous names resolved. Raise Unresolved if one can't be."""
        for name, value in request.arguments.items():
            if not isinstance(value, tuple):
                continue
            ids: Sequence[int] = value
            if name == "candidate_id" and request.tool in _OF_APPLICATIONS:
                ids = await self._applying(caller, request, value) or value
            if len(ids) != 1:
                options = await self._resolving.described(caller.actor, _KINDS[name], ids)
                open_ = replace(request, arguments={**request.arguments, name: 0})
                raise asking(open_, name, _KINDS[name], options, TOOLS[request.tool].example)
            request = replace(request, arguments={**request.arguments, name: ids[0]})
        return request

    async def _applying(self, caller: Caller, request: Request, ids: Sequence[int]) -> list[int]:
        """Return the candidates who have an open application, for the named job if there is one."""
        job_id = request.arguments.get("job_id")
        wanted = [
            ApplicationSearch(candidate_id=one, job_id=job_id if isinstance(job_id, int) else None) for one in ids
        ]
        found = [await self._searching.applications(caller.actor, Window(limit=20), one) for one in wanted]
        return [
            one
            for one, page in zip(ids, found, strict=True)
            if any(application.status not in FINAL_STATUSES for application in page.items)
        ]

    async def _speak_of(self, caller: Caller, memory: Memory, call: Call) -> None:
        """Remember the target of a proposal, so that "her" then means the candidate to be moved."""
        spoken = {kind: call.arguments[name] for name, kind in _KINDS.items() if name in call.arguments}
        if "application_id" in call.arguments:
            application = await self._searching.application(caller.actor, call.arguments["application_id"])
            spoken |= {Kind.CANDIDATE: application.candidate_id, Kind.JOB: application.job_id}
        memory.focus |= {kind: one for kind, one in spoken.items() if one != NEW}
        if call.name in MAKING:
            memory.focus.pop(MAKING[call.name], None)
        waiting = [*(memory.last or {}).get("waiting", []), {"tool": call.name, "arguments": dict(call.arguments)}]
        memory.last = {
            "tool": call.name,
            "arguments": dict(call.arguments),
            "proposed": True,
            "waiting": waiting[-MOST_WAITING:],
        }


def forget(memory: Memory) -> None:
    """Forget the pending proposals."""
    if memory.last is not None:
        memory.last = {name: value for name, value in memory.last.items() if name != "waiting"}


def pending(memory: Memory) -> list[Call]:
    """Return the calls proposed in the previous turn, if one of them creates a row."""
    waiting = (memory.last or {}).get("waiting", [])
    calls = [Call(one["tool"], one["arguments"]) for one in waiting]
    return calls if any(call.name in _NEW for call in calls) else []


def _building(step: Request, proposed: Sequence[Call]) -> Request:
    """Return a step in which "her" is the proposed candidate, and "it" the proposed job."""
    made = {_NEW[call.name] for call in proposed if call.name in _NEW}
    applying = [call for call in proposed if call.name == "create_application"]
    if applying and step.tool in _OF_APPLICATIONS and "job_id" not in step.arguments:
        step = replace(step, arguments={**applying[-1].arguments, **_said(step.arguments)})
    arguments = {
        name: NEW if isinstance(value, Pointed) and value.kind in made and step.tool in WRITES else value
        for name, value in step.arguments.items()
    }
    if (
        step.tool == "move_application"
        and arguments.get("candidate_id") == NEW
        and "job_id" in arguments
        and not applying
    ):
        step = replace(step, tool="create_application")  # a new candidate has no application that could be moved
    return replace(step, arguments=arguments)


def _said(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in arguments.items() if not isinstance(value, Pointed)}


def is_undone(wishes: Sequence[Wish]) -> bool:
    """Tell whether undo is the only wish."""
    return [wish.tool for wish in wishes if isinstance(wish, Request)] == ["undo"] and len(wishes) == 1


DROPPED = Outcome(text=replies.DROPPED, data={"dropped": True}, result=Result.DONE)
"""The outcome of undoing a change that was only proposed."""
