"""Search criteria, evaluated row by row."""

import re
from datetime import datetime

from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import MatchLog
from recruit.domain.search.model import ApplicationSearch, CandidateSearch, JobSearch


def matches_job(criteria: JobSearch, job: Job, created_at: datetime) -> bool:
    """Return whether a job meets all criteria. `created_at` is its creation time."""
    return (
        criteria.status in {None, job.status}
        and _in_period(criteria, created_at)
        and _contains(criteria.query, job.title)
        and _contains(criteria.location, job.location, job.remote_option)
        and _matches(criteria.skill, job.title, *job.required_skills, *job.nice_to_have_skills)
    )


def matches_candidate(criteria: CandidateSearch, candidate: Candidate, created_at: datetime) -> bool:
    """Return whether a candidate meets all criteria. `created_at` is the creation time."""
    return (
        _contains(criteria.query, candidate.full_name)
        and _in_period(criteria, created_at)
        and _contains(criteria.title, candidate.current_title, candidate.headline)
        and _contains(criteria.location, candidate.location)
        and _contains(criteria.company, candidate.current_company)
        and _contains(criteria.text, candidate.notes)
        and _matches(criteria.skill, candidate.current_title, candidate.headline, candidate.notes)
    )


def matches_application(criteria: ApplicationSearch, application: Application, created_at: datetime) -> bool:
    """Return whether an application meets all criteria.

    `created_at` is its creation time, or the time of its last status change.
    """
    return (
        criteria.job_id in {None, application.job_id}
        and criteria.candidate_id in {None, application.candidate_id}
        and criteria.status in {None, application.status}
        and _in_period(criteria, created_at)
    )


def _in_period(criteria: JobSearch | CandidateSearch | ApplicationSearch, created_at: datetime) -> bool:
    return (criteria.since is None or created_at >= criteria.since) and (
        criteria.until is None or created_at < criteria.until
    )


def _contains(part: str | None, *texts: str | None) -> bool:
    return not part or any(part.lower() in (text or "").lower() for text in texts)


def _matches(pattern: str | None, *texts: str | None) -> bool:
    return pattern is None or any(re.search(pattern, text or "", re.IGNORECASE) for text in texts)


def belongs_to(row: Application | MatchLog, job_id: int | None, candidate_id: int | None) -> bool:
    """Return whether a row belongs to a job and a candidate; None matches any."""
    return job_id in {None, row.job_id} and candidate_id in {None, row.candidate_id}
