"""Negated skills and places in job texts: "no SAP needed", "not in New York"."""

import pytest

from recruit.domain.engines.reading.job import job_fields


@pytest.mark.parametrize(
    ("text", "required"),
    [
        ("nurse without Excel", ""),
        ("cook, no SAP needed", ""),
        ("developer with TypeScript (not JavaScript)", "TypeScript"),
        ("Developer who doesn't need Java or Python, Go is required", "Go"),
        ("Developer without Java, Perl or Python experience, knows Go", "Go"),
        ("nurse without Excel, with SAP", "SAP"),
        ("Go developer. Rust required. Java isn't required", "Go Rust"),
        ("Buchhalter ohne SAP in Berlin", ""),
        ("Entwickler mit Java, kein Python nötig", "Java"),
        ("Entwickler, Python nicht nötig", ""),
        ("Cuisinier, Excel pas nécessaire", ""),
        ("Développeur, pas besoin de Java, Kotlin exigé", "Kotlin"),
        ("Cocinero en Madrid, no se necesita Excel", ""),
        ("Desarrollador sin conocimientos de Java en Madrid, con Python", "Python"),
        ("Desenvolvedor em Lisboa, não é necessário Python", ""),
        ("Sviluppatore, non serve Python, SQL obbligatorio", "SQL"),
        ("Kok, SAP niet nodig", ""),
        ("verpleegkundige zonder Excel in Utrecht", ""),
    ],
)
def test_a_negated_skill_is_not_required(text: str, required: str) -> None:
    job = job_fields.read(text)
    assert (" ".join(job.required_skills), job.nice_to_have_skills) == (required, ())


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Developer, not only Java but Kotlin too", "Java"),
        ("Clerk in Rome. Without Excel, you can't do this job.", "Excel"),
        ("Sin Excel no hay nada que hacer.", "Excel"),
        ("Ohne Excel geht nichts. SAP ist Pflicht.", "Excel"),
        ("Analista com experiência no Excel em Lisboa", "Excel"),
    ],
)
def test_an_indispensable_skill_is_required(text: str, skill: str) -> None:
    assert skill in job_fields.read(text).required_skills


def test_a_welcome_but_unneeded_skill_is_nice_to_have() -> None:
    assert job_fields.read("Duits fijn maar niet nodig").nice_to_have_skills == ("Duits",)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Software developer, NOT in New York, London only", "London"),
        ("Ingénieur, pas à Paris, à Lyon", "Lyon"),
        ("Koch in Berlin, nicht in Hamburg", "Berlin"),
        ("Cook, not in Paris", None),
    ],
)
def test_a_negated_place_is_not_the_location(text: str, place: str | None) -> None:
    assert job_fields.read(text).location == place


@pytest.mark.parametrize("text", ["Cuisinier sans Excel", "Cuisinier sans SAP ni Excel à Lyon"])
def test_a_title_ends_before_a_negated_skill(text: str) -> None:
    assert job_fields.read(text).title == "Cuisinier"
