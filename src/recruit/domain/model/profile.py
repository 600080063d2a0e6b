"""Profiles: what is known of a candidate beside the fields that every candidate has."""

from collections.abc import Callable, Hashable, Iterable
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
        skills=_each_once(one.skills, other.skills, by=lambda skill: skill.name.casefold()),
        languages=_each_once(one.languages, other.languages, by=lambda language: language.name.casefold()),
        education=_each_once(one.education, other.education, by=lambda entry: entry),
        positions=_each_once(one.positions, other.positions, by=lambda position: position),
        contacts=Contacts(
            emails=_each_once(one.contacts.emails, other.contacts.emails, by=str.casefold),
            phones=_each_once(one.contacts.phones, other.contacts.phones, by=_digits),
        ),
        fields=_each_once(one.fields, other.fields, by=lambda field: field.name),
    )


def _each_once(one: Iterable[Entry], other: Iterable[Entry], by: Callable[[Entry], Hashable]) -> tuple[Entry, ...]:
    found: dict[Hashable, Entry] = {}
    for entry in chain(one, other):
        found.setdefault(by(entry), entry)
    return tuple(found.values())[:MOST]


def _digits(phone: str) -> str:
    return "".join(filter(str.isdigit, phone)) or phone
