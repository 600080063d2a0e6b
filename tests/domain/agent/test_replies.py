"""The agent's replies, word for word."""

from dataclasses import replace

import pytest

from recruit.domain.agent.drafts import interview
from recruit.domain.agent.listings import (
    application_line,
    candidate_list,
    candidate_matches,
    job_list,
    job_matches,
    pipeline_heading,
    pipeline_paragraphs,
)
from recruit.domain.agent.summaries import (
    candidate_created,
    candidate_summary,
    job_created,
    job_created_from_file,
    job_summary,
)
from recruit.domain.agent.tools.support.row_filter import FilteredRows
from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import Match, Score
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.search.service import RelatedRecords

JOB = Job(
    id=6,
    org_id=1,
    created_by_user_id=1,
    title="Senior Backend Engineer",
    location="New York, NY",
    employment_type="Full-time",
    remote_option="Hybrid",
    salary_min=150000,
    salary_max=190000,
    required_skills=("Python", "FastAPI", "PostgreSQL"),
)
JANE = Candidate(
    id=12,
    org_id=1,
    full_name="Jane Doe",
    headline="Senior Backend Engineer",
    location="San Francisco, CA",
    experience_years=8,
    current_title="Staff Engineer",
    current_company="TechCorp",
    linkedin_url="https://linkedin.com/in/janedoe",
)
BARE_JOB = Job(id=6, org_id=1, created_by_user_id=1, title="Cook")
BARE_JANE = Candidate(id=12, org_id=1, full_name="Jane Doe")
SCORE = Score(value=87, reason="Keyword overlap on: python.", strategy="openai", components={}, weights={})

CREATED = (
    "\n\n- Job #6: Senior Backend Engineer\n- Location: New York, NY\n- Employment type: Full-time\n"
    "- Remote option: Hybrid\n- Salary range: 150000–190000 USD\n- Required skills: Python, FastAPI, PostgreSQL\n\n"
    "You can now say things like:\n- 'match candidates for job 6'\n- 'list jobs' to see it among your openings."
)


def test_the_reply_to_a_job_file_equals_the_reference() -> None:
    opening = "I've created a new job from the uploaded file 'job_description.txt':"
    assert job_created_from_file("job_description.txt", JOB) == opening + CREATED


def test_the_reply_to_a_new_job_lists_the_same_fields() -> None:
    assert job_created(JOB) == "I've created a new job:" + CREATED


def test_unknown_fields_of_a_new_job_are_omitted() -> None:
    assert job_created(BARE_JOB) == (
        "I've created a new job:\n\n- Job #6: Cook\n\n"
        "You can now say things like:\n- 'match candidates for job 6'\n- 'list jobs' to see it among your openings."
    )


@pytest.mark.parametrize(
    ("low", "high", "line"),
    [(150000, None, "from 150000 USD"), (None, 190000, "up to 190000 USD"), (0, 0, "0–0 USD")],
)
def test_a_salary_may_have_one_bound(low: int | None, high: int | None, line: str) -> None:
    assert f"\n- Salary range: {line}\n" in job_created(replace(BARE_JOB, salary_min=low, salary_max=high)) + "\n"


def test_the_reply_to_a_new_candidate_equals_the_reference() -> None:
    assert candidate_created(JANE) == (
        "Created candidate #12: Jane Doe. Current title: Staff Engineer. Current company: TechCorp. "
        "Location: San Francisco, CA. Headline: Senior Backend Engineer."
    )


def test_unknown_fields_of_a_new_candidate_are_omitted() -> None:
    assert candidate_created(BARE_JANE) == "Created candidate #12: Jane Doe."
    assert candidate_created(replace(BARE_JANE, full_name="Unknown Candidate")) == (
        "Created candidate #12: Unknown Candidate. Nothing was found in the file, not even a name."
    )


def test_a_sentence_ends_with_one_full_stop() -> None:
    person = replace(BARE_JANE, current_company="Tech Inc.")
    assert candidate_created(person) == "Created candidate #12: Jane Doe. Current company: Tech Inc."


def test_line_breaks_in_data_start_no_new_line() -> None:
    injected = "Jane\r\n\n- 'list\u2028jobs'"
    person = replace(JANE, full_name=injected, headline=injected, current_title=injected, notes=injected)
    job = replace(JOB, title=injected, location=injected, status="a\nb", required_skills=("a\nb",))
    match = Match(job=job, candidate=person, score=replace(SCORE, reason="a\nb"))
    application = Application(id=1, org_id=1, job_id=6, candidate_id=12, status="a\nb", source="a\nb")
    of_job = ApplicationSearch(job_id=6)
    clean = [
        (job_created_from_file("a\nb", job), job_created_from_file("a b", JOB)),
        (candidate_created(person), candidate_created(JANE)),
        (candidate_summary(person), candidate_summary(replace(JANE, notes="a"))),
        (job_summary(job), job_summary(JOB)),
        (job_list(FilteredRows([job], 1), None), job_list(FilteredRows([JOB], 1), None)),
        (candidate_list(FilteredRows([person], 1)), candidate_list(FilteredRows([JANE], 1))),
        (candidate_matches(6, [match]), candidate_matches(6, [Match(job=JOB, candidate=JANE, score=SCORE)])),
        (job_matches(12, [match]), job_matches(12, [Match(job=JOB, candidate=JANE, score=SCORE)])),
        (
            application_line(application, RelatedRecords({12: person}, {}), of_job),
            application_line(application, RelatedRecords({12: JANE}, {}), of_job),
        ),
        (pipeline_paragraphs("a", {"a\nb": 1}, [])[1], pipeline_paragraphs("a", {"a": 1}, [])[1]),
    ]
    for hostile, ordinary in clean:
        assert len(hostile.splitlines()) == len(ordinary.splitlines())


def test_the_list_of_candidate_matches_equals_the_reference() -> None:
    reason = "High semantic similarity between job and profile. Overlapping terms include: backend, python."
    match = Match(job=JOB, candidate=JANE, score=replace(SCORE, reason=reason))
    assert candidate_matches(5, [match]) == (
        "Here are the top candidate matches for job #5:\n\n"
        f"- Candidate #12: Jane Doe (Staff Engineer @ TechCorp), score=87, strategy=openai. Why: {reason}\n\n"
        "You can now say things like:\n- 'show applications for job 5'\n- 'list candidates' to see everyone."
    )


@pytest.mark.parametrize(
    ("title", "company", "expected"),
    [
        ("Staff Engineer", None, "Jane Doe (Staff Engineer), score"),
        (None, "TechCorp", "Jane Doe (@ TechCorp), score"),
        (None, None, "Jane Doe, score"),
    ],
)
def test_unknown_parts_of_a_current_role_are_omitted(title: str | None, company: str | None, expected: str) -> None:
    person = replace(BARE_JANE, current_title=title, current_company=company)
    assert expected in candidate_matches(6, [Match(job=JOB, candidate=person, score=SCORE)])


def test_job_matches_are_listed_like_candidate_matches() -> None:
    assert job_matches(7, [Match(job=JOB, candidate=JANE, score=SCORE)]) == (
        "Here are the top job matches for candidate #7:\n\n"
        "- Job #6: Senior Backend Engineer (New York, NY, open), score=87, strategy=openai. "
        "Why: Keyword overlap on: python.\n\n"
        "You can now say things like:\n- 'summarize candidate 7'\n- 'list jobs' to see all openings."
    )


def test_a_list_shows_its_total_and_the_number_of_omitted_rows() -> None:
    reply = job_list(FilteredRows([JOB], 3), None)
    assert reply.startswith(
        "Here are your jobs:\n\n"
        "- Job #6: Senior Backend Engineer (New York, NY, Full-time), status=open\n…and 2 more.\n\n"
        "3 jobs in total.\n\nYou can now say things like:\n"
    )


def test_a_complete_list_omits_no_rows() -> None:
    reply = candidate_list(FilteredRows([JANE, BARE_JANE], 2))
    assert reply.startswith(
        "Here are your candidates:\n\n"
        "- Candidate #12: Jane Doe (Staff Engineer @ TechCorp), San Francisco, CA\n- Candidate #12: Jane Doe\n\n"
        "2 candidates in total.\n\nYou can now say things like:\n"
    )


def test_the_heading_of_a_list_names_its_status() -> None:
    assert job_list(FilteredRows([JOB], 1), "on_hold").startswith("Here are your on-hold jobs:")
    assert job_list(FilteredRows([], 0), "closed").startswith("You have no closed jobs.")


def test_a_pipeline_counts_by_status_and_names_the_candidates() -> None:
    applications = [
        Application(id=1, org_id=1, job_id=5, candidate_id=12, fit_score=85),
        Application(id=2, org_id=1, job_id=5, candidate_id=13, status="offer", source="referral"),
    ]
    of_job = ApplicationSearch(job_id=5)
    related = RelatedRecords({12: JANE, 13: replace(JANE, id=13, full_name="Jo")}, {})
    paragraphs = pipeline_paragraphs(
        pipeline_heading(of_job),
        {"sourced": 1, "offer": 1},
        [application_line(one, related, of_job) for one in applications],
    )
    assert list(paragraphs) == [
        "Here are the applications for job #5:",
        "Pipeline: 1 sourced, 1 offer (2 in total).",
        (
            "- Application #1: Candidate #12 Jane Doe, status=sourced, source=manual, fit_score=85\n"
            "- Application #2: Candidate #13 Jo, status=offer, source=referral"
        ),
    ]


def test_a_candidate_is_summarised_with_the_beginning_of_their_notes() -> None:
    reply = candidate_summary(replace(JANE, notes="word " * 200))
    assert reply.startswith(
        "Candidate #12: Jane Doe\n\n- Headline: Senior Backend Engineer\n- Current role: Staff Engineer @ TechCorp\n"
        "- Location: San Francisco, CA\n- Experience: 8 years\n- LinkedIn: https://linkedin.com/in/janedoe\n"
        "- Notes: word word "
    )
    (notes,) = [line for line in reply.splitlines() if line.startswith("- Notes: ")]
    assert notes.endswith(" word…")
    assert 490 < len(notes.removeprefix("- Notes: ")) <= 501


def test_notes_of_one_long_word_are_truncated() -> None:
    assert f"- Notes: {'x' * 500}…\n" in candidate_summary(replace(JANE, notes="x" * 1000))


def test_a_job_is_summarised() -> None:
    reply = job_summary(replace(JOB, department="Engineering", description="We are hiring"))
    assert reply.startswith("Job #6: Senior Backend Engineer\n\n- Status: open\n- Department: Engineering\n")
    assert "\n- Salary range: 150000–190000 USD\n" in reply
    assert "\n- Description: We are hiring\n\nYou can now say things like:\n" in reply


def test_interview_questions_name_the_candidate_and_the_job() -> None:
    job, jane = (
        Job(id=5, org_id=1, created_by_user_id=1, title="Nurse"),
        Candidate(id=2, org_id=1, full_name="Jane Doe"),
    )
    assert interview(job, None).text.startswith("Here are interview questions for job #5 (Nurse):")
    assert interview(job, jane).text.startswith(
        "Here are interview questions for candidate #2 (Jane Doe) for job #5 (Nurse):"
    )
