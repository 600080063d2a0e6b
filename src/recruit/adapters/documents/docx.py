"""DOCX: a zip archive of XML parts (ECMA-376), of which headers, the document and footers are read, in this order.

Deleted text, hidden runs (w:vanish) and the fallback copies of text boxes are left out. Every paragraph is a line,
those of table cells too. Sizes are checked twice, since an archive may lie about them.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from lxml import etree

from recruit.adapters.documents import markup
from recruit.adapters.documents.links import with_address
from recruit.domain.model.errors import Invalid

MOST_PARTS = 5_000
MOST_BYTES_DECLARED = 200 << 20
MOST_BYTES_READ = 32 << 20

DOCUMENT = "word/document.xml"
DAMAGED = "This DOCX file is damaged: save it again, or as PDF or TXT, and upload the new file."
TOO_LARGE = "This DOCX file unpacks to more than can be read here: save it as PDF or TXT and upload that."
OTHER = "This looks like an archive or another kind of office file: save it as PDF, DOCX or TXT and upload it again."

_HEADER = re.compile(r"word/header\d{0,4}\.xml")
_FOOTER = re.compile(r"word/footer\d{0,4}\.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK})
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}

_UNREADABLE = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, NotImplementedError, RuntimeError, EOFError)
"""What zipfile, zlib and lxml raise for archives and parts that are broken or encrypted."""


def read(data: bytes) -> str:
    """Return the text. Raises Invalid."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(_texts(archive))
    except _UNREADABLE:
        raise Invalid(DAMAGED) from None


def _texts(archive: zipfile.ZipFile) -> Iterator[str]:
    names = [info.filename for info in archive.infolist()]
    if DOCUMENT not in names:
        raise Invalid(OTHER)
    if len(names) > MOST_PARTS or sum(info.file_size for info in archive.infolist()) > MOST_BYTES_DECLARED:
        raise Invalid(TOO_LARGE)
    allowance = _Allowance(archive)
    parts = [*filter(_HEADER.fullmatch, names), DOCUMENT, *filter(_FOOTER.fullmatch, names)]
    for name in dict.fromkeys(parts):
        links = _addresses(allowance, name) if name == DOCUMENT else {}
        yield "".join(_text(markup.xml(allowance.read(name)), links))


class _Allowance:
    """Reads parts until their real sizes reach the limit."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = MOST_BYTES_READ

    def read(self, name: str) -> bytes:
        with self._archive.open(name) as part:
            data = part.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise Invalid(TOO_LARGE)
        return data

    def __contains__(self, name: str) -> bool:
        return name in self._archive.NameToInfo


def _addresses(allowance: _Allowance, name: str) -> Mapping[str, str]:
    """Return relation id → address of what a part links to."""
    folder, _, file = name.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    if relations not in allowance:
        return {}
    return {found.get("Id", ""): found.get("Target", "") for found in markup.xml(allowance.read(relations))}


def _text(element: markup.Element, links: Mapping[str, str]) -> Iterator[str]:
    """Yield the text of an element and its children. libxml2 bounds the depth at 256."""
    tag = element.tag
    if tag == f"{_W}t":
        yield element.text or ""
    elif tag in _MARKS and not _is_setting(element):
        yield _MARKS[tag]
    elif tag == f"{_W}hyperlink":
        inner = "".join(part for child in element for part in _text(child, links))
        yield with_address(inner, links.get(element.get(_RELATION, "")))
    elif tag not in _LEFT_OUT and not _vanished(element):
        for child in element:
            yield from _text(child, links)
        if tag == f"{_W}p":
            yield "\n"


def _is_setting(element: markup.Element) -> bool:
    """Whether a w:tab is a tab stop of the paragraph's settings and not a tab in its text."""
    parent = element.getparent()
    return parent is not None and parent.tag == f"{_W}tabs"


def _vanished(element: markup.Element) -> bool:
    vanish = element.find(f"{_W}rPr/{_W}vanish") if element.tag == f"{_W}r" else None
    return vanish is not None and vanish.get(f"{_W}val") not in {"0", "false", "off"}
