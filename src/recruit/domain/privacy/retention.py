"""Retention: erases candidates without recent activity, old logs, and vectors of earlier texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from recruit.domain.accounts.model.users import as_system
from recruit.domain.audit.model import ORIGIN, Origin, OriginKind, causing
from recruit.domain.privacy.erasure import Erasing
from recruit.domain.privacy.model import Periods
from recruit.domain.shared.organisations import for_each_organisation
from recruit.ports.clock import Clock
from recruit.ports.storage import ALL_ORGANISATIONS, ExclusiveTask, Storage

MOST_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class Due:
    """The due records of an organisation: the first 1,000 candidate ids, and the number of logs by kind."""

    org_id: int
    candidates: Sequence[int]
    logs: Mapping[str, int]


class Retention:
    """Erases records by age, and vectors without a record."""

    def __init__(self, storage: Storage, erasing: Erasing, clock: Clock, periods: Periods) -> None:
        self._storage = storage
        self._erasing = erasing
        self._clock = clock
        self._periods = periods

    @property
    def periods(self) -> Periods:
        """The periods, which the operator has set for all organisations."""
        return self._periods

    async def due(self) -> Sequence[Due]:
        """Return the due records of each organisation, without erasing them."""
        with as_system():
            return [await self._due(org_id) for org_id in await self._storage.organisations()]

    async def all_organisations(self) -> int:
        """Erase due records of all organisations, and return the number of people (0 if another process does it)."""
        async with self._storage.claim(ALL_ORGANISATIONS, ExclusiveTask.RETENTION) as claimed:
            organisations = await self._storage.organisations() if claimed else ()
            return await for_each_organisation(organisations, self.organisation)

    async def organisation(self, org_id: int) -> int:
        """Erase due records of one organisation, with the origin `retention`, and return the number of people."""
        token = ORIGIN.set(Origin(kind=OriginKind.RETENTION))
        try:
            if logs := self._before(self._periods.logs):
                async with self._storage.transaction(org_id) as work:
                    await work.personal_data.remove_old_logs(logs)
            done = last = 0
            while True:
                with causing():
                    last = await self._next_erased(org_id, last)
                if not last:
                    break
                done += 1
            # Last: it reads every vector, and must not delay what is due.
            async with self._storage.autocommit(org_id) as work:
                await work.personal_data.remove_unused_vectors()
        finally:
            ORIGIN.reset(token)
        if done:
            self._erasing.evict(org_id)
        return done

    async def _next_erased(self, org_id: int, last: int) -> int:
        """Erase the first due candidate after the id `last`, and return the candidate's id, or 0 if there is none."""
        before = self._before(self._periods.candidates)
        if before is None:
            return 0
        async with self._storage.transaction(org_id) as work:
            while found := await work.personal_data.inactive_candidates(before, 1, last):
                (last,) = found
                await work.candidates.lock_all(found)
                still_due = await work.personal_data.inactive_candidates(before, 1, last - 1)
                if still_due == found:  # checked again under the lock
                    await self._erasing.erase_in(work, last)
                    return last
        return 0

    async def _due(self, org_id: int) -> Due:
        candidates, logs = self._before(self._periods.candidates), self._before(self._periods.logs)
        async with self._storage.transaction(org_id) as work:
            return Due(
                org_id,
                await work.personal_data.inactive_candidates(candidates, MOST_SHOWN) if candidates else (),
                await work.personal_data.count_old_logs(logs) if logs else {},
            )

    def _before(self, days: float | None) -> datetime | None:
        return None if days is None else self._clock.now() - timedelta(days=days)
