"""Profiles: what is known of a candidate beside the fields that every candidate has."""

from dataclasses import dataclass

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
class Profile:
    """What a résumé, or a recruiter, says of a person. What nobody says is empty."""

    skills: tuple[Skill, ...] = ()
    languages: tuple[Language, ...] = ()
    education: tuple[Education, ...] = ()
    positions: tuple[Position, ...] = ()
    contacts: Contacts = Contacts()
