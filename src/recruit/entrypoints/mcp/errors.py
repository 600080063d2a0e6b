"""Translation of RecruitError into protocol errors with the same message."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

import mcp_types as types
from mcp.shared.exceptions import MCPError

from recruit.domain.shared.errors import ConfigurationError, RecruitError, Unavailable
from recruit.entrypoints.error_messages import for_callers

Context = TypeVar("Context")
Params = TypeVar("Params")
Result = TypeVar("Result")


def refusing(handle: Callable[[Context, Params], Awaitable[Result]]) -> Callable[[Context, Params], Awaitable[Result]]:
    """Wrap a handler so that it raises MCPError for RecruitError, which the SDK would log as a server fault."""

    @wraps(handle)
    async def answered(context: Context, params: Params) -> Result:
        try:
            return await handle(context, params)
        except RecruitError as error:
            ours = isinstance(error, ConfigurationError | Unavailable)
            raise MCPError(types.INTERNAL_ERROR if ours else types.INVALID_PARAMS, for_callers(error)) from error

    return answered
