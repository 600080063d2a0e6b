"""The registry of tools: the single way to run them, for the grammar, a language model or another program."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import User
from recruit.domain.agent import replies
from recruit.domain.agent.actions import described_action
from recruit.domain.agent.arguments import InvalidArguments, clean
from recruit.domain.agent.calls import Arguments, Call, Caller, Outcome, Result
from recruit.domain.agent.chaining import needs_new_row, with_new_ids, with_sample_ids
from recruit.domain.agent.model import Action
from recruit.domain.agent.staleness import ProposedCall, call_record, changes_since, recorded_call, renewed_question
from recruit.domain.agent.tool import Effect, Facts, Question, Services, Tool
from recruit.domain.audit.model import acting
from recruit.domain.shared.errors import Duplicate, Forbidden, Invalid, NotFound

_REFUSALS = (NotFound, Invalid, Duplicate, Forbidden)


class Registry:
    """All tools. Each runs with its caller's rights, inside the caller's organisation."""

    def __init__(self, tools: Mapping[str, Tool], services: Services) -> None:
        self.tools = tools
        self._services = services
        self._actions = services.actions

    async def run(self, caller: Caller, call: Call) -> Outcome:
        """Run a tool, or propose a call that needs confirmation. Errors are in the outcome; Unavailable is raised."""
        caller.watch(call, None)
        outcome = await self._run_or_propose(caller, call)
        caller.watch(call, outcome)
        return outcome

    async def _run_or_propose(self, caller: Caller, call: Call) -> Outcome:
        checked = self.check(caller, call)
        if isinstance(checked, Outcome):
            return checked
        tool, arguments = checked
        try:
            question = await tool.asks(self._services, caller, arguments) if tool.asks else None
        except _REFUSALS as error:
            return _failure(error)
        if question is not None:
            facts = await self._facts(caller, tool, arguments, question)
            return await self._propose(
                caller, [ProposedCall(Call(call.name, arguments), question, facts)], question.text
            )
        return await self._run(caller, tool, arguments)

    async def _propose(self, caller: Caller, proposed: Sequence[ProposedCall], question: str) -> Outcome:
        """Store calls until they are confirmed, and return an outcome with the question."""
        token = await self._actions.propose(caller, [call_record(one.call, one.facts) for one in proposed])
        return Outcome(
            text=replies.proposal(question, token),
            data={"proposal": question, "confirmation_token": token},
            result=Result.PROPOSED,
            token=token,
        )

    async def _propose_watched(self, caller: Caller, proposed: Sequence[ProposedCall], question: str) -> Outcome:
        """Propose calls, and report each to the caller's callback."""
        outcome = await self._propose(caller, proposed, question)
        for one in proposed:
            caller.watch(one.call, None)
            caller.watch(one.call, outcome)
        return outcome

    async def propose_each(self, caller: Caller, calls: Sequence[Call], question: str) -> Outcome:
        """Propose several calls together, or return the error of the first that can't be run. Nothing is run."""
        for call in calls:
            checked = self.check(caller, with_sample_ids(call))
            if isinstance(checked, Outcome):
                return checked
        try:
            proposed = [await self._proposed(caller, call) for call in calls]
        except _REFUSALS as error:
            return _failure(error)
        return await self._propose_watched(caller, proposed, question)

    async def confirm(
        self, caller: Caller, token: str | None = None, *, only: Call | None = None
    ) -> Sequence[tuple[Call, Outcome]]:
        """Run the caller's proposal in this conversation, once. Return nothing if there is nothing to confirm.

        Without a token, run all proposals of the last turn. With `only`, leave a proposal of any other call
        waiting. If the facts behind a proposal have changed, don't run it: propose it again with the changes.
        """
        expected = None
        if only is not None:
            checked = self.check(caller, only)
            if isinstance(checked, Outcome):
                return [(only, checked)]
            expected = [call_record(Call(only.name, checked[1]))]
        actions = await self._actions.confirm(caller, token, expected)
        # All are read before one of them changes the facts.
        current = [await self._current_proposals(caller, action) for action in actions]
        done: list[tuple[Call, Outcome]] = []
        for action, proposed in zip(actions, current, strict=True):
            pairs = zip(action.calls, proposed, strict=True)
            news = list(dict.fromkeys(chain.from_iterable(changes_since(call, now.facts) for call, now in pairs)))
            if news:
                done += await self._propose_again(caller, action, proposed, news)
            else:
                done += await self._finish(caller, action)
        return done

    async def _finish(self, caller: Caller, action: Action) -> Sequence[tuple[Call, Outcome]]:
        """Run the calls of a proposal, in order."""
        ended: list[tuple[Call, Outcome]] = []
        for record in action.calls:
            call = with_new_ids(recorded_call(record), ended)
            ended.append((call, await self._confirmed(caller, call)))
        await self._actions.finish(caller, action.id, [write for _, outcome in ended for write in outcome.writes])
        return ended

    async def _propose_again(
        self, caller: Caller, action: Action, proposed: Sequence[ProposedCall], news: Sequence[str]
    ) -> Sequence[tuple[Call, Outcome]]:
        """Drop a proposal whose facts have changed, and propose its calls with the current facts."""
        await self._actions.finish(caller, action.id, [])
        outcome = await self._propose_watched(caller, proposed, renewed_question(news, proposed))
        return [(one.call, outcome) for one in proposed]

    async def _current_proposals(self, caller: Caller, action: Action) -> Sequence[ProposedCall]:
        """Return the calls of a proposal with their current questions. An error is reported when the call is run."""
        proposed = []
        for record in action.calls:
            call = recorded_call(record)
            try:
                proposed.append(await self._proposed(caller, call))
            except _REFUSALS:
                proposed.append(ProposedCall(call))
        return proposed

    async def _proposed(self, caller: Caller, call: Call) -> ProposedCall:
        """Return a call with its current question and facts. A call that builds on another has none."""
        checked = self.check(caller, with_sample_ids(call))
        if isinstance(checked, Outcome) or needs_new_row(call):
            return ProposedCall(call)
        tool, arguments = checked
        question = await tool.asks(self._services, caller, arguments) if tool.asks else None
        return ProposedCall(call, question, await self._facts(caller, tool, arguments, question))

    async def _facts(self, caller: Caller, tool: Tool, arguments: Arguments, question: Question | None) -> Facts:
        """Return the facts of a call's question, and the values that the call overwrites, if they can be read yet."""
        asked = question.facts if question else {}
        try:
            overwritten = await tool.overwrites(self._services, caller, arguments) if tool.overwrites else {}
        except _REFUSALS:
            overwritten = {}
        things = dict.fromkeys([*asked, *overwritten])
        return {thing: {**asked.get(thing, {}), **overwritten.get(thing, {})} for thing in things}

    async def stage_names(self, caller: Caller) -> frozenset[str]:
        """Return the folded names and keys of the stages of all jobs, by which messages may name them."""
        return await self._services.moves.names(caller.actor)

    async def users_named(self, caller: Caller, name: str) -> Sequence[User]:
        """Return the users with a name; none for a caller who may not read users."""
        may_read = caller.actor.has_permission(Permission.READ_USERS)
        return await self._services.colleagues.named(caller.actor, name) if may_read else []

    async def undoable(self, caller: Caller, *, elsewhere: bool = False) -> str | None:
        """Return the change that `undo` would undo, in words; None if there is none.

        `elsewhere` includes the change that the user ordered last outside of this conversation.
        """
        action = await self._actions.last(caller) or (await self._actions.last_elsewhere(caller) if elsewhere else None)
        return described_action(action) if action else None

    async def drop(self, caller: Caller, token: str | None = None) -> Sequence[Call]:
        """Drop the proposals of this conversation, or the one with that token, and return their calls."""
        dropped = await self._actions.drop(caller, token)
        return [recorded_call(one) for action in dropped for one in action.calls]

    def check(self, caller: Caller, call: Call) -> tuple[Tool, Arguments] | Outcome:
        """Return the tool and its validated arguments, or an outcome with the error. Nothing is run or written."""
        tool = self.tools.get(call.name)
        if tool is None:
            return Outcome.error(Result.FAILED, f"There is no tool '{call.name}'.")
        lacking = tool.lacking(caller.actor)
        if lacking is not None:
            return Outcome.error(Result.REFUSED, replies.forbidden(tool, lacking, caller.actor))
        try:
            return tool, clean(tool.arguments, call.arguments)
        except InvalidArguments as error:
            return Outcome.error(Result.FAILED, str(error))

    async def _confirmed(self, caller: Caller, call: Call) -> Outcome:
        caller.watch(call, None)
        checked = self.check(caller, call)
        outcome = checked if isinstance(checked, Outcome) else await self._outcome(caller, *checked)
        caller.watch(call, outcome)
        return outcome

    async def _run(self, caller: Caller, tool: Tool, arguments: Arguments) -> Outcome:
        if tool.effect is Effect.READS or tool.name == "undo":
            return await self._outcome(caller, tool, arguments)
        action = await self._actions.begin(caller, [call_record(Call(tool.name, tool.recorded_arguments(arguments)))])
        outcome = await self._outcome(caller, tool, arguments)
        await self._actions.finish(caller, action.id, outcome.writes)
        return outcome

    async def _outcome(self, caller: Caller, tool: Tool, arguments: Arguments) -> Outcome:
        agent = caller.actor.by_agent()
        try:
            with acting(agent):
                return await tool.run(self._services, replace(caller, actor=agent), arguments)
        except _REFUSALS as error:
            return _failure(error)


def _failure(error: NotFound | Invalid | Duplicate | Forbidden) -> Outcome:
    if isinstance(error, NotFound):
        return Outcome.error(Result.NOT_FOUND, replies.not_found(error))
    return Outcome.error(Result.REFUSED, f"{str(error).removesuffix('.')}.")
