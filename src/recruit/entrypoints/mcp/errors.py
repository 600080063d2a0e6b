"""Protocol errors: of RecruitError, with the same message, and of a page that a list doesn't have."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

import mcp_types as types
from mcp.shared.exceptions import MCPError

from recruit.domain.shared.errors import ConfigurationError, RecruitError, Unavailable
from recruit.entrypoints.error_messages import client_message

Context = TypeVar("Context")
Params = TypeVar("Params")
Result = TypeVar("Result")

NO_PAGE = "There is no such page."


def with_protocol_errors(
    handle: Callable[[Context, Params], Awaitable[Result]],
) -> Callable[[Context, Params], Awaitable[Result]]:
    """Wrap a handler so that it raises MCPError for RecruitError, which the SDK would log as a server fault."""

    @wraps(handle)
    async def wrapper(context: Context, params: Params) -> Result:
        try:
            return await handle(context, params)
        except RecruitError as error:
            is_internal = isinstance(error, ConfigurationError | Unavailable)
            raise MCPError(
                types.INTERNAL_ERROR if is_internal else types.INVALID_PARAMS, client_message(error)
            ) from error

    return wrapper


def check_single_page(params: types.PaginatedRequestParams | None) -> None:
    """Raise MCPError for a request with a cursor: a list with a single page returns none."""
    if params is not None and params.cursor is not None:
        raise MCPError(types.INVALID_PARAMS, NO_PAGE)
