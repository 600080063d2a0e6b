"""What DOCX says of the look of text: run properties, and the styles that runs and paragraphs name."""

from collections.abc import Mapping

from recruit.adapters.documents import looks, markup
from recruit.adapters.documents.looks import NOTHING, Colour, Properties

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = frozenset({"0", "false", "off", "none"})
DEEPEST = 20


class Styles:
    """The styles of a document by their ids, each with all that it inherits."""

    def __init__(self, root: markup.Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._elements = {style.get(f"{W}styleId", ""): style for style in found}
        self._known: dict[str, Properties] = {}
        self._shaded = {name for name, style in self._elements.items() if _is_shaded_table(style)}

    def named(self, name: str | None, depth: int = DEEPEST) -> Properties:
        """Return what a style says, with the styles that it is based on."""
        if name is None or name not in self._elements or not depth:
            return NOTHING
        if name not in self._known:
            style = self._elements[name]
            base = self.named(value(style.find(f"{W}basedOn")), depth - 1)
            self._known[name] = properties(style.find(f"{W}rPr")).over(base)
        return self._known[name]

    def shades(self, table: markup.Element) -> bool:
        """Whether a table's style gives cells a ground of their own."""
        return value(table.find(f"{W}tblPr/{W}tblStyle")) in self._shaded


def _is_shaded_table(style: markup.Element) -> bool:
    return style.get(f"{W}type") == "table" and any(shade(found) for found in style.iter(f"{W}tcPr"))


def properties(element: markup.Element | None) -> Properties:
    """Return what a w:rPr says."""
    if element is None or not len(element):
        return NOTHING
    vanish, size = element.find(f"{W}vanish"), value(element.find(f"{W}sz"))
    highlight = value(element.find(f"{W}highlight"))
    return Properties(
        None if vanish is None else value(vanish) not in OFF,
        looks.from_hex(value(element.find(f"{W}color"))),
        int(size) / 2 if size and size.isdecimal() else None,
        HIGHLIGHTS.get(highlight, (0, 0, 0)) if highlight and highlight not in OFF else shade(element),
    )


HIGHLIGHTS: Mapping[str, Colour] = {"white": (255, 255, 255), "yellow": (255, 255, 0), "lightGray": (192, 192, 192)}
"""The light ones; all others are far from white."""


def shade(element: markup.Element | None) -> Colour | None:
    """Return the ground that w:rPr, w:pPr or w:tcPr gives."""
    found = None if element is None else element.find(f"{W}shd")
    return None if found is None else looks.from_hex(found.get(f"{W}fill"))


def value(element: markup.Element | None) -> str | None:
    """Return the w:val of an element, if there is one."""
    return None if element is None else element.get(f"{W}val")
