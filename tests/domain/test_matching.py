"""The score of one pair: pure functions, no event loop, no storage."""

import pytest

from recruit.domain.model.candidate import Candidate
from recruit.domain.model.job import Job
from recruit.domain.model.matching import Direction
from recruit.domain.services.matching.features import profile, query
from recruit.domain.services.matching.scoring import Assessment, assess, reason, value
from recruit.domain.services.matching.terms import terms, words

JOB = Job(
    id=5,
    org_id=1,
    created_by_user_id=1,
    title="Senior Backend Engineer",
    description="Build distributed services in Python.",
    required_skills=("Python", "FastAPI", "PostgreSQL"),
    nice_to_have_skills=("Kubernetes",),
)


def person(**details: object) -> Candidate:
    return Candidate(**{"id": 12, "org_id": 1, "full_name": "Jane Doe"} | details)


def score(candidate: Candidate, job: Job = JOB, cosine: float | None = None) -> Assessment:
    return assess(query(job), profile(candidate), cosine)


ENGINEER = person(
    headline="Senior Backend Engineer",
    current_title="Staff Engineer",
    notes="Python, FastAPI and PostgreSQL; runs Kubernetes clusters.",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use Node.js, C++, C# and .NET 8.0", ["use", "node.js", "c++", "c#", "net", "8.0"]),
        ("full-time", ["full", "time"]),
        ("ＰＹＴＨＯＮ\u00a0Développeur", ["python", "développeur"]),
        ("and the of", []),
        (None, []),
    ],
)
def test_words_are_what_carries_meaning(text: str | None, expected: list[str]) -> None:
    assert list(words(text)) == expected


def test_forms_of_a_word_are_one_term() -> None:
    assert terms("engineering engineers engineer") == ("engin",) * 3


def test_the_right_person_scores_high_a_stranger_low_and_nobody_nothing() -> None:
    assert score(ENGINEER).value >= 70
    assert score(person(current_title="Pastry Chef", notes="Croissants and tarts for a hotel.")).value < 10
    assert score(person()).value == 0


def test_somebody_of_the_same_trade_scores_without_sharing_a_word() -> None:
    job = Job(id=1, org_id=1, created_by_user_id=1, title="Attorney")
    lawyer, plumber = score(person(current_title="Lawyer"), job), score(person(current_title="Plumber"), job)
    assert lawyer.shared == ()
    assert lawyer.value > 40
    assert plumber.value < 10


@pytest.mark.parametrize("cosine", [None, -1.0, 0.0, 0.4, 1.0])
def test_a_score_stays_between_0_and_100(cosine: float | None) -> None:
    stuffed = person(current_title="Python " * 40, headline="Senior Backend Engineer " * 8, notes=JOB.description)
    for candidate in (stuffed, person(), ENGINEER):
        assert 0 <= score(candidate, cosine=cosine).value <= 100


def test_each_skill_that_is_named_adds_to_the_score() -> None:
    values = [score(person(notes=" and ".join(JOB.required_skills[:count]))).value for count in range(4)]
    assert values == sorted(set(values))


def test_a_skill_of_several_words_is_a_phrase() -> None:
    job = Job(id=1, org_id=1, created_by_user_id=1, title="Nurse", required_skills=("Patient Care",))
    assert score(person(notes="Patient care on nights"), job).components["skills"] == 1
    assert 0 < score(person(notes="Patient, and takes care"), job).components["skills"] < 0.5


def test_required_skills_count_twice_as_much_as_nice_ones() -> None:
    job = Job(
        id=1,
        org_id=1,
        created_by_user_id=1,
        title="x",
        required_skills=("Zumbling",),
        nice_to_have_skills=("Quizzling",),
    )
    assert score(person(notes="Zumbling"), job).components["skills"] == pytest.approx(2 / 3)
    assert score(person(notes="Quizzling"), job).components["skills"] == pytest.approx(1 / 3)


def test_a_rare_skill_tells_more_than_a_common_one() -> None:
    job = Job(id=1, org_id=1, created_by_user_id=1, title="x", required_skills=("Communication", "Glassblowing"))
    common, rare = (score(person(notes=name), job).components["skills"] for name in job.required_skills)
    assert rare > common


def test_neither_name_nor_place_nor_links_are_scored() -> None:
    same = person(
        full_name="Python FastAPI PostgreSQL",
        location="Backend, Engineer",
        website_url="https://senior.backend.engineer",
        linkedin_url="https://linkedin.com/in/python",
        github_url="https://github.com/postgresql",
        headline=ENGINEER.headline,
        current_title=ENGINEER.current_title,
        notes=ENGINEER.notes,
    )
    assert score(same) == score(ENGINEER)


def test_a_job_without_skills_is_scored_by_its_words() -> None:
    job = Job(id=1, org_id=1, created_by_user_id=1, title="Welder")
    found = score(person(current_title="Welder"), job)
    assert "skills" not in found.components
    assert found.value > 80


def test_a_job_without_words_matches_nobody() -> None:
    assert score(ENGINEER, Job(id=1, org_id=1, created_by_user_id=1, title="the and of")).value == 0


def test_likeness_of_texts_takes_part_when_it_could_be_had() -> None:
    without, unlike, alike = (score(ENGINEER, cosine=cosine) for cosine in (None, 0.0, 0.9))
    assert "similarity" not in without.components
    assert unlike.components["similarity"] == 0
    assert alike.components["similarity"] == 1
    assert unlike.value < without.value
    assert unlike.value < alike.value


@pytest.mark.parametrize("cosine", [None, 0.5])
@pytest.mark.parametrize("job", [JOB, Job(id=1, org_id=1, created_by_user_id=1, title="Welder")])
def test_weights_add_up_to_one_and_make_the_score(job: Job, cosine: float | None) -> None:
    found = score(ENGINEER, job, cosine)
    assert set(found.weights) == set(found.components)
    assert sum(found.weights.values()) == pytest.approx(1, abs=1e-5)
    assert value(found.components, found.weights) == found.value


def test_of_a_thin_profile_what_it_says_of_itself_counts_more() -> None:
    thin, rich = (score(person(current_title="Engineer", notes=notes)) for notes in (None, "Various duties. " * 200))
    for part in ("occupation", "skills"):
        assert thin.weights[part] > rich.weights[part]
    assert thin.weights["lexical"] < rich.weights["lexical"]


@pytest.mark.parametrize(
    ("skill", "notes"),
    [("Kubernetes", "Runs k8s"), ("PostgreSQL", "Postgres tuning"), ("JavaScript", "ECMAScript"), ("C#", "C sharp")],
)
def test_a_skill_is_found_by_its_other_names(skill: str, notes: str) -> None:
    job = Job(id=1, org_id=1, created_by_user_id=1, title="Specialist", required_skills=(skill,))
    assert score(person(notes=notes), job).components["skills"] == 1


def test_a_skill_that_another_implies_counts_in_part() -> None:
    job = Job(id=1, org_id=1, created_by_user_id=1, title="Specialist", required_skills=("Python",))
    assert 0 < score(person(notes="Django"), job).components["skills"] < 1


@pytest.mark.parametrize("skill", JOB.required_skills)
@pytest.mark.parametrize("notes", ["", "Kubernetes", "Wrote services. " * 50, JOB.description])
def test_naming_a_required_skill_never_lowers_a_score(skill: str, notes: str) -> None:
    for title in (None, "Engineer", "Pastry Chef", "Senior Backend Engineer"):
        before = score(person(current_title=title, notes=notes))
        after = score(person(current_title=title, notes=f"{notes} {skill}"))
        assert after.value >= before.value


def test_reasons_are_in_the_words_of_the_reference() -> None:
    found = Assessment({"lexical": 1}, {"lexical": 1}, 74, ("backend", "python"))
    assert reason(found, Direction.CANDIDATES_FOR_JOB) == "Keyword overlap on: backend, python."
    assert (
        reason(Assessment({"lexical": 0}, {"lexical": 1}, 0, ()), Direction.CANDIDATES_FOR_JOB) == "No keyword overlap."
    )
    alike = Assessment({"similarity": 0.9}, {"similarity": 1}, 87, ("backend", "python", "distributed"))
    assert reason(alike, Direction.CANDIDATES_FOR_JOB) == (
        "High semantic similarity between job and profile. Overlapping terms include: backend, python, distributed."
    )
    assert reason(alike, Direction.JOBS_FOR_CANDIDATE) == (
        "High semantic similarity between candidate and job. Overlapping terms include: backend, python, distributed."
    )
    unlike = Assessment({"similarity": 0.0}, {"similarity": 1}, 0, ())
    assert reason(unlike, Direction.CANDIDATES_FOR_JOB) == "Low semantic similarity between job and profile."


def test_shared_words_are_named_as_the_job_has_them_weightiest_first() -> None:
    shared = score(person(current_title="Engineers", notes="pythons, PostgreSQL")).shared
    assert shared == ("engineer", "python", "postgresql")
