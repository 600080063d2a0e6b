"""Job entities."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recruit.domain.shared.errors import Invalid

CLOSED = "closed"
PAUSED = ("on_hold", CLOSED)
"""Statuses of jobs whose applications wait for nobody."""

SALARY_RANGE = "salary_min must not be above salary_max"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDetails:
    """The fields of a job that a recruiter sets. Salaries are whole units of `currency`, as paid."""

    title: str
    department: str | None = None
    location: str | None = None
    employment_type: str | None = None
    remote_option: str | None = None
    salary_min: int | None = None
    salary_max: int | None = None
    currency: str = "USD"
    description: str | None = None
    required_skills: tuple[str, ...] = ()
    nice_to_have_skills: tuple[str, ...] = ()
    status: str = "open"
    is_public: bool = False

    def __post_init__(self) -> None:
        """Raise Invalid if `salary_min` is above `salary_max`."""
        if self.salary_min is not None and self.salary_max is not None and self.salary_min > self.salary_max:
            raise Invalid(SALARY_RANGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(JobDetails):
    """A position that an organisation wants to fill."""

    id: int
    org_id: int
    created_by_user_id: int


def status_counts(jobs: Iterable[Job]) -> Mapping[str, int]:
    """Return the number of jobs with each status, the most frequent one first, equally frequent ones by text."""
    return dict(Counter(sorted(job.status for job in jobs)).most_common())
