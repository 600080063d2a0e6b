"""The title of a job.

title = label, else the first heading that names somebody who works, else the first title after "hiring", "need" …,
        else the first title anywhere near the beginning
"""

import re
from collections.abc import Iterator, Sequence

from recruit.domain.services.extraction import bounds, job_labels, lines, places, titles
from recruit.domain.services.extraction.titles import Title

HEADING_LINES = 6
LONGEST_HEADING = 250
LONGEST_TITLE_LINE = 100
BEGINNING = 5_000
"""Characters in which a title is looked for."""

_HIRING = re.compile(
    r"\b(?:looking (?:for|to (?:add|hire|fill))|hir(?:e|ing)|needs?|seek(?:ing)?|recruit(?:ing)?|search(?:ing)? for|"
    r"(?:job|req|role|position|opening|posting|requisition) for|role of|position of|want(?:ed)?|necesitamos|buscamos|"
    r"suchen|cherchons|recherchons)\b",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\b(?:we|we're|you|our|looking|join|hiring|need|seeking|is|are|will|about|must|please)\b|[.!?]\s|:", re.IGNORECASE
)
_NUMBER = re.compile(r"\s?[,–-]?\s?(?:#\s?\d{1,12}|job id.{0,40}|req(?:uisition)? ?#.{0,40})$", re.IGNORECASE)
_ASIDE = re.compile(
    r"\s?[(\[][^)\]]{0,40}\b(?:remote|hybrid|contract|full[ -]?time|part[ -]?time|on-?site|months?)\b[^)\]]{0,40}[)\]]|"
    r"\s?\(\d{1,3} ?(?:[-–] ?\d{1,3} ?)?%\)",
    re.IGNORECASE,
)
_BAR = re.compile(r"\s{0,4}[|•·]\s{0,4}")


def find(text: str) -> Title | None:
    """Return the title in tidy form, and where the text names it."""
    for candidate in (*_labelled(text), *_headings(text)):
        if name := bounds.field(titles.tidy(candidate)):
            start = max(0, text.find(candidate))
            return Title(name, start, start + len(candidate))
    beginning = text[:BEGINNING]
    for cue in _HIRING.finditer(beginning):
        sought = beginning[cue.end() : cue.end() + LONGEST_HEADING].split("\n\n")[0]
        if found := next(titles.find(sought), None):
            return Title(found.name, cue.end() + found.start, cue.end() + found.end)
    return next(titles.find(beginning), None)


def heading(text: str) -> Sequence[str]:
    """Return the first lines of a text that has several, as far as they are short."""
    first = lines.split(text[:BEGINNING])[:HEADING_LINES]
    return [line for line in first if len(line) <= LONGEST_HEADING] if len(first) > 1 else []


def _labelled(text: str) -> Iterator[str]:
    for value in lines.labelled(lines.split(text[:BEGINNING]), job_labels.TITLE):
        if len(value) <= LONGEST_TITLE_LINE and titles.has_head(value):
            yield _ASIDE.sub("", value)


def _headings(text: str) -> Iterator[str]:
    """Yield what looks like a title in the first lines: a whole line, or a stretch of one with bars."""
    for line in heading(text):
        for stretch in _BAR.split(line):
            candidate = _without_place(_NUMBER.sub("", _ASIDE.sub("", stretch)).strip(" -–—*#"))
            if len(candidate) <= LONGEST_TITLE_LINE and titles.has_head(candidate) and not _PROSE.search(candidate):
                yield candidate


def _without_place(candidate: str) -> str:
    """Drop the place behind "Title - City" and "Title, City"."""
    title, mark, place = candidate.rpartition(" - ")
    if not mark:
        title, mark, place = candidate.rpartition(", ")
    return title.strip() if title and titles.has_head(title) and places.is_place(place) else candidate
