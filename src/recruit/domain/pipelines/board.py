"""Boards: the applications of a job in the columns of its stages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.applications.model import Application, Card, QueuePlace
from recruit.domain.jobs.model import Job
from recruit.domain.pipelines.model import StageDetails
from recruit.ports.storage import Storage

CARDS_SHOWN = 30
"""Cards of a column at first, and added to it at a time."""


@dataclass(frozen=True, slots=True)
class Column:
    """A stage, the number of all of its applications, and the first cards, in ascending id of the application."""

    stage: StageDetails
    count: int
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Board:
    """A job and its columns."""

    job: Job
    columns: Sequence[Column]


class BoardService:
    """Boards of the actor's organisation. Raises NotFound for the job."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def board(self, actor: Actor, job_id: int) -> Board:
        """Return a job's board."""
        actor.require(Permission.READ_APPLICATIONS)
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.reading(actor.org_id) as work:
            job = await work.jobs.get(job_id)
            stages = (await work.stages.of_job(job_id)).stages
            counts = await work.applications.stage_counts(job_id)
            cards = await work.applications.cards(job_id, [stage.key for stage in stages], CARDS_SHOWN)
        by_stage = {status: list(found) for status, found in groupby(cards, attrgetter("status"))}
        columns = [Column(stage, counts.get(stage.key, 0), by_stage.get(stage.key, [])) for stage in stages]
        return Board(job, columns)

    async def more(self, actor: Actor, job_id: int, stage: str, after: int) -> Sequence[Card]:
        """Return the next cards of a column, those of applications with ids above `after`."""
        actor.require(Permission.READ_APPLICATIONS)
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.reading(actor.org_id) as work:
            await work.jobs.get(job_id)
            return await work.applications.cards(job_id, [stage], CARDS_SHOWN, after)

    async def stages_of_people(self, actor: Actor, job_id: int, candidate_ids: Sequence[int]) -> Mapping[int, str]:
        """Return the names of the stages in which candidates are who have applied for a job, by candidate id."""
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.applications.stages_of_people(job_id, candidate_ids)

    async def queue_place(self, actor: Actor, application: Application) -> QueuePlace:
        """Return the place of an application among those in its stage."""
        actor.require(Permission.READ_APPLICATIONS)
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.applications.queue_place(application)
