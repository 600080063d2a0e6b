"""One turn of a language model: tool calls, and a reply that their results support."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from recruit.domain.agent.calls import Call, Caller, Outcome, Result
from recruit.domain.agent.dialogue import instructions, reply_writing
from recruit.domain.agent.dialogue.grounding import borne_out
from recruit.domain.agent.dialogue.turn_log import Done, Taken
from recruit.domain.agent.dialogue.untrusted_content import withheld
from recruit.domain.agent.dialogue.write_authorisation import warranted
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
    """Takes turns for messages that the grammar doesn't understand."""

    def __init__(self, registry: Registry, model: LanguageModel, clock: Clock) -> None:
        self._registry = registry
        self._model = model
        self._clock = clock

    async def take(self, caller: Caller, memory: Memory, message: str) -> Taken | None:
        """Take a turn; return None without a model, or if it is of no help. Raise Unavailable when storage is down.

        If the model fails midway, the calls made so far stand, and the reply consists of the tools' own texts.
        """
        said, until = message[:MOST_READ], self._clock.now() + WITHIN
        taken = Taken(spoken_of={(kind, one) for kind in Kind if (one := memory.one(kind)) is not None})
        last_words = await self._act(caller, memory, said, taken, until)
        if not taken.done:
            asks = last_words and borne_out(last_words, [], said) and last_words.rstrip().endswith("?")
            taken.reply = reply_writing.cleaned(last_words) if asks else ""
            return taken if asks else None
        taken.reply = await self._told(said, taken, until) or reply_writing.own_words(taken)
        return taken

    async def _act(self, caller: Caller, memory: Memory, said: str, taken: Taken, until: datetime) -> str:
        """Have the model call tools until it has enough. Return its last text, which is empty if it fails."""
        tools = [
            _offered(tool)
            for tool in self._registry.tools.values()
            if tool.in_chat and tool.lacking(caller.actor) is None
        ]
        talk = [ChatMessage(MessageRole.SYSTEM, instructions.acting(memory)), ChatMessage(MessageRole.USER, said)]
        for step in range(MOST_STEPS - 1):
            spoken = await self._ask(talk, tools, until)
            if spoken is None or not spoken.calls:
                return spoken.text if spoken else ""
            talk.append(ChatMessage(MessageRole.ASSISTANT, "", spoken.calls))
            before = len(taken.done)
            bulk = await self._bulk(caller, taken, spoken.calls, step)
            for asked in spoken.calls:
                outcome = bulk.get(asked.id) or await self._called(caller, said, taken, asked, step)
                talk.append(ChatMessage(MessageRole.TOOL, withheld(outcome), call_id=asked.id))
            news = taken.done[before:]
            if any(one.outcome.result is Result.PROPOSED for one in news) or (not news and step and taken.done):
                return ""
        return ""

    async def _bulk(self, caller: Caller, taken: Taken, calls: Sequence[ToolCall], step: int) -> Mapping[str, Outcome]:
        """Propose several writes of one tool as a bundle. Return the outcomes by call id."""
        found: dict[str, list[tuple[ToolCall, Call, Tool]]] = defaultdict(list)
        for asked in calls:
            checked = self._registry.check(caller, Call(asked.name, asked.arguments or {}))
            if not isinstance(checked, Outcome) and checked[0].effect is Effect.WRITES:
                found[asked.name].append((asked, Call(asked.name, checked[1]), checked[0]))
        outcomes = {}
        for several in found.values():
            if len(several) > 1:
                outcome = await self._propose(caller, [call for _, call, _ in several], several[0][2])
                for asked, call, _ in several:
                    outcomes[asked.id] = outcome
                    taken.add(Done(call, outcome, asked, step))
        return outcomes

    async def _called(self, caller: Caller, said: str, taken: Taken, asked: ToolCall, step: int) -> Outcome:
        """Run a call once, or return the error for the model."""
        if asked.arguments is None:
            return _failed(UNREADABLE)
        checked = self._registry.check(caller, Call(asked.name, asked.arguments))
        if isinstance(checked, Outcome):
            return checked
        tool, arguments = checked
        call = Call(tool.name, arguments)
        earlier = taken.earlier(call)
        if earlier or len(taken.done) >= MOST_CALLS:
            return earlier or _failed(ENOUGH)
        outcome = await self._run(caller, said, taken, tool, call)
        taken.add(Done(call, outcome, asked, step))
        return outcome

    async def _run(self, caller: Caller, said: str, taken: Taken, tool: Tool, call: Call) -> Outcome:
        """Run a call that reads, asks for confirmation itself, or was ordered. Propose other and repeated writes."""
        again = any(one.call.name == call.name for one in taken.done)
        ordered = tool.effect is Effect.WRITES and not again and warranted(call, said, taken.spoken_of)
        if tool.effect is not Effect.WRITES or ordered:
            return await self._registry.run(caller, call)
        return await self._propose(caller, [call], tool)

    async def _propose(self, caller: Caller, calls: Sequence[Call], tool: Tool) -> Outcome:
        given = "; ".join(", ".join(f"{name} {value}" for name, value in call.arguments.items()) for call in calls)
        question = f"I would use '{tool.title}'{f' with {given}' if given else ''}. Shall I do it?"
        return await self._registry.propose_each(caller, calls, one_line(question))

    async def _told(self, said: str, taken: Taken, until: datetime) -> str:
        """Have a model without tools write the reply. Return "" if the results don't allow or support it."""
        if not reply_writing.is_tellable(taken):
            return ""
        spoken = await self._ask(reply_writing.dialogue(said, taken), [], until)
        if spoken is None or spoken.calls or not borne_out(spoken.text, reply_writing.given(taken), said):
            return ""
        return reply_writing.cleaned(spoken.text)

    async def _ask(
        self, talk: Sequence[ChatMessage], tools: Sequence[ToolDefinition], until: datetime
    ) -> ChatMessage | None:
        seconds = (until - self._clock.now()).total_seconds()
        if seconds <= 0:
            return None
        try:
            return await self._model.chat(talk, tools, seconds)
        except Unavailable:
            return None


def _offered(tool: Tool) -> ToolDefinition:
    return ToolDefinition(tool.name, tool.description, tool.schema)


def _failed(sentence: str) -> Outcome:
    return Outcome(text=sentence, data={"error": sentence}, result=Result.FAILED)
