"""Background jobs: no organisation blocks the others."""

import asyncio

from recruit.domain.shared.errors import Unavailable
from recruit.entrypoints.observability.metrics import Metrics
from recruit.entrypoints.worker.scheduler import BackgroundJobs, Scheduler

SWEEP_SECONDS = 60
BROKEN, OTHER = 1, 2


class Clock:
    """A clock that changes only when it is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class BackgroundJob:
    """A job that records each run's organisation (0 for all) in `done`, and fails for BROKEN."""

    def __init__(self) -> None:
        self.done = asyncio.Queue[int]()

    async def all_organisations(self) -> int:
        """Record a run for all organisations."""
        self.done.put_nowait(0)
        return 0

    async def organisation(self, org_id: int) -> int:
        """Record a run for one organisation. Raises Unavailable for BROKEN."""
        self.done.put_nowait(org_id)
        if org_id == BROKEN:
            raise Unavailable("down")
        return 1


async def test_a_failed_run_for_one_organisation_does_not_block_the_others() -> None:
    scheduler, job = Scheduler("done", SWEEP_SECONDS, Metrics(), Clock()), BackgroundJob()
    scheduler.enqueue(BROKEN)
    scheduler.enqueue(OTHER)
    async with BackgroundJobs([(scheduler, job)]).running():
        assert [await job.done.get() for _ in range(3)] == [0, BROKEN, OTHER]


async def test_a_busy_organisation_does_not_delay_the_run_for_all_organisations() -> None:
    clock, job = Clock(), BackgroundJob()
    scheduler = Scheduler("done", SWEEP_SECONDS, Metrics(), clock)
    async with BackgroundJobs([(scheduler, job)]).running():
        assert await job.done.get() == 0
        scheduler.enqueue(BROKEN)
        assert await job.done.get() == BROKEN
        clock.now = SWEEP_SECONDS
        scheduler.enqueue(BROKEN)
        assert [await job.done.get() for _ in range(2)] == [0, BROKEN]
