"""Properties in w:rPr and w:pPr that affect the visibility of text. Unspecified properties have no key."""

from collections.abc import Callable, Mapping
from typing import Final, Literal, TypedDict

from recruit.adapters.documents import markup
from recruit.adapters.documents.docx.colours import HIGHLIGHTS, Fill, Paint, Special, Theme
from recruit.adapters.documents.docx.names import HALVES, OFF, TWIPS, W14, W, is_on, measure, value


class Run(TypedDict, total=False):
    """Run properties. Lengths are in points, `scale` is a fraction, `complex_size` is the size of complex scripts."""

    vanish: bool
    web: bool
    colour: Paint | None
    fill: Fill | None
    outline: Fill | None
    size: float
    complex_size: float
    complex: bool
    rtl: bool
    small: bool
    scale: float
    spacing: float
    raised: float
    fitted: float
    shade: Paint
    highlight: Paint


class Paragraph(TypedDict, total=False):
    """Paragraph properties. Lengths are in points; `multiple` is the line height in lines."""

    shade: Paint
    line: float | None
    multiple: float
    left: float
    right: float
    first: float
    align: str
    tab: float
    frame: Mapping[str, str]


SMALL: Final = frozenset({"superscript", "subscript"})
_SIDES: Final[Mapping[str, Literal["left", "right", "first"]]] = {
    "left": "left", "start": "left", "right": "right", "end": "right", "firstLine": "first",
}  # fmt: skip
"""Attributes of an indent, by property."""


class Formatting:
    """Reader of properties, with the colours of one document's theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._of_run: Mapping[str, Callable[[markup.Element, Run], None]] = {
            f"{W}vanish": _switch("vanish"),
            f"{W}webHidden": _switch("web"),
            f"{W}color": self._colour,
            f"{W14}textFill": lambda element, run: run.update({"fill": theme.first_fill(element)}),
            f"{W14}textOutline": lambda element, run: run.update({"outline": theme.first_fill(element)}),
            f"{W}sz": _number("size", HALVES),
            f"{W}szCs": _number("complex_size", HALVES),
            f"{W}cs": _switch("complex"),
            f"{W}rtl": _switch("rtl"),
            f"{W}vertAlign": lambda element, run: run.update({"small": value(element) in SMALL}),
            f"{W}w": _number("scale", 100.0),
            f"{W}spacing": _number("spacing", TWIPS),
            f"{W}position": _number("raised", HALVES),
            f"{W}fitText": _number("fitted", TWIPS),
            f"{W}shd": lambda element, run: run.update({"shade": theme.shading(element) or Special.NONE}),
            f"{W}highlight": _highlight,
        }
        self._of_paragraph: Mapping[str, Callable[[markup.Element, Paragraph], None]] = {
            f"{W}shd": lambda element, found: found.update({"shade": theme.shading(element) or Special.NONE}),
            f"{W}spacing": _lines,
            f"{W}ind": _indents,
            f"{W}jc": lambda element, found: found.update({"align": value(element) or ""}),
            f"{W}tabs": _tabs,
            f"{W}framePr": _frame,
        }

    def run(self, element: markup.Element | None) -> Run:
        """Return the properties in a w:rPr."""
        found = Run()
        for child in () if element is None else element:
            if take := self._of_run.get(child.tag):
                take(child, found)
        return found

    def paragraph(self, element: markup.Element | None) -> Paragraph:
        """Return the properties in a w:pPr."""
        found = Paragraph()
        for child in () if element is None else element:
            if take := self._of_paragraph.get(child.tag):
                take(child, found)
        return found

    def _colour(self, element: markup.Element, run: Run) -> None:
        run["colour"] = self.theme.of_word(element)
        run.setdefault("fill", None)  # a colour overrides the fill of a style


def _switch(name: Literal["vanish", "web", "complex", "rtl"]) -> Callable[[markup.Element, Run], None]:
    def take(element: markup.Element, run: Run) -> None:
        run[name] = is_on(element)

    return take


def _frame(element: markup.Element, found: Paragraph) -> None:
    found["frame"] = {str(name).removeprefix(W): str(raw) for name, raw in element.attrib.items()}


def _number(
    name: Literal["size", "complex_size", "scale", "spacing", "raised", "fitted"], unit: float
) -> Callable[[markup.Element, Run], None]:
    def take(element: markup.Element, run: Run) -> None:
        raw = value(element) or ""
        number = measure(raw, unit)
        if number is not None:
            run[name] = number / 100 if raw.endswith("%") else number

    return take


def _highlight(element: markup.Element, run: Run) -> None:
    raw = value(element) or "none"
    run["highlight"] = Special.NONE if raw in OFF else HIGHLIGHTS.get(raw, Special.UNKNOWN)


def _lines(element: markup.Element, found: Paragraph) -> None:
    raw, rule = element.get(f"{W}line") or "", element.get(f"{W}lineRule")
    line = measure(raw, TWIPS)
    if line is None:
        return
    if rule == "exact" or line < 0:
        found["line"] = abs(line)
    elif rule in {None, "auto"}:
        found["line"], found["multiple"] = None, line * TWIPS / 240
    else:
        found["line"], found["multiple"] = None, 1.0


def _indents(element: markup.Element, found: Paragraph) -> None:
    for name, raw in element.attrib.items():
        side = str(name).removeprefix(W)
        length = measure(str(raw), TWIPS)
        if length is not None and side == "hanging":
            found["first"] = -length
        elif length is not None and side in _SIDES and not (side == "firstLine" and element.get(f"{W}hanging")):
            found[_SIDES[side]] = length


def _tabs(element: markup.Element, found: Paragraph) -> None:
    stops = [measure(stop.get(f"{W}pos"), TWIPS) for stop in element if value(stop) not in {"clear", "bar", "num"}]
    if known := [stop for stop in stops if stop is not None]:
        found["tab"] = min(known)
