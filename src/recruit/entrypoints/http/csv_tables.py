"""Reports as tables in CSV (RFC 4180)."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal, TypeAlias

from litestar import Response
from litestar.params import QueryParameter

from recruit.entrypoints.http.downloads import disposition
from recruit.entrypoints.http.request import ApiRequest

CSV, JSON = "text/csv", "application/json"
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""The first characters of texts that spreadsheets calculate, full-width ones included."""

Format: TypeAlias = Annotated[
    Literal["json", "csv"] | None,
    QueryParameter(description="The form of the response. Without it, the header Accept chooses."),
]


def wants_csv(request: ApiRequest, as_format: Literal["json", "csv"] | None) -> bool:
    """Return whether a request asks for a table, by its parameter `format` or else by its header Accept."""
    if as_format is not None:
        return as_format == "csv"
    return request.accept.best_match([JSON, CSV]) == CSV


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response[bytes]:
    """Return a table as a file. None is an empty cell.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, which makes it a text.
    """
    text = io.StringIO()
    csv.writer(text).writerows([header, *([_cell(value) for value in row] for row in rows)])
    return Response(
        text.getvalue().encode(),
        media_type=CSV,
        headers={"Content-Disposition": disposition(f"{name}.csv"), "Vary": "Accept"},
    )


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
