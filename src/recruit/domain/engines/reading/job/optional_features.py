"""Features of a skill's context that tell whether the skill is required or nice to have, for `requirement_model`.

They are what the rules say, the heading, and the words of the clause, of the sentence and of the sentences beside it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Self

from recruit.domain.engines.reading.job import sections
from recruit.domain.engines.reading.job.requirement_candidates import Candidate
from recruit.domain.engines.reading.job.requirement_words import ASKED, MUST_TAIL, NICE_AHEAD, TAIL
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

_SENTENCE = Lazy(r"(?<=[^\W_][^\W_)][.!?])\s+|(?<=[)\d][.!?])\s+(?=[^\W\d_])|;\s|\n+")
_WORD = Lazy(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
_CLAUSE = frozenset(
    ", : ( ) – — - but aber mais pero mas ma maar while während tandis mientras enquanto mentre terwijl".split()
)
_SAID = (("N", NICE_AHEAD), ("T", TAIL), ("M", MUST_TAIL), ("A", ASKED))
LONG_WORD = 5
"""Characters of a word's beginning, which is a feature of longer words."""

NEAR, FAR = 8, 30
"""Maximum words of a clause and of a sentence on either side of a skill."""

LONGEST = 400
"""Characters of a sentence on either side of a skill that are searched for what the rules know."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its words and their offsets, and whether it begins a paragraph."""

    text: str
    start: int
    words: Sequence[tuple[str, int]]
    begins: bool


@dataclass(frozen=True, slots=True)
class Context:
    """The sentences of a text."""

    size: int
    starts: Sequence[int]
    sentences: Sequence[_Sentence]

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the context of a text."""
        joined = sections.unwrapped(text)
        marks = [(0, 0), *(found.span() for found in _SENTENCE.finditer(joined)), (len(joined), len(joined))]
        found = []
        for (gap, start), (end, _) in pairwise(marks):
            sentence = joined[start:end]
            words = [(word.group().casefold(), start + word.start()) for word in _WORD.finditer(sentence)]
            found.append(_Sentence(sentence, start, words, start == 0 or "\n" in joined[gap:start]))
        return cls(len(text), [one.start for one in found], found)

    def features(self, start: int, end: int, candidate: Candidate, *, ruled: bool = True) -> Iterator[str]:
        """Yield the features of the skill text[start:end]; without `ruled`, without what the rules say."""
        number = bisect_right(self.starts, start) - 1
        own = self.sentences[number]
        previous = None if own.begins else self.sentences[number - 1]
        following = self.sentences[number + 1] if number + 1 < len(self.sentences) else None
        following = None if following is None or following.begins else following
        if ruled:
            yield from _of_rules(candidate, own, previous, following, (start - own.start, end - own.start))
        yield f"r={candidate.region}"
        yield f"p={4 * start // self.size}"
        yield from _words("h", [found.group() for found in _WORD.finditer(candidate.heading.casefold())][:NEAR])
        yield from _of_sentence(
            [word for word, at in own.words if at < start], [word for word, at in own.words if at >= end]
        )
        yield from _words("P", [word for word, _ in previous.words[-FAR:]]) if previous else ("first",)
        yield from _words("F", [word for word, _ in following.words[:NEAR]]) if following else ("last",)


def _of_rules(
    candidate: Candidate, own: _Sentence, previous: _Sentence | None, following: _Sentence | None, at: tuple[int, int]
) -> Iterator[str]:
    """Yield the features of what the rules say about a clause, and of what they know in the sentences around it."""
    verdict = f"v={candidate.is_nice}"
    yield verdict
    yield f"{verdict} r={candidate.region}"
    before, behind = own.text[: at[0]][-LONGEST:], own.text[at[1] :][:LONGEST]
    parts = {"b": before, "a": behind, "P": previous.text if previous else "", "F": following.text if following else ""}
    for name, part in parts.items():
        for said in _said(part):
            yield f"{name}:{said}"
            yield f"{name}:{said} {verdict}"
    whole = _said(own.text)
    # Three times, since the model divides by the number of features and the rules are right more often than a word.
    yield from (f"{place}:{whole} {verdict}" for place in range(3))


@lru_cache(256)
def _said(text: str) -> str:
    """Return the kinds of phrases about what is required or optional that the rules find in a text."""
    text = text[: 2 * LONGEST]
    return "".join(name for name, pattern in _SAID if text and pattern.search(text))


def _of_sentence(before: Sequence[str], behind: Sequence[str]) -> Iterator[str]:
    """Yield the features of the words of a sentence before and behind a skill."""
    first = next((place + 1 for place in range(len(before) - 1, -1, -1) if before[place] in _CLAUSE), 0)
    last = next((place + 1 for place, word in enumerate(behind) if word in _CLAUSE), len(behind))
    yield f"b={before[-1] if before else '^'}"
    yield f"a={behind[0] if behind else '$'}"
    for name, words in (("b", before[first:][-NEAR:]), ("a", behind[:last][:NEAR])):
        yield from _words(name, words)
        yield from _pairs(name, words)
    yield from _words("B", before[:first][-FAR:])
    yield from _words("A", behind[last:][:FAR])
    whole = [*before[-FAR:], "#", *behind[:FAR]]
    yield from _words("s", whole)
    yield from _pairs("s", whole)


def _words(name: str, words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield f"{name} {word}"
        if len(word) > LONG_WORD:
            yield f"{name} {word[:LONG_WORD]}*"


def _pairs(name: str, words: Sequence[str]) -> Iterator[str]:
    return (f"{name} {one} {two}" for one, two in pairwise(words))
