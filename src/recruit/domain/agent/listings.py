"""Reply texts about several things: lists, rankings and pipelines."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from recruit.domain.agent.tools.support.row_filter import MOST_FILTERED, FilteredRows
from recruit.domain.agent.wording import (
    bracketed,
    bullets,
    candidate_heading,
    count,
    job_heading,
    joined,
    next_steps,
    one_line,
    paragraphs,
    role,
    salary,
)
from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import Match, Score
from recruit.domain.search.model import ApplicationSearch, Waiting
from recruit.domain.search.service import RelatedRecords

ORDERS = {
    "most_experience": "the most experienced first",
    "least_experience": "the least experienced first",
    "highest_score": "the highest score first",
    "best_paid": "the best paid first",
    "worst_paid": "the worst paid first",
    "most_applications": "those with the most applications first",
    "fewest_applications": "those with the fewest applications first",
    "newest": "the last added first",
    "oldest": "the first added first",
}
_FILTERS = {
    "not_location": "any location but {}",
    "not_skill": "no skill {}",
    "not_department": "any department but {}",
    "not_language": "no language {}",
    "not_title": "any title but {}",
    "not_company": "any company but {}",
    "not_status": "any status but {}",
    "not_candidate_ids": "any candidate but #{}",
    "not_job_ids": "any job but #{}",
    "min_years": "at least {} years of experience",
    "max_years": "at most {} years of experience",
    "min_pay": "pay from {}",
    "max_pay": "pay up to {}",
    "min_score": "a score of at least {}",
    "max_score": "a score of at most {}",
    "and_skills": "skill {}",
    "has": "known {}",
    "lacks": "no {}",
}
"""Wording of the filters whose names don't read well."""

_EACH = frozenset(["and_skills", "has"])
_PAID = frozenset(["min_pay", "max_pay"])


def job_list(
    found: FilteredRows[Job],
    status: str | None,
    filters: Mapping[str, Any] = MappingProxyType({}),
    applied: Mapping[int, int] | None = None,
) -> str:
    """Return the list of jobs: those with `status` if one was asked for, narrowed by the other filters.

    `applied` holds the number of applications by job id, where they matter.
    """
    named = f"{one_line(status).replace('_', '-')} " if status else ""
    filtered = _in_words(filters)
    paid = bool(_PAID & filters.keys()) or filters.get("order") in {"best_paid", "worst_paid"}
    if not found.total:
        return paragraphs(
            f"You have no {named}jobs{filtered}.",
            omissions(found, "job", "salary"),
            next_steps(
                "'list jobs'" if named or filtered else "'create a new job for a senior backend engineer in NYC...'"
            ),
        )
    lines = [_job_line(job, applied, paid=paid) for job in found.items]
    currencies = {job.currency for job in found.items} if paid else set()
    return paragraphs(
        f"Here are your {named}jobs{filtered}:",
        _with_rest(lines, found.total),
        f"{count(found.total, f'{named}job')} in total.",
        omissions(found, "job", "salary"),
        "Salaries are compared as they are written, whatever the currency." if len(currencies) > 1 else None,
        next_steps(f"'match candidates for job {found.items[0].id}'", f"'show job {found.items[0].id}'"),
    )


def _job_line(job: Job, applied: Mapping[int, int] | None, *, paid: bool) -> str:
    return joined(
        ", ",
        f"{job_heading(job)}{bracketed(job.location, job.employment_type)}",
        f"status={one_line(job.status)}",
        salary(job) if paid else None,
        count(applied.get(job.id, 0), "application") if applied else None,
    )


def candidate_list(found: FilteredRows[Candidate], filters: Mapping[str, Any] = MappingProxyType({})) -> str:
    """Return the list of candidates, narrowed by the filters."""
    filtered = _in_words(filters)
    counted = filters.get("order") in {"most_experience", "least_experience"} or "max_years" in filters
    if not found.total:
        if filtered:
            return paragraphs(
                f"You have no candidates{filtered}.",
                omissions(found, "candidate", "years of experience"),
                next_steps("'list candidates' to see everyone."),
            )
        return "You have no candidates. They come from uploaded resumes or the candidates API."
    lines = [
        joined(
            ", ",
            f"{candidate_heading(candidate)}{bracketed(role(candidate))}",
            one_line(candidate.location or ""),
            count(candidate.experience_years or 0, "year") if counted else None,
        )
        for candidate in found.items
    ]
    first = found.items[0].id
    return paragraphs(
        f"Here are your candidates{filtered}:",
        _with_rest(lines, found.total),
        f"{count(found.total, 'candidate')} in total.",
        omissions(found, "candidate", "years of experience"),
        next_steps(f"'summarize candidate {first}'", f"'match jobs for candidate {first}'"),
    )


def omissions(found: FilteredRows[Any], noun: str, amount: str) -> str | None:
    """Return the rows left out of a list, and the way they were compared if that may surprise; None for neither."""
    notices = [
        f"{count(found.unknown, noun)} without known {amount} left out." if found.unknown else "",
        f"I looked at the first {MOST_FILTERED} {noun}s." if found.cut else "",
        f"With so many {noun}s, titles and places are compared as they are written." if found.literal else "",
    ]
    return joined(" ", *notices) or None


def candidate_matches(job_id: int, matches: Sequence[Match], filters: Mapping[str, Any] = MappingProxyType({})) -> str:
    """Return the ranking of candidates for a job, narrowed by the filters."""
    filtered = _in_words(filters)
    if not matches:
        return f"You have no candidates{filtered} to match with job #{job_id}."
    lines = [
        f"{candidate_heading(match.candidate)}{bracketed(role(match.candidate))}, {_scored(match.score)}"
        for match in matches
    ]
    return paragraphs(
        f"Here are the top candidate matches for job #{job_id}{filtered}:",
        bullets(lines),
        next_steps(f"'show applications for job {job_id}'", "'list candidates' to see everyone."),
    )


def job_matches(candidate_id: int, matches: Sequence[Match], filters: Mapping[str, Any] = MappingProxyType({})) -> str:
    """Return the ranking of jobs for a candidate, narrowed by the filters."""
    filtered = _in_words(filters)
    if not matches:
        return f"You have no jobs{filtered} to match with candidate #{candidate_id}."
    lines = [
        f"{job_heading(one.job)}{bracketed(one.job.location, one.job.status)}, {_scored(one.score)}" for one in matches
    ]
    return paragraphs(
        f"Here are the top job matches for candidate #{candidate_id}{filtered}:",
        bullets(lines),
        next_steps(f"'summarize candidate {candidate_id}'", "'list jobs' to see all openings."),
    )


def pipeline_heading(wanted: ApplicationSearch, filters: Mapping[str, Any] = MappingProxyType({})) -> str:
    """Return the heading of a list of applications, with its filters: "applications for job #5"."""
    parts = [
        f"for job #{wanted.job_id}" if wanted.job_id is not None else "",
        f"for candidate #{wanted.candidate_id}" if wanted.candidate_id is not None else "",
        f"in status {one_line(wanted.status)}" if wanted.status else "",
        f"since {wanted.since.date()}" if wanted.since else "",
        f"before {wanted.until.date()}" if wanted.until else "",
    ]
    return joined(" ", "applications", *parts) + _in_words(filters)


def pipeline_paragraphs(heading: str, by_status: Mapping[str, int], lines: Sequence[str]) -> Sequence[str]:
    """Return the paragraphs of a pipeline: counts by status, then `lines`, which describe the first applications."""
    if not by_status:
        return [f"There are no {heading} yet."]
    counts = ", ".join(f"{number} {one_line(status)}" for status, number in by_status.items())
    total = sum(by_status.values())
    return [f"Here are the {heading}:", f"Pipeline: {counts} ({total} in total).", _with_rest(lines, total)]


def pipeline_steps(wanted: ApplicationSearch) -> str | None:
    """Return the suggested commands after a pipeline."""
    if wanted.job_id is not None:
        return next_steps(f"'match candidates for job {wanted.job_id}'", f"'show job {wanted.job_id}'")
    if wanted.candidate_id is not None:
        return next_steps(
            f"'match jobs for candidate {wanted.candidate_id}'", f"'show candidate {wanted.candidate_id}'"
        )
    return None


def application_line(application: Application, behind: RelatedRecords, wanted: ApplicationSearch) -> str:
    """Return a line about an application, with its job or candidate, whichever wasn't asked for."""
    candidate, job = behind.candidates.get(application.candidate_id), behind.jobs.get(application.job_id)
    name = f"Candidate #{application.candidate_id} {one_line(candidate.full_name if candidate else 'removed')}"
    title = f"Job #{application.job_id} {one_line(job.title if job else 'removed')}"
    of_both = f"{name} for {title}"
    parts = [
        title if wanted.candidate_id is not None else name if wanted.job_id is not None else of_both,
        f"status={one_line(behind.stage_name(application))}",
        f"source={one_line(application.source)}",
        None if application.fit_score is None else f"fit_score={application.fit_score}",
    ]
    return f"Application #{application.id}: {joined(', ', *parts)}"


def waiting_line(waiting: Waiting, behind: RelatedRecords, now: datetime) -> str:
    """Return a line about the candidate who has waited longest."""
    application = waiting.application
    candidate = behind.candidates.get(application.candidate_id)
    days = max(0, (now - waiting.since).days)
    return (
        f"Waiting longest: candidate #{application.candidate_id} {one_line(candidate.full_name if candidate else '')}, "
        f"{one_line(behind.stage_name(application))} for {count(days, 'day')} (application #{application.id}, "
        f"job #{application.job_id})."
    )


def _in_words(by: Mapping[str, Any]) -> str:
    """Return the filters as " with title Nurse, location Berlin"; an empty string if there are none."""
    given = {name: value for name, value in by.items() if value is not None}
    order = ORDERS.get(given.pop("order", ""), "")
    parts = [_filter(name, value) for name, value in given.items()]
    return (f" with {', '.join(parts)}" if parts else "") + (f", {order}" if order else "")


def _filter(name: str, value: Any) -> str:
    if value is True:
        return "no applications" if name == "without_applications" else name.replace("_", " ")
    written = value if isinstance(value, str) else str(value) if isinstance(value, int) else _listed(name, value)
    return _FILTERS.get(name, f"{name.replace('_', ' ')} {{}}").format(one_line(written))


def _listed(name: str, values: Sequence[Any]) -> str:
    """Return alternatives as "Berlin or Munich", and values that are all required as "SQL and Rust"."""
    return (" and " if name in _EACH else " or ").join(map(str, values))


def _scored(score: Score) -> str:
    return f"score={score.value}, strategy={one_line(score.strategy)}. Why: {one_line(score.reason)}"


def _with_rest(lines: Sequence[str], total: int) -> str:
    """Return the lines as a list that ends with the number of lines left out."""
    left_out = total - len(lines)
    return f"{bullets(lines)}\n…and {left_out} more." if left_out > 0 else bullets(lines)
