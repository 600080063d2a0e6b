"""Confirmation of tool calls: by elicitation if the client supports it, otherwise by a second call.

    first call ──▶ proposed ──▶ client can elicit ──▶ the user accepts or declines ──▶ done, or left as it is
                           └──▶ client can't      ──▶ a token; the same call with `confirm` = token ──▶ done

Since protocol version 2026-07-28 a client asks between two rounds of the same call. In earlier versions it asks during
the call.
"""

from typing import Any

import mcp_types as types
from mcp.server.context import ServerRequestContext

from recruit.domain.agent.calls import Call, Caller, Outcome, Result
from recruit.domain.agent.registry import Registry

CONFIRM = "confirm"
TOKEN = {
    "type": "string",
    "description": "The confirmation_token of the proposal that this same call got, once the user has said yes to it.",
}
NO_SUCH_PROPOSAL = "Nothing waits for that confirmation: call again without confirm to see what would be done."
DECLINED = "Everything is left as it is."
EMPTY_FORM: dict[str, Any] = {"type": "object", "properties": {}}
"""Elicitation schema without fields: the user's action, accept or decline, is the answer."""


async def ask(context: ServerRequestContext[Any, Any], outcome: Outcome) -> bool | types.InputRequiredResult | None:
    """Ask the user to confirm a proposal.

    Return the answer, or the result that starts the round in which the client asks, or None if the client can't ask.
    """
    capabilities = context.session.client_capabilities
    elicitation = None if capabilities is None else capabilities.elicitation
    if elicitation is None or (elicitation.url and not elicitation.form):
        return None
    proposal = str(outcome.data["proposal"])
    if context.session.can_send_request:
        answer = await context.session.elicit_form(proposal, EMPTY_FORM, related_request_id=context.request_id)
        return answer.action == "accept"
    if context.protocol_version < "2026-07-28":
        return None
    request = types.ElicitRequest(params=types.ElicitRequestFormParams(message=proposal, requested_schema=EMPTY_FORM))
    return types.InputRequiredResult(input_requests={CONFIRM: request}, request_state=outcome.token)


def describe(outcome: Outcome) -> str:
    """Return the text that tells an assistant the proposal and how to confirm it."""
    return (
        f"{outcome.data['proposal']} Nothing is done yet. Ask the user; after a yes, within 10 minutes, make the same "
        f"call again with {CONFIRM} = '{outcome.token}'."
    )


def is_accepted(params: types.CallToolRequestParams) -> bool:
    """Return whether the input responses of a second round contain the user's acceptance."""
    answer = (params.input_responses or {}).get(CONFIRM)
    return isinstance(answer, types.ElicitResult) and answer.action == "accept"


async def answer(registry: Registry, caller: Caller, call: Call, token: Any, yes: bool) -> Outcome:
    """Run the proposal of this same call if `yes`, otherwise drop it. Return the outcome."""
    if not yes:
        await registry.drop(caller, token)
        return _refused_outcome(DECLINED)
    outcomes = await registry.confirm(caller, token, only=call) if isinstance(token, str) else []
    return outcomes[0][1] if outcomes else _refused_outcome(NO_SUCH_PROPOSAL)


def _refused_outcome(message: str) -> Outcome:
    return Outcome(text=message, data={"error": message}, result=Result.REFUSED)
