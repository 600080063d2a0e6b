"""The sentences that explain a score."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from engines.ranking.test_trades import CANDIDATES, JOBS, PARAPHRASED
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import THIN, build_profile
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.pair import overlap, score_pair
from recruit.domain.engines.ranking.reasons import HIGH, MODERATE, SKILLS_SHOWN, TERMS_SHOWN, reason
from recruit.domain.engines.ranking.requirements import requirements
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import Direction

FULL = " ".join(f"Duty{number}." for number in range(THIN))


def job(**details: Any) -> Job:
    return replace(Job(id=1, org_id=1, created_by_user_id=1, title="x"), **details)


def person(**details: Any) -> Candidate:
    return replace(Candidate(id=12, org_id=1, full_name="Jane Doe"), **details)


def explain(
    opening: Job,
    candidate: Candidate,
    components: Mapping[str, float] | None = None,
    direction: Direction = Direction.CANDIDATES_FOR_JOB,
) -> str:
    query, profile = build_query(opening), build_profile(candidate)
    if components is None:
        components = score_pair(query, profile, None).components
    return reason(opening, candidate, profile, overlap(query, profile), components, direction)


def test_shared_words_are_named_in_the_spelling_of_the_job() -> None:
    opening = job(title="Backend Services", description="Pythons")
    assert explain(opening, person(notes="service in python")) == "Keyword overlap on: services, pythons."
    assert explain(opening, person(current_title="Baker", notes="Mostly bread")) == "No keyword overlap."


def test_stop_words_of_other_languages_are_not_named() -> None:
    opening = job(
        title="Jefe de cocina", description="Dirigir la cocina del hotel y el equipo en Madrid. Chef van de keuken"
    )
    text = explain(opening, person(notes="Cocina de la costa, y del mar, en el hotel. Chef van dienst"))
    assert text == "Keyword overlap on: cocina, chef, hotel."


def test_filler_words_of_seven_languages_are_not_named() -> None:
    fillers = (
        "kein Mail Kenntnisse jobs@example.com 2024 x erfahrung gute connaissances sans notre conocimientos nivel "
        "conhecimentos sobre conoscenza anni kennis goede ervaring experience knowledge"
    )
    text = explain(job(title="Rezeption", description=fillers), person(notes=f"Rezeption. {fillers}"))
    assert text == "Keyword overlap on: rezeption."


def test_a_title_without_a_known_occupation_is_reported() -> None:
    opening = job(title="Nurse")
    assert explain(opening, person(current_title="Zzyzx")) == "No keyword overlap. No occupation known for 'Zzyzx'."
    assert "known" not in explain(opening, person(current_title="Plumber"))


def test_a_profile_that_says_nothing_is_reported() -> None:
    opening = job(title="Nurse", required_skills=("Kafka",))
    for notes in (None, "hello world text"):
        assert explain(opening, person(notes=notes)) == (
            "No keyword overlap. Nothing is known about the candidate's work. "
            "Unknown, since the profile is short: Kafka."
        )
    for told in (person(skills=("Go",)), person(notes="Kafka"), person(notes=FULL), person(current_title="Plumber")):
        assert "Nothing is known" not in explain(opening, told)


def test_only_the_words_of_highest_weight_are_named() -> None:
    opening = job(title=" ".join(f"zumbling{letter}" for letter in "abcdefghijkl"))
    text = explain(opening, person(notes=opening.title))
    assert text.count("zumbling") == TERMS_SHOWN


@pytest.mark.parametrize(
    ("similarity", "degree"),
    [(1.0, "High"), (HIGH, "High"), (HIGH - 0.01, "Moderate"), (MODERATE, "Moderate"), (0.29, "Low"), (0.0, "Low")],
)
def test_semantic_similarity_is_described_in_words(similarity: float, degree: str) -> None:
    opening = job(title="Backend Services")
    found = {"similarity": similarity}
    same = person(notes="backend services")
    assert explain(opening, same, found) == (
        f"{degree} semantic similarity between job and profile. Overlapping terms include: backend, services."
    )
    assert explain(opening, same, found, Direction.JOBS_FOR_CANDIDATE).startswith(
        f"{degree} semantic similarity between candidate and job. "
    )
    assert (
        explain(opening, person(current_title="Baker"), found)
        == f"{degree} semantic similarity between job and profile."
    )


def test_the_shared_nearest_occupation_is_named() -> None:
    lawyer = person(current_title="Lawyer")
    assert explain(job(title="Attorney"), lawyer) == "No keyword overlap. Shared occupation: lawyer."
    assert "occupation" not in explain(job(title="Plumber"), lawyer)


def test_a_headline_can_give_the_shared_occupation() -> None:
    assert "Shared occupation: lawyer." in explain(job(title="Attorney"), person(headline="Lawyer"))


def test_met_skills_are_named_in_the_spelling_of_the_job() -> None:
    opening = job(required_skills=("k8s", "Wound Care", "Go"), nice_to_have_skills=("Python 3 (primary)",))
    text = explain(opening, person(notes=f"Kubernetes, wound care, Python. {FULL}"))
    assert "Skills: k8s, Wound Care, Python 3 (primary). Missing: Go." in text


def test_long_skill_lists_are_cut_and_the_rest_counted() -> None:
    names = [f"Zumbling{letter}" for letter in "ABCDEFGH"]
    opening = job(required_skills=tuple(names))
    first = ", ".join(names[:SKILLS_SHOWN])
    assert f"Skills: {first} and 3 more." in explain(opening, person(notes=", ".join(names)))
    assert f"Missing: {first} and 3 more." in explain(opening, person(notes=FULL))
    exact = job(required_skills=tuple(names[:SKILLS_SHOWN]))
    assert f"Skills: {first}." in explain(exact, person(notes=", ".join(names)))


def test_a_skill_listed_twice_is_named_once() -> None:
    opening = job(required_skills=("Python", "Kafka", "Kafka"), nice_to_have_skills=("Python",))
    assert "Skills: Python. Missing: Kafka." in explain(opening, person(notes=f"Python. {FULL}"))


def test_an_unmentioned_skill_is_unknown_in_a_short_profile_and_missing_in_a_full_one() -> None:
    opening = job(required_skills=("Kafka",))
    assert explain(opening, person(notes="bread")).endswith("Unknown, since the profile is short: Kafka.")
    assert explain(opening, person(notes=FULL)).endswith("Missing: Kafka.")


@pytest.mark.parametrize(
    ("skill", "notes"),
    [
        ("Python", "Django sites."),
        ("Machine Learning", "Repairs a machine; keeps on learning."),
        ("Cold-Rolled Slab Inspection", "Led CRSI."),
    ],
)
def test_a_partially_met_skill_is_neither_named_nor_missing(skill: str, notes: str) -> None:
    text = explain(job(required_skills=(skill,)), person(notes=f"{notes} {FULL}"))
    assert "Skills" not in text
    assert "Missing" not in text


def test_nice_to_have_skills_are_never_missing() -> None:
    assert "Missing" not in explain(job(nice_to_have_skills=("Kafka",)), person(notes=FULL))


@pytest.mark.parametrize(
    ("years", "description", "sentence"),
    [
        (6, "3+ years", "6 years of experience, 3 asked for."),
        (1, "3+ years", "1 year of experience, 3 asked for."),
        (0, "1 year", "0 years of experience, 1 asked for."),
        (None, "3+ years", "Unknown years of experience, 3 asked for."),
        (6, None, "6 years of experience."),
        (1, None, "1 year of experience."),
        (None, None, "Nothing is known about the candidate's work."),
    ],
)
def test_years_of_experience_are_named_where_known(years: int | None, description: str | None, sentence: str) -> None:
    assert explain(job(description=description), person(experience_years=years)).endswith(sentence)


def test_sentences_have_a_fixed_order() -> None:
    opening = job(
        title="Attorney",
        description="Contracts, 3+ years",
        required_skills=("Litigation", "Kafka"),
    )
    lawyer = person(current_title="Lawyer", notes=f"Contracts, litigation. {FULL}", experience_years=2)
    assert explain(opening, lawyer) == (
        "Keyword overlap on: litigation, contracts. Shared occupation: lawyer. Skills: Litigation. "
        "Missing: Kafka. 2 years of experience, 3 asked for."
    )


@pytest.mark.parametrize("trade", JOBS)
def test_skills_are_met_by_full_notes_and_unknown_in_short_paraphrased_ones(trade: str) -> None:
    assert "Skills: " in explain(JOBS[trade], CANDIDATES[trade])
    assert "Unknown, since the profile is short: " in explain(JOBS[trade], person(notes=PARAPHRASED[trade]))


def test_addresses_numbers_and_single_letters_are_not_named() -> None:
    description = (
        "Apply at https://jobs.example.com/x/40 or jobs@example.com: 40 hours, 500 colleagues, plan B and S bakery"
    )
    opening = job(title="Baker", description=description)
    text = explain(opening, person(notes="https://example.com 40 500 s b bakery, jobs@example.com"))
    assert text.startswith("Keyword overlap on: bakery.")


def test_bi_weekly_is_not_power_bi() -> None:
    opening = job(required_skills=("Power BI",))
    candidate = person(notes="Held bi-weekly meetings and wrote minutes.")
    assert "Skills" not in explain(opening, candidate)
    assert requirements(opening, candidate)[0].evidence is None
