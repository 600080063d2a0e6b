"""DOCX: a zip archive of XML parts (ECMA-376), of which headers, the document and footers are read, in this order.

Every paragraph is a line; the cells of a table's row stand on one line where each is a line, else below one another.
Changes count as accepted. Deleted and hidden text and the fallback copies of text boxes are left out.
"""

import re
from collections.abc import Iterable, Mapping

from recruit.adapters.documents import archive, docx_styles, links, markup, rows
from recruit.adapters.documents.archive import Archive
from recruit.adapters.documents.content import Content, Unseen
from recruit.adapters.documents.docx_styles import Styles, W, value
from recruit.adapters.documents.links import with_address
from recruit.adapters.documents.looks import NOTHING, Look

DOCUMENT = "word/document.xml"

_HEADER = re.compile(r"word/header\d{0,4}\.xml")
_FOOTER = re.compile(r"word/footer\d{0,4}\.xml")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset({f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}pPr", f"{W}rPr", f"{W}sectPr", _FALLBACK})
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}spPr"
_FILLS = tuple(f"{_DRAWING}{kind}Fill" for kind in ("solid", "grad", "patt", "blip"))
_PICTURES = (f"{_DRAWING}blip", "{urn:schemas-microsoft-com:vml}imagedata", "{urn:schemas-microsoft-com:vml}fill")

BANNER_REACH = 8
"""Paragraphs after the anchor of a shape behind the text in which it may be the ground of white letters."""


def read(data: bytes) -> Content:
    """Return the text. Raises Invalid."""
    unseen = Unseen()
    with archive.opened(data) as parts:
        names = sorted(parts.names)
        order = [*filter(_HEADER.fullmatch, names), DOCUMENT, *filter(_FOOTER.fullmatch, names)]
        styles = Styles(parts.xml("word/styles.xml"))
        roots = {name: root for name in order if (root := parts.xml(name)) is not None}
        grounds = any(map(_has_grounds, roots.values()))
        texts = [_Part(styles, _addresses(parts, name), unseen, grounds).text(root) for name, root in roots.items()]
    return Content("\n".join(dict.fromkeys(texts)), unseen)  # headers of first, even and odd pages may be the same


def _addresses(parts: Archive, name: str) -> Mapping[str, str]:
    """Return relation id → address of what a part links to."""
    folder, _, file = name.rpartition("/")
    relations = parts.xml(f"{folder}/_rels/{file}.rels")
    return {} if relations is None else {found.get("Id", ""): found.get("Target", "") for found in relations}


class _Part:
    """One part while it is read. libxml2 bounds the depth of its elements at 256."""

    def __init__(self, styles: Styles, addresses: Mapping[str, str], unseen: Unseen, has_grounds: bool) -> None:
        self._styles = styles
        self._addresses = addresses
        self._unseen = unseen
        self._fields: list[tuple[list[str], list[str]]] = []
        self._since_banner = BANNER_REACH
        self._has_grounds = has_grounds
        self._read = {
            f"{W}p": self._paragraph,
            f"{W}r": self._run,
            f"{W}tbl": self._table,
            f"{W}tr": self._row,
            f"{W}tc": self._cell,
            f"{W}txbxContent": self._text_box,
            f"{W}hyperlink": self._hyperlink,
        }

    def text(self, root: markup.Element) -> str:
        return "".join(self._children(root, Look()))

    def _children(self, elements: Iterable[markup.Element], look: Look) -> list[str]:
        pieces: list[str] = []
        for child in elements:
            tag = child.tag
            if tag == f"{W}t":
                pieces += self._seen(child.text or "", look)
            elif tag == f"{W}fldChar":
                self._field(child, pieces)
            elif tag == f"{W}instrText":
                if self._fields:
                    self._fields[-1][0].append(child.text or "")
            elif tag in _MARKS:
                pieces.append(_MARKS[tag])
            elif tag in self._read:
                pieces += self._read[tag](child, look)
            elif tag not in _LEFT_OUT:
                if tag == _ANCHOR and child.get("behindDoc") in {"1", "true"}:
                    self._since_banner = 0
                pieces += self._children(child, look)
        return pieces

    def _seen(self, text: str, look: Look) -> list[str]:
        if reason := look.unseen:
            self._unseen.add(reason, text)
            return []
        for _, shown in self._fields:
            shown.append(text)
        return [text]

    def _paragraph(self, element: markup.Element, look: Look) -> list[str]:
        settings = element.find(f"{W}pPr")
        style = NOTHING if settings is None else self._styles.named(value(settings.find(f"{W}pStyle")))
        if ground := docx_styles.shade(settings):
            look = look.on(ground)
        self._since_banner += 1
        return [*self._children(element, style.on(look)), "\n"]

    def _run(self, element: markup.Element, look: Look) -> list[str]:
        settings = element.find(f"{W}rPr")
        if settings is not None:
            style = self._styles.named(value(settings.find(f"{W}rStyle")))
            look = docx_styles.properties(settings).over(style).on(look)
        if self._since_banner <= BANNER_REACH:
            look = look.on(None)
        return self._children(element, look)

    def _table(self, element: markup.Element, look: Look) -> list[str]:
        return self._children(element, look.on(None) if self._styles.shades(element) else look)

    def _row(self, element: markup.Element, look: Look) -> list[str]:
        cells = ["".join(self._children((cell,), look)).strip() for cell in element]
        return [rows.joined(cells), "\n"]

    def _cell(self, element: markup.Element, look: Look) -> list[str]:
        ground = docx_styles.shade(element.find(f"{W}tcPr"))
        return self._children(element, look.on(ground) if ground else look)

    def _text_box(self, element: markup.Element, look: Look) -> list[str]:
        return ["\n", *self._children(element, look.on(None) if self._has_grounds else look), "\n"]

    def _hyperlink(self, element: markup.Element, look: Look) -> list[str]:
        return [with_address("".join(self._children(element, look)), self._addresses.get(element.get(_RELATION, "")))]

    def _field(self, element: markup.Element, pieces: list[str]) -> None:
        """Follow a field: its instruction comes before what it shows, and both may lie in several runs."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(([], []))
        elif kind == "end" and self._fields:
            instruction, shown = self._fields.pop()
            text = "".join(shown)
            pieces.append(with_address(text, links.of_field("".join(instruction)))[len(text) :])


def _has_grounds(root: markup.Element) -> bool:
    """Whether a part has pictures or coloured shapes, any of which may lie behind a text box."""
    filled = (shape.find(fill) is not None for shape in root.iter(_SHAPE) for fill in _FILLS)
    return next(root.iter(*_PICTURES), None) is not None or any(filled)
