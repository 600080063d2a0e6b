"""What is looked for, found by looking at each row."""

import re

from recruit.domain.model.application import Application
from recruit.domain.model.candidate import Candidate
from recruit.domain.model.job import Job
from recruit.domain.model.search import ApplicationSearch, CandidateSearch, JobSearch


def fits_job(wanted: JobSearch, job: Job) -> bool:
    """Tell whether a job is one that is looked for."""
    return (
        wanted.status in {None, job.status}
        and _in(wanted.query, job.title)
        and _in(wanted.location, job.location, job.remote_option)
        and _named(wanted.skill, job.title, *job.required_skills, *job.nice_to_have_skills)
    )


def fits_candidate(wanted: CandidateSearch, candidate: Candidate) -> bool:
    """Tell whether a candidate is one who is looked for."""
    return (
        _in(wanted.query, candidate.full_name)
        and _in(wanted.title, candidate.current_title, candidate.headline)
        and _in(wanted.location, candidate.location)
        and _in(wanted.company, candidate.current_company)
        and _in(wanted.text, candidate.notes)
        and _named(wanted.skill, candidate.current_title, candidate.headline, candidate.notes)
    )


def fits_application(wanted: ApplicationSearch, application: Application) -> bool:
    """Tell whether an application is one that is looked for."""
    return (
        wanted.job_id in {None, application.job_id}
        and wanted.candidate_id in {None, application.candidate_id}
        and wanted.status in {None, application.status}
    )


def _in(part: str | None, *texts: str | None) -> bool:
    return not part or any(part.lower() in (text or "").lower() for text in texts)


def _named(pattern: str | None, *texts: str | None) -> bool:
    return pattern is None or any(re.search(pattern, text or "", re.IGNORECASE) for text in texts)
