"""Retention: who has had nothing happen for too long is erased, and so are old logs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from recruit.domain.audit.model import ORIGIN, Origin, OriginKind
from recruit.domain.privacy.erasure import Erasing
from recruit.domain.shared.organisations import in_turn
from recruit.ports.clock import Clock
from recruit.ports.storage import EVERYBODY, Chore, Storage

MOST_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class Periods:
    """How many days are kept: of candidates since something happened with them, and of logs. None is for good."""

    candidates: float | None = None
    logs: float | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What of an organisation would go: candidates, the first of them where they are many, and logs by kind."""

    org_id: int
    candidates: Sequence[int]
    logs: Mapping[str, int]


class Retention:
    """Erases by age."""

    def __init__(self, storage: Storage, erasing: Erasing, clock: Clock, periods: Periods) -> None:
        self._storage = storage
        self._erasing = erasing
        self._clock = clock
        self._periods = periods

    async def due(self) -> Sequence[Due]:
        """Return what would go of each organisation, and erase nothing."""
        return [await self._due(org_id) for org_id in await self._storage.organisations()]

    async def all_organisations(self) -> int:
        """Erase what is due of all organisations, unless somebody else is at it, and return how many people went."""
        async with self._storage.claim(EVERYBODY, Chore.RETENTION) as mine:
            organisations = await self._storage.organisations() if mine else ()
            return await in_turn(organisations, self.organisation)

    async def organisation(self, org_id: int) -> int:
        """Erase what is due of one organisation. The receipts, and the audit log, say that retention did."""
        mark = ORIGIN.set(Origin(kind=OriginKind.RETENTION))
        try:
            if logs := self._before(self._periods.logs):
                async with self._storage.transaction(org_id) as work:
                    await work.traces.forget_logs(logs)
            done = last = 0
            while last := await self._next_erased(org_id, last):
                done += 1
        finally:
            ORIGIN.reset(mark)
        if done:
            self._erasing.forget(org_id)
        return done

    async def _next_erased(self, org_id: int, last: int) -> int:
        """Erase the first after the last one who is due, and return their id, 0 when nobody is."""
        before = self._before(self._periods.candidates)
        if before is None:
            return 0
        async with self._storage.transaction(org_id) as work:
            while found := await work.traces.idle(before, 1, last):
                (last,) = found
                await work.candidates.hold_all(found)
                if await work.traces.idle(before, 1, last - 1) == found:  # still, now that nobody else can change them
                    await self._erasing.erase_in(work, last)
                    return last
        return 0

    async def _due(self, org_id: int) -> Due:
        candidates, logs = self._before(self._periods.candidates), self._before(self._periods.logs)
        async with self._storage.transaction(org_id) as work:
            return Due(
                org_id,
                await work.traces.idle(candidates, MOST_SHOWN) if candidates else (),
                await work.traces.old_logs(logs) if logs else {},
            )

    def _before(self, days: float | None) -> datetime | None:
        return None if days is None else self._clock.now() - timedelta(days=days)
