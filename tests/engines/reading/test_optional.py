"""Nice-to-have skills in wording that no rule covers, in seven languages."""

import pytest

from recruit.domain.engines.reading.job import job_fields, requirement_phrases, requirements
from recruit.domain.engines.reading.job.optional_features import SentenceContext
from tools.job_texts import optional
from tools.job_texts.corpus import Labelled


@pytest.mark.parametrize(
    ("text", "required", "nice"),
    [
        ("You already hold Excel and live in SAP. AutoCAD would tip the balance.", "Excel", "AutoCAD"),
        ("Sie haben Excel in der Tasche. Wer AutoCAD mitbringt, hat die Nase vorn.", "Excel", "AutoCAD"),
        ("Il faut absolument Excel. AutoCAD ferait notre bonheur.", "Excel", "AutoCAD"),
        ("Sin Excel no hay nada que hacer. A quien tenga AutoCAD le llamamos primero.", "Excel", "AutoCAD"),
        ("Exigimos Excel. AutoCAD deixava-nos muito contentes.", "Excel", "AutoCAD"),
        ("Serve Excel dal primo giorno. AutoCAD ci farebbe felici.", "Excel", "AutoCAD"),
        ("Je hebt Excel al op zak. Wie AutoCAD heeft, bellen we als eerste.", "Excel", "AutoCAD"),
    ],
)
def test_surrounding_words_make_a_skill_nice_to_have(text: str, required: str, nice: str) -> None:
    job = job_fields.read(text)
    assert required in job.required_skills
    assert nice in job.nice_to_have_skills


@pytest.mark.parametrize(
    ("text", "required", "nice"),
    [
        ("We need a backend developer: Go and PostgreSQL mandatory, Redis optional.", "Go PostgreSQL", "Redis"),
        (
            "Developer in Leeds: PyTorch and Docker required, Kubernetes and Ray nice to have.",
            "PyTorch Docker",
            "Kubernetes Ray",
        ),
        ("Von Vorteil sind Redis und Kafka, Voraussetzung ist Go.", "Go", "Redis Kafka"),
        ("AutoCAD wird vorausgesetzt, Revit ist kein Muss, aber willkommen.", "AutoCAD", "Revit"),
        ("Un plus : Redis. Obligatoire : Go, PostgreSQL.", "Go PostgreSQL", "Redis"),
        ("Excel (imprescindible) y Tableau (opcional).", "Excel", "Tableau"),
        ("Required skills Docker, Jenkins, optional skills Vault, Consul.", "Docker Jenkins", "Vault Consul"),
        ("Ideally dbt, but Spark and Airflow are required.", "Spark Airflow", "dbt"),
    ],
)
def test_a_contrast_divides_required_from_optional_skills(text: str, required: str, nice: str) -> None:
    found = requirements.find(text)
    assert (" ".join(found.required), " ".join(found.nice)) == (required, nice)


def test_context_sentences_come_from_the_same_paragraph() -> None:
    text = "We sell boats.\n\nYou know Excel. AutoCAD helps."
    found = requirement_phrases.find(text, (0, 0), "en", requirement_phrases.load_models())
    phrase = next(one for one in found if one.text == "Excel")
    features = set(SentenceContext.of(text).features(phrase.start, phrase.end, phrase.candidate))
    assert {"first", "b know", "F autocad"} <= features
    assert "P boats" not in features


def test_a_labelled_skill_gives_examples_with_and_without_rules() -> None:
    text = Labelled("one", "one", "en", "You know Excel.", {"required_skills": ["Excel"], "nice_to_have_skills": []})
    found = requirement_phrases.find(text.text, (0, 0), "en", requirement_phrases.load_models())
    skills = [phrase for phrase in found if phrase.text == "Excel"]
    ruled, bare = optional.examples(text, skills[:1])
    assert set(bare.buckets) < set(ruled.buckets)
    assert not ruled.is_wanted
    assert not bare.is_wanted
