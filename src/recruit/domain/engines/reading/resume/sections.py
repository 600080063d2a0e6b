"""The sections of a résumé.

section = heading, then lines until the next heading
heading = up to 6 words alone on their line, all of them words of headings ("Relevant Work Experience"), with any
          decoration and in any case; at least one says what the section is about; or what `told_headings` finds

Where several do, skills and the like come before summary, education, experience and contact, in this order. What comes
before the first heading is the head: name, headline, contact; "Curriculum Vitae" is the document's own name and ends
nothing. "Achievements:" among jobs parts one job's description.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from recruit.domain.engines.reading.resume import heading_words, informal_headings
from recruit.domain.engines.reading.text import lines


class Section(Enum):
    """What a section is about, as far as it matters here."""

    DOCUMENT = "document"
    HEAD = "head"
    CONTACT = "contact"
    SUMMARY = "summary"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    OTHER = "other"


LINES_KEPT = 1_024
"""Lines of which it is kept whether they are headings: a résumé is parted several times over."""

MOST_WORDS = 6
FEWEST_LETTERS = 4
LONGEST_PIECE = 2
"""Letters that stay together where a heading's letters are set apart: some pairs are set closer."""

_TELLING = (
    (Section.OTHER, heading_words.OTHER),
    (Section.SUMMARY, heading_words.SUMMARY),
    (Section.EDUCATION, heading_words.EDUCATION),
    (Section.EXPERIENCE, heading_words.EXPERIENCE),
    (Section.CONTACT, heading_words.CONTACT),
    (Section.EDUCATION, heading_words.OF_STUDIES),
)
_WORDS = heading_words.MODIFIERS.union(*(words for _, words in _TELLING))
_DECORATION = re.compile(
    r"^[^\w]+|[^\w)]+$|^\d{1,2}[.)]\s{1,2}|^[IVX]{1,4}(?:[.)]|\s[-–])\s{1,2}|^[A-Z][.)]\s{1,2}|\s?\([^()]{0,40}\)$"
)


@lru_cache(LINES_KEPT)
def heading(line: str) -> Section | None:
    """Return what a line is the heading of, or None when it isn't one. Letters set apart by spaces count as words."""
    if len(line) > 2 * lines.LONGEST_LABEL or (line[:1].islower() and line.endswith(".")):
        return None  # the end of a sentence that a width broke
    bare = _DECORATION.sub("", line)
    for form in dict.fromkeys((lines.name(bare), *map(lines.name, _closed_up(bare)))):
        if phrase := heading_words.PHRASES.get(form):
            return Section(phrase)
        words = form.replace("/", " ").replace(",", " ").split()
        if 0 < len(words) <= MOST_WORDS and _WORDS.issuperset(words):
            known = next((section for section, telling in _TELLING if not telling.isdisjoint(words)), None)
            if known:
                return known
    told = informal_headings.find(bare) if not lines.is_bullet(line) else None
    return Section(told) if told else None


def divide(split: Sequence[str]) -> Iterator[tuple[Section, Sequence[str]]]:
    """Yield the sections of a text that is already split into lines, without their headings."""
    for section, _, body in parted(split):
        yield section, body


def parted(split: Sequence[str]) -> Iterator[tuple[Section, str, Sequence[str]]]:
    """Yield the sections with their headings; the head has none."""
    section, title, start = Section.HEAD, "", 0
    for number, line in enumerate(split):
        found = heading(line)
        if found in {None, Section.DOCUMENT} or (section is Section.EXPERIENCE and is_within(line)):
            continue
        yield section, title, split[start:number]
        section, title, start = found or section, line, number + 1
    yield section, title, split[start:]


def is_within(line: str) -> bool:
    """Whether a heading parts one job's description."""
    return line.rstrip().endswith(":") and lines.name(line) in heading_words.WITHIN


def _closed_up(name: str) -> Iterator[str]:
    """Yield what letters that are set apart may spell: words between wider spaces, or one or two known ones."""
    pieces = name.split()
    if len(pieces) < FEWEST_LETTERS or any(len(piece) > LONGEST_PIECE for piece in pieces):
        return
    yield " ".join("".join(word.split()) for word in re.split(r"\s{2,}", name.strip()))
    joined = "".join(pieces)
    yield joined
    for place in range(FEWEST_LETTERS, len(joined) - FEWEST_LETTERS + 1):
        if {joined[:place].casefold(), joined[place:].casefold()} <= _WORDS:
            yield f"{joined[:place]} {joined[place:]}"
