"""ODT: a zip archive of XML parts (OpenDocument 1.3), of which headers, the text and footers are read, in this order.

Tracked deletions, comments and hidden text are left out. Tables are read as in DOCX.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from recruit.adapters.documents import archive, looks, markup, rows
from recruit.adapters.documents.archive import Archive
from recruit.adapters.documents.content import Content, Unseen
from recruit.adapters.documents.links import with_address
from recruit.adapters.documents.looks import Look
from recruit.domain.model.errors import Invalid

CONTENT = "content.xml"
PROTECTED = "This document is protected by a password: save it without one and upload it again."
MOST_SPACES = 200
DEEPEST = 20

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _STYLE = (_NAMES % part for part in ("text", "table", "style"))
_DRAW, _OFFICE, _FO = (_NAMES % part for part in ("drawing", "office", "xsl-fo-compatible"))
_HREF = "{http://www.w3.org/1999/xlink}href"

_LEFT_OUT = frozenset({f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_TEXT}sequence-decls"})
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_BOXES = frozenset({f"{_DRAW}text-box", f"{_DRAW}custom-shape"})
_HIDING = frozenset({f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph"})
_HEADERS = tuple(f"{_STYLE}{name}" for name in ("header-first", "header", "header-left"))
_FOOTERS = tuple(f"{_STYLE}{name}" for name in ("footer-first", "footer", "footer-left"))
_SPACES = re.compile(r"[ \t\r\n]+")
_POINTS = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)(pt|in|cm|mm|px)")
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75}


def read(data: bytes) -> Content:
    """Return the text. Raises Invalid."""
    unseen = Unseen()
    with archive.opened(data) as parts:
        _refuse_protected(parts)
        content, styles = parts.xml(CONTENT), parts.xml("styles.xml")
        reader = _Part([root for root in (styles, content) if root is not None], unseen)
        body = [] if content is None else content.findall(f"{_OFFICE}body")
        texts = [*reader.texts(styles, _HEADERS), reader.text(body), *reader.texts(styles, _FOOTERS)]
    return Content("\n".join(dict.fromkeys(texts)), unseen)


def _refuse_protected(parts: Archive) -> None:
    manifest = parts.xml("META-INF/manifest.xml")
    if manifest is not None and manifest.find(f".//{_NAMES % 'manifest'}encryption-data") is not None:
        raise Invalid(PROTECTED)


class _Styles:
    """Styles by their names, as elements that name what they are based on."""

    def __init__(self, roots: Iterable[markup.Element]) -> None:
        self._styles: dict[tuple[str | None, str | None], markup.Element] = {}
        for root in roots:
            for style in root.iter(f"{_STYLE}style"):
                self._styles[style.get(f"{_STYLE}family"), style.get(f"{_STYLE}name")] = style

    def on(self, look: Look, family: str, name: str | None, depth: int = DEEPEST) -> Look:
        """Return a look with a style of that name."""
        style = self._styles.get((family, name)) if name and depth else None
        if style is None:
            return look
        look = self.on(look, family, style.get(f"{_STYLE}parent-style-name"), depth - 1)
        for settings in style:
            if ground := looks.from_hex(settings.get(f"{_FO}background-color")):
                look = look.on(ground)
            display = settings.get(f"{_TEXT}display")
            look = look.with_(
                hidden=None if display is None else display != "true",
                colour=looks.from_hex(settings.get(f"{_FO}color")),
                size=_points(settings.get(f"{_FO}font-size")),
            )
        return look


def _points(size: str | None) -> float | None:
    found = _POINTS.fullmatch(size or "")
    return float(found[1]) * _UNITS[found[2]] if found else None


def _has_grounds(root: markup.Element) -> bool:
    """Whether there are pictures or coloured shapes, any of which may lie behind a text box."""
    fills = (settings.get(f"{_DRAW}fill", "none") for settings in root.iter(f"{_STYLE}graphic-properties"))
    return next(root.iter(f"{_DRAW}image"), None) is not None or any(fill != "none" for fill in fills)


class _Part:
    """Content while it is read. libxml2 bounds the depth of its elements at 256."""

    def __init__(self, roots: list[markup.Element], unseen: Unseen) -> None:
        self._styles = _Styles(roots)
        self._has_grounds = any(map(_has_grounds, roots))
        self._unseen = unseen
        self._read: Mapping[str, Callable[[markup.Element, Look], list[str]]] = {
            **dict.fromkeys(_PARAGRAPHS, self._paragraph),
            f"{_TEXT}span": self._span,
            f"{_TEXT}a": self._link,
            f"{_TABLE}table-row": self._row,
            f"{_TABLE}table-cell": self._cell,
            **dict.fromkeys(_BOXES, self._box),
            f"{_TEXT}s": self._spaces,
            f"{_TEXT}tab": lambda *_: ["\t"],
            f"{_TEXT}line-break": lambda *_: ["\n"],
        }

    def texts(self, styles: markup.Element | None, tags: tuple[str, ...]) -> list[str]:
        """Return the texts of all headers or footers."""
        return [] if styles is None else [self.text(found) for tag in tags for found in styles.iter(tag)]

    def text(self, elements: Iterable[markup.Element]) -> str:
        return "".join(self._children(elements, Look()))

    def _children(self, elements: Iterable[markup.Element], look: Look) -> list[str]:
        pieces: list[str] = []
        for child in elements:
            pieces += self._element(child, look)
            pieces += self._seen(child.tail, look)
        return pieces

    def _inside(self, element: markup.Element, look: Look) -> list[str]:
        return [*self._seen(element.text, look), *self._children(element, look)]

    def _seen(self, text: str | None, look: Look) -> list[str]:
        if not text:
            return []
        if reason := look.unseen:
            self._unseen.add(reason, text)
            return []
        return [_SPACES.sub(" ", text)]

    def _element(self, element: markup.Element, look: Look) -> list[str]:
        tag = element.tag
        if tag in _LEFT_OUT or not isinstance(tag, str):
            return []
        return self._read.get(tag, self._other)(element, look)

    def _paragraph(self, element: markup.Element, look: Look) -> list[str]:
        return [*self._inside(element, self._styles.on(look, "paragraph", element.get(f"{_TEXT}style-name"))), "\n"]

    def _span(self, element: markup.Element, look: Look) -> list[str]:
        return self._inside(element, self._styles.on(look, "text", element.get(f"{_TEXT}style-name")))

    def _link(self, element: markup.Element, look: Look) -> list[str]:
        return [with_address("".join(self._inside(element, look)), element.get(_HREF))]

    def _row(self, element: markup.Element, look: Look) -> list[str]:
        return [rows.joined(["".join(self._element(cell, look)).strip() for cell in element]), "\n"]

    def _cell(self, element: markup.Element, look: Look) -> list[str]:
        return self._children(element, self._styles.on(look, "table-cell", element.get(f"{_TABLE}style-name")))

    def _box(self, element: markup.Element, look: Look) -> list[str]:
        return ["\n", *self._children(element, look.on(None) if self._has_grounds else look), "\n"]

    def _spaces(self, element: markup.Element, _look: Look) -> list[str]:
        count = element.get(f"{_TEXT}c", "1")
        return [" " * min(int(count) if count.isdecimal() else 1, MOST_SPACES)]

    def _other(self, element: markup.Element, look: Look) -> list[str]:
        hidden = element.get(f"{_TEXT}display") == "none" or element.tag in _HIDING
        return self._inside(element, look.with_(hidden=True if hidden else None))
