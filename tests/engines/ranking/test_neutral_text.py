"""Names, pronouns, schools, postcodes and years are removed before scoring."""

from dataclasses import replace

import pytest

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import scored_texts
from recruit.domain.engines.ranking.neutral_text import neutralise
from recruit.domain.jobs.model import Job
from recruit.domain.matching.counterfactuals import audit

NOTES = """Jane Doe is a nurse. She leads her ward and prides herself on it. Mrs. Doe lives in Austin, TX 78701.
2015 - 2019 Lakeside Hospital, patient care
2019 - 2024 Hill Clinic, medication administration
B.Sc. Nursing, University of Texas at Austin; before that Lincoln High School"""
PERSON = Candidate(id=1, org_id=1, full_name="Jane Doe", headline="Nurse, Harvard Medical School", notes=NOTES)
JOB = Job(
    id=1,
    org_id=1,
    created_by_user_id=1,
    title="Nurse",
    description="She works in Austin since 2019. Harvard or Lincoln graduates, Jane, 78701.",
    required_skills=("Patient Care",),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Studied at Stanford University until now", "Studied at until now"),
        ("Massachusetts Institute of Technology", ""),
        ("B.Sc., University of Texas at Austin, nursing", "B.Sc., , nursing"),
        ("Technische Universität München", "München"),
        (
            "Works in Python. University of St. Andrews. Rust, too. Java. Hill College",
            "Works in Python. . Rust, too. Java.",
        ),
        ("From 1998 to 2004", "From to"),
        ("SW1A 1AA London, 94105-1234", "London,"),
        ("He and his team, Mr. Smith", "and team, . Smith"),
        ("Jane Doe, baker", ", baker"),
        ("school administration; 24 beds; 100000 rows of patient data", None),
    ],
)
def test_protected_details_are_removed_and_nothing_else(text: str, expected: str | None) -> None:
    assert neutralise(text, "Jane Doe").split() == (text if expected is None else expected).split()


@pytest.mark.parametrize(("name", "text"), [("Li", "Linux, reliability"), ("Art", "Articles")])
def test_a_name_is_removed_as_a_whole_word_only(name: str, text: str) -> None:
    assert neutralise(f"{text}; {name}, {name}'s", name).split() == [*f"{text}; ,".split(), "'s"]


def test_title_and_company_are_unchanged() -> None:
    teacher = Candidate(
        id=1, org_id=1, full_name="x", current_title="High School Teacher", current_company="Lincoln High School"
    )
    texts = scored_texts(teacher)
    assert (texts["current_title"], texts["current_company"]) == ("High School Teacher", "Lincoln High School")


def test_counterfactual_swaps_change_the_profile_but_not_the_score() -> None:
    drifts = audit(JOB, [PERSON])
    assert [drift.swap for drift in drifts] == ["names", "pronouns", "schools", "postcodes", "employment gaps"]
    assert [drift.changed for drift in drifts] == [1] * 5
    assert [drift.largest for drift in drifts] == [0] * 5


def test_an_audit_reports_names_and_schools_that_are_scored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recruit.domain.engines.ranking.candidate_features.neutralise", lambda text, _name: text)
    candidate = Candidate(id=2, org_id=1, full_name="Jane Roe", notes=NOTES.replace("Doe", "Roe"))
    job = replace(JOB, required_skills=("Jane Roe", "Lincoln High School"))
    assert {drift.swap for drift in audit(job, [candidate]) if drift.largest > 0} == {"names", "schools"}


@pytest.mark.parametrize("piece", ["A", "A. ", "University ", "A University of A ", "1999 ", "9", "he "])
def test_hostile_texts_are_neutralised_in_linear_time(piece: str) -> None:
    assert len(neutralise(piece * (100_000 // len(piece)), "x")) <= 100_000
