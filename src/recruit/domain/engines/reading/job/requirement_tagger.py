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

STATES = OUTSIDE, BEGINS, GOES_ON = range(3)
LEAST = 0.01
"""Minimum probability of a span that is returned."""

MOST_WORDS = 6
HIGHEST = 30.0
"""Bound of a word's score, which is exponentiated."""

Powers = tuple[float, float, float]
"""One value for each state."""


def bucket(feature: str) -> int:
    """Return the hash bucket of a feature."""
    return crc32(feature.encode()) % BUCKETS


@dataclass(frozen=True, slots=True)
class SkillTagger:
    """Weights of "begins" and "continues" by bucket, and the exponentials of the transition and start weights."""

    weights: NDArray[np.int8]
    steps: Sequence[Powers]
    starts: Powers

    @classmethod
    def of(cls, held: Mapping[str, NDArray[np.generic]]) -> Self:
        """Return the model in a table's arrays."""
        steps = [(float(one), float(two), float(three)) for one, two, three in held["steps"].tolist()]
        one, two, three = held["starts"].tolist()
        return cls(np.asarray(held["weights"], np.int8), steps, (one, two, three))

    def find(self, text: str, titled: tuple[int, int]) -> Mapping[tuple[int, int], float]:
        """Return the probability of being a skill name for spans of a text, by (start, end)."""
        found: dict[tuple[int, int], float] = {}
        for words in requirement_tag_features.sentences(text, titled):
            for first, last, share in self.spans(self._powers(words)):
                found[words[first].start, words[last].end] = share
        return found

    def _powers(self, words: Sequence[Word]) -> Sequence[Powers]:
        """Return exp(score) for the states of each word; that of "outside" is 1."""
        rows = [bucket(feature) for word in words for feature in word.features]
        starts = np.cumsum([0, *(len(word.features) for word in words[:-1])])
        points = np.add.reduceat(self.weights[rows], starts, dtype=np.float64) / STEPS
        return [(1.0, begins, goes_on) for begins, goes_on in np.exp(np.clip(points, -HIGHEST, HIGHEST)).tolist()]

    def spans(self, powers: Sequence[Powers]) -> Iterator[tuple[int, int, float]]:
        """Yield (first word, last word, probability) of likely spans, by the forward-backward algorithm."""
        steps = self.steps
        ahead, scales = self._ahead(powers)
        behind = self._behind(powers, scales)
        for first, (_, begun, _) in enumerate(ahead):
            share, state = begun, BEGINS
            if share * behind[first][BEGINS] < LEAST:
                continue
            for last in range(first, min(first + MOST_WORDS, len(powers))):
                if last > first:
                    share *= steps[state][GOES_ON] * powers[last][GOES_ON] / scales[last]
                    state = GOES_ON
                ended = share
                if last + 1 < len(powers):
                    ended *= sum(
                        steps[state][to] * powers[last + 1][to] * behind[last + 1][to] for to in (OUTSIDE, BEGINS)
                    ) / scales[last + 1]  # fmt: skip
                if ended >= LEAST:
                    yield first, last, ended

    def _ahead(self, powers: Sequence[Powers]) -> tuple[Sequence[Powers], Sequence[float]]:
        """Return the forward probabilities of each word's states, and the scaling factor of each word."""
        found, scales, before = [], [], None
        for power in powers:
            if before is None:
                raw = [start * own for start, own in zip(self.starts, power, strict=True)]
            else:
                raw = [
                    own * sum(before[come] * self.steps[come][to] for come in STATES) for to, own in enumerate(power)
                ]
            scale = sum(raw)
            before = (raw[0] / scale, raw[1] / scale, raw[2] / scale)
            found.append(before)
            scales.append(scale)
        return found, scales

    def _behind(self, powers: Sequence[Powers], scales: Sequence[float]) -> Sequence[Powers]:
        """Return the backward messages of each word's states, with the same scaling."""
        steps = self.steps
        following: Powers = (1.0, 1.0, 1.0)
        found = [following]
        for power, scale in zip(reversed(powers[1:]), reversed(scales[1:]), strict=True):
            one, two, three = (own * share / scale for own, share in zip(power, following, strict=True))
            a, b, c = (step[0] * one + step[1] * two + step[2] * three for step in steps)
            following = (a, b, c)
            found.append(following)
        return found[::-1]


@cache
def load_tagger() -> SkillTagger:
    """Return the tagger that ships."""
    return SkillTagger.of(arrays("wish_tags"))
