"""HTML: the text of blocks as lines, without scripts and without what the page hides."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from recruit.adapters.documents import markup
from recruit.adapters.documents.concealment import conceals, pixels
from recruit.adapters.documents.content import Content, Unseen
from recruit.adapters.documents.css_colours import colour, is_clear
from recruit.adapters.documents.links import with_address
from recruit.adapters.documents.looks import Look
from recruit.adapters.documents.stylesheet import Declarations, StyleSheet, declarations
from recruit.domain.model.errors import Invalid

UNSEEN = frozenset("head script style template noscript svg iframe object select".split())
BLOCKS = frozenset(
    "address article aside blockquote body br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li main nav ol p pre section table tr ul".split()
)
CELLS = frozenset({"td", "th"})
DAMAGED = "This HTML file is damaged: save it again, or as PDF, DOCX or TXT, and upload the new file."
POINTS_OF_A_PIXEL, POINTS_OF_A_PERCENT = 0.75, 0.12

_SPACES = re.compile(r"\s+")
_FONT_SIZE = re.compile(r"(?:^|\s)(0|\d{0,5}(?:\.\d{1,6})?(?:px|pt|em|rem|%))(?:/\S+)?\s")


def read(data: bytes) -> Content:
    """Return the visible text. Raises Invalid."""
    encoding = None if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or not _is_utf8(data) else "utf-8"
    try:
        root = markup.html(data, encoding)
    except (etree.XMLSyntaxError, etree.ParserError):
        raise Invalid(DAMAGED) from None
    if root is None:
        return Content("")
    page = _Page([style.text or "" for style in root.iter("style")])
    return Content("".join(page.text(root, Look())), page.unseen)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _Page:
    """One page while it is read. libxml2 bounds the depth of its elements at 256."""

    def __init__(self, sheets: list[str]) -> None:
        self._sheet = StyleSheet(sheets)
        self.unseen = Unseen()

    def text(self, element: markup.Element, look: Look) -> Iterator[str]:
        """Yield the text of an element and its children."""
        tag = str(element.tag)
        if tag in UNSEEN:
            return
        look = self._look(element, tag, look)
        edge = "\n" if tag in BLOCKS else ""
        yield edge
        inner = "".join(self._inner(element, look))
        yield with_address(inner, element.get("href")) if tag == "a" and inner.strip() else inner
        yield "\t" if tag in CELLS else edge

    def _inner(self, element: markup.Element, look: Look) -> Iterator[str]:
        yield self._seen(element.text, look)
        for child in element:
            yield from self.text(child, look)
            yield self._seen(child.tail, look)

    def _seen(self, text: str | None, look: Look) -> str:
        if text and (reason := look.unseen):
            self.unseen.add(reason, text)
            return ""
        return _SPACES.sub(" ", text or "")

    def _look(self, element: markup.Element, tag: str, look: Look) -> Look:
        rules = self._sheet.of(tag, (element.get("class") or "").split()[:20], element.get("id"))
        style = {**_attributes(element, tag), **rules, **declarations(element.get("style") or "")}
        if element.get("hidden") is not None or conceals(style):
            return replace(look, gone=True)
        return _styled(look, style) if style else look


def _attributes(element: markup.Element, tag: str) -> Declarations:
    """Return what attributes of old say of an element."""
    text = element.get("color") if tag == "font" else element.get("text") if tag == "body" else None
    told = {"color": text, "background-color": element.get("bgcolor")}
    return {name: value.strip().lower() for name, value in told.items() if value}


def _styled(look: Look, style: Declarations) -> Look:
    filled = style.get("-webkit-text-fill-color", style.get("color", ""))
    look = look.with_(hidden=_hides(style, filled), colour=colour(filled), size=_points(style))
    background = style.get("background", "")
    if "background-image" in style or "url(" in background or "gradient" in background:
        return look.on(None)
    words = [style.get("background-color", ""), background, *background.split()]
    ground = next((found for word in words if (found := colour(word))), None)
    return look.on(ground) if ground else look


def _hides(style: Declarations, filled: str) -> bool | None:
    if style.get("visibility") in {"hidden", "collapse"}:
        return True
    if is_clear(filled) and "text" not in {style.get("background-clip"), style.get("-webkit-background-clip")}:
        return True
    return False if style.get("visibility") == "visible" else None


def _points(style: Declarations) -> float | None:
    found = _FONT_SIZE.search(style.get("font", ""))
    size = style.get("font-size") or (found[1] if found else "")
    if size.endswith("%"):
        share = pixels(size[:-1])
        return None if share is None else share * POINTS_OF_A_PERCENT
    length = pixels(size)
    return None if length is None or length < 0 else length * POINTS_OF_A_PIXEL
