"""Logistic regressions over hashed features: whether a phrase of a job text is a skill, and whether it is nice to have.

`tools.job_texts` trains both models; the tables `wishes` and `wish_optional` store their weights as integers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from recruit.data import arrays
from recruit.domain.engines.reading.job import requirement_features
from recruit.domain.engines.reading.job.requirement_candidates import SkillCandidate
from recruit.domain.engines.skills import catalog

BUCKETS = 1 << 15
STEPS = 32
"""Steps of a stored weight per unit."""


def hashed(features: Iterable[str]) -> Sequence[int]:
    """Return the hash buckets of features, each once, in order."""
    return sorted({crc32(feature.encode()) % BUCKETS for feature in features})


def buckets(candidate: SkillCandidate, language: str, part: str | None = None) -> Sequence[int]:
    """Return the hash buckets of a candidate, or of one of its parts, in a text in the language `language`."""
    phrase = candidate.text if part is None else part
    name = candidate.name if part is None else catalog.canonical_name(part)
    is_known = candidate.is_known if part is None else name is not None
    kind = catalog.kind(name) if name and is_known else None
    return hashed(
        requirement_features.features(
            phrase, candidate.region, kind, candidate.clause, candidate.heading, language, is_known=is_known
        )
    )


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """The weights by bucket, in steps, and the bias."""

    weights: memoryview
    bias: float

    @classmethod
    def of(cls, table: Mapping[str, NDArray[np.generic]]) -> Self:
        """Return the model in a table's arrays."""
        return cls(memoryview(table["weights"].data), float(table["bias"]))

    def odds(self, features: Sequence[int]) -> float:
        """Return the log-odds for the features in the buckets `features`."""
        return sum(self.weights[bucket] for bucket in features) / STEPS / sqrt(len(features)) + self.bias


@cache
def load_model(table: str) -> LogisticModel:
    """Return the model in a table that ships, `wishes` or `wish_optional`."""
    return LogisticModel.of(arrays(table))
