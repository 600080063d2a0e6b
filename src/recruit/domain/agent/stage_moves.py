"""Moves of applications to stages that are named in words, with a reason and a note."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.applications.model import Application, Move
from recruit.domain.pipelines.inference import TYPES
from recruit.domain.pipelines.model import JobPipeline, RejectionReason, StageDetails, StageType, folded
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import all_items
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class StageMove:
    """A move: the application before and after it, and the stages by name. `reason` and `note` belong to the move.

    `before` and `after` are the fields that it changed; they are equal if the application was in the stage already.
    """

    application: Application
    left: str
    entered: str
    reason: RejectionReason | None
    note: str | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]


class StageMoves:
    """Moves applications of the actor's organisation. Raises NotFound, and Invalid with the choices that there are."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def move(
        self, actor: Actor, application_id: int, stage: str | None, reason: str = "", note: str = ""
    ) -> StageMove:
        """Move an application to the stage with a name or a key, or, for None, to the one for rejected applications.

        A `reason` that isn't one of the organisation's rejection reasons is kept as a part of the note.
        """
        actor.require(Permission.CHANGE_APPLICATIONS)
        async with self._storage.transaction(actor.org_id) as work:
            application = await work.applications.lock(application_id)
            pipeline = (await work.stages.of_jobs([application.job_id]))[application.job_id]
            target = pipeline.rejection_stage() if stage is None else named_stage(pipeline, stage)
            left = stage_name(pipeline, application.status)
            if target.key == application.status:
                return StageMove(application, left, left, None, None, {}, {})
            found = await _reason(work, reason, required=target.requires_reason)
            text = "\n".join(filter(None, [_unless_name(reason, found), note])) or None
            before = Move(stage=application.status, reason_id=application.reason_id, note=application.move_note)
            move = Move(stage=target.key, reason_id=found.id if found else None, note=text)
            (moved,) = await work.applications.move([application_id], move)
        return StageMove(moved, left, name_of(target), found, text, _fields(before), _fields(move))

    async def names(self, actor: Actor) -> frozenset[str]:
        """Return the folded names and keys of the stages of all jobs; none for an actor who may not read jobs."""
        if not actor.has_permission(Permission.READ_JOBS):
            return frozenset()
        async with self._storage.transaction(actor.org_id) as work:
            return frozenset(folded(one) for stage in await work.stages.names() for one in stage)

    async def keys(self, actor: Actor, names: Iterable[str]) -> Sequence[str]:
        """Return the keys of the stages of all jobs that have one of the names or keys, case ignored."""
        actor.require(Permission.READ_APPLICATIONS)
        wanted = {folded(name) for name in names}
        async with self._storage.transaction(actor.org_id) as work:
            return sorted({key for key, name in await work.stages.names() if {folded(key), folded(name)} & wanted})


def named_stage(pipeline: JobPipeline, words: str) -> StageDetails:
    """Return the stage with a key or a name, case ignored. Raise Invalid with the list of stages.

    A standard status, such as "hired", means the only stage of its type, whatever that is called; but a withdrawn
    candidate isn't rejected.
    """
    wanted = folded(words)
    by_key = [stage for stage in pipeline.stages if folded(stage.key) == wanted]
    by_name = [stage for stage in pipeline.stages if folded(stage.name) == wanted]
    by_type = [stage for stage in pipeline.stages if stage.type is TYPES.get(wanted) is not StageType.ARCHIVED]
    found = by_key or by_name or by_type
    if len(found) == 1:
        return found[0]
    named = ", ".join(name_of(stage) if not by_name else stage.key for stage in pipeline.stages)
    several = "has several stages of that name" if len(by_name) > 1 else "has no such stage"
    raise Invalid(f"The job {several}: its stages are {named}")


def name_of(stage: StageDetails) -> str:
    """Return the name of a stage in a sentence: the key of a standard one, which is a word."""
    return stage.key if folded(stage.name) == stage.key else stage.name


def stage_name(pipeline: JobPipeline, key: str) -> str:
    """Return the name of the stage with a key in a sentence; the key if the job has no such stage."""
    return next((name_of(one) for one in pipeline.stages if one.key == key), key)


async def _reason(work: UnitOfWork, text: str, *, required: bool) -> RejectionReason | None:
    """Return the rejection reason that a text names. Raise Invalid if it names none and one is `required`."""
    page = partial(work.rejection_reasons.page, archived=False)
    reasons: list[RejectionReason] = [one async for one in all_items(page)] if text or required else []
    same = [reason for reason in reasons if folded(reason.name) == folded(text)]
    found = same or [one for one in reasons if f" {folded(one.name)} " in f" {folded(text)} "]
    if len(found) == 1:
        return found[0]
    if required:
        raise Invalid(
            f"The stage requires a rejection reason: give one of {', '.join(one.name for one in reasons)}"
            if reasons
            else "The stage requires a rejection reason, and the organisation has none"
        )
    return None


def _unless_name(text: str, reason: RejectionReason | None) -> str:
    return "" if reason is not None and folded(text) == folded(reason.name) else text


def _fields(move: Move) -> Mapping[str, Any]:
    return {"status": move.stage, "reason_id": move.reason_id, "move_note": move.note}
