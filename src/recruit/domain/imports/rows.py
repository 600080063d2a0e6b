"""Conversion of a table's row to a candidate, within the limits of the API.

Values that don't fit their field are kept in the notes, and a warning names the column. A row fails only if it has
neither a name nor an e-mail address. Warnings don't quote cells, so that personal data isn't copied to another place.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.candidates.model.identifiers import Identifier, IdentifierKind, contact_identifiers
from recruit.domain.candidates.model.profile import MOST, Contacts, Profile, Skill
from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.text import places, skills
from recruit.domain.imports import cells, experience, headers, stages
from recruit.domain.imports.cells import Found
from recruit.domain.imports.table import NAMELESS, NAMING, Cell, Row
from recruit.domain.shared.blank_text import is_blank
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.single_line import on_one_line

LABEL = re.compile(rf" ?\((?:{'|'.join(headers.KINDS)})\)", re.IGNORECASE)
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
"""Fields with URLs, and the accounts that can be given by name alone in them."""

UNREJECTED = (stages.WITHDRAWN, stages.HIRED)
"""Statuses that end an application without a rejection."""

LONGEST_SOURCE = 50
SOURCE = "import"
"""Source of an application whose row has none."""

UNNAMED = "The row has no name: the e-mail address stands for it."
NO_ADDRESS = "Column {column!r} holds something that is no {kind}: it is kept in the notes."
TOO_LONG = "Column {column!r} has more than {limit:,} characters: it is cut, and kept in the notes as a whole."
CUT = "The notes have more than {limit:,} characters: they are cut."
NO_YEARS = "Column {column!r} should be a number of years, such as 5: it is kept in the notes."
TOO_MANY = "Column {column!r} has more than {limit} entries: those beyond are kept in the notes."
GUESSED = "The stage {stage!r} leaves open how far the application is: it is taken for {status}."
CALENDAR_YEAR = "Column {column!r} has a calendar year, and not a number of years: it is kept in the notes."
TOO_LONG_AGO = "Column {column!r} has more than {most} years: it is kept in the notes."
PART_OF_A_YEAR = (
    "Column {column!r} is no whole number of years: the whole years are taken, and it is kept in the notes."
)
NO_STAGE = "No status is known for the stage {stage!r}: the application is {status}."


class Match(NamedTuple):
    """The job that a row's candidate has applied for. `id` is None if the job would have to be created first."""

    id: int | None
    title: str


@dataclass(frozen=True, slots=True)
class Applied:
    """The application that a row describes, with warnings about values that couldn't be used."""

    job: Match
    status: str
    source: str
    warnings: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Person:
    """The candidate that a row describes, and the application, if the row names a job."""

    details: CandidateDetails
    profile: Profile
    warnings: tuple[str, ...] = ()
    applied: Applied | None = None

    @property
    def identifiers(self) -> frozenset[Identifier]:
        """The identifiers by which duplicates are found: e-mail addresses."""
        found = contact_identifiers(self.profile.contacts)
        return frozenset(one for one in found if one.kind is IdentifierKind.EMAIL)


def person(row: Row, notes: str | None = None, job: Match | None = None) -> Person:
    """Return the person that a row describes. `notes` are the recruiter's, `job` is the job in the row's job column.

    Values that no field can hold are kept in the notes, one line for each cell. The recruiter's notes are appended.
    Raises Invalid for a row with neither a name nor an e-mail address.
    """
    reading = _Reading(row)
    name = reading.name()
    links = reading.links()
    details = CandidateDetails(
        full_name=name,
        headline=reading.text(headers.HEADLINE),
        location=reading.place(),
        experience_years=reading.years(),
        current_title=reading.text(headers.TITLE),
        current_company=reading.text(headers.COMPANY),
        linkedin_url=links.get(headers.LINKEDIN),
        github_url=links.get(headers.GITHUB),
        website_url=links.get(headers.WEBSITE),
    )
    contacts = Contacts(reading.emails(), reading.phones())
    if is_blank(name):
        if not contacts.emails:
            columns = [repr(cell.column) for cell in row.cells if cell.field in NAMING]
            raise Invalid(NAMELESS.format(row=row.number, columns=" or ".join(columns)))
        reading.warnings.append(UNNAMED)
        details = replace(details, full_name=contacts.emails[0][: field_limits.LONGEST_FIELD])
    profile = Profile(skills=tuple(_named(reading.skills())), contacts=contacts)
    applied = reading.applied(job) if job else None
    details = replace(details, notes=reading.notes(field_limits.clean(notes)))
    return Person(details, profile, (*row.warnings, *reading.warnings), applied)


class _Reading:
    """Reads fields from a row's cells one after the other, and collects unused cells and warnings."""

    def __init__(self, row: Row) -> None:
        cleaned = (Cell(column, field_limits.clean(value), field) for column, value, field in row.cells)
        self._left = [cell for cell in cleaned if cell.value and cell.field != headers.IGNORED]
        self._places = {cell.column: place for place, cell in reversed([*enumerate(self._left)])}
        self._kept: list[Cell] = []
        self.warnings: list[str] = []

    def name(self) -> str:
        """Return the full name, or "". A "name" next to a first name without a last name is the last name."""
        first, middle, last = map(self._take, (headers.FIRST_NAME, headers.MIDDLE_NAME, headers.LAST_NAME))
        whole = self._take(headers.FULL_NAME)
        if not whole or (first and not last):
            return self._short([*first, *middle, *(last or whole)], " ") or ""
        return self._short([whole[0]._replace(value=cells.turned(" ".join(whole[0].value.split())))], "") or ""

    def text(self, field: str) -> str | None:
        """Return a short field, or None."""
        return self._short(self._take(field), "")

    def place(self) -> str | None:
        """Return the location: from a location column, else from city and region columns, else from an address.

        From an address only the city and the text after it are used, since a street or a postcode isn't a location; the
        whole cell is kept in the notes. A country from a separate column is appended.
        """
        found = [cell for cell in self._left if cell.field == headers.LOCATION]
        whole = [cell for cell in found if headers.bare(cell.column) not in headers.ADDRESSES]
        if not whole and any(cell.field == headers.CITY for cell in self._left):
            return self._parts_of_place()
        for cell in (*whole, *found)[:1]:
            lines = ", ".join(cell.value.splitlines())
            lines = lines if whole else LABEL.sub("", lines)
            city = places.written(lines) if any(map(str.isdigit, lines)) else lines
            if city or whole:
                self._left.remove(cell)
                self._kept += [cell] if city and on_one_line(city) != on_one_line(lines) else []
                place = cell._replace(value=city or lines)
                return self._short([place, *self._country_beyond(place.value)], ", ")
        return self._parts_of_place()

    def _country_beyond(self, place: str) -> Sequence[Cell]:
        """Take the country, and return it unless it is in the place already."""
        found = self._take(headers.COUNTRY)
        return [cell for cell in found if not re.search(rf"\b{re.escape(cell.value)}\b", place, re.IGNORECASE)]

    def _parts_of_place(self) -> str | None:
        return self._short([cell for field in PLACE for cell in self._take(field)], ", ")

    def years(self) -> int | None:
        """Return the years of experience, or None."""
        for cell in self._take(headers.YEARS):
            found = experience.read(cell.value, cell.column)
            if found and found.years <= experience.MOST_YEARS:
                if not found.whole:
                    self._refuse(cell, PART_OF_A_YEAR.format(column=cell.column))
                return found.years
            warning = CALENDAR_YEAR if experience.is_calendar_year(cell.value) else TOO_LONG_AGO if found else NO_YEARS
            self._refuse(cell, warning.format(column=cell.column, most=experience.MOST_YEARS))
        return None

    def links(self) -> dict[str, str]:
        """Return the URLs of all columns by field, which the host determines. The first of each field is used."""
        links: dict[str, str] = {}
        for site, accounts in SITES.items():
            for cell in self._take(site, all_of_them=True):
                found = cells.urls(cell.value, accounts)
                over = [url for url in found.values if not _took(links, url)]
                if not found.whole:
                    self._refuse(cell, NO_ADDRESS.format(column=cell.column, kind="http or https URL"))
                elif over:
                    self._kept.append(cell._replace(value=" ".join(over)))
        return links

    def emails(self) -> tuple[str, ...]:
        """Return the e-mail addresses of all columns."""
        return self._entries(headers.EMAILS, cells.emails, "e-mail address")

    def phones(self) -> tuple[str, ...]:
        """Return the phone numbers of all columns."""
        return self._entries(headers.PHONES, cells.phones, "phone number")

    def skills(self) -> tuple[str, ...]:
        """Return the skills of all columns, as written."""
        return self._entries(headers.SKILLS, _skills, f"skill of at most {field_limits.LONGEST_SKILL} characters")

    def applied(self, job: Match) -> Applied:
        """Return the application that a row describes, given its job."""
        self._take(headers.JOB)
        before = len(self.warnings)
        return Applied(job, self._status(), self._source(), tuple(self.warnings[before:]))

    def _status(self) -> str:
        """Return the status of an application. A final status, from a stage or a reason, takes precedence.

        A reason that names a withdrawal or a hire takes precedence over the stage, since withdrawn applications are
        archived, too. Unknown stages, stages before a rejection and the rejection's reason are kept in the notes. An
        ambiguous stage is used only if no other cell gives a status, or if it says that the application has ended while
        no cell has a final status; both with a warning.
        """
        cells_of_stage = [cell for cell in self._left if cell.field == headers.STAGE]
        known = {cell: status for cell in cells_of_stage if (status := stages.status_of(cell.value))}
        reasons = [cell.value for cell in self._left if cell.field == headers.REJECTION]
        told = (status for reason in reasons if (status := stages.status_of(reason)) in UNREJECTED)
        finals = (status for status in known.values() if status in stages.FINAL)
        ended = next(chain(told, finals, filter(None, map(stages.ended_by, reasons))), None)
        guessed = {cell: guess for cell in cells_of_stage if (guess := stages.guess(cell.value))}
        ending = next((guess for guess in guessed.values() if guess in stages.FINAL), None)
        told_status = ended or (None if ending else next(iter(known.values()), None))
        status = told_status or ending or next(iter(guessed.values()), stages.SOURCED)
        for cell in cells_of_stage:
            if known.get(cell) == status or (told_status and cell in guessed):
                self._left.remove(cell)
            elif not told_status and cell not in known:
                words = GUESSED if guessed.get(cell) == status else NO_STAGE
                self.warnings.append(words.format(stage=cell.value[: field_limits.LONGEST_FIELD], status=status))
        return status

    def _source(self) -> str:
        """Return the source. A column named "source" takes precedence over one that a layout maps to it."""
        found = [cell for cell in self._left if cell.field == headers.SOURCE]
        found = [cell for cell in found if 0 < len(on_one_line(cell.value)) <= LONGEST_SOURCE]
        found.sort(key=lambda cell: headers.field_of(cell.column) != headers.SOURCE)
        if not found:
            return SOURCE
        self._left.remove(found[0])
        return on_one_line(found[0].value)

    def notes(self, recruiters: str) -> str | None:
        """Return the notes, followed by unused cells and the recruiter's notes."""
        lines = [cell.value for cell in self._take(headers.NOTES, all_of_them=True)]
        left = sorted([*self._left, *self._kept], key=lambda cell: self._places[cell.column])
        text = "\n".join([*lines, *dict.fromkeys(f"{cell.column}: {cell.value}" for cell in left)])
        if len(text) + len(field_limits.NOTES) + len(recruiters) > field_limits.LONGEST_TEXT:
            self.warnings.append(CUT.format(limit=field_limits.LONGEST_TEXT))
        return field_limits.with_notes(text, recruiters) or None

    def _entries(self, field: str, read: Callable[[str], Found], kind: str) -> tuple[str, ...]:
        """Return the distinct entries of all columns of a list field."""
        entries: dict[str, str] = {}
        for cell in self._take(field, all_of_them=True):
            found = read(cell.value)
            for value in filter(None, map(on_one_line, found.values)):
                entries.setdefault(value.casefold(), value)
            if not found.whole:
                self._refuse(cell, NO_ADDRESS.format(column=cell.column, kind=kind))
            elif len(entries) > MOST:
                self._refuse(cell, TOO_MANY.format(column=cell.column, limit=MOST))
        return tuple(entries.values())[:MOST]

    def _take(self, field: str, *, all_of_them: bool = False) -> Sequence[Cell]:
        """Remove and return the first cell of a field, or all of them."""
        found = [cell for cell in self._left if cell.field == field and not _is_prose(cell)]
        found = found if all_of_them else found[:1]
        for cell in found:
            self._left.remove(cell)
        return found

    def _short(self, found: Sequence[Cell], between: str) -> str | None:
        text = between.join(on_one_line(cell.value) for cell in found)
        if len(text) > field_limits.LONGEST_FIELD:
            self.warnings += [
                TOO_LONG.format(column=cell.column, limit=field_limits.LONGEST_FIELD) for cell in found[:1]
            ]
            self._kept += found
        return field_limits.cut(text, field_limits.LONGEST_FIELD) or None

    def _refuse(self, cell: Cell, warning: str) -> None:
        """Keep a cell in the notes, and add a warning."""
        self._kept.append(cell)
        self.warnings.append(warning)


def _is_prose(cell: Cell) -> bool:
    """Return whether a cell is a text in a column that contains a number of years in other tables."""
    vague = cell.field == headers.YEARS and headers.bare(cell.column) in headers.VAGUE
    return vague and len(cell.value.split()) >= PROSE_WORDS and not experience.read(cell.value)


def _took(links: dict[str, str], url: str) -> bool:
    """Add a URL under its field, and return whether the field holds it now."""
    if len(url) > field_limits.LONGEST_FIELD or cells.is_on(url, *cells.OTHER_SYSTEMS):
        return False
    field = headers.WEBSITE
    if cells.is_on(url, "linkedin.com", "lnkd.in"):
        field = headers.LINKEDIN
    elif cells.is_on(url, "github.com"):
        field = headers.GITHUB
    return links.setdefault(field, url) == url


def _skills(text: str) -> Found:
    parts = [part for part in map(str.strip, cells.SEPARATORS.split(text)) if part and not cells.is_blank(part)]
    fitting = [part for part in parts if len(part) <= field_limits.LONGEST_SKILL]
    return Found(fitting, len(fitting) == len(parts))


def _named(written: Sequence[str]) -> Iterator[Skill]:
    """Yield distinct skills by canonical name, with the row's words as evidence."""
    seen: set[str] = set()
    for words in written:
        name = skills.canonical(" ".join(words.split()))
        if name not in seen:
            seen.add(name)
            yield Skill(name, words)
