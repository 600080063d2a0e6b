"""Reply texts about one job or one candidate."""

from collections.abc import Mapping, Sequence
from typing import Any

from recruit.domain.agent.wording import (
    bullets,
    candidate_heading,
    candidate_label,
    count,
    excerpt,
    job_heading,
    job_label,
    labelled,
    next_steps,
    one_line,
    paragraphs,
    role,
    salary,
)
from recruit.domain.candidates.model.candidate import UNKNOWN_NAME, Candidate
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import Score


def job_created(job: Job, opening: str = "I've created a new job:") -> str:
    """Return the reply after a job was created."""
    lines = [job_heading(job), *_terms(job)]
    steps = next_steps(f"'match candidates for job {job.id}'", "'list jobs' to see it among your openings.")
    return paragraphs(opening, bullets(lines), steps)


def job_created_from_file(filename: str, job: Job) -> str:
    """Return the reply after a job was created from a file."""
    return job_created(job, f"I've created a new job from the uploaded file '{one_line(filename)}':")


def candidate_created(candidate: Candidate) -> str:
    """Return the reply after a candidate was created, in one line."""
    sentences = [
        f"Created candidate #{candidate.id}: {one_line(candidate.full_name)}",
        labelled("Current title", candidate.current_title),
        labelled("Current company", candidate.current_company),
        labelled("Location", candidate.location),
        labelled("Headline", candidate.headline),
    ]
    if candidate.full_name == UNKNOWN_NAME and not any(sentences[1:]):
        sentences.append("Nothing was found in the file, not even a name")
    return " ".join(f"{sentence.removesuffix('.')}." for sentence in sentences if sentence)


def job_changed(job: Job, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return the reply after a job was changed, with the values of each changed field before and after."""
    if not after:
        return f"Job #{job.id} ({one_line(job.title)}) is that way already."
    lines = [f"{name.replace('_', ' ').capitalize()}: {_value(before[name])} → {_value(after[name])}" for name in after]
    return paragraphs(f"I've changed {job_label(job)}:", bullets(lines))


def note_added(candidate: Candidate, note: str) -> str:
    """Return the reply after a note was added."""
    return f"I've added a note to {candidate_label(candidate)}: {excerpt(note)}"


def comparison(candidates: Sequence[Candidate], scores: Mapping[int, Score], job: Job | None) -> str:
    """Return a side-by-side comparison of candidates."""
    whose = f" for {job_label(job)}" if job else ""
    return paragraphs(
        f"Here is how {len(candidates)} candidates compare{whose}:",
        *(_compared(candidate, scores.get(candidate.id)) for candidate in candidates),
    )


def job_summary(job: Job) -> str:
    """Return the summary of a job."""
    lines = [
        labelled("Status", job.status),
        labelled("Department", job.department),
        *_terms(job),
        labelled("Nice-to-have skills", ", ".join(job.nice_to_have_skills)),
        labelled("Public", "yes" if job.is_public else "no"),
        labelled("Description", excerpt(job.description or "")),
    ]
    return paragraphs(
        job_heading(job),
        bullets(lines),
        next_steps(f"'match candidates for job {job.id}'", f"'show applications for job {job.id}'"),
    )


def candidate_summary(candidate: Candidate) -> str:
    """Return the summary of a candidate."""
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
        candidate_heading(candidate),
        bullets(lines),
        next_steps(f"'match jobs for candidate {candidate.id}'", "'list candidates' to see everyone."),
    )


def _compared(candidate: Candidate, score: Score | None) -> str:
    years = candidate.experience_years
    lines = [
        f"Score: {score.value}. Why: {one_line(score.reason)}" if score else None,
        labelled("Current role", role(candidate)),
        labelled("Headline", candidate.headline),
        labelled("Location", candidate.location),
        labelled("Experience", None if years is None else count(years, "year")),
    ]
    return f"{candidate_heading(candidate)}\n{bullets(lines)}"


def _value(value: object) -> str:
    """Return a field's value in readable form."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(one_line(str(one)) for one in value) or "none"
    return "none" if value is None else excerpt(str(value))


def _terms(job: Job) -> list[str | None]:
    return [
        labelled("Location", job.location),
        labelled("Employment type", job.employment_type),
        labelled("Remote option", job.remote_option),
        labelled("Salary range", salary(job)),
        labelled("Required skills", ", ".join(job.required_skills)),
    ]
