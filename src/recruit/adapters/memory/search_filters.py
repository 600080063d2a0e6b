"""Search criteria, evaluated row by row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.profile import Profile
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import MatchLog
from recruit.domain.search.model import ApplicationSearch, CandidateSearch, JobSearch, are_words, name_pattern
from recruit.domain.search.text_query import TextQuery
from recruit.domain.search.texts import (
    candidate_fields_text,
    candidate_skills_text,
    documents_text,
    job_fields_text,
    job_skills_text,
)
from recruit.domain.search.words import BETWEEN_TEXTS, searchable
from recruit.domain.shared.case_folding import lowered
from recruit.domain.tags.model import TagFilter


@dataclass(frozen=True, slots=True)
class CandidateTexts:
    """The profile of a candidate, and the texts of their documents."""

    profile: Profile
    documents: Sequence[str | None]


def matches_job(criteria: JobSearch, job: Job, times: tuple[datetime, datetime]) -> bool:
    """Return whether a job meets all criteria. `times` are those of its creation and its last change."""
    return (
        criteria.status in {None, job.status}
        and (criteria.ids is None or job.id in criteria.ids)
        and _in_periods(criteria, *times)
        and _contains(criteria.query, job.title)
        and _contains(criteria.title, job.title)
        and _contains(criteria.location, job.location, job.remote_option)
        and _contains(criteria.department, job.department)
        and _names_each(criteria.skills, job.title, *job.required_skills, *job.nice_to_have_skills)
        and (criteria.words is None or _meets(criteria.words, job_skills_text(job), job_fields_text(job)))
    )


def matches_candidate(
    criteria: CandidateSearch, candidate: Candidate, times: tuple[datetime, datetime], files: CandidateTexts
) -> bool:
    """Return whether a candidate meets all criteria but those of applications. `times` are as for jobs."""
    texts = (candidate.current_title, candidate.headline, candidate.notes)
    return (
        (criteria.ids is None or candidate.id in criteria.ids)
        and _contains(criteria.query, candidate.full_name)
        and _in_periods(criteria, *times)
        and _contains(criteria.title, candidate.current_title, candidate.headline)
        and _contains(criteria.location, candidate.location)
        and _contains(criteria.company, candidate.current_company)
        and _contains(criteria.notes, candidate.notes)
        and _is_within(candidate.experience_years, criteria.years_min, criteria.years_max)
        and _names_each(criteria.skills, *texts, *(skill.name for skill in files.profile.skills))
        and (
            criteria.words is None
            or _meets(
                criteria.words,
                candidate_skills_text(candidate, files.profile),
                candidate_fields_text(candidate, files.profile),
                documents_text(files.documents if criteria.in_documents else ()),
            )
        )
    )


def has_tags(tagged: TagFilter, tags: set[int]) -> bool:
    """Return whether the tags of a candidate meet a filter."""
    return (
        tags.issuperset(tagged.all_of)
        and (not tagged.any_of or not tags.isdisjoint(tagged.any_of))
        and tags.isdisjoint(tagged.none_of)
    )


def matches_application(criteria: ApplicationSearch, application: Application, created_at: datetime) -> bool:
    """Return whether an application meets all criteria.

    `created_at` is its creation time, or the time of its last status change.
    """
    return (
        criteria.job_id in {None, application.job_id}
        and criteria.candidate_id in {None, application.candidate_id}
        and criteria.status in {None, application.status}
        and (criteria.ids is None or application.id in criteria.ids)
        and _in_period(created_at, criteria.since, criteria.until)
    )


def _in_periods(criteria: JobSearch | CandidateSearch, created_at: datetime, changed_at: datetime) -> bool:
    return _in_period(created_at, criteria.since, criteria.until) and _in_period(
        changed_at, criteria.changed_since, criteria.changed_until
    )


def _in_period(time: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or time >= since) and (until is None or time < until)


def _is_within(number: int | None, least: int | None, most: int | None) -> bool:
    if number is None:
        return least is None and most is None
    return (least is None or number >= least) and (most is None or number <= most)


def _contains(part: str | None, *texts: str | None) -> bool:
    return not part or any(lowered(part) in lowered(text or "") for text in texts)


def _names_each(skills: Sequence[Sequence[str]], *texts: str | None) -> bool:
    return all(_has_name(names, texts) for names in skills)


def _has_name(names: Sequence[str], texts: Sequence[str | None]) -> bool:
    if are_words(names):
        return _meets(TextQuery.any_name(tuple(names)), searchable(texts))
    return any(re.search(name_pattern(names), text or "", re.IGNORECASE) for text in texts)


def _meets(query: TextQuery, *texts: str) -> bool:
    return re.search(query.pattern, BETWEEN_TEXTS.join(texts)) is not None


def belongs_to(row: Application | MatchLog, job_id: int | None, candidate_id: int | None) -> bool:
    """Return whether a row belongs to a job and a candidate; None matches any."""
    return job_id in {None, row.job_id} and candidate_id in {None, row.candidate_id}
