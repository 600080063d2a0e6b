"""A table of people as text: comma-separated values (RFC 4180) and what spreadsheets make of them."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recruit.domain.model.errors import Invalid
from recruit.domain.services.importing.headers import FIRST_NAME, FULL_NAME, LAST_NAME, field_of, key

DELIMITERS = ",;\t|"
MOST_ROWS = 10_000
MOST_COLUMNS = 200
LONGEST_HEADER = 100_000
DECLARED = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
"""A first line by which spreadsheets are told the delimiter."""

NAMES = {FULL_NAME, FIRST_NAME, LAST_NAME}
EMPTY = "This table has no rows: give it a line with the names of its columns, and a line for each person."
NAMELESS = (
    "No column of this table is called full_name, or first_name and last_name: name one so. Its columns are {columns}."
)
TOO_MANY = f"This table has more than {MOST_ROWS:,} rows: split it and upload the parts one after the other."
TOO_WIDE = f"This table has more than {MOST_COLUMNS} columns: leave out those that don't describe a person."
BROKEN = "Row {row} of this table can't be read ({reason}). Is a quotation mark left open?"
KEPT = "Columns that are no field of a candidate are kept in the notes: {columns}."

Cells = Sequence[tuple[str, str]]
"""The cells of a row that hold something, each with the name of its column."""


@dataclass(frozen=True, slots=True)
class Row:
    """A person, by the number that spreadsheets give the row: the first line is 1. Or why it can't be used."""

    number: int
    cells: Cells
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that hold something, and what whoever uploaded them should know."""

    rows: Sequence[Row]
    warnings: tuple[str, ...]


def read(text: str) -> Table:
    """Return the people of a table. Raises Invalid for a text that is none."""
    delimiter, start = _delimiter(text)
    lines = _lines(text[start:], delimiter)
    number, header = next(lines, (0, []))
    columns = [name.strip() or f"Column {place}" for place, name in enumerate(header, 1)]
    if len(columns) > MOST_COLUMNS:
        raise Invalid(TOO_WIDE)
    if NAMES.isdisjoint(map(field_of, columns)):
        raise Invalid(NAMELESS.format(columns=_listed(columns)) if any(map(key, header)) else EMPTY)
    rows: list[Row] = []
    for number, cells in lines:
        if len(rows) == MOST_ROWS:
            raise Invalid(TOO_MANY)
        rows.append(_row(number + bool(start), columns, cells))
    if not rows:
        raise Invalid(EMPTY)
    filled = {column for row in rows for column, _ in row.cells}
    unknown = [column for column in columns if column in filled and field_of(column) is None]
    return Table(rows, (KEPT.format(columns=_listed(unknown)),) if unknown else ())


def _delimiter(text: str) -> tuple[str, int]:
    """Return what parts the cells, and where the table begins: what is declared, or what makes most of the header."""
    if declared := DECLARED.match(text):
        return declared[1], declared.end()
    return max(DELIMITERS, key=lambda delimiter: _worth(text, delimiter)), 0


def _worth(text: str, delimiter: str) -> tuple[int, int]:
    """Return how many known columns the header has with a delimiter, and how many there are."""
    try:
        _, header = next(_lines(text[:LONGEST_HEADER], delimiter), (0, []))
    except Invalid:
        return 0, 0
    return sum(field_of(column) is not None for column in header), len(header)


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that hold something, with their numbers."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Invalid(BROKEN.format(row=number, reason=error)) from None
        if any(cell.strip() for cell in cells):
            yield number, cells


def _row(number: int, columns: Sequence[str], cells: Sequence[str]) -> Row:
    if any(cell.strip() for cell in cells[len(columns) :]):
        words = f"The row has {len(cells)} cells, but the table has {len(columns)} columns: quote cells with delimiters"
        return Row(number, (), words)
    pairs = zip(columns, cells, strict=False)
    return Row(number, [(column, cell.strip()) for column, cell in pairs if cell.strip()])


def _listed(columns: Sequence[str]) -> str:
    """Return names in quotes, the first of them where they are many."""
    shown = [repr(column[:50]) for column in columns[:20]]
    return ", ".join([*shown, "…"] if len(columns) > len(shown) else shown)
