"""What is said of several things: lists, rankings and pipelines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recruit.domain.model.application import Application
from recruit.domain.model.candidate import Candidate
from recruit.domain.model.job import Job
from recruit.domain.model.matching import Match, Score
from recruit.domain.model.page import Page
from recruit.domain.services.agent.commands import Kind
from recruit.domain.services.agent.wording import aside, bullets, count, next_steps, one_line, paragraphs, role


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """The applications of one job or candidate: how many there are by status, and the first of them.

    `names` holds what stands on the other side of each shown application, by its id.
    """

    kind: Kind
    id: int
    by_status: Mapping[str, int]
    shown: Sequence[Application]
    names: Mapping[int, str]


def job_list(page: Page[Job], status: str | None) -> str:
    """List jobs, which are of `status` where one was asked for."""
    named = f"{status.replace('_', '-')} " if status else ""
    if not page.total:
        return paragraphs(
            f"You have no {named}jobs.",
            next_steps("'list jobs'" if status else "'create a new job for a senior backend engineer in NYC...'"),
        )
    lines = [
        f"Job #{job.id}: {one_line(job.title)}{aside(job.location, job.employment_type)}, status={one_line(job.status)}"
        for job in page.items
    ]
    return paragraphs(
        f"Here are your {named}jobs:",
        _with_rest(lines, page.total),
        f"{count(page.total, f'{named}job')} in total.",
        next_steps(f"'match candidates for job {page.items[0].id}'", f"'show job {page.items[0].id}'"),
    )


def candidate_list(page: Page[Candidate]) -> str:
    """List candidates."""
    if not page.total:
        return "You have no candidates. They come from uploaded resumes or the candidates API."
    lines = [
        ", ".join(filter(None, [f"{_person(candidate)}{aside(role(candidate))}", one_line(candidate.location or "")]))
        for candidate in page.items
    ]
    first = page.items[0].id
    return paragraphs(
        "Here are your candidates:",
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


def pipeline(found: Pipeline) -> str:
    """Say how far the applications of a job or candidate have come."""
    whose = f"{found.kind} #{found.id}"
    if not found.by_status:
        return f"There are no applications for {whose} yet."
    counts = ", ".join(f"{number} {one_line(status)}" for status, number in found.by_status.items())
    total = sum(found.by_status.values())
    shows = "match candidates for job" if found.kind is Kind.JOB else "match jobs for candidate"
    return paragraphs(
        f"Here are the applications for {whose}:",
        f"Pipeline: {counts} ({total} in total).",
        _with_rest([_application(application, found) for application in found.shown], total),
        next_steps(f"'{shows} {found.id}'", f"'show {found.kind} {found.id}'"),
    )


def _application(application: Application, found: Pipeline) -> str:
    other = f"Candidate #{application.candidate_id}" if found.kind is Kind.JOB else f"Job #{application.job_id}"
    parts = [
        f"Application #{application.id}: {other} {one_line(found.names[application.id])}",
        f"status={one_line(application.status)}",
        f"source={one_line(application.source)}",
        None if application.fit_score is None else f"fit_score={application.fit_score}",
    ]
    return ", ".join(part for part in parts if part)


def _person(candidate: Candidate) -> str:
    return f"Candidate #{candidate.id}: {one_line(candidate.full_name)}"


def _scored(score: Score) -> str:
    return f"score={score.value}, strategy={one_line(score.strategy)}. Why: {one_line(score.reason)}"


def _with_rest(lines: Sequence[str], total: int) -> str:
    """Return the lines as a list that says how many it leaves out."""
    left_out = total - len(lines)
    return f"{bullets(lines)}\n…and {left_out} more." if left_out > 0 else bullets(lines)
