"""Plans of the intent model, for messages that the grammar doesn't understand: reads are run, writes proposed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent import replies
from recruit.domain.agent.call_resolution import CallResolver
from recruit.domain.agent.calls import ID_KINDS, Call, Caller, Outcome, Result, remember
from recruit.domain.agent.chaining import CREATIONS, NEW, needs_new_row
from recruit.domain.agent.organisation_directory import load_directory
from recruit.domain.agent.proposals import confirmation_question, described_application, load_names
from recruit.domain.agent.references import ReferenceResolver, Unresolved, clarification
from recruit.domain.agent.registry import Registry
from recruit.domain.agent.stage_moves import name_of, named_stage
from recruit.domain.agent.tool import Effect
from recruit.domain.agent.tools.support.applications import application_of
from recruit.domain.agent.tools.table import TOOLS
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.phrasing import sentence
from recruit.domain.engines.language.learned.planning import CREATES, Plan, plan
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.requests import Kind, Pointed, Request, Wish
from recruit.domain.engines.language.understanding import WRITES
from recruit.domain.search.service import Searching
from recruit.domain.shared.errors import Invalid, NotFound

LONGEST = 1_000
"""Longest message that is planned for, in characters. A longer message is a text, not an order."""

FEWEST_SHOUTED = 3
"""Fewest words of an all-caps message that is lower-cased: its capitals mark no names, and its "IN" no country."""

MOST_OFFERED = 3
MOST_WAITING = 4

_OF_APPLICATIONS = frozenset(["move_application", "reject_application"])

Record: TypeAlias = Callable[[Call, Outcome], None]


class PlanRunner:
    """Plans messages with the intent model and the organisation's names, and carries plans out."""

    def __init__(
        self, registry: Registry, searching: Searching, references: ReferenceResolver, resolver: CallResolver
    ) -> None:
        self._registry = registry
        self._searching = searching
        self._references = references
        self._resolver = resolver

    async def directory(self, caller: Caller, message: str) -> Directory:
        """Return the names that a message may mention; none for one that is too long to be planned."""
        return Directory() if len(message) > LONGEST else await load_directory(self._searching, caller.actor, message)

    def plan(self, memory: Memory, message: str, directory: Directory) -> Plan:
        """Return the plan for a message."""
        if len(message) > LONGEST:
            return Plan()
        shouted = message.isupper() and len(message.split()) >= FEWEST_SHOUTED
        return plan(message.lower() if shouted else message, directory, memory)

    async def run(self, caller: Caller, memory: Memory, steps: Sequence[Request], record: Record) -> None:
        """Run steps that read and propose steps that write, together with the pending proposals that they build on.

        Raise Unresolved and NotFound.
        """
        proposed = pending_calls(memory)
        earlier = len(proposed)
        for step in steps:
            try:
                call = await self._call(caller, memory, _with_new_rows(step, proposed))
                await self._check_move(caller, call)
            except Unresolved as error:
                raise error.with_rest([one for one in steps if one.text != step.text and one.tool in WRITES]) from None
            if call.name in WRITES and not (len(steps) == 1 and TOOLS[call.name].effect is Effect.DESTROYS):
                proposed.append(call)
                await self._focus_on(caller, memory, call)
                continue
            outcome = await self._registry.run(caller, call)
            record(call, outcome)
            remember(memory, call, outcome)
        if len(proposed) > earlier:
            if not any(map(needs_new_row, proposed[earlier:])):
                proposed, earlier = proposed[earlier:], 0
            await self._propose(caller, proposed, earlier, record)

    async def _check_move(self, caller: Caller, call: Call) -> None:
        """Raise Unresolved if a call would move an application to its own stage, or to one that its job lacks.

        A caller who may not read applications or jobs is refused by the tool.
        """
        needed = (Permission.READ_APPLICATIONS, Permission.READ_JOBS)
        if call.name != "move_application" or not all(map(caller.actor.has_permission, needed)):
            return
        if not {"candidate_id", "job_id"} <= call.arguments.keys() or NEW in call.arguments.values():
            return
        candidate_id, job_id, status = (call.arguments[name] for name in ("candidate_id", "job_id", "status"))
        found = await application_of(self._searching, caller.actor, candidate_id, job_id)
        try:
            stage = named_stage(await self._searching.pipeline(caller.actor, job_id), status)
        except Invalid as error:
            raise Unresolved(replies.no_stage(await self._described(caller, call), error)) from None
        if found is not None and found.status == stage.key:
            raise Unresolved(replies.already_there(await self._described(caller, call), name_of(stage)))

    async def _described(self, caller: Caller, call: Call) -> str:
        return described_application(call.arguments, await load_names([call], self._searching, caller.actor))

    async def _propose(self, caller: Caller, calls: Sequence[Call], earlier: int, record: Record) -> None:
        """Propose calls. The first `earlier` of them were proposed before and aren't recorded again."""
        undoes = any(call.name == "undo" for call in calls)
        undone = await self._registry.undoable(caller, elsewhere=True) if undoes else None
        names = await load_names(calls, self._searching, caller.actor)
        outcome = await self._registry.propose_each(caller, calls, confirmation_question(calls, names, undone))
        for call in calls[earlier:]:
            record(call, outcome)

    async def offers(self, caller: Caller, memory: Memory, plan: Plan) -> Sequence[str]:
        """Return sentences that the message may mean, each complete and readable by the grammar."""
        sentences: list[str] = []
        for request in plan.offers:
            try:
                call = await self._call(caller, memory, request)
            except (Unresolved, NotFound):
                continue
            one = sentence(call.name, call.arguments)
            if one and one not in sentences:
                sentences.append(one)
        return sentences[:MOST_OFFERED]

    async def _call(self, caller: Caller, memory: Memory, request: Request) -> Call:
        chosen = await self._disambiguated(caller, request)
        if chosen.tool == "interview_questions" and isinstance(chosen.arguments["job_id"], Pointed):
            chosen = await self._with_own_job(caller, memory, chosen)
        return await self._resolver.call(caller, memory, chosen)

    async def _with_own_job(self, caller: Caller, memory: Memory, request: Request) -> Request:
        """Return the interview questions request with the job of the candidate's only open application."""
        person = request.arguments.get("candidate_id")
        person = memory.one(Kind.CANDIDATE) if isinstance(person, Pointed) else person
        if not isinstance(person, int):
            return request
        jobs = {one.job_id for one in await self._searching.open_applications(caller.actor, person)}
        return replace(request, arguments={**request.arguments, "job_id": jobs.pop()}) if len(jobs) == 1 else request

    async def _disambiguated(self, caller: Caller, request: Request) -> Request:
        """Return a request with ambiguous names resolved. Raise Unresolved if one can't be."""
        for name, value in request.arguments.items():
            if not isinstance(value, tuple):
                continue
            ids: Sequence[int] = value
            if name == "candidate_id" and request.tool in _OF_APPLICATIONS:
                ids = await self._applicants(caller, request, value) or value
            if len(ids) != 1:
                options = await self._references.options_by_id(caller.actor, ID_KINDS[name], ids)
                open_ = replace(request, arguments={**request.arguments, name: 0})
                raise clarification(open_, name, ID_KINDS[name], options, TOOLS[request.tool].example)
            request = replace(request, arguments={**request.arguments, name: ids[0]})
        return request

    async def _applicants(self, caller: Caller, request: Request, ids: Sequence[int]) -> list[int]:
        """Return the candidates who have an open application, for the named job if there is one."""
        job_id = request.arguments.get("job_id")
        job_id = job_id if isinstance(job_id, int) else None
        return [one for one in ids if await self._searching.open_applications(caller.actor, one, job_id)]

    async def _focus_on(self, caller: Caller, memory: Memory, call: Call) -> None:
        """Store the target of a proposal in the memory, so that "her" then means the candidate to be moved."""
        focus = {kind: call.arguments[name] for name, kind in ID_KINDS.items() if name in call.arguments}
        if "application_id" in call.arguments:
            application = await self._searching.application(caller.actor, call.arguments["application_id"])
            focus |= {Kind.CANDIDATE: application.candidate_id, Kind.JOB: application.job_id}
        memory.focus |= {kind: one for kind, one in focus.items() if one != NEW}
        if call.name in CREATES:
            memory.focus.pop(CREATES[call.name], None)
        proposed = {"tool": call.name, "arguments": dict(call.arguments)}
        waiting = [*(memory.last or {}).get("waiting", []), proposed]
        memory.last = {**proposed, "proposed": True, "waiting": waiting[-MOST_WAITING:]}


def forget_proposals(memory: Memory) -> None:
    """Forget the pending proposals."""
    if memory.last is not None:
        memory.last = {name: value for name, value in memory.last.items() if name != "waiting"}


def pending_calls(memory: Memory) -> list[Call]:
    """Return the calls proposed in the previous turn, if one of them creates a row."""
    waiting = (memory.last or {}).get("waiting", [])
    calls = [Call(one["tool"], one["arguments"]) for one in waiting]
    return calls if any(call.name in CREATIONS for call in calls) else []


def _with_new_rows(step: Request, proposed: Sequence[Call]) -> Request:
    """Return a step in which "her" is the proposed candidate, and "it" the proposed job."""
    made = {CREATIONS[call.name] for call in proposed if call.name in CREATIONS}
    applying = [call for call in proposed if call.name == "create_application"]
    if applying and step.tool in _OF_APPLICATIONS and "job_id" not in step.arguments:
        named = {name: value for name, value in step.arguments.items() if not isinstance(value, Pointed)}
        step = replace(step, arguments={**applying[-1].arguments, **named})
    arguments = {
        name: NEW if isinstance(value, Pointed) and value.kind in made and step.tool in WRITES else value
        for name, value in step.arguments.items()
    }
    is_new = arguments.get("candidate_id") == NEW and "job_id" in arguments
    if step.tool == "move_application" and is_new and not applying:
        step = replace(step, tool="create_application")  # a new candidate has no application that could be moved
    return replace(step, arguments=arguments)


def is_only_undo(wishes: Sequence[Wish]) -> bool:
    """Tell whether undo is the only wish."""
    return [wish.tool for wish in wishes if isinstance(wish, Request)] == ["undo"] and len(wishes) == 1


DROPPED = Outcome(text=replies.DROPPED, data={"dropped": True}, result=Result.DONE)
"""The outcome of undoing a change that was only proposed."""
