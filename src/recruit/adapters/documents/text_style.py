"""How text looks in formats that say so themselves, and when that means that nobody sees it."""

from dataclasses import dataclass, replace
from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int]
"""Red, green, blue, 0..255."""

WHITE: Colour = (255, 255, 255)
NEAREST = 20
"""Colours that differ by no more in each part can't be told apart on paper."""

TINIEST = 2.0
"""Points."""

USUAL_SIZE = 10.0
"""Points, where no size is said."""

LOWEST_LINE = 0.3
"""Of the size of letters: lines that are lower by force show too little of them."""

TIGHTEST = -0.45
"""Of the size of letters: where they are moved together by more, they lie on one another."""

FARTHEST = 72.0
"""Points above or below its line at which text is no part of it any more."""


@dataclass(frozen=True, slots=True)
class Look:
    """What holds for a piece of text; `ground` is None where something unknown lies behind it.

    What is `hidden` may be shown again by what it holds; what is `gone` may not.
    """

    hidden: bool = False
    colour: Colour | None = None
    size: float | None = None
    ground: Colour | None = WHITE
    gone: bool = False
    scale: float = 1.0
    """How wide letters are, of their usual width."""
    spacing: float = 0.0
    """Points added between letters."""
    raised: float = 0.0
    """Points above the line."""
    line: float | None = None
    """Points that lines are high by force, beyond which nothing is drawn."""

    def with_(self, *, hidden: bool | None = None, colour: Colour | None = None, size: float | None = None) -> "Look":
        """Return this look with what is given, and the rest inherited."""
        return replace(
            self,
            hidden=self.hidden if hidden is None else hidden,
            colour=self.colour if colour is None else colour,
            size=self.size if size is None else size,
        )

    def on(self, ground: Colour | None) -> "Look":
        """Return this look before another ground."""
        return replace(self, ground=ground)

    @property
    def unseen(self) -> str | None:
        """Why text that looks like this can't be seen, or None when it can."""
        if self.hidden or self.gone:
            return "hidden text"
        if reason := self._misshapen:
            return reason
        if self.colour is None or self.ground is None or not _alike(self.colour, self.ground):
            return None
        return "white text" if _alike(self.colour, WHITE) else "text in the colour of its background"

    @property
    def _misshapen(self) -> str | None:
        """Why letters of this size, so set, can't be read, or None."""
        size = USUAL_SIZE if self.size is None else self.size
        if size * min(self.scale, 1.0) < TINIEST:
            return "tiny text"
        if self.spacing < TIGHTEST * size:
            return "text piled up in one place"
        if abs(self.raised) > FARTHEST:
            return "text far off its line"
        if self.line is not None and self.line < LOWEST_LINE * size:
            return "text without room"
        return None


@dataclass(frozen=True, slots=True)
class Properties:
    """What is said of text, such as by a style; None is nothing."""

    hidden: bool | None = None
    colour: Colour | None = None
    size: float | None = None
    ground: Colour | None = None

    def over(self, other: "Properties") -> "Properties":
        """Return these properties, and the other's where these say nothing."""
        return Properties(
            other.hidden if self.hidden is None else self.hidden,
            self.colour or other.colour,
            self.size if self.size is not None else other.size,
            self.ground or other.ground,
        )

    def on(self, look: Look) -> Look:
        """Return a look with these properties."""
        changed = look.with_(hidden=self.hidden, colour=self.colour, size=self.size)
        return changed.on(self.ground) if self.ground else changed


NOTHING = Properties()


def _alike(first: Colour, second: Colour) -> bool:
    return all(abs(one - other) <= NEAREST for one, other in zip(first, second, strict=True))


def from_hex(digits: str | None) -> Colour | None:
    """Return the colour of "FFFFFF", "#ffffff" or "#fff", or None for anything else."""
    digits = (digits or "").removeprefix("#")
    if len(digits) == len("rgb"):
        digits = "".join(2 * digit for digit in digits)
    try:
        red, green, blue = bytes.fromhex(digits)
    except ValueError:
        return None
    return red, green, blue
