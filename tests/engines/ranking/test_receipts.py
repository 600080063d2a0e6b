"""Receipts: what is stored of a score, and which inputs have changed since."""

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
OTHER_VALUES = {
    "required_skills": ("Go",),
    "nice_to_have_skills": ("Go",),
    "salary_min": 1,
    "salary_max": 10**6,
    "experience_years": 3,
    "is_public": True,
    "skills": ("Go",),
}
SCORED_ATTRIBUTES = {ATTRIBUTES.get(field, field) for field in CANDIDATE_FIELDS}


def stored_receipt(job: Job = JOB, candidate: Candidate = CANDIDATE) -> dict[str, Any]:
    """Return a receipt as it is stored."""
    found = score_pair(build_query(job), build_profile(candidate), 0.4)
    score = Score(
        value=score_value(found.components, found.weights),
        reason="",
        strategy="local",
        components=found.components,
        weights=found.weights,
    )
    stored: dict[str, Any] = json.loads(json.dumps(receipt(Match(job=job, candidate=candidate, score=score))))
    return stored


def with_other_value(record: Any, field: str) -> Any:
    name = ATTRIBUTES.get(field, field)
    return replace(record, **{name: OTHER_VALUES.get(name, f"Other {name}")})


def test_a_receipt_reproduces_its_score() -> None:
    found = score_pair(build_query(JOB), build_profile(CANDIDATE), 0.4)
    stored = stored_receipt()
    assert stored["engine"] == ENGINE
    assert stored["components"]["similarity"] == 0.4
    assert (stored["components"], stored["weights"]) == (found.components, found.weights)
    assert score_value(stored["components"], stored["weights"]) == score_value(found.components, found.weights)


def test_a_receipt_contains_no_personal_text() -> None:
    text = json.dumps(stored_receipt())
    assert "Robin" not in text
    assert "Surgical" not in text


def test_unchanged_records_have_no_changed_inputs() -> None:
    assert changed_inputs(stored_receipt(), JOB, CANDIDATE) == []


@pytest.mark.parametrize("field", JOB_FIELDS)
def test_a_change_of_each_scored_job_field_is_reported(field: str) -> None:
    assert changed_inputs(stored_receipt(), with_other_value(JOB, field), CANDIDATE) == [f"job.{field}"]


@pytest.mark.parametrize("field", CANDIDATE_FIELDS)
def test_a_change_of_each_scored_candidate_field_is_reported(field: str) -> None:
    assert changed_inputs(stored_receipt(), JOB, with_other_value(CANDIDATE, field)) == [f"candidate.{field}"]


@pytest.mark.parametrize("field", [field.name for field in fields(Job) if field.name not in JOB_FIELDS])
def test_other_job_fields_are_neither_reported_nor_part_of_the_features(field: str) -> None:
    change: dict[str, Any] = {field: OTHER_VALUES.get(field, 7 if field.endswith("id") else f"Other {field}")}
    other = replace(JOB, **change)
    assert changed_inputs(stored_receipt(), other, CANDIDATE) == []
    assert job_features([other]) == job_features([JOB])


@pytest.mark.parametrize("field", [field.name for field in fields(Candidate) if field.name not in SCORED_ATTRIBUTES])
def test_other_candidate_fields_are_neither_reported_nor_part_of_the_features(field: str) -> None:
    change: dict[str, Any] = {field: 7 if field.endswith("id") else f"Other {field}"}
    other = replace(CANDIDATE, **change)
    assert changed_inputs(stored_receipt(), JOB, other) == []
    assert candidate_features([other]) == candidate_features([CANDIDATE])


def test_changes_list_the_engine_first_and_removed_records_by_kind() -> None:
    older = stored_receipt() | {"engine": ENGINE - 1}
    both = replace(CANDIDATE, notes="x", headline="y")
    assert changed_inputs(older, replace(JOB, title="z"), both) == [
        "engine",
        "job.title",
        "candidate.headline",
        "candidate.notes",
    ]
    assert changed_inputs(stored_receipt(), None, None) == ["job", "candidate"]
    assert changed_inputs(older, None, CANDIDATE) == ["engine", "job"]


def test_fields_missing_from_an_older_receipt_are_reported() -> None:
    older = stored_receipt()
    del older["job"]["location"]
    assert changed_inputs(older, JOB, CANDIDATE) == ["job.location"]


def test_a_receipt_without_profile_skills_counts_as_no_skills() -> None:
    older = stored_receipt()
    del older["candidate"]["profile.skills"]
    assert changed_inputs(older, JOB, CANDIDATE) == []
    assert changed_inputs(older, JOB, replace(CANDIDATE, skills=("Go",))) == ["candidate.profile.skills"]
