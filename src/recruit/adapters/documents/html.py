"""HTML: the text of blocks as lines, without scripts and without what the page hides."""

import codecs
import re
from collections.abc import Iterator

from lxml import etree

from recruit.adapters.documents import looks, markup
from recruit.adapters.documents.content import Content, Unseen
from recruit.adapters.documents.links import with_address
from recruit.adapters.documents.looks import Colour, Look
from recruit.adapters.documents.stylesheet import Declarations, StyleSheet, declarations
from recruit.domain.model.errors import Invalid

UNSEEN = frozenset("head script style template noscript svg iframe object select".split())
BLOCKS = frozenset(
    "address article aside blockquote body br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li main nav ol p pre section table tr ul".split()
)
CELLS = frozenset({"td", "th"})
DAMAGED = "This HTML file is damaged: save it again, or as PDF, DOCX or TXT, and upload the new file."

_SPACES = re.compile(r"\s+")
_LENGTH = re.compile(r"(\d{0,5}(?:\.\d{1,6})?)(px|pt|em|rem|%|)")
_POINTS = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "%": 0.12, "": 0.75}
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*([\d.]{1,8})%?\s*)?\)")
_NAMED = {"white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240)}


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
        style = {**rules, **declarations(element.get("style") or "")}
        if tag == "font" and element.get("color"):
            style = {"color": (element.get("color") or "").lower(), **style}
        if element.get("hidden") is not None or style.get("display") == "none":
            return look.with_(hidden=True).on(None)
        return _styled(look, style) if style else look


def _styled(look: Look, style: Declarations) -> Look:
    hidden = _hides(style)
    if look.hidden and style.get("visibility") == "visible" and look.ground is not None:
        hidden = False
    look = look.with_(hidden=hidden, colour=_colour(style.get("color")), size=_points(style.get("font-size")))
    if (
        "background-image" in style
        or "url(" in style.get("background", "")
        or "gradient" in style.get("background", "")
    ):
        return look.on(None)
    ground = _colour(style.get("background-color")) or _colour(style.get("background"))
    return look.on(ground) if ground else look


def _hides(style: Declarations) -> bool | None:
    hides = style.get("visibility") in {"hidden", "collapse"} or style.get("opacity") in {"0", "0.0", "0%", ".0"}
    clear = (found := _RGB.fullmatch(style.get("color", ""))) is not None and found[4] in {"0", "0.0", ".0"}
    return True if hides or clear or style.get("color") == "transparent" else None


def _points(size: str | None) -> float | None:
    found = _LENGTH.fullmatch(size or "")
    return float(found[1]) * _POINTS[found[2]] if found and found[1] and found[1] != "." else None


def _colour(value: str | None) -> Colour | None:
    if value is None:
        return None
    if found := _RGB.fullmatch(value):
        return int(found[1]), int(found[2]), int(found[3])
    return looks.from_hex(value) if value.startswith("#") else _NAMED.get(value)
