"""Plain text: a byte order mark is believed, then UTF-8 is tried strictly, then Windows-1252."""

import codecs
import re

from recruit.domain.model.errors import Invalid

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is how it begins
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARY = "This isn't a text document: save it as PDF, DOCX or TXT and upload it again."
MOST_CONTROLS = 0.01
"""Share of control characters beyond which a file isn't text; random bytes have a tenth."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def read(data: bytes) -> str:
    """Return the text. Raises Invalid for what isn't text."""
    text = _decode(data)
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > MOST_CONTROLS * len(text):
        raise Invalid(BINARY)
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "cp1252")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Invalid(BINARY) from None
