"""What a reader makes of a file: its visible text, and what it left out because nobody can see it."""

from dataclasses import dataclass, field

MOST_EXCERPTS = 20
LONGEST_EXCERPT = 120


class Unseen:
    """Collects the text that was dropped as invisible, in few and short excerpts with the reason."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, str]] = []

    def add(self, reason: str, text: str) -> None:
        """Note `text`; what follows other text that was dropped for the same reason continues its excerpt."""
        if not text.strip():
            return
        if self._pieces and self._pieces[-1][0] == reason:
            if len(self._pieces[-1][1]) <= LONGEST_EXCERPT:
                self._pieces[-1] = (reason, f"{self._pieces[-1][1]} {text[:LONGEST_EXCERPT]}")
        elif len(self._pieces) < MOST_EXCERPTS:
            self._pieces.append((reason, text[: 2 * LONGEST_EXCERPT]))

    def excerpts(self) -> list[str]:
        """Return at most twenty of "reason: 'text'"."""
        return [f"{reason}: '{_short(text)}'" for reason, text in self._pieces]


@dataclass(frozen=True, slots=True)
class Content:
    """The text, not yet tidied; the number of pages where a kind has any; sentences for who uploaded the file."""

    text: str
    unseen: Unseen = field(default_factory=Unseen)
    pages: int | None = None
    warnings: tuple[str, ...] = ()


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_EXCERPT else f"{words[: LONGEST_EXCERPT - 1].rstrip()}…"
