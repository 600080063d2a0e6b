"""Endpoints that score variants of a match: audits and what-if rankings."""

from dataclasses import asdict
from typing import Annotated

from litestar import Controller
from litestar.params import JSONBody
from msgspec import UNSET, Meta, Struct, UnsetType

from recruit.domain.matching.what_if import WhatIfChanges
from recruit.entrypoints.http.field_types import MatchLimit, Skills
from recruit.entrypoints.http.matching import scoring_route
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import changes, view


class AuditedJob(Struct):
    """A question: is the ranking for this job fair."""

    job_id: int


class DriftOut(Struct):
    """What one swap did: how many profiles it changed, and by how much at most it moved a score."""

    swap: str
    changed: int
    largest: int


class AuditOut(Struct):
    """Effect of swapping details that must not count, such as names, on the scores for a job. None is expected."""

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
    """A question: what would the ranking for this job be with other skills or weights. Null leaves the job's own.

    A required skill of the job that neither list names becomes nice to have: candidates who have it keep what it adds
    to their score.
    """

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
    """A requirement, how many candidates meet it, and how many more would score 50 or above if it weren't required."""

    name: str
    required: bool
    met: int
    lost: int


class WhatIfOut(Struct):
    """A ranking with other skills or weights.

    `matches` holds the new best, best first. `fitting` counts the candidates who score 50 or above. `costliest` names
    the requirement that costs most of them; null if none costs any.
    """

    job_id: int
    matches: list[MoveOut]
    fitting: int
    new_fitting: int
    requirements: tuple[CostOut, ...]
    costliest: str | None


class MatchAuditsController(Controller):
    """Audits and what-if rankings."""

    path = "/matching"
    tags = ("Matching",)

    @scoring_route("/audit", summary="Audit Match")
    async def audit(self, request: ApiRequest, data: JSONBody[AuditedJob]) -> AuditOut:
        """Swap names, pronouns, schools, postcodes and employment gaps, and score again. Logs nothing."""
        found = await request.services.matching.audit(request.user, data.job_id)
        return AuditOut(data.job_id, tuple(view(drift, DriftOut) for drift in found.drifts))

    @scoring_route("/what_if", summary="What If")
    async def what_if(self, request: ApiRequest, data: JSONBody[WhatIf]) -> WhatIfOut:
        """Rank with other skills or weights, and say which requirement costs the most candidates. Logs nothing."""
        wanted = WhatIfChanges(
            required_skills=data.required_skills,
            nice_to_have_skills=data.nice_to_have_skills,
            weights={} if data.weights is None else changes(data.weights),
        )
        found = await request.services.matching.what_if(request.user, data.job_id, wanted, data.limit)
        moves = [(move, found.names.get(move.candidate_id)) for move in found.outcome.moves]
        return WhatIfOut(
            job_id=data.job_id,
            matches=[MoveOut(full_name=name, **asdict(move)) for move, name in moves if name is not None],
            fitting=found.outcome.fitting,
            new_fitting=found.outcome.new_fitting,
            requirements=tuple(view(cost, CostOut) for cost in found.outcome.costs),
            costliest=found.outcome.costliest,
        )
