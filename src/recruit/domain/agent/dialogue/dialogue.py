"""One turn of a language model: tool calls, and a reply that their results support."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from recruit.domain.agent.calls import Call, Caller, Outcome, Result
from recruit.domain.agent.dialogue import instructions, reply_writing
from recruit.domain.agent.dialogue.grounding import is_grounded
from recruit.domain.agent.dialogue.turn_log import LoggedCall, TurnLog
from recruit.domain.agent.dialogue.untrusted_content import without_untrusted_text
from recruit.domain.agent.dialogue.write_authorisation import is_authorised
from recruit.domain.agent.registry import Registry
from recruit.domain.agent.tool import Effect, Tool
from recruit.domain.agent.wording import one_line
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.requests import Kind
from recruit.domain.shared.errors import Unavailable
from recruit.ports.clock import Clock
from recruit.ports.language import ChatMessage, LanguageModel, MessageRole, ToolCall, ToolDefinition

MOST_STEPS = 8
"""Most requests to the model in one turn, including the one for the reply."""

MOST_CALLS = 16
"""Most tool calls in one turn."""

WITHIN = timedelta(seconds=30)
MOST_READ = 4_000
"""Longest part of a message that the model reads, in characters."""

UNREADABLE = "The arguments should be one JSON object."
ENOUGH = "No more tools can be called for this message."


class Dialogue:
    """Answers messages that the grammar doesn't understand with a language model and the tools."""

    def __init__(self, registry: Registry, model: LanguageModel, clock: Clock) -> None:
        self._registry = registry
        self._model = model
        self._clock = clock

    async def take(self, caller: Caller, memory: Memory, message: str) -> TurnLog | None:
        """Take a turn and return its log; None without a model, or without help from it. Raise Unavailable.

        If the model fails midway, the calls made so far stand, and the reply consists of the tools' own texts.
        """
        message, until = message[:MOST_READ], self._clock.now() + WITHIN
        log = TurnLog(in_focus={(kind, one) for kind in Kind if (one := memory.one(kind)) is not None})
        text = await self._act(caller, memory, message, log, until)
        if not log.done:
            asks = text and is_grounded(text, [], message) and text.rstrip().endswith("?")
            log.reply = reply_writing.clean_text(text) if asks else ""
            return log if asks else None
        log.reply = await self._reply(message, log, until) or reply_writing.tool_texts(log)
        return log

    async def _act(self, caller: Caller, memory: Memory, message: str, log: TurnLog, until: datetime) -> str:
        """Have the model call tools until it has enough. Return its last text, which is empty if it fails."""
        offered = [one for one in self._registry.tools.values() if one.in_chat and one.lacking(caller.actor) is None]
        tools = [ToolDefinition(one.name, one.description, one.schema) for one in offered]
        prompt = instructions.tool_prompt(memory)
        messages = [ChatMessage(MessageRole.SYSTEM, prompt), ChatMessage(MessageRole.USER, message)]
        for step in range(MOST_STEPS - 1):
            answer = await self._ask(messages, tools, until)
            if answer is None or not answer.calls:
                return answer.text if answer else ""
            messages.append(ChatMessage(MessageRole.ASSISTANT, "", answer.calls))
            before = len(log.done)
            bulk = await self._propose_bulk(caller, log, answer.calls, step)
            for request in answer.calls:
                outcome = bulk.get(request.id) or await self._call(caller, message, log, request, step)
                messages.append(ChatMessage(MessageRole.TOOL, without_untrusted_text(outcome), call_id=request.id))
            new = log.done[before:]
            if any(one.outcome.result is Result.PROPOSED for one in new) or (not new and step and log.done):
                return ""
        return ""

    async def _propose_bulk(
        self, caller: Caller, log: TurnLog, calls: Sequence[ToolCall], step: int
    ) -> Mapping[str, Outcome]:
        """Propose several writes of one tool as a bundle. Return the outcomes by call id."""
        found: dict[str, list[tuple[ToolCall, Call, Tool]]] = defaultdict(list)
        for request in calls:
            checked = self._registry.check(caller, Call(request.name, request.arguments or {}))
            if not isinstance(checked, Outcome) and checked[0].effect is Effect.WRITES:
                found[request.name].append((request, Call(request.name, checked[1]), checked[0]))
        outcomes = {}
        for several in found.values():
            if len(several) > 1:
                outcome = await self._propose(caller, [call for _, call, _ in several], several[0][2])
                for request, call, _ in several:
                    outcomes[request.id] = outcome
                    log.add(LoggedCall(call, outcome, request, step))
        return outcomes

    async def _call(self, caller: Caller, message: str, log: TurnLog, request: ToolCall, step: int) -> Outcome:
        """Run a call once, or return the error for the model."""
        if request.arguments is None:
            return Outcome.error(Result.FAILED, UNREADABLE)
        checked = self._registry.check(caller, Call(request.name, request.arguments))
        if isinstance(checked, Outcome):
            return checked
        tool, arguments = checked
        call = Call(tool.name, arguments)
        earlier = log.earlier(call)
        if earlier or len(log.done) >= MOST_CALLS:
            return earlier or Outcome.error(Result.FAILED, ENOUGH)
        outcome = await self._run(caller, message, log, tool, call)
        log.add(LoggedCall(call, outcome, request, step))
        return outcome

    async def _run(self, caller: Caller, message: str, log: TurnLog, tool: Tool, call: Call) -> Outcome:
        """Run a call that reads, asks for confirmation itself, or was ordered. Propose other and repeated writes."""
        again = any(one.call.name == call.name for one in log.done)
        ordered = tool.effect is Effect.WRITES and not again and is_authorised(call, message, log.in_focus)
        if tool.effect is not Effect.WRITES or ordered:
            return await self._registry.run(caller, call)
        return await self._propose(caller, [call], tool)

    async def _propose(self, caller: Caller, calls: Sequence[Call], tool: Tool) -> Outcome:
        arguments = "; ".join(", ".join(f"{name} {value}" for name, value in call.arguments.items()) for call in calls)
        question = f"I would use '{tool.title}'{f' with {arguments}' if arguments else ''}. Shall I do it?"
        return await self._registry.propose_each(caller, calls, one_line(question))

    async def _reply(self, message: str, log: TurnLog, until: datetime) -> str:
        """Have a model without tools write the reply. Return "" if the results don't allow or support it."""
        if not reply_writing.is_rephrasable(log):
            return ""
        answer = await self._ask(reply_writing.reply_messages(message, log), [], until)
        if answer is None or answer.calls or not is_grounded(answer.text, reply_writing.grounds(log), message):
            return ""
        return reply_writing.clean_text(answer.text)

    async def _ask(
        self, messages: Sequence[ChatMessage], tools: Sequence[ToolDefinition], until: datetime
    ) -> ChatMessage | None:
        seconds = (until - self._clock.now()).total_seconds()
        if seconds <= 0:
            return None
        try:
            return await self._model.chat(messages, tools, seconds)
        except Unavailable:
            return None
