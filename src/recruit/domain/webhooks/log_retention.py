"""Background job: removes old entries of the delivery log."""

from datetime import timedelta

from recruit.domain.shared.organisations import for_each_organisation
from recruit.ports.clock import Clock
from recruit.ports.storage import ALL_ORGANISATIONS, ExclusiveTask, Storage

RETENTION = timedelta(days=30)


class DeliveryLogRetention:
    """Removes attempts that were due more than 30 days ago. Pending ones stay."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def all_organisations(self) -> int:
        """Remove old attempts of all organisations, and return their number (0 if another process does it)."""
        async with self._storage.claim(ALL_ORGANISATIONS, ExclusiveTask.WEBHOOK_LOG) as claimed:
            organisations = await self._storage.organisations() if claimed else ()
            return await for_each_organisation(organisations, self.organisation)

    async def organisation(self, org_id: int) -> int:
        """Remove old attempts of one organisation, and return their number."""
        async with self._storage.autocommit(org_id) as work:
            return await work.deliveries.remove_until(self._clock.now() - RETENTION)
