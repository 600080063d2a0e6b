"""What somebody did counts for more than what a word says."""

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


def score(job: Job, **said: Any) -> int:
    pair = score_pair(build_query(job), build_profile(Candidate(id=1, org_id=1, full_name="Robin Doe", **said)), None)
    return score_value(pair.components, pair.weights)


def test_a_headline_that_contradicts_the_title_counts_little() -> None:
    assert roles("Cook", "Senior Backend Engineer", "").trust == LEAST_TRUST
    assert roles("Python Developer", "Senior Backend Engineer", "").trust == 1.0
    assert roles("Cook", "Likes long walks", "").trust > 0.7
    cook = score(BACKEND, current_title="Cook", headline="Senior Backend Engineer")
    assert cook < 30 < score(BACKEND, current_title="Junior Developer")


def test_notes_name_the_work_where_there_is_no_title() -> None:
    told = roles("", "Senior Backend Engineer", COOKING)
    assert similarity(told.title.vector, meaning("Cook").vector) > 0.9
    assert score(BACKEND, headline="Senior Backend Engineer", notes=COOKING) < 30


@pytest.mark.parametrize("notes", ["Nurse\nWard 3, 2015", "• Nurse | Lakeside", "\n\nNurse at Lakeside\nbread"])
def test_a_line_that_is_a_title_is_one(notes: str) -> None:
    assert similarity(roles("", "", notes).title.vector, meaning("Nurse").vector) > 0.9


@pytest.mark.parametrize("notes", ["", "PostgreSQL", "Mostly bread and a little butter", "as ever"])
def test_what_is_no_title_names_no_work(notes: str) -> None:
    assert roles("", "", notes).title.likeness == 0


def test_who_says_little_stands_between_the_right_and_the_wrong() -> None:
    wrong, right = score(BACKEND, current_title="Cook"), score(BACKEND, current_title="Backend Developer")
    for little in ({}, {"current_title": "Ninja"}, {"headline": "Looking for new opportunities"}):
        assert wrong + 10 < score(BACKEND, **little) < right - 10


@pytest.mark.parametrize("title", ["AI Thought Leader", "AI Evangelist", "AI Recruiter", "AI Sales Representative"])
def test_who_talks_about_a_trade_or_sells_it_is_not_of_it(title: str) -> None:
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
def test_the_same_work_told_in_another_language_scores_high(title: str, notes: str) -> None:
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
def test_the_language_of_a_text_is_that_of_its_small_words(text: str, number: int) -> None:
    assert detect_language(text) == number


def test_rows_keep_each_meaning_once_and_multiply_as_one_by_one() -> None:
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
