"""Applications: one candidate in the pipeline of one job."""

from dataclasses import dataclass

LADDER = ("sourced", "applied", "screening", "interview", "offer", "hired")
"""The usual statuses, each further along than the one before."""


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


def standing(one: Application, other: Application) -> Application:
    """Return the one of two applications of the same person for the same job that stands.

    It is the one that is further along; where either has another status – rejected, or a word of somebody's own – it is
    the one that was made later.
    """
    if one.status in LADDER and other.status in LADDER:
        return max(one, other, key=lambda application: LADDER.index(application.status))
    return max(one, other, key=lambda application: application.id)
