"""Unconventional résumé headings in seven languages."""

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
def test_unconventional_headings_are_classified(line: str, section: str) -> None:
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
def test_lines_that_begin_like_a_heading_are_not_headings(line: str) -> None:
    assert sections.heading(line) is None
