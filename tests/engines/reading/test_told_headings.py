"""Headings in a résumé's own words, in seven languages."""

import pytest

from recruit.domain.engines.reading.resume import sections


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Where I have worked", "experience"),
        ("Where I've been", "experience"),
        ("Là où je l'ai fait", "experience"),
        ("Là où je l'ai appris", "education"),
        ("Che lavori ho fatto, dal primo all'ultimo:", "experience"),
        ("Vida laboral declarada", "experience"),
        ("Was bisher geschah", "experience"),
        ("Ce que j'ai fait jusqu'ici", "experience"),
        ("MI RECORRIDO", "experience"),
        ("Dove ho lavorato", "experience"),
        ("Onde trabalhei", "experience"),
        ("Waar ik heb lesgegeven", "experience"),
        ("Culinary experience", "experience"),
        ("EXPERIENCIA EN HOSTELERÍA", "experience"),
        ("Berufserfahrung von Rieke Holm", "experience"),
        ("Ausbildung von Rieke Holm", "education"),
        ("What I learned", "education"),
        ("cosa ho studiato", "education"),
        ("Ce que j'ai appris", "education"),
        ("Me joindre", "contact"),
        ("Wer ich bin", "summary"),
        ("Lo que sé hacer", "other"),
        ("What I bring", "other"),
    ],
)
def test_a_heading_in_own_words_tells_its_section(line: str, section: str) -> None:
    found = sections.heading(line)
    assert found is not None
    assert found.value == section


@pytest.mark.parametrize(
    "line",
    [
        "Mein Name ist Rieke Holm",
        "Mi nombre es Ana Ruiz",
        "Customer Experience",
        "Experience with customers",
        "Career break",
        "- Experience in hospitality",
        "Formation de Base",
        "My Kitchen, Leeds",
        "learning.",
    ],
)
def test_what_only_begins_like_a_heading_is_none(line: str) -> None:
    assert sections.heading(line) is None
