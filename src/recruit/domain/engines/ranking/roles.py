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
    NONE,
    SCALE,
    Meaning,
    between,
    meaning,
    similarity,
    whole,
)
from recruit.domain.engines.ranking.title_claims import claim
from recruit.domain.engines.ranking.vocabulary import Numbers

SURE_STEPS = 200
"""Fixed-point units per 1.0 of sureness, the confidence in a meaning."""

CONTRARY, SAME = 0.25, 0.5
"""Similarity of title and headline up to which they contradict each other, and from which they agree."""

LEAST_TRUST = 0.25
"""Weight of a headline that contradicts the title."""

THE_VERY_TITLE = 990
"""Likeness to a known title, in units of 1/1000, from which words of the notes count as a title."""

MANY = 4
"""Number of occupations in one title from which their relatedness is checked."""

LEAST_STANDING = 0.1
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

    `standing`: weight of the title, or of the headline if there is no title. `hope`: weight of the headline. `trust`:
    agreement of the headline with the title. All are at most 1.
    """

    title: Meaning
    headline: Meaning
    standing: float
    hope: float
    trust: float

    @property
    def sure(self) -> tuple[int, int]:
        """Confidence in the meanings of title and headline, in units of 1/SURE_STEPS."""
        return sureness(self.title), round(self.trust * sureness(self.headline))

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
    held, told = claim(title), claim(headline)
    titled, headed = meaning(held.work), meaning(told.work)
    stands, hopes = (one.standing * _agreement(one.work) for one in (held, told))
    if not titled.likeness:
        titled, stands = _of_notes(notes), 1.0 if title else hopes
    trust = _trust(titled, headed)
    return Roles(_counting(titled, stands), _counting(headed, hopes), stands, hopes, trust)


def _counting(meant: Meaning, share: float) -> Meaning:
    """Return a meaning with its vector scaled by `share`: a former nurse is less similar to a nurse than a nurse is."""
    return replace(meant, vector=np.rint(share * meant.vector).astype(np.int8)) if share < 1.0 else meant


def sureness(meant: Meaning) -> int:
    """Return the confidence in a meaning, in units of 1/SURE_STEPS."""
    return round(SURE_STEPS * meant.sureness)


def _agreement(work: str) -> float:
    """Return the weight of a title, which is low for a title that names many unrelated occupations."""
    meant = [found for part in _PARTS.split(work) if part and (found := meaning(part)).likeness >= ALIKE]
    if len(meant) < MANY:
        return 1.0
    total = np.sum([found.vector.astype(np.int64) for found in meant], axis=0).astype(np.float64)
    agreement = float(np.sqrt(np.square(total).sum())) / (SCALE * len(meant))
    return max(LEAST_STANDING, round(between(agreement, *AGREEING), 2))


def _trust(titled: Meaning, headed: Meaning) -> float:
    """Return the weight of a headline. If it differs from the title, the weight falls with the confidence in both."""
    alike = (similarity(titled.vector, headed.vector) - CONTRARY) / (SAME - CONTRARY)
    differ = 1.0 - min(1.0, max(LEAST_TRUST, alike))
    return round(1.0 - differ * titled.sureness * headed.sureness, 2)


def _of_notes(notes: str) -> Meaning:
    """Return the mean meaning of the first titles that the notes name, up to MOST_ROLES."""
    found = []
    for role in dict.fromkeys(_roles_in(notes)):
        meant = meaning(role)
        if meant.likeness >= THE_VERY_TITLE:
            found.append(meant)
        if len(found) == MOST_ROLES:
            break
    if not found:
        return NONE
    total = np.sum([meant.vector.astype(np.int64) for meant in found], axis=0)
    return replace(found[0], vector=whole(total.astype(np.float64)))


def _roles_in(notes: str) -> Iterator[str]:
    """Yield possible titles: short lines, and the words after "as" or its translations."""
    lines = filter(None, (line.strip(" •*-–\t") for line in notes.split("\n")))
    yield from (role for line in islice(lines, LINES_READ) if _short(role := _END.split(line, maxsplit=1)[0]))
    spans = [_END.split(found[1], maxsplit=1)[0] for found in islice(_AS.finditer(notes), LINES_READ)]
    yield from filter(_short, spans)


def _short(role: str) -> bool:
    return 0 < len(role.split()) <= LONGEST_ROLE
