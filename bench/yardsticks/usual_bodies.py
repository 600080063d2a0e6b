"""The request and response bodies of the usual program: Pydantic models with the fields of the API reference."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(min_length=1, max_length=200)]
Short = Annotated[str, Field(max_length=200)]
Long = Annotated[str, Field(max_length=100_000)]
Amount = Annotated[int, Field(ge=0)]
MatchLimit = Annotated[int, Field(ge=1, le=1000)]


class JobIn(BaseModel):
    """A job to create."""

    title: Name
    department: Short | None = None
    location: Short | None = None
    employment_type: Short | None = None
    remote_option: Short | None = None
    salary_min: Amount | None = None
    salary_max: Amount | None = None
    currency: Short = "USD"
    description: Long | None = None
    required_skills: list[str] = []
    nice_to_have_skills: list[str] = []
    status: Short = "open"
    is_public: bool = False


class JobOut(JobIn):
    """A job."""

    model_config = ConfigDict(from_attributes=True)
    id: int
    org_id: int
    created_by_user_id: int


class JobChanges(BaseModel):
    """Changes of a job."""

    title: Name | None = None
    department: Short | None = None
    location: Short | None = None
    employment_type: Short | None = None
    remote_option: Short | None = None
    salary_min: Amount | None = None
    salary_max: Amount | None = None
    currency: Short | None = None
    description: Long | None = None
    required_skills: list[str] | None = None
    nice_to_have_skills: list[str] | None = None
    status: Short | None = None
    is_public: bool | None = None


class JobPage(BaseModel):
    """One page of jobs, and the total number."""

    items: list[JobOut]
    total: int


class CandidateIn(BaseModel):
    """A candidate to create."""

    full_name: Name
    headline: Short | None = None
    location: Short | None = None
    experience_years: Amount | None = None
    current_title: Short | None = None
    current_company: Short | None = None
    linkedin_url: Short | None = None
    github_url: Short | None = None
    website_url: Short | None = None
    notes: Long | None = None


class CandidateOut(CandidateIn):
    """A candidate."""

    model_config = ConfigDict(from_attributes=True)
    id: int
    org_id: int


class ApplicationIn(BaseModel):
    """An application to create."""

    job_id: int
    candidate_id: int
    status: Short = "sourced"
    source: Short | None = None
    fit_score: Annotated[int, Field(ge=0, le=100)] | None = None


class ApplicationOut(ApplicationIn):
    """An application."""

    model_config = ConfigDict(from_attributes=True)
    id: int
    org_id: int


class UserOut(BaseModel):
    """A user."""

    model_config = ConfigDict(from_attributes=True)
    id: int
    email: str
    full_name: str
    role: str
    org_id: int


class CandidatesForJob(BaseModel):
    """A request to rank candidates for a job."""

    job_id: int
    limit: MatchLimit = 20


class JobsForCandidate(BaseModel):
    """A request to rank jobs for a candidate."""

    candidate_id: int
    limit: MatchLimit = 20


class CandidateMatch(BaseModel):
    """A candidate with a score and a reason."""

    candidate_id: int
    full_name: str
    current_title: str | None
    current_company: str | None
    location: str | None
    score: int
    reason: str
    strategy: str = "naive"


class CandidateMatches(BaseModel):
    """Candidates for a job, best first."""

    job_id: int
    matches: list[CandidateMatch]


class JobMatch(BaseModel):
    """A job with a score and a reason."""

    job_id: int
    title: str
    location: str | None
    status: str
    score: int
    reason: str
    strategy: str = "naive"


class JobMatches(BaseModel):
    """Jobs for a candidate, best first."""

    candidate_id: int
    matches: list[JobMatch]
