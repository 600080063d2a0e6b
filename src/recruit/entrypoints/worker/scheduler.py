"""Scheduler of a process's background jobs: features and vectors of changed records, imports, audit chains."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from math import inf
from time import monotonic
from typing import Protocol

from recruit.domain.shared.organisations import in_turn
from recruit.entrypoints.observability.metrics import Metrics

GATHER_SECONDS = 0.2
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
    """Runs a job for organisations that `note` names, and periodically for all organisations."""

    def __init__(
        self, event: str, sweep_seconds: float, metrics: Metrics, now: Callable[[], float] = monotonic
    ) -> None:
        """Name the job `event` in logs and metrics, and run it for all organisations every `sweep_seconds`.

        The sweep finds changes that other processes made, or left unprocessed.
        """
        self.event = event
        self._now = now
        self._swept = -inf
        self._sweep_seconds = sweep_seconds
        self._metrics = metrics
        self._noted: dict[int, float] = {}
        self._in_hand: dict[int, float] = {}
        self._runs = False
        self._wake = asyncio.Event()

    def note(self, org_id: int) -> None:
        """Queue an organisation for the next run."""
        self._noted.setdefault(org_id, monotonic())
        self._wake.set()

    def queue(self) -> tuple[int, float]:
        """Return the number of organisations queued or in progress, and the seconds that the first has waited.

        Both are 0 if another process runs the job, because its queue isn't known here.
        """
        waiting = self._noted | self._in_hand if self._runs else {}
        now = monotonic()
        return len(waiting), now - min(waiting.values(), default=now)

    async def run(self, work: BackgroundJob) -> None:
        """Run until cancelled. A failed run is logged, and repeated by the next sweep."""
        self._runs = True
        while True:
            with suppress(TimeoutError):
                await self._round(work)
                await asyncio.wait_for(self._wake.wait(), self._sweep_seconds)
                await asyncio.sleep(GATHER_SECONDS)

    async def _round(self, work: BackgroundJob) -> None:
        """Run the job for the queued organisations, after a sweep if one is due.

        Sweeps go by time, so that organisations that are queued continually don't delay the others.
        """
        self._in_hand, self._noted = self._noted, {}
        self._wake.clear()
        try:
            done = 0
            if self._now() - self._swept >= self._sweep_seconds:
                self._swept = self._now()
                done += await work.all_organisations()
            done += await in_turn(list(self._in_hand), work.organisation)
        except Exception:
            self._metrics.failures(self.event).inc()
            log.exception("background work failed")
        else:
            self._in_hand = {}
            self._metrics.records(self.event).inc(done)
            log.log(logging.INFO if done else logging.DEBUG, self.event, extra={"fields": {"records": done}})


class Background:
    """All background jobs of a process, run concurrently."""

    def __init__(self, works: Sequence[tuple[Scheduler, BackgroundJob]]) -> None:
        self._works = works

    def queues(self) -> Iterator[tuple[str, int, float]]:
        """Yield each job's event, the number of waiting organisations and the seconds that the first has waited."""
        for rounds, _ in self._works:
            yield rounds.event, *rounds.queue()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run all jobs until the block ends."""
        task = asyncio.create_task(self.run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def run(self) -> None:
        """Run all jobs until cancelled."""
        async with asyncio.TaskGroup() as group:
            for rounds, work in self._works:
                group.create_task(rounds.run(work))
