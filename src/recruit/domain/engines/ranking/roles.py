"""A candidate's occupation, by title, headline and notes, with a weight for each source.

The title is the candidate's latest work. If no occupation is known for it, titles found in the notes take its place.
A headline may name desired work as well: if it contradicts the title, little of it counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from recruit.domain.engines.occupations.meaning import (
    AGREEING,
    ALIKE,
    NO_MEANING,
    SCALE,
    Meaning,
    fraction,
    meaning,
    quantised,
    similarity,
)
from recruit.domain.engines.ranking.title_claims import parse_title
from recruit.domain.engines.ranking.vocabulary import Numbers

CONFIDENCE_STEPS = 200
"""Fixed-point units per 1.0 of the confidence in a meaning."""

CONTRARY, SAME = 0.25, 0.5
"""Similarity of title and headline up to which they contradict each other, and from which they agree."""

LEAST_TRUST = 0.25
"""Weight of a headline that contradicts the title."""

KNOWN_TITLE = 990
"""Likeness to a known title, in units of 1/1000, from which words of the notes count as a title."""

MANY = 4
"""Number of occupations in one title from which their relatedness is checked."""

LEAST_TITLE_WEIGHT = 0.1
"""Minimum weight of a title that names many unrelated occupations, such as ten."""

LINES_READ, MOST_ROLES = 12, 3
LONGEST_ROLE = 7
"""Maximum words of a title in the notes."""

_PARTS = re.compile(r"\s*[,/|;•·&+]\s*|\s+(?:and|und|et|en|y|e)\s+")
_END = re.compile(r"\s[-–—|@]\s|[,;:.(|\t]|\s(?:at|bei|chez|en|presso|bij|in|for|with|and|und|et|y|e)\s|\d")
_AS = re.compile(
    r"\b(?:as|als|comme|como|come)\s+(?:an?\s|the\s|eine?\s|une?\s|uma?\s|una?\s|een\s)?(?=\w)([^\n]{3,60})"
)


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """The meanings of title and headline, each scaled by its weight.

    `title_weight`: weight of the title, or of the headline if there is no title. `headline_weight`: weight of the headline. `trust`:
    agreement of the headline with the title. All are at most 1.
    """

    title: Meaning
    headline: Meaning
    title_weight: float
    headline_weight: float
    trust: float

    @property
    def confidence(self) -> tuple[int, int]:
        """Confidence in the meanings of title and headline, in units of 1/CONFIDENCE_STEPS."""
        return confidence(self.title), round(self.trust * confidence(self.headline))

    @property
    def kinds(self) -> tuple[int, int]:
        """The kinds of title and headline."""
        return self.title.kind, self.headline.kind

    @property
    def occupations(self) -> Numbers:
        """The occupations nearest to title and headline, ascending. The headline counts only at full trust."""
        headline = self.headline.occupations if self.trust == 1.0 else ()
        return np.array(sorted({*self.title.occupations, *headline}), np.uint32)


def roles(title: str, headline: str, notes: str) -> Roles:
    """Return the roles of a candidate."""
    title_claim, headline_claim = parse_title(title), parse_title(headline)
    title_meaning, headline_meaning = meaning(title_claim.work), meaning(headline_claim.work)
    title_weight, headline_weight = (one.weight * _title_weight(one.work) for one in (title_claim, headline_claim))
    if not title_meaning.likeness:
        title_meaning, title_weight = _meaning_of_notes(notes), 1.0 if title else headline_weight
    trust = _trust(title_meaning, headline_meaning)
    return Roles(
        _scaled(title_meaning, title_weight),
        _scaled(headline_meaning, headline_weight),
        title_weight,
        headline_weight,
        trust,
    )


def _scaled(title_meaning: Meaning, share: float) -> Meaning:
    """Return a meaning with its vector scaled by `share`: a former nurse is less similar to a nurse than a nurse is."""
    if share >= 1.0:
        return title_meaning
    return replace(title_meaning, vector=np.rint(share * title_meaning.vector).astype(np.int8))


def confidence(title_meaning: Meaning) -> int:
    """Return the confidence in a meaning, in units of 1/CONFIDENCE_STEPS."""
    return round(CONFIDENCE_STEPS * title_meaning.confidence)


def _title_weight(work: str) -> float:
    """Return the weight of a title, which is low for a title that names many unrelated occupations."""
    meanings = [found for part in _PARTS.split(work) if part and (found := meaning(part)).likeness >= ALIKE]
    if len(meanings) < MANY:
        return 1.0
    total = np.sum([found.vector.astype(np.int64) for found in meanings], axis=0).astype(np.float64)
    agreement = float(np.sqrt(np.square(total).sum())) / (SCALE * len(meanings))
    return max(LEAST_TITLE_WEIGHT, round(fraction(agreement, *AGREEING), 2))


def _trust(title_meaning: Meaning, headline_meaning: Meaning) -> float:
    """Return the weight of a headline. If it differs from the title, the weight falls with the confidence in both."""
    alike = (similarity(title_meaning.vector, headline_meaning.vector) - CONTRARY) / (SAME - CONTRARY)
    differ = 1.0 - min(1.0, max(LEAST_TRUST, alike))
    return round(1.0 - differ * title_meaning.confidence * headline_meaning.confidence, 2)


def _meaning_of_notes(notes: str) -> Meaning:
    """Return the mean meaning of the first titles that the notes name, up to MOST_ROLES."""
    found = []
    for role in dict.fromkeys(_roles_in(notes)):
        title_meaning = meaning(role)
        if title_meaning.likeness >= KNOWN_TITLE:
            found.append(title_meaning)
        if len(found) == MOST_ROLES:
            break
    if not found:
        return NO_MEANING
    total = np.sum([title_meaning.vector.astype(np.int64) for title_meaning in found], axis=0)
    return replace(found[0], vector=quantised(total.astype(np.float64)))


def _roles_in(notes: str) -> Iterator[str]:
    """Yield possible titles: short lines, and the words after "as" or its translations."""
    lines = filter(None, (line.strip(" •*-–\t") for line in notes.split("\n")))
    yield from (role for line in islice(lines, LINES_READ) if _is_short(role := _END.split(line, maxsplit=1)[0]))
    spans = [_END.split(found[1], maxsplit=1)[0] for found in islice(_AS.finditer(notes), LINES_READ)]
    yield from filter(_is_short, spans)


def _is_short(role: str) -> bool:
    return 0 < len(role.split()) <= LONGEST_ROLE
