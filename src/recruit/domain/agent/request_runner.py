"""Execution of the grammar's wishes: requests, bulk rejections, and repetitions of the last request."""

from collections.abc import Sequence
from dataclasses import replace

from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent import replies
from recruit.domain.agent.call_resolution import CallResolver
from recruit.domain.agent.calls import Call, remember
from recruit.domain.agent.plan_runner import PlanRunner
from recruit.domain.agent.reading_choice import with_bulk_rejection
from recruit.domain.agent.references import ReferenceResolver, Unresolved
from recruit.domain.agent.registry import Registry
from recruit.domain.agent.turn import Turn
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.requests import Again, Bulk, Kind, Named, Nth, Pointed, Request, Undescribed, Wish
from recruit.domain.engines.language.understanding import WRITES


class RequestRunner:
    """Runs wishes, and proposes those that need confirmation."""

    def __init__(
        self, registry: Registry, references: ReferenceResolver, resolver: CallResolver, plans: PlanRunner
    ) -> None:
        self._registry = registry
        self._references = references
        self._resolver = resolver
        self._plans = plans

    async def run_all(self, turn: Turn, wishes: Sequence[Wish]) -> None:
        """Run wishes in order; several rejections as one, which is proposed and comes last.

        Raise Unresolved, which names the wishes that aren't run because of it, and NotFound.
        """
        requests = [wish for wish in wishes if isinstance(wish, Request) and wish.tool in WRITES]
        requests += [
            Request("reject_application", wish.arguments, wish.text) for wish in wishes if isinstance(wish, Bulk)
        ]
        if len(wishes) > 1:
            await self._references.check_names(turn.caller.actor, requests)
        merged = with_bulk_rejection(wishes)
        for place, wish in enumerate(merged, 1):
            try:
                await self.run(turn, wish)
            except Unresolved as error:
                raise error.with_rest([one for one in merged[place:] if isinstance(one, Request)]) from None

    async def run(self, turn: Turn, wish: Wish) -> None:
        """Run a wish. Raise Unresolved and NotFound."""
        match wish:
            case Undescribed():
                turn.texts.append(replies.WHICH_DESCRIPTION)
            case Again():
                await self._repeat(turn, _repeated(turn.memory, wish))
            case Bulk():
                await self._bulk(turn, wish)
            case Request():
                await self.run_request(turn, await self._unless_a_name(turn.caller.actor, wish))

    async def run_request(self, turn: Turn, request: Request) -> None:
        """Run a request. Raise Unresolved and NotFound."""
        call = await self._resolver.call(turn.caller, turn.memory, request)
        outcome = await self._registry.run(turn.caller, call)
        turn.add(call, outcome)
        remember(turn.memory, call, outcome)

    async def propose(self, turn: Turn, request: Request) -> None:
        """Propose a request. Raise Unresolved and NotFound."""
        await self._plans.run(turn.caller, turn.memory, [request], turn.add_once)

    async def _repeat(self, turn: Turn, request: Request) -> None:
        """Repeat a request; propose it if it writes: "same for job 2?" may ask, and "same for May" leave a part out."""
        await (self.propose if request.tool in WRITES else self.run_request)(turn, request)

    async def _bulk(self, turn: Turn, wish: Bulk) -> None:
        """Propose several calls. A single call is run."""
        calls = await self._rejections(turn, wish)
        if len(calls) == 1:
            turn.add(calls[0], await self._registry.run(turn.caller, calls[0]))
            return
        outcome = await self._registry.propose_each(turn.caller, calls, replies.bulk_rejection(calls))
        turn.texts.append(outcome.text)
        for call in calls:
            turn.log(call, outcome)

    async def _rejections(self, turn: Turn, wish: Bulk) -> Sequence[Call]:
        actor, each = turn.caller.actor, wish.each
        if not each:
            bulk = Request("reject_application", wish.arguments)
            arguments = dict((await self._references.resolve(actor, turn.memory, bulk)).arguments)
            candidate_ids = arguments.pop("candidate_ids", None)
            if candidate_ids is None:
                return await self._resolver.rejections(actor, arguments["job_id"])
            each = [Request(bulk.tool, {**arguments, "candidate_id": one}) for one in candidate_ids]
        return [await self._resolver.call(turn.caller, turn.memory, one) for one in each]

    async def _unless_a_name(self, actor: Actor, request: Request) -> Request:
        """Return a request that shows a thing if the text is its name: a candidate may be called "Reject Moore"."""
        named = any(isinstance(value, Named) for value in request.arguments.values())
        if request.tool not in WRITES or not named or not request.text:
            return request
        for kind, tool in ((Kind.CANDIDATE, "get_candidate"), (Kind.JOB, "get_job")):
            found = await self._references.options(actor, kind, request.text[:200])
            if found:
                return Request(tool, {f"{kind}_id": Named(kind, request.text)}, request.text)
        return request


def _repeated(memory: Memory, wish: Again) -> Request:
    """Return the last request with another target, or one that shows the target if the last request took none."""
    kind = wish.kind
    if isinstance(wish.target, Nth | Pointed) and (kind is None or wish.target.bare):
        kind = Kind(memory.recent) if memory.recent in {Kind.JOB, Kind.CANDIDATE} else Kind.CANDIDATE
    mentioned = wish.target if isinstance(wish.target, int) or kind is None else replace(wish.target, kind=kind)
    argument = f"{kind or Kind.CANDIDATE}_id"
    last = memory.last
    repeats = last is not None and argument in last["arguments"] and (wish.orders or last["tool"] not in WRITES)
    if last is not None and repeats and not wish.shows:
        others = {name: value for name, value in last["arguments"].items() if name != "application_id"}
        return Request(last["tool"], {**others, argument: mentioned})
    return Request("get_job" if kind is Kind.JOB else "get_candidate", {argument: mentioned})
