"""What a match says, and the record that is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from recruit.domain.model.candidate import Candidate
from recruit.domain.model.job import Job


class Direction(StrEnum):
    """Which side of the match was asked for."""

    CANDIDATES_FOR_JOB = "candidates_for_job"
    JOBS_FOR_CANDIDATE = "jobs_for_candidate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well one job and one candidate fit, 0..100, independent of everybody else.

    `strategy` says which embedder took part ("naive": none), `cosine` what it said of the pair; `components` holds
    each part of the score, 0..1, and `weights` what each counts, 1 in all.
    """

    value: int
    reason: str
    strategy: str
    cosine: float | None
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
