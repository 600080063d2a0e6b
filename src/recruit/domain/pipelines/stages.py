"""Stage service: read and edit the stages of a job."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.audit.model import AuditAction, causing, set_cause
from recruit.domain.pipelines import editing
from recruit.domain.pipelines.model import JobPipeline, StageDetails
from recruit.domain.shared.errors import Invalid, Stale
from recruit.domain.shared.preconditions import Condition
from recruit.ports.changes import Changes
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

Edit: TypeAlias = Callable[[Sequence[StageDetails]], Sequence[StageDetails]]
"""Returns the stages after an edit, or raises Invalid or NotFound."""


class StageService:
    """Stages of the jobs of the actor's organisation.

    Raises NotFound for the job, and Stale for a condition that isn't met. Stages with applications are removed only
    if `move_to` is the key of the stage that gets the applications, which needs the permission to change these.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def of_job(self, actor: Actor, job_id: int) -> JobPipeline:
        """Return the stages of a job."""
        actor.require(Permission.READ_JOBS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.stages.of_job(job_id)

    async def counts(self, actor: Actor, job_id: int) -> Mapping[str, int]:
        """Return the number of applications in each stored stage of a job, by key."""
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.applications.stage_counts(job_id)

    async def replace(
        self,
        actor: Actor,
        job_id: int,
        wanted: Sequence[editing.WantedStage],
        move_to: str | None = None,
        condition: Condition[JobPipeline] | None = None,
    ) -> JobPipeline:
        """Replace all stages. Raise Invalid, and Duplicate for several with one key."""
        return await self._edit(actor, job_id, lambda stages: editing.replaced(stages, wanted), move_to, condition)

    async def use_template(
        self,
        actor: Actor,
        job_id: int,
        template_id: int,
        move_to: str | None = None,
        condition: Condition[JobPipeline] | None = None,
    ) -> JobPipeline:
        """Replace all stages by those of a template. Raise NotFound for the template, too, and Invalid."""
        actor.require(Permission.WRITE_JOBS)
        async with self._storage.autocommit(actor.org_id) as work:
            template = await work.pipeline_templates.get(template_id)
        return await self._edit(actor, job_id, lambda _: template.stages, move_to, condition)

    async def add(
        self,
        actor: Actor,
        job_id: int,
        stage: StageDetails,
        position: int | None = None,
        condition: Condition[JobPipeline] | None = None,
    ) -> JobPipeline:
        """Add a stage at a position, counted from 1, or at the end. Raise Invalid, and Duplicate for a known key."""
        return await self._edit(actor, job_id, lambda stages: editing.added(stages, stage, position), None, condition)

    async def change(
        self, actor: Actor, job_id: int, key: str, changes: Changes, condition: Condition[JobPipeline] | None = None
    ) -> JobPipeline:
        """Set fields of a stage, and its `position`. Raise Invalid, and NotFound for the stage."""
        return await self._edit(actor, job_id, lambda stages: editing.changed(stages, key, changes), None, condition)

    async def reorder(
        self, actor: Actor, job_id: int, keys: Sequence[str], condition: Condition[JobPipeline] | None = None
    ) -> JobPipeline:
        """Put the stages into the order of these keys. Raise Invalid if these aren't all of them."""
        return await self._edit(actor, job_id, lambda stages: editing.reordered(stages, keys), None, condition)

    async def remove(
        self,
        actor: Actor,
        job_id: int,
        key: str,
        move_to: str | None = None,
        condition: Condition[JobPipeline] | None = None,
    ) -> JobPipeline:
        """Remove a stage. Raise Invalid, also for the last one, and NotFound for the stage."""

        def without(stages: Sequence[StageDetails]) -> Sequence[StageDetails]:
            place = editing.place_of(stages, key)
            return editing.checked([*stages[:place], *stages[place + 1 :]], before=stages)

        return await self._edit(actor, job_id, without, move_to, condition)

    async def _edit(
        self, actor: Actor, job_id: int, edit: Edit, move_to: str | None, condition: Condition[JobPipeline] | None
    ) -> JobPipeline:
        actor.require(Permission.WRITE_JOBS)
        if move_to is not None:
            actor.require(Permission.CHANGE_APPLICATIONS)
        with causing():
            async with self._storage.transaction(actor.org_id) as work:
                return await _edited(work, job_id, edit, move_to, condition)


async def _edited(
    work: UnitOfWork, job_id: int, edit: Edit, move_to: str | None, condition: Condition[JobPipeline] | None
) -> JobPipeline:
    before = await work.stages.lock(job_id)
    if condition is not None and not condition(before):
        raise Stale("list of stages")
    new = edit(before.stages)
    await work.stages.put(job_id, new)
    removed = [key for key in before.keys if all(stage.key != key for stage in new)]
    if removed and not before.inherited:
        await _remove(work, job_id, removed, move_to)
    return await work.stages.of_job(job_id)


async def _remove(work: UnitOfWork, job_id: int, removed: Sequence[str], move_to: str | None) -> None:
    if move_to is not None:
        target = (await work.stages.of_job(job_id)).stage(move_to)
        if move_to in removed:
            raise Invalid(f'"{move_to}" is removed itself: name a stage that stays')
        if target.requires_reason:
            raise Invalid(f'The stage "{move_to}" requires a reason for each move: name another one')
        set_cause(await work.audit.note(AuditAction.BULK_MOVE, "application"))
        await work.applications.move_all(job_id, removed, move_to)
    await work.stages.remove(job_id, removed)
