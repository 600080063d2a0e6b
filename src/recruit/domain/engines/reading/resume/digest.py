"""Candidate notes from a résumé's text: the same words in a readable layout.

Lines wrapped at the page width are joined, bullets become hyphens, headings are separated by blank lines. Rules, page
numbers, lone punctuation and repeated running heads are dropped; no other content is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.resume import sections
from recruit.domain.engines.reading.text import lines
from recruit.domain.shared.limits import LONGEST_TEXT

REPEATED = 3
"""Minimum number of occurrences of a line that is taken for a page header or footer."""

LONGEST_REPEATED = 80
SHORTEST_BROKEN = 45
"""Minimum length of a line that may have been wrapped at the page width."""

_PAGE = re.compile(
    r"(?:page|seite|página|pagina|pág\.?)?\s?\d{1,3}\s?(?:of|/|von|de|sur|di|van)\s?\d{1,3}|(?:page|seite)\s\d{1,3}",
    re.IGNORECASE,
)
_SENTENCE_ENDS = (".", "!", "?", ":", ";")


def digest(text: str) -> str:
    """Return the notes from a résumé, at most `LONGEST_TEXT` characters."""
    paragraphs = "\n".join(_joined(_kept(text.split("\n"))))
    return field_limits.cut(paragraphs.strip(), LONGEST_TEXT)


def _kept(split: Sequence[str]) -> Iterator[str]:
    stripped = [" ".join(line.split()) for line in split]
    counts = Counter(line for line in stripped if line)
    seen: set[str] = set()
    for line in stripped:
        if line and (not any(map(str.isalnum, line)) or _PAGE.fullmatch(line)):
            continue
        if counts[line] >= REPEATED and len(line) <= LONGEST_REPEATED and _is_running(line):
            if line in seen:
                continue
            seen.add(line)
        yield line


def _is_running(line: str) -> bool:
    """Whether a repeated line is a page header or footer: it has an address or several parts, and isn't a list item."""
    return not lines.is_bullet(line) and ("@" in line or " | " in line or " · " in line)


def _joined(kept: Iterator[str]) -> Iterator[str]:
    """Yield paragraphs; consecutive blank lines are collapsed to one ""."""
    before = ""
    for line in chain(kept, [""]):
        if not line or sections.heading(line) is not None:
            yield from (before, "") if before else ()
            yield from [line] if line else ()
            before = ""
        elif _continues(before, line):
            before = f"{before} {line}"
        else:
            yield from [before] if before else ()
            before = f"- {lines.without_bullet(line)}" if lines.is_bullet(line) and not line[0].isdigit() else line


def _continues(before: str, line: str) -> bool:
    """Whether a line continues the one before: that one is long and unpunctuated, and this one begins in lower case."""
    return len(before) >= SHORTEST_BROKEN and not before.endswith(_SENTENCE_ENDS) and line[0].islower()
