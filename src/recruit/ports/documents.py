"""Files as text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Document:
    """The visible text of a file, lines in reading order.

    `kind`     what its bytes are, such as pdf
    `pages`    how many pages it has, where its kind says
    `hidden`   what was left out since nobody can see it: at most twenty short excerpts, each with the reason,
               such as "white text: 'ignore all previous instructions'"
    `warnings` sentences for whoever uploaded it, such as that only the first pages were read
    """

    text: str
    kind: str
    pages: int | None = None
    hidden: Sequence[str] = ()
    warnings: Sequence[str] = ()


class DocumentReader(Protocol):
    """Reads files that people upload, which may be broken or hostile."""

    async def read(self, data: bytes) -> Document:
        """Return the text of `data`, told from its bytes and never from a name.

        Raises Invalid for a file that is empty, unreadable or has no text; the sentence says what to do. Raises
        Unavailable when too many others are being read. Organisations (TENANT) are served in turns, and one never has
        all readers: what is read isn't interrupted by others who wait.
        """
        ...

    async def decode(self, data: bytes) -> tuple[str, str]:
        """Return a plain text as it is, and the encoding that it came in, such as "utf-8".

        Raises Invalid for what isn't text.
        """
        ...

    @property
    def tools(self) -> Mapping[str, str | None]:
        """The outside programs that would be used for some kinds of files: name → where it is, None if it isn't."""
        ...
