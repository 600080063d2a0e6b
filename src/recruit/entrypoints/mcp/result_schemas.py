"""JSON Schemas of the tools' structured results.

Every result is one object. `outcome` says how the call ended, `error` why nothing was done. `proposal` and
`confirmation_token` belong to a call that waits for confirmation. The other properties are the tool's, and are present
when the call is done.
"""

from typing import Any

from recruit.domain.agent.calls import Result
from recruit.domain.agent.tool import Tool


def result_schema(tool: Tool) -> dict[str, Any]:
    """Return the JSON Schema of a tool's structured result."""
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
