"""Candidate entities."""

from dataclasses import dataclass

UNKNOWN_NAME = "Unknown Candidate"
"""Name of a candidate whose name couldn't be found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateDetails:
    """The fields of a candidate. None means unknown, not "no"; only the name is required."""

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
    """A person that an organisation may hire. `skills` are loaded by methods of `FeatureStore` only."""

    id: int
    org_id: int
    skills: tuple[str, ...] = ()
