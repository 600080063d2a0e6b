"""What is said of one job or one candidate."""

from recruit.domain.model.candidate import Candidate
from recruit.domain.model.job import Job
from recruit.domain.services.agent.wording import (
    bullets,
    count,
    excerpt,
    labelled,
    next_steps,
    one_line,
    paragraphs,
    role,
    salary,
)


def job_created(job: Job) -> str:
    """Say that a job was made from what somebody wrote."""
    return _created("I've created a new job:", job)


def job_created_from_file(filename: str, job: Job) -> str:
    """Say that a job was made from a file."""
    return _created(f"I've created a new job from the uploaded file '{one_line(filename)}':", job)


def candidate_created(candidate: Candidate) -> str:
    """Say that a candidate was made, in one line."""
    sentences = [
        f"Created candidate #{candidate.id}: {one_line(candidate.full_name)}",
        labelled("Current title", candidate.current_title),
        labelled("Current company", candidate.current_company),
        labelled("Location", candidate.location),
        labelled("Headline", candidate.headline),
    ]
    return " ".join(f"{sentence.removesuffix('.')}." for sentence in sentences if sentence)


def job_summary(job: Job) -> str:
    """Say what is known of a job."""
    lines = [
        labelled("Status", job.status),
        labelled("Department", job.department),
        *_terms(job),
        labelled("Nice-to-have skills", ", ".join(job.nice_to_have_skills)),
        labelled("Public", "yes" if job.is_public else "no"),
        labelled("Description", excerpt(job.description or "")),
    ]
    return paragraphs(
        _heading(job),
        bullets(lines),
        next_steps(f"'match candidates for job {job.id}'", f"'show applications for job {job.id}'"),
    )


def candidate_summary(candidate: Candidate) -> str:
    """Say what is known of a candidate."""
    years = candidate.experience_years
    lines = [
        labelled("Headline", candidate.headline),
        labelled("Current role", role(candidate)),
        labelled("Location", candidate.location),
        labelled("Experience", None if years is None else count(years, "year")),
        labelled("LinkedIn", candidate.linkedin_url),
        labelled("GitHub", candidate.github_url),
        labelled("Website", candidate.website_url),
        labelled("Notes", excerpt(candidate.notes or "")),
    ]
    return paragraphs(
        f"Candidate #{candidate.id}: {one_line(candidate.full_name)}",
        bullets(lines),
        next_steps(f"'match jobs for candidate {candidate.id}'", "'list candidates' to see everyone."),
    )


def _created(opening: str, job: Job) -> str:
    return paragraphs(
        opening,
        bullets([_heading(job), *_terms(job)]),
        next_steps(f"'match candidates for job {job.id}'", "'list jobs' to see it among your openings."),
    )


def _heading(job: Job) -> str:
    return f"Job #{job.id}: {one_line(job.title)}"


def _terms(job: Job) -> list[str | None]:
    return [
        labelled("Location", job.location),
        labelled("Employment type", job.employment_type),
        labelled("Remote option", job.remote_option),
        labelled("Salary range", salary(job)),
        labelled("Required skills", ", ".join(job.required_skills)),
    ]
