"""A résumé's text as a candidate's notes: the same words, easier to read.

Lines that a page's width broke are joined again, bullets are hyphens, headings stand apart. Rules, page numbers, lone
marks and lines that every page repeats are dropped; nothing that says something is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.resume import sections
from recruit.domain.engines.reading.text import lines

REPEATED = 3
"""Times that a line stands in a text before it is taken for a page's head or foot."""

LONGEST_REPEATED = 80
SHORTEST_BROKEN = 45
"""Characters of a line that the width of a page may have broken."""

_PAGE = re.compile(
    r"(?:page|seite|página|pagina|pág\.?)?\s?\d{1,3}\s?(?:of|/|von|de|sur|di|van)\s?\d{1,3}|(?:page|seite)\s\d{1,3}",
    re.IGNORECASE,
)
_ENDED = (".", "!", "?", ":", ";")


def digest(text: str) -> str:
    """Return the notes that a résumé makes, at most `bounds.LONGEST_TEXT` characters."""
    paragraphs = list(_joined(_kept(text.split("\n"))))
    return field_limits.cut("\n".join(paragraphs).strip(), field_limits.LONGEST_TEXT)


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
    """Whether a line that repeats is a page's head or foot: an address or several parts, and no item of a list."""
    return not lines.is_bullet(line) and ("@" in line or " | " in line or " · " in line)


def _joined(kept: Iterator[str]) -> Iterator[str]:
    """Yield paragraphs; "" parts them, once."""
    before = ""
    for line in kept:
        if not line:
            if before:
                yield before
                yield ""
            before = ""
        elif sections.heading(line) is not None:
            yield from (before, "") if before else ()
            yield line
            before = ""
        elif _goes_on(before, line):
            before = f"{before} {line}"
        else:
            if before:
                yield before
            before = f"- {lines.without_bullet(line)}" if lines.is_bullet(line) and not line[0].isdigit() else line
    if before:
        yield before


def _goes_on(before: str, line: str) -> bool:
    """Whether a line is the rest of the one before: that one is long and open, and this one begins small."""
    return len(before) >= SHORTEST_BROKEN and not before.endswith(_ENDED) and line[0].islower()
