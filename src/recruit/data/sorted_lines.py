"""Memory-efficient string collection: one text of sorted lines, searched by bisection and never split.

A hundred thousand names take 15 MB as Python strings in a dict; here they take the size of their letters.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


class SortedLines(Sequence[bytes]):
    """Sequence of the lines in an array of UTF-8 bytes; the lines are sorted by their bytes."""

    def __init__(self, text: NDArray[np.uint8]) -> None:
        """Store the bytes and the offset of each line."""
        self._text = bytes(text)
        ends = np.flatnonzero(text == ord("\n"))
        # A memoryview yields plain integers, several times as fast as the array does.
        self._starts = memoryview(np.concatenate(([0], ends + 1, [len(text) + 1])).astype(np.uint32).data)

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self._starts) - 1

    def __getitem__(self, place: Any) -> Any:
        """Return a line without its newline."""
        return self._text[self._starts[place] : self._starts[place + 1] - 1]

    def find(self, line: str) -> int | None:
        """Return the index of a line, or None."""
        wanted = line.encode()
        place = bisect_left(self, wanted)
        return place if place < len(self) and self[place] == wanted else None

    def begins(self, line: str) -> bool:
        """Return whether any line begins with `line`."""
        wanted = line.encode()
        place = bisect_left(self, wanted)
        return place < len(self) and self[place].startswith(wanted)
