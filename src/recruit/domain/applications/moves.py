"""Moves of applications to other stages of their jobs, one by one and in bulk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.applications.model import Application, Move
from recruit.domain.audit.model import AuditAction, causing, set_cause
from recruit.domain.pipelines.model import JobPipeline, StageDetails, StageType
from recruit.domain.shared.errors import Invalid, NotFound, RecruitError, Stale
from recruit.domain.shared.preconditions import Condition
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MoveRequest:
    """A move to the stage with a key, or, for None, to the job's stage for rejected applications.

    One that `rejects` goes only to stages of the type archived.
    """

    stage: str | None
    reason_id: int | None = None
    note: str | None = None
    rejects: bool = False


@dataclass(frozen=True, slots=True)
class MoveResult:
    """The outcome for one application of a bulk: the application before and after its move, or why it stayed.

    `is_moved` is false, too, for an application that is in the stage already, with the same reason and note.
    """

    id: int
    application: Application | None = None
    error: RecruitError | None = None
    is_moved: bool = False
    before: Application | None = None


class MoveService:
    """Moves applications of the actor's organisation. Only existing stages of a job can be moved to.

    Raises NotFound for the reason, and Invalid for an archived one.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def move(
        self, actor: Actor, application_id: int, wanted: MoveRequest, condition: Condition[Application] | None = None
    ) -> Application:
        """Move one application.

        Raises NotFound, Stale for a condition that isn't met, and Invalid for an unknown stage or a missing reason.
        """
        actor.require(Permission.CHANGE_APPLICATIONS)
        async with self._storage.transaction(actor.org_id) as work:
            before = await work.applications.lock(application_id)
            if condition is not None and not condition(before):
                raise Stale("application")
            await _check_reason(work, wanted.reason_id)
            stage = _target(await work.stages.of_jobs([before.job_id]), before, wanted)
            move = _move_to(stage.key, wanted)
            if _last_move(before) == move:
                return before
            (after,) = await work.applications.move([application_id], move)
            return after

    async def move_many(self, actor: Actor, ids: Sequence[int], wanted: MoveRequest) -> Sequence[MoveResult]:
        """Move several applications, and return the outcome for each, in the order of their ids in the request.

        One that can't be moved doesn't keep the others from moving. The audit log has one entry for all, which is the
        cause of the entry of each.
        """
        actor.require(Permission.CHANGE_APPLICATIONS)
        with causing():
            return await self._move_many(actor, list(dict.fromkeys(ids)), wanted)

    async def _move_many(self, actor: Actor, ids: Sequence[int], wanted: MoveRequest) -> Sequence[MoveResult]:
        async with self._storage.transaction(actor.org_id) as work:
            found = {application.id: application for application in await work.applications.lock_all(ids)}
            await _check_reason(work, wanted.reason_id)
            pipelines = await work.stages.of_jobs(sorted({one.job_id for one in found.values()}))
            by_stage: dict[str, list[int]] = {}
            errors: dict[int, RecruitError] = {}
            for key in ids:
                try:
                    if key not in found:
                        raise NotFound("application", key)  # noqa: TRY301 - the outcome of this one
                    stage = _target(pipelines, found[key], wanted).key
                    if _last_move(found[key]) != _move_to(stage, wanted):
                        by_stage.setdefault(stage, []).append(key)
                except (NotFound, Invalid) as error:
                    errors[key] = error
            moved = await _move_all(work, by_stage, wanted)
        return [
            MoveResult(
                key,
                None if key in errors else moved.get(key, found[key]),
                errors.get(key),
                key in moved,
                found.get(key),
            )
            for key in ids
        ]


async def _move_all(
    work: UnitOfWork, by_stage: Mapping[str, Sequence[int]], wanted: MoveRequest
) -> Mapping[int, Application]:
    """Move the applications with the ids of each stage, and return them by id."""
    if not by_stage:
        return {}
    moved: list[Application] = []
    set_cause(await work.audit.note(AuditAction.BULK_MOVE, "application"))
    for stage, ids in by_stage.items():
        moved += await work.applications.move(ids, _move_to(stage, wanted))
    return {application.id: application for application in moved}


async def _check_reason(work: UnitOfWork, reason_id: int | None) -> None:
    if reason_id is None:
        return
    reason = await work.rejection_reasons.get(reason_id)
    if reason.archived:
        raise Invalid(f'The rejection reason "{reason.name}" is archived: choose another one')


def _target(pipelines: Mapping[int, JobPipeline], application: Application, wanted: MoveRequest) -> StageDetails:
    """Return the stage to move an application to. Raise Invalid."""
    pipeline = pipelines[application.job_id]
    stage = pipeline.rejection_stage() if wanted.stage is None else pipeline.stage(wanted.stage)
    if wanted.rejects and stage.type is not StageType.ARCHIVED:
        raise Invalid(f'The stage "{stage.key}" isn\'t of the type archived: use bulk_move')
    if stage.requires_reason and wanted.reason_id is None:
        raise Invalid(f'A move to the stage "{stage.key}" requires a rejection reason: send reason_id')
    return stage


def _last_move(application: Application) -> Move:
    return Move(stage=application.status, reason_id=application.reason_id, note=application.move_note)


def _move_to(stage: str, wanted: MoveRequest) -> Move:
    return Move(stage=stage, reason_id=wanted.reason_id, note=wanted.note)
