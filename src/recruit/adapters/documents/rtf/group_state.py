"""State of an RTF group (a pair of braces), and the control words that change it. Lengths are in points."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias, cast

from recruit.adapters.documents.docx.formatting import Paragraph
from recruit.adapters.documents.docx.geometry import Page, of_frame
from recruit.adapters.documents.docx.names import TWIPS
from recruit.adapters.documents.text_style import WHITE, Colour, TextStyle

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
            round(below + (above - below) * min(self.share, WHOLE) / WHOLE)
            for below, above in zip(back, fore, strict=True)
        )
        return red, green, blue


NO_SHADE: Final = Shade()


@dataclass(frozen=True, slots=True)
class State:
    """Format of text and paragraph, their background colours, and the destination of the group.

    `highlight` and `shade` are backgrounds of the letters, `paragraph_shade` that of the paragraph, `shape` that of the
    enclosing shape. `concealment` is the reason why nothing in the group is visible, `line_concealment` the reason why
    nothing in the paragraph is visible, or None.
    """

    text_style: TextStyle = field(default_factory=TextStyle)
    paragraph: Paragraph = field(default_factory=Paragraph)
    highlight: Colour | None = None
    shade: Shade = NO_SHADE
    paragraph_shade: Shade = NO_SHADE
    shape: Colour | None = None
    in_shape: bool = False
    font: int | None = None
    fallback: int = 1
    destination: str = ""
    concealment: str | None = None
    line_concealment: str | None = None

    def with_paragraph(self, paragraph: Paragraph, page: Page) -> "State":
        """Return this state with another paragraph format."""
        frame = paragraph.get("frame")
        line_concealment = page.line_concealment(paragraph) or (None if frame is None else of_frame(frame, page))
        return replace(self, paragraph=paragraph, line_concealment=line_concealment)


_StyleChange: TypeAlias = Callable[[TextStyle, int | None], TextStyle]
_ParagraphChange: TypeAlias = Callable[[Paragraph, int], Paragraph]


def _raises(direction: int) -> _StyleChange:
    return lambda style, number: replace(style, raised=direction * (6 if number is None else number) / 2)


def _spaces(unit: float) -> _StyleChange:
    return lambda style, number: replace(style, spacing=(number or 0) / unit)


CHARACTER_WORDS: Final[Mapping[str, _StyleChange]] = {
    **dict.fromkeys(("v", "webhidden", "deleted", "mvf"), lambda style, number: replace(style, hidden=number != 0)),
    "fs": lambda style, number: replace(style, size=(24 if number is None else number) / 2),
    "charscalex": lambda style, number: replace(style, scale=(100 if number is None else number) / 100),
    "expnd": _spaces(4),
    "expndtw": _spaces(TWIPS),
    "up": _raises(1),
    "dn": _raises(-1),
}
"""Control words for the formatting of characters."""


def _line(paragraph: Paragraph, number: int) -> Paragraph:
    height = -number / TWIPS if number < 0 else None
    return {**paragraph, "line": height, "multiple": number / LINE if number > 0 else 1.0}


def _multiplied(paragraph: Paragraph, number: int) -> Paragraph:
    return paragraph if number else {**paragraph, "multiple": 1.0}  # a minimum height, which grows with the letters


def _indent(side: str) -> _ParagraphChange:
    return lambda paragraph, number: cast("Paragraph", {**paragraph, side: number / TWIPS})


def _aligned(align: str) -> _ParagraphChange:
    return lambda paragraph, _: {**paragraph, "align": align}


def _framed(name: str, value: str | None = None) -> _ParagraphChange:
    return lambda paragraph, number: _with_frame(paragraph, {name: str(number) if value is None else value})


def _frame_height(paragraph: Paragraph, number: int) -> Paragraph:
    return _with_frame(paragraph, {"h": str(abs(number)), "hRule": "exact" if number < 0 else "atLeast"})


def _with_frame(paragraph: Paragraph, attributes: Mapping[str, str]) -> Paragraph:
    return {**paragraph, "frame": {**paragraph.get("frame", {}), **attributes}}


PARAGRAPH_WORDS: Final[Mapping[str, _ParagraphChange]] = {
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
    "phpg": _framed("hAnchor", "page"),
    "pvpg": _framed("vAnchor", "page"),
    "pvmrg": _framed("vAnchor", "margin"),
}
"""Control words for the formatting of paragraphs, and their position on the page."""

PAGE_WORDS: Final[Mapping[str, Callable[[Page, float], Page]]] = {
    "paperw": lambda page, length: replace(page, width=length),
    "paperh": lambda page, length: replace(page, height=length),
    "margl": lambda page, length: replace(page, left=length),
    "margr": lambda page, length: replace(page, right=length),
    "margt": lambda page, length: replace(page, top=length),
}
"""Control words for the size and the margins of the page."""
