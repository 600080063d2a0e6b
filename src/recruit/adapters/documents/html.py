"""HTML: the text of blocks as lines, without scripts, styles and what is hidden by its own attributes."""

import codecs
import re
from collections.abc import Iterator

from lxml import etree

from recruit.adapters.documents import markup
from recruit.adapters.documents.links import with_address
from recruit.domain.model.errors import Invalid

UNSEEN = frozenset("head script style template noscript svg iframe object select".split())
BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main "
    "nav ol p pre section table td th tr ul".split()
)
HIDING = re.compile(r"display:none|visibility:hidden|font-size:0(?![.\d])|opacity:0(?![.\d])")
DAMAGED = "This HTML file is damaged: save it again, or as PDF, DOCX or TXT, and upload the new file."

_SPACES = re.compile(r"\s+")


def read(data: bytes) -> str:
    """Return the visible text. Raises Invalid."""
    encoding = None if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or not _is_utf8(data) else "utf-8"
    try:
        root = markup.html(data, encoding)
    except (etree.XMLSyntaxError, etree.ParserError):
        raise Invalid(DAMAGED) from None
    return "" if root is None else "".join(_text(root))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _text(element: markup.Element) -> Iterator[str]:
    """Yield the text of an element and its children. libxml2 bounds the depth at 256."""
    if not _hidden(element):
        block = element.tag in BLOCKS
        if block:
            yield "\n"
        inner = _collapse(element.text) + "".join(part for child in element for part in _text(child))
        yield with_address(inner, element.get("href")) if element.tag == "a" else inner
        if block:
            yield "\n"
    yield _collapse(element.tail)


def _hidden(element: markup.Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.tag in UNSEEN or element.get("hidden") is not None or bool(HIDING.search(style))


def _collapse(text: str | None) -> str:
    return _SPACES.sub(" ", text or "")
