"""Records read from any text or model answer are valid for the API, and are read in linear time."""

from typing import Any

import pytest

from engines.reading.extraction_fakes import answering, extraction, run
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.candidates.model.profile import Profile
from recruit.domain.jobs.model import JobDetails

LONG = 33_000
"""Characters of a text: more than the readers read."""
MUCH = 8_000
"""Characters of a hostile text: a pattern whose cost isn't near linear would take hours."""
HOSTILE = [
    "a", "1 ", "1,", "A ", "A, ", "$1-", "$1k ", ".", "-", "a.", "a\n", "| ", "(", " ", "; ", "@a", "Jan ", "2019-",
    "2019 - Present\n", "1 year ", "experience ", "engineer ", "Lead ", "hybrid ", "office ", "location: ",
    "Location:\n", "Title: a\n", "Go, ", "http://", "nice to have: ", "Python is a plus, ", "• a is a plus\n",
    "Experience\n", "A Engineer\n", "German ", "github: ", "A B, CA ", "New York ", "join the a ",
    "Engineer at Acme\n2019 - 2020\n", "Experience\nEngineer\n", "Company: a\nTitle: Cook\n2019 - now\n",
    "Experience\n" + "Cook, (A), " * 11 + "2019 - 2020\n", "A" * 100 + " 2019 - now\n", "Paris, France - Lyon (FR) / ",
    "Languages\nEnglish (native)\n", "Education\nBSc, University of A, 2019\n", "worked with a as cook ",
    "5 years a b c d e f ", "+1 (555) 555-", "[(", "# **a** ", "A-B, CA\n", "J O E ",
    "\N{COMBINING ACUTE ACCENT}", "ß", "\ud800", "\0",
]  # fmt: skip
"""Each is repeated to the length MUCH."""


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_texts_make_valid_records(piece: str) -> None:
    text = (piece * (MUCH // len(piece) + 1))[:MUCH]
    assert_job_is_valid(run(extraction().job(text)))
    candidate, profile = run(extraction().resume(text))
    assert_candidate_is_valid(candidate)
    assert_profile_is_valid(profile)


@pytest.mark.parametrize("filler", ["- Experience with Python\n" * 300, "wordy " * 2_000], ids=["lines", "characters"])
def test_a_job_text_is_read_up_to_a_bound_and_kept_whole(filler: str) -> None:
    text = f"Senior Engineer\n\nRequirements\n- Kubernetes\n{filler}\n- COBOL"
    job = run(extraction().job(text))
    assert "Kubernetes" in job.required_skills
    assert "COBOL" not in job.required_skills
    assert job.description == text


@pytest.mark.parametrize(
    "value", ["x" * 500, "\0", "\ud800", "a\nb", -5, 2**31, float("inf"), ["y" * 200] * 300, None, {}]
)
def test_any_model_answer_makes_a_valid_record(value: Any) -> None:
    text = "x" * 500 + " " + "y" * 200 + " a\nb Baker in Leeds"
    job_fields = (
        "title",
        "department",
        "location",
        "employment_type",
        "currency",
        "salary_min",
        "salary_max",
        "required_skills",
    )
    assert_job_is_valid(run(answering(**dict.fromkeys(job_fields, value)).job(text)))
    candidate_fields = (
        "full_name",
        "headline",
        "current_title",
        "current_company",
        "experience_years",
        "website_url",
        "linkedin_url",
    )
    assert_candidate_is_valid(run(answering(**dict.fromkeys(candidate_fields, value)).resume(text))[0])


def test_long_notes_make_valid_records() -> None:
    notes = "wordy " * (LONG // 6)
    assert_job_is_valid(run(extraction().job(notes, notes=notes)))
    assert_candidate_is_valid(run(extraction().resume(notes, notes=notes))[0])


def test_at_most_a_hundred_skills_are_kept() -> None:
    letters = "abcdefghijkl"
    rows = (", ".join(f"T{first}{second}".upper() for second in letters) for first in letters)
    job = run(extraction().job("Baker\n" + "\n".join(f"Must have: {row}" for row in rows)))
    assert len(job.required_skills) == 100


def test_a_reversed_salary_range_is_swapped() -> None:
    job = run(extraction().job("Baker, $90k - $70k a year"))
    assert (job.salary_min, job.salary_max) == (70_000, 90_000)


def test_a_salary_beyond_the_integer_range_is_dropped() -> None:
    job = run(extraction().job("Baker, salary $9,999,999,999 a year"))
    assert (job.salary_min, job.salary_max) == (None, None)


def assert_job_is_valid(job: JobDetails) -> None:
    assert 1 <= len(job.title) <= 200
    assert_texts_are_valid(
        [job.title, job.department, job.location, job.employment_type, job.remote_option, job.currency], 200
    )
    assert_texts_are_valid([job.description], 100_000)
    for names in (job.required_skills, job.nice_to_have_skills):
        assert len(names) <= 100
        assert_texts_are_valid(names, 100)
        assert all(names)
    for number in (job.salary_min, job.salary_max):
        assert number is None or 0 <= number < 2**31


def assert_candidate_is_valid(candidate: CandidateDetails) -> None:
    assert 1 <= len(candidate.full_name) <= 200
    assert_texts_are_valid(
        [
            candidate.full_name,
            candidate.headline,
            candidate.location,
            candidate.current_title,
            candidate.current_company,
        ],
        200,
    )
    assert_texts_are_valid([candidate.notes], 100_000)
    urls = [candidate.linkedin_url, candidate.github_url, candidate.website_url]
    assert_texts_are_valid(urls, 200)
    assert all(url.startswith(("https://", "http://")) for url in urls if url)
    assert candidate.experience_years is None or 0 <= candidate.experience_years < 2**31


def assert_profile_is_valid(profile: Profile) -> None:
    for entries in (profile.skills, profile.languages, profile.education, profile.positions, profile.contacts.phones):
        assert len(entries) <= 100
    assert_texts_are_valid([each.title for each in profile.positions], 200)
    assert_texts_are_valid([each.degree for each in profile.education], 200)
    assert_texts_are_valid([each.evidence for each in profile.skills], 200)
    assert_texts_are_valid([each.evidence for each in profile.languages], 200)


def assert_texts_are_valid(texts: Any, limit: int) -> None:
    for text in texts:
        if text is not None:
            assert len(text) <= limit
            assert "\0" not in text
            text.encode()
