"""The lines of a job text, each with its section.

section = from a heading such as "Requirements", "Von Vorteil" or "Qué ofrecemos" to the next heading
label   = the same words followed by a colon and more text on the line, which apply to that line only
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recruit.domain.engines.reading.job import field_labels, requirement_words
from recruit.domain.engines.reading.text import lines
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

NICE_SECTION, NEED_SECTION, OFF_SECTION, DUTIES_SECTION = "nice", "need", "off", "duties"
BLOCK_SECTION, FIELD_SECTION = "block", "field"
"""Sections with an unknown heading, and lines with an unknown label."""
_KINDS = (
    (NICE_SECTION, requirement_words.NICE),
    (NEED_SECTION, requirement_words.NEED),
    (OFF_SECTION, requirement_words.OFF),
    (DUTIES_SECTION, requirement_words.DUTIES),
)
_START = r"[\W_]{0,4}(?:(?:[a-h]|\d{1,2})[.)]\s{1,3}|\d{1,2}\s{2,4})?(?:d[ao]s\s)?"
"""Text before the words of a heading or label: punctuation, a number, a genitive article."""

_HEADINGS = {
    kind: Lazy(rf"{_START}(?:{words})(?:\s?\([^)]{{0,30}}\)| (?:for|in) (?:this|the) \w+)?\s?[:?!]?\s?", re.IGNORECASE)
    for kind, words in _KINDS
}
_LONGER_HEADINGS = {
    kind: Lazy(rf"{_START}(?:{words})\b[^:.,;\n]{{0,40}}\s?[:?]\s?", re.IGNORECASE) for kind, words in _KINDS
}
_LABELS = {
    kind: Lazy(
        rf"{_START}(?:{words})(?:\s[^:.,;\n]{{1,25}})?\s?\]?(?:[:?]|\s[–—→-]\s|\s?\|\s|\.{{3,}}|\s{{3,}}|\t)\s{{0,40}}(?P<rest>\S.*)",
        re.IGNORECASE,
    )
    for kind, words in (*_KINDS, (OFF_SECTION, requirement_words.FACTS))
}
_NAMED = Lazy(
    r"(?:[\w'’]+ ){0,2}(?P<nice>preferred|desired|desirable|bonus|nice)?\s?(?:requirements?|qualifications?|skills|"
    r"competenc(?:ies|es)|anforderungen|kenntnisse|compétences|requisitos|requisiti|eisen)"
    r"(?: (?:and|&|und|et|y|e|en|/) [\w'’]+){0,2}(?: (?:required|needed|preferred|sought))?\s?:?",
    re.IGNORECASE,
)
"""Headings with other words around the usual one, in capitals or with a colon: SKILLS AND EXPERIENCE REQUIRED."""

_OTHER_LABEL = Lazy(
    r"(?:\d{1,2}\s{2,4})?\[?(?P<label>[^\W\d_][^:\n.,;\]]{0,38}?)\]?\s?(?:[:?|]\s+|\s?\.{3,}\s?|\s{3,}|\t)(?=\S)"
)
_SENTENCES = Lazy(r"[^\W\d_]{3}[.!?]\s+\S")
"""A sentence boundary, found in notes but not in the values of labels."""

_BULLETS = "–—-*•→▶►✓✔✅☑👍◆❖"
LONGEST_UNKNOWN = 45
_WRAPPED = Lazy(r"((?:^|(?<=\n))[^\n]{60,140}[^\s.:;!?])\n([a-zà-ÿ])")
"""The end of a line that continues on the next."""

LONGEST_HEADING = 70
LONG_PROSE = 90
FEW_WORDS = 6


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A line, or the part after its label: text[start:start + len(text)].

    `section` is None outside any section; `heading` is the section's heading or the line's own label.
    """

    text: str
    start: int
    section: str | None
    heading: str
    is_listed: bool
    is_labelled: bool


def read(text: str) -> Iterator[SectionLine]:
    """Yield the lines that aren't headings, in order."""
    section, heading = None, ""
    blank = True
    rows = list(_rows(text))
    for number, (raw, start) in enumerate(rows):
        if not raw.strip():
            blank = True
            continue
        bare = lines.unmarked(raw.strip())
        stripped = lines.without_bullet(bare)
        listed = lines.is_bullet(raw) or bare[:1] in _BULLETS
        stripped = stripped.lstrip(_BULLETS + " ") or stripped
        at = start + max(0, raw.find(stripped))
        following = rows[number + 1][0] if number + 1 < len(rows) else ""
        if kind := _heading(stripped, listed=listed) or _unknown_heading(
            stripped, following, listed=listed, blank=blank
        ):
            section, heading = kind, stripped
        elif label := _label(stripped):
            kind, rest = label
            at_rest = at + len(stripped) - len(rest)
            yield SectionLine(
                rest, at_rest, kind, stripped[: len(stripped) - len(rest)], is_listed=listed, is_labelled=True
            )
        else:
            if _ends_section(stripped, section, listed=listed, blank=blank):
                section, heading = None, ""
            yield SectionLine(stripped, at, section, heading, is_listed=listed, is_labelled=False)
        blank = False


def unwrapped(text: str) -> str:
    """Return a text of the same length with its wrapped lines joined."""
    return _WRAPPED.sub(r"\1 \2", text)


def _rows(text: str) -> Iterator[tuple[str, int]]:
    """Yield the lines with their offsets; wrapped lines are joined."""
    offset = 0
    for raw in unwrapped(text).split("\n")[: lines.MOST_LINES]:
        yield raw, offset
        offset += len(raw) + 1


def _unknown_heading(stripped: str, following: str, *, listed: bool, blank: bool) -> str | None:
    """Return the section of a short line with unknown words above a list, or None."""
    is_short = 0 < len(stripped) <= LONGEST_UNKNOWN and not stripped.endswith((".", ",", ";")) and "," not in stripped
    above = bool(following.strip()) and (lines.is_bullet(following) or len(following) <= LONG_PROSE)
    is_heading = is_short and blank and above and not listed and not any(map(str.isdigit, stripped))
    return _by_words(BLOCK_SECTION, stripped) if is_heading else None


def _heading(stripped: str, *, listed: bool) -> str | None:
    if listed or len(stripped) > LONGEST_HEADING:
        return None
    if kind := _plain_heading(stripped):
        return kind
    if (stripped.isupper() or stripped.istitle() or stripped.endswith(":")) and (named := _NAMED.fullmatch(stripped)):
        return NICE_SECTION if named["nice"] else _by_words(NEED_SECTION, stripped)
    if stripped.endswith((":", "?", ": ")):
        for kind, pattern in _LONGER_HEADINGS.items():
            if pattern.fullmatch(stripped):
                return _by_words(kind, stripped)
        return _by_words(DUTIES_SECTION, stripped)
    return None


def _plain_heading(stripped: str) -> str | None:
    """Return the section of a known heading, in one language or in two ("Anforderungen / Requirements"), or None."""
    for kind, pattern in _HEADINGS.items():
        if pattern.fullmatch(stripped):
            return _by_words(kind, stripped)
    one, mark, other = stripped.partition(" / ")
    first = _plain_heading(one) if mark else None
    return first if first and _plain_heading(other) else None


def _by_words(kind: str, words: str) -> str:
    """Return the kind of a section, changed to nice or need if other words of the heading require it."""
    if kind in {NICE_SECTION, OFF_SECTION} and not requirement_words.NEED_INSIDE.search(words):
        return kind
    if requirement_words.NICE_INSIDE.search(words):
        return NICE_SECTION
    return NEED_SECTION if requirement_words.NEED_INSIDE.search(words) else kind


def _label(stripped: str) -> tuple[str, str] | None:
    for kind, pattern in _LABELS.items():
        if found := pattern.match(stripped):
            return _by_words(kind, stripped[: found.start("rest")]), found["rest"]
    other = _OTHER_LABEL.match(stripped)
    if other and not _SENTENCES.search(stripped, other.end()):
        known = lines.name(other["label"]) in field_labels.ALL
        return (OFF_SECTION if known else _by_words(FIELD_SECTION, other["label"])), stripped[other.end() :]
    return None


def _ends_section(stripped: str, section: str | None, *, listed: bool, blank: bool) -> bool:
    """Whether a line is the heading of another section, or prose after a list."""
    if section is None or listed:
        return False
    if stripped.isupper() and " " in stripped and len(stripped) <= LONGEST_HEADING:
        return True
    is_prose = len(stripped) >= LONG_PROSE or (stripped.endswith((".", "!")) and len(stripped.split()) >= FEW_WORDS)
    return blank and (is_prose or (stripped.istitle() and " " in stripped))
