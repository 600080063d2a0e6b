"""The searchable texts of candidates and jobs: what a filter by skills reads, the other fields, and documents."""

from collections.abc import Iterable

from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.candidates.model.profile import Profile
from recruit.domain.jobs.model import JobDetails
from recruit.domain.search.words import searchable


def candidate_skills_text(details: CandidateDetails, profile: Profile) -> str:
    """Return the searchable text of the fields that a candidate's skills are looked for in."""
    skills = (skill.name for skill in profile.skills)
    return searchable([details.headline, details.current_title, details.notes, *skills])


def candidate_fields_text(details: CandidateDetails, profile: Profile) -> str:
    """Return the searchable text of a candidate's other fields.

    It has what the profile shows, without the words of the résumé that are its evidence.
    """
    return searchable(
        [
            *(details.full_name, details.location, details.current_company),
            *(details.linkedin_url, details.github_url, details.website_url),
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


def job_skills_text(details: JobDetails) -> str:
    """Return the searchable text of the fields that a job's skills are looked for in."""
    return searchable([details.title, *details.required_skills, *details.nice_to_have_skills])


def job_fields_text(details: JobDetails) -> str:
    """Return the searchable text of a job's other fields."""
    names = (details.department, details.location, details.employment_type, details.remote_option)
    return searchable([*names, details.description])
