"""Boards: the applications of a job in the columns of its stages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.applications.model import ALL_CARDS, Application, Card, CardFilter, QueuePlace
from recruit.domain.jobs.model import Job
from recruit.domain.matching.service import MatchService
from recruit.domain.pipelines.model import JobOverview, StageDetails
from recruit.domain.shared.pages import Window
from recruit.domain.tags.model import Tag
from recruit.ports.storage import Storage

CARDS_SHOWN = 30
"""Cards of a column at first, and added to it at a time."""

MOST_TAGS = 100
"""Tags that a board is filtered by, at most."""


@dataclass(frozen=True, slots=True)
class Column:
    """A stage, and the first cards that meet the filter, in ascending id of the application.

    `count` is the number of applications that meet the filter, and `total` that of all.
    """

    stage: StageDetails
    total: int
    count: int
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Board:
    """A job and its columns. `sources` are those of the job's applications, and `tags` those of the organisation."""

    job: Job
    columns: Sequence[Column]
    sources: Sequence[str]
    tags: Sequence[Tag]


class BoardService:
    """Boards of the actor's organisation. Raises NotFound for the job."""

    def __init__(self, storage: Storage, matching: MatchService) -> None:
        self._storage = storage
        self._matching = matching

    async def board(self, actor: Actor, job_id: int, criteria: CardFilter = ALL_CARDS) -> Board:
        """Return a job's board, with the cards that meet a filter."""
        actor.require(Permission.READ_APPLICATIONS)
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.reading(actor.org_id) as work:
            job = await work.jobs.get(job_id)
            stages = (await work.stages.of_job(job_id)).stages
            totals = counts = await work.applications.stage_counts(job_id)
            if criteria != ALL_CARDS:
                counts = await work.applications.stage_counts(job_id, criteria)
            keys = [stage.key for stage in stages]
            cards = await work.applications.cards(job_id, keys, CARDS_SHOWN, criteria=criteria)
            sources = await work.applications.sources(job_id)
            tags = await work.tags.page(Window(limit=MOST_TAGS))
        cards = await self._scored(actor, job_id, cards)
        by_stage = {status: list(found) for status, found in groupby(cards, attrgetter("status"))}
        columns = [
            Column(one, totals.get(one.key, 0), counts.get(one.key, 0), by_stage.get(one.key, [])) for one in stages
        ]
        return Board(job, columns, sources, tags.items)

    async def overviews(self, actor: Actor, job_ids: Sequence[int]) -> Mapping[int, JobOverview]:
        """Return the stages of existing jobs with the numbers of their applications, by the id of the job."""
        actor.require(Permission.READ_APPLICATIONS)
        actor.require(Permission.READ_JOBS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.applications.overviews(job_ids)

    async def more(
        self, actor: Actor, job_id: int, stage: str, after: int, criteria: CardFilter = ALL_CARDS
    ) -> Sequence[Card]:
        """Return the next cards of a column that meet a filter, those of applications with ids above `after`."""
        actor.require(Permission.READ_APPLICATIONS)
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.reading(actor.org_id) as work:
            await work.jobs.get(job_id)
            cards = await work.applications.cards(job_id, [stage], CARDS_SHOWN, after, criteria)
        return await self._scored(actor, job_id, cards)

    async def _scored(self, actor: Actor, job_id: int, cards: Sequence[Card]) -> Sequence[Card]:
        scores = await self._matching.scores_for_job(actor, job_id, [card.candidate_id for card in cards])
        return [replace(card, score=scores.get(card.candidate_id)) for card in cards]

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
