"""HTML reader: each block's text on its own line, without scripts and hidden text."""

import codecs
import re
from collections.abc import Iterator
from itertools import islice, pairwise

from lxml import etree

from recruit.adapters.documents import css, form_fields, markup
from recruit.adapters.documents.code_pages import decoded
from recruit.adapters.documents.content import Content, HiddenText
from recruit.adapters.documents.css import boxes
from recruit.adapters.documents.css.appearance import Appearance
from recruit.adapters.documents.css.selectors import Node
from recruit.adapters.documents.links import with_address
from recruit.adapters.documents.svg import Drawing
from recruit.adapters.documents.text_style import HIDDEN
from recruit.adapters.documents.unicode_hiding import END
from recruit.domain.shared.errors import Invalid

WITHOUT_TEXT = frozenset("head script style".split())
"""Elements whose contents aren't text of the page."""

REPLACED = frozenset("audio canvas iframe meter noscript object progress template video".split())
"""Elements that, in any style, show something other than their contents."""

BLOCKS = boxes.BLOCKS - {"center"} | {"caption", "table"}
CELLS = frozenset({"td", "th"})
MOST_ELEMENTS = 30_000
"""Limit of elements read. HTML converted from a PDF has about a thousand per page."""

CUT = f"Only the first {MOST_ELEMENTS:,} elements of this page were read."
DAMAGED = "This HTML file is damaged: save it again, or as PDF, DOCX or TXT, and upload the new file."

TOO_DEEP = "The text of this HTML file is nested too deeply: save it as PDF, DOCX or TXT, and upload the new file."
DEEP = "Text of this page that is nested more than 256 elements deep was not read."
_DEEPEST = "boolean(" + "/*" * 256 + ")"
"""XPath: whether the page has the most levels that libxml2 reads."""

_SPACES = re.compile(r"\s+")


def read(data: bytes) -> Content:
    """Return the visible text. Raises Invalid."""
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = None if is_utf16 or decoded(data, "utf-8") is None else "utf-8"
    try:
        root = markup.html(data, encoding)
    except (etree.XMLSyntaxError, etree.ParserError):
        raise Invalid(DAMAGED) from None
    if root is None:
        return Content("")
    reader = _Reader(css.Page(root))
    is_cut = _cut_off(root)
    text = reader.text()
    is_deep = root.xpath(_DEEPEST)
    if is_deep and not text.strip():
        raise Invalid(TOO_DEEP)
    notes = [note for note, applies in ((CUT, is_cut), (DEEP, is_deep)) if applies]
    return Content(text, reader.hidden_text, warnings=(*reader.page.warnings, *notes))


def _cut_off(root: markup.Element) -> bool:
    """Remove everything after the first MOST_ELEMENTS elements, and return whether there was anything."""
    last = next(islice(root.iter(), MOST_ELEMENTS, None), None)
    if last is None:
        return False
    kept = 0
    for element, parent in pairwise([last, *last.iterancestors()]):
        del parent[parent.index(element) + kept :]
        kept = 1
    return True


class _Reader:
    """Reader of one page. libxml2 limits the nesting of its elements to 256 levels."""

    def __init__(self, page: css.Page) -> None:
        self.page = page
        self.hidden_text = HiddenText()

    def text(self) -> str:
        """Return the text of the page."""
        root = self.page.root
        appearance = self.page.appearance_of(root, str(root.etree_element.tag), self.page.appearance)
        return "".join(self._element(root, appearance))

    def _element(self, node: Node, appearance: Appearance) -> Iterator[str]:
        element = node.etree_element
        tag = str(element.tag)
        if tag in WITHOUT_TEXT:
            return
        if tag in REPLACED:
            self.hidden_text.add(HIDDEN, " ".join(element.itertext()))
            return
        if tag == "svg":
            drawn = Drawing(self.page, self._html, self.hidden_text.add).text(node, appearance)
            yield f"\n{drawn}\n" if drawn.strip() else ""
            return
        if tag in form_fields.TAGS:
            value = form_fields.visible_value(element)
            yield f" {self._visible(value, appearance)} " if value else ""
            return
        edge = "\n" if tag in BLOCKS else ""
        yield edge
        inner = "".join(self._content(node, appearance))
        inner = f"{appearance.override}{inner}{END}" if appearance.override else inner
        yield with_address(inner, element.get("href")) if tag == "a" and inner.strip() else inner
        yield "\t" if tag in CELLS else edge

    def _html(self, node: Node, appearance: Appearance) -> str:
        return "".join(self._content(node, appearance))

    def _content(self, node: Node, appearance: Appearance) -> Iterator[str]:
        appearance, children = self.page.text_and_children(node, appearance)
        yield self._visible(node.etree_element.text, appearance)
        for child, child_appearance, tail_appearance in children:
            yield from self._element(child, child_appearance)
            yield self._visible(child.etree_element.tail, tail_appearance)

    def _visible(self, text: str | None, appearance: Appearance) -> str:
        if not text or text.isspace():
            return " " if text else ""
        if reason := appearance.hidden_reason:
            self.hidden_text.add(reason, text)
            return ""
        self.page.needs_pictures |= appearance.needs_picture
        return _SPACES.sub(" ", text)
