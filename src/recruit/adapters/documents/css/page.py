"""Styles of one page: its style sheets, and the appearance of its elements."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final, TypeAlias

import tinycss2

from recruit.adapters.documents import markup
from recruit.adapters.documents.css import boxes, conditions, covers, defaults
from recruit.adapters.documents.css.appearance import Appearance
from recruit.adapters.documents.css.cascade import MOST_CACHED, Cascade
from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.lengths import WIDTH
from recruit.adapters.documents.css.selectors import Names, Node
from recruit.adapters.documents.css.sheet import Sheet
from recruit.adapters.documents.css.variables import Variables

INERT: Final = ("template", "noscript")
"""Elements whose style sheets don't apply if scripts are enabled."""

OLD: Final = ("-//ietf//", "-//w3c//dtd html 3", "-//w3c//dtd html 4.0 ", "-//w3c//dtd w3 html")
TRANSITIONAL: Final = ("-//w3c//dtd html 4.01 transitional", "-//w3c//dtd html 4.01 frameset")
_PUBLIC = re.compile(r'public "([^"]{0,200})"( ")?')
PAGE: Final = frozenset({"html", "body"})
DRAWN: Final = ("clip-path", "mask-image", "filter")
"""Properties whose value can refer to a drawing in the page."""

MOST_STYLED: Final = 1_000_000
MOST_SHEETS: Final = 200
"""Limit of elements that contain or link a style sheet."""

EACH: Final = 20
"""Cost of an element in characters. Elements and their values share the MOST_STYLED budget of a page."""

PARTIAL: Final = "Not all of this page's style could be evaluated: the text may contain some that the page hides."
FOREIGN: Final = "This page loads style sheets that weren't read: the text may contain some that they hide."
PICTURED: Final = "Some text of this page can be seen only on pictures, which weren't read: the page may hide it."


OF_A_LINE: Final = frozenset(
    "color background-color background-image font-size letter-spacing word-spacing text-shadow opacity".split()
)
"""Properties that apply to a first line."""

Child: TypeAlias = tuple[Node, Appearance, Appearance]
"""An element, its appearance, and the appearance of the text after it."""


class Page:
    """Computes the appearance of a page's elements."""

    def __init__(self, root: markup.Element) -> None:
        quirky = _is_quirky(root)
        self.root = Node.of(root, folds_names=quirky)
        self._sheet = Sheet(Names(root, folds=quirky))
        _read(root, self._sheet)
        self._cascade = Cascade(self._sheet, quirky=quirky)
        self.met_unknown = False
        self._remaining = MOST_STYLED
        self._cache: dict[tuple[int, int, str], tuple[Appearance, Style, Appearance]] = {}
        self.needs_pictures = False
        self.appearance = Appearance(variables=self._cascade.variables)

    @property
    def warnings(self) -> Iterator[str]:
        """Yield warnings about unknown parts of the style. Complete only after all elements were evaluated."""
        if self._cascade.is_partial or self.met_unknown or self._remaining < 0:
            yield PARTIAL
        if self._sheet.has_foreign_sheets:
            yield FOREIGN
        if self.needs_pictures:
            yield PICTURED

    def text_and_children(self, node: Node, appearance: Appearance) -> tuple[Appearance, list[Child]]:
        """Return the appearance of an element's own text, and its children."""
        if not (len(node.etree_element) or self._cascade.has_parts):
            return appearance, []
        nodes = list(node.children())
        elements = [child.etree_element for child in nodes]
        if any(map(_replaces_its_parent, elements)):
            appearance = replace(appearance, is_concealed=True)
        line = self._first_line(node, appearance) if self._cascade.has_parts else None
        appearances, tails = self._in_lines(nodes, line or appearance, appearance)
        before, after = self._generated(node, appearance, "before"), self._generated(node, appearance, "after")
        all_ = [*(None for _ in before), *elements, *(None for _ in after)]
        covered = covers.covered([*before, *appearances, *after], all_, appearance, node.etree_element.text)
        self.met_unknown |= covered.is_partial
        if covered.own or covered.children:
            appearance = replace(appearance, is_concealed=appearance.is_concealed or covered.own)
            appearances = [
                replace(each, is_concealed=each.is_concealed or index in covered.children)
                for index, each in enumerate(appearances, len(before))
            ]
            tails = [replace(each, is_concealed=each.is_concealed or covered.own) for each in tails]
        start = replace(line, is_concealed=appearance.is_concealed) if line else appearance
        return start, list(zip(nodes, appearances, tails, strict=True))

    def _first_line(self, node: Node, appearance: Appearance) -> Appearance | None:
        """Return the appearance of an element's first line, or None if it looks like the other lines.

        If it is visible, all of the text must fit into it, because the position of the line break is unknown.
        """
        style, variables = self._cascade.of_part(node, "first-line", appearance.style, appearance.variables)
        declared = {name: value for name, value in style.items() if name in OF_A_LINE}
        if not declared:
            return None
        line = replace(appearance.styled(declared, variables, is_root=False, is_page=False), style=appearance.style)
        letters = sum(map(len, node.etree_element.itertext()))
        return line if line.hidden_reason or letters * line.units.em / 2 <= WIDTH else None

    def _in_lines(
        self, nodes: list[Node], line: Appearance, appearance: Appearance
    ) -> tuple[list[Appearance], list[Appearance]]:
        """Return the appearances of children and of the text after each. Those before a break are in the first line."""
        appearances, tails = [], []
        for index, child in enumerate(nodes):
            tag = str(child.etree_element.tag)
            is_block = tag in boxes.BLOCKS
            appearances.append(self.appearance_of(child, tag, appearance if is_block and index else line))
            line = appearance if is_block else line
            tails.append(line)
        return appearances, tails

    def _generated(self, node: Node, appearance: Appearance, part: str) -> list[Appearance]:
        """Return the appearance of the element generated "before" or "after" an element, if there is one."""
        if not self._cascade.has_parts:
            return []
        style, variables = self._cascade.of_part(node, part, appearance.style, appearance.variables)
        if style.get("content", "none") in {"none", "normal"}:
            return []
        return [self._styled(appearance, style, variables, "")]

    def appearance_of(self, node: Node, tag: str, outer: Appearance) -> Appearance:
        """Return the appearance of an element whose parent has the appearance `outer`."""
        base = defaults.of(node.etree_element, tag)
        style, variables = self._cascade.of(node, base, outer.style, outer.variables)
        if variables is not outer.variables:
            return self._styled(outer, style, variables, tag)
        key = (id(outer), id(style), tag if tag in PAGE else "")
        if (known := self._cache.get(key)) is not None:
            return known[-1]
        appearance = self._styled(outer, style, variables, tag)
        if len(self._cache) < MOST_CACHED:
            self._cache[key] = (outer, style, appearance)  # stored to keep their ids unique
        return appearance

    def _styled(self, outer: Appearance, style: Style, variables: Variables, tag: str) -> Appearance:
        if not style and variables is outer.variables:
            return replace(outer, style=style) if outer.style else outer
        self._remaining -= EACH + sum(map(len, style.values()))
        if self._remaining < 0:
            return outer
        self.met_unknown |= any("url(#" in style.get(name, "").replace('"', "") for name in DRAWN)
        is_page = tag == "html" or (tag == "body" and "background-color" not in outer.style)
        return outer.styled(style, variables, is_root=tag == "html", is_page=is_page)


def _is_quirky(root: markup.Element) -> bool:
    """Return whether browsers show a page in quirks mode. The parser adds such a document type if there is none."""
    kind = root.getroottree().docinfo.doctype  # type: ignore[attr-defined] # the stubs have DocInfo without it
    found = _PUBLIC.search(kind.lower())
    return found is not None and found[1].startswith(OLD if found[2] else OLD + TRANSITIONAL)


def _replaces_its_parent(element: markup.Element) -> bool:
    """Return whether an element is a declarative shadow tree, shown instead of its parent's other content."""
    return element.tag == "template" and "shadowrootmode" in element.attrib and element.find(".//slot") is None


def _read(root: markup.Element, sheet: Sheet) -> None:
    elements = root.iter("style", "link")
    for element in islice(elements, MOST_SHEETS):
        if any(True for _ in element.iterancestors(*INERT)):
            continue
        queries = tinycss2.parse_component_value_list(element.get("media") or "", skip_comments=True)
        if not conditions.media(queries):
            continue
        if element.tag == "style":
            if (element.get("type") or "text/css").strip().lower() == "text/css":
                sheet.add(element.text or "")
        elif address := element.get("href"):
            relations = (element.get("rel") or "").lower().split()
            if "stylesheet" in relations and "alternate" not in relations:
                sheet.add_linked(address)
    sheet.is_partial |= next(elements, None) is not None
