"""Many strings in little memory: one text of sorted lines, searched by halving and never taken apart.

A hundred thousand names as Python strings in a dict take fifteen megabytes; here they take what their letters take.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


class SortedLines(Sequence[bytes]):
    """The lines of a table's array of UTF-8 bytes, which is sorted by its bytes."""

    def __init__(self, text: NDArray[np.uint8]) -> None:
        """Keep the bytes, and where each line begins."""
        self._text = bytes(text)
        ends = np.flatnonzero(text == ord("\n"))
        # A view gives plain integers, several times as fast as the array does.
        self._starts = memoryview(np.concatenate(([0], ends + 1, [len(text) + 1])).astype(np.uint32).data)

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self._starts) - 1

    def __getitem__(self, place: Any) -> Any:
        """Return a line without its end."""
        return self._text[self._starts[place] : self._starts[place + 1] - 1]

    def find(self, line: str) -> int | None:
        """Return the place of a line, or None."""
        wanted = line.encode()
        place = bisect_left(self, wanted)
        return place if place < len(self) and self[place] == wanted else None

    def begins(self, line: str) -> bool:
        """Whether a line begins with `line`."""
        wanted = line.encode()
        place = bisect_left(self, wanted)
        return place < len(self) and self[place].startswith(wanted)
