"""Previews of table imports, without storing anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruit.domain.imports.job_titles import Titles
from recruit.domain.imports.rows import Person, person
from recruit.domain.imports.table import NAMING, NO_NAMES, Column, Row, Table, listed
from recruit.domain.shared.errors import Invalid

ROWS = 10
"""Default number of rows shown in detail."""

SAMPLES = 3
LONGEST_SAMPLE = 100


@dataclass(frozen=True, slots=True)
class Sampled(Column):
    """A column with samples of its cells: distinct values, truncated."""

    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Previewed:
    """The outcome of a row: a person, or the error with which it would fail."""

    number: int
    person: Person | None
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
    columns: Sequence[Sampled]
    rows: Sequence[Previewed]
    warnings: tuple[str, ...]
    total: int
    valid: int
    failed: int
    warned: int
    applications: int


def of(table: Table, titles: Titles, encoding: str, notes: str, limit: int) -> Preview:
    """Return the preview of a table, given the jobs that it names."""
    rows: list[Previewed] = []
    failed = warned = applications = 0
    for row in table.rows:
        one = _previewed(row, titles, notes)
        failed += one.error is not None
        warned += bool(one.warnings)
        applications += one.person is not None and one.person.applied is not None
        rows += [one] if len(rows) < limit else []
    warnings = (*table.warnings, *titles.warnings)
    if NAMING.isdisjoint(column.field for column in table.columns):
        warnings = (NO_NAMES.format(columns=listed([column.name for column in table.columns])), *warnings)
    total = len(table.rows)
    return Preview(
        layout=table.layout,
        encoding=encoding,
        delimiter=table.delimiter,
        header=table.header,
        columns=_sampled(table),
        rows=rows,
        warnings=warnings,
        total=total,
        valid=total - failed,
        failed=failed,
        warned=warned,
        applications=applications,
    )


def _previewed(row: Row, titles: Titles, notes: str) -> Previewed:
    if row.fault is not None:
        return Previewed(row.number, None, row.fault, ())
    resolved, job = titles.resolved(row)
    try:
        found = person(resolved, notes, job)
    except Invalid as error:
        return Previewed(row.number, None, str(error), ())
    return Previewed(row.number, found, None, found.warnings)


def _sampled(table: Table) -> Sequence[Sampled]:
    """Return the columns with samples. Columns with the same name share their samples."""
    samples: dict[str, dict[str, None]] = {column.name: {} for column in table.columns}
    for row in table.rows:
        for cell in row.cells:
            kept = samples.get(cell.column)
            if kept is not None and len(kept) < SAMPLES:
                kept[cell.value[:LONGEST_SAMPLE]] = None
    return [Sampled(column.name, column.field, tuple(samples[column.name])) for column in table.columns]
