"""Parsing of tables of people: comma-separated values (RFC 4180) and the variants that spreadsheets export."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from recruit.domain.imports import dates, headers, layouts
from recruit.domain.imports.headers import key
from recruit.domain.imports.sums import is_sum
from recruit.domain.shared.errors import Invalid

DELIMITERS = ",;\t|"
MOST_ROWS = 10_000
MOST_COLUMNS = 200
MOST_SAMPLED = 200
"""Rows whose cells are read to resolve an ambiguous column name."""

MOST_LINES_BEFORE = 30
"""Lines among which the header is searched."""

LONGEST_HEADER = 100_000
LONGEST_CELL = 25 << 20
"""Maximum length of a cell in characters: a whole table. Python's default would reject a table for one long text."""

DELIMITER_LINE = re.compile(r"sep=([,;\t|])(?:\r\n|\r|\n)", re.IGNORECASE)
"""A first line that declares the delimiter to spreadsheets."""

APPLICATION = (headers.JOB, headers.STAGE, headers.REJECTION, headers.SOURCE, headers.REJECTED, headers.HIRED)
"""Fields of an application."""

PROGRESS = (headers.STAGE, headers.REJECTION, headers.REJECTED, headers.HIRED)
"""Fields that say how far an application is."""

NAME_FIELDS = {headers.FULL_NAME, headers.FIRST_NAME, headers.LAST_NAME, headers.EMAILS}
"""Fields of which a candidate needs at least one."""

EMPTY = "This table has no rows: give it a line with the names of its columns, and a line for each person."
NO_NAMES = (
    "No column of this table is called full_name, or first_name and last_name, or email: name one so, or map one."
    " Its columns are {columns}."
)
NO_TABLE = (
    "This is a text, not a table: a table has a line with the names of its columns, such as full_name and email, and a"
    " line for each person. Add résumés one by one, or in a zip archive."
)
TOO_MANY = f"This table has more than {MOST_ROWS:,} rows: split it and upload the parts one after the other."
TOO_WIDE = f"This table has more than {MOST_COLUMNS} columns: leave out those that don't describe a person."
BROKEN = "Row {row} of this table can't be read ({reason}). Is a quotation mark left open?"
KEPT_IN_NOTES = "Columns that are no field of a candidate are kept in the notes: {columns}."
TEXT_BEFORE_HEADER = "What stands before the names of the columns in row {row} is left out."
NO_JOB = (
    "No column is the job that was applied for, so that no applications are made: {columns} are kept in the notes."
    " Map a column to job if there is one."
)
NO_STAGE = "No column says how far applications are: each is made as one that is sourced."
SAME_FIELD = (
    "Of the columns {columns} the first that a row fills is its {field}: what the others hold goes to the notes."
)
NO_NAME = "Row {row} has neither a name nor an e-mail address: fill in column {columns}."
NO_NAME_COLUMN = "No column is taken for a name or an e-mail address: map one to full_name or emails."
TOO_MANY_CELLS = (
    "The row has {cells} cells, but the table has {columns} columns: the others are kept in the notes."
    " Is a cell with a delimiter in it not quoted?"
)
MONTH_FIRST = "Dates such as 05/01/2024 may have the day or the month first: the month is taken to be first."
QUOTED = "Whole lines of this table are quoted: what stands between the quotation marks is read as cells."
QUOTED_LINE = "The whole line is quoted: what stands between the quotation marks is read as {cells} cells."
SUM = (
    "Row {row} looks like a sum at the end of the table, so that it makes no candidate. If it is a person, give the"
    " row an e-mail address."
)
FEWEST_QUOTED = 3
"""Columns from which a row with one quoted cell is a quoted line: "Doe, Jane" may be the only cell of a row of two."""

SINGLE_VALUE_FIELDS = (headers.FULL_NAME, headers.HEADLINE, headers.TITLE, headers.COMPANY, headers.JOB)
"""Fields that have a single value in a row, even if several columns map to them."""

UNKNOWN_COLUMNS = "The table has no column {columns}: it has {known}."
UNKNOWN_FIELDS = "There is no field {fields}: a column may be {known}."

csv.field_size_limit(LONGEST_CELL)


class BadMapping(Invalid):
    """A mapping with columns that the table doesn't have, or with unknown fields."""


class Cell(NamedTuple):
    """A cell: column name, value, and field. The field is None for a cell that is kept in the notes."""

    column: str
    value: str
    field: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in spreadsheets, where the first line is 1. `error` is why it can't be used, or None.

    `day_first` is whether dates such as "05/01/2024" have the day first. `system` is what the row's ids are from.
    """

    number: int
    cells: Sequence[Cell]
    error: str | None = None
    warnings: tuple[str, ...] = ()
    day_first: bool = False
    system: str = layouts.GENERIC


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its field. The field is None for a column whose cells are kept in the notes."""

    name: str
    field: str | None

    @property
    def target(self) -> str:
        """The column's field as in a mapping."""
        return self.field or headers.NOTES


@dataclass(frozen=True, slots=True)
class Table:
    """A parsed table: layout, delimiter, columns, rows that aren't blank, and warnings for the uploader.

    `header` is the number of the row with the names of the columns.
    """

    layout: str
    delimiter: str
    header: int
    columns: Sequence[Column]
    rows: Sequence[Row]
    warnings: tuple[str, ...]

    def has(self, field: str) -> bool:
        """Return whether the table has a column of a field."""
        return any(column.field == field for column in self.columns)

    def without(self, field: str, warning: str) -> "Table":
        """Return the table with the columns of a field kept in the notes, and with a warning."""
        columns = [Column(column.name, None if column.field == field else column.field) for column in self.columns]
        rows = [
            replace(row, cells=[cell._replace(field=None if cell.field == field else cell.field) for cell in row.cells])
            for row in self.rows
        ]
        return replace(self, columns=columns, rows=rows, warnings=(*self.warnings, warning))


class _Header(NamedTuple):
    """The header line: number, column names, delimiter, offset of the table in the text, and number of known names.

    `quoted` tells whether whole lines are quoted, each of them a single cell that holds the row's cells.
    """

    number: int
    names: Sequence[str]
    delimiter: str
    start: int
    known: int
    quoted: bool = False


def read(text: str, mapping: Mapping[str, str] | None = None, *, require_names: bool = True) -> Table:
    """Return a table. `mapping` maps column names to fields.

    Raises Invalid for a text that isn't a table and, with `require_names`, for a table without a column for a name or
    an e-mail address. Raises BadMapping for a mapping with unknown columns or fields.
    """
    mapping = mapping or {}
    _check_fields(mapping)
    header = _header(text, mapping)
    if not any(map(key, header.names)):
        raise Invalid(EMPTY)
    if sum(map(bool, header.names)) > MOST_COLUMNS:
        raise Invalid(TOO_WIDE)
    names = [name or f"Column {number}" for number, name in enumerate(header.names, 1)]
    layout = layouts.layout_of(names)
    proposed = layouts.fields_of(names, layout, lambda index: _first_cells(text, header, index))
    columns = list(map(Column, names, _apply_mapping(names, proposed, mapping)))
    if require_names and NAME_FIELDS.isdisjoint(column.field for column in columns):
        raise Invalid(no_names(names))
    rows = _with_sum_errors(list(_rows(text, header, columns)))
    if not rows:
        raise Invalid(EMPTY)
    day_first = dates.is_day_first(cell.value for row in rows for cell in row.cells if cell.field in headers.DATES)
    rows = [replace(row, day_first=bool(day_first), system=layout.name) for row in rows]
    filled = {cell.column for row in rows for cell in row.cells}
    columns = [column for column, name in zip(columns, header.names, strict=True) if name or column.name in filled]
    warnings = (*_warnings(header, columns, rows, filled), *((MONTH_FIRST,) if day_first is None else ()))
    return Table(layout.name, header.delimiter, header.number, columns, rows, warnings)


def _warnings(header: _Header, columns: Sequence[Column], rows: Sequence[Row], filled: set[str]) -> Iterator[str]:
    """Yield the warnings about a table. `filled` are the names of columns that have a cell with a value."""
    if header.number > 1 + bool(header.start):
        yield TEXT_BEFORE_HEADER.format(row=header.number)
    if header.quoted:
        yield QUOTED
    if unknown := [column.name for column in columns if column.field is None and column.name in filled]:
        yield KEPT_IN_NOTES.format(columns=listed(unknown))
    yield from _application_warnings(columns, filled)
    yield from _single_value_warnings(columns, rows)


def _application_warnings(columns: Sequence[Column], filled: set[str]) -> Iterator[str]:
    """Yield warnings about stages without a job, or jobs without a stage."""
    names = {field: [column.name for column in columns if column.field == field] for field in APPLICATION}
    progress = [name for field in PROGRESS for name in names[field]]
    unused = [name for name in (*progress, *names[headers.SOURCE]) if name in filled]
    if not names[headers.JOB] and not filled.isdisjoint(progress):
        yield NO_JOB.format(columns=listed(unused))
    if not filled.isdisjoint(names[headers.JOB]) and not progress:
        yield NO_STAGE


def _single_value_warnings(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[str]:
    """Yield warnings about columns of the same single-value field in which a row has different values."""
    for field in SINGLE_VALUE_FIELDS:
        names = [column.name for column in columns if column.field == field]
        if len(names) > 1 and any(len({one.value for one in row.cells if one.field == field}) > 1 for row in rows):
            yield SAME_FIELD.format(columns=listed(names), field=field)


def listed(names: Sequence[str]) -> str:
    """Return names in quotes, at most the first 20."""
    shown = [repr(name[:50]) for name in names[:20]]
    return ", ".join([*shown, "…"] if len(names) > len(shown) else shown)


def no_names(names: Sequence[str]) -> str:
    """Return what is wrong with a table without a column for a name or an e-mail address: it may be a mere text."""
    is_text = len(names) == 1 and headers.field_of(names[0]) is None
    return NO_TABLE if is_text else NO_NAMES.format(columns=listed(names))


def _check_fields(mapping: Mapping[str, str]) -> None:
    unknown = [field for field in mapping.values() if field not in headers.TARGETS]
    if unknown:
        raise BadMapping(UNKNOWN_FIELDS.format(fields=listed(unknown), known=", ".join(headers.TARGETS)))


def _apply_mapping(
    names: Sequence[str], proposed: Sequence[str | None], mapping: Mapping[str, str]
) -> Sequence[str | None]:
    """Return the fields of the columns, given the proposed fields and the mapping. Raises BadMapping."""
    mapped = {_normalised(column): field for column, field in mapping.items()}
    unknown = [column for column in mapping if _normalised(column) not in set(map(_normalised, names))]
    if unknown:
        raise BadMapping(UNKNOWN_COLUMNS.format(columns=listed(unknown), known=listed(names)))
    fields = [mapped.get(_normalised(name), field) for name, field in zip(names, proposed, strict=True)]
    pairs = zip(fields, proposed, strict=True)
    return [None if field == headers.NOTES != original else field for field, original in pairs]


def _normalised(column: str) -> str:
    return " ".join(column.split()).casefold()


def _header(text: str, mapping: Mapping[str, str]) -> _Header:
    """Return the header line, with the declared delimiter, or the one that yields the most known column names."""
    if declared := DELIMITER_LINE.match(text):
        return _header_with(text[declared.end() :], declared[1], mapping, declared.end())
    headers_found = (_header_with(text, delimiter, mapping, 0) for delimiter in DELIMITERS)
    return max(headers_found, key=lambda header: (header.known, sum(map(bool, header.names))))


def _header_with(text: str, delimiter: str, mapping: Mapping[str, str], start: int) -> _Header:
    """Return the header line for a delimiter.

    It is the first line with two known columns, one of them for a name or an e-mail address. Without such a line it is
    the first with a column for a name or an e-mail address, else the first line that isn't blank.
    """
    mapped = set(map(_normalised, mapping))
    found: list[_Header] = []
    try:
        for number, cells in islice(_lines(text[:LONGEST_HEADER], delimiter), MOST_LINES_BEFORE):
            for quoted, shown in ((False, cells), (True, _unquoted_cells(cells, delimiter))):
                names = [" ".join(cell.lstrip("\ufeff").split()) for cell in shown]
                is_wide = sum(map(bool, names)) > MOST_COLUMNS
                known = 0 if is_wide else sum(_is_known(name, mapped) for name in names)
                header = _Header(number + bool(start), names, delimiter, start, known, quoted)
                if known > 1 and _has_name_column(names, mapped):
                    return header
                found.append(header)
    except Invalid:
        pass
    alone = (header for header in found if header.known and _has_name_column(header.names, mapped))
    return next(alone, found[0] if found else _Header(1, (), delimiter, start, 0))


def _is_known(name: str, mapped: set[str]) -> bool:
    return bool(name) and (_normalised(name) in mapped or headers.field_of(name) is not None)


def _has_name_column(names: Sequence[str], mapped: set[str]) -> bool:
    return any(_normalised(name) in mapped or headers.field_of(name) in NAME_FIELDS for name in names)


def _first_cells(text: str, header: _Header, index: int) -> Iterator[str]:
    """Yield the cells of a column in the first rows that aren't blank."""
    for _, values, _ in islice(_lines_below(text, header), MOST_SAMPLED):
        yield from filter(None, map(str.strip, values[index : index + 1]))


def _rows(text: str, header: _Header, columns: Sequence[Column]) -> Iterator[Row]:
    for count, (number, values, quoted) in enumerate(_lines_below(text, header)):
        if count == MOST_ROWS:
            raise Invalid(TOO_MANY)
        row = _row(number, columns, values)
        warnings = (QUOTED_LINE.format(cells=len(values)),) if quoted and not header.quoted else ()
        yield replace(row, warnings=(*warnings, *row.warnings))


def _with_sum_errors(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, with an error in sums at the end."""
    last = len(rows)
    while last > 1 and is_sum(rows[last - 1].cells):
        last -= 1
    return [*rows[:last], *(Row(row.number, (), SUM.format(row=row.number)) for row in rows[last:])]


def _lines_below(text: str, header: _Header) -> Iterator[tuple[int, list[str], bool]]:
    """Yield the lines below the header, with their numbers in the whole text, and whether they were quoted."""
    shift = bool(header.start)
    for number, values in _lines(text[header.start :], header.delimiter):
        if number + shift > header.number:
            unquoted = _unquoted_cells(values, header.delimiter)
            if header.quoted and not unquoted and len(values) == 1 and header.delimiter in values[0]:
                raise Invalid(BROKEN.format(row=number + shift, reason="its line is quoted as a whole"))
            columns = len(header.names)
            is_line = len(unquoted) == columns and (columns >= FEWEST_QUOTED or '"' in values[0])
            is_unquoted = bool(unquoted) and (header.quoted or is_line)
            yield number + shift, unquoted if is_unquoted else values, is_unquoted


def _unquoted_cells(cells: Sequence[str], delimiter: str) -> list[str]:
    """Return the cells that the only cell of a line holds, none if it holds no delimiter or isn't one line."""
    if len(cells) != 1 or delimiter not in cells[0]:
        return []
    try:
        lines = [inner for _, inner in _lines(cells[0], delimiter)]
    except Invalid:
        return []
    return lines[0] if len(lines) == 1 else []


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that aren't blank, with their numbers. Raises Invalid for broken quoting."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as error:
        raise Invalid(BROKEN.format(row=number + 1, reason=error)) from None


def _row(number: int, columns: Sequence[Column], values: Sequence[str]) -> Row:
    extra = [value for value in values[len(columns) :] if value.strip()]
    pairs = zip(columns, values, strict=False)
    cells = [Cell(column.name, value.strip(), column.field) for column, value in pairs if value.strip()]
    cells += [Cell(f"Column {len(columns) + 1}", ", ".join(extra), None)] if extra else []
    warnings = (TOO_MANY_CELLS.format(cells=len(values), columns=len(columns)),) if extra else ()
    if NAME_FIELDS.isdisjoint(cell.field for cell in cells):
        names = [repr(column.name) for column in columns if column.field in NAME_FIELDS]
        if not names:
            return Row(number, cells, NO_NAME_COLUMN)
        return Row(number, (), NO_NAME.format(row=number, columns=" or ".join(names)))
    return Row(number, cells, warnings=warnings)
