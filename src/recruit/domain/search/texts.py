"""The searchable texts of candidates, profiles, documents and jobs."""

from collections.abc import Iterable

from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.candidates.model.profile import Profile
from recruit.domain.jobs.model import JobDetails
from recruit.domain.search.words import searchable

CANDIDATE_FIELDS = (
    *("full_name", "headline", "location", "current_title", "current_company", "notes"),
    *("linkedin_url", "github_url", "website_url"),
)
JOB_FIELDS = (
    *("title", "department", "location", "employment_type", "remote_option", "description"),
    *("required_skills", "nice_to_have_skills"),
)
"""Fields with text that is searched."""


def candidate_text(details: CandidateDetails) -> str:
    """Return the searchable text of a candidate's fields."""
    return searchable(getattr(details, name) for name in CANDIDATE_FIELDS)


def profile_text(profile: Profile) -> str:
    """Return the searchable text of a profile: what it shows, without the words of the résumé that are its evidence."""
    return searchable(
        [
            *(skill.name for skill in profile.skills),
            *(language.name for language in profile.languages),
            *(text for entry in profile.education for text in (entry.degree, entry.school)),
            *(text for position in profile.positions for text in (position.title, position.company)),
            *profile.contacts.emails,
            *profile.contacts.phones,
        ]
    )


def documents_text(texts: Iterable[str | None]) -> str:
    """Return the searchable text of documents."""
    return searchable(texts)


def job_text(details: JobDetails) -> str:
    """Return the searchable text of a job."""
    values = (getattr(details, name) for name in JOB_FIELDS)
    return searchable(text for value in values for text in ((value,) if isinstance(value, str) else value or ()))
