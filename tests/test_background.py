"""Background jobs: no organisation blocks the others."""

import asyncio

from recruit.domain.shared.errors import Unavailable
from recruit.entrypoints.observability.metrics import Metrics
from recruit.entrypoints.worker.scheduler import BackgroundJobs, Scheduler

SWEEP_SECONDS = 60
BROKEN, OTHER = 1, 2


class Clock:
    """A clock whose seconds the test sets."""

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


async def test_where_work_fails_for_one_organisation_the_others_have_it_done() -> None:
    rounds, work = Scheduler("done", SWEEP_SECONDS, Metrics(), Clock()), BackgroundJob()
    rounds.enqueue(BROKEN)
    rounds.enqueue(OTHER)
    async with BackgroundJobs([(rounds, work)]).running():
        assert [await work.done.get() for _ in range(3)] == [0, BROKEN, OTHER]


async def test_an_organisation_that_has_work_without_end_does_not_put_off_what_is_done_for_all() -> None:
    clock, work = Clock(), BackgroundJob()
    rounds = Scheduler("done", SWEEP_SECONDS, Metrics(), clock)
    async with BackgroundJobs([(rounds, work)]).running():
        assert await work.done.get() == 0
        rounds.enqueue(BROKEN)
        assert await work.done.get() == BROKEN
        clock.now = SWEEP_SECONDS
        rounds.enqueue(BROKEN)
        assert [await work.done.get() for _ in range(2)] == [0, BROKEN]
