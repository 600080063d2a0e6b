"""Scores of the towns in a job text as the place of work.

A score adds points for size, context, a following region and position in the text, and subtracts points for signs that
the name is a common word, part of a company's name, or another place.
"""

import re
from dataclasses import dataclass
from math import log10

from recruit.domain.engines.reading.job import location_words, title_vocabulary
from recruit.domain.engines.reading.text import places
from recruit.domain.engines.reading.text.gazetteer import City
from recruit.domain.engines.reading.text.lazy_patterns import Lazy
from recruit.domain.engines.skills import catalog

SHORT_TEXT = 700
FIRST_LINES = 7
LARGE = 100_000
"""Population above which a capitalised town name rarely means anything else."""

BEGINNING = 400
"""Characters at the start of a text, which name the place of work more often than the rest does."""

_SMALL_BEFORE = Lazy(r"[a-zà-ÿ] $")
_NAME_BEFORE = Lazy(r"[A-ZÀ-Ý][\w'’&]+\s(?:(?:d[aeio]s?|del|of|v[ao]n|la|le|du)\s)?$")
_NAME_AFTER = Lazy(r"\s[A-ZÀ-Ý][a-zà-ý]+")
_MARK_BEFORE = Lazy(r"(?:^|[\n,|•·(/:;–—@>]\s*|\s-\s|\.\s+)$")
_MARK_AFTER = Lazy(r"\s*(?:$|[\n,|•·)/;.!?–—(<]|\s-\s)")


@dataclass(frozen=True, slots=True)
class TownMention:
    """A known town at text[start:end]."""

    name: str
    start: int
    end: int
    town: City


def score(text: str, mention: TownMention, title_offsets: tuple[int, int]) -> float:
    """Return the score of a mention as the place of work."""
    context = _context(text, mention)
    if context.is_lower and not (context.preposition or context.is_bounded) and mention.town.people < LARGE / 2:
        return 0
    return (
        min(2.5, log10(max(mention.town.people, 1000)) - 3)
        + context.score
        + 2.5 * bool(region(text, mention))
        + _position(text, mention)
        - _penalty(text, mention, context, title_offsets)
        - 4.0 * (title_offsets[0] <= mention.start < title_offsets[1])
    )


@dataclass(frozen=True, slots=True)
class _Context:
    """The context of a mention: the text before and after, a preposition, a word such as "office", punctuation."""

    before: str
    after: str
    preposition: re.Match[str] | None
    is_at_workplace: bool
    is_bounded: bool
    is_lower: bool

    @property
    def score(self) -> float:
        """The score of the context as that of the place of work."""
        preposition = 0.0
        if self.preposition:
            weak = (
                self.preposition["strong"] is None
                and self.preposition["plain"].casefold() in location_words.WEAK_PREPOSITIONS
            )
            preposition = 2.5 if self.preposition["strong"] else 0.7 if weak else 1.8
        small = (0.8 if self.preposition else 2.0) * self.is_lower
        return (
            preposition
            + 2.0 * self.is_at_workplace
            + 1.6 * self.is_bounded
            + 0.4 * bool(_MARK_AFTER.match(self.after))
            - small
        )


def _context(text: str, mention: TownMention) -> _Context:
    before, after = text[max(0, mention.start - 60) : mention.start], text[mention.end : mention.end + 40]
    return _Context(
        before=before,
        after=after,
        preposition=location_words.BEFORE.search(before.rpartition("\n")[2]),
        is_at_workplace=bool(
            location_words.WORKPLACE_AFTER.match(after) or location_words.WORKPLACE_BEFORE.search(before)
        ),
        is_bounded=bool(_MARK_BEFORE.search(before)) and bool(_MARK_AFTER.match(after)),
        is_lower=not text[mention.start].isupper(),
    )


def _penalty(text: str, mention: TownMention, context: _Context, title_offsets: tuple[int, int]) -> float:
    """Return the penalty for signs that a name is a common word, part of a company's name, or another place."""
    written = text[mention.start : mention.end]
    placed = context.is_at_workplace or bool(context.preposition)
    penalty = 0.0
    if mention.town.is_word or written.casefold() in location_words.COMMON_WORDS:
        sure = not context.is_lower and (placed or context.is_bounded) and mention.town.people >= LARGE
        penalty += 1.2 if sure else 2.5
    elif mention.town.people < LARGE and (
        title_vocabulary.in_titles(written.casefold()) or catalog.canonical_name(written)
    ):
        penalty += 1.5 if placed and not context.is_lower else 2.5
    if not context.is_lower and len(text) <= SHORT_TEXT and _SMALL_BEFORE.search(context.before):
        penalty -= 0.8  # lowers the penalty: a capital in the middle of a sentence marks a name
    penalty += 3.0 * bool(location_words.COMPANY_AFTER.match(text, mention.end)) + 3.0 * bool(
        location_words.ELSEWHERE_BEFORE.search(context.before)
    )
    if not context.is_at_workplace:
        behind_title = title_offsets[0] < mention.start <= title_offsets[1] + 1
        penalty += 1.5 * (bool(_NAME_BEFORE.search(context.before)) and not behind_title)
        penalty += 0.5 * (bool(_NAME_AFTER.match(context.after)) and not region(text, mention))
    return penalty


def _position(text: str, mention: TownMention) -> float:
    if len(text) <= SHORT_TEXT:
        return 1.0 - 0.4 * mention.start / SHORT_TEXT
    line = text.count("\n", 0, mention.start)
    return (
        1.3 - 0.2 * line if mention.start < BEGINNING and line < FIRST_LINES else -0.5 * min(1.0, mention.start / 3_000)
    )


def region(text: str, mention: TownMention) -> str | None:
    """Return the region or country after a town, with its punctuation, or None."""
    found = location_words.REGION_AFTER.match(text, mention.end)
    if not found:
        return None
    words = found["part"].strip(" ,()/–-")
    if words.isdigit():
        return found["part"] if "(" in found["part"] else None
    known = places.is_area(words) or (words in location_words.REGION_CODES and words.isupper())
    spaced = found["part"].startswith(" ") and "(" not in found["part"] and not re.match(r"\s[–-]", found["part"])
    if not known or (
        spaced and words.isupper() and words not in places.STATE_CODES and words not in location_words.REGION_CODES
    ):
        return None
    return found["part"]
