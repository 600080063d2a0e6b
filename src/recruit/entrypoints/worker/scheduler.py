"""Scheduler of a process's background jobs: features and vectors of changed records, imports, audit chains."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from math import inf
from time import monotonic
from typing import Protocol

from recruit.domain.shared.organisations import for_each_organisation
from recruit.entrypoints.background_tasks import running_task
from recruit.entrypoints.observability.metrics import Metrics

BATCH_SECONDS = 0.2
"""Delay before a run, so that changes shortly after one another are handled together."""

log = logging.getLogger(__name__)


class BackgroundJob(Protocol):
    """A job that runs for organisations."""

    async def all_organisations(self) -> int:
        """Run for all organisations and return the number of records handled."""
        ...

    async def organisation(self, org_id: int) -> int:
        """Run for one organisation and return the number of records handled."""
        ...


class Scheduler:
    """Runs a job for organisations that `enqueue` names, and periodically for all organisations."""

    def __init__(
        self, event: str, sweep_seconds: float, metrics: Metrics, now: Callable[[], float] = monotonic
    ) -> None:
        """Name the job `event` in logs and metrics, and run it for all organisations every `sweep_seconds`.

        The sweep finds changes that other processes made, or left unprocessed.
        """
        self.event = event
        self._now = now
        self._swept_at = -inf
        self._sweep_seconds = sweep_seconds
        self._metrics = metrics
        self._queued: dict[int, float] = {}
        self._in_progress: dict[int, float] = {}
        self._runs = False
        self._wake = asyncio.Event()

    def enqueue(self, org_id: int) -> None:
        """Queue an organisation for the next run."""
        self._queued.setdefault(org_id, monotonic())
        self._wake.set()

    def queue(self) -> tuple[int, float]:
        """Return the number of organisations queued or in progress, and the seconds that the first has waited.

        Both are 0 if another process runs the job, because its queue isn't known here.
        """
        waiting = self._queued | self._in_progress if self._runs else {}
        now = monotonic()
        return len(waiting), now - min(waiting.values(), default=now)

    async def run(self, job: BackgroundJob) -> None:
        """Run until cancelled. A failed run is logged, and repeated by the next sweep."""
        self._runs = True
        while True:
            with suppress(TimeoutError):
                await self._run_once(job)
                await asyncio.wait_for(self._wake.wait(), self._sweep_seconds)
                await asyncio.sleep(BATCH_SECONDS)

    async def _run_once(self, job: BackgroundJob) -> None:
        """Run the job for the queued organisations, after a sweep if one is due.

        Sweeps go by time, so that organisations that are queued continually don't delay the others.
        """
        self._in_progress, self._queued = self._queued, {}
        self._wake.clear()
        try:
            handled = 0
            if self._now() - self._swept_at >= self._sweep_seconds:
                self._swept_at = self._now()
                handled += await job.all_organisations()
            handled += await for_each_organisation(list(self._in_progress), job.organisation)
        except Exception:
            self._metrics.failures(self.event).inc()
            log.exception("background work failed")
        else:
            self._in_progress = {}
            self._metrics.records(self.event).inc(handled)
            log.log(logging.INFO if handled else logging.DEBUG, self.event, extra={"fields": {"records": handled}})


class BackgroundJobs:
    """The background jobs of a process, run concurrently."""

    def __init__(self, jobs: Sequence[tuple[Scheduler, BackgroundJob]]) -> None:
        self._jobs = jobs

    def queues(self) -> Iterator[tuple[str, int, float]]:
        """Yield each job's event, the number of waiting organisations and the seconds that the first has waited."""
        for scheduler, _ in self._jobs:
            yield scheduler.event, *scheduler.queue()

    def running(self) -> AbstractAsyncContextManager[object]:
        """Run all jobs until the block ends."""
        return running_task(self.run())

    async def run(self) -> None:
        """Run all jobs until cancelled."""
        async with asyncio.TaskGroup() as group:
            for scheduler, job in self._jobs:
                group.create_task(scheduler.run(job))
