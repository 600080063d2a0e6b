"""Scores, matches, match logs, features and embeddings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job

Entity = TypeVar("Entity")

MATCHING_JOB_FIELDS = frozenset(
    {"title", "description", "required_skills", "nice_to_have_skills", "location", "remote_option"}
)
MATCHING_CANDIDATE_FIELDS = frozenset(
    {"full_name", "headline", "current_title", "current_company", "notes", "experience_years", "location"}
)
"""Fields that matching reads. A record's features are valid until one of these fields changes, or the skills of a
candidate's profile. The name has no effect on a score; it is read so that it can be removed from the other fields."""


class Direction(StrEnum):
    """The side that a match ranks."""

    CANDIDATES_FOR_JOB = "candidates_for_job"
    JOBS_FOR_CANDIDATE = "jobs_for_candidate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The fit of one job and one candidate, 0..100, independent of all other records.

    `strategy` names the embedder that was used ("naive": none). `components` are the parts of the score, 0..1, and
    `weights` their weights, which add up to 1.
    """

    value: int
    reason: str
    strategy: str
    components: Mapping[str, float]
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One scored pair."""

    job: Job
    candidate: Candidate
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRecord:
    """The log entry of a match before storage assigns an id. `receipt` holds the data for a replay of the score."""

    direction: Direction
    user_id: int
    job_id: int
    candidate_id: int
    score: int
    reason: str
    strategy: str
    receipt: Mapping[str, object]
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchLog(MatchRecord):
    """A stored log entry. It outlives the job and the candidate, as the record of a decision."""

    id: int
    org_id: int


@dataclass(frozen=True, slots=True)
class Features:
    """Precomputed features of a record.

    `engine` is the version of the engine that computed them, `data` their encoding, `text` the hash of the record's
    embedding text.
    """

    engine: int
    data: bytes
    text: bytes


@dataclass(frozen=True, slots=True)
class Changed:
    """An added or changed record, with ascending versions. `features` is None if they aren't computed yet."""

    id: int
    version: int
    features: Features | None


EPOCH_BITS = 44
"""Bits of a version below those of its epoch.

Versions of one epoch ascend with time. On a cluster, each machine has an epoch, and an organisation may move to
another one.
"""

NO_LIMIT = 2**63 - 1


def epoch_end(version: int) -> int:
    """Return the first version of the next epoch."""
    return ((version >> EPOCH_BITS) + 1) << EPOCH_BITS


@dataclass(frozen=True, slots=True)
class ChangeBatch:
    """A batch of changes, and the watermark: no further change will appear with a lower version of its epoch."""

    watermark: int
    changes: Sequence[Changed]


@dataclass(frozen=True, slots=True)
class Stored(Generic[Entity]):
    """A record with its version and its features, or None if they aren't computed yet."""

    record: Entity
    version: int
    features: Features | None


@dataclass(frozen=True, slots=True)
class Embedded:
    """The embedding of a text: the text's hash, the version, and the vector of half floats, shape (dimensions,)."""

    text: bytes
    version: int
    vector: NDArray[np.float16]
