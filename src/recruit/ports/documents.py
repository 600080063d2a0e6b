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

    async def decode(self, data: bytes) -> DecodedText:
        """Return a plain text unchanged, without NUL.

        Raise Invalid for bytes that aren't text.
        """

    @property
    def tools(self) -> Mapping[str, str | None]:
        """External programs for some file types: name → path, None for a program that isn't installed."""
