"""Which records are demo data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRecordDetails:
    """A record that belongs to the demo data. One of the ids is set."""

    job_id: int | None = None
    candidate_id: int | None = None
    tag_id: int | None = None
    reason_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRecord(DemoRecordDetails):
    """A stored demo record. It goes with the record that it is about."""

    id: int
    org_id: int


@dataclass(frozen=True, slots=True)
class DemoCounts:
    """Numbers of demo jobs and demo candidates, and of jobs that stay because other candidates applied for them."""

    jobs: int = 0
    candidates: int = 0
    jobs_kept: int = 0
