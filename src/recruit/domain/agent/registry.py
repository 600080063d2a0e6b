"""The registry of tools: the one way to run them, whoever asks: the grammar, a language model or another program."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from recruit.domain.agent import replies
from recruit.domain.agent.actions import Actions
from recruit.domain.agent.arguments import Faulty, clean
from recruit.domain.agent.chaining import builds, following, supposing
from recruit.domain.agent.model import Action
from recruit.domain.agent.outcome import Outcome, Result
from recruit.domain.agent.staleness import Proposed, asked_anew, call_of, news, recorded
from recruit.domain.agent.tool import Arguments, Call, Caller, Effect, Question, Tool
from recruit.domain.audit.model import acting
from recruit.domain.shared.errors import Duplicate, Forbidden, Invalid, NotFound

_REFUSALS = (NotFound, Invalid, Duplicate, Forbidden)


class Registry:
    """All tools. Each runs with its caller's own rights, inside the caller's organisation."""

    def __init__(self, tools: Iterable[Tool], actions: Actions) -> None:
        self.tools: Mapping[str, Tool] = {tool.name: tool for tool in tools}
        self._actions = actions

    async def run(self, caller: Caller, call: Call) -> Outcome:
        """Run a tool, or propose what needs a yes. What can't be done is said in the outcome; Unavailable is raised."""
        caller.watch(call, None)
        outcome = await self._answer(caller, call)
        caller.watch(call, outcome)
        return outcome

    async def _answer(self, caller: Caller, call: Call) -> Outcome:
        checked = self.check(caller, call)
        if isinstance(checked, Outcome):
            return checked
        tool, arguments = checked
        try:
            question = await tool.asks(caller, arguments) if tool.asks else None
        except _REFUSALS as error:
            return _failure(error)
        if question is not None:
            return await self._propose(caller, [Proposed(Call(call.name, arguments), question)], question.text)
        return await self._run(caller, tool, arguments)

    async def _propose(self, caller: Caller, proposed: Sequence[Proposed], question: str) -> Outcome:
        """Keep calls until they are confirmed, and say what they would do."""
        token = await self._actions.propose(caller, [recorded(*one) for one in proposed])
        return Outcome(
            text=replies.proposal(question, token),
            data={"proposal": question, "confirmation_token": token},
            result=Result.PROPOSED,
            token=token,
        )

    async def propose_each(self, caller: Caller, calls: Sequence[Call], question: str) -> Outcome:
        """Propose several calls together, or say why one of them can't be run. Nothing is run."""
        for call in calls:
            checked = self.check(caller, supposing(call))
            if isinstance(checked, Outcome):
                return checked
        try:
            proposed = [Proposed(call, await self._question(caller, call)) for call in calls]
        except _REFUSALS as error:
            return _failure(error)
        outcome = await self._propose(caller, proposed, question)
        for call in calls:
            caller.watch(call, None)
            caller.watch(call, outcome)
        return outcome

    async def confirm(
        self, caller: Caller, token: str | None = None, *, only: Call | None = None
    ) -> Sequence[tuple[Call, Outcome]]:
        """Run what was proposed to the caller in this conversation, once; nothing when there is nothing to confirm.

        Without a token all that its last turn proposed is meant. With `only`, a proposal of anything but that call is
        left waiting. What has changed since it was proposed isn't run: it is proposed anew, with what has changed.
        """
        expected = None
        if only is not None:
            checked = self.check(caller, only)
            if isinstance(checked, Outcome):
                return [(only, checked)]
            expected = [recorded(Call(only.name, checked[1]))]
        actions = await self._actions.confirmed(caller, token, expected)
        asked = [await self._asked_now(caller, action) for action in actions]  # before any of them changes the facts
        done: list[tuple[Call, Outcome]] = []
        for action, proposed in zip(actions, asked, strict=True):
            pairs = zip(action.calls, proposed, strict=True)
            told = list(dict.fromkeys(sentence for kept, one in pairs for sentence in news(kept, one.question)))
            done += await (self._propose_anew(caller, action, proposed, told) if told else self._finish(caller, action))
        return done

    async def _finish(self, caller: Caller, action: Action) -> Sequence[tuple[Call, Outcome]]:
        """Run the calls of a proposal, in order."""
        ended: list[tuple[Call, Outcome]] = []
        for kept in action.calls:
            call = following(call_of(kept), ended)
            ended.append((call, await self._confirmed(caller, call)))
        await self._actions.finish(caller, action.id, [write for _, outcome in ended for write in outcome.writes])
        return ended

    async def _propose_anew(
        self, caller: Caller, action: Action, proposed: Sequence[Proposed], told: Sequence[str]
    ) -> Sequence[tuple[Call, Outcome]]:
        """Drop a proposal that rests on facts which have changed, and propose its calls on those of now."""
        await self._actions.finish(caller, action.id, [])
        outcome = await self._propose(caller, proposed, asked_anew(told, proposed))
        for call, _ in proposed:
            caller.watch(call, None)
            caller.watch(call, outcome)
        return [(call, outcome) for call, _ in proposed]

    async def _asked_now(self, caller: Caller, action: Action) -> Sequence[Proposed]:
        """Return the calls of a proposal with what they ask now. Running what can't be asked about says why."""
        proposed = []
        for kept in action.calls:
            call = call_of(kept)
            try:
                proposed.append(Proposed(call, await self._question(caller, call)))
            except _REFUSALS:
                proposed.append(Proposed(call, None))
        return proposed

    async def _question(self, caller: Caller, call: Call) -> Question | None:
        """Return what a call asks as things are; None where it needs no yes, or builds on another one."""
        checked = self.check(caller, supposing(call))
        if isinstance(checked, Outcome) or builds(call):
            return None
        tool, arguments = checked
        return await tool.asks(caller, arguments) if tool.asks else None

    async def drop(self, caller: Caller, token: str | None = None) -> Sequence[Call]:
        """Drop what was proposed in this conversation, or under that token, and return it."""
        dropped = await self._actions.drop(caller, token)
        return [call_of(one) for action in dropped for one in action.calls]

    def check(self, caller: Caller, call: Call) -> tuple[Tool, Arguments] | Outcome:
        """Return the tool and its clean arguments, or why it can't be run. Nothing is run or written."""
        tool = self.tools.get(call.name)
        if tool is None:
            return _refusal(Result.FAILED, f"There is no tool '{call.name}'.")
        lacking = tool.lacking(caller.actor)
        if lacking is not None:
            return _refusal(Result.REFUSED, replies.forbidden(tool, lacking, caller.actor))
        try:
            return tool, clean(tool.arguments, call.arguments)
        except Faulty as error:
            return _refusal(Result.FAILED, str(error))

    async def _confirmed(self, caller: Caller, call: Call) -> Outcome:
        caller.watch(call, None)
        checked = self.check(caller, call)
        outcome = checked if isinstance(checked, Outcome) else await _outcome(caller, *checked)
        caller.watch(call, outcome)
        return outcome

    async def _run(self, caller: Caller, tool: Tool, arguments: Arguments) -> Outcome:
        if tool.effect is Effect.READS or tool.name == "undo":
            return await _outcome(caller, tool, arguments)
        action = await self._actions.begin(caller, [recorded(Call(tool.name, tool.recorded(arguments)))])
        outcome = await _outcome(caller, tool, arguments)
        await self._actions.finish(caller, action.id, outcome.writes)
        return outcome


async def _outcome(caller: Caller, tool: Tool, arguments: Arguments) -> Outcome:
    agent = caller.actor.by_agent()
    try:
        with acting(agent):
            return await tool.run(replace(caller, actor=agent), arguments)
    except _REFUSALS as error:
        return _failure(error)


def _failure(error: NotFound | Invalid | Duplicate | Forbidden) -> Outcome:
    if isinstance(error, NotFound):
        return _refusal(Result.NOT_FOUND, replies.not_found(error))
    return _refusal(Result.REFUSED, f"{str(error).removesuffix('.')}.")


def _refusal(result: Result, sentence: str) -> Outcome:
    return Outcome(text=sentence, data={"error": sentence}, result=result)
