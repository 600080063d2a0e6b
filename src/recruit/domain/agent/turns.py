"""The turns of a conversation: each message's readings, the choice between them, and the calls of the chosen one."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruit.domain.agent import facts, replies
from recruit.domain.agent.applications import Pipelining
from recruit.domain.agent.calling import Calling
from recruit.domain.agent.calls import Call, Caller, remember
from recruit.domain.agent.choosing import (
    answers_another,
    first_clause,
    mistaken,
    not_ordered,
    only_order,
    orders_more,
    sweeps,
    with_orders,
)
from recruit.domain.agent.completeness import Completeness
from recruit.domain.agent.dialogue.dialogue import Dialogue
from recruit.domain.agent.granting import Granting
from recruit.domain.agent.helping import did_you_mean, did_you_mean_instead, help_for, told_about
from recruit.domain.agent.learned_turns import DROPPED, Learned, forget, is_undone, pending
from recruit.domain.agent.list_answers import answers, completed, narrowed, told
from recruit.domain.agent.outcome import Outcome, Result
from recruit.domain.agent.pending_questions import PendingQuestions
from recruit.domain.agent.references import Resolving
from recruit.domain.agent.registry import Registry
from recruit.domain.agent.superseding import not_done
from recruit.domain.agent.sweeps import requests_of
from recruit.domain.agent.turn import Turn
from recruit.domain.engines.language.answers import is_refusal, read_confirmation
from recruit.domain.engines.language.conditions import postpones
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
from recruit.domain.engines.language.orders import (
    bulk,
    compounds,
    copies,
    coverage,
    removals,
    renamings,
    several_jobs,
    several_titles,
)
from recruit.domain.engines.language.orders.bulk import BulkOrder
from recruit.domain.engines.language.orders.compounds import Compound
from recruit.domain.engines.language.orders.conditions import condition
from recruit.domain.engines.language.orders.denials import forbids
from recruit.domain.engines.language.orders.following import unused_clauses
from recruit.domain.engines.language.orders.reasons import with_reason, without_false_reasons
from recruit.domain.engines.language.orders.unused import unused
from recruit.domain.engines.language.placed_jobs import with_ids
from recruit.domain.engines.language.plain import reading as plain
from recruit.domain.engines.language.plain.reading import Plain
from recruit.domain.engines.language.plain.states import asks_about_state
from recruit.domain.engines.language.quotations import comes_from_quotation, is_quoted
from recruit.domain.engines.language.requests import Kind, Pointed, Reading, Request, Wish
from recruit.domain.engines.language.reservations import reserves
from recruit.domain.engines.language.second_thoughts import SecondThought, second_thought
from recruit.domain.engines.language.understanding import WRITES, writes
from recruit.domain.search.service import Searching
from recruit.ports.clock import Clock


@dataclass(frozen=True, slots=True)
class _Read:
    """The readings of a message: by the grammar, by the model with the organisation's names, and as several orders.

    `dropped`: the message dropped the proposals before it.
    """

    reading: Reading
    plan: Plan
    directory: Directory
    compound: Compound
    dropped: bool


class Turns:
    """Reads messages and runs the tools that they ask for."""

    def __init__(self, registry: Registry, searching: Searching, dialogue: Dialogue, clock: Clock) -> None:
        self._registry = registry
        self._clock = clock
        self._dialogue = dialogue
        resolving = Resolving(searching)
        self._pipelining = Pipelining(searching, resolving)
        calling = Calling(resolving, self._pipelining)
        self._learned = Learned(registry, searching, resolving, calling.call)
        self._granting = Granting(registry, resolving, self._pipelining, calling, self._learned)
        self._completeness = Completeness(searching)
        self._questions = PendingQuestions(registry, resolving, self._granting)

    async def take(self, caller: Caller, memory: Memory, message: str, *, begins: bool = False) -> Turn:
        """Take one turn and update `memory`. `begins` is true for the first message of a conversation."""
        turn = Turn(caller, memory, message)
        await self._questions.confirm(turn, begins=begins)
        if turn.said:
            return turn
        dropped = await self._registry.drop(caller)
        thought = None if dropped or memory.question else second_thought(message, memory)
        if thought is None or not thought.is_bare:
            await self._read(turn, dropped=bool(dropped))
        if thought is not None and not turn.has_written and (thought.denies or not turn.tools):
            await self._take_back(turn, thought)
        turn.end()
        memory.not_understood = not turn.tools and not memory.question
        turn.said += not_done(dropped, turn.tools)
        return turn

    async def _take_back(self, turn: Turn, thought: SecondThought) -> None:
        """Propose to undo the change before a message that takes it back and orders nothing else."""
        if await self._registry.undoable(turn.caller) is None:
            turn.said = turn.said or [replies.DECLINED]
            return
        turn.said = turn.said if turn.tools else []
        turn.unread = [thought.rest] if thought.rest else []
        await self._run(turn, [Request("undo", {}, turn.message)])

    async def _read(self, turn: Turn, *, dropped: bool) -> None:
        """Handle a message that doesn't confirm a proposal."""
        if await self._questions.answer(turn):
            return
        turn.memory.question = None
        directory = await self._learned.directory(turn.caller, turn.message)
        turn.message = with_ids(turn.message, directory)
        reading = parse(turn.message)
        if await self._planned(turn, reading, directory, dropped=dropped):
            return
        if reading.wishes:
            await turn.stopping(self._granting.all(turn, reading.wishes), plain=True)
            return
        understood = dropped or reading.asked or reading.declined or is_greeting(turn.message)
        if not understood and await self._discussed(turn):
            return
        if read_confirmation(turn.message) is not None:
            turn.said.append(replies.NOTHING_TO_CONFIRM)
        else:
            turn.said.append(_nothing_done(reading, turn.message, dropped=dropped and is_refusal(turn.message)))

    async def _planned(self, turn: Turn, reading: Reading, directory: Directory, *, dropped: bool) -> bool:
        """Carry out the learned reading of a message where the grammar reads nothing or is in doubt."""
        message, memory = turn.message, turn.memory
        if is_greeting(message) or is_refusal(message) or read_confirmation(message) is not None:
            return False
        if not dropped:
            forget(memory)
        if dropped and is_undone(reading.wishes):
            turn.add(Call("undo", {}), DROPPED)
            return True
        plan = self._learned.plan(memory, message, directory)
        turn.linked = plan.linked
        reading = without_false_reasons(plan.linked, reading)
        if await self._took_whole(turn, reading, plan, directory):
            return True
        compound = compounds.read(plan.linked, directory, memory)
        turn.may_order = _may_order(reading, plan, compound)
        several = replies.ONE_JOB_A_MESSAGE if several_jobs.counts_jobs(plan.linked) else None
        if (
            why := several or mistaken(plan, compound, reading) or not_ordered(plan, compound, reading, directory)
        ) is not None:
            turn.said.append(why)
            return True
        read = _Read(reading, plan, directory, compound, dropped)
        if orders_more(compound, reading):
            await self._carry_out(turn, read)
            return True
        decided = await self._decided(turn, read)
        if turn.tools and not turn.has_written and bulk.orders_all(plan.linked, directory, memory):
            turn.said.append(replies.NOT_ALL_AT_ONCE)
        return decided

    async def _took_whole(self, turn: Turn, reading: Reading, plan: Plan, directory: Directory) -> bool:
        """Propose an order whose readers read the whole message. Return whether there is one."""
        swept = bulk.read(plan.linked, directory, turn.memory)
        if swept is not None and sweeps(swept, reading):
            await turn.stopping(self._sweep(turn, swept))
            return True
        steps = _whole(turn.memory, reading, plan, directory)
        if steps:
            turn.may_order = True
            if not await self._completeness.covers_less(turn, plan, steps):
                await self._run(turn, steps)
        return bool(steps)

    async def _carry_out(self, turn: Turn, read: _Read) -> None:
        """Run or propose the orders of a message that was understood as a whole."""
        compound = read.compound
        if await self._completeness.covers_less(turn, read.plan, compound.steps):
            return
        await self._run(turn, compound.steps)
        hint = replies.NOTE_OR_ORDER if len(compound.steps) > 1 else replies.ORDER_IN_NOTE
        turn.said += [hint] if compound.doubtful and turn.tools else []

    async def _run(self, turn: Turn, steps: Sequence[Request]) -> None:
        """Run steps that read, and propose steps that write."""
        steps = with_reason(turn.linked, steps) if turn.linked else steps
        await turn.stopping(self._learned.act(turn.caller, turn.memory, steps, turn.add_once))

    async def _sweep(self, turn: Turn, sweep: BulkOrder) -> None:
        """Propose an order about every application of a pipeline."""
        steps = await requests_of(self._pipelining, turn.caller.actor, turn.memory, sweep)
        await self._learned.act(turn.caller, turn.memory, steps, turn.add_once)

    async def _decided(self, turn: Turn, read: _Read) -> bool:
        """Answer a plain question, or run the chosen reading of the message."""
        reading, plan, directory = read.reading, read.plan, read.directory
        today = self._clock.now().date()
        question = lists.read(plan.linked, directory, today)
        direct: Plain | Request | None = plain.read(plan.linked, directory, turn.memory, reading.wishes)
        direct = direct or extra_filters.applications_for_title(plan.linked, directory, today, reading.wishes)
        direct = direct or extra_filters.ranking_for_title(plan.linked, directory, today, reading.wishes)
        direct = direct or answers(question, reading.wishes, turn.memory)
        direct = direct or extra_filters.list_for_job(plan.linked, directory, today, reading.wishes)
        if direct is not None:
            wish = direct.wish if isinstance(direct, Plain) else direct
            if not await self._completeness.leaves_out(turn, plan, read.compound, [wish]):
                await turn.stopping(self._directly(turn, direct))
            return True
        return await self._act(turn, read, question)

    async def _act(self, turn: Turn, read: _Read, question: lists.Question) -> bool:
        """Run or propose the grammar's reading or the plan, whichever is chosen. Return whether anything was said."""
        reading, plan = read.reading, read.plan
        decision = decide(turn.message, reading, plan, read.directory, building=bool(pending(turn.memory)))
        steps, left = narrowed(plan.steps, question, turn.memory)
        decision, steps = with_orders(decision, steps, read.compound, reading)
        if decision is Decision.PLAN and comes_from_quotation(turn.message, steps):
            decision, steps = (Decision.GRAMMAR if reading.wishes else Decision.OFFERS), ()
        stated = any(map(writes, steps)) and asks_about_state(plan.linked)
        if decision is Decision.PLAN and (stated or answers_another(plan.linked, steps)):
            decision, steps = Decision.OFFERS, ()
        chosen = {Decision.GRAMMAR: reading.wishes, Decision.PLAN: steps}.get(decision, ())
        if decision is not Decision.GRAMMAR and forbids(plan.linked, steps or plan.offers[:1]):
            turn.said.append(replies.DECLINED)
        elif await self._completeness.leaves_out(turn, read.plan, read.compound, chosen):
            pass
        elif decision is Decision.PLAN and read.dropped and is_undone(plan.steps) and plan.is_sure:
            turn.add(Call("undo", {}), DROPPED)
        elif decision is Decision.PLAN:
            await self._act_on_plan(turn, read, steps, left)
        elif decision is Decision.OFFERS and not await self._discussed(turn):
            await self._offer(turn, read)
        elif decision is Decision.GRAMMAR and (_is_doubtful(turn.message, read) or _is_ambiguous(turn.memory, reading)):
            await self._propose(turn, read)
        elif decision is Decision.GRAMMAR and reading.wishes:
            await self._grant(turn, read, question)
            return True
        return bool(turn.said)

    async def _act_on_plan(self, turn: Turn, read: _Read, steps: Sequence[Request], left: Sequence[str]) -> None:
        """Run or propose the steps of a plan, and name what they leave out. An order at the beginning goes first."""
        if not any(map(writes, steps)) and await self._propose_first(turn, read, guess=False):
            return
        steps, beside = extra_filters.apply(read.plan.linked, read.directory, self._clock.now().date(), steps)
        await self._run(turn, steps)
        turn.said += filter(None, [told(left or beside or _following(read, steps))])
        instead = await self._learned.offers(turn.caller, turn.memory, read.plan)
        turn.said += [did_you_mean_instead(instead)] if instead else []

    async def _offer(self, turn: Turn, read: _Read) -> None:
        """Propose the order in the first clause; without one, offer the likeliest requests, or propose all orders."""
        if await self._propose_first(turn, read, guess=True):
            return
        offers = await self._learned.offers(turn.caller, turn.memory, read.plan)
        turn.said += [did_you_mean(offers)] if offers else []
        doubted = not offers and any(map(writes, read.reading.wishes))
        if doubted and not await self._completeness.leaves_out(turn, read.plan, read.compound, read.reading.wishes):
            await self._propose(turn, read)

    async def _propose_first(self, turn: Turn, read: _Read, *, guess: bool) -> bool:
        """Propose the order in the first clause, and name the rest. Return whether there is one."""
        if len(read.compound.orders) > 1 or (found := first_clause(read.plan)) is None:
            return False
        clause, end = found
        plan = self._learned.plan(turn.memory, clause, read.directory)
        compound = compounds.read(plan.linked, read.directory, turn.memory)
        steps = only_order(plan, compound, parse(clause), guess=guess)
        if steps:
            turn.unread = [turn.message[end:].strip(" ,;:–—-")]
            await self._run(turn, steps)
        return bool(steps)

    async def _grant(self, turn: Turn, read: _Read, question: lists.Question) -> None:
        """Run the wishes that the grammar reads, with the filters beside them, and name what they leave out."""
        wishes, lacking = completed(read.reading.wishes, question, turn.memory)
        today = self._clock.now().date()
        wishes, left = extra_filters.apply(read.plan.linked, read.directory, today, wishes)
        await turn.stopping(self._granting.all(turn, wishes), plain=True)
        turn.said += filter(None, [told(left or lacking or _following(read, wishes))])

    async def _propose(self, turn: Turn, read: _Read) -> None:
        """Propose the grammar's reading where the message may not order it."""
        steps = [wish for wish in read.reading.wishes if isinstance(wish, Request)]
        turn.unread = [turn.message[start:end] for start, end in read.reading.behind]
        await self._run(turn, steps)
        turn.said = turn.said or [_nothing_done(read.reading, turn.message, dropped=False)]

    async def _directly(self, turn: Turn, found: Plain | Request) -> None:
        """Run the request of a plain sentence, or of a question for a list."""
        wish, fact, which = (found.wish, found.fact, found.which) if isinstance(found, Plain) else (found, None, "")

        def record(call: Call, outcome: Outcome) -> None:
            if fact and outcome.result is Result.DONE:
                turn.said.append(facts.told(fact, outcome.data, which))
            turn.add_once(call, outcome)

        if isinstance(wish, Request):
            await self._learned.act(turn.caller, turn.memory, [wish], record)
        else:
            await self._granting.one(turn, wish)

    async def _discussed(self, turn: Turn) -> bool:
        """Pass a message that the grammar doesn't understand to the language model. Return whether it helped."""
        taken = await self._dialogue.take(turn.caller, turn.memory, turn.message)
        if taken is None:
            return False
        for call, outcome, *_ in taken.done:
            turn.log(call, outcome)
            remember(turn.memory, call, outcome)
        turn.said.append(taken.reply)
        return True


def _whole(memory: Memory, reading: Reading, plan: Plan, directory: Directory) -> Sequence[Request]:
    """Return the orders of readers that read a message as a whole; empty for any other message."""
    if (copied := copies.read(plan.linked, directory, memory)) is not None:
        return [copied]
    if any(map(writes, reading.wishes)) or reading.declined or reading.asked:
        return []
    found = renamings.read(plan.linked, directory, memory) or removals.read(plan.linked, directory, memory)
    return [found] if found else several_titles.for_each(plan.linked, plan.steps)


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
    return left or unused_clauses(read.plan.linked, steps, read.plan.probabilities.get(SEVERAL, 0))


def _may_order(reading: Reading, plan: Plan, compound: Compound) -> bool:
    """Tell whether a message orders something, or may do so."""
    wishes = [*reading.wishes, *plan.steps, *plan.offers[:1], *compound.steps]
    return any(map(writes, wishes)) or not WRITES.isdisjoint(reading.asked) or bool(compound.orders)


def _is_ambiguous(memory: Memory, reading: Reading) -> bool:
    """Tell whether an order has a pronoun that the messages before it leave open."""
    return any(
        writes(wish) and any(_is_open(memory, value) for value in wish.arguments.values() if isinstance(value, Pointed))
        for wish in reading.wishes
        if isinstance(wish, Request)
    )


def _is_open(memory: Memory, pronoun: Pointed) -> bool:
    return memory.not_understood or (memory.changed_person and pronoun.kind is Kind.CANDIDATE)


def _is_doubtful(message: str, read: _Read) -> bool:
    """Tell whether the grammar's reading is to be proposed: it is postponed, limited, guessed, or leaves a part out."""
    reading = read.reading
    put_off = any(test(message, reading.wishes) for test in (postpones, reserves, is_quoted))
    named = any(isinstance(one, Request) and one.tool in _NEW for one in reading.wishes) and _names_somebody(
        read.plan.linked
    )
    return bool(reading.behind or named) or put_off or _is_guessed(reading) or _drops(read)


_NEW = frozenset(["create_job", "create_candidate"])


def _names_somebody(linked: Linked) -> bool:
    """Tell whether a message names a candidate: "create a job for Drew". The "May" of "May 3" is none."""
    behind = [linked.words[one.end].key if one.end < len(linked.words) else "" for one in linked.people]
    return any(not key[:1].isdigit() for key in behind)


def _drops(read: _Read) -> bool:
    """Tell whether the grammar's reading of orders leaves a part of the message unused, or a condition."""
    wishes = [wish for wish in read.reading.wishes if isinstance(wish, Request)]
    if len(wishes) < len(read.reading.wishes) or not any(map(writes, wishes)):
        return False
    conditional = condition(read.plan.linked, [{"arguments": one.arguments} for one in wishes]) is not None
    return conditional or bool(unused(read.plan.linked, wishes))


def _is_guessed(reading: Reading) -> bool:
    """Tell whether a word was corrected to that of an order: "hier" is "here" in German, and no "hire"."""
    several = len(reading.wishes) > 1
    return reading.corrected and any(writes(wish) and (several or not _adds(wish)) for wish in reading.wishes)


def _adds(wish: Wish) -> bool:
    return isinstance(wish, Request) and wish.tool in {"create_job", "create_candidate", "add_note"}


def _nothing_done(reading: Reading, message: str, *, dropped: bool) -> str:
    if dropped:
        return replies.DROPPED
    if reading.asked:
        return told_about(reading.asked)
    return replies.DECLINED if reading.declined else help_for(message)
