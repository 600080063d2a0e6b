"""Answers to the agent's questions: "which of the two?" about a reference, and "shall I?" about a proposal."""

from collections.abc import Sequence
from dataclasses import replace

from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent import replies
from recruit.domain.agent.calls import SUCCESSES, Call, Outcome, remember
from recruit.domain.agent.proposals import Names, described_call, load_names
from recruit.domain.agent.references import ReferenceResolver, from_json
from recruit.domain.agent.registry import Registry
from recruit.domain.agent.request_runner import RequestRunner
from recruit.domain.agent.turn import Turn
from recruit.domain.engines.language.answers import read_answer, read_confirmation
from recruit.domain.engines.language.requests import Kind, Named, Nth, Request, Target
from recruit.domain.engines.language.understanding import WRITES
from recruit.domain.search.service import Searching
from recruit.domain.shared.errors import NotFound


class PendingQuestions:
    """Runs the requests and the proposals that waited for an answer."""

    def __init__(
        self, registry: Registry, searching: Searching, references: ReferenceResolver, runner: RequestRunner
    ) -> None:
        self._registry = registry
        self._searching = searching
        self._references = references
        self._runner = runner

    async def confirm(self, turn: Turn, *, begins: bool) -> None:
        """Run the proposal that the message confirms. Add nothing to the turn if it confirms none."""
        confirmation = read_confirmation(turn.message)
        if confirmation is None:
            return
        if begins:
            turn.texts.append(replies.NEW_CONVERSATION)
            return
        done = await self._registry.confirm(turn.caller, confirmation.token)
        for call, ended in done:
            outcome = await self._with_name(turn.caller.actor, call, ended) if len(done) > 1 else ended
            turn.add_once(call, outcome)
            remember(turn.memory, call, outcome)
        if not done and confirmation.token is not None:
            turn.texts.append(replies.NOTHING_TO_CONFIRM)

    async def _with_name(self, actor: Actor, call: Call, outcome: Outcome) -> Outcome:
        """Return the outcome of one of several calls. If it failed, its text names the call."""
        if outcome.result in SUCCESSES:
            return outcome
        try:
            names = await load_names([call], self._searching, actor)
        except NotFound:
            names = Names()
        described = described_call(call.name, call.arguments, names)
        return replace(outcome, text=replies.not_done(described, outcome.text))

    async def answer(self, turn: Turn) -> bool:
        """Complete the pending question with its answer, if the message is one. Return whether it was."""
        question = turn.memory.question
        answer = read_answer(turn.message) if question else None
        if question is None or answer is None:
            return False
        chosen = await self._chosen(turn.caller.actor, Kind(question["kind"]), question["options"], answer)
        if chosen is None:
            return False
        arguments = {name: from_json(value) for name, value in question["arguments"].items()}
        given = arguments.get(question["argument"])
        if isinstance(given, list):
            place = next(at for at, one in enumerate(given) if isinstance(one, Target))
            arguments[question["argument"]] = [*given[:place], chosen, *given[place + 1 :]]
        else:
            arguments = {question["argument"]: chosen, **arguments, question["argument"]: chosen}
        turn.memory.question = None
        request = Request(question["tool"], arguments)
        turn.unread = question.get("left", ())
        if question.get("plain", True) or request.tool not in WRITES:
            await turn.report_errors(self._runner.run_request(turn, request), plain=question.get("plain", True))
        else:
            await turn.report_errors(self._runner.propose(turn, request))
        return True

    async def _chosen(self, actor: Actor, kind: Kind, options: Sequence[int], answer: int | Nth | Named) -> int | None:
        if isinstance(answer, int):
            return answer
        if isinstance(answer, Nth):
            index = answer.place - 1 if answer.place > 0 else len(options) + answer.place
            return options[index] if 0 <= index < len(options) else None
        found = [option.id for option in await self._references.options(actor, kind, answer.name)]
        among = [one for one in found if one in options] if options else found
        return among[0] if len(among) == 1 else None
