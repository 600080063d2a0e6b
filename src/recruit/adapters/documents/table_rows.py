"""The rows of tables as text."""

from collections.abc import Sequence


def joined(cells: Sequence[str]) -> str:
    """Return cells on one line with tabs between, or on lines of their own where they have labels or are paragraphs."""
    together = all("\n" not in cell and ":" not in cell for cell in cells)
    return ("\t" if together else "\n").join(filter(None, cells))
