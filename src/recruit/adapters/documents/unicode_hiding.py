"""Hidden text in Unicode characters: bidirectional overrides, tag characters and variation selectors.

override  = U+202E , letters from left to right | U+202D , letters from right to left ;   up to U+202C or the line's end
tags      = U+E0020–U+E007E ;   ASCII, except those of a flag
selectors = two or more variation selectors in a row ;   a byte each
"""

import re
import unicodedata
from collections.abc import Iterator

LEFT_TO_RIGHT, RIGHT_TO_LEFT, END = "\u202d", "\u202e", "\u202c"
"""Marks that override the direction of letters up to END, used by readers of formats with markup for overrides."""

_OVERRIDDEN = re.compile("([\u202d\u202e])([^\n\u2029\u202c]+)")
_TAGS = re.compile("(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0020-\U000e007e]+")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}")
_FIRST, _LAST_OF_SIXTEEN, _SEVENTEENTH = 0xFE00, 0xFE0F, 0xE0100
_REVERSED = {"\u202d": {"R", "AL", "AN"}, "\u202e": {"L", "EN"}}
"""Direction classes (UAX 9) that an override reverses. Numbers are often marked to run from left to right."""


def disguised_text(text: str) -> Iterator[tuple[str, str]]:
    """Yield the reason and the decoded text of each hidden piece of a text."""
    for found in _OVERRIDDEN.finditer(text):
        if any(unicodedata.bidirectional(letter) in _REVERSED[found[1]] for letter in found[2]):
            yield "text turned around", found[2]
    for found in _TAGS.finditer(text):
        yield "invisible characters", "".join(chr(ord(tag) - 0xE0000) for tag in found[0])
    for found in _SELECTORS.finditer(text):
        yield "invisible characters", bytes(map(_byte, found[0])).decode("utf-8", "replace")


def without_variation_selectors(text: str) -> str:
    """Return a text without ineffective variation selectors: only the first one after a letter has an effect."""
    return _SELECTORS.sub(lambda found: found[0][0], text)


def _byte(selector: str) -> int:
    code = ord(selector)
    return code - _FIRST if code <= _LAST_OF_SIXTEEN else code - _SEVENTEENTH + 16
