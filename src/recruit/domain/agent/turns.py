"""The turns of a conversation: each message's readings, the choice between them, and the calls of the chosen one."""

from collections.abc import Sequence

from recruit.domain.agent import profile_facts, replies
from recruit.domain.agent.call_resolution import CallResolver
from recruit.domain.agent.calls import Call, Caller, Outcome, Result, remember
from recruit.domain.agent.completeness import CompletenessCheck
from recruit.domain.agent.dialogue.dialogue import Dialogue
from recruit.domain.agent.grammar_only import is_doubtful, is_for_grammar
from recruit.domain.agent.help_texts import did_you_mean, did_you_mean_instead, example_order, help_for
from recruit.domain.agent.list_questions import ignored_notice, list_request, narrowed, with_filters
from recruit.domain.agent.pending_questions import PendingQuestions
from recruit.domain.agent.plan_runner import DROPPED, LONGEST, PlanRunner, forget_proposals, is_only_undo, pending_calls
from recruit.domain.agent.proposals import abandoned_proposals
from recruit.domain.agent.reading_choice import (
    contradicts_verb,
    exceeds_grammar,
    exception_conflict,
    first_clause,
    only_order,
    prefers_compound,
    refusal,
    with_compound,
)
from recruit.domain.agent.readings import Readings
from recruit.domain.agent.references import ReferenceResolver
from recruit.domain.agent.registry import Registry
from recruit.domain.agent.request_runner import RequestRunner
from recruit.domain.agent.sweeps import sweep_requests
from recruit.domain.agent.task_orders import TaskOrders
from recruit.domain.agent.turn import Turn
from recruit.domain.engines.language.answers import is_refusal, read_confirmation
from recruit.domain.engines.language.grammar import parse
from recruit.domain.engines.language.greetings import is_greeting
from recruit.domain.engines.language.learned.decision import Decision, decide
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.intents import NOTHING
from recruit.domain.engines.language.learned.planning import Plan
from recruit.domain.engines.language.learned.tagging import tagged
from recruit.domain.engines.language.lists import extra_filters
from recruit.domain.engines.language.lists import reading as lists
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.off_topic import off_topic
from recruit.domain.engines.language.orders import (
    bulk,
    compounds,
    copies,
    removals,
    renamings,
    several_jobs,
    several_titles,
)
from recruit.domain.engines.language.orders.bulk import BulkOrder
from recruit.domain.engines.language.orders.denials import forbids
from recruit.domain.engines.language.orders.missing_actions import missing_action
from recruit.domain.engines.language.orders.reasons import with_reason, without_false_reasons
from recruit.domain.engines.language.placed_jobs import with_job_ids
from recruit.domain.engines.language.plain import reading as plain
from recruit.domain.engines.language.plain.reading import Plain
from recruit.domain.engines.language.plain.states import asks_about_state
from recruit.domain.engines.language.quotations import comes_from_quotation
from recruit.domain.engines.language.requests import Reading, Request
from recruit.domain.engines.language.second_thoughts import SecondThought, second_thought
from recruit.domain.engines.language.stage_orders import Renamed, may_name_stage, read_stages, standardised
from recruit.domain.engines.language.understanding import writes
from recruit.domain.search.service import Searching
from recruit.ports.clock import Clock

DOUBTED_AT = 0.1
"""Probability of "no request" from which a message within a conversation may be about something else."""


class Turns:
    """Reads messages and runs the tools that they ask for."""

    def __init__(self, registry: Registry, searching: Searching, dialogue: Dialogue, clock: Clock) -> None:
        self._registry = registry
        self._searching = searching
        self._clock = clock
        self._dialogue = dialogue
        references = ReferenceResolver(searching)
        self._resolver = CallResolver(searching, references, clock)
        self._plans = PlanRunner(registry, searching, references, self._resolver)
        self._runner = RequestRunner(registry, references, self._resolver, self._plans)
        self._completeness = CompletenessCheck(searching)
        self._tasks = TaskOrders(registry, clock)
        self._questions = PendingQuestions(registry, searching, references, self._runner)

    async def take(self, caller: Caller, memory: Memory, message: str, *, begins: bool = False) -> Turn:
        """Take one turn and update `memory`. `begins` is true for the first message of a conversation."""
        turn = Turn(caller, memory, message)
        await self._questions.confirm(turn, begins=begins)
        if turn.texts:
            return turn
        dropped = await self._registry.drop(caller)
        thought = None if dropped or memory.question else second_thought(message, memory)
        if thought is not None and thought.denies and is_refusal(message):
            turn.texts, thought = [replies.NOTHING_TO_DECLINE], None
        elif thought is None or not thought.is_bare:
            await self._read(turn, dropped=bool(dropped))
        if thought is not None and not turn.has_written and (thought.denies or not turn.tools):
            await self._take_back(turn, thought)
        turn.finish()
        memory.not_understood = not turn.tools and not memory.question
        turn.texts += abandoned_proposals(dropped, turn.tools)
        return turn

    async def _take_back(self, turn: Turn, thought: SecondThought) -> None:
        """Propose to undo the change before a message that takes it back and orders nothing else."""
        if await self._registry.undoable(turn.caller) is None:
            turn.texts = turn.texts or [replies.DECLINED]
            return
        turn.texts = turn.texts if turn.tools else []
        turn.unread = [thought.rest] if thought.rest else []
        await self._run(turn, [Request("undo", {}, turn.message)])

    async def _read(self, turn: Turn, *, dropped: bool) -> None:
        """Handle a message that doesn't confirm a proposal."""
        if await self._questions.answer(turn):
            return
        turn.memory.question = None
        directory = await self._plans.directory(turn.caller, turn.message)
        turn.message = with_job_ids(turn.message, directory)
        reading = await self._tasks.completed(turn, parse(turn.message), directory)
        if (missing := missing_action(tagged(turn.message, directory), reading.wishes)) is not None:
            turn.texts.append(replies.MISSING_ACTIONS[missing])
            return
        if await self._run_grammar_only(turn, reading, directory):
            return
        if await self._follow_readings(turn, reading, directory, dropped=dropped):
            return
        if reading.wishes:
            await turn.report_errors(self._runner.run_all(turn, reading.wishes), plain=True)
            return
        understood = dropped or reading.asked or reading.declined or is_greeting(turn.message)
        if not understood and await self._ask_model(turn):
            return
        if read_confirmation(turn.message) is not None:
            turn.texts.append(replies.NOTHING_TO_CONFIRM)
        else:
            turn.texts.append(_nothing_done(reading, turn.message, dropped=dropped and is_refusal(turn.message)))

    async def _run_grammar_only(self, turn: Turn, reading: Reading, directory: Directory) -> bool:
        """Run or propose a reading that no other reader has. Return whether the message has one."""
        if await self._run_stages(turn, reading, directory):
            return True
        if not is_for_grammar(reading):
            return False
        await self._run_reading(turn, turn.message, reading)
        return True

    async def _run_stages(self, turn: Turn, reading: Reading, directory: Directory) -> bool:
        """Run or propose what a message says about stages that jobs have of their own. Return whether it does."""
        if len(turn.message) > LONGEST or not may_name_stage(turn.message, reading):
            return False
        names = await self._registry.stage_names(turn.caller)
        if (found := read_stages(turn.message, names)) is not None:
            await self._run_reading(turn, *found)
            return True
        for renamed in standardised(turn.message, names):
            if await self._run_renamed(turn, renamed, directory):
                return True
        return False

    async def _run_renamed(self, turn: Turn, renamed: Renamed, directory: Directory) -> bool:
        """Propose moves that are read completely with standard stages in place of others. Return whether there are."""
        plan = self._plans.plan(turn.memory, renamed.message, directory)
        swept = bulk.read(plan.linked, directory, turn.memory)
        if swept is not None and (named := renamed.in_sweep(swept)) is not None:
            await turn.report_errors(self._sweep(turn, named))
            return True
        compound = compounds.read(plan.linked, directory, turn.memory)
        steps = renamed.with_names(compound.steps)
        if not steps or compound.doubtful:
            return False
        turn.linked, turn.may_order = plan.linked, True
        none = Reading()
        why = exception_conflict(plan, compound, none) or refusal(plan, compound, none, directory)
        if why is not None:
            turn.texts.append(why)
        elif not await self._completeness.refuse_uncovered(turn, plan, compound.steps):
            await self._run(turn, steps)
        return True

    async def _run_reading(self, turn: Turn, message: str, reading: Reading) -> None:
        """Run the requests of a reading, or propose those that write if the message may not order them."""
        requests = [wish for wish in reading.wishes if isinstance(wish, Request)]
        turn.may_order = any(map(writes, requests))
        turn.unread = [one for request in requests for one in request.left]
        if is_doubtful(message, reading):
            await self._run(turn, requests)
        else:
            await turn.report_errors(self._runner.run_all(turn, requests), plain=True)

    async def _follow_readings(self, turn: Turn, reading: Reading, directory: Directory, *, dropped: bool) -> bool:
        """Carry out the learned reading of a message where the grammar reads nothing or is in doubt."""
        message, memory = turn.message, turn.memory
        if is_greeting(message) or is_refusal(message) or read_confirmation(message) is not None:
            return False
        if not dropped:
            forget_proposals(memory)
        if dropped and is_only_undo(reading.wishes):
            turn.add(Call("undo", {}), DROPPED)
            return True
        plan = self._plans.plan(memory, message, directory)
        turn.linked = plan.linked
        reading = without_false_reasons(plan.linked, reading)
        if await self._run_whole_order(turn, reading, plan, directory):
            return True
        compound = compounds.read(plan.linked, directory, memory)
        readings = Readings(reading, plan, directory, compound, dropped)
        turn.may_order = readings.may_order
        why = replies.ONE_JOB_A_MESSAGE if several_jobs.counts_jobs(plan.linked) else None
        why = why or exception_conflict(plan, compound, reading) or refusal(plan, compound, reading, directory)
        if why is not None:
            turn.texts.append(why)
            return True
        if prefers_compound(compound, reading):
            await self._run_compound(turn, readings)
            return True
        decided = await self._run_chosen(turn, readings)
        if turn.tools and not turn.has_written and bulk.orders_all(plan.linked, directory, memory):
            turn.texts.append(replies.NOT_ALL_AT_ONCE)
        return decided

    async def _run_whole_order(self, turn: Turn, reading: Reading, plan: Plan, directory: Directory) -> bool:
        """Propose the order of a message that one reader understands completely. Return whether there is one."""
        swept = bulk.read(plan.linked, directory, turn.memory)
        if swept is not None and exceeds_grammar(swept, reading):
            await turn.report_errors(self._sweep(turn, swept))
            return True
        steps = _whole_orders(turn.memory, reading, plan, directory)
        if steps:
            turn.may_order = True
            if not await self._completeness.refuse_uncovered(turn, plan, steps):
                await self._run(turn, steps)
        return bool(steps)

    async def _run_compound(self, turn: Turn, readings: Readings) -> None:
        """Run or propose the orders of a message that was understood completely as several orders."""
        compound = readings.compound
        if await self._completeness.refuse_uncovered(turn, readings.plan, compound.steps):
            return
        await self._run(turn, compound.steps)
        hint = replies.NOTE_OR_ORDER if len(compound.steps) > 1 else replies.ORDER_IN_NOTE
        turn.texts += [hint] if compound.doubtful and turn.tools else []

    async def _run(self, turn: Turn, steps: Sequence[Request]) -> None:
        """Run steps that read, and propose steps that write."""
        steps = with_reason(turn.linked, steps) if turn.linked else steps
        await turn.report_errors(self._plans.run(turn.caller, turn.memory, steps, turn.add_once))

    async def _sweep(self, turn: Turn, sweep: BulkOrder) -> None:
        """Propose an order about every application of a pipeline."""
        steps = await sweep_requests(self._resolver, self._searching, turn.caller.actor, turn.memory, sweep)
        await self._plans.run(turn.caller, turn.memory, steps, turn.add_once)

    async def _run_chosen(self, turn: Turn, readings: Readings) -> bool:
        """Answer a plain question, or run the chosen reading of the message."""
        reading, plan, directory = readings.grammar, readings.plan, readings.directory
        today = self._clock.now().date()
        question = lists.read(plan.linked, directory, today)
        direct: Plain | Request | None = plain.read(plan.linked, directory, turn.memory, reading.wishes)
        direct = direct or extra_filters.applications_for_title(plan.linked, directory, today, reading.wishes)
        direct = direct or extra_filters.ranking_for_title(plan.linked, directory, today, reading.wishes)
        direct = direct or list_request(question, reading.wishes, turn.memory)
        direct = direct or extra_filters.list_for_job(plan.linked, directory, today, reading.wishes)
        if direct is not None:
            wish = direct.wish if isinstance(direct, Plain) else direct
            if not await self._completeness.refuse_incomplete(turn, plan, readings.compound, [wish]):
                await turn.report_errors(self._run_direct(turn, direct))
            return True
        return await self._run_decision(turn, readings, question)

    async def _run_decision(self, turn: Turn, readings: Readings, question: lists.Question) -> bool:
        """Run or propose the grammar's reading or the plan, whichever is chosen. Return whether there is a reply."""
        reading, plan = readings.grammar, readings.plan
        decision, steps, left = _decided(turn, readings, question)
        chosen = {Decision.GRAMMAR: reading.wishes, Decision.PLAN: steps}.get(decision, ())
        if decision is not Decision.GRAMMAR and (unknown := _off_topic(turn, readings, question, steps)):
            if not await self._ask_model(turn):
                turn.texts.append(replies.off_topic(unknown))
            return True
        if decision is not Decision.GRAMMAR and forbids(plan.linked, steps or plan.offers[:1]):
            turn.texts.append(replies.DECLINED)
        elif await self._completeness.refuse_incomplete(turn, readings.plan, readings.compound, chosen):
            pass
        elif decision is Decision.PLAN and readings.dropped and is_only_undo(plan.steps) and plan.is_sure:
            turn.add(Call("undo", {}), DROPPED)
        elif decision is Decision.PLAN:
            await self._run_plan(turn, readings, steps, left)
        elif decision is Decision.OFFERS and not await self._ask_model(turn):
            await self._offer(turn, readings)
        elif decision is Decision.GRAMMAR and readings.is_doubtful(turn.message, turn.memory):
            await self._propose_grammar(turn, readings)
        elif decision is Decision.GRAMMAR and reading.wishes:
            await self._run_grammar(turn, readings, question)
            return True
        return bool(turn.texts)

    async def _run_plan(self, turn: Turn, readings: Readings, steps: Sequence[Request], left: Sequence[str]) -> None:
        """Run or propose the steps of a plan, and name what they leave out. An order at the beginning goes first."""
        if not any(map(writes, steps)) and await self._propose_first_clause(turn, readings, guess=False):
            return
        steps, beside = extra_filters.apply(readings.plan.linked, readings.directory, self._clock.now().date(), steps)
        await self._run(turn, steps)
        turn.texts += filter(None, [ignored_notice(left or beside or readings.unread_words(steps))])
        instead = await self._plans.offers(turn.caller, turn.memory, readings.plan)
        turn.texts += [did_you_mean_instead(instead)] if instead else []

    async def _offer(self, turn: Turn, readings: Readings) -> None:
        """Propose the order in the first clause; without one, offer the likeliest requests, or propose all orders."""
        if await self._propose_first_clause(turn, readings, guess=True):
            return
        offers = await self._plans.offers(turn.caller, turn.memory, readings.plan)
        turn.texts += [did_you_mean(offers)] if offers else []
        wishes = readings.grammar.wishes
        if offers or not any(map(writes, wishes)):
            return
        if not await self._completeness.refuse_incomplete(turn, readings.plan, readings.compound, wishes):
            await self._propose_grammar(turn, readings)

    async def _propose_first_clause(self, turn: Turn, readings: Readings, *, guess: bool) -> bool:
        """Propose the order in the first clause, and name the rest. Return whether there is one."""
        if len(readings.compound.orders) > 1 or (found := first_clause(readings.plan)) is None:
            return False
        clause, end = found
        plan = self._plans.plan(turn.memory, clause, readings.directory)
        compound = compounds.read(plan.linked, readings.directory, turn.memory)
        steps = only_order(plan, compound, parse(clause), guess=guess)
        if steps:
            turn.unread = [turn.message[end:].strip(" ,;:–—-")]
            await self._run(turn, steps)
        return bool(steps)

    async def _run_grammar(self, turn: Turn, readings: Readings, question: lists.Question) -> None:
        """Run the wishes that the grammar reads, with the filters beside them, and name what they leave out."""
        wishes, lacking = with_filters(readings.grammar.wishes, question, turn.memory)
        today = self._clock.now().date()
        wishes, left = extra_filters.apply(readings.plan.linked, readings.directory, today, wishes)
        await turn.report_errors(self._runner.run_all(turn, wishes), plain=True)
        turn.texts += filter(None, [ignored_notice(left or lacking or readings.unread_words(wishes))])

    async def _propose_grammar(self, turn: Turn, readings: Readings) -> None:
        """Propose the grammar's reading where the message may not order it."""
        steps = [wish for wish in readings.grammar.wishes if isinstance(wish, Request)]
        turn.unread = [turn.message[start:end] for start, end in readings.grammar.unread_spans]
        turn.unread += [one for step in steps for one in step.left]
        await self._run(turn, steps)
        turn.texts = turn.texts or [_nothing_done(readings.grammar, turn.message, dropped=False)]

    async def _run_direct(self, turn: Turn, found: Plain | Request) -> None:
        """Run the request of a plain sentence, or of a question for a list."""
        wish, fact, which = (found.wish, found.fact, found.which) if isinstance(found, Plain) else (found, None, "")

        def record(call: Call, outcome: Outcome) -> None:
            if fact and outcome.result is Result.DONE:
                turn.texts.append(profile_facts.fact_sentence(fact, outcome.data, which))
            turn.add_once(call, outcome)

        if isinstance(wish, Request):
            await self._plans.run(turn.caller, turn.memory, [wish], record)
        else:
            await self._runner.run(turn, wish)

    async def _ask_model(self, turn: Turn) -> bool:
        """Pass a message that the grammar doesn't understand to the language model. Return whether it helped."""
        log = await self._dialogue.take(turn.caller, turn.memory, turn.message)
        if log is None:
            return False
        for call, outcome, *_ in log.done:
            turn.log(call, outcome)
            remember(turn.memory, call, outcome)
        turn.texts.append(log.reply)
        return True


def _decided(
    turn: Turn, readings: Readings, question: lists.Question
) -> tuple[Decision, Sequence[Request], Sequence[str]]:
    """Return the reading to act on, the steps of the plan, and the words that these leave out."""
    reading, plan = readings.grammar, readings.plan
    decision = decide(turn.message, reading, plan, readings.directory, building=bool(pending_calls(turn.memory)))
    steps, left = narrowed(plan.steps, question, turn.memory)
    decision, steps = with_compound(decision, steps, readings.compound, reading)
    if decision is Decision.PLAN and comes_from_quotation(turn.message, steps):
        decision, steps = (Decision.GRAMMAR if reading.wishes else Decision.OFFERS), ()
    stated = any(map(writes, steps)) and asks_about_state(plan.linked)
    if decision is Decision.PLAN and (stated or contradicts_verb(plan.linked, steps)):
        decision, steps = Decision.OFFERS, ()
    return decision, steps, left


def _off_topic(turn: Turn, readings: Readings, question: lists.Question, steps: Sequence[Request]) -> Sequence[str]:
    """Return the unknown parts of a message about something else than recruiting, which orders nothing; else none.

    Within a conversation, a message is taken for that only if it names a place and the model has doubts, too: short
    messages go on with what was asked before.
    """
    if readings.grammar.wishes or readings.compound.orders or any(map(writes, steps)):
        return []
    doubted = "location" in question.arguments and readings.plan.probabilities.get(NOTHING, 0) >= DOUBTED_AT
    return off_topic(readings.plan.linked, question) if turn.memory.last is None or doubted else []


def _whole_orders(memory: Memory, reading: Reading, plan: Plan, directory: Directory) -> Sequence[Request]:
    """Return the orders of a message that one reader understands completely; none for any other message."""
    if (copied := copies.read(plan.linked, directory, memory)) is not None:
        return [copied]
    if any(map(writes, reading.wishes)) or reading.declined or reading.asked:
        return []
    found = renamings.read(plan.linked, directory, memory) or removals.read(plan.linked, directory, memory)
    return [found] if found else several_titles.for_each(plan.linked, plan.steps)


def _nothing_done(reading: Reading, message: str, *, dropped: bool) -> str:
    if dropped:
        return replies.DROPPED
    if reading.asked:
        return example_order(reading.asked)
    return replies.DECLINED if reading.declined else help_for(message)
