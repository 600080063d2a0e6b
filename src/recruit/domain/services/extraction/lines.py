"""Lines, and what labels say.

labelled = bullet? label space? (":" | " - " | " – ") value, or a label alone on its line with the value on the next
"""

import re
from collections.abc import Iterator, Sequence

LONGEST_LABEL = 40
LONGEST_LINE = 2_000
"""A longer line is prose without breaks; only its beginning can be a label, a heading or a name."""

MOST_LINES = 5_000

BULLET = re.compile(r"[ \t]{0,8}(?:[•●▪■◦‣➢➤✓*·\uf0b7o-]|\d{1,2}[.)])[ \t]{1,4}")
_LABELLED = re.compile(rf"([^\W\d_][^:\n–|]{{0,{LONGEST_LABEL}}}?)\s?(?::|\s[-–]\s)\s{{0,4}}(\S[^\n]*)?")


def split(text: str) -> list[str]:
    """Return the lines that aren't empty, without space around them."""
    return [stripped for line in text.split("\n") if (stripped := line.strip())]


def without_bullet(line: str) -> str:
    """Return a line without the bullet before it."""
    bullet = BULLET.match(line)
    return line[bullet.end() :].strip() if bullet else line


def is_bullet(line: str) -> bool:
    """Whether a line is an item of a list."""
    return bool(BULLET.match(line))


def labelled(lines: Sequence[str], labels: frozenset[str]) -> Iterator[str]:
    """Yield the value of every line that begins with one of `labels`, in order."""
    for number, line in enumerate(lines[:MOST_LINES]):
        text = without_bullet(line[:LONGEST_LINE])
        if name(text) in labels:
            if number + 1 < len(lines):
                yield lines[number + 1][:LONGEST_LINE]
            continue
        found = _LABELLED.match(text)
        if found and found[2] and name(found[1]) in labels:
            yield found[2].strip()


def name(label: str) -> str:
    """Return the form in which labels and headings are compared."""
    return " ".join(label.casefold().strip(" \t:*#=_–—-.").split()) if len(label) <= 2 * LONGEST_LABEL else ""
