"""The stage of a status that no stage has: its name, and the type that its words mean."""

from functools import lru_cache

from recruit.domain.imports.stages import (
    APPLIED,
    HIRED,
    INTERVIEW,
    OFFER,
    REJECTED,
    SCREENING,
    SOURCED,
    WITHDRAWN,
    guess,
    status_of,
)
from recruit.domain.pipelines.model import JobPipeline, StageDetails, StageType

MOST_CACHED = 1024

TYPES = {
    SOURCED: StageType.LEAD,
    APPLIED: StageType.APPLIED,
    SCREENING: StageType.SCREENING,
    INTERVIEW: StageType.INTERVIEW,
    OFFER: StageType.OFFER,
    HIRED: StageType.HIRED,
    REJECTED: StageType.ARCHIVED,
    WITHDRAWN: StageType.ARCHIVED,
}


@lru_cache(MOST_CACHED)
def inferred_stage(status: str) -> StageDetails:
    """Return the stage of a status.

    The words are those of imports. Unknown words mean a step between an application and an interview.
    """
    name = " ".join(status.replace("_", " ").split()) or status
    found = status_of(status) or guess(status) or SCREENING
    return StageDetails(key=status, name=name[0].upper() + name[1:], type=TYPES[found])


def imported_status(pipeline: JobPipeline, text: str | None, status: str) -> str:
    """Return the status for an application of another system: the key of a stage of the job, or else `status`.

    The stage is named by the other system's `text` or by the standard status, or is the first one of its type.
    """
    for named in filter(None, (text, status)):
        if (key := pipeline.key_for(named)) in pipeline.keys:
            return key
    return next((stage.key for stage in pipeline.stages if stage.type is TYPES[status]), status)
