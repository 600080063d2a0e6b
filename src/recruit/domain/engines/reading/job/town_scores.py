"""Scores of the towns in a job text as the place of work.

A score adds points for size, context, a following region and position in the text, and subtracts points for signs that
the name is a common word, part of a company's name, or another place.
"""

import re
from dataclasses import dataclass
from math import log10

from recruit.domain.engines.reading.job import job_location_words, title_vocabulary
from recruit.domain.engines.reading.text import places
from recruit.domain.engines.reading.text.lazy_patterns import Lazy
from recruit.domain.engines.skills import catalog

SHORT_TEXT = 700
FIRST_LINES = 7
LARGE = 100_000
"""Population above which a capitalised town name rarely means anything else."""

HEADING = 400
"""Characters at the start of a text, which name the place of work more often than the rest does."""

_SMALL_BEFORE = Lazy(r"[a-zà-ÿ] $")
_NAME_BEFORE = Lazy(r"[A-ZÀ-Ý][\w'’&]+\s(?:(?:d[aeio]s?|del|of|v[ao]n|la|le|du)\s)?$")
_NAME_AFTER = Lazy(r"\s[A-ZÀ-Ý][a-zà-ý]+")
_MARK_BEFORE = Lazy(r"(?:^|[\n,|•·(/:;–—@>]\s*|\s-\s|\.\s+)$")
_MARK_AFTER = Lazy(r"\s*(?:$|[\n,|•·)/;.!?–—(<]|\s-\s)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A known town at text[start:end]."""

    name: str
    start: int
    end: int
    people: int
    is_word: bool
    region: str | None
    country: str


def points(text: str, mention: Mention, title_offsets: tuple[int, int]) -> float:
    """Return the score of a mention as the place of work."""
    around = _around(text, mention)
    if around.is_small and not (around.lead or around.is_bounded) and mention.people < LARGE / 2:
        return 0
    return (
        min(2.5, log10(max(mention.people, 1000)) - 3)
        + around.points
        + 2.5 * bool(region(text, mention))
        + _position(text, mention)
        - _doubts(text, mention, around, title_offsets)
        - 4.0 * (title_offsets[0] <= mention.start < title_offsets[1])
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """The context of a mention: the text before and after, a preposition, a word such as "office", punctuation."""

    before: str
    after: str
    lead: re.Match[str] | None
    is_kind: bool
    is_bounded: bool
    is_small: bool

    @property
    def points(self) -> float:
        """The score of the context as that of the place of work."""
        lead = 0.0
        if self.lead:
            weak = self.lead["strong"] is None and self.lead["plain"].casefold() in job_location_words.WEAK
            lead = 2.5 if self.lead["strong"] else 0.7 if weak else 1.8
        small = (0.8 if self.lead else 2.0) * self.is_small
        return lead + 2.0 * self.is_kind + 1.6 * self.is_bounded + 0.4 * bool(_MARK_AFTER.match(self.after)) - small


def _around(text: str, mention: Mention) -> _Around:
    before, after = text[max(0, mention.start - 60) : mention.start], text[mention.end : mention.end + 40]
    return _Around(
        before=before,
        after=after,
        lead=job_location_words.BEFORE.search(before.rpartition("\n")[2]),
        is_kind=bool(job_location_words.KIND_AFTER.match(after) or job_location_words.KIND_BEFORE.search(before)),
        is_bounded=bool(_MARK_BEFORE.search(before)) and bool(_MARK_AFTER.match(after)),
        is_small=not text[mention.start].isupper(),
    )


def _doubts(text: str, mention: Mention, around: _Around, title_offsets: tuple[int, int]) -> float:
    """Return the penalty for signs that a name is a common word, part of a company's name, or another place."""
    written = text[mention.start : mention.end]
    placed = around.is_kind or bool(around.lead)
    points = 0.0
    if mention.is_word or written.casefold() in job_location_words.SMALL_WORDS:
        sure = not around.is_small and (placed or around.is_bounded) and mention.people >= LARGE
        points += 1.2 if sure else 2.5
    elif mention.people < LARGE and (title_vocabulary.in_titles(written.casefold()) or catalog.canonical_name(written)):
        points += 1.5 if placed and not around.is_small else 2.5
    if not around.is_small and len(text) <= SHORT_TEXT and _SMALL_BEFORE.search(around.before):
        points -= 0.8  # lowers the penalty: a capital in the middle of a sentence marks a name
    points += 3.0 * bool(job_location_words.FIRM_AFTER.match(text, mention.end)) + 3.0 * bool(
        job_location_words.ALIEN_BEFORE.search(around.before)
    )
    if not around.is_kind:
        behind_title = title_offsets[0] < mention.start <= title_offsets[1] + 1
        points += 1.5 * (bool(_NAME_BEFORE.search(around.before)) and not behind_title)
        points += 0.5 * (bool(_NAME_AFTER.match(around.after)) and not region(text, mention))
    return points


def _position(text: str, mention: Mention) -> float:
    if len(text) <= SHORT_TEXT:
        return 1.0 - 0.4 * mention.start / SHORT_TEXT
    line = text.count("\n", 0, mention.start)
    return (
        1.3 - 0.2 * line if mention.start < HEADING and line < FIRST_LINES else -0.5 * min(1.0, mention.start / 3_000)
    )


def region(text: str, mention: Mention) -> str | None:
    """Return the region or country after a town, with its punctuation, or None."""
    found = job_location_words.TAIL.match(text, mention.end)
    if not found:
        return None
    words = found["part"].strip(" ,()/–-")
    if words.isdigit():
        return found["part"] if "(" in found["part"] else None
    known = places.is_area(words) or (words in job_location_words.REGION_CODES and words.isupper())
    spaced = found["part"].startswith(" ") and "(" not in found["part"] and not re.match(r"\s[–-]", found["part"])
    if not known or (
        spaced and words.isupper() and words not in places.STATE_CODES and words not in job_location_words.REGION_CODES
    ):
        return None
    return found["part"]
