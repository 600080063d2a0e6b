"""Pagination of lists with a single page."""

import mcp_types as types
from mcp.shared.exceptions import MCPError

NO_PAGE = "There is no such page."


def only_page(asked: types.PaginatedRequestParams | None) -> None:
    """Raise MCPError for a request with a cursor: a list with a single page returns none."""
    if asked is not None and asked.cursor is not None:
        raise MCPError(types.INVALID_PARAMS, NO_PAGE)
