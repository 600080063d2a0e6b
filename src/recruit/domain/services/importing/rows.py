"""A row of a table as a candidate, within the bounds of the API, with every fault named by its column."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from recruit.domain.model.candidate import CandidateDetails
from recruit.domain.model.errors import Invalid
from recruit.domain.model.likeness import Identifier, IdentifierKind, of_contacts
from recruit.domain.model.profile import MOST, Contacts, Profile, Skill
from recruit.domain.services.extraction import bounds, skills
from recruit.domain.services.extraction.contacts import LONGEST_EMAIL
from recruit.domain.services.importing import headers
from recruit.domain.services.importing.table import Cells

YEARS = re.compile(r"(\d{1,10})(?:[.,]\d+)?\s*\+?\s*(?:[^\W\d]+\.?)?")
"""A number, and a word such as "years" behind it."""

HANDLE = re.compile(r"@?([\w-]+)")
BARE_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?")
SEPARATORS = re.compile(r"[,;|\n]")
PLACE = (headers.CITY, headers.REGION, headers.COUNTRY)
EMAIL = re.compile(r"[^@\s<>()]+@[^@\s<>().]+(?:\.[^@\s<>().]+)+")
LONGEST_PHONE = 50


@dataclass(frozen=True, slots=True)
class Person:
    """A candidate as a row describes them."""

    details: CandidateDetails
    profile: Profile
    warnings: tuple[str, ...] = ()

    @property
    def identifiers(self) -> frozenset[Identifier]:
        """What tells that they are there already: their e-mail addresses."""
        found = of_contacts(self.profile.contacts)
        return frozenset(one for one in found if one.kind is IdentifierKind.EMAIL)


def person(cells: Cells, notes: str | None = None) -> Person:
    """Return the person whom a row describes; the recruiter's notes end theirs. Raises Invalid with every fault.

    What no field has room for is kept in the notes, a line for each cell.
    """
    row = _Row(cells)
    details = CandidateDetails(
        full_name=row.name(),
        headline=row.text(headers.HEADLINE),
        location=row.text(headers.LOCATION) or row.joined(PLACE, ", "),
        experience_years=row.years(),
        current_title=row.text(headers.TITLE),
        current_company=row.text(headers.COMPANY),
        linkedin_url=row.url(headers.LINKEDIN),
        github_url=row.url(headers.GITHUB, "https://github.com/"),
        website_url=row.url(headers.WEBSITE),
    )
    known = row.entries(headers.SKILLS, _is_skill, f"skills of at most {bounds.LONGEST_SKILL} characters")
    contacts = Contacts(
        row.entries(headers.EMAILS, _is_email, "e-mail addresses"),
        row.entries(headers.PHONES, _is_phone, "phone numbers"),
    )
    details = replace(details, notes=row.notes(bounds.clean(notes)))
    if row.faults:
        raise Invalid("; ".join(row.faults))
    return Person(details, Profile(skills=tuple(_named(known)), contacts=contacts))


class _Row:
    """Cells that become fields one after the other, and what is wrong with them."""

    def __init__(self, cells: Cells) -> None:
        self._left = [(column, text) for column, value in cells if (text := bounds.clean(value))]
        self.faults: list[str] = []

    def name(self) -> str:
        """Return the full name. A "name" beside a first name and no last one is the last name."""
        first, middle, last = map(self._take, (headers.FIRST_NAME, headers.MIDDLE_NAME, headers.LAST_NAME))
        whole = self._take(headers.FULL_NAME)
        parts = whole if whole and (last or not first) else [*first, *middle, *(last or whole)]
        if not parts:
            self.faults.append("The row has no name")
        return self._short(parts, " ") or ""

    def text(self, field: str) -> str | None:
        """Return a short field."""
        return self._short(self._take(field), "")

    def joined(self, fields: Sequence[str], between: str) -> str | None:
        """Return what the columns of a place say together."""
        return self._short([cell for field in fields for cell in self._take(field)], between)

    def years(self) -> int | None:
        """Return a number of years."""
        for column, value in self._take(headers.YEARS):
            found = YEARS.fullmatch(value)
            if found and int(found[1]) <= bounds.LARGEST_NUMBER:
                return int(found[1])
            self.faults.append(f"Column {column!r} should be a number of years, such as 5")
        return None

    def url(self, field: str, site: str | None = None) -> str | None:
        """Return an address, with a scheme where it lacks one; a name on `site` becomes one."""
        for column, value in self._take(field):
            address = value
            if site and (handle := HANDLE.fullmatch(value)):
                address = site + handle[1]
            elif BARE_ADDRESS.fullmatch(value):
                address = f"https://{value}"
            if not _is_web_address(address):
                self.faults.append(f"Column {column!r} should be an http or https URL")
            self._refuse_longer(column, address, bounds.LONGEST_FIELD)
            return address
        return None

    def entries(self, field: str, fits: Callable[[str], bool], words: str) -> tuple[str, ...]:
        """Return what the columns of a list hold, each once; what doesn't fit isn't `words`."""
        found: dict[str, str] = {}
        for column, value in self._take(field, all_of_them=True):
            parts = [part for part in map(str.strip, SEPARATORS.split(value)) if part]
            if not all(map(fits, parts)):
                self.faults.append(f"Column {column!r} should hold {words}, with commas between them")
            for part in parts:
                found.setdefault(part.casefold(), part)
            if len(found) > MOST:
                self.faults.append(f"Column {column!r} should hold at most {MOST} entries")
        return tuple(found.values())

    def notes(self, recruiters: str) -> str | None:
        """Return the notes, then what is left, and then the recruiter's notes."""
        lines = [value for _, value in self._take(headers.NOTES, all_of_them=True)]
        text = "\n".join([*lines, *(f"{column}: {value}" for column, value in self._left)])
        self._refuse_longer("notes", text, bounds.LONGEST_TEXT - len(bounds.NOTES) - len(recruiters))
        return bounds.with_notes(text, recruiters) or None

    def _take(self, field: str, *, all_of_them: bool = False) -> Cells:
        """Return the first cell of a field, or all, which then are no longer left."""
        found = [cell for cell in self._left if _field(*cell) == field]
        found = found if all_of_them else found[:1]
        for cell in found:
            self._left.remove(cell)
        return found

    def _short(self, cells: Cells, between: str) -> str | None:
        text = between.join(" ".join(value.split()) for _, value in cells)
        self._refuse_longer(" + ".join(column for column, _ in cells), text, bounds.LONGEST_FIELD)
        return text or None

    def _refuse_longer(self, column: str, value: str, limit: int) -> None:
        if len(value) > limit:
            self.faults.append(f"Column {column!r} should have at most {limit:,} characters, not {len(value):,}")


def _field(column: str, value: str) -> str | None:
    vague = headers.key(column) in headers.VAGUE and not YEARS.fullmatch(value)
    return None if vague else headers.field_of(column)


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(map(str.isspace, value))


def _is_email(part: str) -> bool:
    return len(part) <= LONGEST_EMAIL and bool(EMAIL.fullmatch(part))


def _is_phone(part: str) -> bool:
    return len(part) <= LONGEST_PHONE and any(map(str.isdigit, part))


def _is_skill(part: str) -> bool:
    return len(part) <= bounds.LONGEST_SKILL


def _named(written: Sequence[str]) -> Iterator[Skill]:
    """Yield skills by their canonical names, each once, as the row's words show them."""
    seen: set[str] = set()
    for words in written:
        name = skills.canonical(" ".join(words.split()))
        if name not in seen:
            seen.add(name)
            yield Skill(name, words)
