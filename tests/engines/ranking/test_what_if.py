"""What-if rankings with other requirements or weights."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engines.ranking.test_pools import OPENINGS, PEOPLE, PROFILES, SIMILARITIES, similarities, text_hash
from engines.ranking.test_trades import JOBS
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_columns import CandidateRows
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.index import Index, text_key
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.pair import score_pair
from recruit.domain.engines.ranking.requirements import Status, requirements
from recruit.domain.engines.ranking.scoring import score_curve, score_pairs, score_value
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import Changed, Features
from recruit.domain.matching.what_if import FITTING, Cost, WhatIfChanges, count_fitting, what_if

NURSE = JOBS["nurse"]
REQUIRED = NURSE.required_skills
PLUMBING = ("Plumbing", "Pipe Fitting", "Soldering")


def pool(*, dropped: int | None = None) -> Index[CandidateRows]:
    """Return an index of candidates, in several blocks, with ids from 1."""
    index = Index(CandidateRows)
    for number, one in enumerate(PROFILES):
        index.put([(Changed(number + 1, 1, Features(3, b"", text_hash("candidate", number))), one)])
    index.drop([] if dropped is None else [dropped])
    return index


def scores(job: Job, *, embedded: bool = False) -> Mapping[int, float]:
    """Return the mean score of each candidate, by id."""
    return {
        number + 1: score_pair(
            build_query(job), one, SIMILARITIES.get(text_key(text_hash("candidate", number))) if embedded else None
        ).mean
        for number, one in enumerate(PROFILES)
    }


def ranks(means: Mapping[int, float]) -> Mapping[int, int]:
    return {id_: rank for rank, id_ in enumerate(sorted(means, key=lambda id_: (-means[id_], id_)), 1)}


def fitting(means: Mapping[int, float]) -> int:
    return sum(bool(score_curve(mean) >= FITTING) for mean in means.values())


def test_an_empty_change_keeps_every_rank() -> None:
    found = what_if(pool(), NURSE, WhatIfChanges(), 100, None)
    assert [move.candidate_id for move in found.moves] == list(ranks(scores(NURSE)))
    assert all((move.rank, move.score) == (move.new_rank, move.new_score) for move in found.moves)
    assert found.fitting == found.new_fitting == fitting(scores(NURSE)) > 0


@pytest.mark.parametrize("embedded", [False, True])
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"required_skills": ("TIG Welding",)}, {"nice_to_have_skills": (*NURSE.nice_to_have_skills, *REQUIRED)}),
        ({"nice_to_have_skills": ("Python", "k8s")}, {"nice_to_have_skills": ("Python", "k8s")}),
        ({"required_skills": (), "nice_to_have_skills": ()}, {"nice_to_have_skills": REQUIRED}),
        ({"required_skills": tuple(map(str.upper, REQUIRED))}, {}),
    ],
)
def test_moves_equal_the_ranking_of_the_changed_job(
    changes: dict[str, Any], expected: dict[str, Any], embedded: bool
) -> None:
    """A required skill that the changes don't name becomes nice to have."""
    expected = changes | expected
    other = replace(NURSE, **expected)
    found = what_if(pool(), NURSE, WhatIfChanges(**changes), 100, similarities if embedded else None)
    before, after = scores(NURSE, embedded=embedded), scores(other, embedded=embedded)
    assert [move.candidate_id for move in found.moves] == list(ranks(after))
    for move in found.moves:
        assert (move.rank, move.score) == (ranks(before)[move.candidate_id], score_curve(before[move.candidate_id]))
        assert (move.new_rank, move.new_score) == (
            ranks(after)[move.candidate_id],
            score_curve(after[move.candidate_id]),
        )
    assert (found.fitting, found.new_fitting) == (fitting(before), fitting(after))


def test_the_limit_cuts_the_moves_but_not_the_counts() -> None:
    every, few = (what_if(pool(), NURSE, WhatIfChanges(required_skills=("PLC",)), limit, None) for limit in (100, 3))
    assert few.moves == every.moves[:3]
    assert few.fitting == every.fitting
    assert few.costs == every.costs


def test_a_dropped_candidate_is_neither_ranked_nor_counted() -> None:
    best = next(iter(ranks(scores(NURSE))))
    found = what_if(pool(dropped=best), NURSE, WhatIfChanges(), 100, None)
    assert best not in {move.candidate_id for move in found.moves}
    assert len(found.moves) == len(PEOPLE) - 1
    assert found.fitting == fitting(scores(NURSE)) - 1
    all_candidates = what_if(pool(), NURSE, WhatIfChanges(), 100, None)
    assert [cost.met for cost in found.costs] == [cost.met - 1 for cost in all_candidates.costs]


@pytest.mark.parametrize("part", ["lexical", "concepts", "occupation", "skills"])
def test_the_only_weighted_component_gives_the_score(part: str) -> None:
    others = {"lexical", "concepts", "occupation", "skills"} - {part}
    weights = {part: 1.0} | dict.fromkeys(others, 0.0)
    found = what_if(pool(), replace(NURSE, location=None, description=None), WhatIfChanges(weights=weights), 100, None)
    job = build_query(replace(NURSE, location=None, description=None))
    for move in found.moves:
        rows = CandidateRows.of([PROFILES[move.candidate_id - 1]])
        scored = score_pairs(rows.score_inputs(job, np.array([np.nan])), weights)
        component = scored.components[part][0] if scored.weights[part][0] else 0.0
        assert move.new_score == score_value({part: component}, {part: 1.0})


def test_the_weight_of_a_missing_component_is_ignored() -> None:
    heavy = what_if(pool(), NURSE, WhatIfChanges(weights={"similarity": 5.0}), 100, None)
    assert heavy.moves == what_if(pool(), NURSE, WhatIfChanges(), 100, None).moves


def test_every_score_is_zero_without_weights() -> None:
    nothing = dict.fromkeys(("lexical", "concepts", "occupation", "skills", "details", "similarity"), 0.0)
    found = what_if(pool(), NURSE, WhatIfChanges(weights=nothing), 100, None)
    assert {move.new_score for move in found.moves} == {0}
    assert [move.candidate_id for move in found.moves] == list(range(1, len(PEOPLE) + 1))


def test_the_cost_of_a_requirement_is_the_fitting_candidates_it_loses() -> None:
    job = replace(NURSE, required_skills=(*NURSE.required_skills, *PLUMBING), nice_to_have_skills=("BLS",))
    found = what_if(pool(), job, WhatIfChanges(), 1, None)
    with_all = fitting(scores(job))
    assert [(cost.name, cost.required) for cost in found.costs] == list(build_query(job).skills)
    for cost in found.costs:
        without = replace(
            job,
            required_skills=tuple(name for name in job.required_skills if name != cost.name),
            nice_to_have_skills=(*job.nice_to_have_skills, *[cost.name] * cost.required),
        )
        assert cost.lost == fitting(scores(without)) - with_all >= 0
    met = {cost.name: cost.met for cost in found.costs}
    assert met["Plumbing"] == 0
    assert met["Wound Care"] == sum("ound care" in (one.notes or "") for one in PEOPLE) > 1


@pytest.mark.parametrize(("required", "costliest"), [(("Plumbing", "Welding"), "Plumbing"), (("Excel",), None)])
def test_the_costliest_requirement_loses_the_most_candidates(required: tuple[str, ...], costliest: str | None) -> None:
    bookkeeper = Candidate(id=1, org_id=1, full_name="Robin Doe", current_title="Bookkeeper", notes="Excel")
    index = Index(CandidateRows)
    index.put([(Changed(id_, 1, None), build_profile(bookkeeper)) for id_ in range(1, 5)])
    job = Job(id=1, org_id=1, created_by_user_id=1, title="Credit Controller", required_skills=required)
    found = what_if(index, job, WhatIfChanges(), 10, None)
    assert found.costliest == costliest
    assert {cost.name: (cost.met, cost.lost) for cost in found.costs} == {
        name: (4, 0) if name == "Excel" else (0, 4) for name in required
    }


def test_an_empty_index_has_no_moves() -> None:
    found = what_if(Index(CandidateRows), NURSE, WhatIfChanges(required_skills=("Go",)), 10, None)
    assert (found.moves, found.fitting, found.new_fitting, found.costliest) == ([], 0, 0, None)
    needs = {"Go": True} | dict.fromkeys((*NURSE.nice_to_have_skills, *REQUIRED), False)
    assert found.costs == [Cost(name, required=required, met=0, lost=0) for name, required in needs.items()]


def test_a_job_without_skills_has_no_costs() -> None:
    found = what_if(pool(), replace(NURSE, required_skills=(), nice_to_have_skills=()), WhatIfChanges(), 3, None)
    assert (found.costs, found.costliest) == ([], None)
    assert np.isfinite([move.new_score for move in found.moves]).all()


@pytest.mark.parametrize("number", range(0, len(OPENINGS), 3))  # with required, preferred and no skills
def test_candidates_whose_requirements_are_all_unknown_are_not_counted_as_fitting(number: int) -> None:
    job = OPENINGS[number]
    unknown = {
        id_
        for id_, one in enumerate(PEOPLE, 1)
        if (wanted := requirements(job, one)) and all(each.status == Status.UNKNOWN for each in wanted)
    }
    known = {id_: mean for id_, mean in scores(job).items() if id_ not in unknown}
    assert count_fitting(pool(), build_query(job), None) == (len(PEOPLE), fitting(known))
