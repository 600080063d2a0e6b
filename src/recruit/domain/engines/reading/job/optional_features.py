"""Features of a skill's context that tell whether the skill is required or nice to have, for `requirement_model`.

They are the rules' choice, the heading, and the words of the clause, of the sentence and of the sentences beside it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Self

from recruit.domain.engines.reading.job import sections
from recruit.domain.engines.reading.job.requirement_candidates import SkillCandidate
from recruit.domain.engines.reading.job.requirement_words import ASKED, MUST_TAIL, NICE_AHEAD, TAIL
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

_SENTENCE = Lazy(r"(?<=[^\W_][^\W_)][.!?])\s+|(?<=[)\d][.!?])\s+(?=[^\W\d_])|;\s|\n+")
_WORD = Lazy(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
_CLAUSE_BOUNDS = frozenset(
    ", : ( ) – — - but aber mais pero mas ma maar while während tandis mientras enquanto mentre terwijl".split()
)
_PHRASE_KINDS = (("N", NICE_AHEAD), ("T", TAIL), ("M", MUST_TAIL), ("A", ASKED))
LONG_WORD = 5
"""Characters of a word's beginning, which is a feature of longer words."""

NEAR, FAR = 8, 30
"""Maximum words of a clause and of a sentence on either side of a skill."""

LONGEST = 400
"""Characters of a sentence on either side of a skill that are searched by the rules."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its words and their offsets, and whether it begins a paragraph."""

    text: str
    start: int
    words: Sequence[tuple[str, int]]
    begins: bool


@dataclass(frozen=True, slots=True)
class SentenceContext:
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

    def features(self, start: int, end: int, candidate: SkillCandidate, *, with_rules: bool = True) -> Iterator[str]:
        """Yield the features of the skill text[start:end]; without `with_rules`, none of the rules' choice."""
        number = bisect_right(self.starts, start) - 1
        sentence = self.sentences[number]
        previous = None if sentence.begins else self.sentences[number - 1]
        following = next((each for each in self.sentences[number + 1 : number + 2] if not each.begins), None)
        if with_rules:
            texts = (sentence.text, previous.text if previous else "", following.text if following else "")
            yield from _rule_features(candidate, *texts, (start - sentence.start, end - sentence.start))
        yield f"r={candidate.region}"
        yield f"p={4 * start // self.size}"
        yield from _words("h", [found.group() for found in _WORD.finditer(candidate.heading.casefold())][:NEAR])
        before = [word for word, offset in sentence.words if offset < start]
        yield from _sentence_features(before, [word for word, offset in sentence.words if offset >= end])
        yield from _words("P", [word for word, _ in previous.words[-FAR:]]) if previous else ("first",)
        yield from _words("F", [word for word, _ in following.words[:NEAR]]) if following else ("last",)


def _rule_features(
    candidate: SkillCandidate, sentence: str, previous: str, following: str, offsets: tuple[int, int]
) -> Iterator[str]:
    """Yield the features of the rules' choice for a skill, and of the phrases that rules find in the sentences near it."""
    choice = f"v={candidate.is_nice}"
    yield choice
    yield f"{choice} r={candidate.region}"
    start, end = offsets
    parts = {"b": sentence[:start][-LONGEST:], "a": sentence[end:][:LONGEST], "P": previous, "F": following}
    for name, part in parts.items():
        for kind in _phrase_kinds(part):
            yield f"{name}:{kind}"
            yield f"{name}:{kind} {choice}"
    # Three times, since the model divides by the number of features and the rules are right more often than a word.
    yield from (f"{number}:{_phrase_kinds(sentence)} {choice}" for number in range(3))


@lru_cache(256)
def _phrase_kinds(text: str) -> str:
    """Return the kinds of phrases about required and optional skills that the rules find in a text."""
    text = text[: 2 * LONGEST]
    return "".join(name for name, pattern in _PHRASE_KINDS if text and pattern.search(text))


def _sentence_features(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Yield the features of the words of a sentence before and behind a skill."""
    first = next((place + 1 for place in range(len(before) - 1, -1, -1) if before[place] in _CLAUSE_BOUNDS), 0)
    last = next((place + 1 for place, word in enumerate(after) if word in _CLAUSE_BOUNDS), len(after))
    yield f"b={before[-1] if before else '^'}"
    yield f"a={after[0] if after else '$'}"
    for name, words in (("b", before[first:][-NEAR:]), ("a", after[:last][:NEAR])):
        yield from _words(name, words)
        yield from _pairs(name, words)
    yield from _words("B", before[:first][-FAR:])
    yield from _words("A", after[last:][:FAR])
    whole = [*before[-FAR:], "#", *after[:FAR]]
    yield from _words("s", whole)
    yield from _pairs("s", whole)


def _words(name: str, words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield f"{name} {word}"
        if len(word) > LONG_WORD:
            yield f"{name} {word[:LONG_WORD]}*"


def _pairs(name: str, words: Sequence[str]) -> Iterator[str]:
    return (f"{name} {one} {two}" for one, two in pairwise(words))
