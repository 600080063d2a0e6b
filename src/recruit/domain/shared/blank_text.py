"""Text that shows nothing."""

from functools import lru_cache
from unicodedata import category

from recruit.domain.shared.errors import Invalid

SPACES = r"\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff"
"""Spaces, controls and marks of direction, as a regular expression has them between brackets."""

BLANKS = (
    SPACES + r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065-\u206f\u2800\u3164"
    r"\ufe00-\ufe0f\uffa0\ufff0-\ufffc"
)
"""All characters of the basic plane that show nothing. Patterns of JSON Schema can't name those of other planes."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
"""Categories of Unicode whose characters show nothing: controls, formats, halves of surrogate pairs, and spaces."""

_MARKS = frozenset({"Mc", "Me", "Mn"})
"""Categories of characters that show on another one alone."""

_RANGES = (
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x115F, 0x1160),  # fillers of Hangul
    (0x17B4, 0x17B5),  # vowels of Khmer that aren't written
    (0x180B, 0x180F),  # variations of Mongolian
    (0x2065, 0x2065),
    (0x2800, 0x2800),  # Braille's cell without a dot
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),  # variations
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFC),  # the last stands for an object that isn't there
    (0x13430, 0x1343F),  # joiners of hieroglyphs
    (0x13441, 0x13442),  # blanks of hieroglyphs
    (0x16FE4, 0x16FE4),  # filler of Khitan
    (0x1D159, 0x1D159),  # null notehead
    (0xE0000, 0xE0FFF),  # tags, and variations
)
"""Characters of other categories that show nothing: those that Unicode lets renderers ignore, and some without ink."""

_LOOKED_AT = 1_000
"""Characters of a text that are looked at one by one; of the rest each is looked at once."""


@lru_cache(maxsize=4096)
def is_unseen(letter: str) -> bool:
    """Tell whether a character shows nothing, and changes nothing that is seen but its place."""
    return category(letter) in _UNSEEN or any(first <= ord(letter) <= last for first, last in _RANGES)


def seen(text: str) -> str:
    """Return a text without the characters that show nothing."""
    return "".join(letter for letter in text if not is_unseen(letter))


def is_blank(text: str) -> bool:
    """Tell whether a text has no character that shows by itself."""
    return not any(map(_shows, text[:_LOOKED_AT])) and not any(map(_shows, set(text[_LOOKED_AT:])))


def refuse_blank(**names: object) -> None:
    """Raise Invalid for a name that nobody can see. What is no text isn't looked at."""
    for field, name in names.items():
        if isinstance(name, str) and is_blank(name):
            raise Invalid(f"{field} has no character that shows: give one that people can read")


def refuse_unseen(**texts: str) -> None:
    """Raise Invalid for a text with a character that shows nothing: two such texts may look the same."""
    for field, text in texts.items():
        found = next(filter(is_unseen, text), None)
        if found is not None:
            raise Invalid(f"{field} has a character that doesn't show, U+{ord(found):04X}: leave it out")


@lru_cache(maxsize=4096)
def _shows(letter: str) -> bool:
    return category(letter) not in _MARKS and not is_unseen(letter)
