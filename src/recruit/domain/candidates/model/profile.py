"""Profiles: what is known of a candidate beside the fields that every candidate has."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

Entry = TypeVar("Entry")

MOST = 100
"""Entries of a kind that a profile holds."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill by its canonical name, and the words that show it."""

    name: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its English name; `level` in the text's words."""

    name: str
    level: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Education:
    """What was studied where. Dates are YYYY-MM or YYYY; a single date is the end."""

    degree: str | None = None
    school: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A job. Dates are YYYY-MM or YYYY. No `end` means that it `goes_on`, or else that none is said."""

    title: str | None
    company: str | None
    start: str | None
    end: str | None
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Contacts:
    """Addresses and numbers as written."""

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadField:
    """A candidate's field as a résumé was read.

    `confidence` is how often such a value is right, 0..1. Where it is too low, `value` is None and what was read is the
    first of `suggestions`; the others are what else it may be.
    """

    name: str
    value: str | None
    confidence: float
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """What a résumé, or a recruiter, says of a person. What nobody says is empty.

    `fields` are the candidate's fields as the résumé was read, not as they are now.
    """

    skills: tuple[Skill, ...] = ()
    languages: tuple[Language, ...] = ()
    education: tuple[Education, ...] = ()
    positions: tuple[Position, ...] = ()
    contacts: Contacts = Contacts()
    fields: tuple[ReadField, ...] = ()


def union(one: Profile, other: Profile) -> Profile:
    """Return both profiles as one: of entries that say the same the first, of each kind at most `MOST`.

    Skills and languages are the same by name, e-mail addresses as written, all without case; phone numbers by their
    digits.
    """
    return Profile(
        skills=_each_once(one.skills, other.skills, by=_by_name),
        languages=_each_once(one.languages, other.languages, by=_by_name),
        education=_each_once(one.education, other.education, by=_as_it_is),
        positions=_each_once(one.positions, other.positions, by=_as_it_is),
        contacts=Contacts(
            emails=_each_once(one.contacts.emails, other.contacts.emails, by=str.casefold),
            phones=_each_once(one.contacts.phones, other.contacts.phones, by=_digits),
        ),
        fields=_each_once(one.fields, other.fields, by=lambda field: field.name),
    )


def left_over(both: Profile, other: Profile) -> Iterator[str]:
    """Yield the entries of a profile that its union with another has no room for, each as a line."""
    for skill in _missing(both.skills, other.skills, by=_by_name):
        yield f"Skill: {skill.name}"
    for language in _missing(both.languages, other.languages, by=_by_name):
        yield f"Language: {_listed(language.name, language.level)}"
    for entry in _missing(both.education, other.education, by=_as_it_is):
        yield f"Education: {_listed(entry.degree, entry.school, entry.start, entry.end)}"
    for position in _missing(both.positions, other.positions, by=_as_it_is):
        yield f"Position: {_listed(position.title, position.company, position.start, position.end)}"
    for email in _missing(both.contacts.emails, other.contacts.emails, by=str.casefold):
        yield f"E-mail address: {email}"
    for phone in _missing(both.contacts.phones, other.contacts.phones, by=_digits):
        yield f"Phone number: {phone}"


def _each_once(one: Iterable[Entry], other: Iterable[Entry], by: Callable[[Entry], Hashable]) -> tuple[Entry, ...]:
    found: dict[Hashable, Entry] = {}
    for entry in chain(one, other):
        found.setdefault(by(entry), entry)
    return tuple(found.values())[:MOST]


def _missing(there: Iterable[Entry], wanted: Iterable[Entry], by: Callable[[Entry], Hashable]) -> list[Entry]:
    known = set(map(by, there))
    return [entry for entry in wanted if by(entry) not in known]


def _listed(*values: str | None) -> str:
    return ", ".join(filter(None, values))


def _by_name(entry: Skill | Language) -> str:
    return entry.name.casefold()


def _as_it_is(entry: Education | Position) -> Education | Position:
    return entry


def _digits(phone: str) -> str:
    return "".join(filter(str.isdigit, phone)) or phone
