"""What is said of several things: lists, rankings and pipelines."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from recruit.domain.model.application import Application
from recruit.domain.model.candidate import Candidate
from recruit.domain.model.job import Job
from recruit.domain.model.matching import Match, Score
from recruit.domain.model.page import Page
from recruit.domain.model.search import ApplicationSearch, Waiting
from recruit.domain.services.agent.wording import aside, bullets, count, next_steps, one_line, paragraphs, role
from recruit.domain.services.searching import People

NOT_NARROWED: Mapping[str, Any] = MappingProxyType({})


def job_list(page: Page[Job], status: str | None, narrowed: Mapping[str, Any] = NOT_NARROWED) -> str:
    """List jobs, which are of `status` where one was asked for, and fit what else they were `narrowed` by."""
    named = f"{one_line(status).replace('_', '-')} " if status else ""
    fitting = _narrowed(narrowed)
    if not page.total:
        return paragraphs(
            f"You have no {named}jobs{fitting}.",
            next_steps(
                "'list jobs'" if named or fitting else "'create a new job for a senior backend engineer in NYC...'"
            ),
        )
    lines = [
        f"Job #{job.id}: {one_line(job.title)}{aside(job.location, job.employment_type)}, status={one_line(job.status)}"
        for job in page.items
    ]
    return paragraphs(
        f"Here are your {named}jobs{fitting}:",
        _with_rest(lines, page.total),
        f"{count(page.total, f'{named}job')} in total.",
        next_steps(f"'match candidates for job {page.items[0].id}'", f"'show job {page.items[0].id}'"),
    )


def candidate_list(page: Page[Candidate], narrowed: Mapping[str, Any] = NOT_NARROWED) -> str:
    """List candidates, who fit what they were `narrowed` by."""
    fitting = _narrowed(narrowed)
    if not page.total:
        if fitting:
            return paragraphs(f"You have no candidates{fitting}.", next_steps("'list candidates' to see everyone."))
        return "You have no candidates. They come from uploaded resumes or the candidates API."
    lines = [
        ", ".join(filter(None, [f"{_person(candidate)}{aside(role(candidate))}", one_line(candidate.location or "")]))
        for candidate in page.items
    ]
    first = page.items[0].id
    return paragraphs(
        f"Here are your candidates{fitting}:",
        _with_rest(lines, page.total),
        f"{count(page.total, 'candidate')} in total.",
        next_steps(f"'summarize candidate {first}'", f"'match jobs for candidate {first}'"),
    )


def candidate_matches(job_id: int, matches: Sequence[Match]) -> str:
    """Say who fits a job best."""
    if not matches:
        return f"You have no candidates to match with job #{job_id}."
    lines = [f"{_person(match.candidate)}{aside(role(match.candidate))}, {_scored(match.score)}" for match in matches]
    return paragraphs(
        f"Here are the top candidate matches for job #{job_id}:",
        bullets(lines),
        next_steps(f"'show applications for job {job_id}'", "'list candidates' to see everyone."),
    )


def job_matches(candidate_id: int, matches: Sequence[Match]) -> str:
    """Say which jobs suit a candidate best."""
    if not matches:
        return f"You have no jobs to match with candidate #{candidate_id}."
    lines = [
        f"Job #{job.id}: {one_line(job.title)}{aside(job.location, job.status)}, {_scored(score)}"
        for job, score in ((match.job, match.score) for match in matches)
    ]
    return paragraphs(
        f"Here are the top job matches for candidate #{candidate_id}:",
        bullets(lines),
        next_steps(f"'summarize candidate {candidate_id}'", "'list jobs' to see all openings."),
    )


def pipeline_heading(wanted: ApplicationSearch) -> str:
    """Say whose applications they are: "applications for job #5"."""
    parts = [
        f"for job #{wanted.job_id}" if wanted.job_id is not None else "",
        f"for candidate #{wanted.candidate_id}" if wanted.candidate_id is not None else "",
        f"in status {one_line(wanted.status)}" if wanted.status else "",
    ]
    return " ".join(filter(None, ["applications", *parts]))


def pipeline(heading: str, by_status: Mapping[str, int], lines: Sequence[str]) -> Sequence[str]:
    """Say how far applications have come, in paragraphs. `lines` tell of the first of them."""
    if not by_status:
        return [f"There are no {heading} yet."]
    counts = ", ".join(f"{number} {one_line(status)}" for status, number in by_status.items())
    total = sum(by_status.values())
    return [f"Here are the {heading}:", f"Pipeline: {counts} ({total} in total).", _with_rest(lines, total)]


def pipeline_steps(wanted: ApplicationSearch) -> str | None:
    """Say what can be said after a pipeline."""
    if wanted.job_id is not None:
        return next_steps(f"'match candidates for job {wanted.job_id}'", f"'show job {wanted.job_id}'")
    if wanted.candidate_id is not None:
        return next_steps(
            f"'match jobs for candidate {wanted.candidate_id}'", f"'show candidate {wanted.candidate_id}'"
        )
    return None


def application_line(application: Application, behind: People, wanted: ApplicationSearch) -> str:
    """Tell of an application, and of the side of it that wasn't asked for."""
    candidate, job = behind.candidates.get(application.candidate_id), behind.jobs.get(application.job_id)
    name = f"Candidate #{application.candidate_id} {one_line(candidate.full_name if candidate else 'removed')}"
    title = f"Job #{application.job_id} {one_line(job.title if job else 'removed')}"
    of_both = f"{name} for {title}"
    parts = [
        title if wanted.candidate_id is not None else name if wanted.job_id is not None else of_both,
        f"status={one_line(application.status)}",
        f"source={one_line(application.source)}",
        None if application.fit_score is None else f"fit_score={application.fit_score}",
    ]
    return f"Application #{application.id}: {', '.join(part for part in parts if part)}"


def waiting_line(waiting: Waiting, behind: People, now: datetime) -> str:
    """Say who has waited longest."""
    application = waiting.application
    candidate = behind.candidates.get(application.candidate_id)
    days = max(0, (now - waiting.since).days)
    return (
        f"Waiting longest: candidate #{application.candidate_id} {one_line(candidate.full_name if candidate else '')}, "
        f"{one_line(application.status)} for {count(days, 'day')} (application #{application.id}, "
        f"job #{application.job_id})."
    )


def _narrowed(by: Mapping[str, Any]) -> str:
    """Return " with title Nurse, location Berlin"; nothing where a list isn't narrowed."""
    parts = ", ".join(
        f"{name.replace('_', ' ')} {one_line(str(value))}" for name, value in by.items() if value is not None
    )
    return f" with {parts}" if parts else ""


def _person(candidate: Candidate) -> str:
    return f"Candidate #{candidate.id}: {one_line(candidate.full_name)}"


def _scored(score: Score) -> str:
    return f"score={score.value}, strategy={one_line(score.strategy)}. Why: {one_line(score.reason)}"


def _with_rest(lines: Sequence[str], total: int) -> str:
    """Return the lines as a list that says how many it leaves out."""
    left_out = total - len(lines)
    return f"{bullets(lines)}\n…and {left_out} more." if left_out > 0 else bullets(lines)
