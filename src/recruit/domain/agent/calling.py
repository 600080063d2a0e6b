"""The calls of requests: references resolved, and applications found by their candidates and jobs."""

from dataclasses import replace

from recruit.domain.agent.applications import Pipelining
from recruit.domain.agent.calls import Call, Caller
from recruit.domain.agent.chaining import NEW
from recruit.domain.agent.references import Resolving
from recruit.domain.engines.language.draft_orders import draft_options
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.requests import Named, Request
from recruit.domain.engines.language.rules.writing import FROM_STATUS

_BY_CANDIDATE = frozenset({"move_application", "reject_application", "delete_application"})
"""Tools for an application that a message names by its candidate, and perhaps its job."""


class Calling:
    """Turns requests into calls."""

    def __init__(self, resolving: Resolving, pipelining: Pipelining) -> None:
        self._resolving = resolving
        self._pipelining = pipelining

    async def call(self, caller: Caller, memory: Memory, request: Request) -> Call:
        """Return the call of a request. Raise Unresolved and NotFound."""
        if request.tool == "draft_outreach":
            request = replace(
                request, arguments={**request.arguments, **draft_options(request.text), **request.arguments}
            )
        leaving = request.arguments.get(FROM_STATUS)
        request = replace(
            request, arguments={name: one for name, one in request.arguments.items() if name != FROM_STATUS}
        )
        resolved = await self._resolving.resolved(caller.actor, memory, request)
        if resolved.tool in _BY_CANDIDATE and resolved.arguments.get("candidate_id") != NEW:
            named = isinstance(request.arguments.get("candidate_id"), int | Named)
            resolved = await self._pipelining.completed(caller.actor, memory, resolved, named=named)
        if leaving is not None:
            await self._pipelining.check_stage(caller.actor, resolved.arguments, leaving)
        staged = resolved.tool == "create_application" and "status" in resolved.arguments
        if staged and NEW not in resolved.arguments.values():
            resolved = await self._pipelining.placed(caller.actor, resolved)
        return Call(resolved.tool, resolved.arguments)
