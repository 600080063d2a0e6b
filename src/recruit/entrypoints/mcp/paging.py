"""Lists that have one page."""

import mcp_types as types
from mcp.shared.exceptions import MCPError

NO_PAGE = "There is no such page."


def only_page(asked: types.PaginatedRequestParams | None) -> None:
    """Refuse a cursor where the first page is all there is: nobody was given one. Raises MCPError."""
    if asked is not None and asked.cursor is not None:
        raise MCPError(types.INVALID_PARAMS, NO_PAGE)
