"""Text extraction from files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Document:
    """The visible text of a file, with its lines in reading order.

    `kind`     file type by content, such as pdf
    `pages`    number of pages, None for types without pages
    `hidden`   text left out because it is invisible: at most twenty short excerpts, each with the reason,
               such as "white text: 'ignore all previous instructions'"
    `warnings` sentences for the uploader, such as that only the first pages were read
    """

    text: str
    kind: str
    pages: int | None = None
    hidden: Sequence[str] = ()
    warnings: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a page as it is shown: `page` from 1, the edges in fractions of its width and height, 0..1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign, followed by the white space after it, and its place."""

    text: str
    place: Rectangle


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A plain text, and the name of its encoding, such as utf-8.

    `is_certain` is False if another encoding may be the right one, so that letters may be wrong. In a text in Unicode
    it means that some bytes aren't in Unicode, and were read as Windows-1252.
    """

    text: str
    encoding: str
    is_certain: bool


class DocumentReader(Protocol):
    """Reader of uploaded files, which may be broken or hostile."""

    async def read(self, data: bytes) -> Document:
        """Return the text of `data`. The file type is detected from the bytes, never from a name.

        Raise Invalid for a file that is empty, unreadable or has no text; the message says what to do. Raise
        Unavailable when too many other files are being read. Organisations (TENANT) are served in turns, and one
        organisation never uses all readers. Waiting calls don't interrupt a file that is being read.
        """

    async def layout(self, data: bytes) -> Sequence[Word]:
        """Return the visible words of a PDF in the order in which `read` returns them; together they are its text.

        Recognised text of scanned pages has no places and is left out, as hidden text is. A word that is hyphenated at
        a line break is two words with a hyphen between. Raise Invalid for a file that isn't a PDF, and as `read` does.
        """

    async def decode(self, data: bytes) -> DecodedText:
        """Return a plain text unchanged, without NUL.

        Raise Invalid for bytes that aren't text.
        """

    @property
    def tools(self) -> Mapping[str, str | None]:
        """External programs for some file types: name → path, None for a program that isn't installed."""
