"""Rankings as a recruiter would see them."""

from math import log2

import pytest

from engines.ranking.matching_scenarios import SCENARIOS, Scenario
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.pair import score_pair
from recruit.domain.engines.ranking.scoring import score_value
from recruit.domain.jobs.model import Job

NDCG, PAIRS = 0.9, 0.83
"""What all scenarios together reach at least."""

RIGHT = 60
"""Points that who should be invited gets at least, and nobody whose work is another."""


def scores(scenario: Scenario) -> list[tuple[int, int]]:
    """Return (score, grade) of each person."""
    opening, people = scenario
    job = build_query(Job(id=1, org_id=1, created_by_user_id=1, **opening))
    found = [
        (score_pair(job, build_profile(Candidate(id=1, org_id=1, full_name="Robin Doe", **one)), None), g)
        for g, one in people
    ]
    return [(score_value(pair.components, pair.weights), grade) for pair, grade in found]


def gain(grades: list[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def test_the_order_is_much_as_a_recruiter_would_have_it() -> None:
    ndcg, right, total = 0.0, 0, 0
    for scenario in SCENARIOS:
        found = scores(scenario)
        ranked = [grade for _, grade in sorted(found, key=lambda pair: (-pair[0], pair[1]))]
        ndcg += gain(ranked) / gain(sorted(ranked, reverse=True))
        pairs = [score > other for score, grade in found for other, lower in found if grade > lower]
        right, total = right + sum(pairs), total + len(pairs)
    assert ndcg / len(SCENARIOS) >= NDCG
    assert right / total >= PAIRS


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[opening["title"] for opening, _ in SCENARIOS])
def test_who_should_be_invited_scores_high_in_whichever_language(scenario: Scenario) -> None:
    assert min(score for score, grade in scores(scenario) if grade == 3) >= RIGHT
