"""Lookup of the jobs that a table's rows name by title."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from recruit.domain.accounts.model.users import Actor
from recruit.domain.candidates.model.identifiers import fold_accents
from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.job.salary import DEFAULT_CURRENCY, currencies
from recruit.domain.imports import headers
from recruit.domain.imports.hiring_teams import ROLES, HiringTeams
from recruit.domain.imports.rows import NamedJob
from recruit.domain.imports.table import Row, Table, listed
from recruit.domain.jobs.model import JobDetails
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import all_items
from recruit.domain.shared.single_line import on_one_line
from recruit.ports.unit_of_work import UnitOfWork

MOST_NEW = 100
"""Maximum number of jobs that an import creates. A column with more distinct values hardly contains titles."""

SEVERAL = ";"
"""Separator of several titles in a cell, none of which can be determined as the row's job."""

LONGEST_COMPARED = 1_000
"""Characters of a title that are compared. Titles of jobs are shorter."""

DRAFT = "draft"
PAY_COLUMN = re.compile(
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


class JobTitles:
    """The organisation's jobs by title, and the results of lookups for a table."""

    def __init__(self) -> None:
        self._exact: defaultdict[str, list[int]] = defaultdict(list)
        self._folded: defaultdict[str, list[int]] = defaultdict(list)
        self.teams = HiringTeams()
        self.created: set[int] = set()
        """The ids of created jobs."""

        self._new: dict[str, str] = {}
        self._currency_notes: dict[str, str] = {}
        self._missing: dict[str, str] = {}
        self._several: dict[str, str] = {}
        self._ambiguous: dict[str, str] = {}

    def add(self, title: str, job_id: int) -> None:
        """Add a job."""
        self._exact[on_one_line(title)].append(job_id)
        self._folded[_key(title)].append(job_id)

    def matching(self, title: str) -> Sequence[int]:
        """Return the ids of the jobs with a title. Exact titles take precedence over folded ones."""
        return self._exact.get(on_one_line(title)) or self._folded.get(_key(title)) or []

    def set_currency(self, title: str, currency: str) -> None:
        """Record the currency of a new job, determined from its rows."""
        self._currency_notes[_key(title)] = f"{title} ({currency})"

    def add_planned(self, title: str) -> None:
        """Record the title of a job that doesn't exist yet."""
        self._new[_key(title)] = title

    def resolved(self, row: Row) -> tuple[Row, NamedJob | None]:
        """Return the row and its job, or with a warning and None."""
        title = title_of(row)
        if title is None:
            return row, None
        found = self.matching(title)
        if len(found) == 1:
            return self.teams.resolved(row, found[0]), NamedJob(found[0], title)
        if not found and _key(title) in self._new:
            return self.teams.resolved(row, None), NamedJob(None, self._new[_key(title)])
        group = self._ambiguous if found else self._several if SEVERAL in title else self._missing
        group[_key(title)] = title
        warning = (AMBIGUOUS if found else UNKNOWN).format(count=len(found), title=title[: field_limits.LONGEST_FIELD])
        return replace(row, warnings=(*row.warnings, warning)), None

    def missing(self, rows: Sequence[Row]) -> Mapping[str, str]:
        """Return the distinct titles, by comparison key, that no job has. Texts and lists of titles are left out."""
        titles = filter(None, map(title_of, rows))
        return {
            _key(title): title
            for title in reversed(list(titles))
            if len(title) <= field_limits.LONGEST_FIELD and SEVERAL not in title and _key(title) not in self._folded
        }

    @property
    def warnings(self) -> tuple[str, ...]:
        """Warnings about the titles, for the uploader."""
        groups = (
            (UNKNOWN_TITLES, self._missing),
            (SEVERAL_TITLES, self._several),
            (AMBIGUOUS_TITLES, self._ambiguous),
            (CURRENCIES, self._currency_notes),
        )
        return tuple(message.format(titles=listed([*titles.values()])) for message, titles in groups if titles)


class JobCreation(NamedTuple):
    """Settings for the creation of missing jobs: the actor, and whether the jobs are only reported."""

    actor: Actor
    dry_run: bool


async def find(work: UnitOfWork, table: Table, creation: JobCreation | None, *, with_teams: bool = False) -> JobTitles:
    """Return the jobs by title, after creating missing ones as drafts if `creation` is given.

    With `with_teams`, users in the rows are found for the teams of the jobs.

    Without a job column, no jobs are looked up. Creation locks the organisation until the unit of work ends, so that
    concurrent imports create each job once. Raises Invalid for too many missing jobs.
    """
    titles = JobTitles()
    if not table.has(headers.JOB):
        return titles
    if creation and not creation.dry_run:
        await work.organisations.lock()
    if with_teams and any(map(table.has, ROLES)):
        titles.teams = HiringTeams([user async for user in all_items(work.users.page)])
    async for job in all_items(work.jobs.page):
        titles.add(job.title, job.id)
    if creation:
        await _create_missing(work, titles, table.rows, creation)
    return titles


async def _create_missing(work: UnitOfWork, titles: JobTitles, rows: Sequence[Row], creation: JobCreation) -> None:
    missing = titles.missing(rows)
    if len(missing) > MOST_NEW:
        column = next(cell.column for row in rows for cell in row.cells if cell.field == headers.JOB)
        raise Invalid(TOO_MANY.format(count=len(missing), column=column))
    currencies_by_key = _currencies(rows)
    for key, title in reversed([*missing.items()]):
        currency = currencies_by_key.get(key, DEFAULT_CURRENCY)
        if key in currencies_by_key:
            titles.set_currency(title, currency)
        if creation.dry_run:
            titles.add_planned(title)
            continue
        details = JobDetails(title=title, status=DRAFT, currency=currency)
        job = await work.jobs.add(details, created_by_user_id=creation.actor.user_id)
        titles.add(job.title, job.id)
        titles.created.add(job.id)


def _currencies(rows: Sequence[Row]) -> Mapping[str, str]:
    """Return the currency of each job by comparison key, from columns about pay, if its rows agree on one."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if title := title_of(row):
            for cell in row.cells:
                if cell.field is None and PAY_COLUMN.search(fold_accents(cell.column)):
                    found[_key(title)] |= currencies(cell.value) or currencies(f"1 {cell.value}")
    return {key: next(iter(several)) for key, several in found.items() if len(several) == 1}


def title_of(row: Row) -> str | None:
    """Return the title of the job that a row names, or None. Lines of a cell are titles, joined by `SEVERAL`."""
    lines = (field_limits.clean(cell.value).splitlines() for cell in row.cells if cell.field == headers.JOB)
    found = (f"{SEVERAL} ".join(filter(None, map(on_one_line, titles))) for titles in lines)
    return next(filter(None, found), None)


def _key(title: str) -> str:
    return fold_accents(on_one_line(title[:LONGEST_COMPARED]))
