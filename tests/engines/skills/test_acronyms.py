"""Short forms and the phrases that they stand for."""

import pytest

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.pair import score_pair
from recruit.domain.engines.ranking.scoring import IMPLIED_FIT
from recruit.domain.engines.skills.acronyms import expansions, initials, is_short_form, short_forms, short_forms_of
from recruit.domain.jobs.model import Job


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Led MBSE and ISO9 work", ["MBSE", "ISO9"]),
        ("l10n and k8s", ["L10N", "K8S"]),
        ("A nurse", []),
        ("TOOLONGWORD", []),
        ("MBSEx xMBSE M", []),
        ("WE BUILD GREAT THINGS HERE\nMBSE inside", ["MBSE"]),
        ("MBSE", ["MBSE"]),
        ("PLC HMI SCADA", ["PLC", "HMI", "SCADA"]),
        ("", []),
    ],
)
def test_short_forms_are_found_except_in_lines_of_capitals(text: str, forms: list[str]) -> None:
    assert [form for form, _, _ in short_forms(text)] == forms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("model-based systems engineering", {"MBSE": "model-based systems engineering"}),
        ("Knows wound care, load securing", {"KWC": "Knows wound care"}),
        ("quality (health and safety)\na second line", {"HAS": "health and safety", "ASL": "a second line"}),
        ("one", {}),
        ("one two three four five six seven", {}),
    ],
)
def test_phrases_have_initials(text: str, found: dict[str, str]) -> None:
    assert {form: text[start:end] for form, start, end in initials(text)} == found


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Model-Based Systems Engineering", ["MBSE"]),
        ("localization", ["L10N"]),
        ("Kubernetes", ["K8S"]),
        ("Go", []),
        ("one two three four five six seven", []),
    ],
)
def test_a_name_is_shortened_to_its_initials_or_a_numeronym(name: str, forms: list[str]) -> None:
    assert list(short_forms_of(name)) == forms


def test_a_short_form_consists_of_capitals_and_digits() -> None:
    assert [is_short_form(name) for name in ("MBSE", "PLC", "5S", "Mbse", "M", "MB SE", "")] == [True, True] + [
        False
    ] * 5


def test_expansions_are_found_in_both_directions() -> None:
    text = "Years of MBSE, then\nmodel-based systems engineering"
    assert [text[start:end] for start, end in expansions("Model-Based Systems Engineering", text)] == ["MBSE"]
    assert [text[start:end] for start, end in expansions("MBSE", text)] == ["model-based systems engineering"]


@pytest.mark.parametrize(
    ("skill", "notes", "met"),
    [
        ("Cold-Rolled Slab Inspection", "Led CRSI for two mills", IMPLIED_FIT),
        ("CRSI", "Mills, cold-rolled slab inspection, tests", IMPLIED_FIT),
        ("localization", "Did l10n of games", IMPLIED_FIT),
        ("CRSI", "Mostly bread", 0),
    ],
)
def test_a_skill_is_implied_by_its_short_or_long_form(skill: str, notes: str, met: float) -> None:
    job = Job(id=1, org_id=1, created_by_user_id=1, title="Specialist", required_skills=(skill,))
    found = score_pair(
        build_query(job), build_profile(Candidate(id=1, org_id=1, full_name="Robin Doe", notes=notes)), None
    )
    assert found.components.get("skills", 0) == met


@pytest.mark.parametrize("piece", ["A", "A ", "a1", "a ", "\n", "(A"])
def test_hostile_texts_give_at_most_one_form_per_character(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert len(list(short_forms(text))) + len(list(initials(text))) <= len(text)
