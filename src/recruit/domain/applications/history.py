"""The stages that an application has been in, read from the audit log."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.applications.model import Application
from recruit.domain.audit.model import AuditEntry, standing
from recruit.domain.pipelines.inference import inferred_stage
from recruit.domain.pipelines.model import JobPipeline, RejectionReason, StageDetails
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class StageVisit:
    """The time of an application in one stage, and the actor of the move to it: `kind`, `user_id` and `key_id`.

    A stage that the job has lost has the name and the type that its key suggests. `entered_at` and the actor are None
    if the application came to the stage before the audit log began. `left_at` is None for the current stage; its
    `seconds` are those until now.
    """

    stage: StageDetails
    entered_at: datetime | None = None
    left_at: datetime | None = None
    seconds: int | None = None
    kind: str | None = None
    user_id: int | None = None
    key_id: int | None = None
    reason: RejectionReason | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class _Entered:
    """A move to a stage, as in the log."""

    status: str
    entry: AuditEntry | None = None
    reason_id: int | None = None
    note: str | None = None


class HistoryService:
    """Histories of applications of the actor's organisation."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def of_application(self, actor: Actor, application_id: int) -> Sequence[StageVisit]:
        """Return the stages of an application in order, the current one last. Raises NotFound."""
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.reading(actor.org_id) as work:
            application = await work.applications.get(application_id)
            return (await stage_visits(work, [application], self._clock.now()))[application.id]

    async def of_applications(
        self, actor: Actor, applications: Sequence[Application]
    ) -> Mapping[int, Sequence[StageVisit]]:
        """Return the stages of applications by the application's id, as `of_application` does."""
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.reading(actor.org_id) as work:
            return await stage_visits(work, applications, self._clock.now())


async def stage_visits(
    work: UnitOfWork, applications: Sequence[Application], now: datetime
) -> Mapping[int, Sequence[StageVisit]]:
    """Return the stages of applications in order, the current one last, by the application's id. `now` is aware."""
    if not applications:
        return {}
    entries: defaultdict[int | None, list[AuditEntry]] = defaultdict(list)
    for entry in await work.audit.of_applications([one.id for one in applications]):
        entries[entry.entity_id].append(entry)
    moves = {one.id: _moves(entries[one.id]) or [_Entered(one.status)] for one in applications}
    pipelines = await work.stages.of_jobs(sorted({one.job_id for one in applications}))
    ids = {move.reason_id for found in moves.values() for move in found if move.reason_id is not None}
    reasons = {reason.id: reason for reason in (await work.rejection_reasons.by_ids(sorted(ids)) if ids else ())}
    return {one.id: _visits(moves[one.id], now, pipelines[one.job_id], reasons) for one in applications}


def _visits(
    moves: Sequence[_Entered], now: datetime, pipeline: JobPipeline, reasons: Mapping[int, RejectionReason]
) -> Sequence[StageVisit]:
    stages = {stage.key: stage for stage in pipeline.stages}
    ends = [later.entry.happened_at if later.entry else None for _, later in pairwise(moves)]
    return [_visit(move, left_at, now, stages, reasons) for move, left_at in zip(moves, [*ends, None], strict=True)]


def _moves(entries: Iterable[AuditEntry]) -> Sequence[_Entered]:
    """Return the moves in the order of the entries, without those that were undone.

    The first entry of an application that is older than the log changes its status: the one before has no entry.
    """
    moves: list[_Entered] = []
    for entry in standing(entries):
        before, after = entry.before or {}, entry.after or {}
        if entry.stage is not None:
            if not moves and "status" in before:
                moves.append(_Entered(before["status"]))
            moves.append(_Entered(entry.stage, entry, after.get("reason_id"), after.get("move_note")))
        elif moves and not after.keys().isdisjoint(("reason_id", "move_note")):
            moves[-1] = _corrected(moves[-1], after)
    return moves


def _corrected(move: _Entered, after: Mapping[str, Any]) -> _Entered:
    """Return a move with the reason and the note of a later entry of the same stage."""
    return replace(move, reason_id=after.get("reason_id", move.reason_id), note=after.get("move_note", move.note))


def _visit(
    move: _Entered,
    left_at: datetime | None,
    now: datetime,
    stages: Mapping[str, StageDetails],
    reasons: Mapping[int, RejectionReason],
) -> StageVisit:
    stage, entry = stages.get(move.status) or inferred_stage(move.status), move.entry
    if entry is None:
        return StageVisit(stage=stage, left_at=left_at)
    return StageVisit(
        stage=stage,
        entered_at=entry.happened_at,
        left_at=left_at,
        seconds=max(0, int(((left_at or now) - entry.happened_at).total_seconds())),
        kind=entry.kind,
        user_id=entry.user_id,
        key_id=entry.key_id,
        reason=None if move.reason_id is None else reasons.get(move.reason_id),
        note=move.note,
    )
