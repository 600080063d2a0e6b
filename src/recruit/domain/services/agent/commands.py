"""What a message can ask for. `Command` is their union: the seam between whoever reads messages and the tools."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Kind(StrEnum):
    """The things that commands name by id."""

    JOB = "job"
    CANDIDATE = "candidate"


@dataclass(frozen=True, slots=True)
class CreateJob:
    """Open a position. `description` is the recruiter's own wording; None when they gave none."""

    description: str | None


@dataclass(frozen=True, slots=True)
class ListJobs:
    """List jobs, of that status where one is named."""

    status: str | None = None


@dataclass(frozen=True, slots=True)
class ListCandidates:
    """List candidates."""


@dataclass(frozen=True, slots=True)
class ShowJob:
    """Summarise one job."""

    job_id: int


@dataclass(frozen=True, slots=True)
class ShowCandidate:
    """Summarise one candidate."""

    candidate_id: int


@dataclass(frozen=True, slots=True)
class MatchCandidates:
    """Rank candidates for a job."""

    job_id: int


@dataclass(frozen=True, slots=True)
class MatchJobs:
    """Rank jobs for a candidate."""

    candidate_id: int


@dataclass(frozen=True, slots=True)
class ApplicationsForJob:
    """Show the pipeline of a job."""

    job_id: int


@dataclass(frozen=True, slots=True)
class ApplicationsForCandidate:
    """Show where a candidate has applied."""

    candidate_id: int


@dataclass(frozen=True, slots=True)
class MissingId:
    """A command that doesn't say which one it means. `example` is how to say it whole."""

    kind: Kind
    example: str


@dataclass(frozen=True, slots=True)
class Decline:
    """The message says what not to do, and nothing else."""


@dataclass(frozen=True, slots=True)
class Help:
    """A greeting, a call for help, or anything that isn't understood."""


Command: TypeAlias = (
    CreateJob
    | ListJobs
    | ListCandidates
    | ShowJob
    | ShowCandidate
    | MatchCandidates
    | MatchJobs
    | ApplicationsForJob
    | ApplicationsForCandidate
    | MissingId
    | Decline
    | Help
)
