"""Which of the organisation's jobs the rows of a table name, by their titles."""

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
"""Jobs that an import creates: more distinct titles than that are hardly titles."""

SEVERAL = ";"
"""Between the titles of several jobs, of which none can be told to be the row's."""

LONGEST_COMPARED = 1_000
"""Characters by which titles are told apart: no job's title is as long."""

DRAFT = "draft"
PAY = re.compile(
    r"salar|pay|compensation|wage|rate\b|currency|gehalt|lohn|verg[uü]tung|w[aä]hrung|salaire|remuneration|devise|"
    r"sueldo|moneda|divisa|remuneracion|ordenado|moeda|stipendio|retribuzione|ral\b|valuta|loon"
)
"""In the folded name of a column about pay, in the languages of `headers.py`."""

UNKNOWN = "No application is made: no job has the title {title!r}."
AMBIGUOUS = "No application is made: {count} jobs have the title {title!r}."
UNKNOWN_TITLES = (
    "No jobs have these titles, so that no applications are made for them: {titles}. Create the jobs first, or import"
    " with create_jobs."
)
AMBIGUOUS_TITLES = "Several jobs have these titles, so that no applications are made for them: {titles}."
CURRENCIES = "The currency of these new jobs is that of the amounts in their rows: {titles}."
TOO_MANY = (
    f"This table names {{count}} jobs that aren't there: no more than {MOST_NEW} are created at once. Is {{column!r}}"
    " the column with the jobs? If so, create the jobs first."
)


class Titles:
    """The organisation's jobs by their titles, and what became of the titles that a table has."""

    def __init__(self) -> None:
        self._exact: defaultdict[str, list[int]] = defaultdict(list)
        self._folded: defaultdict[str, list[int]] = defaultdict(list)
        self.created = 0
        """How many jobs have been created."""

        self._new: dict[str, str] = {}
        self._paid_in: dict[str, str] = {}
        self._missing: dict[str, str] = {}
        self._ambiguous: dict[str, str] = {}

    def add(self, title: str, job_id: int) -> None:
        """Take note of a job."""
        self._exact[_spaced(title)].append(job_id)
        self._folded[_key(title)].append(job_id)

    def is_paid_in(self, title: str, currency: str) -> None:
        """Take note of the currency that a new job has by its rows."""
        self._paid_in[_key(title)] = f"{title} ({currency})"

    def will_create(self, title: str) -> None:
        """Take note of a job that is not there yet."""
        self._new[_key(title)] = title

    def resolved(self, row: Row) -> tuple[Row, Match | None]:
        """Return the job that a row names, and the row, with a warning where it isn't known which that is.

        Jobs with exactly that title go before those whose titles differ in case and accents.
        """
        title = title_of(row)
        if title is None:
            return row, None
        found = self._exact.get(title) or self._folded.get(_key(title)) or []
        if len(found) == 1:
            return row, Match(found[0], title)
        if not found and _key(title) in self._new:
            return row, Match(None, self._new[_key(title)])
        (self._ambiguous if found else self._missing)[_key(title)] = title
        warning = (AMBIGUOUS if found else UNKNOWN).format(count=len(found), title=title[: field_limits.LONGEST_FIELD])
        return replace(row, warnings=(*row.warnings, warning)), None

    def missing(self, rows: Sequence[Row]) -> Mapping[str, str]:
        """Return the titles in a table that no job has, each once, by the form in which they are compared.

        What is too long for a title, or has several in it, is none.
        """
        titles = filter(None, map(title_of, rows))
        return {
            _key(title): title
            for title in reversed(list(titles))
            if len(title) <= field_limits.LONGEST_FIELD and SEVERAL not in title and _key(title) not in self._folded
        }

    @property
    def warnings(self) -> tuple[str, ...]:
        """What whoever uploaded the rows should know of the titles in them."""
        told = ((UNKNOWN_TITLES, self._missing), (AMBIGUOUS_TITLES, self._ambiguous), (CURRENCIES, self._paid_in))
        return tuple(words.format(titles=listed([*titles.values()])) for words, titles in told if titles)


class Creation(NamedTuple):
    """Whether jobs that aren't there are created: by whom, or only said to be."""

    actor: Actor
    really: bool


async def find(work: UnitOfWork, rows: Sequence[Row], creation: Creation | None) -> Titles:
    """Return which jobs the rows name, after creating those that aren't there as drafts if that is wanted.

    Until the unit of work ends, others who create jobs so wait: each job is created once. Raises Invalid for too many.
    """
    if creation and creation.really:
        await work.organisations.hold()
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
    """Return the currency of each job, by the form in which titles are compared, where its rows agree on one.

    It stands beside the amounts in columns about pay, or alone in a column for it.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if title := title_of(row):
            for cell in row.cells:
                if cell.field is None and PAY.search(folded(cell.column)):
                    found[_key(title)] |= currencies(cell.value) or currencies(f"1 {cell.value}")
    return {key: next(iter(several)) for key, several in found.items() if len(several) == 1}


def title_of(row: Row) -> str | None:
    """Return the title of the job that a row names. Lines of a cell are several titles."""
    lines = (field_limits.clean(cell.value).splitlines() for cell in row.cells if cell.field == headers.JOB)
    found = (f"{SEVERAL} ".join(filter(None, map(_spaced, titles))) for titles in lines)
    return next(filter(None, found), None)


def _spaced(title: str) -> str:
    return on_one_line(title)


def _key(title: str) -> str:
    return folded(_spaced(title[:LONGEST_COMPARED]))
