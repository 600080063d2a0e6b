"""What a model makes of texts that are known to belong together, or not: where likeness begins and is complete in it.

The cosines of one model lie between 0.2 and 0.6, those of another between 0.7 and 0.9. What they are for jobs and
profiles can't be told from the files of a model, so reference.txt is embedded and looked at.
"""

from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files

import numpy as np

from recruit.adapters.model2vec.model import StaticModel
from recruit.domain.shared.errors import ConfigurationError, Unavailable
from recruit.ports.embeddings import Vectors

MISMATCHED, MATCHED = 90, 50
"""Percentiles of cosines: what nine of ten pairs of different work don't reach, and half of the same work does."""

WIDER = 2
"""What texts of the same work reach, they reach in words of their own: the span goes on as far again."""

LEAST = 0.1
"""From one end of the span to the other, where a model hardly tells texts apart: noise isn't made likeness."""

DECIMALS = 2
"""Of the span. The last bits of a cosine may differ between machines."""

EDITION = 6


def embedded(static: StaticModel) -> tuple[Vectors, Vectors]:
    """Return the vectors of the jobs, and of the profiles. Raises ConfigurationError where a model gives none."""
    jobs, profiles = reference()
    try:
        return static.embed(jobs), static.embed(profiles)
    except Unavailable as error:
        raise ConfigurationError(f"RECRUIT_EMBEDDER names a model that can't be used: {error}") from None


def span(jobs: Vectors, profiles: Vectors) -> tuple[float, float]:
    """Return where likeness begins and is complete, by the vectors of the reference."""
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
    """Return hexadecimal digits that another reference.txt wouldn't have."""
    return sha256(_content()).hexdigest()[:EDITION]


def _content() -> bytes:
    return files("recruit.adapters.model2vec").joinpath("reference.txt").read_bytes()
