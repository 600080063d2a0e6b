"""Boards: the applications of a job in the columns of its stages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import inf

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.applications.model import ALL_CARDS, Application, Card, CardFilter, CardSort, QueuePlace
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
    """A stage, and the first cards that meet the filter, in the order of the board.

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

    async def board(
        self, actor: Actor, job_id: int, criteria: CardFilter = ALL_CARDS, sort: CardSort = CardSort.ADDED
    ) -> Board:
        """Return a job's board, with the cards that meet a filter."""
        actor.require(Permission.READ_APPLICATIONS)
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.reading(actor.org_id) as work:
            job = await work.jobs.get(job_id)
            stages = (await work.stages.of_job(job_id)).stages
            totals = counts = await work.applications.stage_counts(job_id)
            if criteria != ALL_CARDS:
                counts = await work.applications.stage_counts(job_id, criteria)
            sources = await work.applications.sources(job_id)
            tags = await work.tags.page(Window(limit=MOST_TAGS))
        cards = await self._cards(actor, job_id, [stage.key for stage in stages], criteria, sort)
        columns = [
            Column(
                one,
                totals.get(one.key, 0),
                counts.get(one.key, 0),
                [card for card in cards if card.status == one.key],
            )
            for one in stages
        ]
        return Board(job, columns, sources, tags.items)

    async def overviews(self, actor: Actor, job_ids: Sequence[int]) -> Mapping[int, JobOverview]:
        """Return the stages of existing jobs with the numbers of their applications, by the id of the job."""
        actor.require(Permission.READ_APPLICATIONS)
        actor.require(Permission.READ_JOBS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.applications.overviews(job_ids)

    async def more(
        self,
        actor: Actor,
        job_id: int,
        stage: str,
        after: tuple[float, int],
        criteria: CardFilter = ALL_CARDS,
        sort: CardSort = CardSort.ADDED,
    ) -> Sequence[Card]:
        """Return the next cards of a column that meet a filter, those after the key and the id of a card."""
        actor.require(Permission.READ_APPLICATIONS)
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.reading(actor.org_id) as work:
            await work.jobs.get(job_id)
        return await self._cards(actor, job_id, [stage], criteria, sort, after)

    async def _cards(
        self,
        actor: Actor,
        job_id: int,
        stages: Sequence[str],
        criteria: CardFilter,
        sort: CardSort,
        after: tuple[float, int] = (-inf, 0),
    ) -> Sequence[Card]:
        """Return the first cards of each stage after a key and an id, with their scores, in the order of their keys."""
        keys, after_id = dict[int, float](), after[1]
        scores: Mapping[int, float] = {}
        if sort is not CardSort.ADDED:
            async with self._storage.autocommit(actor.org_id) as work:
                places = await work.applications.card_places(job_id, stages, criteria)
            if sort is CardSort.SCORE:
                scores = await self._matching.scores_for_job(actor, job_id, [one.candidate_id for one in places])
                keys = {one.id: -scores.get(one.candidate_id, 0.0) for one in places}
            else:
                keys = {one.id: one.since.timestamp() for one in places}
            later = sorted((keys[one.id], one.id, one.status) for one in places if (keys[one.id], one.id) > after)
            chosen = [[id for _, id, status in later if status == stage][:CARDS_SHOWN] for stage in stages]
            criteria, after_id = replace(criteria, ids=tuple(chain.from_iterable(chosen))), 0
        async with self._storage.autocommit(actor.org_id) as work:
            cards = await work.applications.cards(job_id, stages, CARDS_SHOWN, after_id, criteria)
        if sort is not CardSort.SCORE:
            scores = await self._matching.scores_for_job(actor, job_id, [card.candidate_id for card in cards])
        shown = [replace(one, score=scores.get(one.candidate_id), key=keys.get(one.id, 0.0)) for one in cards]
        return sorted(shown, key=lambda card: (card.key, card.id))

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
