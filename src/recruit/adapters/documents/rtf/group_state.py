"""State of an RTF group (a pair of braces), and the control words that change it. Lengths are in points."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from recruit.adapters.documents.docx.formatting import Paragraph
from recruit.adapters.documents.docx.geometry import Page, of_frame, why_lines_lack
from recruit.adapters.documents.text_style import WHITE, Colour, TextStyle

TWIPS: Final = 20
BLACK: Final[Colour] = (0, 0, 0)
WHOLE: Final = 10_000
LINE: Final = 240
"""Value of single spacing where line spacing is a multiple."""

HEADERS: Final = frozenset("header headerl headerr headerf footer footerl footerr footerf footnote shptxt".split())
"""Destinations that are read like the document, each on separate lines."""

MOST_FALLBACKS: Final = 8


@dataclass(frozen=True, slots=True)
class Shade:
    """A pattern of two colours. `share` is the share of the foreground colour, of 10,000."""

    back: Colour | None = None
    fore: Colour | None = None
    share: int = 0

    @property
    def colour(self) -> Colour | None:
        """Mixed colour of the pattern, or None without shading."""
        if self.share <= 0:
            return self.back
        back, fore = self.back or WHITE, self.fore or BLACK
        red, green, blue = (
            round(behind + (before - behind) * min(self.share, WHOLE) / WHOLE)
            for behind, before in zip(back, fore, strict=True)
        )
        return red, green, blue


NO_SHADE: Final = Shade()


@dataclass(frozen=True, slots=True)
class State:
    """Look and paragraph format of text, its background colours, and the destination of its group.

    `marked` and `shade` are backgrounds of the letters, `lined` that of the paragraph, `shape` that of the enclosing
    shape. `gone` is the reason why nothing in the group is visible, `misplaced` why nothing in these lines is.
    """

    look: TextStyle = field(default_factory=TextStyle)
    lines: Paragraph = field(default_factory=Paragraph)
    marked: Colour | None = None
    shade: Shade = NO_SHADE
    lined: Shade = NO_SHADE
    shape: Colour | None = None
    in_shape: bool = False
    font: int | None = None
    fallback: int = 1
    destination: str = ""
    gone: str | None = None
    misplaced: str | None = None

    @property
    def skipped(self) -> bool:
        """Whether the group isn't part of the document."""
        return self.destination == "skipped"

    def set_in(self, lines: Paragraph, page: Page) -> "State":
        """Return this state with another paragraph format."""
        frame = lines.get("frame")
        misplaced = why_lines_lack(lines, page) or (None if frame is None else of_frame(frame, page))
        return replace(self, lines=lines, misplaced=misplaced)


_Letters: TypeAlias = Callable[[TextStyle, int | None], TextStyle]
_Lines: TypeAlias = Callable[[Paragraph, int], Paragraph]


def _hides(look: TextStyle, number: int | None) -> TextStyle:
    return replace(look, hidden=number != 0)


def _size(look: TextStyle, number: int | None) -> TextStyle:
    return replace(look, size=(24 if number is None else number) / 2)


def _raises(direction: int) -> _Letters:
    return lambda look, number: replace(look, raised=direction * (6 if number is None else number) / 2)


def _spaces(unit: int) -> _Letters:
    return lambda look, number: replace(look, spacing=(number or 0) / unit)


LETTERS: Final[Mapping[str, _Letters]] = {
    **dict.fromkeys(("v", "webhidden", "deleted", "mvf"), _hides),
    "fs": _size,
    "charscalex": lambda look, number: replace(look, scale=(100 if number is None else number) / 100),
    "expnd": _spaces(4),
    "expndtw": _spaces(TWIPS),
    "up": _raises(1),
    "dn": _raises(-1),
}


def _line(lines: Paragraph, number: int) -> Paragraph:
    return {**lines, "line": -number / TWIPS if number < 0 else None, "multiple": number / LINE if number > 0 else 1.0}


def _multiplied(lines: Paragraph, number: int) -> Paragraph:
    return lines if number else {**lines, "multiple": 1.0}  # a minimum height, which grows with the letters


def _indent(side: str) -> _Lines:
    def change(lines: Paragraph, number: int) -> Paragraph:
        changed = lines.copy()
        changed[side] = number / TWIPS  # type: ignore[literal-required]
        return changed

    return change


def _aligned(align: str) -> _Lines:
    return lambda lines, _: {**lines, "align": align}


def _framed(*names: str, says: str | None = None) -> _Lines:
    def change(lines: Paragraph, number: int) -> Paragraph:
        changes = {name: str(number) if says is None else says for name in names}
        return {**lines, "frame": {**lines.get("frame", {}), **changes}}

    return change


def _frame_height(lines: Paragraph, number: int) -> Paragraph:
    changes = {"h": str(abs(number)), "hRule": "exact" if number < 0 else "atLeast"}
    return {**lines, "frame": {**lines.get("frame", {}), **changes}}


LINES: Final[Mapping[str, _Lines]] = {
    "sl": _line,
    "slmult": _multiplied,
    "li": _indent("left"),
    "lin": _indent("left"),
    "ri": _indent("right"),
    "rin": _indent("right"),
    "fi": _indent("first"),
    "ql": _aligned("left"),
    "qj": _aligned("both"),
    "qc": _aligned("center"),
    "qr": _aligned("right"),
    **dict.fromkeys(("posx", "posnegx"), _framed("x")),
    **dict.fromkeys(("posy", "posnegy"), _framed("y")),
    "absw": _framed("w"),
    "absh": _frame_height,
    "phpg": _framed("hAnchor", says="page"),
    "pvpg": _framed("vAnchor", says="page"),
    "pvmrg": _framed("vAnchor", says="margin"),
}

PAGE: Final[Mapping[str, Callable[[Page, float], Page]]] = {
    "paperw": lambda page, length: replace(page, width=length),
    "paperh": lambda page, length: replace(page, height=length),
    "margl": lambda page, length: replace(page, left=length),
    "margr": lambda page, length: replace(page, right=length),
    "margt": lambda page, length: replace(page, top=length),
}
"""Control words for the size and the margins of the page."""
