"""Identifiers of people in a normalised form: equal identifiers suggest that two records are the same person."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from recruit.domain.candidates.model.candidate import UNKNOWN_NAME, CandidateDetails
from recruit.domain.candidates.model.profile import Contacts


class IdentifierKind(StrEnum):
    """The kind of an identifier."""

    EMAIL = "email"
    PHONE = "phone"
    LINKEDIN = "linkedin"
    GITHUB = "github"
    NAME = "name"
    FILE = "file"


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A value that two people rarely share. `value` is normalised, so that equal identifiers are equal strings."""

    kind: IdentifierKind
    value: str


@dataclass(frozen=True, slots=True)
class SharedIdentifier:
    """The id of another candidate, and an identifier that both candidates have."""

    candidate_id: int
    identifier: Identifier


LONGEST_VALUE = 300
"""Maximum length of a value in characters. Longer values are truncated, so that they fit a database index."""

MOST_FOUND = 1_000
"""Maximum number of candidates that are found by one identifier."""

FEWEST_DIGITS, LAST_DIGITS = 7, 9
"""A phone number has at least seven digits. The last nine are compared, so that prefixes make no difference."""

_WORD = re.compile(r"[^\W_]+")


CONTACTS = frozenset({IdentifierKind.EMAIL, IdentifierKind.PHONE})
FIELDS = {
    "full_name": IdentifierKind.NAME,
    "linkedin_url": IdentifierKind.LINKEDIN,
    "github_url": IdentifierKind.GITHUB,
}
"""Field of a candidate → kind of the identifier made from it."""


def candidate_identifiers(candidate: CandidateDetails) -> Iterator[Identifier]:
    """Yield the identifiers in a candidate's fields: name, LinkedIn URL and GitHub URL."""
    found = {
        IdentifierKind.NAME: "" if candidate.full_name == UNKNOWN_NAME else name_key(candidate.full_name),
        IdentifierKind.LINKEDIN: url_key(candidate.linkedin_url),
        IdentifierKind.GITHUB: url_key(candidate.github_url),
    }
    yield from (Identifier(kind, value) for kind, value in found.items() if value)


def contact_identifiers(contacts: Contacts) -> Iterator[Identifier]:
    """Yield the identifiers in a profile's contacts: e-mail addresses and phone numbers."""
    yield from email_identifiers(contacts)
    yield from (Identifier(IdentifierKind.PHONE, key) for phone in contacts.phones if (key := phone_key(phone)))


def email_identifiers(contacts: Contacts) -> Iterator[Identifier]:
    """Yield the identifiers of the e-mail addresses in a profile's contacts."""
    return (Identifier(IdentifierKind.EMAIL, email_key(email)) for email in contacts.emails)


def file_identifier(sha256: bytes) -> Identifier:
    """Return the identifier of a file, given the SHA-256 of its bytes."""
    return Identifier(IdentifierKind.FILE, sha256.hex())


def name_key(name: str) -> str:
    """Return a name's words without case and accents, sorted: "DOE, Zoë" and "Zoe Doe" have the same key."""
    return " ".join(sorted(_WORD.findall(fold_accents(name))))[:LONGEST_VALUE]


def fold_accents(text: str) -> str:
    """Return a text case-folded and without accents."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def email_key(email: str) -> str:
    """Return an e-mail address stripped and case-folded."""
    return email.strip().casefold()


def phone_key(phone: str) -> str:
    """Return the last nine digits of a phone number, or "" for fewer than seven: +49 (0)30 … and 030 … are equal."""
    digits = "".join(str(unicodedata.digit(letter)) for letter in phone if letter.isdigit())
    return digits[-LAST_DIGITS:] if len(digits) >= FEWEST_DIGITS else ""


def url_key(url: str | None) -> str:
    """Return the last two labels of a profile's host and its path, case-folded, or "" without either."""
    try:
        parts = urlsplit(url or "")
        host = ".".join((parts.hostname or "").split(".")[-2:])
    except ValueError:
        return ""
    path = unquote(parts.path).strip("/").replace("\0", "").casefold()
    return f"{host}/{path}"[:LONGEST_VALUE] if host and path else ""
