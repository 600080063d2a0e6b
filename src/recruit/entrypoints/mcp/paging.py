"""Pagination of lists with a single page."""

import mcp_types as types
from mcp.shared.exceptions import MCPError

NO_PAGE = "There is no such page."


def check_single_page(params: types.PaginatedRequestParams | None) -> None:
    """Raise MCPError for a request with a cursor: a list with a single page returns none."""
    if params is not None and params.cursor is not None:
        raise MCPError(types.INVALID_PARAMS, NO_PAGE)
