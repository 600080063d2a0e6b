"""What-if analysis: the effect of other requirements or weights on a ranking, and the cost of each requirement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.ranking.candidate_columns import CandidateRows
from recruit.domain.engines.ranking.index import Index, Similarities
from recruit.domain.engines.ranking.job_features import Query, build_query
from recruit.domain.engines.ranking.postings import Floats
from recruit.domain.engines.ranking.scoring import FIT_STEPS, score_curve, score_pairs
from recruit.domain.engines.skills.catalog import canonical
from recruit.domain.jobs.model import Job

FITTING = 50
"""The minimum score of a candidate that fits the job."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfChanges:
    """Hypothetical changes: skills in place of the job's own, and weights of components of the score by name.

    A required skill of the job that neither list names becomes nice to have: candidates who have it keep what it adds
    to their score.
    """

    required_skills: Sequence[str] | None = None
    nice_to_have_skills: Sequence[str] | None = None
    weights: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """A candidate's rank, 1 for the best, and score, before and after the changes."""

    candidate_id: int
    rank: int
    new_rank: int
    score: int
    new_score: int


@dataclass(frozen=True, slots=True)
class Cost:
    """The number of candidates that meet a skill, and how many more would score FITTING if it weren't required."""

    name: str
    required: bool
    met: int
    lost: int


@dataclass(frozen=True, slots=True)
class WhatIfResult:
    """The result of a what-if ranking: best candidates, number of fitting candidates, and cost of each requirement.

    `costliest` names the requirement that loses the most candidates, or None if no requirement loses any.
    """

    moves: Sequence[Move]
    fitting: int
    new_fitting: int
    costs: Sequence[Cost]
    costliest: str | None


def count_fitting(index: Index[CandidateRows], query: Query, similarities: Similarities | None) -> tuple[int, int]:
    """Return the number of candidates, and of those that score FITTING or more.

    A profile that says nothing about the job's skills is not counted as fitting: its score rests on a title.
    """
    total = fitting = 0
    for rows, numbers, block_similarities in index.blocks(similarities):
        alive = numbers >= 0
        means = score_pairs(rows.score_inputs(query, block_similarities)).means
        total += int(alive.sum())
        fitting += _fitting(means[alive & ~rows.says_nothing(query.skills)])
    return total, fitting


def what_if(
    index: Index[CandidateRows], job: Job, changes: WhatIfChanges, limit: int, similarities: Similarities | None
) -> WhatIfResult:
    """Rank candidates before and after the changes. `moves` holds the `limit` best of the new ranking."""
    before, after = build_query(job), build_query(_changed(job, changes))
    none = np.empty(0)
    ids, means, new = [none.astype(np.int64)], [none], [none]
    costs = [Cost(name, required, 0, 0) for name, required in after.skills]
    for rows, numbers, block_similarities in index.blocks(similarities):
        alive = numbers >= 0
        parts = rows.score_inputs(after, block_similarities)
        ids.append(numbers[alive])
        means.append(score_pairs(rows.score_inputs(before, block_similarities)).means[alive])
        new.append(score_pairs(parts, changes.weights).means[alive])
        fitting = _fitting(new[-1])
        for place, cost in enumerate(costs):
            skill = rows.skill_sums([(cost.name, cost.required)])
            without = score_pairs(parts.without_requirement(skill), changes.weights).means[alive]
            costs[place] = replace(
                cost,
                met=cost.met
                + int(((skill.skill_weight > 0) & (skill.met == skill.skill_weight * FIT_STEPS))[alive].sum()),
                lost=cost.lost + _fitting(without) - fitting,
            )
    return _result(np.concatenate(ids), np.concatenate(means), np.concatenate(new), costs, limit)


def _result(ids: NDArray[np.int64], means: Floats, new: Floats, costs: Sequence[Cost], limit: int) -> WhatIfResult:
    ranks, new_ranks = _ranks(ids, means), _ranks(ids, new)
    columns = (ids, ranks, new_ranks, score_curve(means), score_curve(new))
    costliest = max(costs, key=lambda cost: cost.lost, default=None)
    return WhatIfResult(
        moves=[Move(*(int(column[row]) for column in columns)) for row in np.argsort(new_ranks)[:limit]],
        fitting=_fitting(means),
        new_fitting=_fitting(new),
        costs=costs,
        costliest=costliest.name if costliest and costliest.lost > 0 else None,
    )


def _changed(job: Job, changes: WhatIfChanges) -> Job:
    required = job.required_skills if changes.required_skills is None else tuple(changes.required_skills)
    nice = job.nice_to_have_skills if changes.nice_to_have_skills is None else tuple(changes.nice_to_have_skills)
    named = {canonical(skill) for skill in (*required, *nice)}
    dropped = [skill for skill in job.required_skills if canonical(skill) not in named]
    return replace(job, required_skills=required, nice_to_have_skills=(*nice, *dropped))


def _fitting(means: Floats) -> int:
    return int((score_curve(means) >= FITTING).sum())


def _ranks(ids: NDArray[np.int64], means: Floats) -> NDArray[np.int64]:
    """Return each record's rank: by descending mean, then by ascending id."""
    ranks = np.empty(len(ids), np.int64)
    ranks[np.lexsort((ids, -means))] = np.arange(1, len(ids) + 1)
    return ranks
