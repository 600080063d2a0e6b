"""Profiles: a candidate's skills, languages, education, positions and contacts."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

Entry = TypeVar("Entry")

MOST = 100
"""Maximum number of entries of each kind in a profile."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill: its canonical name, and the words of the text that show it."""

    name: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its English name, the level in the text's words, and the words of the text that show it."""

    name: str
    level: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Education:
    """A degree and school. Dates are YYYY-MM or YYYY; a single date is the end."""

    degree: str | None = None
    school: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A job that a candidate has held. Dates are YYYY-MM or YYYY.

    `end` is None for a current position (`goes_on`), and where the résumé gives no end.
    """

    title: str | None
    company: str | None
    start: str | None
    end: str | None
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Contacts:
    """E-mail addresses and phone numbers, as written."""

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadField:
    """A candidate's field as read from a résumé.

    `confidence` is the share of such values that are right, 0..1. Where it is too low, `value` is None and the value
    that was read is the first of `suggestions`. The other suggestions are alternatives.
    """

    name: str
    value: str | None
    confidence: float
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """A candidate's profile, from a résumé or a recruiter. Unknown parts are empty.

    `fields` are the candidate's fields as read from the résumé, not their current values.
    """

    skills: tuple[Skill, ...] = ()
    languages: tuple[Language, ...] = ()
    education: tuple[Education, ...] = ()
    positions: tuple[Position, ...] = ()
    contacts: Contacts = Contacts()
    fields: tuple[ReadField, ...] = ()


def union(one: Profile, other: Profile) -> Profile:
    """Return the union of two profiles, with at most `MOST` entries of each kind. Of equal entries the first is kept.

    Skills and languages are compared by name and e-mail addresses as written, all without case, and phone numbers by
    their digits.
    """
    return Profile(
        skills=_distinct(one.skills, other.skills, by=_name_key),
        languages=_distinct(one.languages, other.languages, by=_name_key),
        education=_distinct(one.education, other.education, by=_identity),
        positions=_distinct(one.positions, other.positions, by=_identity),
        contacts=Contacts(
            emails=_distinct(one.contacts.emails, other.contacts.emails, by=str.casefold),
            phones=_distinct(one.contacts.phones, other.contacts.phones, by=_digits),
        ),
        fields=_distinct(one.fields, other.fields, by=lambda field: field.name),
    )


def overflow(merged: Profile, other: Profile) -> Iterator[str]:
    """Yield the entries of `other` that are missing from the union `merged` because of its limit, one line each."""
    for skill in _missing(merged.skills, other.skills, by=_name_key):
        yield f"Skill: {skill.name}"
    for language in _missing(merged.languages, other.languages, by=_name_key):
        yield f"Language: {_listed(language.name, language.level)}"
    for entry in _missing(merged.education, other.education, by=_identity):
        yield f"Education: {_listed(entry.degree, entry.school, entry.start, entry.end)}"
    for position in _missing(merged.positions, other.positions, by=_identity):
        yield f"Position: {_listed(position.title, position.company, position.start, position.end)}"
    for email in _missing(merged.contacts.emails, other.contacts.emails, by=str.casefold):
        yield f"E-mail address: {email}"
    for phone in _missing(merged.contacts.phones, other.contacts.phones, by=_digits):
        yield f"Phone number: {phone}"


def _distinct(one: Iterable[Entry], other: Iterable[Entry], by: Callable[[Entry], Hashable]) -> tuple[Entry, ...]:
    found: dict[Hashable, Entry] = {}
    for entry in chain(one, other):
        found.setdefault(by(entry), entry)
    return tuple(found.values())[:MOST]


def _missing(kept: Iterable[Entry], wanted: Iterable[Entry], by: Callable[[Entry], Hashable]) -> list[Entry]:
    known = set(map(by, kept))
    return [entry for entry in wanted if by(entry) not in known]


def _listed(*values: str | None) -> str:
    return ", ".join(filter(None, values))


def _name_key(entry: Skill | Language) -> str:
    return entry.name.casefold()


def _identity(entry: Education | Position) -> Education | Position:
    return entry


def _digits(phone: str) -> str:
    return "".join(filter(str.isdigit, phone)) or phone
