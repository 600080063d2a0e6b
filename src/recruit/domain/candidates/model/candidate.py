"""Candidates."""

from dataclasses import dataclass

UNKNOWN_NAME = "Unknown Candidate"
"""Who has no name that could be found."""

LONGEST_NOTES = 100_000
"""Characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateDetails:
    """What is known of a person. Everything but the name may be unknown, which is not the same as "no"."""

    full_name: str
    headline: str | None = None
    location: str | None = None
    experience_years: int | None = None
    current_title: str | None = None
    current_company: str | None = None
    linkedin_url: str | None = None
    github_url: str | None = None
    website_url: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(CandidateDetails):
    """A person whom an organisation may hire.

    `skills` are those of their profile, by name, where storage was asked what matching reads (`Featured`); else none.
    """

    id: int
    org_id: int
    skills: tuple[str, ...] = ()
