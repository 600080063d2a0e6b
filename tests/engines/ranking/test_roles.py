"""Occupations read from titles, headlines and notes."""

from typing import Any

import numpy as np
import pytest

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.occupations.meaning import SIZE, meaning, similarity
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.language_detection import ENGLISH, UNKNOWN, detect_language
from recruit.domain.engines.ranking.pair import score_pair
from recruit.domain.engines.ranking.roles import LEAST_TRUST, roles
from recruit.domain.engines.ranking.scoring import score_value
from recruit.domain.engines.ranking.title_meanings import Meanings
from recruit.domain.jobs.model import Job

COOKING = (
    "Eight years as cook in hotel kitchens: menu, sauces, grill, ordering produce, food hygiene, HACCP records, "
    "training apprentices on the line, weekend brunch, pastry, cleaning and stocktaking in the cold room."
)
BACKEND = Job(
    id=1,
    org_id=1,
    created_by_user_id=1,
    title="Backend Engineer",
    description="Python services and PostgreSQL databases for our platform",
    required_skills=("Python",),
)
NURSING = Job(
    id=1,
    org_id=1,
    created_by_user_id=1,
    title="ICU Nurse",
    description="You care for the patients of our intensive care unit: ventilation, medication and monitoring.",
    required_skills=("Intensive Care",),
)


def score(job: Job, **details: Any) -> int:
    pair = score_pair(
        build_query(job), build_profile(Candidate(id=1, org_id=1, full_name="Robin Doe", **details)), None
    )
    return score_value(pair.components, pair.weights)


def test_a_headline_that_contradicts_the_title_counts_little() -> None:
    assert roles("Cook", "Senior Backend Engineer", "").trust == LEAST_TRUST
    assert roles("Python Developer", "Senior Backend Engineer", "").trust == 1.0
    assert roles("Cook", "Likes long walks", "").trust > 0.7
    cook = score(BACKEND, current_title="Cook", headline="Senior Backend Engineer")
    assert cook < 30 < score(BACKEND, current_title="Junior Developer")


def test_notes_give_the_occupation_without_a_title() -> None:
    found = roles("", "Senior Backend Engineer", COOKING)
    assert similarity(found.title.vector, meaning("Cook").vector) > 0.9
    assert score(BACKEND, headline="Senior Backend Engineer", notes=COOKING) < 30


@pytest.mark.parametrize("notes", ["Nurse\nWard 3, 2015", "• Nurse | Lakeside", "\n\nNurse at Lakeside\nbread"])
def test_a_title_in_the_first_line_of_notes_is_the_title(notes: str) -> None:
    assert similarity(roles("", "", notes).title.vector, meaning("Nurse").vector) > 0.9


@pytest.mark.parametrize("notes", ["", "PostgreSQL", "Mostly bread and a little butter", "as ever"])
def test_notes_without_a_title_have_no_occupation(notes: str) -> None:
    assert roles("", "", notes).title.likeness == 0


def test_a_sparse_profile_scores_between_a_suitable_and_an_unsuitable_one() -> None:
    wrong, right = score(BACKEND, current_title="Cook"), score(BACKEND, current_title="Backend Developer")
    for details in ({"current_title": "Ninja"}, {"headline": "Looking for new opportunities"}):
        assert wrong + 10 < score(BACKEND, **details) < right - 10


@pytest.mark.parametrize("title", ["AI Thought Leader", "AI Evangelist", "AI Recruiter", "AI Sales Representative"])
def test_talking_about_a_trade_or_selling_it_is_another_occupation(title: str) -> None:
    job = Job(id=1, org_id=1, created_by_user_id=1, title="Machine Learning Engineer")
    assert score(job, current_title=title) < 45 < score(job, current_title="Applied Scientist")


@pytest.mark.parametrize(
    ("title", "notes"),
    [
        (
            "Enfermera de cuidados intensivos",
            "Paciente crítico, ventilación mecánica y monitorización en la UCI.",
        ),
        (
            "Intensivkrankenschwester",
            "Seit sechs Jahren auf der Intensivstation mit Beatmung und Dialyse.",
        ),
        (
            "Infirmière de réanimation",
            "Soins aux patients dans le service de réanimation avec ventilation et surveillance.",
        ),
    ],
)
def test_the_same_work_described_in_another_language_scores_high(title: str, notes: str) -> None:
    assert score(NURSING, current_title=title, notes=notes) >= 60


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("We look for a nurse who cares for the patients of our ward and is at home on the night shift.", ENGLISH),
        ("Wir suchen eine Pflegefachkraft für die Station und freuen uns auf dich und dein Team im Haus.", 2),
        ("Nous cherchons une infirmière pour le service de nuit et les urgences dans un hôpital de la ville.", 3),
        ("Buscamos una enfermera para el turno de noche en el hospital y las urgencias de la ciudad.", 4),
        ("Procuramos uma enfermeira para o turno da noite no hospital e as urgências da cidade com experiência.", 5),
        ("Cerchiamo una infermiera per il turno di notte in ospedale e per le urgenze della città con esperienza.", 6),
        ("Wij zoeken een verpleegkundige voor de nachtdienst in het ziekenhuis en voor de spoedeisende hulp.", 7),
        (
            "Python, PostgreSQL, Kubernetes, Docker, Terraform, Ansible, AWS, Go, Rust, Kafka, Redis, Linux, Bash",
            UNKNOWN,
        ),
        ("", UNKNOWN),
    ],
)
def test_the_language_of_a_text_is_detected_by_its_stop_words(text: str, number: int) -> None:
    assert detect_language(text) == number


def test_rows_store_each_meaning_once_and_give_the_same_products() -> None:
    titles = ["Cook", "Nurse", None, "Cook", "Welder"]
    vectors = [meaning(title).vector for title in titles]
    rows = Meanings.of(vectors)
    assert rows.nbytes < 5 * SIZE
    for title in ("Chef", "Welder", None):
        vector = meaning(title).vector
        expected = [max(0, int(one.astype(int) @ vector.astype(int))) for one in vectors]
        assert rows.products(vector).tolist() == expected
    merged = Meanings.merged(
        [(rows, np.array([1, 4])), (Meanings.of([]), np.empty(0, np.int64)), (rows, np.array([0]))]
    )
    assert merged.rows(np.arange(3)).tolist() == [vectors[row].tolist() for row in (1, 4, 0)]
