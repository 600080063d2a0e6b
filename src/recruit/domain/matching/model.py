"""What a match says, and the record that is kept of it."""

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

READ_OF_JOBS = frozenset(
    {"title", "description", "required_skills", "nice_to_have_skills", "location", "remote_option"}
)
READ_OF_CANDIDATES = frozenset(
    {"full_name", "headline", "current_title", "current_company", "notes", "experience_years", "location"}
)
"""What matching reads of a record: its features hold until one of these fields changes, or the skills of a candidate's
profile. A name counts for nothing, and is taken out of the other fields."""


class Direction(StrEnum):
    """Which side of the match was asked for."""

    CANDIDATES_FOR_JOB = "candidates_for_job"
    JOBS_FOR_CANDIDATE = "jobs_for_candidate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well one job and one candidate fit, 0..100, independent of everybody else.

    `strategy` says which embedder took part ("naive": none); `components` holds each part of the score, 0..1, and
    `weights` what each counts, 1 in all.
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
    """What one answered match says to the log.

    `receipt` is what it takes to replay the score: engine version, weights, input hashes, breakdown.
    """

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
    """The record of a decision. It outlives the job and the candidate."""

    id: int
    org_id: int


@dataclass(frozen=True, slots=True)
class Features:
    """What matching reads of a record, computed once: by which engine, its own form, and the hash of its text."""

    engine: int
    data: bytes
    text: bytes


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that was added or changed, and its features, or None where they are still to be computed.

    Of two versions of a record the later has the greater number.
    """

    id: int
    version: int
    features: Features | None


@dataclass(frozen=True, slots=True)
class ChangeBatch:
    """Some changes, and the version below which nothing will appear any more that isn't there by now."""

    frontier: int
    changes: Sequence[Changed]


@dataclass(frozen=True, slots=True)
class Stored(Generic[Entity]):
    """A record with its version and its features, or None where they are still to be computed."""

    record: Entity
    version: int
    features: Features | None


@dataclass(frozen=True, slots=True)
class Embedded:
    """A text by its hash, its vector of half floats, shape (dimensions,), and the version it came with."""

    text: bytes
    version: int
    vector: NDArray[np.float16]
