"""How likely a phrase of a job text is a skill that the job asks for, by a logistic regression over hashed features.

`tools.job_texts.wishes` trains it; the table `wishes` keeps its weights as whole numbers.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from math import exp, sqrt
from zlib import crc32

from recruit.data import arrays
from recruit.domain.services.extraction import skills, wish_features
from recruit.domain.services.extraction.wish_candidates import Candidate

BUCKETS = 1 << 15
STEPS = 32
"""Steps of a weight to one."""


def hashed(features: Iterable[str]) -> Sequence[int]:
    """Return the buckets of features, each once, in order."""
    return sorted({crc32(feature.encode()) % BUCKETS for feature in features})


def buckets(candidate: Candidate, speech: str, part: str | None = None) -> Sequence[int]:
    """Return the buckets of a candidate, or of one of its parts, in a text of the language `speech`."""
    phrase = candidate.text if part is None else part
    name = candidate.name if part is None else skills.known_exactly(part)
    is_known = candidate.is_known if part is None else name is not None
    kind = skills.kind(name) if name and is_known else None
    return hashed(
        wish_features.features(
            phrase, candidate.region, kind, candidate.clause, candidate.heading, speech, is_known=is_known
        )
    )


def probability(found: Sequence[int]) -> float:
    """Return the probability for features given by their buckets."""
    weights, bias = _table()
    points = sum(weights[bucket] for bucket in found) / STEPS / sqrt(len(found)) + bias
    return 1 / (1 + exp(-points))


@cache
def _table() -> tuple[memoryview, float]:
    held = arrays("wishes")
    return memoryview(held["weights"].data), float(held["bias"])
