"""Names, titles and other fields of one line: the characters that they can't have.

Controls and line ends break lists, exports and log lines. Marks of direction that embed, override or isolate turn the
text around a name. Two names that differ in a character without ink look the same. What writing needs stays: joiners
(Persian, the scripts of India, emoji), spaces without a width (Thai, Khmer), selectors of variants, marks of direction
for one place, and tags (flags).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import is_normalized, normalize

from recruit.domain.shared.blank_text import refuse_blank
from recruit.domain.shared.errors import Invalid

_HIDDEN = re.compile(
    "["
    "\0-\x1f\x7f-\x9f"  # controls, with line feed and tab
    "\u2028\u2029"  # separators of lines and paragraphs
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates of direction
    "\u2061-\u2065\u206a-\u206f"  # invisible operators, and marks that Unicode advises against
    "\u3164\uffa0"  # fillers of Hangul
    "\ufeff\ufff0-\ufffc"  # byte order mark, annotations, and what stands for an object that isn't there
    "\U00013430-\U0001343f\U00013441\U00013442"  # joiners and blanks of hieroglyphs
    "\U00016fe4\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"  # of Khitan, shorthand and music
    "\U000e0001"  # tag of a language
    "]"
)


def refuse_hidden(**texts: object) -> None:
    """Raise Invalid for a text, or one of a list, with a character that a line can't have. Others aren't looked at."""
    for field, text in texts.items():
        lines = text if isinstance(text, str) else "".join(_texts_in(text))
        if found := _HIDDEN.search(lines):
            raise Invalid(
                f"{field} should be on one line, without control characters and marks that turn or hide text: "
                f"leave out U+{ord(found[0]):04X}"
            )


def _texts_in(value: object) -> Iterator[str]:
    return (each for each in value if isinstance(each, str)) if isinstance(value, list | tuple) else iter(())


def check_name(**names: object) -> None:
    """Raise Invalid for a name that nobody can see, or that a line can't have. What is no text isn't looked at."""
    refuse_blank(**names)
    refuse_hidden(**names)


def on_one_line(text: str) -> str:
    """Return a text with one blank between its words, composed, without the characters that a line can't have."""
    return composed(" ".join(_HIDDEN.sub("", " ".join(text.split())).split()))


def composed(text: str) -> str:
    """Return a text in Unicode's form C, in which letters with accents are one character each.

    File names and PDFs often have them as two, which look the same and are found by no search for the others. The few
    texts that form C makes longer stay as they are: they would outgrow their field.
    """
    if is_normalized("NFC", text):
        return text
    found = normalize("NFC", text)
    return found if len(found) <= len(text) else text


def composed_lines(texts: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return fields, of which those of these names, texts or lists of texts, are composed."""
    return {name: _composed(value) if name in names else value for name, value in texts.items()}


def _composed(value: object) -> object:
    if isinstance(value, str):
        return composed(value)
    if isinstance(value, tuple | list):
        return type(value)(composed(one) if isinstance(one, str) else one for one in value)
    return value
