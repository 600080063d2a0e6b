"""By what two records are told to be of the same person: identifiers that are compared as they stand."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from recruit.domain.candidates.model.candidate import UNKNOWN_NAME, CandidateDetails
from recruit.domain.candidates.model.profile import Contacts


class IdentifierKind(StrEnum):
    """What an identifier is of."""

    EMAIL = "email"
    PHONE = "phone"
    LINKEDIN = "linkedin"
    GITHUB = "github"
    NAME = "name"
    FILE = "file"


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """Something that hardly two people share. `value` is in the one form in which it is compared."""

    kind: IdentifierKind
    value: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another candidate, and an identifier that both have."""

    candidate_id: int
    identifier: Identifier


LONGEST_VALUE = 300
"""Characters: longer ones are compared by their beginnings, so that an index can hold them."""

FEWEST_DIGITS, LAST_DIGITS = 7, 9
"""Fewer digits are no phone number; the last nine tell numbers apart whatever is written before them."""

_WORD = re.compile(r"[^\W_]+")


CONTACTS = frozenset({IdentifierKind.EMAIL, IdentifierKind.PHONE})
FIELDS = {
    "full_name": IdentifierKind.NAME,
    "linkedin_url": IdentifierKind.LINKEDIN,
    "github_url": IdentifierKind.GITHUB,
}
"""Field of a candidate → what identifier it makes."""


def of_candidate(candidate: CandidateDetails) -> Iterator[Identifier]:
    """Yield the identifiers among a candidate's own fields."""
    found = {
        IdentifierKind.NAME: "" if candidate.full_name == UNKNOWN_NAME else name_key(candidate.full_name),
        IdentifierKind.LINKEDIN: address_key(candidate.linkedin_url),
        IdentifierKind.GITHUB: address_key(candidate.github_url),
    }
    yield from (Identifier(kind, value) for kind, value in found.items() if value)


def of_contacts(contacts: Contacts) -> Iterator[Identifier]:
    """Yield the identifiers among a profile's contacts."""
    yield from (Identifier(IdentifierKind.EMAIL, email_key(email)) for email in contacts.emails)
    yield from (Identifier(IdentifierKind.PHONE, key) for phone in contacts.phones if (key := phone_key(phone)))


def of_file(sha256: bytes) -> Identifier:
    """Return the identifier of a file's bytes, given the hash of them."""
    return Identifier(IdentifierKind.FILE, sha256.hex())


def name_key(name: str) -> str:
    """Return the words of a name without case, accents and order: "DOE, Zoë" and "Zoe Doe" have the same."""
    return " ".join(sorted(_WORD.findall(folded(name))))[:LONGEST_VALUE]


def folded(text: str) -> str:
    """Return a text without case and accents."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def email_key(email: str) -> str:
    """Return the form in which e-mail addresses are compared."""
    return email.strip().casefold()


def phone_key(phone: str) -> str:
    """Return the last digits of a phone number, "" for what has too few: +49 (0)30 … and 030 … are one."""
    digits = "".join(str(unicodedata.digit(letter)) for letter in phone if letter.isdigit())
    return digits[-LAST_DIGITS:] if len(digits) >= FEWEST_DIGITS else ""


def address_key(url: str | None) -> str:
    """Return a profile's domain and path without case, "" for none: www.linkedin.com and de.linkedin.com are one."""
    try:
        parts = urlsplit(url or "")
        host = ".".join((parts.hostname or "").split(".")[-2:])
    except ValueError:
        return ""
    path = unquote(parts.path).strip("/").replace("\0", "").casefold()
    return f"{host}/{path}"[:LONGEST_VALUE] if host and path else ""
