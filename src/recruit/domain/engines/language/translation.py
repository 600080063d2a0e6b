"""Translation of German, French and Spanish commands into the grammar's English words.

A clause is translated phrase by phrase, the longest first, and only if one of its words is a verb or a noun of the
table. Words outside the table stay: they may be names. A negating word negates the clause, unless it gives a reason. A verb at the end,
where German infinitives stand, is moved to the front. Each translated word keeps its position in the message, so that
descriptions and names are the user's own words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from recruit.domain.engines.language.clauses import Clause, clauses
from recruit.domain.engines.language.tokens import Token
from recruit.domain.engines.language.translation_tables import FRENCH, GERMAN, SPANISH

MOST_CLAUSES = 20
MOST_WORDS = 5
"""Longest phrase, in words."""

_ELISION = re.compile(r"(?:[ldnjmtsc]|qu|un|com|cos|quest|dell|all|nell|sull|dall)['’]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Language:
    """A language's phrases and their English. `content`: the phrases of verbs and nouns. `verbs`: the English verbs."""

    phrases: Mapping[str, str]
    content: frozenset[str]
    verbs: frozenset[str]
    negations: frozenset[str]
    causes: frozenset[str]
    words: frozenset[str]


def _language(tables: Mapping[str, str]) -> Language:
    read = {kind: dict(_entries(tables[kind])) for kind in ("verbs", "nouns", "other")}
    return Language(
        phrases={**read["other"], **read["nouns"], **read["verbs"]},
        content=frozenset([*read["nouns"], *read["verbs"]]),
        verbs=frozenset(read["verbs"].values()),
        negations=frozenset(tables["negations"].split()),
        causes=frozenset(tables["causes"].split()),
        words=frozenset(" ".join([tables["negations"], *read["other"], *read["nouns"], *read["verbs"]]).split()),
    )


def _entries(table: str) -> Iterator[tuple[str, str]]:
    """Parse lines of `english: phrase, phrase`."""
    for line in filter(None, map(str.strip, table.splitlines())):
        english, _, phrases = line.partition(":")
        for phrase in phrases.split(","):
            yield " ".join(phrase.split()), "" if english == "-" else english.strip()


LANGUAGES = [_language(tables) for tables in (GERMAN, FRENCH, SPANISH)]


def translations(message: str) -> Iterator[Sequence[Clause]]:
    """Yield the clauses of `message` in English, once for each possible language, the likeliest first."""
    found = list(islice(clauses(message), MOST_CLAUSES))
    for language in sorted(LANGUAGES, key=lambda language: -_count_words(found, language)):
        translated = [_translated(clause, language) for clause in found]
        if any(new is not None for new in translated):
            yield [new or old for new, old in zip(translated, found, strict=True) if new is None or new.tokens]


def _count_words(found: Sequence[Clause], language: Language) -> int:
    """Return the number of words of the clauses that are in the language's tables."""
    words = [part.text for clause in found for token in clause.tokens for part in without_elision(token)]
    return sum(word in language.words for word in words)


def _translated(clause: Clause, language: Language) -> Clause | None:
    """Return a clause in English; None if it has no verb or noun of the language. A reason at its end is kept."""
    tokens = [part for token in clause.tokens for part in without_elision(token)]
    cause = next((at for at, token in enumerate(tokens) if at and token.text in language.causes), len(tokens))
    english = _in_english(tokens[:cause], language)
    return None if english is None else Clause(clause.opening, [*english, *_reason(tokens[cause:])])


def _reason(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return a reason after the English "because". Its words, a negation among them, are not read."""
    return [tokens[0]._replace(text="because"), *(one for one in tokens[1:] if one.text not in _THAT)] if tokens else []


def _in_english(tokens: Sequence[Token], language: Language) -> Sequence[Token] | None:
    """Return the words of a clause in English; None if they have no verb or noun of the language."""
    found: list[Token] = []
    verbs: list[int] = []
    negated = known = False
    place = 0
    while place < len(tokens):
        if tokens[place].text in language.negations and all(token.text != "because" for token in found):
            negated, place = True, place + 1
            continue
        length = next(
            (size for size in range(MOST_WORDS, 0, -1) if _phrase(tokens, place, size) in language.phrases), 0
        )
        if not length:
            found.append(tokens[place])
            place += 1
            continue
        phrase = _phrase(tokens, place, length)
        english = language.phrases[phrase]
        known = known or phrase in language.content
        if english in language.verbs:
            verbs.append(len(found))
        found += _spread(english, tokens[place : place + length])
        place += length
    if not known:
        return None
    polite = next((len(words) for words in _POLITE if [token.text for token in found[: len(words)]] == words), 0)
    asks = polite == 0 and bool(found) and found[0].text in _QUESTIONS
    if verbs and verbs[0] > polite and len(found) - verbs[-1] <= 2 and not asks:  # noqa: PLR2004 - "finden", "rückgängig machen"
        found = [*found[:polite], *found[verbs[-1] :], *found[polite : verbs[-1]]]
    found = _singular(found)
    start = tokens[0].start
    return [Token("don't", start, start), *found] if negated else found


_THAT = frozenset(["que", "qu'"])
_QUESTIONS = frozenset("how should who which what where when why if can may could don't please".split())
_POLITE = [["can", "you"], ["please"], ["i", "want", "to"]]
_SINGULAR = {"candidates": "candidate", "jobs": "job", "applications": "application"}


def _singular(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens with "candidates 3" in the singular: some case forms look like the plural."""
    following = [*tokens[1:], None]
    return [
        token._replace(text=_SINGULAR[token.text])
        if token.text in _SINGULAR and after and after.id is not None
        else token
        for token, after in zip(tokens, following, strict=True)
    ]


def _spread(english: str, tokens: Sequence[Token]) -> list[Token]:
    """Return the English words as tokens at the phrase's position."""
    return [Token(word, tokens[0].start, tokens[-1].end) for word in english.split()]


def _phrase(tokens: Sequence[Token], place: int, size: int) -> str:
    return " ".join(token.text for token in tokens[place : place + size]) if place + size <= len(tokens) else ""


def without_elision(token: Token) -> Sequence[Token]:
    """Return a token, or the two words of which one is elided: "l'" and "offre"."""
    found = _ELISION.match(token.text)
    if found is None or found.end() == len(token.text):
        return [token]
    middle = token.start + found.end()
    return [
        Token(token.text[: found.end()].replace("’", "'"), token.start, middle),
        Token(token.text[found.end() :], middle, token.end),
    ]
