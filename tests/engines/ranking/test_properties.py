"""Properties of the score of every pair."""

from dataclasses import replace
from functools import reduce
from operator import add

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from engines.ranking.test_requirements import FULL
from engines.ranking.test_trades import CANDIDATES, JOBS, PARAPHRASED
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_columns import CandidateRows
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.index import ScoredRecord
from recruit.domain.engines.ranking.job_columns import JobRows
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.pair import score_pair
from recruit.domain.engines.ranking.requirements import Status, requirements
from recruit.domain.engines.ranking.scoring import DECIMALS, ROUGH, score_pairs, score_value
from recruit.domain.jobs.model import Job

REPEATABLE = settings(derandomize=True, database=None, max_examples=60)

MAX_EMPTY_PROFILE_SCORE = 10

TEXTS = [
    *(text for job in JOBS.values() for text in (job.title, job.description or "")),
    *(text for one in CANDIDATES.values() for text in (one.current_title, one.headline, one.notes) if text),
    *PARAPHRASED.values(),
    "Python Django Kubernetes k8s ECMAScript HTML C++ C# .NET Node.js R Go SQL Excel Word MBSE l10n CRM RN PR BA IT",
    "the and of für Ärztin 🙂 2019 3.11 24/7 R&D Sr. II (m/f/d) She Mrs. Austin, TX 78701",
]
WORDS = sorted({word for text in TEXTS for word in text.split()})
TITLES = sorted({title for one in CANDIDATES.values() for title in (one.current_title, one.headline) if title})
SKILLS = sorted(
    {skill for job in JOBS.values() for skill in (*job.required_skills, *job.nice_to_have_skills)}
    | {"Kubernetes", "ECMAScript", "Python 3.11 (primary)", "MBSE", "localization", "Glassblowing", "Heat Treatment"}
)


def texts(most: int, least: int = 0) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=least, max_size=most).map(" ".join)


titles = st.one_of(st.sampled_from(TITLES), texts(4, 1))
skills = st.lists(st.one_of(st.sampled_from(SKILLS), texts(3, 1)), max_size=5).map(tuple)
jobs = st.builds(
    Job,
    id=st.just(1),
    org_id=st.just(1),
    created_by_user_id=st.just(1),
    title=titles,
    description=st.none() | texts(60),
    location=st.sampled_from([None, "Austin, TX", "Oslo", "Remote"]),
    remote_option=st.sampled_from([None, "Remote", "On-site"]),
    required_skills=skills,
    nice_to_have_skills=skills,
)
candidates = st.builds(
    Candidate,
    id=st.just(1),
    org_id=st.just(1),
    full_name=st.just("Robin Doe"),
    current_title=st.none() | titles,
    headline=st.none() | titles,
    current_company=st.none() | texts(3),
    location=st.sampled_from([None, "Austin", "Oslo, Norway"]),
    experience_years=st.none() | st.integers(0, 400),
    notes=st.none() | texts(20) | texts(300),
)
similarities = st.none() | st.floats(0, 1)


def found(job: Job, candidate: Candidate, similarity: float | None = None) -> ScoredRecord:
    return score_pair(build_query(job), build_profile(candidate), similarity)


def score(job: Job, candidate: Candidate) -> int:
    parts = found(job, candidate)
    return score_value(parts.components, parts.weights)


@given(jobs, candidates, similarities)
@settings(REPEATABLE)
def test_the_score_is_a_weighted_mean_of_components_between_zero_and_one(
    job: Job, candidate: Candidate, similarity: float | None
) -> None:
    pair = found(job, candidate, similarity)
    assert all(0 <= part <= 1 for part in pair.components.values())
    assert sum(pair.weights.values()) == pytest.approx(1, abs=len(pair.weights) * 10**-DECIMALS)
    assert pair.mean == reduce(add, (weight * pair.components[name] for name, weight in pair.weights.items()))
    assert 0 <= score_value(pair.components, pair.weights) <= 100


@given(jobs, candidates, st.sampled_from(SKILLS), st.booleans())
@settings(REPEATABLE)
def test_asking_for_a_skill_that_the_profile_names_never_lowers_a_score(
    job: Job, candidate: Candidate, skill: str, required: bool
) -> None:
    named = replace(candidate, notes=f"{candidate.notes or ''}\n{skill}.")
    if required:
        more = replace(job, required_skills=(*job.required_skills, skill))
    else:
        more = replace(job, nice_to_have_skills=(*job.nice_to_have_skills, skill))
    assert found(more, named).mean >= found(job, named).mean - 10**-DECIMALS * len(found(job, named).weights)
    assert score(more, named) >= score(job, named)


def statuses(job: Job, candidate: Candidate) -> set[Status]:
    return {one.status for one in requirements(job, candidate) if one.required}


def lacks(candidate: Candidate, skill: str) -> bool:
    return statuses(replace(JOBS["nurse"], required_skills=(skill,)), candidate) <= {Status.MISSING, Status.UNKNOWN}


@given(jobs, candidates, st.sampled_from(SKILLS), st.booleans(), similarities)
@settings(REPEATABLE, max_examples=100)
def test_asking_for_a_skill_that_the_profile_lacks_never_raises_a_score(
    job: Job, candidate: Candidate, skill: str, required: bool, similarity: float | None
) -> None:
    assume(lacks(candidate, skill))
    if required:
        more = replace(job, required_skills=(*job.required_skills, skill))
    else:
        more = replace(job, nice_to_have_skills=(*job.nice_to_have_skills, skill))
    asking, plain = found(more, candidate, similarity), found(job, candidate, similarity)
    assert asking.mean <= plain.mean + ROUGH
    assert score_value(asking.components, asking.weights) <= score_value(plain.components, plain.weights)
    of_jobs = JobRows.of([build_query(more), build_query(job)])
    similar = np.full(2, np.nan if similarity is None else similarity)
    means = score_pairs(of_jobs.score_inputs(build_profile(candidate), similar)).means
    assert means.tolist() == [asking.mean, plain.mean]


@given(jobs, candidates, st.integers(0, 2), similarities, st.sampled_from(("Staff Nurse", "Welder")), st.booleans())
@settings(REPEATABLE, max_examples=200)
def test_a_score_never_falls_when_a_required_skill_becomes_nice_to_have(
    job: Job, candidate: Candidate, place: int, similarity: float | None, title: str, same: bool
) -> None:
    assume(place < len(job.required_skills))
    job, candidate = (replace(job, title=title), replace(candidate, current_title=title)) if same else (job, candidate)
    eased = replace(
        job,
        required_skills=job.required_skills[:place] + job.required_skills[place + 1 :],
        nice_to_have_skills=(*job.nice_to_have_skills, job.required_skills[place]),
    )
    before, after = found(job, candidate, similarity), found(eased, candidate, similarity)
    assert after.mean >= before.mean - ROUGH
    assert score_value(after.components, after.weights) >= score_value(before.components, before.weights)
    of_jobs = JobRows.of([build_query(job), build_query(eased)])
    similar = np.full(2, np.nan if similarity is None else similarity)
    assert score_pairs(of_jobs.score_inputs(build_profile(candidate), similar)).means.tolist() == [
        before.mean,
        after.mean,
    ]


@given(jobs, candidates, st.sampled_from(("Staff Nurse", "Welder", "Software Engineer", "Electrician")))
@settings(REPEATABLE, max_examples=100)
def test_a_profile_that_misses_a_required_skill_scores_below_every_complete_one_of_the_same_occupation(
    job: Job, candidate: Candidate, title: str
) -> None:
    asking = replace(job, title=title, required_skills=(*job.required_skills, "Glassblowing"))
    complete = replace(candidate, current_title=title, headline=None, skills=asking.required_skills)
    assume(statuses(asking, complete) == {Status.MET})
    parts = CandidateRows.of([build_profile(complete)]).score_inputs(build_query(asking), np.array([np.nan]))
    assume(parts.copied[0] == 0)
    missing = replace(complete, skills=job.required_skills, notes=FULL)
    assume(Status.MISSING in statuses(asking, missing))
    unknown = replace(missing, notes=None)
    assert score(asking, missing) < score(asking, complete)
    assert score(asking, missing) < score(asking, unknown) <= score(asking, replace(unknown, skills=complete.skills))


@given(jobs, candidates, st.integers(0, 4))
@settings(REPEATABLE)
def test_showing_a_required_skill_never_lowers_a_score(job: Job, candidate: Candidate, place: int) -> None:
    """The skill is named in the profile's list, so that no other text changes."""
    if not job.required_skills:
        return
    skill = job.required_skills[place % len(job.required_skills)]
    assert score(job, replace(candidate, skills=(skill,))) >= score(job, candidate)


@given(jobs, st.none() | st.integers(0, 400), st.sampled_from([None, "Austin", "Oslo, Norway"]))
@settings(REPEATABLE)
@example(JOBS["nurse"], 12, "Austin")
def test_an_empty_profile_scores_near_the_bottom(job: Job, years: int | None, place: str | None) -> None:
    empty = Candidate(id=1, org_id=1, full_name=job.title, experience_years=years, location=place)
    assert score(job, empty) <= MAX_EMPTY_PROFILE_SCORE


@given(jobs, candidates)
@settings(REPEATABLE)
def test_links_ids_and_salary_are_not_scored(job: Job, candidate: Candidate) -> None:
    other = replace(
        candidate, id=9, website_url="https://welder.example", linkedin_url="https://nurse.example", github_url="x"
    )
    other_job = replace(
        job, id=9, department="Nursing", salary_max=90_000, employment_type="Full-time", status="closed"
    )
    assert found(other_job, other) == found(job, candidate)


@pytest.mark.parametrize(
    ("skill", "names"),
    [
        ("Kubernetes", ("k8s", "K8S")),
        ("JavaScript", ("ECMAScript", "JS")),
        ("Python", ("Python 3.11 (primary)", "python3")),
        ("PostgreSQL", ("Postgres",)),
        ("C#", ("C sharp",)),
    ],
)
@pytest.mark.parametrize("notes", ["", "Cooks fish and sauces on a busy line.", JOBS["nurse"].description])
def test_a_required_skill_counts_the_same_under_any_alias(skill: str, names: tuple[str, ...], notes: str) -> None:
    candidate = Candidate(id=1, org_id=1, full_name="Robin Doe", notes=f"{notes}\nSkills: {skill}")
    for name in (skill, *names):
        job = replace(JOBS["backend engineer"], required_skills=(name,), nice_to_have_skills=())
        assert found(job, candidate).components["skills"] == 1, name
        assert score(job, candidate) >= score(replace(job, required_skills=()), candidate), name


@pytest.mark.parametrize(
    ("skill", "notes"),
    [
        ("Kubernetes", "Runs k8s"),
        ("PostgreSQL", "Postgres tuning"),
        ("JavaScript", "ECMAScript"),
        ("C#", "C sharp"),
        ("Python", "Skills: Python 3.11 (primary)"),
        ("Node.js", "nodejs"),
    ],
)
def test_a_profile_skill_is_found_under_any_alias(skill: str, notes: str) -> None:
    job = replace(JOBS["chef"], required_skills=(skill,), nice_to_have_skills=())
    candidate = Candidate(id=1, org_id=1, full_name="Robin Doe", notes=notes)
    assert found(job, candidate).components["skills"] == 1
