"""Courtesies and negations before a command in its clause."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from recruit.domain.engines.language.negation_words import (
    NEGATIONS,
    RETRACTING_CLAUSES,
    RETRACTION_OPENERS,
    RETRACTIONS,
)
from recruit.domain.engines.language.phrases import PhraseSet
from recruit.domain.engines.language.tokens import Token
from recruit.domain.engines.language.vocabulary import ASKING_PERMISSION, COURTESIES, PREPOSITIONS

_LEADS = (COURTESIES, ASKING_PERMISSION, NEGATIONS, RETRACTIONS)


@dataclass(frozen=True, slots=True)
class Lead:
    """A parsed clause: `body` is the rest after courtesies and negations."""

    body: Sequence[Token]
    negated: bool
    hanging: bool
    """Whether the negation's verb is still to come: "don't ever, …" forbids the clause after the comma."""
    asks_permission: bool
    polite: bool
    """Whether a courtesy precedes the body: "please", "can you"."""


def read_lead(clause: Sequence[Token]) -> Lead:
    """Parse `{ courtesy | permission | negation | retraction }` at the beginning of a clause."""
    place, found = 0, set[PhraseSet]()
    while place < len(clause):
        # The longest phrase wins, whatever its meaning: "don't forget to" is a courtesy, "don't" a negation.
        lengths = [(phrases.length_at(clause, place), phrases) for phrases in _LEADS]
        length, longest = max(lengths, key=itemgetter(0))
        if not length:
            break
        place += length
        found.add(longest)
    body = clause[place:]
    hanging = NEGATIONS in found and RETRACTIONS not in found and (not body or body[0].text in PREPOSITIONS)
    negated = not found.isdisjoint({NEGATIONS, RETRACTIONS})
    return Lead(body, negated, hanging, ASKING_PERMISSION in found, polite=place > 0)


def takes_back(clause: Sequence[Token]) -> bool:
    """Tell whether a whole clause takes back the order before it: "or better not"."""
    start = 0
    while start < len(clause) - 1 and clause[start].text in RETRACTION_OPENERS:
        start += 1
    return any(place + RETRACTING_CLAUSES.length_at(clause, place) == len(clause) for place in {0, start})
