"""Conversion of a table's row to a candidate, within the limits of the API.

Values that don't fit their field are kept in the notes, and a warning names the column. A row fails only if it has
neither a name nor an e-mail address. Warnings don't quote cells, so that personal data isn't copied to another place.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import chain
from typing import NamedTuple

from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.candidates.model.identifiers import Identifier, email_identifiers
from recruit.domain.candidates.model.profile import MOST, Contacts, Profile, Skill
from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.text import places, skills
from recruit.domain.external_ids.model import ExternalId
from recruit.domain.imports import cells, dates, experience, headers, stages
from recruit.domain.imports.cells import CellValues
from recruit.domain.imports.table import NAME_FIELDS, NO_NAME, Cell, Row
from recruit.domain.shared.blank_text import is_blank
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.limits import LONGEST_TEXT, MOST_YEARS
from recruit.domain.shared.single_line import on_one_line

LABEL = re.compile(rf" ?\((?:{'|'.join(headers.KIND_WORDS)})\)", re.IGNORECASE)
"""A label after an address, such as "(home)"."""

PROSE_WORDS = 4
"""Number of words from which a cell is a text rather than a number."""

PLACE = (headers.CITY, headers.REGION, headers.COUNTRY)
SITES = {
    headers.LINKEDIN: cells.LINKEDIN,
    headers.GITHUB: cells.GITHUB,
    headers.WEBSITE: None,
    headers.LINKS: None,
}
"""Field with URLs → the site whose profiles can be given there by the name of the account alone, or None."""

UNREJECTED = (stages.WITHDRAWN, stages.HIRED)
"""Statuses that end an application without a rejection."""

LONGEST_SOURCE = 50
SOURCE = "import"
"""Source of an application whose row has none."""

DATE_OF = {stages.REJECTED: headers.REJECTED, stages.HIRED: headers.HIRED}
"""Status → the field with the date since when an application has it. Without a value, `MOVED` and `ACTIVITY` follow."""

LONGEST_TAG = 50

UNNAMED = "The row has no name: the e-mail address stands for it."
NO_ADDRESS = "Column {column!r} holds something that is no {kind}: it is kept in the notes."
TOO_LONG = "Column {column!r} has more than {limit:,} characters: it is cut, and kept in the notes as a whole."
CUT = "The notes have more than {limit:,} characters: they are cut."
NO_DATE = "Column {column!r} should be a date, such as 2024-05-31: it is kept in the notes."
NO_YEARS = "Column {column!r} should be a number of years, such as 5: it is kept in the notes."
TOO_MANY = "Column {column!r} has more than {limit} entries: those beyond are kept in the notes."
GUESSED = "The stage {stage!r} leaves open how far the application is: it is taken for {status}."
CALENDAR_YEAR = "Column {column!r} has a calendar year, and not a number of years: it is kept in the notes."
TOO_LONG_AGO = "Column {column!r} has more than {most} years: it is kept in the notes."
PART_OF_A_YEAR = (
    "Column {column!r} is no whole number of years: the whole years are taken, and it is kept in the notes."
)
NO_STAGE = "No status is known for the stage {stage!r}: the application is {status}."


class NamedJob(NamedTuple):
    """The job that a row names. `id` is None if the job would have to be created first."""

    id: int | None
    title: str


@dataclass(frozen=True, slots=True)
class RowApplication:
    """The application that a row describes, with warnings about values that couldn't be used.

    `stage` is the text that `status` was read from, or an unknown stage, as a job may have a stage of that name.
    `applied_at` and `moved_at` are the aware times of the application and of its last move, None if the row has none.
    """

    job: NamedJob
    status: str
    source: str
    stage: str | None = field(default=None, compare=False)
    warnings: tuple[str, ...] = field(default=(), compare=False)
    applied_at: datetime | None = None
    moved_at: datetime | None = None
    external_id: ExternalId | None = None
    job_external_id: ExternalId | None = None

    @property
    def has_moved(self) -> bool:
        """Whether the application was in an earlier stage, by its times. A sourced one is in the first stage."""
        if self.applied_at is None or self.moved_at is None:
            return False
        return self.applied_at < self.moved_at and self.status != stages.SOURCED


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """The candidate that a row describes, with names of tags, and the application, if the row names a job.

    `created_at` is the aware time since when the candidate is known, None if the row has no date for it.
    """

    details: CandidateDetails
    profile: Profile
    warnings: tuple[str, ...] = ()
    application: RowApplication | None = None
    tags: tuple[str, ...] = ()
    created_at: datetime | None = None
    external_id: ExternalId | None = None

    @property
    def identifiers(self) -> frozenset[Identifier]:
        """The identifiers by which duplicates are found: e-mail addresses."""
        return frozenset(email_identifiers(self.profile.contacts))


def parse_row(row: Row, notes: str | None = None, job: NamedJob | None = None) -> ParsedRow:
    """Return the candidate that a row describes. `notes` are the recruiter's, `job` is the job that the row names.

    Values that no field can hold are kept in the notes, one line for each cell. The recruiter's notes are appended.
    Raises Invalid for a row with neither a name nor an e-mail address.
    """
    parser = _RowParser(row)
    name = parser.name()
    links = parser.links()
    details = CandidateDetails(
        full_name=name,
        headline=parser.text(headers.HEADLINE),
        location=parser.place(),
        experience_years=parser.years(),
        current_title=parser.text(headers.TITLE),
        current_company=parser.text(headers.COMPANY),
        linkedin_url=links.get(headers.LINKEDIN),
        github_url=links.get(headers.GITHUB),
        website_url=links.get(headers.WEBSITE),
    )
    contacts = Contacts(parser.emails(), parser.phones())
    if is_blank(name):
        if not contacts.emails:
            columns = [repr(cell.column) for cell in row.cells if cell.field in NAME_FIELDS]
            raise Invalid(NO_NAME.format(row=row.number, columns=" or ".join(columns)))
        parser.warnings.append(UNNAMED)
        details = replace(details, full_name=contacts.emails[0][: field_limits.LONGEST_FIELD])
    profile = Profile(skills=_canonical_skills(parser.skills()), contacts=contacts)
    application = parser.application(job) if job else None
    tags, created_at = parser.tags(), parser.date(headers.CREATED)
    if application:
        created_at = created_at or application.applied_at
        application = replace(application, applied_at=application.applied_at or created_at)
    external_id = parser.external_id(headers.CANDIDATE_ID)
    details = replace(details, notes=parser.notes(field_limits.clean(notes)))
    return ParsedRow(details, profile, (*row.warnings, *parser.warnings), application, tags, created_at, external_id)


class _RowParser:
    """Reads fields from a row's cells one after the other, and collects unused cells and warnings."""

    def __init__(self, row: Row) -> None:
        cleaned = (Cell(column, field_limits.clean(value), field) for column, value, field in row.cells)
        self._unused = [cell for cell in cleaned if cell.value and cell.field != headers.IGNORED]
        self._positions = {cell.column: position for position, cell in reversed([*enumerate(self._unused)])}
        self._for_notes: list[Cell] = []
        self._day_first, self._system = row.day_first, row.system
        self.warnings: list[str] = []

    def name(self) -> str:
        """Return the full name, or "". A "name" next to a first name without a last name is the last name."""
        first, middle, last = map(self._take, (headers.FIRST_NAME, headers.MIDDLE_NAME, headers.LAST_NAME))
        full = self._take(headers.FULL_NAME)
        if not full or (first and not last):
            return self._short_text([*first, *middle, *(last or full)], " ") or ""
        name = cells.first_name_first(" ".join(full[0].value.split()))
        return self._short_text([full[0]._replace(value=name)], "") or ""

    def text(self, field: str) -> str | None:
        """Return a short field, or None."""
        return self._short_text(self._take(field), "")

    def place(self) -> str | None:
        """Return the location: from a location column, else from city and region columns, else from an address.

        From an address only the city and the text after it are used, since a street or a postcode isn't a location; the
        whole cell is kept in the notes. A country from a separate column is appended.
        """
        found = [cell for cell in self._unused if cell.field == headers.LOCATION]
        whole = [cell for cell in found if headers.bare(cell.column) not in headers.STREET_ADDRESSES]
        if not whole and any(cell.field == headers.CITY for cell in self._unused):
            return self._parts_of_place()
        for cell in (*whole, *found)[:1]:
            lines = ", ".join(cell.value.splitlines())
            lines = lines if whole else LABEL.sub("", lines)
            city = places.written(lines) if any(map(str.isdigit, lines)) else lines
            if city or whole:
                self._unused.remove(cell)
                self._for_notes += [cell] if city and on_one_line(city) != on_one_line(lines) else []
                place = cell._replace(value=city or lines)
                return self._short_text([place, *self._country_beyond(place.value)], ", ")
        return self._parts_of_place()

    def _country_beyond(self, place: str) -> Sequence[Cell]:
        """Take the country, and return it unless it is in the place already."""
        found = self._take(headers.COUNTRY)
        return [cell for cell in found if not re.search(rf"\b{re.escape(cell.value)}\b", place, re.IGNORECASE)]

    def _parts_of_place(self) -> str | None:
        return self._short_text([cell for field in PLACE for cell in self._take(field)], ", ")

    def years(self) -> int | None:
        """Return the years of experience, or None."""
        for cell in self._take(headers.YEARS):
            found = experience.read(cell.value, cell.column)
            if found and found.years <= MOST_YEARS:
                if not found.exact:
                    self._keep_in_notes(cell, PART_OF_A_YEAR.format(column=cell.column))
                return found.years
            warning = CALENDAR_YEAR if experience.is_calendar_year(cell.value) else TOO_LONG_AGO if found else NO_YEARS
            self._keep_in_notes(cell, warning.format(column=cell.column, most=MOST_YEARS))
        return None

    def links(self) -> dict[str, str]:
        """Return the URLs of all columns by field, which the host determines. The first of each field is used."""
        links: dict[str, str] = {}
        for site_field, site in SITES.items():
            for cell in self._take(site_field, all_of_them=True):
                found = cells.urls(cell.value, site)
                unused = [url for url in found.values if not _add_link(links, url)]
                if not found.complete:
                    self._keep_in_notes(cell, NO_ADDRESS.format(column=cell.column, kind="http or https URL"))
                elif unused:
                    self._for_notes.append(cell._replace(value=" ".join(unused)))
        return links

    def emails(self) -> tuple[str, ...]:
        """Return the e-mail addresses of all columns."""
        return self._entries(headers.EMAILS, cells.emails, "e-mail address")

    def phones(self) -> tuple[str, ...]:
        """Return the phone numbers of all columns."""
        return self._entries(headers.PHONES, cells.phones, "phone number")

    def skills(self) -> tuple[str, ...]:
        """Return the skills of all columns, as written."""
        return self._listed(headers.SKILLS, "skill", field_limits.LONGEST_SKILL)

    def tags(self) -> tuple[str, ...]:
        """Return the names of the tags of all columns."""
        return self._listed(headers.TAGS, "tag", LONGEST_TAG)

    def _listed(self, field: str, kind: str, longest: int) -> tuple[str, ...]:
        return self._entries(field, partial(_listed, longest=longest), f"{kind} of at most {longest} characters")

    def date(self, *fields: str) -> datetime | None:
        """Return the date of the first of these fields that has a readable one, or None."""
        for cell in (one for name in fields for one in self._take(name)):
            if found := dates.read(cell.value, day_first=self._day_first):
                return found
            self._keep_in_notes(cell, NO_DATE.format(column=cell.column))
        return None

    def external_id(self, field: str) -> ExternalId | None:
        """Return the id of a record in the system that the table is from, or None."""
        for cell in self._take(field):
            value = on_one_line(cell.value)
            if value and len(value) <= field_limits.LONGEST_FIELD:
                return ExternalId(self._system, value)
            self._for_notes.append(cell)
        return None

    def application(self, job: NamedJob) -> RowApplication:
        """Return the application that a row describes, given its job."""
        self._take(headers.JOB)
        first = len(self.warnings)
        stage_cells = [cell for cell in self._unused if cell.field == headers.STAGE]
        status = self._status(stage_cells)
        said = {cell.value: stages.status_of(cell.value) or stages.guess(cell.value) for cell in stage_cells}
        telling = [text for text, meaning in said.items() if meaning == status]
        if not telling and status == stages.SOURCED:  # all are unknown
            telling = [*said]
        warnings = tuple(self.warnings[first:])
        moved = (DATE_OF[status],) if status in DATE_OF else ()
        return RowApplication(
            job=job,
            status=status,
            source=self._source(),
            stage=next(iter(telling), None),
            warnings=warnings,
            applied_at=self.date(headers.APPLIED),
            moved_at=self.date(*moved, headers.MOVED, headers.ACTIVITY),
            external_id=self.external_id(headers.APPLICATION_ID),
            job_external_id=self.external_id(headers.JOB_ID),
        )

    def _status(self, stage_cells: Sequence[Cell]) -> str:
        """Return the status of an application. A final status, from a stage or a reason, takes precedence.

        A reason that names a withdrawal or a hire takes precedence over the stage, since withdrawn applications are
        archived, too. Unknown stages, stages before a rejection and the rejection's reason are kept in the notes. An
        ambiguous stage is used only if no other cell gives a status, or if it says that the application has ended while
        no cell has a final status; both with a warning.
        """
        known = {cell: status for cell in stage_cells if (status := stages.status_of(cell.value))}
        reasons = [cell.value for cell in self._unused if cell.field in {headers.REJECTION, headers.REJECTED}]
        hired = [stages.HIRED for cell in self._unused if cell.field == headers.HIRED and dates.read(cell.value)]
        in_reasons = (status for reason in reasons if (status := stages.status_of(reason)) in UNREJECTED)
        in_stages = (status for status in known.values() if status in stages.FINAL)
        final = next(chain(in_reasons, in_stages, hired, filter(None, map(stages.ended_by, reasons))), None)
        guessed = {cell: guess for cell in stage_cells if (guess := stages.guess(cell.value))}
        guessed_final = next((guess for guess in guessed.values() if guess in stages.FINAL), None)
        certain = final or (None if guessed_final else next(iter(known.values()), None))
        status = certain or guessed_final or next(iter(guessed.values()), stages.SOURCED)
        for cell in stage_cells:
            if known.get(cell) == status or (certain and cell in guessed):
                self._unused.remove(cell)
            elif not certain and cell not in known:
                warning = GUESSED if guessed.get(cell) == status else NO_STAGE
                self.warnings.append(warning.format(stage=cell.value[: field_limits.LONGEST_FIELD], status=status))
        return status

    def _source(self) -> str:
        """Return the source. A column named "source" takes precedence over one that a layout maps to it."""
        found = [cell for cell in self._unused if cell.field == headers.SOURCE]
        found = [cell for cell in found if 0 < len(on_one_line(cell.value)) <= LONGEST_SOURCE]
        found.sort(key=lambda cell: headers.field_of(cell.column) != headers.SOURCE)
        if not found:
            return SOURCE
        self._unused.remove(found[0])
        return on_one_line(found[0].value)

    def notes(self, recruiter_notes: str) -> str | None:
        """Return the notes, followed by unused cells and the recruiter's notes."""
        lines = [cell.value for cell in self._take(headers.NOTES, all_of_them=True)]
        unused = sorted([*self._unused, *self._for_notes], key=lambda cell: self._positions[cell.column])
        text = "\n".join([*lines, *dict.fromkeys(f"{cell.column}: {cell.value}" for cell in unused)])
        if len(text) + len(field_limits.NOTES) + len(recruiter_notes) > LONGEST_TEXT:
            self.warnings.append(CUT.format(limit=LONGEST_TEXT))
        return field_limits.with_notes(text, recruiter_notes) or None

    def _entries(self, field: str, read: Callable[[str], CellValues], kind: str) -> tuple[str, ...]:
        """Return the distinct entries of all columns of a list field."""
        entries: dict[str, str] = {}
        for cell in self._take(field, all_of_them=True):
            found = read(cell.value)
            for value in filter(None, map(on_one_line, found.values)):
                entries.setdefault(value.casefold(), value)
            if len(entries) > MOST:
                self._keep_in_notes(cell, TOO_MANY.format(column=cell.column, limit=MOST))
            elif not found.complete:
                self._keep_in_notes(cell, NO_ADDRESS.format(column=cell.column, kind=kind))
        return tuple(entries.values())[:MOST]

    def _take(self, field: str, *, all_of_them: bool = False) -> Sequence[Cell]:
        """Remove and return the first cell of a field, or all of them."""
        found = [cell for cell in self._unused if cell.field == field and not _is_prose(cell)]
        found = found if all_of_them else found[:1]
        for cell in found:
            self._unused.remove(cell)
        return found

    def _short_text(self, found: Sequence[Cell], separator: str) -> str | None:
        text = separator.join(on_one_line(cell.value) for cell in found)
        if len(text) > field_limits.LONGEST_FIELD:
            self.warnings.append(TOO_LONG.format(column=found[0].column, limit=field_limits.LONGEST_FIELD))
            self._for_notes += found
        return field_limits.cut(text, field_limits.LONGEST_FIELD) or None

    def _keep_in_notes(self, cell: Cell, warning: str) -> None:
        """Keep a cell in the notes, and add a warning."""
        self._for_notes.append(cell)
        self.warnings.append(warning)


def _is_prose(cell: Cell) -> bool:
    """Return whether a cell is a text in a column that contains a number of years in other tables."""
    is_vague = cell.field == headers.YEARS and headers.bare(cell.column) in headers.YEARS_OR_TEXT
    return is_vague and len(cell.value.split()) >= PROSE_WORDS and not experience.read(cell.value)


def _add_link(links: dict[str, str], url: str) -> bool:
    """Add a URL under its field, and return whether the field holds it now."""
    if len(url) > field_limits.LONGEST_FIELD or cells.is_on(url, *cells.OTHER_SYSTEMS):
        return False
    field = headers.WEBSITE
    if cells.is_on(url, "linkedin.com", "lnkd.in"):
        field = headers.LINKEDIN
    elif cells.is_on(url, "github.com"):
        field = headers.GITHUB
    return links.setdefault(field, url) == url


def _listed(text: str, longest: int) -> CellValues:
    """Return the parts of a list that have at most `longest` characters."""
    found = cells.listed(text)
    fitting = [part for part in found.values if len(part) <= longest]
    return CellValues(fitting, found.complete and len(fitting) == len(found.values))


def _canonical_skills(written: Sequence[str]) -> tuple[Skill, ...]:
    """Return distinct skills by canonical name, with the row's words as evidence."""
    found: dict[str, Skill] = {}
    for words in written:
        name = skills.canonical(" ".join(words.split()))
        found.setdefault(name, Skill(name, words))
    return tuple(found.values())
