"""Skills, languages and licences by their names in seven languages."""

from itertools import product

import pytest

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.pair import overlap, score_pair
from recruit.domain.engines.ranking.requirements import Status, requirements
from recruit.domain.engines.ranking.scoring import score_value
from recruit.domain.engines.skills.translations import find_translated, translated
from recruit.domain.jobs.model import Job


def opening(*skills: str) -> Job:
    return Job(id=1, org_id=1, created_by_user_id=1, title="Specialist", required_skills=skills)


def person(notes: str) -> Candidate:
    return Candidate(id=1, org_id=1, full_name="Robin Doe", current_title="Specialist", notes=notes)


def score(job: Job, candidate: Candidate) -> int:
    pair = score_pair(build_query(job), build_profile(candidate), None)
    return score_value(pair.components, pair.weights)


@pytest.mark.parametrize(
    "names",
    [
        "SPS, PLC, automate programmable, CLP",
        "Schweißen, soudage, welding, soldadura, saldatura, Schweissen",
        "tempering, tempérage, temperaggio, Temperieren",
        "English, Englisch, anglais, inglés, inglês, inglese, Engels, gute Englischkenntnisse, English B2",
        "wound care, Wundversorgung, pansements, curativos, medicazioni, wondzorg",
        "Führerschein CE, permis CE, rijbewijs CE, patente CE, driving licence C+E, Führerschein Klasse CE",
        "bookkeeping, Buchhaltung, comptabilité, contabilidad, contabilità, boekhouding",
    ],
)
def test_translations_of_a_skill_have_one_name(names: str) -> None:
    assert len({translated(name) for name in names.split(", ")} - {None}) == 1
    assert all(translated(name) for name in names.split(", "))


@pytest.mark.parametrize(
    "name", ["Englischlehrer", "Italian cuisine", "React", "permis", "Führerschein B und Anhänger", "", "🙂"]
)
def test_texts_that_are_not_a_skill_have_no_translation(name: str) -> None:
    assert translated(name) in {None, "Driving licence"}


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Soldadura TIG y MIG", ["TIG welding", "Welding"]),
        ("montage vidéo", ["Video editing"]),
        ("Deutsch (Muttersprache), Englisch B2", ["German", "English"]),
        ("Langues\nanglais\nallemand", ["English", "German"]),
        ("Restaurante italiano en Madrid con cocina francesa", []),
        ("Deutsche Bank, English breakfast", []),
        ("Wir lassen Ihnen Zeit", []),
        ("permis C+E", ["Driving licence C", "Driving licence CE"]),
    ],
)
def test_translated_skills_are_found_in_a_text(text: str, skills: list[str]) -> None:
    assert [named.skill for named in find_translated(text)] == skills


NOTES_IN_ANOTHER_LANGUAGE = {
    "SPS": "Siemens PLC programming in a paper mill",
    "PLC": "Programmierung von SPS in einer Papierfabrik",
    "tempering": "tempérage du chocolat, ganaches",
    "anglais": "Sprachen: Deutsch, Englisch (fließend)",
    "inglese": "Languages: English, native",
    "welding": "Schweißen von Rahmen in einer Werkstatt",
    "Führerschein CE": "Transports frigorifiques, permis CE",
}


@pytest.mark.parametrize("skill", NOTES_IN_ANOTHER_LANGUAGE)
def test_a_skill_is_met_and_quoted_in_another_language(skill: str) -> None:
    job, candidate = opening(skill), person(NOTES_IN_ANOTHER_LANGUAGE[skill])
    (found,) = requirements(job, candidate)
    assert found.status is Status.MET
    assert found.evidence is not None
    assert found.evidence.quote in NOTES_IN_ANOTHER_LANGUAGE[skill]
    assert overlap(build_query(job), build_profile(candidate)).skills == [skill]
    others = [
        other
        for other in NOTES_IN_ANOTHER_LANGUAGE.values()
        if requirements(job, person(other))[0].status is not Status.MET
    ]
    assert all(score(job, candidate) > score(job, person(other)) for other in others)
    assert len(others) >= len(NOTES_IN_ANOTHER_LANGUAGE) - 2


def test_a_negated_skill_is_not_met_in_another_language() -> None:
    (found,) = requirements(opening("welding"), person("Keine Erfahrung mit Schweißen, aber mit Drehen"))
    assert found.status is not Status.MET


def test_different_skills_have_different_translations() -> None:
    names = ["Welding", "Soldering", "English", "German", "Payroll"]
    assert all((translated(one) == translated(other)) == (one == other) for one, other in product(names, names))
