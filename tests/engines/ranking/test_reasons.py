"""Why a score is what it is, sentence by sentence."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from engines.ranking.test_trades import CANDIDATES, JOBS, PLAIN
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.pair import THIN, overlap, score_pair
from recruit.domain.engines.ranking.reasons import HIGH, MODERATE, SKILLS_SHOWN, TERMS_SHOWN, reason
from recruit.domain.engines.ranking.requirements import requirements
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import Direction

FULL = " ".join(f"Duty{number}." for number in range(THIN))


def job(**details: Any) -> Job:
    return replace(Job(id=1, org_id=1, created_by_user_id=1, title="x"), **details)


def person(**details: Any) -> Candidate:
    return replace(Candidate(id=12, org_id=1, full_name="Jane Doe"), **details)


def why(
    opening: Job,
    candidate: Candidate,
    components: Mapping[str, float] | None = None,
    side: Direction = Direction.CANDIDATES_FOR_JOB,
) -> str:
    asked, read = build_query(opening), build_profile(candidate)
    if components is None:
        components = score_pair(asked, read, None).components
    return reason(opening, candidate, read, overlap(asked, read), components, side)


def test_words_in_common_are_named_as_the_job_has_them() -> None:
    opening = job(title="Backend Services", description="Pythons")
    assert why(opening, person(notes="service in python")) == "Keyword overlap on: services, pythons."
    assert why(opening, person(notes="Mostly bread")) == "No keyword overlap."


def test_small_words_of_other_languages_are_not_named() -> None:
    opening = job(
        title="Jefe de cocina", description="Dirigir la cocina del hotel y el equipo en Madrid. Chef van de keuken"
    )
    said = why(opening, person(notes="Cocina de la costa, y del mar, en el hotel. Chef van dienst"))
    assert said == "Keyword overlap on: cocina, chef, hotel."


def test_fillers_of_seven_languages_are_not_named() -> None:
    fillers = (
        "kein Mail Kenntnisse jobs@example.com 2024 x erfahrung gute connaissances sans notre conocimientos nivel "
        "conhecimentos sobre conoscenza anni kennis goede ervaring experience knowledge"
    )
    said = why(job(title="Rezeption", description=fillers), person(notes=f"Rezeption. {fillers}"))
    assert said == "Keyword overlap on: rezeption."


def test_a_title_without_a_known_occupation_is_said_to_have_none() -> None:
    opening = job(title="Nurse")
    assert why(opening, person(current_title="Zzyzx")) == "No keyword overlap. No occupation known for 'Zzyzx'."
    assert "known" not in why(opening, person(current_title="Plumber"))
    assert "known" not in why(opening, person(notes="bread"))


def test_only_the_weightiest_words_are_named() -> None:
    opening = job(title=" ".join(f"zumbling{letter}" for letter in "abcdefghijkl"))
    said = why(opening, person(notes=opening.title))
    assert said.count("zumbling") == TERMS_SHOWN


@pytest.mark.parametrize(
    ("similarity", "degree"),
    [(1.0, "High"), (HIGH, "High"), (HIGH - 0.01, "Moderate"), (MODERATE, "Moderate"), (0.29, "Low"), (0.0, "Low")],
)
def test_likeness_of_texts_is_said_in_words(similarity: float, degree: str) -> None:
    opening = job(title="Backend Services")
    found = {"similarity": similarity}
    same = person(notes="backend services")
    assert why(opening, same, found) == (
        f"{degree} semantic similarity between job and profile. Overlapping terms include: backend, services."
    )
    assert why(opening, same, found, Direction.JOBS_FOR_CANDIDATE).startswith(
        f"{degree} semantic similarity between candidate and job. "
    )
    assert why(opening, person(notes="bread"), found) == f"{degree} semantic similarity between job and profile."


def test_the_occupation_that_both_titles_are_nearest_to_is_named() -> None:
    lawyer = person(current_title="Lawyer")
    assert why(job(title="Attorney"), lawyer) == "No keyword overlap. Shared occupation: lawyer."
    assert "occupation" not in why(job(title="Plumber"), lawyer)


def test_a_headline_names_an_occupation_as_well_as_a_title() -> None:
    assert "Shared occupation: lawyer." in why(job(title="Attorney"), person(headline="Lawyer"))


def test_skills_that_are_named_are_said_as_the_job_has_them() -> None:
    opening = job(required_skills=("k8s", "Wound Care", "Go"), nice_to_have_skills=("Python 3 (primary)",))
    said = why(opening, person(notes=f"Kubernetes, wound care, Python. {FULL}"))
    assert "Skills: k8s, Wound Care, Python 3 (primary). Missing: Go." in said


def test_of_many_skills_some_are_said_and_how_many_there_are_more() -> None:
    names = [f"Zumbling{letter}" for letter in "ABCDEFGH"]
    opening = job(required_skills=tuple(names))
    first = ", ".join(names[:SKILLS_SHOWN])
    assert f"Skills: {first} and 3 more." in why(opening, person(notes=", ".join(names)))
    assert f"Missing: {first} and 3 more." in why(opening, person(notes=FULL))
    exact = job(required_skills=tuple(names[:SKILLS_SHOWN]))
    assert f"Skills: {first}." in why(exact, person(notes=", ".join(names)))


def test_a_skill_that_a_job_asks_for_twice_is_said_once() -> None:
    opening = job(required_skills=("Python", "Kafka", "Kafka"), nice_to_have_skills=("Python",))
    assert "Skills: Python. Missing: Kafka." in why(opening, person(notes=f"Python. {FULL}"))


def test_silence_is_unknown_in_a_short_profile_and_missing_in_a_full_one() -> None:
    opening = job(required_skills=("Kafka",))
    assert why(opening, person(notes="bread")).endswith("Unknown, since the profile is short: Kafka.")
    assert why(opening, person(notes=FULL)).endswith("Missing: Kafka.")


@pytest.mark.parametrize(
    ("skill", "notes"),
    [
        ("Python", "Django sites."),
        ("Machine Learning", "Repairs a machine; keeps on learning."),
        ("Cold-Rolled Slab Inspection", "Led CRSI."),
    ],
)
def test_what_is_shown_or_said_in_other_words_is_neither_named_nor_missing(skill: str, notes: str) -> None:
    said = why(job(required_skills=(skill,)), person(notes=f"{notes} {FULL}"))
    assert "Skills" not in said
    assert "Missing" not in said


def test_nice_to_have_skills_are_never_missing() -> None:
    assert "Missing" not in why(job(nice_to_have_skills=("Kafka",)), person(notes=FULL))


@pytest.mark.parametrize(
    ("years", "description", "sentence"),
    [
        (6, "3+ years", "6 years of experience, 3 asked for."),
        (1, "3+ years", "1 year of experience, 3 asked for."),
        (0, "1 year", "0 years of experience, 1 asked for."),
        (None, "3+ years", "Unknown years of experience, 3 asked for."),
        (6, None, "6 years of experience."),
        (1, None, "1 year of experience."),
        (None, None, "No keyword overlap."),
    ],
)
def test_years_are_said_where_either_side_says_them(years: int | None, description: str | None, sentence: str) -> None:
    assert why(job(description=description), person(experience_years=years)).endswith(sentence)


def test_sentences_come_in_one_order() -> None:
    opening = job(
        title="Attorney",
        description="Contracts, 3+ years",
        required_skills=("Litigation", "Kafka"),
    )
    lawyer = person(current_title="Lawyer", notes=f"Contracts, litigation. {FULL}", experience_years=2)
    assert why(opening, lawyer) == (
        "Keyword overlap on: litigation, contracts. Shared occupation: lawyer. Skills: Litigation. "
        "Missing: Kafka. 2 years of experience, 3 asked for."
    )


@pytest.mark.parametrize("trade", JOBS)
def test_whoever_is_right_hears_which_skills_are_there_and_whoever_writes_plainly_which_are_unknown(trade: str) -> None:
    assert "Skills: " in why(JOBS[trade], CANDIDATES[trade])
    assert "Unknown, since the profile is short: " in why(JOBS[trade], person(notes=PLAIN[trade]))


def test_no_address_number_or_letter_is_a_reason() -> None:
    description = (
        "Apply at https://jobs.example.com/x/40 or jobs@example.com: 40 hours, 500 colleagues, plan B and S bakery"
    )
    opening = job(title="Baker", description=description)
    said = why(opening, person(notes="https://example.com 40 500 s b bakery, jobs@example.com"))
    assert said.startswith("Keyword overlap on: bakery.")


def test_every_second_week_is_no_business_intelligence() -> None:
    opening = job(required_skills=("Power BI",))
    twice = person(notes="Held bi-weekly meetings and wrote minutes.")
    assert "Skills" not in why(opening, twice)
    assert requirements(opening, twice)[0].evidence is None
