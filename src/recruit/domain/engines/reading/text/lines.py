"""Lines of a text, and labelled values.

labelled = bullet? label space? (":" | " - " | " – " | " — " | " → " | "|" | "...." | tab | wide space) value, or a
           a label alone on its line with the value on the next; forms number their labels and put them in brackets
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

LONGEST_LABEL = 40
LONGEST_LINE = 2_000
"""Maximum length of a line. In a longer one, unbroken prose, only the start may be a label, heading or name."""

CACHED = 2048
"""Size of a cache by line, or by words of one: about as many as a few résumés have."""

MOST_LINES = 5_000
"""Maximum number of lines that are read, the equivalent of more than fifty full pages."""

BULLET = re.compile(r"[ \t]{0,8}(?:[•●▪■◦‣➢➤✓*·\uf0b7o-]|\d{1,2}[.)])[ \t]{1,4}")
_RULE = re.compile(r"^(?:[\s|:]*-{2,}[\s|:-]*)$")
_LABELLED = re.compile(
    rf"(?:\d{{1,2}}\s{{2,4}})?\[?([^\W\d_][^:\n–|\]]{{0,{LONGEST_LABEL}}}?)\]?\s?(?::|\s[-–—→]\s|\s?\||\t|\s{{2}}|\s?\.{{4,60}})\s{{0,40}}(?::\s{{0,40}})?(\S[^\n]*)?"
)


def split(text: str) -> list[str]:
    """Return the first `MOST_LINES` non-empty lines, stripped of surrounding space and Markdown marks."""
    kept = (stripped for line in text.split("\n") if (stripped := unmarked(line.strip())))
    return list(islice(kept, MOST_LINES))


def unmarked(line: str) -> str:
    """Return a line without the Markdown marks of headings, bold and italics."""
    if line.startswith("|") and line.endswith("|"):
        line = _RULE.sub("", line.strip("| \t"))  # a table row: its first cell is a label
    if line.startswith("#"):
        line = line.lstrip("#").strip()
    if "**" in line or "__" in line:
        line = line.replace("**", "").replace("__", "")
    return line.strip("*_ ") if line.startswith(("*", "_")) and line.endswith(("*", "_")) else line


def without_bullet(line: str) -> str:
    """Return a line without its leading bullet."""
    bullet = BULLET.match(line)
    return line[bullet.end() :].strip() if bullet else line


def is_bullet(line: str) -> bool:
    """Whether a line is a list item."""
    return bool(BULLET.match(line))


def labelled(lines: Sequence[str], labels: frozenset[str]) -> Iterator[str]:
    """Yield the value of every line that begins with one of `labels`, in order."""
    for number, line in enumerate(lines):
        text = without_bullet(line[:LONGEST_LINE])
        if name(text) in labels:
            if number + 1 < len(lines):
                yield lines[number + 1][:LONGEST_LINE]
            continue
        found = _LABELLED.match(text)
        if found and found[2] and name(found[1]) in labels:
            yield found[2].strip()


def has_label(line: str, labels: frozenset[str]) -> bool:
    """Whether a line begins with one of `labels`."""
    found = _LABELLED.match(without_bullet(line[:LONGEST_LINE]))
    return found is not None and name(found[1]) in labels


@lru_cache(CACHED)
def name(label: str) -> str:
    """Return the normal form of a label or heading for comparison."""
    return " ".join(label.casefold().strip(" \t:*#=_–—-.").split()) if len(label) <= 2 * LONGEST_LABEL else ""
