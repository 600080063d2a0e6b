"""Text that shows nothing."""

import re

from recruit.domain.model.errors import Invalid

SPACES = r"\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff"
"""Spaces, controls and marks of direction, as a regular expression has them between brackets."""

BLANKS = (
    SPACES + r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065-\u206f\u2800\u3164"
    r"\ufe00-\ufe0f\uffa0\ufff0-\ufffb"
)
"""All characters of the basic plane that show nothing. Patterns of JSON Schema can't name those of other planes."""

_BLANK = re.compile(rf"[{BLANKS}\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]*")


def is_blank(text: str) -> bool:
    """Tell whether a text has no character that shows."""
    return _BLANK.fullmatch(text) is not None


def refuse_blank(**names: object) -> None:
    """Raise Invalid for a name that nobody can see. What is no text isn't looked at."""
    for field, name in names.items():
        if isinstance(name, str) and is_blank(name):
            raise Invalid(f"{field} has no character that shows: give one that people can read")
