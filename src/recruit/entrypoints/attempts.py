"""Attempts, in cells that all server processes of a machine share."""

from recruit.entrypoints.cells import Cells

PAIR = 2
"""Of the cells' rows: the others are for limits."""

MOST = 1000
TENTHS = 10


class SharedAttempts:
    """A key's count and time, in the two cells that it has as one number each; the lower count is the key's."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells

    def of(self, key: str) -> tuple[int, float]:
        """Return the count and its time."""
        kept = (int(self._cells.numbers[cell]) for cell in self._cells.of(key, PAIR))
        count, at = min((number % (MOST + 1), number // (MOST + 1)) for number in kept)
        return count, at / TENTHS

    def keep(self, key: str, count: int, at: float) -> None:
        """Set both."""
        for cell in self._cells.of(key, PAIR):
            self._cells.numbers[cell] = int(at * TENTHS) * (MOST + 1) + min(count, MOST)
