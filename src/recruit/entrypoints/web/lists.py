"""Lists: filters, order and pages, which are all in the address, so that a link leads to the same rows."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from recruit.domain.search.model import Sort
from recruit.domain.shared.pages import Page, Window
from recruit.entrypoints.web.request import PageRequest

ROWS = 50
MOST_SKIPPED = 10_000_000
LONGEST_FILTER = 200


def list_window(request: PageRequest) -> Window:
    """Return the window of the page that is asked for."""
    return Window(skip=(_page_number(request) - 1) * ROWS, limit=ROWS)


def filters_of(request: PageRequest, names: Sequence[str]) -> dict[str, str]:
    """Return the filters of a request that aren't empty, by name."""
    return filters_in(request.query_params, names)


def filters_in(parameters: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    """Return the filters among an address's parameters that aren't empty, by name."""
    given = ((name, parameters.get(name, "").replace("\0", "").strip()[:LONGEST_FILTER]) for name in names)
    return {name: value for name, value in given if value}


def sort_of(request: PageRequest, default: Sort) -> Sort:
    """Return the order that is asked for. An unknown one is the default, and so is the score without a job."""
    try:
        sort = Sort(request.query_params.get("sort", default))
    except ValueError:
        return default
    return default if sort is Sort.SCORE and not request.query_params.get("job_id") else sort


def listed(
    request: PageRequest, found: Page[Any], filters: Mapping[str, str], sort: Sort | None = None
) -> dict[str, Any]:
    """Return what the template of a list needs. `sort` is None for a list with one order."""
    number = _page_number(request)
    first = (number - 1) * ROWS

    def address(page: int) -> str:
        given = {**filters} | ({} if sort is None else {"sort": sort.value}) | ({"page": str(page)} if page > 1 else {})
        return request.scope["path"] + (f"?{urlencode(given)}" if given else "")

    return {
        "rows": found.items,
        "total": found.total,
        "first": first + 1,
        "last": first + len(found.items),
        "previous": address(number - 1) if number > 1 else None,
        "next": address(number + 1) if found.more else None,
        "filters": filters,
        "sort": None if sort is None else sort.value,
    }


def shown_address(request: PageRequest, address: str) -> Mapping[str, str]:
    """Return the header that makes htmx show an address instead of one with the empty fields of a form."""
    has_empty = request.is_htmx and "" in request.query_params.values()
    return {"HX-Replace-Url": address} if has_empty else {}


def _page_number(request: PageRequest) -> int:
    text = request.query_params.get("page", "1")
    number = int(text) if text.isdecimal() and len(text) < len(str(MOST_SKIPPED)) else 1
    return max(1, min(number, MOST_SKIPPED // ROWS))
