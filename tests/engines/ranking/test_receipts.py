"""What is kept of a score, and what tells it from another."""

import json
from dataclasses import fields, replace
from typing import Any

import pytest

from engines.ranking.test_trades import CANDIDATES, JOBS
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.pair import score_pair
from recruit.domain.engines.ranking.scoring import ENGINE, score_value
from recruit.domain.jobs.model import Job
from recruit.domain.matching.direction import candidate_features, job_features
from recruit.domain.matching.model import Match, Score
from recruit.domain.matching.receipts import ATTRIBUTES, CANDIDATE_FIELDS, JOB_FIELDS, changed_inputs, receipt

JOB, CANDIDATE = JOBS["nurse"], CANDIDATES["nurse"]
OTHER = {
    "required_skills": ("Go",),
    "nice_to_have_skills": ("Go",),
    "salary_min": 1,
    "salary_max": 10**6,
    "experience_years": 3,
    "is_public": True,
    "skills": ("Go",),
}
TOLD = {ATTRIBUTES.get(field, field) for field in CANDIDATE_FIELDS}


def kept(job: Job = JOB, candidate: Candidate = CANDIDATE) -> dict[str, Any]:
    """Return a receipt as a database has it."""
    found = score_pair(build_query(job), build_profile(candidate), 0.4)
    score = Score(
        value=score_value(found.components, found.weights),
        reason="",
        strategy="local",
        components=found.components,
        weights=found.weights,
    )
    read: dict[str, Any] = json.loads(json.dumps(receipt(Match(job=job, candidate=candidate, score=score))))
    return read


def otherwise(record: Any, field: str) -> Any:
    name = ATTRIBUTES.get(field, field)
    return replace(record, **{name: OTHER.get(name, f"Other {name}")})


def test_a_receipt_makes_the_same_score_again() -> None:
    found = score_pair(build_query(JOB), build_profile(CANDIDATE), 0.4)
    receipt_kept = kept()
    assert receipt_kept["engine"] == ENGINE
    assert receipt_kept["components"]["similarity"] == 0.4
    assert (receipt_kept["components"], receipt_kept["weights"]) == (found.components, found.weights)
    assert score_value(receipt_kept["components"], receipt_kept["weights"]) == score_value(
        found.components, found.weights
    )


def test_a_receipt_has_nothing_that_was_written_of_anybody() -> None:
    text = json.dumps(kept())
    assert "Robin" not in text
    assert "Surgical" not in text


def test_of_what_is_as_it_was_nothing_has_changed() -> None:
    assert changed_inputs(kept(), JOB, CANDIDATE) == []


@pytest.mark.parametrize("field", JOB_FIELDS)
def test_each_field_of_a_job_that_scoring_reads_is_told_when_it_changes(field: str) -> None:
    assert changed_inputs(kept(), otherwise(JOB, field), CANDIDATE) == [f"job.{field}"]


@pytest.mark.parametrize("field", CANDIDATE_FIELDS)
def test_each_field_of_a_candidate_that_scoring_reads_is_told_when_it_changes(field: str) -> None:
    assert changed_inputs(kept(), JOB, otherwise(CANDIDATE, field)) == [f"candidate.{field}"]


@pytest.mark.parametrize("field", [field.name for field in fields(Job) if field.name not in JOB_FIELDS])
def test_what_isnt_told_of_a_job_moves_no_score_and_leaves_its_features(field: str) -> None:
    change: dict[str, Any] = {field: OTHER.get(field, 7 if field.endswith("id") else f"Other {field}")}
    other = replace(JOB, **change)
    assert changed_inputs(kept(), other, CANDIDATE) == []
    assert job_features([other]) == job_features([JOB])


@pytest.mark.parametrize("field", [field.name for field in fields(Candidate) if field.name not in TOLD])
def test_what_isnt_told_of_a_candidate_moves_no_score_and_leaves_their_features(field: str) -> None:
    change: dict[str, Any] = {field: 7 if field.endswith("id") else f"Other {field}"}
    other = replace(CANDIDATE, **change)
    assert changed_inputs(kept(), JOB, other) == []
    assert candidate_features([other]) == candidate_features([CANDIDATE])


def test_all_that_changed_is_told_the_engine_first_and_who_is_gone_by_the_kind() -> None:
    older = kept() | {"engine": ENGINE - 1}
    both = replace(CANDIDATE, notes="x", headline="y")
    assert changed_inputs(older, replace(JOB, title="z"), both) == [
        "engine",
        "job.title",
        "candidate.headline",
        "candidate.notes",
    ]
    assert changed_inputs(kept(), None, None) == ["job", "candidate"]
    assert changed_inputs(older, None, CANDIDATE) == ["engine", "job"]


def test_a_receipt_of_an_engine_that_read_fewer_fields_tells_the_new_ones() -> None:
    older = kept()
    del older["job"]["location"]
    assert changed_inputs(older, JOB, CANDIDATE) == ["job.location"]


def test_a_receipt_of_before_there_were_profiles_is_of_a_candidate_without_skills() -> None:
    older = kept()
    del older["candidate"]["profile.skills"]
    assert changed_inputs(older, JOB, CANDIDATE) == []
    assert changed_inputs(older, JOB, replace(CANDIDATE, skills=("Go",))) == ["candidate.profile.skills"]
