"""Match service: rankings in both directions, explanations, what-if previews and audits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any, TypeAlias

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor, as_system
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.array_store import ArrayStore
from recruit.domain.engines.ranking.candidate_features import Profile
from recruit.domain.engines.ranking.index import Index, ScoredRecord
from recruit.domain.engines.ranking.job_features import Query
from recruit.domain.engines.ranking.pair import overlap, score_pair
from recruit.domain.engines.ranking.reasons import reason
from recruit.domain.engines.ranking.requirements import Requirement, requirements
from recruit.domain.engines.ranking.scoring import ENGINE, score_value
from recruit.domain.jobs.model import Job
from recruit.domain.matching.batches import MOST_RECORDS, compute_for_all, compute_pair, in_batches
from recruit.domain.matching.counterfactuals import Audit, audit, merge_audits
from recruit.domain.matching.direction import CANDIDATES, JOBS, Decoded, Record, Side
from recruit.domain.matching.embeddings import SimilarityService
from recruit.domain.matching.index_cache import IndexCache
from recruit.domain.matching.model import Direction, Match, MatchRecord, Score
from recruit.domain.matching.ranking import LoadedRecord, Other, Ranking, RankingQuery
from recruit.domain.matching.receipts import receipt
from recruit.domain.matching.what_if import WhatIfChanges, WhatIfResult, count_fitting, what_if
from recruit.domain.shared.errors import Unavailable
from recruit.ports.clock import Clock
from recruit.ports.compute import Compute
from recruit.ports.embeddings import Embedder
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

NAIVE = "naive"
MOST_FILTERED = 1_000
"""Matches that a filtered ranking is chosen from: the best of all."""

AUDIT_TIME = timedelta(seconds=60)
AUDIT_TOO_LONG = (
    "This audit takes more than a minute: {done} of {total} candidates were compared. Try again when the server has "
    "less to do, or delete candidates that nobody needs."
)

Keep: TypeAlias = Callable[[int], bool]
"""Whether the record with an id belongs in a ranking."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A match, and the candidate's evidence for each requirement of the job."""

    match: Match
    requirements: Sequence[Requirement]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """A job and the best candidates for it, best first, and the log id of each: the receipt of the score.

    `total` is the number of all candidates, `fitting` that of those who score FITTING or more
    and whose profile says something about the job's skills.
    """

    job: Job
    explanations: Sequence[Explanation]
    receipts: Sequence[int]
    total: int
    fitting: int


@dataclass(frozen=True, slots=True)
class WhatIfPreview:
    """A job, the result of a what-if ranking for it, and the names of its candidates by id."""

    job: Job
    outcome: WhatIfResult
    names: Mapping[int, str]


class MatchService:
    """Scores pairs, the same in both directions. Its caches hold `most_bytes` of indexes and as much of vectors."""

    def __init__(
        self,
        storage: Storage,
        embedder: Embedder,
        clock: Clock,
        compute: Compute,
        array_store: ArrayStore,
        most_bytes: int = 1 << 30,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._compute = compute
        self._embedding = SimilarityService(storage, embedder, compute, most_bytes)
        self._indexes = IndexCache(storage, compute, array_store, most_bytes)
        self._ranking = Ranking(storage, self._indexes, self._embedding, compute)

    @property
    def strategy(self) -> str | None:
        """The embedder's strategy, None without an embedder."""
        return self._embedding.strategy

    def evict(self, org_id: int) -> None:
        """Evict an organisation from the caches, which are filled from storage again."""
        self._indexes.evict(org_id)
        self._embedding.evict(org_id)

    async def load(self, org_id: int) -> None:
        """Load the index of an organisation's candidates, which its first ranking would wait for.

        Do nothing while features are missing or outdated: the background job computes them, and in one process.
        """
        async with self._storage.reading(org_id) as work:
            stale = await CANDIDATES.records(work).stale(ENGINE, 1)
        if not stale:
            await self._indexes.index(org_id, CANDIDATES)

    async def candidates_for_job(
        self, actor: Actor, job_id: int, limit: int = 20, keep: Keep | None = None
    ) -> Sequence[Match]:
        """Return and log the best `limit` candidates. Raises NotFound.

        With `keep`, only those among the MOST_FILTERED best that pass it are returned.
        """
        return await self._matches(actor, Direction.CANDIDATES_FOR_JOB, CANDIDATES, JOBS, job_id, limit, keep)

    async def shortlist(self, actor: Actor, job_id: int, limit: int, skip: int = 0) -> Shortlist:
        """Return and log `limit` candidates after the best `skip`, with the evidence for each requirement.

        Raises NotFound.
        """
        actor.require(Permission.MATCH)
        query = await self._ranking.query(actor.org_id, CANDIDATES, JOBS, job_id)
        matches, logs = await self._best(actor, Direction.CANDIDATES_FOR_JOB, query, limit, skip=skip)
        candidates = [match.candidate for match in matches]
        found = await compute_for_all(self._compute, requirements, query.record.record, candidates)
        await self._drop_removed(actor, query.index)
        total, fitting = await self._compute.in_thread(
            count_fitting, query.index, query.record.features, query.similarities
        )
        return Shortlist(query.record.record, list(map(Explanation, matches, found)), logs, total, fitting)

    async def jobs_for_candidate(
        self, actor: Actor, candidate_id: int, limit: int = 20, keep: Keep | None = None
    ) -> Sequence[Match]:
        """Return and log the best `limit` jobs in any status. Raises NotFound.

        With `keep`, only those among the MOST_FILTERED best that pass it are returned.
        """
        return await self._matches(actor, Direction.JOBS_FOR_CANDIDATE, JOBS, CANDIDATES, candidate_id, limit, keep)

    async def explain(self, actor: Actor, job_id: int, candidate_id: int) -> Explanation:
        """Return the score of one pair, with the evidence for each requirement. Raises NotFound. Nothing is logged."""
        actor.require(Permission.MATCH)
        job = await self._ranking.load(actor.org_id, JOBS, job_id)
        candidate = await self._ranking.load(actor.org_id, CANDIDATES, candidate_id)
        texts = JOBS.text(job.record), CANDIDATES.text(candidate.record)
        found = score_pair(job.features, candidate.features, await self._embedding.similarity(actor.org_id, *texts))
        match = self._match(job, candidate, found, Direction.CANDIDATES_FOR_JOB)
        return Explanation(match, await compute_pair(self._compute, requirements, job.record, candidate.record))

    async def scores_for_job(self, actor: Actor, job_id: int, candidate_ids: Sequence[int]) -> Mapping[int, float]:
        """Return the unrounded scores, 0..100, of existing candidates for a job, by id. Nothing is logged.

        There are none for an actor who may not rank. Raises NotFound for the job. The caller has read all of them with
        the actor's rights: they aren't checked again, so that hiring managers see the scores of their own jobs.
        """
        return await self._scores(actor, CANDIDATES, JOBS, job_id, candidate_ids)

    async def scores_for_candidate(
        self, actor: Actor, candidate_id: int, job_ids: Sequence[int]
    ) -> Mapping[int, float]:
        """Return the unrounded scores of a candidate for jobs, by the id of the job: see `scores_for_job`."""
        return await self._scores(actor, JOBS, CANDIDATES, candidate_id, job_ids)

    async def _scores(
        self, actor: Actor, side: Side[Record, Decoded], other: Side[Other, Any], id: int, ids: Sequence[int]
    ) -> Mapping[int, float]:
        if not (ids and actor.has_permission(Permission.MATCH)):
            return {}
        with as_system():
            return await self._ranking.scores(actor.org_id, side, other, id, ids)

    async def what_if(self, actor: Actor, job_id: int, changes: WhatIfChanges, limit: int = 20) -> WhatIfPreview:
        """Return the effect of other requirements or weights on a ranking. Raises NotFound. Nothing is logged."""
        actor.require(Permission.MATCH)
        job = await self._ranking.load(actor.org_id, JOBS, job_id)
        index, similarities = await self._ranking.pool(actor.org_id, CANDIDATES, JOBS.text(job.record))
        await self._drop_removed(actor, index)
        result = await self._compute.in_thread(what_if, index, job.record, changes, limit, similarities)
        async with self._storage.autocommit(actor.org_id) as work:
            found = await work.candidates.by_ids([move.candidate_id for move in result.moves])
        return WhatIfPreview(job.record, result, {one.id: one.full_name for one in found})

    async def _drop_removed(self, actor: Actor, index: Index[Any]) -> None:
        """Drop candidates from an index that storage doesn't have any more."""
        known, _ = index.texts()  # before the ids: a record added in between isn't among them, and mustn't be dropped
        async with self._storage.autocommit(actor.org_id) as work:
            index.drop(set(known.tolist()) - set(await work.candidates.ids()))

    async def audit(self, actor: Actor, job_id: int, most: int | None = None) -> Audit:
        """Return the effect of swapped details on scores. Raises NotFound, and Unavailable after AUDIT_TIME.

        At most `most` candidates are tested, spread evenly over all. None tests all of them.
        """
        actor.require(Permission.MATCH)
        async with self._storage.reading(actor.org_id) as work:
            job = await work.jobs.get(job_id)
            all_ids = sorted(await work.candidates.ids())
        ids = all_ids if most is None else all_ids[:: max(1, ceil(len(all_ids) / most))]
        found = [audit(job, ())]
        ends = self._clock.now() + AUDIT_TIME
        for start in range(0, len(ids), MOST_RECORDS):
            async with self._storage.autocommit(actor.org_id) as work:
                stored = await work.candidates.get_many(ids[start : start + MOST_RECORDS])
            for batch in in_batches([one.record for one in stored]):
                if self._clock.now() > ends:
                    raise Unavailable(AUDIT_TOO_LONG.format(done=start, total=len(ids)))
                found.append(await self._compute.in_process(audit, job, batch))
        return Audit(merge_audits(found), len(ids), len(all_ids))

    async def _matches(
        self,
        actor: Actor,
        direction: Direction,
        side: Side[Record, Decoded],
        other: Side[Other, Any],
        record_id: int,
        limit: int,
        keep: Keep | None,
    ) -> Sequence[Match]:
        """Rank the records of `side` for one record of `other`, and log the matches."""
        actor.require(Permission.MATCH)
        query = await self._ranking.query(actor.org_id, side, other, record_id)
        return (await self._best(actor, direction, query, limit, keep))[0]

    async def _best(
        self,
        actor: Actor,
        direction: Direction,
        query: RankingQuery[Record, Decoded, Any],
        limit: int,
        keep: Keep | None = None,
        skip: int = 0,
    ) -> tuple[Sequence[Match], Sequence[int]]:
        """Rank the records of a query's side, log the matches, and return them with the ids of their logs."""
        most = limit if keep is None else MOST_FILTERED
        while True:
            ranked = (await self._ranking.rank(query, skip + most))[skip:]
            async with self._storage.transaction(actor.org_id) as work:
                best = await self._ranking.current(work, query, ranked)
                if best is not None:
                    kept = [(found, one) for found, one in best if keep is None or keep(one.record.id)][:limit]
                    matches = [
                        self._match(*query.side.pair(query.record, one), found, direction) for found, one in kept
                    ]
                    return matches, await self._log(work, actor, direction, matches)

    def _match(
        self,
        job: LoadedRecord[Job, Query],
        candidate: LoadedRecord[Candidate, Profile],
        found: ScoredRecord,
        direction: Direction,
    ) -> Match:
        common = overlap(job.features, candidate.features)
        score = Score(
            value=score_value(found.components, found.weights),
            reason=reason(job.record, candidate.record, candidate.features, common, found.components, direction),
            strategy=(self._embedding.strategy or NAIVE) if "similarity" in found.components else NAIVE,
            components=found.components,
            weights=found.weights,
        )
        return Match(job=job.record, candidate=candidate.record, score=score)

    async def _log(
        self, work: UnitOfWork, actor: Actor, direction: Direction, matches: Sequence[Match]
    ) -> Sequence[int]:
        now = self._clock.now()
        records = [
            MatchRecord(
                direction=direction,
                user_id=actor.user_id,
                job_id=match.job.id,
                candidate_id=match.candidate.id,
                score=match.score.value,
                reason=match.score.reason,
                strategy=match.score.strategy,
                receipt=receipt(match),
                created_at=now,
            )
            for match in matches
        ]
        return await work.match_logs.add(records)
