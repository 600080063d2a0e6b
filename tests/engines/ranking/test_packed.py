"""Encoding of features as bytes, and decoding."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from engines.ranking.test_properties import REPEATABLE, candidates, jobs
from engines.ranking.test_trades import CANDIDATES, JOBS
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import MOST_YEARS, build_profile
from recruit.domain.engines.ranking.feature_encoding import pack_profile, pack_query, unpack_profile, unpack_query
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.vocabulary import Sparse
from recruit.domain.jobs.model import Job

EMPTY_CANDIDATE = Candidate(id=1, org_id=1, full_name="Robin Doe")
EMPTY_JOB = Job(id=1, org_id=1, created_by_user_id=1, title="the and of")
LONGEST_TEXT = " ".join(f"word{number}" for number in range(10_000))


def comparable(features: Any) -> dict[str, Any]:
    """Return features as values that can be compared, each array with its dtype."""
    found = {}
    for field in fields(features):
        value = getattr(features, field.name)
        arrays = value if isinstance(value, Sparse) else [value] if isinstance(value, np.ndarray) else None
        found[field.name] = value if arrays is None else [(one.dtype.name, one.tolist()) for one in arrays]
    return found


@pytest.mark.parametrize(
    "candidate",
    [
        EMPTY_CANDIDATE,
        replace(EMPTY_CANDIDATE, current_title="Nurse"),
        replace(EMPTY_CANDIDATE, notes="one"),
        replace(EMPTY_CANDIDATE, experience_years=0, location="Oslo", current_title="Intern"),
        replace(EMPTY_CANDIDATE, experience_years=2**31 - 1, notes=LONGEST_TEXT),
        replace(EMPTY_CANDIDATE, headline="Ärztin 🙂 \x01\x7f\u2028 ＲＮ", notes="\n\t\u200b k8s \ud800"),
        *CANDIDATES.values(),
    ],
)
def test_a_decoded_profile_equals_the_original(candidate: Candidate) -> None:
    features = build_profile(candidate)
    assert comparable(unpack_profile(pack_profile(features))) == comparable(features)


@pytest.mark.parametrize(
    "job",
    [
        EMPTY_JOB,
        replace(EMPTY_JOB, required_skills=tuple(f"Skill {number}" for number in range(100))),
        replace(EMPTY_JOB, nice_to_have_skills=("+", "-", "+C++", "-5", "C#", "Ärzte\x01\n🙂", "x" * 100, "...")),
        replace(EMPTY_JOB, title="Head Nurse", description=f"{LONGEST_TEXT} 30 years", location="Oslo"),
        replace(EMPTY_JOB, title="word " * 40, description="word " * 20_000),
        *JOBS.values(),
    ],
)
def test_a_decoded_query_equals_the_original(job: Job) -> None:
    features = build_query(job)
    assert comparable(unpack_query(pack_query(features))) == comparable(features)


@given(candidates, jobs)
@settings(REPEATABLE, max_examples=50)
def test_generated_features_survive_a_round_trip(candidate: Candidate, job: Job) -> None:
    assert comparable(unpack_profile(pack_profile(build_profile(candidate)))) == comparable(build_profile(candidate))
    assert comparable(unpack_query(pack_query(build_query(job)))) == comparable(build_query(job))


def test_excessive_years_are_capped() -> None:
    assert build_profile(replace(EMPTY_CANDIDATE, experience_years=2**31 - 1)).years == MOST_YEARS


def test_skills_without_a_word_are_dropped() -> None:
    assert build_query(replace(EMPTY_JOB, required_skills=("...", "the", "Go"))).skills == (("Go", True),)


def test_decoded_features_encode_to_the_same_bytes() -> None:
    for trade, candidate in CANDIDATES.items():
        assert pack_profile(unpack_profile(pack_profile(build_profile(candidate)))) == pack_profile(
            build_profile(candidate)
        )
        assert pack_query(unpack_query(pack_query(build_query(JOBS[trade])))) == pack_query(build_query(JOBS[trade]))
