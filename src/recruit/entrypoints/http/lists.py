"""What every list has in common: which page a request asks for, and the way to the next one."""

from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from recruit.domain.model.errors import Invalid
from recruit.domain.model.page import Page, Window
from recruit.entrypoints.http.cursors import cursor_after, id_before
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import view

T = TypeVar("T")


def window(request: ApiRequest, skip: int, limit: int, cursor: str | None) -> Window:
    """Return the window that a request asks for. Raises Invalid for a cursor that can't be followed."""
    if cursor is None:
        return Window(skip, limit)
    if "skip" in request.query_params:
        raise Invalid("Send cursor or skip, not both: a cursor says itself where its page starts")
    after = id_before(cursor, _path(request))
    if after is None:
        raise Invalid("The cursor is none of this list's: take it from the Link header of the page before, unchanged")
    return Window(limit=limit, after=after)


def listed(request: ApiRequest, page: Page[Any], schema: type[T]) -> T:
    """Return a page as it goes over the wire, with the way to the next one beside it."""
    link_next(request, page)
    return view(page, schema)


def link_next(request: ApiRequest, page: Page[Any]) -> None:
    """Put the way to the next page, if there is one, in the header Link.

    It is relative to the host, so that it holds behind whichever proxy.
    """
    if page.more:
        path = _path(request)
        kept = [(name, value) for name, value in request.query_params.multi_items() if name not in {"skip", "cursor"}]
        query = urlencode([*kept, ("cursor", cursor_after(page.items[-1].id, path))])
        request.answer_headers = ((b"link", f'<{quote(path)}?{query}>; rel="next"'.encode("ascii")),)


def _path(request: ApiRequest) -> str:
    path: str = request.scope["path"]
    return path.rstrip("/")
