"""Match history: logged matches and their replay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.pair import score_pair
from recruit.domain.engines.ranking.scoring import score_value
from recruit.domain.jobs.model import Job
from recruit.domain.matching.batches import compute_pair
from recruit.domain.matching.direction import Record
from recruit.domain.matching.model import MatchLog
from recruit.domain.matching.receipts import changed_inputs
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.periods import check_period
from recruit.ports.compute import Compute
from recruit.ports.features import FeatureStore
from recruit.ports.storage import Storage


@dataclass(frozen=True, slots=True)
class Replay:
    """A replayed score. `score` is None if the job or the candidate was removed.

    `changed` names the inputs that have changed since the match was logged. If it is empty, the score is the logged
    one.
    """

    log: MatchLog
    score: int | None
    changed: Sequence[str]


class MatchHistory:
    """Logged matches of the actor's organisation. Raises NotFound for any other record."""

    def __init__(self, storage: Storage, compute: Compute) -> None:
        self._storage = storage
        self._compute = compute

    async def logs(
        self,
        actor: Actor,
        window: Window,
        *,
        job_id: int | None = None,
        candidate_id: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Page[MatchLog]:
        """Return match logs in ascending id. A filter that is None doesn't filter. `since` <= time < `until`."""
        actor.require(Permission.MATCH)
        check_period(since, until)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.match_logs.page(
                window, job_id=job_id, candidate_id=candidate_id, since=since, until=until
            )

    async def latest(self, actor: Actor, job_id: int, candidate_id: int) -> MatchLog | None:
        """Return the latest log of a pair, None without one."""
        actor.require(Permission.MATCH)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.match_logs.latest(job_id, candidate_id)

    async def log(self, actor: Actor, log_id: int) -> MatchLog:
        """Return one match log with its receipt."""
        actor.require(Permission.MATCH)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.match_logs.get(log_id)

    async def replay(self, actor: Actor, log_id: int) -> Replay:
        """Score the logged pair with its current fields and engine, and the embedder's similarity of the receipt."""
        actor.require(Permission.MATCH)
        async with self._storage.reading(actor.org_id) as work:
            log = await work.match_logs.get(log_id)
            job = await _record(work.jobs, log.job_id)
            candidate = await _record(work.candidates, log.candidate_id)
        receipt = cast("dict[str, Any]", log.receipt)
        changed = changed_inputs(receipt, job, candidate)
        if job is None or candidate is None:
            return Replay(log, None, changed)
        score = await compute_pair(self._compute, _score, job, candidate, receipt["components"].get("similarity"))
        return Replay(log, score, changed)


def _score(job: Job, candidate: Candidate, similarity: float | None) -> int:
    replayed = score_pair(build_query(job), build_profile(candidate), similarity)
    return score_value(replayed.components, replayed.weights)


async def _record(records: FeatureStore[Record], record_id: int) -> Record | None:
    return next((one.record for one in await records.get_many([record_id])), None)
