"""Result of reading a file: its visible text, and excerpts of the invisible text that was left out."""

from dataclasses import dataclass, field

MOST_EXCERPTS = 20
LONGEST_EXCERPT = 120


class HiddenText:
    """Collector of text that was dropped as invisible: a few short excerpts, each with the reason."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, str]] = []

    def add(self, reason: str, text: str) -> None:
        """Add dropped `text`. If the previous text was dropped for the same reason, its excerpt is continued."""
        if not text.strip():
            return
        if self._pieces and self._pieces[-1][0] == reason:
            if len(self._pieces[-1][1]) <= LONGEST_EXCERPT:
                self._pieces[-1] = (reason, f"{self._pieces[-1][1]} {text[:LONGEST_EXCERPT]}")
        elif len(self._pieces) < MOST_EXCERPTS:
            self._pieces.append((reason, text[: 2 * LONGEST_EXCERPT]))

    def excerpts(self) -> list[str]:
        """Return at most twenty excerpts of the form "reason: 'text'"."""
        return [f"{reason}: '{_short(text)}'" for reason, text in self._pieces]


@dataclass(frozen=True, slots=True)
class Content:
    """Text before normalisation, number of pages if the file type has pages, and warnings for the uploader."""

    text: str
    hidden_reason: HiddenText = field(default_factory=HiddenText)
    pages: int | None = None
    warnings: tuple[str, ...] = ()


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_EXCERPT else f"{words[: LONGEST_EXCERPT - 1].rstrip()}…"
