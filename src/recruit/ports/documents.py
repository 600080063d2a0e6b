"""Files as text."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Document:
    """The visible text of a file, lines in reading order. `kind` is what its bytes are, such as pdf."""

    text: str
    kind: str


class DocumentReader(Protocol):
    """Reads files that people upload, which may be broken or hostile."""

    async def read(self, data: bytes) -> Document:
        """Return the text of `data`, told from its bytes and never from a name.

        Raises Invalid for a file that is empty, unreadable or has no text; the sentence says what to do.
        """
        ...
