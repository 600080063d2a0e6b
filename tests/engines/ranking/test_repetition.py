"""Repeated text adds almost no score."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.ranking.test_properties import REPEATABLE, candidates, jobs, score
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import build_profile, scored_texts
from recruit.domain.engines.ranking.repetition import without_repetition
from recruit.domain.jobs.model import Job

MAX_GAIN = 2
MAX_STUFFED_SCORE = 90
"""Highest score of a candidate of another occupation who lists all skills of the job."""

JOB = Job(
    id=1,
    org_id=1,
    created_by_user_id=1,
    title="Senior Python Developer",
    description="Build web services in Python and Django on AWS. Design APIs, test and run PostgreSQL databases.",
    required_skills=("Python", "Django", "PostgreSQL"),
    nice_to_have_skills=("AWS", "Docker"),
)
WORK = """Line cook at Harbour Grill. Prepared fish, sauces and soups for 200 guests a night.
Ordered produce, kept the walk-in clean, trained apprentices in knife skills and food safety.
Commis at Hotel Bristol. Baked bread and desserts for the breakfast buffet.
"""
SKILLS = "Python, Django, PostgreSQL, AWS, Docker, APIs, code review, tests, databases, web services"


def cook(notes: str) -> Candidate:
    return Candidate(id=1, org_id=1, full_name="Jane Doe", current_title="Line Cook", notes=notes)


def shuffled(times: int) -> str:
    random, items = Random(5), SKILLS.split(", ")  # noqa: S311 - no secret
    return "\n".join(", ".join(random.sample(items, len(items))) for _ in range(times))


@given(jobs, candidates, st.data(), st.integers(2, 300))
@REPEATABLE
def test_repeating_a_line_raises_no_score_by_more_than_two_points(
    job: Job, candidate: Candidate, data: st.DataObject, times: int
) -> None:
    lines = [*(candidate.notes or "").split("\n"), ", ".join(job.required_skills)]
    place = data.draw(st.integers(0, len(lines) - 1))
    repeated = [*lines[:place], *[lines[place]] * times, *lines[place + 1 :]]
    once, often = (replace(candidate, notes="\n".join(notes)) for notes in (lines, repeated))
    assert score(job, often) <= score(job, once) + MAX_GAIN


@pytest.mark.parametrize("separator", ["\n", " ", ", ", "; ", "\n\n- ", " and "])
@pytest.mark.parametrize("times", [2, 5, 300])
def test_repeating_a_line_of_skills_adds_almost_no_score(separator: str, times: int) -> None:
    once, often = (score(JOB, cook(WORK + separator.join([SKILLS] * count))) for count in (1, times))
    assert often <= once + MAX_GAIN


@pytest.mark.parametrize(
    "stuffed",
    [
        "\n".join(f"{number}. {SKILLS}" for number in range(300)),
        shuffled(300),
        " ".join(["Python"] * 300 + ["Django"] * 300 + [SKILLS]),
    ],
    ids=["numbered", "shuffled", "word by word"],
)
def test_keyword_stuffing_scores_below_matching_experience(stuffed: str) -> None:
    programmer = Candidate(id=1, org_id=1, full_name="Jo", current_title="Python Developer", notes=f"Built {SKILLS}")
    assert score(JOB, cook(WORK)) <= 2
    assert score(JOB, cook(WORK + stuffed)) <= MAX_STUFFED_SCORE < score(JOB, programmer)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Built services in Python.\nRuns Kubernetes; writes Go.\n\n• Python, Go\n• Python",
        "Python\nGo, Python and Go",
        "Duran Smith\n\n\nPython | Go\n---\nBuilt and ran services",
    ],
)
def test_text_without_repetition_is_unchanged(text: str) -> None:
    assert without_repetition(text) == text


def test_repetition_is_removed_from_embedded_text() -> None:
    texts = [scored_texts(cook(WORK + SKILLS + end)) for end in ("", f"\n{SKILLS}" * 3)]
    assert texts[0]["notes"].split() == texts[1]["notes"].split()
    assert build_profile(cook(SKILLS + f"\n{SKILLS}" * 9)).length == build_profile(cook(SKILLS)).length
