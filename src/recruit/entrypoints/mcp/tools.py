"""MCP tools: lists and calls the tools of the registry."""

import logging
from typing import Any

import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError

from recruit.domain.agent.calls import Call, Caller
from recruit.domain.agent.outcome import Outcome, Result
from recruit.domain.agent.registry import Registry
from recruit.domain.agent.tool import Effect, Tool
from recruit.domain.agent.wording import without_steps
from recruit.domain.audit.model import ORIGIN
from recruit.domain.shared.errors import RecruitError
from recruit.domain.shared.tenancy import TENANT
from recruit.entrypoints.error_messages import for_callers
from recruit.entrypoints.mcp.callers import AssistantUser, Who
from recruit.entrypoints.mcp.cancellation import orderly
from recruit.entrypoints.mcp.confirmation import CONFIRM, TOKEN, asked, question, settled, waiting
from recruit.entrypoints.mcp.paging import only_page
from recruit.entrypoints.mcp.result_schemas import result_schema

Answer = types.CallToolResult | types.InputRequiredResult
Context = ServerRequestContext[Any, Any]
GOOD = {Result.DONE, Result.PROPOSED}
log = logging.getLogger(__name__)


class Tools:
    """The tools that a caller may see and call."""

    def __init__(self, registry: Registry, who: Who) -> None:
        self._registry = registry
        self._who = who

    async def list(self, context: Context, page: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        """List the tools that the caller's profile and the user's role allow. Raises MCPError."""
        only_page(page)
        guest = await self._who(context)
        tools = [described(tool) for tool in self._registry.tools.values() if guest.may_use(tool)]
        return types.ListToolsResult(tools=tools, ttl_ms=0, cache_scope="private")

    async def call(self, context: Context, params: types.CallToolRequestParams) -> Answer:
        """Run a tool. Raises MCPError.

        A call that would destroy records or change many is confirmed first, by the user or by a second call.
        """
        guest = await self._who(context)
        tool = self._registry.tools.get(params.name)
        if tool is None or not guest.may_use(tool):
            raise MCPError(types.INVALID_PARAMS, f"There is no tool {params.name!r} in the profile {guest.profile}.")
        try:
            return await orderly(self._answer(context, guest, params))
        except RecruitError as error:
            why = for_callers(error)
            return told(Outcome(text=why, data={"error": why}, result=Result.FAILED))
        except MCPError:
            raise
        except Exception as error:
            log.exception("tool failed", extra={"fields": {"tool": tool.name}})
            raise MCPError(types.INTERNAL_ERROR, "Internal error") from error

    async def _answer(self, context: Context, guest: AssistantUser, params: types.CallToolRequestParams) -> Answer:
        caller = Caller(guest.actor, session=guest.session)
        ORIGIN.set(guest.origin.acting(guest.actor))
        TENANT.set(guest.actor.org_id)
        arguments = dict(params.arguments or {})
        token = arguments.pop(CONFIRM, None)
        call = Call(params.name, arguments)
        if params.request_state is not None:
            outcome = await settled(self._registry, caller, call, params.request_state, asked(params))
        elif token is not None:
            outcome = await settled(self._registry, caller, call, token, yes=True)
        else:
            outcome = await self._registry.run(caller, call)
        while outcome.result is Result.PROPOSED:  # again if records changed before the confirmation
            answer = await question(context, outcome)
            if not isinstance(answer, bool):
                return answer or told(outcome)
            outcome = await settled(self._registry, caller, call, outcome.token, yes=answer)
        return told(outcome)


def described(tool: Tool) -> types.Tool:
    """Return the protocol's description of a tool."""
    schema = tool.schema
    if tool.asks:
        schema["properties"][CONFIRM] = TOKEN
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=schema,
        output_schema=result_schema(tool),
        annotations=types.ToolAnnotations(
            title=tool.title,
            read_only_hint=tool.effect is Effect.READS,
            destructive_hint=tool.effect is Effect.DESTROYS,
            idempotent_hint=tool.idempotent,
            open_world_hint=False,
        ),
    )


def told(outcome: Outcome) -> types.CallToolResult:
    """Return the result of a call: text for people, and one object for programs."""
    text = waiting(outcome) if outcome.result is Result.PROPOSED else without_steps(outcome.text)
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)],
        structured_content={"outcome": outcome.result.value, **outcome.data},
        is_error=outcome.result not in GOOD,
    )
