"""Rankings of graded candidates."""

from math import log2

import pytest

from engines.ranking.matching_scenarios import SCENARIOS, Scenario
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.pair import score_pair
from recruit.domain.engines.ranking.scoring import score_value
from recruit.domain.jobs.model import Job

MIN_NDCG, MIN_ORDERED_PAIRS = 0.9, 0.83
"""Lowest mean nDCG and share of correctly ordered pairs over all scenarios."""

MIN_INVITE_SCORE = 60
"""Lowest score of a candidate to invite."""


def scores(scenario: Scenario) -> list[tuple[int, int]]:
    """Return (score, grade) of each candidate."""
    opening, people = scenario
    job = build_query(Job(id=1, org_id=1, created_by_user_id=1, **opening))
    found = [
        (score_pair(job, build_profile(Candidate(id=1, org_id=1, full_name="Robin Doe", **one)), None), g)
        for g, one in people
    ]
    return [(score_value(pair.components, pair.weights), grade) for pair, grade in found]


def gain(grades: list[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def test_rankings_agree_with_the_grades_of_a_recruiter() -> None:
    ndcg, ordered, total = 0.0, 0, 0
    for scenario in SCENARIOS:
        found = scores(scenario)
        ranked = [grade for _, grade in sorted(found, key=lambda pair: (-pair[0], pair[1]))]
        ndcg += gain(ranked) / gain(sorted(ranked, reverse=True))
        pairs = [score > other for score, grade in found for other, lower in found if grade > lower]
        ordered, total = ordered + sum(pairs), total + len(pairs)
    assert ndcg / len(SCENARIOS) >= MIN_NDCG
    assert ordered / total >= MIN_ORDERED_PAIRS


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[opening["title"] for opening, _ in SCENARIOS])
def test_candidates_to_invite_score_high_in_every_language(scenario: Scenario) -> None:
    assert min(score for score, grade in scores(scenario) if grade == 3) >= MIN_INVITE_SCORE
