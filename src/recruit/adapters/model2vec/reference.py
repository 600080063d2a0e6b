"""Calibration of a model with reference texts: the cosines at which similarity begins and is complete.

The cosines of one model lie between 0.2 and 0.6, those of another between 0.7 and 0.9. The files of a model don't give
its range for jobs and profiles, so the pairs of known jobs and profiles in reference.txt are embedded and measured.
"""

from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files

import numpy as np

from recruit.adapters.model2vec.model import StaticModel
from recruit.domain.shared.errors import ConfigurationError, Unavailable
from recruit.ports.embeddings import Vectors

MISMATCHED, MATCHED = 90, 50
"""Percentiles of cosines: nine of ten pairs of different work lie below the first, half of the same work above the
second."""

WIDER = 2
"""Factor by which the span is wider than the distance to MATCHED: texts of the same work differ in their words, so
closer pairs are possible."""

LEAST = 0.1
"""Smallest width of the span. For a model that hardly tells texts apart, a narrower span would turn noise into
similarity."""

DECIMALS = 2
"""Decimal places of the span. The last bits of a cosine may differ between machines."""

EDITION_DIGITS = 6


def embedded(static: StaticModel) -> tuple[Vectors, Vectors]:
    """Return the vectors of the reference jobs and profiles. Raises ConfigurationError if the model can't be used."""
    jobs, profiles = reference()
    try:
        return static.embed(jobs), static.embed(profiles)
    except Unavailable as error:
        raise ConfigurationError(f"RECRUIT_EMBEDDER names a model that can't be used: {error}") from None


def span(jobs: Vectors, profiles: Vectors) -> tuple[float, float]:
    """Return the cosines at which similarity begins and is complete, from the vectors of the reference."""
    cosines = np.einsum("id,jd->ij", jobs, profiles)
    same = np.eye(len(jobs), dtype=bool)
    unlike, like = np.percentile(cosines[~same], MISMATCHED), np.percentile(cosines[same], MATCHED)
    begins = round(float(unlike), DECIMALS)
    complete = min(1.0, begins + WIDER * (round(float(like), DECIMALS) - begins))
    return begins, round(max(complete, begins + LEAST), DECIMALS)


def reference() -> tuple[Sequence[str], Sequence[str]]:
    """Return the jobs of reference.txt, and the profiles of the same lines of work in the same order."""
    _, *texts = _content().decode().strip().split("\n\n")
    return texts[::2], texts[1::2]


def edition() -> str:
    """Return a digest of reference.txt, EDITION_DIGITS hexadecimal digits."""
    return sha256(_content()).hexdigest()[:EDITION_DIGITS]


def _content() -> bytes:
    return files("recruit.adapters.model2vec").joinpath("reference.txt").read_bytes()
