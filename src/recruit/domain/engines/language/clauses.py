"""Splitting of messages into clauses, at the borders between requests."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain, pairwise
from typing import NamedTuple

from recruit.domain.engines.language.quotation_spans import quotation_at
from recruit.domain.engines.language.tokens import Token, tokens
from recruit.domain.engines.language.vocabulary import CLAUSE_ENDS, CONTRASTS, LEANS_ON, SENTENCE_ENDS, SEPARATORS


class Opening(Enum):
    """The separator before a clause, which tells how closely the clause belongs to the previous one."""

    SENTENCE = "the start, or one of ; . ! ?"
    CONTRAST = "but, just, instead"
    PAUSE = "a comma, then, without"


_BY_STRENGTH = list(Opening)
"""Separators by strength. Of several in a row the strongest counts: "; just" ends a sentence."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The words and numbers between two separators, without other marks."""

    opening: Opening
    tokens: Sequence[Token]


def clauses(message: str) -> Iterator[Clause]:
    """Yield the clauses of `message` that have words, in order. A quotation is part of one clause."""
    opening = Opening.SENTENCE
    kept: list[Token] = []
    for context in _token_contexts(message):
        quoted = quotation_at(message, context.token.start) is not None
        separates = None if quoted else _opening_at(context)
        if separates and kept:
            yield Clause(opening, kept)
            opening, kept = separates, []
        elif separates:
            opening = min(opening, separates, key=_BY_STRENGTH.index)
        if not context.token.is_mark and (separates is None or _negates(context)):
            kept.append(context.token)
    if kept:
        yield Clause(opening, kept)


class _TokenContext(NamedTuple):
    """A token and its neighbours. `apart` is true if white space or the end follows."""

    before: Token
    token: Token
    after: Token
    apart: bool


def _token_contexts(message: str) -> Iterator[_TokenContext]:
    edge = [Token("", len(message), len(message))]
    for (before, token), (_, after) in pairwise(pairwise(chain(edge, tokens(message), edge))):
        yield _TokenContext(before, token, after, message[token.end : token.end + 1].strip() == "")


def _opening_at(context: _TokenContext) -> Opening | None:
    """Return the kind of separator that the token is; None if it separates nothing."""
    text = context.token.text
    if text not in SEPARATORS:
        return None
    if text in SENTENCE_ENDS or (text == "." and _is_full_stop(context)):
        return Opening.SENTENCE
    if text in CLAUSE_ENDS or (text, context.after.text) == ("and", "then") or _negates(context):
        return Opening.PAUSE
    return Opening.CONTRAST if text in CONTRASTS and context.before.text not in LEANS_ON.get(text, ()) else None


def _negates(context: _TokenContext) -> bool:
    """Tell whether the token begins a clause that it negates."""
    first, second = context.token.text, context.after.text
    return first == "without" or (first, second) in {("instead", "of"), ("rather", "than")}


def _is_full_stop(context: _TokenContext) -> bool:
    """Tell whether a dot ends a sentence, unlike those of ".NET" and "no. 5"."""
    return context.apart and not (context.before.text in {"no", "nr", "num"} and context.after.id is not None)
