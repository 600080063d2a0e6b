"""Applications: one candidate in the pipeline of one job."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationDetails:
    """What ties a candidate to a job. `fit_score` is 0..100."""

    job_id: int
    candidate_id: int
    status: str = "sourced"
    source: str = "manual"
    fit_score: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Application(ApplicationDetails):
    """At most one for each job and candidate of an organisation."""

    id: int
    org_id: int
