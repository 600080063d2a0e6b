"""The sections of a résumé.

section = heading, then lines until the next heading
heading = up to 6 words alone on their line, all of them words of headings ("Relevant Work Experience"), with any
          decoration and in any case; at least one determines the section; or a heading found by `informal_headings`

If several words determine a section, the order of precedence is: skills and the like, summary, education, experience,
contact. Text before the first heading is the head: name, headline, contact; "Curriculum Vitae" is the document's title
and doesn't end a section. "Achievements:" among jobs divides one job's description.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from recruit.domain.engines.reading.resume import heading_words, informal_headings
from recruit.domain.engines.reading.text import lines


class Section(Enum):
    """The kinds of section that extraction distinguishes."""

    DOCUMENT = "document"
    HEAD = "head"
    CONTACT = "contact"
    SUMMARY = "summary"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    OTHER = "other"


LINES_KEPT = 1_024
"""Size of the cache of headings by line; a résumé is divided several times."""

MOST_WORDS = 6
FEWEST_LETTERS = 4
LONGEST_PIECE = 2
"""Maximum letters of a piece in a heading of spaced-out letters: some pairs are set closer."""

_SECTION_WORDS = (
    (Section.OTHER, heading_words.OTHER),
    (Section.SUMMARY, heading_words.SUMMARY),
    (Section.EDUCATION, heading_words.EDUCATION),
    (Section.EXPERIENCE, heading_words.EXPERIENCE),
    (Section.CONTACT, heading_words.CONTACT),
    (Section.EDUCATION, heading_words.OF_STUDIES),
)
_WORDS = heading_words.MODIFIERS.union(*(words for _, words in _SECTION_WORDS))
_DECORATION = re.compile(
    r"^[^\w]+|[^\w)]+$|^\d{1,2}[.)]\s{1,2}|^[IVX]{1,4}(?:[.)]|\s[-–])\s{1,2}|^[A-Z][.)]\s{1,2}|\s?\([^()]{0,40}\)$"
)


@lru_cache(LINES_KEPT)
def heading(line: str) -> Section | None:
    """Return the section of a heading, or None if the line isn't one. Spaced-out letters are joined to words."""
    if len(line) > 2 * lines.LONGEST_LABEL or (line[:1].islower() and line.endswith(".")):
        return None  # the end of a wrapped sentence
    bare = _DECORATION.sub("", line)
    for form in dict.fromkeys((lines.name(bare), *map(lines.name, _joined_letters(bare)))):
        if phrase := heading_words.PHRASES.get(form):
            return Section(phrase)
        words = form.replace("/", " ").replace(",", " ").split()
        if 0 < len(words) <= MOST_WORDS and _WORDS.issuperset(words):
            known = next((section for section, words_of in _SECTION_WORDS if not words_of.isdisjoint(words)), None)
            if known:
                return known
    informal = informal_headings.find(bare) if not lines.is_bullet(line) else None
    return Section(informal) if informal else None


def divide(split: Sequence[str]) -> Iterator[tuple[Section, Sequence[str]]]:
    """Yield the sections of a text, given its lines, without their headings."""
    for section, _, body in titled_sections(split):
        yield section, body


def titled_sections(split: Sequence[str]) -> Iterator[tuple[Section, str, Sequence[str]]]:
    """Yield the sections with their headings, which is "" for the head."""
    section, title, start = Section.HEAD, "", 0
    for number, line in enumerate(split):
        found = heading(line)
        if found in {None, Section.DOCUMENT} or (section is Section.EXPERIENCE and is_within(line)):
            continue
        yield section, title, split[start:number]
        section, title, start = found or section, line, number + 1
    yield section, title, split[start:]


def is_within(line: str) -> bool:
    """Whether a heading divides one job's description."""
    return line.rstrip().endswith(":") and lines.name(line) in heading_words.WITHIN


def bodies(split: Sequence[str], *kinds: Section) -> Iterator[Sequence[str]]:
    """Yield the lines of each section of the given kinds."""
    return (body for section, body in divide(split) if section in kinds)


def referee_lines(split: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines about referees, whose names, addresses and numbers aren't the candidate's.

    They are the lines between a heading of references and the next heading, and text after such a word and a colon.
    """
    found: set[int] = set()
    within = False
    for number, line in enumerate(split):
        if heading(line) is not None:
            within = not heading_words.REFEREES.isdisjoint(lines.name(line).split())
        elif within or not heading_words.REFEREES.isdisjoint(lines.name(line.partition(":")[0]).split()[:1]):
            found.add(number)
    return frozenset(found)


def _joined_letters(name: str) -> Iterator[str]:
    """Yield the possible words of spaced-out letters: words between wider spaces, or one or two known ones."""
    pieces = name.split()
    if len(pieces) < FEWEST_LETTERS or any(len(piece) > LONGEST_PIECE for piece in pieces):
        return
    yield " ".join("".join(word.split()) for word in re.split(r"\s{2,}", name.strip()))
    joined = "".join(pieces)
    yield joined
    for place in range(FEWEST_LETTERS, len(joined) - FEWEST_LETTERS + 1):
        if {joined[:place].casefold(), joined[place:].casefold()} <= _WORDS:
            yield f"{joined[:place]} {joined[place:]}"
