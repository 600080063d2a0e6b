"""Search criteria, evaluated row by row."""

import re
from datetime import datetime

from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import MatchLog
from recruit.domain.search.model import ApplicationSearch, CandidateSearch, JobSearch


def fits_job(wanted: JobSearch, job: Job, came: datetime) -> bool:
    """Return whether a job meets all criteria. `came` is its creation time."""
    return (
        wanted.status in {None, job.status}
        and _then(wanted, came)
        and _in(wanted.query, job.title)
        and _in(wanted.location, job.location, job.remote_option)
        and _named(wanted.skill, job.title, *job.required_skills, *job.nice_to_have_skills)
    )


def fits_candidate(wanted: CandidateSearch, candidate: Candidate, came: datetime) -> bool:
    """Return whether a candidate meets all criteria. `came` is the creation time."""
    return (
        _in(wanted.query, candidate.full_name)
        and _then(wanted, came)
        and _in(wanted.title, candidate.current_title, candidate.headline)
        and _in(wanted.location, candidate.location)
        and _in(wanted.company, candidate.current_company)
        and _in(wanted.text, candidate.notes)
        and _named(wanted.skill, candidate.current_title, candidate.headline, candidate.notes)
    )


def fits_application(wanted: ApplicationSearch, application: Application, came: datetime) -> bool:
    """Return whether an application meets all criteria.

    `came` is its creation time, or the time of its last status change.
    """
    return (
        wanted.job_id in {None, application.job_id}
        and wanted.candidate_id in {None, application.candidate_id}
        and wanted.status in {None, application.status}
        and _then(wanted, came)
    )


def _then(wanted: JobSearch | CandidateSearch | ApplicationSearch, came: datetime) -> bool:
    return (wanted.since is None or came >= wanted.since) and (wanted.until is None or came < wanted.until)


def _in(part: str | None, *texts: str | None) -> bool:
    return not part or any(part.lower() in (text or "").lower() for text in texts)


def _named(pattern: str | None, *texts: str | None) -> bool:
    return pattern is None or any(re.search(pattern, text or "", re.IGNORECASE) for text in texts)


def concerns(row: Application | MatchLog, job_id: int | None, candidate_id: int | None) -> bool:
    """Return whether a row belongs to a job and a candidate; None matches any."""
    return job_id in {None, row.job_id} and candidate_id in {None, row.candidate_id}
