"""Pagination of lists: the page that a request asks for, and the link to the next page."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from msgspec import Struct

from recruit.domain.search.model import Sort
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Page, SortKey, Window
from recruit.entrypoints.http.cursors import Place, cursor_after, place_before
from recruit.entrypoints.http.request import ApiRequest

T = TypeVar("T")

KEY_TYPES: Mapping[str | None, type[SortKey]] = {Sort.NAME: str, Sort.ACTIVITY: datetime, Sort.SCORE: float}
"""The types of the sort keys of lists that aren't in the order of ids."""


def window(request: ApiRequest, skip: int, limit: int, cursor: str | None, *, sort: str = Sort.ID) -> Window:
    """Return the window that a request asks for, in a list with the order `sort`.

    Raises Invalid for a cursor of another list or another order, or one with skip.
    """
    request.sort = None if sort == Sort.ID else sort
    if cursor is None:
        return Window(skip, limit)
    if "skip" in request.query_params:
        raise Invalid("Send cursor or skip, not both: a cursor says itself where its page starts")
    place = place_before(cursor, _list(request), KEY_TYPES.get(request.sort))
    if place is None:
        raise Invalid("The cursor is none of this list's: take it from the Link header of the page before, unchanged")
    return Window(limit=limit, after=place.id, after_key=place.key)


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
        query = f"cursor={cursor_after(Place(page.items[-1].id, page.end_key), _list(request))}"
        if request.scope["query_string"]:
            sent = request.query_params.multi_items()
            kept = urlencode([(name, value) for name, value in sent if name not in {"skip", "cursor"}])
            query = f"{kept}&{query}" if kept else query
        link = f'<{_quoted(_path(request))}?{query}>; rel="next"'
        request.response_headers = ((b"link", link.encode("ascii")),)


def _list(request: ApiRequest) -> str:
    """Return what a cursor belongs to: the list's path, and its order if that isn't by ascending id."""
    return _path(request) if request.sort is None else f"{_path(request)}?sort={request.sort}"


_quoted = lru_cache(maxsize=256)(quote)


def _path(request: ApiRequest) -> str:
    path: str = request.scope["path"]
    return path.rstrip("/")
