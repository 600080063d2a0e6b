"""Stages of jobs in memory."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from recruit.adapters.memory.rows import ApplicationRows, Rows
from recruit.domain.jobs.model import Job
from recruit.domain.pipelines.inference import inferred_stage
from recruit.domain.pipelines.model import (
    BUILT_IN,
    MOST_STAGES,
    STAGE_GONE,
    STAGE_USED,
    JobPipeline,
    PipelineTemplate,
    Stage,
    StageDetails,
    StageType,
)
from recruit.domain.shared.errors import Invalid
from recruit.ports.changes import Changes


class MemoryStages:
    """Repository of the stages of jobs."""

    def __init__(
        self,
        rows: Rows[Stage],
        jobs: Rows[Job],
        applications: ApplicationRows,
        templates: Rows[PipelineTemplate],
    ) -> None:
        self._rows = rows
        self._jobs = jobs
        self._applications = applications
        self._templates = templates

    async def of_job(self, job_id: int) -> JobPipeline:
        """Return the stages of a job."""
        self._jobs.get(job_id)
        own = self._stored(job_id)
        return JobPipeline(job_id=job_id, stages=own or self._default(), inherited=not own)

    async def of_jobs(self, job_ids: Sequence[int]) -> Mapping[int, JobPipeline]:
        """Return the stored stages of jobs."""
        found = {job_id: self._stored(job_id) for job_id in job_ids}
        return {key: JobPipeline(job_id=key, stages=own, inherited=False) for key, own in found.items() if own}

    async def names(self) -> Sequence[tuple[str, str]]:
        """Return the distinct keys and names of stages."""
        stages: Sequence[StageDetails] = [*self._rows.current.values(), *self._default()]
        return sorted({(stage.key, stage.name) for stage in stages})

    async def lock(self, job_id: int) -> JobPipeline:
        """Return the stages of a job. They need no lock: units of work run one after the other."""
        return await self.of_job(job_id)

    async def put(self, job_id: int, stages: Sequence[StageDetails]) -> None:
        """Store stages of a job."""
        stored = {stage.key: stage for stage in self._stored(job_id)}
        for position, stage in enumerate(stages, 1):
            values = _values(stage, position)
            before = stored.get(stage.key)
            if before is None:
                self._rows.put(self._rows.new(Stage, {"job_id": job_id, **values}))
            elif any(getattr(before, name) != value for name, value in values.items()):
                self._rows.change(before.id, values)

    async def remove(self, job_id: int, keys: Sequence[str]) -> None:
        """Remove stages of a job."""
        if any(row.job_id == job_id and row.status in keys for row in self._applications.current.values()):
            raise Invalid(STAGE_USED)
        self._rows.remove_where(lambda stage: stage.job_id == job_id and stage.key in keys)

    def add_missing(self, job_id: int, status: str) -> None:
        """Add the stages that an application of a job needs for a status."""
        own: Sequence[StageDetails] = self._stored(job_id)
        if not own:
            own = self._default()
            for position, stage in enumerate(own, 1):
                self._rows.put(self._rows.new(Stage, {"job_id": job_id, **_values(stage, position)}))
            last = MOST_STAGES
        else:
            last = max(stage.position for stage in self._stored(job_id))
        if all(stage.key != status for stage in own):
            self._rows.put(self._rows.new(Stage, {"job_id": job_id, **_values(inferred_stage(status), last + 1)}))

    def check(self, job_id: int, key: str) -> None:
        """Raise Invalid if a job has no stage with a key."""
        if all(stage.key != key for stage in self._stored(job_id)):
            raise Invalid(STAGE_GONE)

    def keys_of_types(self, types: Collection[StageType]) -> set[tuple[int, str]]:
        """Return the job's id and the key of each stage of one of the types."""
        return keys_of_types(self._rows.current.values(), types)

    def _stored(self, job_id: int) -> Sequence[Stage]:
        own = (stage for stage in self._rows.current.values() if stage.job_id == job_id)
        return sorted(own, key=lambda stage: (stage.position, stage.id))

    def _default(self) -> Sequence[StageDetails]:
        return next((row.stages for row in self._templates.current.values() if row.is_default), BUILT_IN)


def keys_of_types(stages: Iterable[Stage], types: Collection[StageType]) -> set[tuple[int, str]]:
    """Return the job's id and the key of each stage of one of the types."""
    return {(stage.job_id, stage.key) for stage in stages if stage.type in types}


def _values(stage: StageDetails, position: int) -> Changes:
    return {
        "key": stage.key,
        "name": stage.name,
        "type": stage.type,
        "requires_reason": stage.requires_reason,
        "position": position,
    }
