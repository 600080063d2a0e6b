"""Ranking in both directions, and the record of every answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruit.domain.model.accounts import Actor
from recruit.domain.model.candidate import Candidate
from recruit.domain.model.job import Job
from recruit.domain.model.matching import Direction, Match, MatchRecord, Score
from recruit.domain.services.matching.audit import Drift, audit
from recruit.domain.services.matching.features import profile, query, scored_texts
from recruit.domain.services.matching.receipts import receipt
from recruit.domain.services.matching.requirements import Requirement, requirements
from recruit.domain.services.matching.scoring import assess, reason
from recruit.domain.services.matching.vectors import VectorCache
from recruit.ports.clock import Clock
from recruit.ports.embeddings import Embedder
from recruit.ports.persistence import Storage

NAIVE = "naive"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A match, and what the profile says of each requirement of the job."""

    match: Match
    requirements: Sequence[Requirement]


class MatchService:
    """Scores pairs of one job and one candidate: the same pair gets the same score from either side."""

    def __init__(self, storage: Storage, embedder: Embedder, clock: Clock) -> None:
        self._storage = storage
        self._vectors = VectorCache(embedder)
        self._clock = clock

    async def candidates_for_job(self, actor: Actor, job_id: int, limit: int = 20) -> Sequence[Match]:
        """Return the organisation's candidates, best first, at most `limit`. Raises NotFound."""
        async with self._storage.begin(actor.org_id) as work:
            job = await work.jobs.get(job_id)
            candidates = await work.candidates.all()
        cosines = await self._vectors.cosines(_job_text(job), (_candidate_text(candidate) for candidate in candidates))
        pairs = [(job, candidate) for candidate in candidates]
        return await self._rank(actor, Direction.CANDIDATES_FOR_JOB, pairs, cosines, limit)

    async def jobs_for_candidate(self, actor: Actor, candidate_id: int, limit: int = 20) -> Sequence[Match]:
        """Return the organisation's jobs, best first, at most `limit`, whatever their status. Raises NotFound."""
        async with self._storage.begin(actor.org_id) as work:
            candidate = await work.candidates.get(candidate_id)
            jobs = await work.jobs.all()
        cosines = await self._vectors.cosines(_candidate_text(candidate), (_job_text(job) for job in jobs))
        pairs = [(job, candidate) for job in jobs]
        return await self._rank(actor, Direction.JOBS_FOR_CANDIDATE, pairs, cosines, limit)

    async def explain(self, actor: Actor, job_id: int, candidate_id: int) -> Explanation:
        """Return the score of one pair with all that it rests on. Raises NotFound. Nothing is logged."""
        async with self._storage.begin(actor.org_id) as work:
            job, candidate = await work.jobs.get(job_id), await work.candidates.get(candidate_id)
        cosines = await self._vectors.cosines(_job_text(job), [_candidate_text(candidate)])
        cosine = None if cosines is None else cosines[0]
        match = self._match(job, candidate, Direction.CANDIDATES_FOR_JOB, cosine)
        return Explanation(match, requirements(job, candidate))

    async def audit(self, actor: Actor, job_id: int) -> Sequence[Drift]:
        """Return what swapping names, pronouns, schools, postcodes and gaps does to scores. Raises NotFound."""
        async with self._storage.begin(actor.org_id) as work:
            job = await work.jobs.get(job_id)
            candidates = await work.candidates.all()
        return audit(job, candidates)

    async def _rank(
        self,
        actor: Actor,
        direction: Direction,
        pairs: Sequence[tuple[Job, Candidate]],
        cosines: Sequence[float] | None,
        limit: int,
    ) -> Sequence[Match]:
        matches = [
            self._match(job, candidate, direction, None if cosines is None else cosines[place])
            for place, (job, candidate) in enumerate(pairs)
        ]
        matches.sort(key=lambda match: (-match.score.value, match.job.id, match.candidate.id))
        await self._log(actor, direction, matches[:limit])
        return matches[:limit]

    def _match(self, job: Job, candidate: Candidate, direction: Direction, cosine: float | None) -> Match:
        found = assess(query(job), profile(candidate), cosine)
        score = Score(
            value=found.value,
            reason=reason(found, direction),
            strategy=NAIVE if cosine is None else self._vectors.strategy or NAIVE,
            cosine=cosine,
            components=found.components,
            weights=found.weights,
        )
        return Match(job=job, candidate=candidate, score=score)

    async def _log(self, actor: Actor, direction: Direction, matches: Sequence[Match]) -> None:
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
        async with self._storage.begin(actor.org_id) as work:
            await work.match_logs.add(records)


def _job_text(job: Job) -> str:
    """What an embedder reads of a job."""
    skills = ", ".join([*job.required_skills, *job.nice_to_have_skills])
    return "\n".join(filter(None, [job.title, skills, job.description]))


def _candidate_text(candidate: Candidate) -> str:
    """What an embedder reads of a candidate: what they do, never who they are or where they live."""
    return "\n".join(filter(None, scored_texts(candidate).values()))
