"""Lookup of the jobs that a table's rows name by title."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from recruit.domain.accounts.model.users import Actor
from recruit.domain.candidates.model.identifiers import folded
from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.job.salary import DEFAULT_CURRENCY, currencies
from recruit.domain.imports import headers
from recruit.domain.imports.rows import Match
from recruit.domain.imports.table import Row, listed
from recruit.domain.jobs.model import JobDetails
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Window
from recruit.domain.shared.single_line import on_one_line
from recruit.ports.unit_of_work import UnitOfWork

PAGE = 500
MOST_NEW = 100
"""Maximum number of jobs that an import creates. A column with more distinct values hardly contains titles."""

SEVERAL = ";"
"""Separator of several titles in a cell, none of which can be determined as the row's job."""

LONGEST_COMPARED = 1_000
"""Characters of a title that are compared. Titles of jobs are shorter."""

DRAFT = "draft"
PAY = re.compile(
    r"salar|pay|compensation|wage|rate\b|currency|gehalt|lohn|verg[uü]tung|w[aä]hrung|salaire|remuneration|devise|"
    r"sueldo|moneda|divisa|remuneracion|ordenado|moeda|stipendio|retribuzione|ral\b|valuta|loon"
)
"""Matches the folded name of a column about pay, in the languages of `headers.py`."""

UNKNOWN = "No application is made: no job has the title {title!r}."
AMBIGUOUS = "No application is made: {count} jobs have the title {title!r}."
UNKNOWN_TITLES = (
    "No jobs have these titles, so that no applications are made for them: {titles}. Create the jobs first, or import"
    " with create_jobs."
)
SEVERAL_TITLES = (
    "These cells name several jobs, so that no applications are made for them: {titles}. A row is about one job: give"
    " each job a row."
)
AMBIGUOUS_TITLES = "Several jobs have these titles, so that no applications are made for them: {titles}."
CURRENCIES = "The currency of these new jobs is that of the amounts in their rows: {titles}."
TOO_MANY = (
    f"This table names {{count}} jobs that aren't there: no more than {MOST_NEW} are created at once. Is {{column!r}}"
    " the column with the jobs? If so, create the jobs first."
)


class Titles:
    """The organisation's jobs by title, and the results of lookups for a table."""

    def __init__(self) -> None:
        self._exact: defaultdict[str, list[int]] = defaultdict(list)
        self._folded: defaultdict[str, list[int]] = defaultdict(list)
        self.created = 0
        """The number of created jobs."""

        self._new: dict[str, str] = {}
        self._paid_in: dict[str, str] = {}
        self._missing: dict[str, str] = {}
        self._several: dict[str, str] = {}
        self._ambiguous: dict[str, str] = {}

    def add(self, title: str, job_id: int) -> None:
        """Add a job."""
        self._exact[_spaced(title)].append(job_id)
        self._folded[_key(title)].append(job_id)

    def is_paid_in(self, title: str, currency: str) -> None:
        """Record the currency of a new job, determined from its rows."""
        self._paid_in[_key(title)] = f"{title} ({currency})"

    def will_create(self, title: str) -> None:
        """Record the title of a job that doesn't exist yet."""
        self._new[_key(title)] = title

    def resolved(self, row: Row) -> tuple[Row, Match | None]:
        """Return the row and the job that it names. The row has a warning if the job is unknown or ambiguous.

        Exact titles take precedence over titles that differ in case and accents.
        """
        title = title_of(row)
        if title is None:
            return row, None
        found = self._exact.get(title) or self._folded.get(_key(title)) or []
        if len(found) == 1:
            return row, Match(found[0], title)
        if not found and _key(title) in self._new:
            return row, Match(None, self._new[_key(title)])
        untold = self._ambiguous if found else self._several if SEVERAL in title else self._missing
        untold[_key(title)] = title
        warning = (AMBIGUOUS if found else UNKNOWN).format(count=len(found), title=title[: field_limits.LONGEST_FIELD])
        return replace(row, warnings=(*row.warnings, warning)), None

    def missing(self, rows: Sequence[Row]) -> Mapping[str, str]:
        """Return the distinct titles in a table that no job has, by comparison key.

        Values that are too long for a title, or contain several titles, are left out.
        """
        titles = filter(None, map(title_of, rows))
        return {
            _key(title): title
            for title in reversed(list(titles))
            if len(title) <= field_limits.LONGEST_FIELD and SEVERAL not in title and _key(title) not in self._folded
        }

    @property
    def warnings(self) -> tuple[str, ...]:
        """Warnings about the titles, for the uploader."""
        told = (
            (UNKNOWN_TITLES, self._missing),
            (SEVERAL_TITLES, self._several),
            (AMBIGUOUS_TITLES, self._ambiguous),
            (CURRENCIES, self._paid_in),
        )
        return tuple(words.format(titles=listed([*titles.values()])) for words, titles in told if titles)


class Creation(NamedTuple):
    """Settings for the creation of missing jobs: the actor, and whether they are really created or only reported."""

    actor: Actor
    really: bool


async def find(work: UnitOfWork, rows: Sequence[Row], creation: Creation | None) -> Titles:
    """Return the jobs by title, after creating missing ones as drafts if `creation` is given.

    Creation locks the organisation until the unit of work ends, so that concurrent imports create each job once. Raises
    Invalid for too many missing jobs.
    """
    if creation and creation.really:
        await work.organisations.lock()
    titles = Titles()
    after = 0
    while page := (await work.jobs.page(Window(0, PAGE, after))).items:
        for job in page:
            titles.add(job.title, job.id)
        after = page[-1].id
    if creation:
        await _create(work, titles, rows, creation)
    return titles


async def _create(work: UnitOfWork, titles: Titles, rows: Sequence[Row], creation: Creation) -> None:
    missing = titles.missing(rows)
    if len(missing) > MOST_NEW:
        column = next(cell.column for row in rows for cell in row.cells if cell.field == headers.JOB)
        raise Invalid(TOO_MANY.format(count=len(missing), column=column))
    paid_in = _currencies(rows)
    for key, title in reversed([*missing.items()]):
        currency = paid_in.get(key, DEFAULT_CURRENCY)
        if key in paid_in:
            titles.is_paid_in(title, currency)
        if creation.really:
            details = JobDetails(title=title, status=DRAFT, currency=currency)
            job = await work.jobs.add(details, created_by_user_id=creation.actor.user_id)
            titles.add(job.title, job.id)
            titles.created += 1
        else:
            titles.will_create(title)


def _currencies(rows: Sequence[Row]) -> Mapping[str, str]:
    """Return the currency of each job, by comparison key, if its rows agree on one.

    It is read from columns about pay, next to amounts or alone.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if title := title_of(row):
            for cell in row.cells:
                if cell.field is None and PAY.search(folded(cell.column)):
                    found[_key(title)] |= currencies(cell.value) or currencies(f"1 {cell.value}")
    return {key: next(iter(several)) for key, several in found.items() if len(several) == 1}


def title_of(row: Row) -> str | None:
    """Return the title of the job that a row names, or None. Lines of a cell are titles, joined by `SEVERAL`."""
    lines = (field_limits.clean(cell.value).splitlines() for cell in row.cells if cell.field == headers.JOB)
    found = (f"{SEVERAL} ".join(filter(None, map(_spaced, titles))) for titles in lines)
    return next(filter(None, found), None)


def _spaced(title: str) -> str:
    return on_one_line(title)


def _key(title: str) -> str:
    return folded(_spaced(title[:LONGEST_COMPARED]))
