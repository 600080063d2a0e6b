"""Refusal of readings that leave out a part of their message: none of a message's orders is run then."""

from collections.abc import Sequence
from contextlib import suppress

from recruit.domain.agent import replies
from recruit.domain.agent.calls import Caller
from recruit.domain.agent.tools.table import TOOLS
from recruit.domain.agent.turn import Turn
from recruit.domain.engines.language.learned.planning import Plan
from recruit.domain.engines.language.orders import coverage, several_jobs
from recruit.domain.engines.language.orders.compounds import Compound
from recruit.domain.engines.language.orders.embedded_orders import embedded_orders
from recruit.domain.engines.language.requests import Kind, Request, Wish
from recruit.domain.engines.language.topics import unanswered
from recruit.domain.search.service import Searching
from recruit.domain.shared.errors import NotFound


class CompletenessCheck:
    """Checks readings, and adds what they leave out to the reply."""

    def __init__(self, searching: Searching) -> None:
        self._searching = searching

    async def refuse_incomplete(self, turn: Turn, plan: Plan, compound: Compound, wishes: Sequence[Wish]) -> bool:
        """Refuse a message of several orders if its reading leaves one out, or a question about something else.

        Return whether it was refused.
        """
        requests = [wish for wish in wishes if isinstance(wish, Request)]
        if (topic := unanswered(plan.linked, requests)) is not None:
            turn.texts.append(replies.not_answered(topic.name, TOOLS[topic.example].example))
            return True
        if len(requests) < len(wishes):  # all of some applications, or the last order repeated
            return await self.refuse_uncovered(turn, plan, coverage.write_requests(wishes))
        missing = compound.missing([one.tool for one in requests]) or compound.unset(requests)
        turn.texts += [replies.left_out(missing)] if missing else []
        return bool(missing) or await self.refuse_uncovered(turn, plan, requests)

    async def refuse_uncovered(self, turn: Turn, plan: Plan, requests: Sequence[Request]) -> bool:
        """Refuse a message that names more ids, stages or new jobs than its reading. Return whether it was refused."""
        if several_jobs.orders_several_jobs(plan.linked, requests):
            turn.texts.append(replies.ONE_JOB_A_MESSAGE)
            return True
        if parts := embedded_orders(plan.linked, requests):
            turn.texts.append(replies.left_out(parts))
            return True
        left = coverage.left_out(plan.linked, requests)
        if left:
            left = coverage.left_out(plan.linked, requests, await self._implied(turn.caller, requests))
        turn.texts += [replies.left_out(left)] if left else []
        return bool(left)

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
