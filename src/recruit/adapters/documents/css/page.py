"""The styles of one page: its sheets, and the appearance of its elements."""

from collections.abc import Iterator
from typing import Final

import tinycss2

from recruit.adapters.documents import markup
from recruit.adapters.documents.css import conditions, defaults
from recruit.adapters.documents.css.appearance import Appearance
from recruit.adapters.documents.css.cascade import Cascade
from recruit.adapters.documents.css.selectors import Names, Node
from recruit.adapters.documents.css.sheet import Sheet

INERT: Final = ("template", "noscript")
"""Elements whose style sheets don't hold where scripts run."""

PAGE: Final = frozenset({"html", "body"})
PARTIAL: Final = "Not all of this page's style could be evaluated: the text may contain some that the page hides."
FOREIGN: Final = "This page loads style sheets that weren't read: the text may contain some that they hide."


class Page:
    """Says how the elements of a page look."""

    def __init__(self, root: markup.Element) -> None:
        self.root = Node.of(root)
        self._sheet = Sheet(Names(root))
        _read(root, self._sheet)
        self._cascade = Cascade(self._sheet)
        self.appearance = Appearance(variables=self._cascade.variables)

    @property
    def warnings(self) -> Iterator[str]:
        """Yield sentences on what of the style isn't known, once all elements have been looked at."""
        if self._cascade.is_partial:
            yield PARTIAL
        if self._sheet.has_foreign_sheets:
            yield FOREIGN

    def look(self, node: Node, tag: str, outer: Appearance) -> Appearance:
        """Return the appearance of an element in its parent's."""
        base = defaults.of(node.etree_element, tag)
        style, variables = self._cascade.of(node, base, outer.style, outer.variables)
        if not style and variables is outer.variables:
            return outer
        return outer.styled(style, variables, is_root=node.parent is None, is_page=tag in PAGE)


def _read(root: markup.Element, sheet: Sheet) -> None:
    for element in root.iter("style", "link"):
        if any(True for _ in element.iterancestors(*INERT)):
            continue
        queries = tinycss2.parse_component_value_list(element.get("media") or "", skip_comments=True)
        if not conditions.media(queries):
            continue
        if element.tag == "style":
            if (element.get("type") or "text/css").strip().lower() == "text/css":
                sheet.add(element.text or "")
        elif (address := element.get("href")) and (element.get("rel") or "").lower().split() == ["stylesheet"]:
            sheet.add_linked(address)
