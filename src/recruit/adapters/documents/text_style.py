"""Text formatting, and whether text with a given formatting is visible."""

from dataclasses import dataclass, replace
from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int]
"""Red, green, blue, 0..255."""

WHITE: Colour = (255, 255, 255)
NEAREST = 20
"""Largest difference in each component between colours that can't be told apart on paper."""

TINIEST = 2.0
"""Smallest readable size in points."""

USUAL_SIZE = 10.0
"""Default size in points, if none is given."""

LOWEST_LINE = 0.3
"""Smallest exact line height, as a fraction of the font size; lower lines show too little of their letters."""

TIGHTEST = -0.45
"""Smallest letter spacing, as a fraction of the font size; with less, letters lie on one another."""

FARTHEST = 72.0
"""Largest distance in points of raised or lowered text from its line."""


HIDDEN, TINY = "hidden text", "tiny text"
WHITE_TEXT, SAME_COLOUR = "white text", "text in the colour of its background"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Formatting of a piece of text. `background` is the background colour, None if it is unknown.

    An element inside a `hidden` one may be shown again; an element inside a `concealed` one may not.
    """

    hidden: bool = False
    colour: Colour | None = None
    size: float | None = None
    background: Colour | None = WHITE
    concealed: bool = False
    scale: float = 1.0
    """Width of letters as a fraction of their normal width."""
    spacing: float = 0.0
    """Spacing added between letters, in points."""
    raised: float = 0.0
    """Distance above the line, in points."""
    line: float | None = None
    """Exact line height in points, beyond which nothing is drawn."""

    @property
    def hidden_reason(self) -> str | None:
        """Reason why text with this formatting is invisible, or None if it is visible."""
        if self.hidden or self.concealed:
            return HIDDEN
        if reason := self._misshapen:
            return reason
        if self.colour is None or self.background is None or not _alike(self.colour, self.background):
            return None
        return WHITE_TEXT if _alike(self.colour, WHITE) else SAME_COLOUR

    @property
    def _misshapen(self) -> str | None:
        """Reason why letters of this size and position are unreadable, or None."""
        size = USUAL_SIZE if self.size is None else self.size
        if size * min(self.scale, 1.0) < TINIEST:
            return TINY
        if self.spacing < TIGHTEST * size:
            return "text piled up in one place"
        if abs(self.raised) > FARTHEST:
            return "text far off its line"
        if self.line is not None and self.line < LOWEST_LINE * size:
            return "text without room"
        return None


@dataclass(frozen=True, slots=True)
class Properties:
    """Formatting properties, for instance of a style; None is unspecified."""

    hidden: bool | None = None
    colour: Colour | None = None
    size: float | None = None
    background: Colour | None = None

    def applied_to(self, style: TextStyle) -> TextStyle:
        """Return `style` with the specified properties replaced."""
        return replace(
            style,
            hidden=style.hidden if self.hidden is None else self.hidden,
            colour=style.colour if self.colour is None else self.colour,
            size=style.size if self.size is None else self.size,
            background=self.background or style.background,
        )


NOTHING = Properties()


def _alike(first: Colour, second: Colour) -> bool:
    return all(abs(one - other) <= NEAREST for one, other in zip(first, second, strict=True))


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    """Return a mix of two colours; `share` is that of the first, 0..1."""
    red, green, blue = (round(share * one + (1 - share) * other) for one, other in zip(first, second, strict=True))
    return red, green, blue


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
