"""Namespaces and attribute values of DOCX."""

import re
from typing import Final

from recruit.adapters.documents import markup

_OPEN: Final = "{http://schemas.openxmlformats.org/"
W: Final = f"{_OPEN}wordprocessingml/2006/main}}"
A: Final = f"{_OPEN}drawingml/2006/main}}"
M: Final = f"{_OPEN}officeDocument/2006/math}}"
MC: Final = f"{_OPEN}markup-compatibility/2006}}"
R: Final = f"{_OPEN}officeDocument/2006/relationships}}"
WP: Final = f"{_OPEN}drawingml/2006/wordprocessingDrawing}}"
DIAGRAM: Final = f"{_OPEN}drawingml/2006/diagram}}"
PICTURE: Final = f"{_OPEN}drawingml/2006/picture}}"
WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
GROUP: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
V: Final = "{urn:schemas-microsoft-com:vml}"

_WORD: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessing"
UNDERSTOOD: Final = (
    W, A, M, MC, R, WP, DIAGRAM, PICTURE, WPS, GROUP, W14, V, f"{_OPEN}drawingml/2006/lockedCanvas}}",
    f"{_OPEN}drawingml/2006/chart}}", f"{_WORD}Canvas}}", f"{_WORD}Ink}}", f"{_WORD}Drawing}}",
    "{http://schemas.microsoft.com/office/word/2012/wordml}", "{http://schemas.microsoft.com/office/drawing/2010/main}",
    "{urn:schemas-microsoft-com:office:office}", "{urn:schemas-microsoft-com:office:word}",
)  # fmt: skip
"""Namespaces that Word knows and that may contain text. Word ignores elements of others with their content."""

OFF: Final = frozenset({"0", "false", "off", "none"})
TWIPS: Final = 20.0
HALVES: Final = 2.0
EMUS: Final = 12700.0
"""EMUs in a point."""

_MEASURE = re.compile(r"\s*(-?\d{1,9}(?:\.\d{1,9})?|-?\.\d{1,9})(pt|in|cm|mm|px|pc|pi|%|)\s*")
_LONG = 10
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "pc": 12.0, "pi": 12.0, "%": 1.0}


def value(element: markup.Element | None) -> str | None:
    """Return the w:val of an element, or None."""
    return None if element is None else element.get(f"{W}val")


def is_on(element: markup.Element | None) -> bool:
    """Return whether a switch is specified and on; a switch without a value is on."""
    return element is not None and element.get(f"{W}val") not in OFF


def drawing_attribute(element: markup.Element, name: str) -> str | None:
    """Return an attribute of DrawingML, or of Word's extensions, which have it in their namespace."""
    return element.get(name) or element.get(f"{W14}{name}")


def measure(text: str | None, unit: float = 1.0) -> float | None:
    """Return a length in points, or the number of a percentage. A number without a unit is divided by `unit`."""
    if text and text.isdecimal() and len(text) < _LONG:
        return int(text) / unit
    found = _MEASURE.fullmatch(text) if text else None
    if found is None:
        return None
    return float(found[1]) * _POINTS[found[2]] if found[2] else float(found[1]) / unit
