"""Title claims, negated skills, and text copied from the job."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engines.ranking.test_trades import CANDIDATES, JOBS
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.job_columns import JobRows
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.negation import without_negated
from recruit.domain.engines.ranking.pair import score_pair
from recruit.domain.engines.ranking.requirements import Status, requirements
from recruit.domain.engines.ranking.scoring import score_pairs, score_value
from recruit.domain.engines.ranking.title_claims import DESIRED, PAST, PRESENT, parse_title
from recruit.domain.jobs.model import Job

ADVERT = (
    "You build the services behind our booking platform in Python: APIs, queues, a PostgreSQL database. You review "
    "code, deploy daily and share the on-call duty with five colleagues. We expect experience with distributed systems."
)
JOB = Job(
    id=1, org_id=1, created_by_user_id=1, title="Backend Engineer", description=ADVERT, required_skills=("PostgreSQL",)
)
EXPERIENCE = (
    "Six years of services in Python and Django for a travel agency, tuning of PostgreSQL, Docker, code reviews."
)


def candidate(**details: Any) -> Candidate:
    return Candidate(id=1, org_id=1, full_name="Robin Doe", **details)


def score(job: Job, **details: str) -> int:
    pair = score_pair(build_query(job), build_profile(candidate(**details)), None)
    return score_value(pair.components, pair.weights)


def job_titled(title: str) -> Job:
    return Job(id=1, org_id=1, created_by_user_id=1, title=title)


@pytest.mark.parametrize(
    ("title", "work", "weight"),
    [
        ("Robert Koch Institut Biologe", "Biologe", PRESENT),
        ("Biologe am Robert Koch-Institut", "Biologe", PRESENT),
        ("Finance Manager, MBA", "Finance Manager", PRESENT),
        ("Doctor of Philosophy", "", PRESENT),
        ("Doctor of Medicine", "Doctor of Medicine", PRESENT),
        ("Assistant to the CEO", "Assistant", PRESENT),
        ("Lawyer's secretary", "secretary", PRESENT),
        ("Children's nurse", "Children's nurse", PRESENT),
        ("Former nurse", "nurse", PAST),
        ("Ex-nurse", "nurse", PAST),
        ("Ehemalige Krankenschwester", "Krankenschwester", PAST),
        ("Ancienne infirmière", "infirmière", PAST),
        ("Aspiring data scientist", "data scientist", DESIRED),
        ("Angehender Tischler", "Tischler", DESIRED),
        ("Seeking a position as a cook", "cook", DESIRED),
        ("Data science student", "Data science", DESIRED),
        ("Estudiante de ingeniería civil", "ingeniería civil", DESIRED),
        ("Software engineer seeking new opportunities", "Software engineer", PRESENT),
        ("Executive chef", "Executive chef", PRESENT),
        ("Student advisor", "Student advisor", PRESENT),
    ],
)
def test_a_title_is_parsed_into_work_and_weight(title: str, work: str, weight: float) -> None:
    found = parse_title(title)
    assert (found.work.strip(" ,"), found.weight) == (work, weight)


@pytest.mark.parametrize(
    ("job", "title", "other"),
    [
        ("Koch", "Robert Koch Institut Biologe", "Küchenhelfer"),
        ("Doctor", "Doctor of Philosophy", "Physician"),
        ("Nurse", "Former nurse", "Nurse"),
        ("Data Scientist", "Aspiring data scientist", "Data analyst"),
        ("Data Scientist", "Data science student", "Data analyst"),
        ("CEO", "Assistant to the CEO", "Geschäftsführer"),
        ("Notary", "Notary's clerk", "Notary public"),
    ],
)
def test_a_partial_title_claim_scores_lower(job: str, title: str, other: str) -> None:
    assert score(job_titled(job), current_title=title) + 10 < score(job_titled(job), current_title=other)


@pytest.mark.parametrize("separator", [" | ", ", ", " / "])
def test_a_title_listing_many_occupations_scores_low(separator: str) -> None:
    stuffed = separator.join(["Nurse", "Welder", "Cook", "Accountant", "Lawyer", "Teacher", "Plumber", "Electrician"])
    assert (
        score(job_titled("Nurse"), current_title=stuffed)
        < 50
        < score(job_titled("Nurse"), current_title="Nurse | Midwife")
    )
    assert score(job_titled("Nurse"), headline=stuffed) < 50


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Java EE. Never worked with Spring, but five years of Java.", "Java EE. but five years of Java."),
        ("No experience in Kubernetes, Docker or AWS. Strong Python.", ". Strong Python."),
        ("no experience in Kubernetes, strong Python", ", strong Python"),
        ("I haven’t used Spring\nJava", "I Java"),
        ("Keine Kenntnisse in SAP, aber gute in Excel", ", aber gute in Excel"),
        ("Noch nie mit Docker gearbeitet. Java", ". Java"),
        ("Aucune expérience en Java, mais Python", ", mais Python"),
        ("Pas d'expérience en Java; Python", "; Python"),
        ("Sin experiencia en Java, pero Python", ", pero Python"),
        ("Sem experiência com Docker ou Kubernetes", ""),
        ("Nessuna esperienza di Java. Python", ". Python"),
        ("Geen ervaring met Java, wel met Python", ", wel met Python"),
        ("Not only Python but Rust", "Not only Python but Rust"),
        ("Never late, works with Spring daily", "Never late, works with Spring daily"),
    ],
)
def test_negated_phrases_are_blanked(text: str, kept: str) -> None:
    assert len(without_negated(text)) == len(text)
    assert " ".join(without_negated(text).split()) == kept


def test_a_negated_skill_is_not_met() -> None:
    denied = candidate(notes=f"{EXPERIENCE.replace('PostgreSQL', 'MySQL')} No experience with PostgreSQL.")
    assert requirements(JOB, denied)[0].status is not Status.MET
    assert score(JOB, notes=denied.notes or "") < score(JOB, notes=EXPERIENCE)


def test_text_copied_from_the_job_adds_no_score() -> None:
    assert score(JOB, notes=ADVERT) == score(JOB)
    assert score(JOB, current_title="Cook", notes=f"Grill and sauces. {ADVERT}") < 10
    assert score(JOB, current_title="Backend Developer", notes=ADVERT) < score(
        JOB, current_title="Backend Developer", notes=EXPERIENCE
    )


@pytest.mark.parametrize("trade", ["welder", "backend engineer", "chef", "electrician", "sales manager"])
@pytest.mark.parametrize("prefix", ["", "Motivated, punctual, holds a licence. "])
def test_half_of_the_job_text_adds_almost_no_score(trade: str, prefix: str) -> None:
    opening = JOBS[trade]
    words = (opening.description or "").split()
    half = " ".join(words[: len(words) // 2])
    assert score(opening, notes=prefix + half) <= score(opening) + 10
    assert score(opening, current_title="Beekeeper", notes=prefix + half) < 10


def test_a_genuine_profile_sharing_phrases_with_the_job_scores_high() -> None:
    opening, honest = JOBS["electrician"], CANDIDATES["electrician"]
    pair = score_pair(build_query(opening), build_profile(replace(honest, current_title=None, headline=None)), None)
    assert score_value(pair.components, pair.weights) >= 70


def test_copied_text_is_discounted_in_both_match_directions() -> None:
    copy = build_profile(candidate(notes=ADVERT))
    jobs = [build_query(JOB), build_query(replace(JOB, description="Short."))]
    found = score_pairs(JobRows.of(jobs).score_inputs(copy, np.full(2, np.nan)))
    assert (
        found.means[0] == score_pair(jobs[0], copy, None).mean < found.means[1] == score_pair(jobs[1], copy, None).mean
    )
