"""External ids of jobs, candidates and applications."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job

MOST = 20
"""Maximum number of external ids in one request. A record may have more after a merge."""

Record: TypeAlias = Job | Candidate | Application


class RecordKind(StrEnum):
    """The kinds of records that have external ids."""

    JOB = "job"
    CANDIDATE = "candidate"
    APPLICATION = "application"


@dataclass(frozen=True, slots=True, order=True)
class ExternalId:
    """The id of a record in another system. Two records of one kind never have the same one."""

    system: str
    id: str

    def __str__(self) -> str:
        """Return the form of filters. A system's name has no colon."""
        return f"{self.system}:{self.id}"


@dataclass(frozen=True, slots=True)
class ExternalIdChange:
    """An external id that a record gets, or None to remove those of a system."""

    system: str
    id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRef:
    """A reference to a record. That of an application has the ids of its job and its candidate, too."""

    kind: RecordKind
    job_id: int | None = None
    candidate_id: int | None = None
    application_id: int | None = None

    @classmethod
    def of(cls, record: Record) -> "RecordRef":
        """Return the reference to a record."""
        match record:
            case Job():
                return cls(kind=RecordKind.JOB, job_id=record.id)
            case Candidate():
                return cls(kind=RecordKind.CANDIDATE, candidate_id=record.id)
            case Application():
                return cls(
                    kind=RecordKind.APPLICATION,
                    job_id=record.job_id,
                    candidate_id=record.candidate_id,
                    application_id=record.id,
                )

    @property
    def record_id(self) -> int:
        """The id of the record itself."""
        return getattr(self, id_field(self.kind)) or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredExternalId(RecordRef):
    """An external id as it is stored: with the reference to its record."""

    id: int
    org_id: int
    system: str
    value: str

    @property
    def external_id(self) -> ExternalId:
        """The external id itself."""
        return ExternalId(self.system, self.value)


def id_field(kind: RecordKind) -> str:
    """Return the name of the field with the id of a record of a kind."""
    return f"{kind}_id"


def taken(kind: str, external_id: ExternalId) -> str:
    """Return the message for an external id that another record has."""
    return f"Another {kind} has the external id {external_id}"


def systems(changes: Sequence[ExternalIdChange]) -> Sequence[str]:
    """Return the systems that changes name."""
    return sorted({change.system for change in changes})


def wanted(changes: Sequence[ExternalIdChange]) -> Sequence[ExternalId]:
    """Return the external ids that a record has of these systems after the changes."""
    return sorted({ExternalId(change.system, change.id) for change in changes if change.id is not None})
