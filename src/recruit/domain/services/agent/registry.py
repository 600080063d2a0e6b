"""The registry of tools: the one way to run them, whoever asks: the grammar, a language model or another program."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from recruit.domain.model.audit import acting
from recruit.domain.model.errors import Duplicate, Forbidden, Invalid, NotFound
from recruit.domain.services.agent import replies
from recruit.domain.services.agent.actions import Actions
from recruit.domain.services.agent.arguments import Faulty, clean
from recruit.domain.services.agent.chaining import following, supposing
from recruit.domain.services.agent.outcome import Outcome, Result
from recruit.domain.services.agent.tool import Arguments, Call, Caller, Effect, Tool


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
        except (NotFound, Invalid, Duplicate, Forbidden) as error:
            return _failure(error)
        if question is not None:
            return await self.propose(caller, [Call(call.name, arguments)], question)
        return await self._run(caller, tool, arguments)

    async def propose(self, caller: Caller, calls: Sequence[Call], question: str) -> Outcome:
        """Keep calls until they are confirmed, and say what they would do."""
        token = await self._actions.propose(caller, [_recorded(*call) for call in calls])
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
        outcome = await self.propose(caller, calls, question)
        for call in calls:
            caller.watch(call, None)
            caller.watch(call, outcome)
        return outcome

    async def confirm(
        self, caller: Caller, token: str | None = None, *, only: Call | None = None
    ) -> Sequence[tuple[Call, Outcome]]:
        """Run what was proposed to the caller in this conversation, once; nothing when there is nothing to confirm.

        Without a token all that its last turn proposed is meant. With `only`, a proposal of anything but that call is
        left waiting.
        """
        expected = None
        if only is not None:
            checked = self.check(caller, only)
            if isinstance(checked, Outcome):
                return [(only, checked)]
            expected = [_recorded(only.name, checked[1])]
        done: list[tuple[Call, Outcome]] = []
        for action in await self._actions.confirmed(caller, token, expected):
            ended: list[tuple[Call, Outcome]] = []
            for recorded in action.calls:
                call = following(Call(recorded["name"], recorded["arguments"]), ended)
                ended.append((call, await self._confirmed(caller, call)))
            await self._actions.finish(caller, action.id, [write for _, outcome in ended for write in outcome.writes])
            done += ended
        return done

    async def drop(self, caller: Caller, token: str | None = None) -> Sequence[Call]:
        """Drop what was proposed in this conversation, or under that token, and return it."""
        dropped = await self._actions.drop(caller, token)
        return [Call(one["name"], one["arguments"]) for action in dropped for one in action.calls]

    def check(self, caller: Caller, call: Call) -> tuple[Tool, Arguments] | Outcome:
        """Return the tool and its clean arguments, or why it can't be run. Nothing is run or written."""
        tool = self.tools.get(call.name)
        if tool is None:
            return _refusal(Result.FAILED, f"There is no tool '{call.name}'.")
        if not caller.actor.may(tool.permission):
            return _refusal(Result.REFUSED, replies.forbidden(tool, caller.actor))
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
        action = await self._actions.begin(caller, [_recorded(tool.name, tool.recorded(arguments))])
        outcome = await _outcome(caller, tool, arguments)
        await self._actions.finish(caller, action.id, outcome.writes)
        return outcome


async def _outcome(caller: Caller, tool: Tool, arguments: Arguments) -> Outcome:
    agent = caller.actor.by_agent()
    try:
        with acting(agent):
            return await tool.run(replace(caller, actor=agent), arguments)
    except (NotFound, Invalid, Duplicate, Forbidden) as error:
        return _failure(error)


def _failure(error: NotFound | Invalid | Duplicate | Forbidden) -> Outcome:
    if isinstance(error, NotFound):
        return _refusal(Result.NOT_FOUND, replies.not_found(error))
    return _refusal(Result.REFUSED, f"{str(error).removesuffix('.')}.")


def _refusal(result: Result, sentence: str) -> Outcome:
    return Outcome(text=sentence, data={"error": sentence}, result=result)


def _recorded(name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": name, "arguments": dict(arguments)}
