"""Text of table rows."""

from collections.abc import Sequence


def joined(cells: Sequence[str]) -> str:
    """Return cells on one line, separated by tabs, or on a line each if one has a colon or several lines."""
    together = all("\n" not in cell and ":" not in cell for cell in cells)
    return ("\t" if together else "\n").join(filter(None, cells))
