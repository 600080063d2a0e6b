"""Pagination of lists: the page that a request asks for, and the link to the next page."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from msgspec import Struct

from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Page, Window
from recruit.entrypoints.http.cursors import cursor_after, id_before
from recruit.entrypoints.http.request import ApiRequest

T = TypeVar("T")


def window(request: ApiRequest, skip: int, limit: int, cursor: str | None) -> Window:
    """Return the window that a request asks for. Raises Invalid for a cursor of another list, or one with skip."""
    if cursor is None:
        return Window(skip, limit)
    if "skip" in request.query_params:
        raise Invalid("Send cursor or skip, not both: a cursor says itself where its page starts")
    after = id_before(cursor, _path(request))
    if after is None:
        raise Invalid("The cursor is none of this list's: take it from the Link header of the page before, unchanged")
    return Window(limit=limit, after=after)


def list_response(
    request: ApiRequest, page: Page[Any], item: type[Struct], schema: Callable[[Sequence[Any], int], T]
) -> T:
    """Return a page as a `schema` of `item`s, whose fields are attributes of the entities, and add the Link header."""
    shaped: Page[Any] = page.shaped(item, item.__struct_fields__)
    add_next_link(request, shaped)
    return schema(shaped.items, shaped.total)


def add_next_link(request: ApiRequest, page: Page[Any]) -> None:
    """Add the Link header of the next page, if any. It is relative to the host, so that it works behind any proxy."""
    if page.more:
        path = _path(request)
        parameters = [
            (name, value) for name, value in request.query_params.multi_items() if name not in {"skip", "cursor"}
        ]
        query = urlencode([*parameters, ("cursor", cursor_after(page.items[-1].id, path))])
        request.response_headers = ((b"link", f'<{quote(path)}?{query}>; rel="next"'.encode("ascii")),)


def _path(request: ApiRequest) -> str:
    path: str = request.scope["path"]
    return path.rstrip("/")
