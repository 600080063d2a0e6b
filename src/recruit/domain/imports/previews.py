"""Previews of table imports, without storing anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruit.domain.imports.job_titles import JobTitles
from recruit.domain.imports.rows import ParsedRow, parse_row
from recruit.domain.imports.table import NAME_FIELDS, Column, Row, Table, no_names
from recruit.domain.shared.errors import Invalid

ROWS = 10
"""Default number of rows shown in detail."""

SAMPLES = 3
LONGEST_SAMPLE = 100


@dataclass(frozen=True, slots=True)
class PreviewedColumn(Column):
    """A column with samples of its cells: distinct values, truncated."""

    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PreviewedRow:
    """The outcome of a row: the parsed row, or the error with which it would fail."""

    number: int
    parsed: ParsedRow | None
    error: str | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The detected layout of a table, and the outcome of its rows.

    `rows` are the first rows in detail. The counts cover all rows: `valid` rows would create or find a candidate,
    `failed` ones wouldn't, `warned` ones have a warning, and `applications` is the number of applications that would be
    created.
    """

    layout: str
    encoding: str
    delimiter: str
    header: int
    columns: Sequence[PreviewedColumn]
    rows: Sequence[PreviewedRow]
    warnings: tuple[str, ...]
    total: int
    valid: int
    failed: int
    warned: int
    applications: int


def of(table: Table, titles: JobTitles, encoding: str, notes: str, limit: int) -> Preview:
    """Return the preview of a table, given the jobs that it names."""
    rows: list[PreviewedRow] = []
    failed = warned = applications = 0
    for row in table.rows:
        previewed = _preview_row(row, titles, notes)
        failed += previewed.error is not None
        warned += bool(previewed.warnings)
        applications += previewed.parsed is not None and previewed.parsed.application is not None
        rows += [previewed] if len(rows) < limit else []
    warnings = (*table.warnings, *titles.warnings)
    if NAME_FIELDS.isdisjoint(column.field for column in table.columns):
        warnings = (no_names([column.name for column in table.columns]), *warnings)
    total = len(table.rows)
    return Preview(
        layout=table.layout,
        encoding=encoding,
        delimiter=table.delimiter,
        header=table.header,
        columns=_preview_columns(table),
        rows=rows,
        warnings=warnings,
        total=total,
        valid=total - failed,
        failed=failed,
        warned=warned,
        applications=applications,
    )


def _preview_row(row: Row, titles: JobTitles, notes: str) -> PreviewedRow:
    if row.error is not None:
        return PreviewedRow(row.number, None, row.error, ())
    resolved, job = titles.resolved(row)
    try:
        found = parse_row(resolved, notes, job)
    except Invalid as error:
        return PreviewedRow(row.number, None, str(error), ())
    return PreviewedRow(row.number, found, None, found.warnings)


def _preview_columns(table: Table) -> Sequence[PreviewedColumn]:
    """Return the columns with samples. Columns with the same name share their samples."""
    samples: dict[str, dict[str, None]] = {column.name: {} for column in table.columns}
    for row in table.rows:
        for cell in row.cells:
            kept = samples.get(cell.column)
            if kept is not None and len(kept) < SAMPLES:
                kept[cell.value[:LONGEST_SAMPLE]] = None
    return [PreviewedColumn(column.name, column.field, tuple(samples[column.name])) for column in table.columns]
