"""Skills that a résumé negates or plans to learn."""

from datetime import date

import pytest

from recruit.domain.engines.reading.resume import resume_fields
from recruit.domain.engines.reading.resume.missing_skills import without_missing_skills
from recruit.domain.engines.reading.resume.profile import read_profile

HEAD = "Jane Roe\njane.roe@example.com\n\n"


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("I have never used Python. No experience with Java. Looking to learn Kubernetes. I know Go.", "Go"),
        ("Eager to learn Kubernetes, Rust and Java, strong in Python.", "Python"),
        ("I would love to learn Rust and I know SQL.", "SQL"),
        ("I don't have any experience with Java but with Python.", "Python"),
        ("Ich habe nie Python verwendet. Ich möchte gerne Kubernetes lernen. Java kann ich.", "Java"),
        ("Keine Erfahrung mit Java, aber mit Python.", "Python"),
        ("Je n'ai jamais utilisé Python. J'aimerais apprendre Kubernetes. Je maîtrise Java.", "Java"),
        ("Nunca he usado Python. Me gustaría aprender Kubernetes. Uso Java.", "Java"),
        ("Nunca usei Python. Gostaria de aprender Kubernetes. Uso Java.", "Java"),
        ("Non ho mai usato Python. Vorrei imparare Kubernetes. Uso Java.", "Java"),
        ("Nooit Python gebruikt. Ik wil graag Kubernetes leren. Ik ken Java.", "Java"),
        ("Currently learning Kubernetes with Python.", "Kubernetes Python"),
        ("I want to learn how teams work. Python, Java.", "Python Java"),
    ],
)
def test_negated_and_desired_skills_are_excluded(text: str, skills: str) -> None:
    assert " ".join(skill.name for skill in read_profile(HEAD + text).skills) == skills
    assert len(without_missing_skills(text)) == len(text)


@pytest.mark.parametrize("head", [HEAD, ""])
def test_a_negated_sentence_names_no_company(head: str) -> None:
    text = f"{head}I have never used Python. No experience with Java. Looking to learn Kubernetes."
    details, fields = resume_fields.extract_with_confidence(text, date(2026, 1, 1))
    assert details.current_company is None
    assert not any("Java" in str(field) for field in fields if field.name == "current_company")
