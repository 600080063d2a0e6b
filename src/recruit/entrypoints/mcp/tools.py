"""MCP tools: lists and calls the tools of the registry."""

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import anyio
import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError

from recruit.domain.agent.calls import Call, Caller, Outcome, Result
from recruit.domain.agent.registry import Registry
from recruit.domain.agent.tool import Effect, Tool
from recruit.domain.agent.wording import without_steps
from recruit.domain.audit.model import ORIGIN
from recruit.domain.shared.errors import RecruitError
from recruit.domain.shared.tenancy import TENANT
from recruit.entrypoints.error_messages import client_message
from recruit.entrypoints.mcp import confirmation
from recruit.entrypoints.mcp.callers import AssistantUser, IdentifyCaller
from recruit.entrypoints.mcp.errors import check_single_page

CallResponse = types.CallToolResult | types.InputRequiredResult
Context = ServerRequestContext[Any, Any]
SUCCESSES = {Result.DONE, Result.PROPOSED}
log = logging.getLogger(__name__)


class Tools:
    """The tools that a caller may see and call."""

    def __init__(self, registry: Registry, identify_caller: IdentifyCaller) -> None:
        self._registry = registry
        self._identify_caller = identify_caller

    async def list(self, context: Context, page: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        """List the tools that the caller's profile and the user's role allow. Raises MCPError."""
        check_single_page(page)
        user = await self._identify_caller(context)
        tools = [tool_definition(tool) for tool in self._registry.tools.values() if user.may_use(tool)]
        return types.ListToolsResult(tools=tools, ttl_ms=0, cache_scope="private")

    async def call(self, context: Context, params: types.CallToolRequestParams) -> CallResponse:
        """Run a tool, after a confirmation if it would destroy records or change many. Raises MCPError."""
        user = await self._identify_caller(context)
        tool = self._registry.tools.get(params.name)
        if tool is None or not user.may_use(tool):
            raise MCPError(types.INVALID_PARAMS, f"There is no tool {params.name!r} in the profile {user.profile}.")
        try:
            return await _with_cleanup(self._run(context, user, params))
        except RecruitError as error:
            why = client_message(error)
            return call_result(Outcome(text=why, data={"error": why}, result=Result.FAILED))
        except MCPError:
            raise
        except Exception as error:
            log.exception("tool failed", extra={"fields": {"tool": tool.name}})
            raise MCPError(types.INTERNAL_ERROR, "Internal error") from error

    async def _run(self, context: Context, user: AssistantUser, params: types.CallToolRequestParams) -> CallResponse:
        caller = Caller(user.actor, session=user.session)
        ORIGIN.set(user.origin.acting(user.actor))
        TENANT.set(user.actor.org_id)
        arguments = dict(params.arguments or {})
        token = arguments.pop(confirmation.CONFIRM, None)
        call = Call(params.name, arguments)
        if params.request_state is not None:
            outcome = await confirmation.answer(
                self._registry, caller, call, params.request_state, confirmation.is_accepted(params)
            )
        elif token is not None:
            outcome = await confirmation.answer(self._registry, caller, call, token, yes=True)
        else:
            outcome = await self._registry.run(caller, call)
        while outcome.result is Result.PROPOSED:  # again if records changed before the confirmation
            answer = await confirmation.ask(context, outcome)
            if not isinstance(answer, bool):
                return answer or call_result(outcome)
            outcome = await confirmation.answer(self._registry, caller, call, outcome.token, yes=answer)
        return call_result(outcome)


async def _with_cleanup(call: Coroutine[Any, Any, CallResponse]) -> CallResponse:
    """Await a call. If the request is cancelled, cancel the call once and wait until it has cleaned up.

    The SDK's cancel scopes cancel every further await, including that of a ROLLBACK: the transaction would stay open
    until PostgreSQL detects the lost connection.
    """
    task = asyncio.ensure_future(call)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        task.cancel()
        with anyio.CancelScope(shield=True), suppress(asyncio.CancelledError):
            await task
        raise


def tool_definition(tool: Tool) -> types.Tool:
    """Return the protocol's description of a tool."""
    schema = tool.schema
    if tool.asks:
        schema["properties"][confirmation.CONFIRM] = confirmation.TOKEN
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


def result_schema(tool: Tool) -> dict[str, Any]:
    """Return the JSON Schema of a tool's structured result. The tool's own properties are present when it is done."""
    return {
        "type": "object",
        "properties": {
            "outcome": {"type": "string", "enum": list(Result), "description": "How the call ended."},
            "error": {"type": "string", "description": "Why nothing was done."},
            "proposal": {"type": "string", "description": "What would be done, and waits for a yes."},
            "confirmation_token": {"type": "string", "description": "Calls again with this as `confirm` to do it."},
            **tool.result,
        },
        "required": ["outcome"],
    }


def call_result(outcome: Outcome) -> types.CallToolResult:
    """Return the result of a call: text for people, and one object for programs."""
    text = confirmation.describe(outcome) if outcome.result is Result.PROPOSED else without_steps(outcome.text)
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)],
        structured_content={"outcome": outcome.result.value, **outcome.data},
        is_error=outcome.result not in SUCCESSES,
    )
