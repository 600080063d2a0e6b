"""The yes that some calls need: from the user where the client can ask, else from a second call.

    first call  ──▶ proposed ──▶ the client can ask ──▶ the user says yes or no ──▶ done, or left as it is
                            └──▶ it can't          ──▶ a token; the same call with `confirm` = token ──▶ done

Since the protocol of 2026-07-28 a client asks between two rounds of the same call; before, in the middle of it.
"""

from typing import Any

import mcp_types as types
from mcp.server.context import ServerRequestContext

from recruit.domain.agent.outcome import Outcome, Result
from recruit.domain.agent.registry import Registry
from recruit.domain.agent.tool import Call, Caller

CONFIRM = "confirm"
TOKEN = {
    "type": "string",
    "description": "The confirmation_token of the proposal that this same call got, once the user has said yes to it.",
}
NOTHING = "Nothing waits for that confirmation: call again without confirm to see what would be done."
LEFT = "Everything is left as it is."
FORM: dict[str, Any] = {"type": "object", "properties": {}}
"""Accepting is the answer: there is nothing to fill in."""


async def question(
    context: ServerRequestContext[Any, Any], outcome: Outcome
) -> bool | types.InputRequiredResult | None:
    """Ask the user: their answer, or the round in which the client asks; None where it can't."""
    able = context.session.client_capabilities
    if able is None or able.elicitation is None or (able.elicitation.url and not able.elicitation.form):
        return None
    proposal = str(outcome.data["proposal"])
    if context.session.can_send_request:
        answer = await context.session.elicit_form(proposal, FORM, related_request_id=context.request_id)
        return answer.action == "accept"
    if context.protocol_version < "2026-07-28":
        return None
    asks = types.ElicitRequest(params=types.ElicitRequestFormParams(message=proposal, requested_schema=FORM))
    return types.InputRequiredResult(input_requests={CONFIRM: asks}, request_state=outcome.token)


def waiting(outcome: Outcome) -> str:
    """Say to an assistant what waits, and how it is confirmed."""
    return (
        f"{outcome.data['proposal']} Nothing is done yet. Ask the user; after a yes, within 10 minutes, make the same "
        f"call again with {CONFIRM} = '{outcome.token}'."
    )


def asked(params: types.CallToolRequestParams) -> bool:
    """Tell whether the user said yes in the round that comes back."""
    answer = (params.input_responses or {}).get(CONFIRM)
    return isinstance(answer, types.ElicitResult) and answer.action == "accept"


async def settled(registry: Registry, caller: Caller, call: Call, token: Any, yes: bool) -> Outcome:
    """Do what was proposed to this very call, or leave it."""
    if not yes:
        await registry.drop(caller, token)
        return _undone(LEFT)
    done = await registry.confirm(caller, token, only=call) if isinstance(token, str) else []
    return done[0][1] if done else _undone(NOTHING)


def _undone(sentence: str) -> Outcome:
    return Outcome(text=sentence, data={"error": sentence}, result=Result.REFUSED)
