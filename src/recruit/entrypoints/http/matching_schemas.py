"""Request and response schemas of matching: scores, explanations and match logs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from recruit.entrypoints.http.field_types import MatchLimit, Skills


class CandidatesForJob(Struct):
    """A question: who fits this job."""

    job_id: int
    limit: MatchLimit = 20


class CandidateMatch(Struct):
    """How well one candidate fits, 0 to 100, and why."""

    candidate_id: int
    full_name: str
    current_title: str | None
    current_company: str | None
    location: str | None
    score: int
    reason: str
    strategy: str


class CandidateMatches(Struct):
    """Candidates for a job, best first."""

    job_id: int
    matches: list[CandidateMatch]


class JobsForCandidate(Struct):
    """A question: which jobs fit this candidate."""

    candidate_id: int
    limit: MatchLimit = 20


class JobMatch(Struct):
    """How well one job fits, 0 to 100, and why."""

    job_id: int
    title: str
    location: str | None
    status: str
    score: int
    reason: str
    strategy: str


class JobMatches(Struct):
    """Jobs for a candidate, best first."""

    candidate_id: int
    matches: list[JobMatch]


class Pair(Struct):
    """A question: how well do these two fit, and why."""

    job_id: int
    candidate_id: int


class ComponentOut(Struct):
    """One part of a score, 0 to 1, and what it counts; all weights add up to 1."""

    name: str
    weight: float
    value: float


class EvidenceOut(Struct):
    """What stands in a field of the profile from `start` to `end`, in characters."""

    field: str
    quote: str
    start: int
    end: int


class RequirementOut(Struct):
    """A skill of the job, and whether the profile bears it out. Of a thin profile, silence is unknown, not missing."""

    name: str
    required: bool
    status: Literal["met", "partial", "missing", "unknown"]
    evidence: EvidenceOut | None


class ExplanationOut(Struct):
    """The score of one pair with all that it rests on."""

    job_id: int
    candidate_id: int
    score: int
    reason: str
    strategy: str
    components: list[ComponentOut]
    requirements: tuple[RequirementOut, ...]


class AuditedJob(Struct):
    """A question: is the ranking for this job fair."""

    job_id: int


class DriftOut(Struct):
    """What one swap did: how many profiles it changed, and by how much at most it moved a score."""

    swap: str
    changed: int
    largest: int


class AuditOut(Struct):
    """What swapping what must not count does to the scores for a job: nothing."""

    job_id: int
    swaps: tuple[DriftOut, ...]


Weight = Annotated[float, Meta(ge=0, le=100, description="What a part of the score counts, beside the others.")]


class OtherWeights(Struct, forbid_unknown_fields=True):
    """Weights to try instead of the usual ones: how much each part of a score counts."""

    lexical: Weight | UnsetType = UNSET
    concepts: Weight | UnsetType = UNSET
    occupation: Weight | UnsetType = UNSET
    skills: Weight | UnsetType = UNSET
    details: Weight | UnsetType = UNSET
    similarity: Weight | UnsetType = UNSET


class WhatIf(Struct):
    """A question: what would the ranking for this job be with other skills or weights. Null leaves the job's own."""

    job_id: int
    required_skills: Skills | None = None
    nice_to_have_skills: Skills | None = None
    weights: OtherWeights | None = None
    limit: MatchLimit = 20


class MoveOut(Struct):
    """A candidate's rank, 1 for the best, and score, as they are and as they would be."""

    candidate_id: int
    full_name: str
    rank: int
    new_rank: int
    score: int
    new_score: int


class CostOut(Struct):
    """A requirement, how many candidates meet it, and how many more would score 50 or above without it."""

    name: str
    required: bool
    met: int
    lost: int


class WhatIfOut(Struct):
    """What would become of a ranking.

    `matches` holds the new best, best first. `fitting` counts the candidates who score 50 or above. `costliest` names
    the requirement without which the most more would; null where none costs any.
    """

    job_id: int
    matches: list[MoveOut]
    fitting: int
    new_fitting: int
    requirements: tuple[CostOut, ...]
    costliest: str | None


class MatchLogOut(Struct):
    """One answered match, as it was logged."""

    id: int
    org_id: int
    direction: str
    user_id: int
    job_id: int
    candidate_id: int
    score: int
    reason: str
    strategy: str
    created_at: datetime


class MatchLogPage(Struct):
    """One page of match logs, and how many there are in all."""

    items: Sequence[MatchLogOut]
    total: int


class MatchReceipt(MatchLogOut):
    """A logged match with what it takes to replay it: engine version, weights, components, hashes of the inputs."""

    receipt: dict[str, Any]


class MatchReplay(Struct):
    """A logged score made again: the same where nothing has changed. Null when the job or the candidate is gone."""

    log_id: int
    logged_score: int
    score: int | None
    changed: list[str]
