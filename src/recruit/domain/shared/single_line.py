"""Names, titles and other single-line fields: the characters that they can't have.

Controls and line ends break lists, exports and log lines. Bidirectional embeddings, overrides and isolates reorder the
text around a name. Two names that differ in a character without ink look the same. Characters that scripts need are
allowed: joiners (Persian, the scripts of India, emoji), zero-width spaces (Thai, Khmer), variation selectors,
directional marks such as U+200E, and tags (flags).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, get_type_hints
from unicodedata import is_normalized, normalize

from recruit.domain.shared.blank_text import check_not_blank
from recruit.domain.shared.errors import Invalid

_HIDDEN = re.compile(
    "["
    "\0-\x1f\x7f-\x9f"  # controls, including line feed and tab
    "\u2028\u2029"  # line and paragraph separators
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    "\u2061-\u2065\u206a-\u206f"  # invisible operators, and deprecated format characters
    "\u3164\uffa0"  # Hangul fillers
    "\ufeff\ufff0-\ufffc"  # byte order mark, interlinear annotations, and the object replacement character
    "\U00013430-\U0001343f\U00013441\U00013442"  # hieroglyph joiners and blanks
    "\U00016fe4\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"  # Khitan, shorthand and musical format controls
    "\U000e0001"  # language tag
    "]"
)


def check_visible(**texts: object) -> None:
    """Raise Invalid for a string, or one in a list or tuple, with a character that a single-line field can't have."""
    if not _HIDDEN.search(" ".join(_texts_in(texts.values()))):  # all at once: most have none
        return
    for field, text in texts.items():
        if found := _HIDDEN.search("".join(_texts_in([text]))):
            raise Invalid(
                f"{field} should be on one line, without control characters and marks that turn or hide text: "
                f"leave out U+{ord(found[0]):04X}"
            )


def _texts_in(values: Iterable[object]) -> list[str]:
    """Return the strings among values, and those in lists and tuples among them."""
    found: list[str] = []
    for value in values:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, list | tuple):
            found += [each for each in value if isinstance(each, str)]
    return found


def check_name(**names: object) -> None:
    """Raise Invalid for a name that is blank, or has a character that a single-line field can't have."""
    check_not_blank(**names)
    check_visible(**names)


def on_one_line(text: str) -> str:
    """Return a text with single spaces, in Unicode form C, without characters that a single-line field can't have."""
    return to_nfc(" ".join(_HIDDEN.sub("", " ".join(text.split())).split()))


def to_nfc(text: str) -> str:
    """Return a text in Unicode form C, in which letters with accents are one character each.

    In file names and PDFs they are often two characters, which look the same but don't match in a search. The few texts
    that form C makes longer are returned unchanged, since they could exceed their field.
    """
    if is_normalized("NFC", text):
        return text
    found = normalize("NFC", text)
    return found if len(found) <= len(text) else text


def to_nfc_lines(texts: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return fields with those in `names`, which are strings or lists of strings, in Unicode form C."""
    lines = {name: texts[name] for name in names if name in texts}
    if is_normalized("NFC", " ".join(_texts_in(lines.values()))):  # all at once: no character is composed with a space
        return dict(texts)
    return {**texts, **{name: _composed(value) for name, value in lines.items()}}


def _composed(value: object) -> object:
    if isinstance(value, str):
        return to_nfc(value)
    if isinstance(value, tuple | list):
        return type(value)(to_nfc(one) if isinstance(one, str) else one for one in value)
    return value


def text_fields(entity: type[object], *excluded: str) -> tuple[str, ...]:
    """Return the names of a dataclass's fields that hold a text, or several, without `excluded`."""
    texts = (str, str | None, tuple[str, ...])
    return tuple(name for name, kind in get_type_hints(entity).items() if kind in texts and name not in excluded)
