"""The sentences from which evidence is quoted."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recruit.domain.engines.ranking.candidate_features import raw_texts
from recruit.domain.engines.ranking.requirements import Requirement
from recruit.domain.matching.service import Explanation

LONGEST_EXCERPT = 120
WRAPPED = 50
"""Characters from which a line may be one of a longer sentence, rather than an item of a list or a heading."""

_END = re.compile(r"(?<=[.!?])\s+(?=\W*[A-ZÀ-Þ])|\s*\n\s*(?:[•·▪●*–-]\s+)|\s*\n\s*\n\s*|\n")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Quoted words with the rest of their sentence or line, shortened with "…" to about LONGEST_EXCERPT characters."""

    before: str
    words: str
    after: str


def with_excerpts(explanation: Explanation) -> dict[str, tuple[Requirement, Excerpt | None]]:
    """Return the requirements of an explanation by name, each with the sentence that shows it."""
    fields = raw_texts(explanation.match.candidate)
    return {one.name: (one, quoted(one, fields)) for one in explanation.requirements}


def quoted(requirement: Requirement, fields: Mapping[str, str]) -> Excerpt | None:
    """Return the sentence that shows a requirement, if any does. `fields` are the profile's texts by name."""
    found = requirement.evidence
    return None if found is None else excerpt(fields[found.field], found.start, found.end)


def excerpt(text: str, start: int, end: int) -> Excerpt:
    """Return the words of a text from `start` to `end` with what stands around them."""
    first = max((found.end() for found in _ends(text, max(0, start - LONGEST_EXCERPT), start)), default=0)
    last = next((found.start() for found in _ends(text, end, end + LONGEST_EXCERPT)), len(text))
    room = max(0, LONGEST_EXCERPT - (end - start))
    before, after = text[first:start], text[end:last]
    left = min(len(before), max(room // 2, room - len(after)))
    right = min(len(after), room - left)
    if left < len(before):
        before = "… " + before[len(before) - left :].partition(" ")[2]
    if right < len(after):
        after = after[:right].rpartition(" ")[0] + " …"
    return Excerpt(*(re.sub(r"\s+", " ", part) for part in (before, text[start:end], after)))


def _ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the ends of sentences and lines. A line break within a sentence is none."""
    for found in _END.finditer(text, start, end):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if found[0] != "\n" or len(line) < WRAPPED:
            yield found
