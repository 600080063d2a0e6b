"""Tie-breakers: level, years of experience and place."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engines.ranking.test_trades import CANDIDATES, JOBS, score
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.pair import score_pair
from recruit.domain.engines.ranking.tie_breakers import UNKNOWN, agreement, level, place, required_years
from recruit.domain.jobs.model import Job


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Nursing Intern", 0),
        ("Jr. Accountant", 1),
        ("Mid-level Engineer", 2),
        ("SENIOR Welder", 3),
        ("Lead Electrician", 4),
        ("Head of Sales", 5),
        ("Senior Vice President", 3),
        ("VP Sales", 5),
        ("Welder", UNKNOWN),
        ("Leadership trainer", UNKNOWN),
        ("", UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_the_level_comes_from_the_first_level_word_of_a_title(title: str | None, found: int) -> None:
    assert level(title) == found


@pytest.mark.parametrize(
    ("description", "years"),
    [
        ("5+ years of experience", 5),
        ("3-5 years", 3),
        ("3 to 5 yrs", 3),
        ("3–5 years", 3),
        ("At least 4 years in sales", 4),
        ("10 or more years", 10),
        ("1 year on a ward, 3 years as a nurse", 1),
        ("30 years", 30),
        ("our 31 years of tradition", UNKNOWN),
        ("0 years", UNKNOWN),
        ("founded 1990, years ago", UNKNOWN),
        ("many years", UNKNOWN),
        ("", UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_required_years_are_the_lower_bound_of_the_first_mention(description: str | None, years: int) -> None:
    assert required_years(description) == years


def test_places_are_compared_by_the_name_before_a_comma_ignoring_case_and_spaces() -> None:
    assert place("Austin, TX") == place(" AUSTIN ") == place("austin,") != place("Oslo")
    assert place("New  York") == place("new york, NY")


@pytest.mark.parametrize("location", [None, "", "  ", ", TX", "Remote", "anywhere, really", "Hybrid"])
def test_remote_and_blank_locations_have_no_place(location: str | None) -> None:
    assert place(location) == 0


@pytest.mark.parametrize(
    ("asked", "had", "agreed", "known"),
    [
        ((3, UNKNOWN, 0), (3, UNKNOWN, 0), 1, 1),
        ((3, UNKNOWN, 0), (2, UNKNOWN, 0), 2 / 3, 1),
        ((0, UNKNOWN, 0), (5, UNKNOWN, 0), 0, 1),
        ((UNKNOWN, 4, 0), (3, 2, 9), 0.5, 1),
        ((UNKNOWN, 4, 0), (3, 40, 9), 1, 1),
        ((UNKNOWN, 4, 0), (3, 0, 9), 0, 1),
        ((UNKNOWN, UNKNOWN, 9), (3, 5, 9), 1, 1),
        ((UNKNOWN, UNKNOWN, 9), (3, 5, 8), 0, 1),
        ((3, 4, 9), (3, 4, 9), 3, 3),
        ((UNKNOWN, UNKNOWN, 0), (3, 4, 9), 0, 0),
        ((3, 4, 9), (UNKNOWN, UNKNOWN, 0), 0, 0),
    ],
)
def test_only_details_known_on_both_sides_are_compared(
    asked: tuple[int, int, int], had: tuple[int, int, int], agreed: float, known: int
) -> None:
    for one, other in ((asked, [np.array([value]) for value in had]), ([np.array([value]) for value in asked], had)):
        found, how_many = agreement(one, other)
        assert found.tolist() == pytest.approx([agreed])
        assert how_many.tolist() == [known]


@pytest.mark.parametrize(
    ("asked", "better", "worse"),
    [
        ({"location": "Oslo"}, {"location": "Oslo, Norway"}, {"location": "Austin"}),
        ({"description": "5+ years"}, {"experience_years": 6}, {"experience_years": 1}),
        ({"title": "Senior Nurse"}, {"headline": "Senior"}, {"headline": "Trainee"}),
    ],
)
def test_details_break_ties_and_little_more(
    asked: dict[str, Any], better: dict[str, Any], worse: dict[str, Any]
) -> None:
    job: Job = replace(JOBS["nurse"], **asked)
    nurse: Candidate = replace(CANDIDATES["nurse"], headline=None)
    high, low = (
        score_pair(build_query(job), build_profile(replace(nurse, **details)), None) for details in (better, worse)
    )
    assert high.mean > low.mean
    assert score(job, replace(nurse, **better)) - score(job, replace(nurse, **worse)) <= 3


def test_a_remote_job_has_no_place() -> None:
    job = replace(JOBS["nurse"], location="Oslo", remote_option="Remote")
    assert build_query(job).place == 0
    assert build_query(replace(job, remote_option="Hybrid")).place == place("Oslo")
