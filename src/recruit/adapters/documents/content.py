"""Result of reading a file: its visible text, and excerpts of the invisible text that was left out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

PROTECTED = "This document is protected by a password: save it without one and upload it again."
MOST_EXCERPTS = 20
LONGEST_EXCERPT = 120


class HiddenText:
    """Excerpts of the text that was left out as invisible, each with the reason."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, str]] = []

    def add(self, reason: str, text: str) -> None:
        """Add invisible `text`. If the previous text is invisible for the same reason, its excerpt is continued."""
        if not text.strip():
            return
        if self._pieces and self._pieces[-1][0] == reason:
            if len(self._pieces[-1][1]) <= LONGEST_EXCERPT:
                self._pieces[-1] = (reason, f"{self._pieces[-1][1]} {text[:LONGEST_EXCERPT]}")
        elif len(self._pieces) < MOST_EXCERPTS:
            self._pieces.append((reason, text[: 2 * LONGEST_EXCERPT]))

    def excerpts(self) -> list[str]:
        """Return at most MOST_EXCERPTS excerpts of the form "reason: 'text'"."""
        return [f"{reason}: '{_short(text)}'" for reason, text in self._pieces]


@dataclass(frozen=True, slots=True)
class Content:
    """Text before normalisation, number of pages if the file type has pages, and warnings for the uploader."""

    text: str
    hidden: HiddenText = field(default_factory=HiddenText)
    pages: int | None = None
    warnings: tuple[str, ...] = ()


def row_text(cells: Sequence[str]) -> str:
    """Return the cells of a table row on one line, separated by tabs, or on a line each if one has a colon or lines."""
    on_one_line = all("\n" not in cell and ":" not in cell for cell in cells)
    return ("\t" if on_one_line else "\n").join(filter(None, cells))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_EXCERPT else f"{words[: LONGEST_EXCERPT - 1].rstrip()}…"
