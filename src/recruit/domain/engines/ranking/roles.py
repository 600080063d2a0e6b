"""What somebody does, by what the title, the headline and the notes say, and how far each is believed.

The title is what somebody did last. Where there is none, titles that the notes name take its place. A headline
says what somebody wants to be as well: where it names other work, little of it counts.
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
"""Steps of sureness to 1."""

CONTRARY, SAME = 0.25, 0.5
"""Likeness of title and headline up to which they contradict one another, and from which they say the same."""

LEAST_TRUST = 0.25
"""What counts of a headline that is contradicted."""

THE_VERY_TITLE = 990
"""Likeness in steps from which words of notes are a title."""

MANY = 4
"""Trades of one title from which on it is asked whether they have anything to do with one another."""

LEAST_STANDING = 0.1
"""What counts of a title that names ten trades."""

LINES_READ, MOST_ROLES = 12, 3
LONGEST_ROLE = 7
"""Words of a line that may be a title."""

_PARTS = re.compile(r"\s*[,/|;•·&+]\s*|\s+(?:and|und|et|en|y|e)\s+")
_END = re.compile(r"\s[-–—|@]\s|[,;:.(|\t]|\s(?:at|bei|chez|en|presso|bij|in|for|with|and|und|et|y|e)\s|\d")
_AS = re.compile(
    r"\b(?:as|als|comme|como|come)\s+(?:an?\s|the\s|eine?\s|une?\s|uma?\s|una?\s|een\s)?(?=\w)([^\n]{3,60})"
)


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """What title and headline mean, each as far as it is claimed.

    `standing`: what counts of the title, or of the headline where there is none, and `hope`: of the headline. `trust`:
    how far the title bears the headline out. All are up to 1.
    """

    title: Meaning
    headline: Meaning
    standing: float
    hope: float
    trust: float

    @property
    def sure(self) -> tuple[int, int]:
        """How sure what title and headline mean is, in steps of 1/SURE_STEPS."""
        return sureness(self.title), round(self.trust * sureness(self.headline))

    @property
    def kinds(self) -> tuple[int, int]:
        """The kinds of title and headline."""
        return self.title.kind, self.headline.kind

    @property
    def occupations(self) -> Numbers:
        """The occupations that title and headline are nearest to, ascending."""
        headline = self.headline.occupations if self.trust == 1.0 else ()
        return np.array(sorted({*self.title.occupations, *headline}), np.uint32)


def roles(title: str, headline: str, notes: str) -> Roles:
    """Return what somebody does."""
    held, told = claim(title), claim(headline)
    titled, headed = meaning(held.work), meaning(told.work)
    stands, hopes = (one.standing * _agreement(one.work) for one in (held, told))
    if not titled.likeness:
        titled, stands = _of_notes(notes), 1.0 if title else hopes
    trust = _trust(titled, headed)
    return Roles(_counting(titled, stands), _counting(headed, hopes), stands, hopes, trust)


def _counting(meant: Meaning, share: float) -> Meaning:
    """Return a meaning that is shorter: whoever was a nurse is less near to one than whoever is."""
    return replace(meant, vector=np.rint(share * meant.vector).astype(np.int8)) if share < 1.0 else meant


def sureness(meant: Meaning) -> int:
    """Return how sure a meaning is, in steps of 1/SURE_STEPS."""
    return round(SURE_STEPS * meant.sureness)


def _agreement(work: str) -> float:
    """Return what counts of a title: little where it names many trades that have nothing to do with one another."""
    meant = [found for part in _PARTS.split(work) if part and (found := meaning(part)).likeness >= ALIKE]
    if len(meant) < MANY:
        return 1.0
    total = np.sum([found.vector.astype(np.int64) for found in meant], axis=0).astype(np.float64)
    agreement = float(np.sqrt(np.square(total).sum())) / (SCALE * len(meant))
    return max(LEAST_STANDING, round(between(agreement, *AGREEING), 2))


def _trust(titled: Meaning, headed: Meaning) -> float:
    """Return what counts of a headline: the surer both are, the less where they differ."""
    alike = (similarity(titled.vector, headed.vector) - CONTRARY) / (SAME - CONTRARY)
    differ = 1.0 - min(1.0, max(LEAST_TRUST, alike))
    return round(1.0 - differ * titled.sureness * headed.sureness, 2)


def _of_notes(notes: str) -> Meaning:
    """Return what the first titles mean that notes name."""
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
    """Yield what may be a title: short lines, and what stands after "as"."""
    lines = filter(None, (line.strip(" •*-–\t") for line in notes.split("\n")))
    yield from (role for line in islice(lines, LINES_READ) if _short(role := _END.split(line, maxsplit=1)[0]))
    spans = [_END.split(found[1], maxsplit=1)[0] for found in islice(_AS.finditer(notes), LINES_READ)]
    yield from filter(_short, spans)


def _short(role: str) -> bool:
    return 0 < len(role.split()) <= LONGEST_ROLE
