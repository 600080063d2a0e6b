"""What comes before a command in its clause: courtesies, and whether they forbid it."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruit.domain.engines.language.tokens import Token
from recruit.domain.engines.language.vocabulary import ASKING_LEAVE, COURTESIES, NEGATIONS, PREPOSITIONS, RETRACTIONS


@dataclass(frozen=True, slots=True)
class Lead:
    """A clause told apart: `body` is what is left of it once courtesies and negations are read."""

    body: Sequence[Token]
    negated: bool
    hanging: bool
    """Whether the negation has yet to find its verb: "don't ever, …" forbids what comes after the comma."""
    asks_leave: bool
    polite: bool
    """Whether something stands before the body: "please", "can you"."""


def read_lead(clause: Sequence[Token]) -> Lead:
    """Read `{ courtesy | leave | negation | retraction }` off the front of a clause."""
    place, negated, retracted, asks_leave = 0, False, False, False
    while place < len(clause):
        # The longest phrase wins, whatever its meaning: "don't forget to" is a courtesy, "don't" a negation.
        length, meaning = max(
            ((phrases.length_at(clause, place), phrases) for phrases in _LEADS), key=lambda pair: pair[0]
        )
        if not length:
            break
        place += length
        asks_leave = asks_leave or meaning is ASKING_LEAVE
        retracted = retracted or meaning is RETRACTIONS
        negated = negated or meaning is NEGATIONS or meaning is RETRACTIONS
    body = clause[place:]
    hanging = negated and not retracted and (not body or body[0].text in PREPOSITIONS)
    return Lead(body, negated, hanging, asks_leave, polite=place > 0)


RETRACTED = RETRACTIONS
"""What takes back all that was said before."""

_LEADS = (COURTESIES, ASKING_LEAVE, NEGATIONS, RETRACTIONS)
