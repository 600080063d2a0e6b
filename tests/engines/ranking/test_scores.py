"""The components of a pair's score and their weights."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_columns import CandidateRows
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.index import ScoredRecord
from recruit.domain.engines.ranking.job_features import build_query, job_words
from recruit.domain.engines.ranking.pair import overlap, score_pair
from recruit.domain.engines.ranking.scoring import (
    DETAILS,
    FIT_STEPS,
    IMPLIED_FIT,
    PARTIAL_FIT,
    TOPIC_FIT,
    score_curve,
    score_value,
)
from recruit.domain.engines.ranking.terms import terms, words
from recruit.domain.jobs.model import Job

JOB = Job(
    id=5,
    org_id=1,
    created_by_user_id=1,
    title="Senior Backend Engineer",
    description="Build distributed services in Python.",
    required_skills=("Python", "FastAPI", "PostgreSQL"),
    nice_to_have_skills=("Kubernetes",),
)


def job(**details: Any) -> Job:
    return replace(Job(id=1, org_id=1, created_by_user_id=1, title="Specialist"), **details)


def person(**details: Any) -> Candidate:
    return replace(Candidate(id=12, org_id=1, full_name="Jane Doe"), **details)


def parts(candidate: Candidate, opening: Job = JOB, similarity: float | None = None) -> ScoredRecord:
    return score_pair(build_query(opening), build_profile(candidate), similarity)


def score(candidate: Candidate, opening: Job = JOB, similarity: float | None = None) -> int:
    found = parts(candidate, opening, similarity)
    return score_value(found.components, found.weights)


def skills(candidate: Candidate, opening: Job) -> float:
    """Return how well a candidate shows the skills that the profile mentions, 0 for none."""
    return parts(candidate, opening).components.get("skills", 0.0)


def unknown(candidate: Candidate, opening: Job) -> float:
    """Return how many required skills are unknown; one counts less if the profile is about its topics."""
    rows = CandidateRows.of([build_profile(candidate)])
    return float(rows.score_inputs(build_query(opening), np.array([np.nan])).unknown[0]) / FIT_STEPS


ENGINEER = person(
    headline="Senior Backend Engineer",
    current_title="Staff Engineer",
    notes="Python, FastAPI and PostgreSQL; runs Kubernetes clusters.",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use Node.js, C++, C# and .NET 8.0", ["use", "node.js", "c++", "c#", "net", "8.0"]),
        ("full-time", ["full", "time"]),
        ("ＰＹＴＨＯＮ\u00a0Développeur", ["python", "développeur"]),
        ("and the of", []),
        (None, []),
    ],
)
def test_words_exclude_stop_words(text: str | None, expected: list[str]) -> None:
    assert list(words(text)) == expected


def test_forms_of_a_word_are_one_term() -> None:
    assert terms("engineering engineers engineer") == ("engin",) * 3


def test_a_profile_that_says_nothing_scores_near_the_bottom() -> None:
    assert score(ENGINEER) >= 70
    assert score(person(current_title="Pastry Chef", notes="Croissants and tarts for a hotel.")) < 10
    for notes in (None, "hello world text"):
        assert 0 < score(person(notes=notes)) < 10
        assert 0 < score(person(notes=notes), job(title="Welder")) < 10


@pytest.mark.parametrize(
    ("opening", "related"),
    [
        (JOB, person(current_title="Principal Engineer", notes="Principal Engineer. Works with Java, Spring, Oracle.")),
        (JOB, person(current_title="UX Researcher", notes="UX Researcher. Works with User Research, Statistics.")),
        (
            job(title="Elektriker", required_skills=("SPS-Programmierung", "KNX", "Schaltschrankbau")),
            person(current_title="Elektriker", notes="Hausinstallation, Lampen und Steckdosen."),
        ),
        (
            job(title="Jefe de cocina", required_skills=("APPCC", "Cocina vegana", "Escandallos")),
            person(current_title="Cocinero", notes="Parrilla y arroces."),
        ),
    ],
)
def test_a_short_profile_without_any_required_skill_scores_well_below_one_with_most(
    opening: Job, related: Candidate
) -> None:
    most = replace(related, skills=opening.required_skills[1:])
    assert score(related, opening) <= score(most, opening) - 14
    assert parts(related, opening).weights["unmet"] > parts(most, opening).weights["unmet"] > 0


def test_a_candidate_of_the_same_occupation_scores_without_shared_words() -> None:
    opening, lawyer = job(title="Attorney"), person(current_title="Lawyer")
    assert overlap(build_query(opening), build_profile(lawyer)).terms == []
    assert score(lawyer, opening) > 40
    assert score(person(current_title="Plumber"), opening) < 10


def test_each_named_skill_adds_to_the_score() -> None:
    values = [score(person(notes=" and ".join(JOB.required_skills[:count]))) for count in range(4)]
    assert values == sorted(set(values))


def test_a_skill_of_several_words_is_matched_as_a_phrase() -> None:
    opening = job(title="Nurse", required_skills=("Patient Care",))
    assert skills(person(notes="Patient care on nights"), opening) == 1
    assert skills(person(notes="Patient, and takes good care"), opening) == IMPLIED_FIT
    assert 0 < skills(person(notes="Patient"), opening) < IMPLIED_FIT


def test_each_word_of_an_unknown_skill_counts_in_part() -> None:
    opening = job(title="x", required_skills=("Zumbling Quizzling Frobbing",))
    assert skills(person(notes="Quizzling"), opening) == pytest.approx(PARTIAL_FIT / 3, abs=1e-4)
    assert skills(person(notes="Frobbing and quizzling"), opening) == pytest.approx(PARTIAL_FIT * 2 / 3, abs=1e-4)


def test_a_skill_split_over_two_fields_counts_as_implied() -> None:
    opening = job(title="Nurse", required_skills=("Patient Care",))
    assert skills(person(current_title="Patient", notes="care"), opening) == IMPLIED_FIT


def test_an_unknown_skill_counts_less_in_a_profile_about_its_topics() -> None:
    opening = job(required_skills=("Dental Hygiene",))
    assert 1 - TOPIC_FIT <= unknown(person(current_title="Dentist"), opening) < 1
    assert unknown(person(current_title="Welder"), opening) == 1


def test_mentioned_nice_to_have_skills_count_as_much_as_required_ones() -> None:
    opening = job(title="x", required_skills=("Zumbling Frobbing",), nice_to_have_skills=("Quizzling Jabbing",))
    for notes in ("Zumbling Frobbing, Quizzling", "Zumbling, Quizzling Jabbing"):
        assert skills(person(notes=notes), opening) == pytest.approx((1 + PARTIAL_FIT / 2) / 2, abs=1e-6)


def test_a_rare_skill_weighs_more_than_a_common_one() -> None:
    opening = job(required_skills=("Communication", "Glassblowing Zumbling"))
    assert skills(person(notes="Communication, zumbling"), opening) < (1 + PARTIAL_FIT / 2) / 2


def test_name_links_and_words_of_the_location_are_not_scored() -> None:
    same = replace(
        ENGINEER,
        full_name="Python FastAPI PostgreSQL",
        location="Backend, Engineer",
        website_url="https://senior.backend.engineer",
        linkedin_url="https://linkedin.com/in/python",
        github_url="https://github.com/postgresql",
    )
    assert parts(same) == parts(ENGINEER)


def test_a_job_without_skills_is_scored_by_its_words() -> None:
    found = parts(person(current_title="Welder"), job(title="Welder"))
    assert "skills" not in found.components
    assert score_value(found.components, found.weights) > 80


def test_a_candidate_scores_zero_for_a_job_without_words() -> None:
    assert score(ENGINEER, job(title="the and of")) == 0


def test_semantic_similarity_counts_where_available() -> None:
    without, lowest, highest = (parts(ENGINEER, similarity=similarity) for similarity in (None, 0.0, 1.0))
    assert "similarity" not in without.components
    assert (lowest.components["similarity"], highest.components["similarity"]) == (0, 1)
    assert lowest.mean < without.mean
    assert lowest.mean < highest.mean


@pytest.mark.parametrize("similarity", [None, 0.5])
@pytest.mark.parametrize("opening", [JOB, job(title="Welder")])
def test_weights_sum_to_one_and_give_the_score(opening: Job, similarity: float | None) -> None:
    found = parts(ENGINEER, opening, similarity)
    assert set(found.weights) == set(found.components)
    assert sum(found.weights.values()) == pytest.approx(1, abs=1e-5)
    assert score_value(found.components, found.weights) == score_curve(found.mean)


def test_the_score_curve_rises_from_zero_to_at_least_95() -> None:
    scores = [int(score_curve(step / 1000)) for step in range(1001)]
    assert scores == sorted(scores)
    assert (scores[0], scores[1000] >= 95) == (0, True)


def test_occupation_and_skills_weigh_more_in_a_short_profile() -> None:
    thin, rich = (
        parts(person(current_title="Engineer", notes=notes)) for notes in ("Python", "Python. Various duties. " * 200)
    )
    for part in ("occupation", "skills"):
        assert thin.weights[part] > rich.weights[part]
    for part in ("lexical", "concepts"):
        assert thin.weights[part] < rich.weights[part]


def test_details_weigh_little() -> None:
    found = parts(replace(ENGINEER, experience_years=3), replace(JOB, description="5+ years"))
    assert 0 < found.weights["details"] <= DETAILS < 0.05


def test_an_implied_skill_counts_in_part() -> None:
    assert IMPLIED_FIT <= skills(person(notes="Django"), job(required_skills=("Python",))) < 1
    assert skills(person(notes="Python"), job(required_skills=("Django",))) < IMPLIED_FIT


@pytest.mark.parametrize("skill", JOB.required_skills)
@pytest.mark.parametrize("notes", ["", "Kubernetes", "Wrote services. " * 50, JOB.description])
def test_adding_a_required_skill_never_lowers_the_score(skill: str, notes: str) -> None:
    for title in (None, "Engineer", "Pastry Chef", "Senior Backend Engineer"):
        before = score(person(current_title=title, notes=notes))
        after = score(person(current_title=title, notes=f"{notes} {skill}"))
        assert after >= before


def test_shared_words_have_the_spelling_of_the_job_and_are_sorted_by_weight() -> None:
    found = overlap(build_query(JOB), build_profile(person(current_title="Engineers", notes="pythons, PostgreSQL")))
    assert [job_words(JOB)[term] for term in found.terms] == ["engineer", "python", "postgresql"]


def test_a_headline_counts_slightly_less_than_a_title_for_the_occupation() -> None:
    title, headline = (
        parts(person(**{field: "Lawyer"}), job(title="Lawyer")) for field in ("current_title", "headline")
    )
    assert 0.8 < headline.components["occupation"] < title.components["occupation"]


def test_a_word_counts_less_in_long_notes_and_more_in_a_title() -> None:
    opening = job(title="Zumbling")
    long, short, title = (
        parts(person(**details), opening).components["lexical"]
        for details in (
            {"notes": "Various duties. " * 300 + "Zumbling"},
            {"notes": "Zumbling"},
            {"current_title": "Zumbling"},
        )
    )
    assert 0 < long < short < title


@pytest.mark.parametrize("field", ["current_title", "headline"])
def test_an_everyday_word_in_a_title_names_the_skill(field: str) -> None:
    opening = job(required_skills=("Stimulus",))
    assert skills(person(**{field: "Stimulus developer"}), opening) == 1
