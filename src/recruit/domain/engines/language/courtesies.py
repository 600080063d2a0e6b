"""Courtesies and negations before a command in its clause."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruit.domain.engines.language.negation_words import (
    NEGATIONS,
    RETRACTING_CLAUSES,
    RETRACTION_OPENERS,
    RETRACTIONS,
)
from recruit.domain.engines.language.tokens import Token
from recruit.domain.engines.language.vocabulary import ASKING_PERMISSION, COURTESIES, PREPOSITIONS


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
    place, negated, retracted, asks_permission = 0, False, False, False
    while place < len(clause):
        # The longest phrase wins, whatever its meaning: "don't forget to" is a courtesy, "don't" a negation.
        length, meaning = max(
            ((phrases.length_at(clause, place), phrases) for phrases in _LEADS), key=lambda pair: pair[0]
        )
        if not length:
            break
        place += length
        asks_permission = asks_permission or meaning is ASKING_PERMISSION
        retracted = retracted or meaning is RETRACTIONS
        negated = negated or meaning is NEGATIONS or meaning is RETRACTIONS
    body = clause[place:]
    hanging = negated and not retracted and (not body or body[0].text in PREPOSITIONS)
    return Lead(body, negated, hanging, asks_permission, polite=place > 0)


def takes_back(clause: Sequence[Token]) -> bool:
    """Tell whether a whole clause takes back the order before it: "or better not"."""
    start = 0
    while start < len(clause) - 1 and clause[start].text in RETRACTION_OPENERS:
        start += 1
    return any(place + RETRACTING_CLAUSES.length_at(clause, place) == len(clause) for place in {0, start})


_LEADS = (COURTESIES, ASKING_PERMISSION, NEGATIONS, RETRACTIONS)
