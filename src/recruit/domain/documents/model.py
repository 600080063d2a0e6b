"""Documents: uploaded files of candidates."""

from dataclasses import dataclass
from datetime import datetime

LONGEST_FILENAME = 200
LONGEST_SEARCHED = 300_000
"""Maximum length of a document's text that is stored for searches, in characters."""

DEFAULT_FILENAME = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDetails:
    """The metadata of a file. `size` is in bytes, `sha256` the 32-byte hash of the content.

    `kind`, `pages`, `hidden` and `warnings` are those of `recruit.ports.documents.Document`.
    """

    candidate_id: int
    filename: str
    kind: str
    pages: int | None
    size: int
    sha256: bytes
    hidden: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(DocumentDetails):
    """A stored file of a candidate. Its bytes are stored separately."""

    id: int
    org_id: int


def searched_text(text: str) -> str:
    """Return the text of a file in the form in which it is stored for searches: without NUL, truncated."""
    return text.replace("\0", " ")[:LONGEST_SEARCHED]


def bare_filename(filename: str) -> str:
    """Return the stored form of a file name: without folders and control characters, on one line, truncated."""
    last = filename.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter if letter.isprintable() else " " for letter in last)
    name = " ".join(shown.split()).strip(". ")
    if len(name) > LONGEST_FILENAME:
        stem, dot, ending = name.rpartition(".")
        ending = f"{dot}{ending}" if stem and len(ending) < LONGEST_FILENAME // 10 else ""
        name = name[: LONGEST_FILENAME - len(ending)] + ending
    return name or DEFAULT_FILENAME
