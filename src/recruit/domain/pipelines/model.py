"""Stages of jobs, pipeline templates and rejection reasons."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from recruit.domain.applications.model import LADDER
from recruit.domain.shared.errors import Duplicate, Invalid

MOST_STAGES = 100
"""Maximum number of stages that a pipeline is given at once. Unknown statuses of applications can add more."""

STAGE_GONE = "The job has lost that stage at this moment: try again"
STAGE_USED = "A stage that has applications can't be removed: send the key of the stage to move them to in move_to"

_SEPARATORS = re.compile(r"[\s_-]+")


class StageType(StrEnum):
    """The meaning of a stage, whatever its name: first those of the standard statuses, in their order."""

    LEAD = "lead"
    APPLIED = "applied"
    SCREENING = "screening"
    INTERVIEW = "interview"
    OFFER = "offer"
    HIRED = "hired"
    ARCHIVED = "archived"


SETTLED = (StageType.HIRED, StageType.ARCHIVED)
"""Types of the stages in which an application needs no further decision."""


class ReasonType(StrEnum):
    """Which side declined."""

    WE_DECLINED = "we_declined"
    THEY_DECLINED = "they_declined"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDetails:
    """A stage of a pipeline. `key` is the status of the applications in it, and never changes; `name` is for people.

    A move into a stage that `requires_reason` needs a rejection reason.
    """

    key: str
    name: str
    type: StageType
    requires_reason: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(StageDetails):
    """A stored stage of a job. Stages are ordered by `position`, then by `id`."""

    id: int
    org_id: int
    job_id: int
    position: int


@dataclass(frozen=True, slots=True)
class StageCount:
    """A stage of a job, and the number of applications in it."""

    stage: StageDetails
    count: int


@dataclass(frozen=True, slots=True)
class JobOverview:
    """The aware time at which a job was created, and its stored stages in their order."""

    created_at: datetime
    stages: Sequence[StageCount]

    @property
    def active(self) -> int:
        """The number of applications in stages that aren't of a final type."""
        return sum(one.count for one in self.stages if one.stage.type not in SETTLED)


def folded(words: str) -> str:
    """Return the key or the name of a stage in the form in which these are compared."""
    return _SEPARATORS.sub(" ", words).strip().casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPipeline:
    """The stages of a job in their order.

    `inherited` means that none are stored: the job shows those of the organisation's default template until its first
    application arrives or its stages are edited.
    """

    job_id: int
    stages: Sequence[StageDetails]
    inherited: bool

    def stage(self, key: str) -> StageDetails:
        """Return the stage with a key. Raise Invalid with the list of stages if there is none."""
        for stage in self.stages:
            if stage.key == key:
                return stage
        raise Invalid(f'The job has no stage "{key}": its stages are {", ".join(self.keys)}')

    def key_for(self, status: str | None) -> str:
        """Return the key of the stage that a status names by its key or its name, however these are written.

        A status that names no stage is returned unchanged. None means "sourced", or else the first stage.
        """
        named = LADDER[0] if status is None else status
        if named in self.keys:
            return named
        found = [stage.key for stage in self.stages if folded(named) == folded(stage.key)]
        found += [stage.key for stage in self.stages if folded(named) == folded(stage.name)]
        return next(iter(found), self.stages[0].key if status is None else named)

    @property
    def keys(self) -> Sequence[str]:
        """The keys of the stages, in order."""
        return [stage.key for stage in self.stages]

    @property
    def open_keys(self) -> Sequence[str]:
        """The keys of the stages that aren't of a final type, in order."""
        return [stage.key for stage in self.stages if stage.type not in SETTLED]

    def next_stage(self, key: str) -> StageDetails | None:
        """Return the first stage that isn't archived after the one with a key; None after a final one."""
        if key not in self.open_keys:
            return None
        behind = self.stages[self.keys.index(key) + 1 :]
        return next((stage for stage in behind if stage.type is not StageType.ARCHIVED), None)

    def rejection_stage(self) -> StageDetails:
        """Return the stage for rejected applications: `rejected`, or else the first archived one. Raise Invalid."""
        archived = [stage for stage in self.stages if stage.type is StageType.ARCHIVED]
        if not archived:
            raise Invalid("The job has no stage of the type archived: name the stage")
        return next((stage for stage in archived if stage.key == REJECTED), archived[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineTemplateDetails:
    """Stages for new jobs, in their order. An organisation has at most one default template."""

    name: str
    stages: Sequence[StageDetails]
    is_default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineTemplate(PipelineTemplateDetails):
    """A stored pipeline template. Its name is unique in the organisation."""

    id: int
    org_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectionReasonDetails:
    """A reason for the end of an application. An archived one is kept for the applications that have it."""

    name: str
    type: ReasonType
    archived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectionReason(RejectionReasonDetails):
    """A stored rejection reason. Its name is unique in the organisation."""

    id: int
    org_id: int


REJECTED, WITHDRAWN = "rejected", "withdrawn"

BUILT_IN = tuple(
    StageDetails(key=key, name=key.capitalize(), type=type_)
    for key, type_ in (
        *zip(LADDER, StageType, strict=False),
        (REJECTED, StageType.ARCHIVED),
        (WITHDRAWN, StageType.ARCHIVED),
    )
)
"""The stages of an organisation without a default template: the standard statuses, and the two ends without a hire."""


def check_key(key: object) -> None:
    """Raise Invalid for "." and "..", which clients remove from paths (RFC 3986, 5.2.4): they would delete the job."""
    if key in {".", ".."}:
        raise Invalid(f'"{key}" can\'t be the key of a stage: use a word')


def check_stages(stages: Collection[StageDetails], most: int = MOST_STAGES) -> None:
    """Raise Invalid for no stages or more than `most`, and Duplicate for several with one key."""
    if not stages:
        raise Invalid("A pipeline has at least one stage")
    if len(stages) > most:
        raise Invalid(f"A pipeline has at most {MOST_STAGES} stages")
    keys = [stage.key for stage in stages]
    if repeated := [key for place, key in enumerate(keys) if key in keys[:place]]:
        raise Duplicate(f'Two stages have the key "{repeated[0]}": give each its own')
