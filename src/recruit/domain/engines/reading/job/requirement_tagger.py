"""Linear-chain conditional random field that tags skill names in the sentences of a job text.

Each word is outside a skill, begins one or continues one. The table `wish_tags`, which `tools.job_texts.tags` makes,
stores as integers the weights of hashed features for the latter two states, and those of the state transitions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from recruit.data import arrays
from recruit.domain.engines.reading.job import requirement_tag_features
from recruit.domain.engines.reading.job.requirement_tag_features import Word

BUCKETS = 1 << 17
STEPS = 24
"""Steps of a stored weight per unit."""

STATES = OUTSIDE, BEGINS, CONTINUES = range(3)
LEAST = 0.01
"""Minimum probability of a span that is returned."""

MOST_WORDS = 6
HIGHEST = 30.0
"""Bound of a word's score, which is exponentiated."""

StateValues = tuple[float, float, float]
"""One value for each state."""


def bucket(feature: str) -> int:
    """Return the hash bucket of a feature."""
    return crc32(feature.encode()) % BUCKETS


@dataclass(frozen=True, slots=True)
class SkillTagger:
    """Weights of "begins" and "continues" by bucket, and the exponentials of the transition and start weights."""

    weights: NDArray[np.int8]
    transitions: Sequence[StateValues]
    starts: StateValues

    @classmethod
    def of(cls, table: Mapping[str, NDArray[np.generic]]) -> Self:
        """Return the tagger in a table's arrays."""
        transitions = [(float(one), float(two), float(three)) for one, two, three in table["steps"].tolist()]
        one, two, three = table["starts"].tolist()
        return cls(np.asarray(table["weights"], np.int8), transitions, (one, two, three))

    def find(self, text: str, title_offsets: tuple[int, int]) -> Mapping[tuple[int, int], float]:
        """Return the probability of being a skill name for spans of a text, by (start, end)."""
        spans: dict[tuple[int, int], float] = {}
        for words in requirement_tag_features.sentences(text, title_offsets):
            for first, last, probability in self.spans(self._potentials(words)):
                spans[words[first].start, words[last].end] = probability
        return spans

    def _potentials(self, words: Sequence[Word]) -> Sequence[StateValues]:
        """Return exp(score) for the states of each word; that of "outside" is 1."""
        rows = [bucket(feature) for word in words for feature in word.features]
        starts = np.cumsum([0, *(len(word.features) for word in words[:-1])])
        points = np.add.reduceat(self.weights[rows], starts, dtype=np.float64) / STEPS
        return [(1.0, begins, continues) for begins, continues in np.exp(np.clip(points, -HIGHEST, HIGHEST)).tolist()]

    def spans(self, potentials: Sequence[StateValues]) -> Iterator[tuple[int, int, float]]:
        """Yield (first word, last word, probability) of likely spans, by the forward-backward algorithm."""
        transitions = self.transitions
        forward, scales = self._forward(potentials)
        backward = self._backward(potentials, scales)
        for first, values in enumerate(forward):
            probability, state = values[BEGINS], BEGINS
            if probability * backward[first][BEGINS] < LEAST:
                continue
            for last in range(first, min(first + MOST_WORDS, len(potentials))):
                if last > first:
                    probability *= transitions[state][CONTINUES] * potentials[last][CONTINUES] / scales[last]
                    state = CONTINUES
                end_probability = probability
                if last + 1 < len(potentials):
                    after, messages = potentials[last + 1], backward[last + 1]
                    leaving = sum(transitions[state][to] * after[to] * messages[to] for to in (OUTSIDE, BEGINS))
                    end_probability *= leaving / scales[last + 1]
                if end_probability >= LEAST:
                    yield first, last, end_probability

    def _forward(self, potentials: Sequence[StateValues]) -> tuple[Sequence[StateValues], Sequence[float]]:
        """Return the forward probabilities of each word's states, and the scaling factor of each word."""
        found, scales, before = [], [], None
        for potential in potentials:
            entering: Sequence[float] = self.starts
            if before is not None:
                entering = [sum(before[state] * self.transitions[state][to] for state in STATES) for to in STATES]
            raw = [own * value for own, value in zip(potential, entering, strict=True)]
            scale = sum(raw)
            before = (raw[0] / scale, raw[1] / scale, raw[2] / scale)
            found.append(before)
            scales.append(scale)
        return found, scales

    def _backward(self, potentials: Sequence[StateValues], scales: Sequence[float]) -> Sequence[StateValues]:
        """Return the backward messages of each word's states, with the same scaling."""
        following: StateValues = (1.0, 1.0, 1.0)
        messages = [following]
        for potential, scale in zip(reversed(potentials[1:]), reversed(scales[1:]), strict=True):
            one, two, three = (own * value / scale for own, value in zip(potential, following, strict=True))
            a, b, c = (step[0] * one + step[1] * two + step[2] * three for step in self.transitions)
            following = (a, b, c)
            messages.append(following)
        return messages[::-1]


@cache
def load_tagger() -> SkillTagger:
    """Return the tagger that ships."""
    return SkillTagger.of(arrays("wish_tags"))
