"""Namespaces, lengths and conditions of OpenDocument 1.3."""

import re
from typing import Final

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, STYLE, DRAW, OFFICE, FO, SVG, MANIFEST = (
    _NAMES % part
    for part in ("text", "table", "style", "drawing", "office", "xsl-fo-compatible", "svg-compatible", "manifest")
)
LOEXT: Final = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
DRAWOOO: Final = "{http://openoffice.org/2010/draw}"
HREF: Final = "{http://www.w3.org/1999/xlink}href"

_NUMBER = r"\s*([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))\s*"
_LENGTH = re.compile(rf"{_NUMBER}(pt|in|inch|cm|mm|px|pc)\s*")
_PERCENT = re.compile(rf"{_NUMBER}%\s*")
_UNITS = {"pt": 1.0, "in": 72.0, "inch": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "pc": 12.0}

_VARIABLE = re.compile(r"[^\W\d]")
_FALSE = frozenset({"", "0", "false"})
_TRUE = "true"


def points(length: str | None) -> float | None:
    """Return a length in points, or None for anything else."""
    found = _LENGTH.fullmatch(length or "")
    return float(found[1]) * _UNITS[found[2]] if found else None


def share(percentage: str | None) -> float | None:
    """Return a percentage as a fraction (0.5 for "50%"), or None for anything else."""
    found = _PERCENT.fullmatch(percentage or "")
    return float(found[1]) / 100 if found else None


def hides(condition: str | None, is_hidden: str | None) -> bool:
    """Return whether a condition hides its element. If the condition has variables, the saved result counts."""
    value = (condition or "").rpartition(":")[2].strip().lower()
    if value in _FALSE:
        return is_hidden == _TRUE
    return is_hidden != "false" or value == _TRUE or _VARIABLE.search(value) is None
