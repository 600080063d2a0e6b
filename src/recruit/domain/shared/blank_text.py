"""Detection of invisible characters and blank text."""

from functools import lru_cache
from unicodedata import category

from recruit.domain.shared.errors import Invalid

SPACES = r"\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff"
"""Spaces, controls and directional marks, written for a character class of a regular expression."""

BLANKS = (
    SPACES + r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065-\u206f\u2800\u3164"
    r"\ufe00-\ufe0f\uffa0\ufff0-\ufffc"
)
"""All invisible characters of the Basic Multilingual Plane, since JSON Schema patterns can't name others."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
"""Unicode categories of invisible characters: controls, format characters, lone surrogates and spaces."""

_MARK_CATEGORIES = frozenset({"Mc", "Me", "Mn"})
"""Unicode categories of combining marks, which are visible on another character only."""

_RANGES = (
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x115F, 0x1160),  # Hangul fillers
    (0x17B4, 0x17B5),  # Khmer inherent vowels
    (0x180B, 0x180F),  # Mongolian variation selectors
    (0x2065, 0x2065),
    (0x2800, 0x2800),  # Braille pattern blank
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFC),  # up to the object replacement character
    (0x13430, 0x1343F),  # hieroglyph joiners
    (0x13441, 0x13442),  # hieroglyph blanks
    (0x16FE4, 0x16FE4),  # Khitan filler
    (0x1D159, 0x1D159),  # musical null notehead
    (0xE0000, 0xE0FFF),  # tags and variation selectors
)
"""Invisible characters of other categories: default-ignorable code points of Unicode, and some without ink."""

_PREFIX = 1_000
"""Characters at the beginning of a text that are checked one by one. Of the rest, each distinct one is checked once."""


@lru_cache(maxsize=4096)
def is_invisible(letter: str) -> bool:
    """Return whether a character is invisible, and affects the position of visible ones at most."""
    return category(letter) in _INVISIBLE or any(first <= ord(letter) <= last for first, last in _RANGES)


def without_invisible(text: str) -> str:
    """Return a text without invisible characters."""
    return "".join(letter for letter in text if not is_invisible(letter))


def is_blank(text: str) -> bool:
    """Return whether a text has no character that is visible by itself."""
    return not any(map(_is_visible, text[:_PREFIX])) and not any(map(_is_visible, set(text[_PREFIX:])))


def check_not_blank(**names: object) -> None:
    """Raise Invalid for a name without visible characters. Values that aren't strings are ignored."""
    for field, name in names.items():
        if isinstance(name, str) and is_blank(name):
            raise Invalid(f"{field} has no character that shows: give one that people can read")


def check_no_invisible(**texts: str) -> None:
    """Raise Invalid for a text with an invisible character, since two such texts can look the same."""
    for field, text in texts.items():
        found = next(filter(is_invisible, text), None)
        if found is not None:
            raise Invalid(f"{field} has a character that doesn't show, U+{ord(found):04X}: leave it out")


@lru_cache(maxsize=4096)
def _is_visible(letter: str) -> bool:
    return category(letter) not in _MARK_CATEGORIES and not is_invisible(letter)
