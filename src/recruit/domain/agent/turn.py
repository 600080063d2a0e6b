"""One turn of a conversation: from a message to tool calls and a reply."""

from collections.abc import Awaitable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from recruit.domain.agent import facts, replies
from recruit.domain.agent.applications import Pipelining
from recruit.domain.agent.calls import Call, Caller, remember
from recruit.domain.agent.chaining import NEW
from recruit.domain.agent.choosing import mistaken, not_ordered, orders_more, sweeps, together, with_orders
from recruit.domain.agent.dialogue.dialogue import Dialogue
from recruit.domain.agent.helping import did_you_mean, did_you_mean_instead, help_for, told_about
from recruit.domain.agent.learned_turns import DROPPED, Learned, forget, is_undone, pending
from recruit.domain.agent.list_answers import answers, completed, narrowed, told
from recruit.domain.agent.outcome import Outcome, Result
from recruit.domain.agent.references import Resolving, Unresolved, mention
from recruit.domain.agent.registry import Registry
from recruit.domain.agent.superseding import not_done
from recruit.domain.agent.sweeps import requests_of
from recruit.domain.agent.wording import paragraphs
from recruit.domain.engines.language.answers import is_refusal, read_answer, read_confirmation
from recruit.domain.engines.language.conditions import postpones
from recruit.domain.engines.language.draft_orders import asked_for
from recruit.domain.engines.language.grammar import parse
from recruit.domain.engines.language.greetings import is_greeting
from recruit.domain.engines.language.learned.decision import Decision, decide
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.intents import SEVERAL
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.planning import Plan
from recruit.domain.engines.language.lists import extra_filters
from recruit.domain.engines.language.lists import reading as lists
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.orders import bulk, compounds, coverage, several_jobs
from recruit.domain.engines.language.orders.bulk import Sweep
from recruit.domain.engines.language.orders.compounds import Compound
from recruit.domain.engines.language.orders.conditions import condition
from recruit.domain.engines.language.orders.denials import forbids
from recruit.domain.engines.language.orders.following import unread
from recruit.domain.engines.language.orders.reasons import without_waiting
from recruit.domain.engines.language.orders.swallowed import swallowed
from recruit.domain.engines.language.orders.unused import unused
from recruit.domain.engines.language.plain import reading as plain
from recruit.domain.engines.language.plain.reading import Plain
from recruit.domain.engines.language.quotations import comes_from_quotation, is_quoted
from recruit.domain.engines.language.requests import (
    Again,
    Bulk,
    Kind,
    Named,
    Nth,
    Pointed,
    Reading,
    Request,
    Undescribed,
    Wish,
)
from recruit.domain.engines.language.understanding import WRITES, writes
from recruit.domain.search.service import Searching
from recruit.domain.shared.errors import NotFound
from recruit.ports.clock import Clock

_ARGUMENT_OF = {Kind.JOB: "job_id", Kind.CANDIDATE: "candidate_id"}
ERASING = "erase_candidate"
_BY_CANDIDATE = frozenset({"move_application", "reject_application", "delete_application"})
"""Tools for an application that a message names by its candidate, and perhaps its job."""

_MADE = frozenset([Result.DONE, Result.PROPOSED])


@dataclass(slots=True)
class Turn:
    """The reply so far, and the tool calls made for it: name, arguments and outcome of each."""

    said: list[str] = field(default_factory=list)
    tools: list[Mapping[str, Any]] = field(default_factory=list)
    linked: Linked | None = None
    """The message with its entities, if it was planned for."""
    may_order: bool = False
    """Whether the message orders something, or may do so."""

    @property
    def text(self) -> str:
        """The reply."""
        return paragraphs(*self.said)

    @property
    def has_erased(self) -> bool:
        """Whether a person was erased."""
        return any(one["name"] == ERASING and one["outcome"] == Result.DONE for one in self.tools)

    @property
    def has_written(self) -> bool:
        """Whether a change was made or proposed."""
        return any(one["name"] in WRITES for one in self.tools)

    def add(self, call: Call, outcome: Outcome) -> None:
        """Record a call and add its outcome to the reply."""
        self.said.append(outcome.text)
        self.log(call, outcome)

    def add_once(self, call: Call, outcome: Outcome) -> None:
        """Record a call, and add its outcome unless it repeats the last text, as for calls proposed together."""
        if not self.said or self.said[-1] != outcome.text:
            self.said.append(outcome.text)
        self.log(call, outcome)

    def log(self, call: Call, outcome: Outcome) -> None:
        """Record a call."""
        arguments = dict(call.arguments)
        self.tools.append({"name": call.name, "arguments": arguments, "outcome": outcome.result.value})


@dataclass(frozen=True, slots=True)
class _Read:
    """The readings of a message: by the grammar, by the model with the organisation's names, and as several orders."""

    reading: Reading
    plan: Plan
    directory: Directory
    compound: Compound


class Turns:
    """Reads messages and runs the tools that they ask for."""

    def __init__(self, registry: Registry, searching: Searching, dialogue: Dialogue, clock: Clock) -> None:
        self._registry = registry
        self._searching = searching
        self._clock = clock
        self._dialogue = dialogue
        self._resolving = Resolving(searching)
        self._pipelining = Pipelining(searching, self._resolving)
        self._learned = Learned(registry, searching, self._resolving, self._call)

    async def take(self, caller: Caller, memory: Memory, message: str, *, begins: bool = False) -> Turn:
        """Take one turn and update `memory`. `begins` is true for the first message of a conversation."""
        turn = Turn()
        confirmation = read_confirmation(message)
        if confirmation is not None and begins:
            turn.said.append(replies.NEW_CONVERSATION)
        elif confirmation is not None:
            await self._confirm(caller, memory, turn, confirmation.token)
        if turn.said:
            return turn
        dropped = await self._registry.drop(caller)
        await self._read(caller, memory, turn, message, dropped=bool(dropped))
        condition_told = _tell_condition(turn) or ""
        _tell_unused(turn, condition_told)
        turn.said += not_done(dropped, turn.tools)
        return turn

    async def _read(self, caller: Caller, memory: Memory, turn: Turn, message: str, *, dropped: bool) -> None:
        """Handle a message that doesn't confirm a proposal."""
        if await self._answered(caller, memory, turn, message):
            return
        memory.question = None
        reading = parse(message)
        if await self._planned(caller, memory, turn, message, reading, dropped=dropped):
            return
        if reading.wishes:
            await self._stopping(turn, memory, self._grant_all(caller, memory, turn, reading.wishes))
            return
        understood = dropped or reading.asked or reading.declined or is_greeting(message)
        if not understood and await self._discussed(caller, memory, turn, message):
            return
        if read_confirmation(message) is not None:
            turn.said.append(replies.NOTHING_TO_CONFIRM)
        else:
            turn.said.append(_nothing_done(reading, message, dropped=dropped and is_refusal(message)))

    async def _grant_all(self, caller: Caller, memory: Memory, turn: Turn, wishes: Sequence[Wish]) -> None:
        requests = [wish for wish in wishes if isinstance(wish, Request) and wish.tool in WRITES]
        requests += [
            Request("reject_application", wish.arguments, wish.heard) for wish in wishes if isinstance(wish, Bulk)
        ]
        if len(wishes) > 1:
            await self._resolving.check_names(caller.actor, requests)
        every = together(wishes)
        for place, wish in enumerate(every, 1):
            try:
                await self._grant(caller, memory, turn, wish)
            except Unresolved as halted:
                raise halted.leaving([one for one in every[place:] if isinstance(one, Request)]) from None

    async def _planned(
        self, caller: Caller, memory: Memory, turn: Turn, message: str, reading: Reading, *, dropped: bool
    ) -> bool:
        """Carry out the learned reading of a message where the grammar reads nothing or is in doubt."""
        if is_greeting(message) or is_refusal(message) or read_confirmation(message) is not None:
            return False
        if not dropped:
            forget(memory)
        if dropped and is_undone(reading.wishes):
            turn.add(Call("undo", {}), DROPPED)
            return True
        plan, directory = await self._learned.plan(caller, memory, message)
        turn.linked = plan.linked
        reading = replace(reading, wishes=without_waiting(plan.linked, reading.wishes))
        swept = bulk.read(plan.linked, directory, memory)
        if swept is not None and sweeps(swept, reading):
            await self._stopping(turn, memory, self._sweep(caller, memory, turn, swept, directory))
            return True
        compound = compounds.read(plan.linked, directory, memory)
        turn.may_order = _may_order(reading, plan, compound)
        several = replies.ONE_JOB_A_MESSAGE if several_jobs.counts_jobs(plan.linked) else None
        if (why := several or mistaken(plan, compound, reading) or not_ordered(plan, compound, reading)) is not None:
            turn.said.append(why)
            return True
        if orders_more(compound, reading):
            await self._carry_out(caller, memory, turn, plan, directory, compound)
            return True
        read = _Read(reading, plan, directory, compound)
        decided = await self._decided(caller, memory, turn, message, read, dropped=dropped)
        if turn.tools and not turn.has_written and bulk.orders_all(plan.linked, directory, memory):
            turn.said.append(replies.NOT_ALL_AT_ONCE)
        return decided

    async def _carry_out(
        self, caller: Caller, memory: Memory, turn: Turn, plan: Plan, directory: Directory, compound: Compound
    ) -> None:
        """Run or propose the orders of a message that was understood as a whole."""
        if await self._uncovered(caller, turn, plan, compound.steps):
            return
        await self._stopping(turn, memory, self._learned.act(caller, memory, compound.steps, directory, turn.add_once))
        hint = replies.NOTE_OR_ORDER if len(compound.steps) > 1 else replies.ORDER_IN_NOTE
        turn.said += [hint] if compound.doubtful and turn.tools else []

    async def _sweep(self, caller: Caller, memory: Memory, turn: Turn, sweep: Sweep, directory: Directory) -> None:
        """Propose an order about every application of a pipeline."""
        steps = await requests_of(self._pipelining, caller.actor, memory, sweep)
        await self._learned.act(caller, memory, steps, directory, turn.add_once)

    async def _decided(
        self, caller: Caller, memory: Memory, turn: Turn, message: str, read: _Read, *, dropped: bool
    ) -> bool:
        """Answer a plain question, or run the chosen reading of the message."""
        reading, plan, directory = read.reading, read.plan, read.directory
        today = self._clock.now().date()
        question = lists.read(plan.linked, directory, today)
        direct = plain.read(plan.linked, directory, memory, reading.wishes) or answers(question, reading.wishes, memory)
        direct = direct or extra_filters.of_job(plan.linked, directory, today, reading.wishes)
        if direct is not None:
            if not await self._left_out(caller, turn, read, [direct.wish if isinstance(direct, Plain) else direct]):
                await self._stopping(turn, memory, self._directly(caller, memory, turn, direct, directory))
            return True
        return await self._act(caller, memory, turn, message, read, question, dropped=dropped)

    async def _act(
        self,
        caller: Caller,
        memory: Memory,
        turn: Turn,
        message: str,
        read: _Read,
        question: lists.Question,
        *,
        dropped: bool,
    ) -> bool:
        """Run or propose the grammar's reading or the plan, whichever is chosen."""
        reading, plan, directory = read.reading, read.plan, read.directory
        today = self._clock.now().date()
        decision = decide(message, reading, plan, directory, building=bool(pending(memory)))
        steps, left = narrowed(plan.steps, question, memory)
        decision, steps = with_orders(decision, steps, read.compound, reading)
        if decision is Decision.PLAN and comes_from_quotation(message, steps):
            decision, steps = (Decision.GRAMMAR if reading.wishes else Decision.OFFERS), ()
        chosen = {Decision.GRAMMAR: reading.wishes, Decision.PLAN: steps}.get(decision, ())
        if decision is not Decision.GRAMMAR and forbids(plan.linked, steps or plan.offers[:1]):
            turn.said.append(replies.DECLINED)
        elif await self._left_out(caller, turn, read, chosen):
            pass
        elif decision is Decision.PLAN and dropped and is_undone(plan.steps) and plan.is_sure:
            turn.add(Call("undo", {}), DROPPED)
        elif decision is Decision.PLAN:
            steps, beside = extra_filters.beside(plan.linked, directory, today, steps)
            await self._stopping(turn, memory, self._learned.act(caller, memory, steps, directory, turn.add_once))
            turn.said += filter(None, [told(left or beside or _following(read, steps))])
            instead = await self._learned.offers(caller, memory, plan)
            turn.said += [did_you_mean_instead(instead)] if instead else []
        elif decision is Decision.OFFERS and not await self._discussed(caller, memory, turn, message):
            offers = await self._learned.offers(caller, memory, plan)
            turn.said += [did_you_mean(offers)] if offers else []
            doubted = not offers and any(map(writes, reading.wishes))
            if doubted and not await self._left_out(caller, turn, read, reading.wishes):
                await self._propose(caller, memory, turn, message, read)
        elif decision is Decision.GRAMMAR and (
            postpones(message, reading.wishes)
            or is_quoted(message, reading.wishes)
            or _is_guessed(reading)
            or _drops(read)
        ):
            await self._propose(caller, memory, turn, message, read)
        elif decision is Decision.GRAMMAR and reading.wishes:
            wishes, lacking = completed(reading.wishes, question, memory)
            wishes, unused = extra_filters.beside(plan.linked, directory, today, wishes)
            await self._stopping(turn, memory, self._grant_all(caller, memory, turn, wishes))
            turn.said += filter(None, [told(unused or lacking or _following(read, wishes))])
            return True
        return bool(turn.said)

    async def _propose(self, caller: Caller, memory: Memory, turn: Turn, message: str, read: _Read) -> None:
        """Propose the grammar's reading where the message may not order it."""
        steps = [wish for wish in read.reading.wishes if isinstance(wish, Request)]
        await self._stopping(turn, memory, self._learned.act(caller, memory, steps, read.directory, turn.add_once))
        turn.said = turn.said or [_nothing_done(read.reading, message, dropped=False)]

    async def _left_out(self, caller: Caller, turn: Turn, read: _Read, wishes: Sequence[Wish]) -> bool:
        """Refuse a message of several orders if its reading leaves one out. Return whether it was refused."""
        requests = [wish for wish in wishes if isinstance(wish, Request)]
        if len(requests) < len(wishes):  # all of some applications, or the last order repeated
            return await self._uncovered(caller, turn, read.plan, coverage.in_bulk(wishes))
        missing = read.compound.missing([one.tool for one in requests])
        turn.said += [replies.left_out(missing)] if missing else []
        return bool(missing) or await self._uncovered(caller, turn, read.plan, requests)

    async def _uncovered(self, caller: Caller, turn: Turn, plan: Plan, requests: Sequence[Request]) -> bool:
        """Refuse a message that names more ids, stages or new jobs than its reading. Return whether it was refused."""
        if several_jobs.orders_several_jobs(plan.linked, requests):
            turn.said.append(replies.ONE_JOB_A_MESSAGE)
            return True
        if parts := swallowed(plan.linked, requests):
            turn.said.append(replies.left_out(parts))
            return True
        unused = coverage.left_out(plan.linked, requests)
        if unused:
            unused = coverage.left_out(plan.linked, requests, await self._implied(caller, requests))
        turn.said += [replies.left_out(unused)] if unused else []
        return bool(unused)

    async def _implied(self, caller: Caller, requests: Sequence[Request]) -> set[coverage.Id]:
        """Return the candidates and jobs of the applications that the requests name."""
        found: set[coverage.Id] = set()
        for one in requests:
            application_id = one.arguments.get("application_id")
            if isinstance(application_id, int):
                with suppress(NotFound):
                    application = await self._searching.application(caller.actor, application_id)
                    found |= {(Kind.CANDIDATE, application.candidate_id), (Kind.JOB, application.job_id)}
        return found

    async def _directly(
        self, caller: Caller, memory: Memory, turn: Turn, found: Plain | Request, directory: Directory
    ) -> None:
        """Run the request of a plain sentence, or of a question for a list."""
        wish, fact, which = (found.wish, found.fact, found.which) if isinstance(found, Plain) else (found, None, "")

        def record(call: Call, outcome: Outcome) -> None:
            if fact and outcome.result is Result.DONE:
                turn.said.append(facts.told(fact, outcome.data, which))
            turn.add_once(call, outcome)

        if isinstance(wish, Request):
            await self._learned.act(caller, memory, [wish], directory, record)
        else:
            await self._grant(caller, memory, turn, wish)

    async def _stopping(self, turn: Turn, memory: Memory, work: Awaitable[None]) -> None:
        """Await work, and add its error to the reply: an ambiguous reference (Unresolved), or NotFound."""
        try:
            await work
        except Unresolved as halted:
            turn.said.append(str(halted))
            memory.question = dict(halted.question) if halted.question else None
        except NotFound as missing:
            turn.said.append(replies.not_found(missing))

    async def _discussed(self, caller: Caller, memory: Memory, turn: Turn, message: str) -> bool:
        """Pass a message that the grammar doesn't understand to the language model. Return whether it helped."""
        taken = await self._dialogue.take(caller, memory, message)
        if taken is None:
            return False
        for call, outcome, *_ in taken.done:
            turn.log(call, outcome)
            remember(memory, call, outcome)
        turn.said.append(taken.reply)
        return True

    async def _confirm(self, caller: Caller, memory: Memory, turn: Turn, token: str | None) -> None:
        done = await self._registry.confirm(caller, token)
        for call, outcome in done:
            turn.add_once(call, outcome)
            remember(memory, call, outcome)
        if not done and token is not None:
            turn.said.append(replies.NOTHING_TO_CONFIRM)

    async def _answered(self, caller: Caller, memory: Memory, turn: Turn, message: str) -> bool:
        """Complete the pending question with its answer, if the message is one."""
        question = memory.question
        answer = read_answer(message) if question else None
        if question is None or answer is None:
            return False
        kind = Kind(question["kind"])
        chosen = await self._chosen(caller, kind, question["options"], answer)
        if chosen is None:
            return False
        arguments = {name: mention(value) for name, value in question["arguments"].items()}
        given = arguments.get(question["argument"])
        if isinstance(given, list):
            arguments[question["argument"]] = [chosen if isinstance(one, Named) else one for one in given]
        else:
            arguments = {question["argument"]: chosen, **arguments, question["argument"]: chosen}
        memory.question = None
        try:
            await self._request(caller, memory, turn, Request(question["tool"], arguments))
        except Unresolved as halted:
            turn.said.append(str(halted))
            memory.question = dict(halted.question) if halted.question else None
        return True

    async def _chosen(
        self, caller: Caller, kind: Kind, options: Sequence[int], answer: int | Nth | Named
    ) -> int | None:
        if isinstance(answer, int):
            return answer
        if isinstance(answer, Nth):
            index = answer.place - 1 if answer.place > 0 else len(options) + answer.place
            return options[index] if 0 <= index < len(options) else None
        found = [option.id for option in await self._resolving.options(caller.actor, kind, answer.name)]
        among = [one for one in found if one in options] if options else found
        return among[0] if len(among) == 1 else None

    async def _grant(self, caller: Caller, memory: Memory, turn: Turn, wish: Wish) -> None:
        match wish:
            case Undescribed():
                turn.said.append(replies.WHICH_DESCRIPTION)
            case Again():
                await self._again(caller, memory, turn, self._repeated(memory, wish))
            case Bulk():
                await self._bulk(caller, memory, turn, wish)
            case Request():
                await self._request(caller, memory, turn, await self._unless_a_name(caller, wish))

    async def _again(self, caller: Caller, memory: Memory, turn: Turn, request: Request) -> None:
        """Repeat a request; propose it if it was only proposed before."""
        if request.tool in WRITES and memory.last is not None and memory.last.get("proposed"):
            await self._learned.act(caller, memory, [request], Directory(), turn.add_once)
        else:
            await self._request(caller, memory, turn, request)

    async def _request(self, caller: Caller, memory: Memory, turn: Turn, request: Request) -> None:
        call = await self._call(caller, memory, request)
        outcome = await self._registry.run(caller, call)
        turn.add(call, outcome)
        remember(memory, call, outcome)

    async def _call(self, caller: Caller, memory: Memory, request: Request) -> Call:
        if request.tool == "draft_outreach":
            request = replace(request, arguments={**request.arguments, **asked_for(request.heard), **request.arguments})
        resolved = await self._resolving.resolved(caller.actor, memory, request)
        if resolved.tool in _BY_CANDIDATE and resolved.arguments.get("candidate_id") != NEW:
            named = isinstance(request.arguments.get("candidate_id"), int | Named)
            resolved = await self._pipelining.completed(caller.actor, memory, resolved, named=named)
        if (
            resolved.tool == "create_application"
            and "status" in resolved.arguments
            and NEW not in resolved.arguments.values()
        ):
            resolved = await self._pipelining.placed(caller.actor, resolved)
        return Call(resolved.tool, resolved.arguments)

    async def _bulk(self, caller: Caller, memory: Memory, turn: Turn, wish: Bulk) -> None:
        """Propose several calls. A single call is run."""
        if wish.each:
            calls: Sequence[Call] = [await self._call(caller, memory, one) for one in wish.each]
        else:
            calls = await self._rejections(caller, memory, wish)
        if len(calls) == 1:
            turn.add(calls[0], await self._registry.run(caller, calls[0]))
            return
        outcome = await self._registry.propose_each(caller, calls, replies.bulk_rejection(calls))
        turn.said.append(outcome.text)
        for call in calls:
            turn.log(call, outcome)

    async def _rejections(self, caller: Caller, memory: Memory, wish: Bulk) -> Sequence[Call]:
        request = await self._resolving.resolved(caller.actor, memory, Request("reject_application", wish.arguments))
        people = request.arguments.get("candidate_ids")
        if people is None:
            return await self._pipelining.all_of(caller.actor, request.arguments["job_id"])
        others = {name: value for name, value in request.arguments.items() if name != "candidate_ids"}
        singles = [Request("reject_application", {**others, "candidate_id": one}) for one in people]
        return [await self._call(caller, memory, single) for single in singles]

    async def _unless_a_name(self, caller: Caller, request: Request) -> Request:
        """Return a request that shows a thing if the text is its name: a candidate may be called "Reject Moore"."""
        if request.tool not in WRITES or not any(isinstance(value, Named) for value in request.arguments.values()):
            return request
        for kind, tool in ((Kind.CANDIDATE, "get_candidate"), (Kind.JOB, "get_job")):
            found = await self._resolving.options(caller.actor, kind, request.heard[:200])
            if found:
                return Request(tool, {_ARGUMENT_OF[kind]: Named(kind, request.heard)}, request.heard)
        return request

    def _repeated(self, memory: Memory, wish: Again) -> Request:
        """Return the last request with another target, or one that shows the target if the last request took none."""
        kind = wish.kind
        if isinstance(wish.mention, Nth | Pointed) and (kind is None or wish.mention.bare):
            kind = Kind(memory.recent) if memory.recent in {Kind.JOB, Kind.CANDIDATE} else Kind.CANDIDATE
        mentioned = wish.mention if isinstance(wish.mention, int) or kind is None else replace(wish.mention, kind=kind)
        argument = _ARGUMENT_OF[kind or Kind.CANDIDATE]
        last = memory.last
        repeats = last is not None and argument in last["arguments"] and (wish.orders or last["tool"] not in WRITES)
        if last is not None and repeats and not wish.shows:
            others = {name: value for name, value in last["arguments"].items() if name != "application_id"}
            return Request(last["tool"], {**others, argument: mentioned})
        return Request("get_job" if kind is Kind.JOB else "get_candidate", {argument: mentioned})


def _following(read: _Read, wishes: Sequence[Wish]) -> Sequence[str]:
    """Return the words of a message that may ask for more than the requests do."""
    steps = [wish for wish in wishes if isinstance(wish, Request)]
    if len(steps) < len(wishes):
        return []
    tools = [one.tool for one in steps]
    ids = [] if any(tool in WRITES for tool in tools) else coverage.unused_ids(read.plan.linked, steps)
    left = [*ids, *read.compound.undone(tools)]
    if any(tool in WRITES and tool != "create_job" for tool in tools):
        return left  # the end of the turn names what orders leave unused
    return left or unread(read.plan.linked, steps, read.plan.chances.get(SEVERAL, 0))


def _may_order(reading: Reading, plan: Plan, compound: Compound) -> bool:
    """Tell whether a message orders something, or may do so."""
    wishes = [*reading.wishes, *plan.steps, *plan.offers[:1], *compound.steps]
    return any(map(writes, wishes)) or not WRITES.isdisjoint(reading.asked) or bool(compound.orders)


def _tell_condition(turn: Turn) -> str | None:
    """Add that the condition of a proposed order, or of one not run because of it, isn't checked. Return it."""
    tells = turn.linked and turn.may_order and (turn.has_written or not turn.tools)
    found = condition(turn.linked, turn.tools) if turn.linked and tells else None
    if found and turn.has_written:
        turn.said.append(replies.condition_unchecked(found, proposed=True))
    elif found:
        turn.said.insert(0, replies.condition_unchecked(found, proposed=False))
    return found


def _tell_unused(turn: Turn, told: str) -> None:
    """Add the parts of the message that its changes don't use. `told` was named before."""
    if turn.linked is None or any(one["outcome"] not in _MADE for one in turn.tools):
        return
    left = [one for one in unused(turn.linked, _requests(turn.tools)) if one not in told]
    turn.said += [replies.unused(left)] if left else []


def _requests(tools: Sequence[Mapping[str, Any]]) -> Sequence[Request]:
    return [Request(one["name"], one["arguments"]) for one in tools]


def _drops(read: _Read) -> bool:
    """Tell whether the grammar's reading of orders leaves a part of the message unused, or a condition."""
    wishes = [wish for wish in read.reading.wishes if isinstance(wish, Request)]
    if len(wishes) < len(read.reading.wishes) or not any(map(writes, wishes)):
        return False
    conditional = condition(read.plan.linked, [{"arguments": one.arguments} for one in wishes]) is not None
    return conditional or bool(unused(read.plan.linked, wishes))


def _is_guessed(reading: Reading) -> bool:
    """Tell whether the message holds several orders and a misspelt word was corrected."""
    requests = [wish for wish in reading.wishes if isinstance(wish, Request)]
    return reading.corrected and len(reading.wishes) == len(requests) > 1 and any(map(writes, requests))


def _nothing_done(reading: Reading, message: str, *, dropped: bool) -> str:
    if dropped:
        return replies.DROPPED
    if reading.asked:
        return told_about(reading.asked)
    return replies.DECLINED if reading.declined else help_for(message)
