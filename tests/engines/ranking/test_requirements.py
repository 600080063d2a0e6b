"""The status and evidence of a job's requirements in a profile."""

from dataclasses import replace
from typing import Any

import pytest

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import THIN, build_profile
from recruit.domain.engines.ranking.requirements import Requirement, requirements
from recruit.domain.jobs.model import Job

FULL = " ".join(f"Shipped service{number}." for number in range(40))


def requirement(skill: str, **details: Any) -> Requirement:
    job = Job(id=1, org_id=1, created_by_user_id=1, title="x", required_skills=(skill,))
    (found,) = requirements(job, replace(Candidate(id=1, org_id=1, full_name="Python Kafka"), **details))
    return found


@pytest.mark.parametrize(
    ("skill", "field", "text", "quote"),
    [
        ("Python", "notes", "Writes PYTHON every day", "PYTHON"),
        ("patient care", "headline", "Nurse – patient, care", "patient, care"),
        ("C++", "current_title", "C++ Developer", "C++"),
        ("Kubernetes", "notes", "Runs k8s in production", "k8s"),
        ("Engineering", "notes", "An engineer", "engineer"),
        ("Python", "notes", "ＰＹＴＨＯＮ in wide letters", "ＰＹＴＨＯＮ"),
    ],
)
def test_a_met_requirement_quotes_its_evidence(skill: str, field: str, text: str, quote: str) -> None:
    found = requirement(skill, **{field: text})
    assert found.status == "met"
    assert found.evidence is not None
    assert (found.evidence.field, found.evidence.quote) == (field, quote)
    assert text[found.evidence.start : found.evidence.end] == quote


def test_separate_words_of_a_skill_are_partial_evidence() -> None:
    found = requirement("machine learning", notes="Repairs a machine; keeps learning")
    assert found.status == "partial"
    assert found.evidence is not None
    assert found.evidence.quote == "machine"


def test_a_skill_that_implies_the_wanted_one_is_partial_evidence() -> None:
    found = requirement("Python", notes="Websites in Django")
    assert found.status == "partial"
    assert found.evidence is not None
    assert found.evidence.quote == "Django"


@pytest.mark.parametrize(("notes", "status"), [(None, "unknown"), ("Short.", "unknown"), (FULL, "missing")])
def test_an_unmentioned_skill_is_unknown_in_a_short_profile_and_missing_in_a_full_one(
    notes: str | None, status: str
) -> None:
    found = requirement("Kafka", notes=notes)
    assert (found.status, found.evidence) == (status, None)


def test_required_skills_come_before_nice_to_have_ones() -> None:
    job = Job(
        id=1, org_id=1, created_by_user_id=1, title="x", required_skills=("A1", "B2"), nice_to_have_skills=("C3",)
    )
    found = requirements(job, Candidate(id=1, org_id=1, full_name="x"))
    assert [(each.name, each.required) for each in found] == [("A1", True), ("B2", True), ("C3", False)]


@pytest.mark.parametrize(
    "notes", ["duty " * (THIN - 1), "duty " * THIN, "duty " * (THIN - 3) + "2019 2020 2021", "duty " * (THIN - 3)]
)
def test_requirements_and_scoring_agree_on_short_profiles(notes: str) -> None:
    read = build_profile(Candidate(id=1, org_id=1, full_name="x", notes=notes))
    assert requirement("Kafka", notes=notes).status == ("unknown" if read.length < THIN else "missing")
