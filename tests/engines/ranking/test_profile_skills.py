"""The effect of profile skills on a score."""

from dataclasses import replace

import pytest

from engines.ranking.test_trades import CANDIDATES, JOBS
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.embedding_texts import candidate_text
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.pair import overlap, score_pair
from recruit.domain.engines.ranking.requirements import Evidence, Status, requirements
from recruit.domain.engines.ranking.scoring import score_value
from recruit.domain.jobs.model import Job
from recruit.domain.matching.counterfactuals import audit
from recruit.domain.matching.direction import candidate_features

JOB = Job(
    id=1,
    org_id=1,
    created_by_user_id=1,
    title="Backend Engineer",
    required_skills=("Kubernetes", "Underwater Basketry"),
    nice_to_have_skills=("PostgreSQL",),
)
PERSON = Candidate(
    id=1, org_id=1, full_name="Jane Doe", current_title="Engineer", notes="Backend services in Python. " * 20
)


def score(candidate: Candidate, job: Job = JOB) -> int:
    found = score_pair(build_query(job), build_profile(candidate), None)
    return score_value(found.components, found.weights)


def with_skills(*skills: str, candidate: Candidate = PERSON) -> Candidate:
    return replace(candidate, skills=skills)


@pytest.mark.parametrize("skill", ["Kubernetes", "k8s", "Underwater Basketry", "PostgreSQL"])
def test_a_profile_skill_counts_as_a_candidate_skill(skill: str) -> None:
    person = with_skills("Go", skill)
    assert score(person) > score(PERSON)
    (met,) = [
        name
        for name in ("Kubernetes", "Underwater Basketry", "PostgreSQL")
        if name in overlap(build_query(JOB), build_profile(person)).skills
    ]
    statuses = {each.name: each.status for each in requirements(JOB, person)}
    assert [name for name, status in statuses.items() if status is Status.MET] == [met]


def test_the_evidence_is_quoted_from_the_profile() -> None:
    (kubernetes, basketry, _) = requirements(JOB, with_skills("Go", "Kubernetes", "Underwater basketry"))
    assert kubernetes.evidence == Evidence("profile.skills", "Kubernetes", 4, 14)
    assert basketry.evidence == Evidence("profile.skills", "Underwater basketry", 16, 35)


def test_evidence_in_the_notes_comes_before_evidence_in_the_profile() -> None:
    person = with_skills("Kubernetes", candidate=replace(PERSON, notes="Runs Kubernetes"))
    assert requirements(JOB, person)[0].evidence == Evidence("notes", "Kubernetes", 5, 15)


@pytest.mark.parametrize("trade", CANDIDATES)
def test_a_skill_that_another_field_names_counts_once(trade: str) -> None:
    noted = replace(CANDIDATES[trade], notes=f"{CANDIDATES[trade].notes or ''} k8s, Python and underwater basketry")
    listed = with_skills("Kubernetes", "Python", "Underwater Basketry", candidate=noted)
    assert candidate_features([listed]) == candidate_features([noted])


@pytest.mark.parametrize("trade", CANDIDATES)
def test_skills_never_lower_the_score_for_a_job_that_asks_for_them(trade: str) -> None:
    job, person = JOBS[trade], CANDIDATES[trade]
    assert score(with_skills(*job.required_skills, candidate=person), job) >= score(person, job)


def test_embedded_text_includes_skills_named_only_in_the_profile() -> None:
    assert candidate_text(with_skills("Python", "Kubernetes")) == f"{candidate_text(PERSON)}\nKubernetes"


@pytest.mark.parametrize("skill", ["Jane Doe", "University of Northfield", "she/her", "90210", "1999"])
def test_protected_details_do_not_count_as_skills(skill: str) -> None:
    assert score(with_skills(skill)) == score(PERSON)
    assert candidate_features([with_skills("Go", skill)]) == candidate_features([with_skills("Go")])


def test_the_audit_swaps_skills_without_changing_a_score() -> None:
    people = [with_skills("Kubernetes", "Graduate of University of Northfield", "taught by her"), PERSON]
    drifts = {drift.swap: drift for drift in audit(JOB, people)}
    assert drifts["schools"].changed == 1
    assert drifts["pronouns"].changed == 1
    assert {drift.largest for drift in drifts.values()} == {0}
