"""Report service."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.pipelines.model import StageType
from recruit.domain.reports.model import (
    CountedApplications,
    Durations,
    Funnel,
    Number,
    ReportScope,
    SourceCounts,
    TimeInStage,
)
from recruit.domain.shared.pages import Window
from recruit.domain.shared.periods import check_period
from recruit.ports.storage import Storage


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """All reports of a scope."""

    funnel: Funnel
    time_in_stage: Sequence[TimeInStage]
    time_to_hire: Durations
    sources: Sequence[SourceCounts]


class ReportService:
    """Reports on the applications of the actor's organisation.

    An unknown job has no applications. A period that ends before it begins raises Invalid.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def all(self, actor: Actor, scope: ReportScope) -> Reports:
        """Return all reports."""
        _check(actor, scope)
        async with self._storage.reading(actor.org_id) as work:
            found = await work.reports.all(scope)
        return Reports(
            funnel=Funnel.of(found.funnel),
            time_in_stage=_of_all_types(found.time_in_stage),
            time_to_hire=found.time_to_hire,
            sources=found.sources,
        )

    async def funnel(self, actor: Actor, scope: ReportScope) -> Funnel:
        """Return how far the applications came that were created in the period."""
        _check(actor, scope)
        async with self._storage.reading(actor.org_id) as work:
            return Funnel.of(await work.reports.funnel(scope))

    async def time_in_stage(self, actor: Actor, scope: ReportScope) -> Sequence[TimeInStage]:
        """Return statistics of the stays that began in the period, for each type of stage in order."""
        _check(actor, scope)
        async with self._storage.reading(actor.org_id) as work:
            return _of_all_types(await work.reports.time_in_stage(scope))

    async def time_to_hire(self, actor: Actor, scope: ReportScope) -> Durations:
        """Return statistics of the time from creation to hire, of applications that were hired in the period."""
        _check(actor, scope)
        async with self._storage.reading(actor.org_id) as work:
            return await work.reports.time_to_hire(scope)

    async def sources(self, actor: Actor, scope: ReportScope) -> Sequence[SourceCounts]:
        """Return where the applications came from that were created in the period, the most frequent source first."""
        _check(actor, scope)
        async with self._storage.reading(actor.org_id) as work:
            return await work.reports.sources(scope)

    async def applications(
        self, actor: Actor, scope: ReportScope, number: Number, window: Window
    ) -> CountedApplications:
        """Return a page of the applications that a number counts, with the names of the people."""
        actor.require(Permission.READ_CANDIDATES)
        _check(actor, scope)
        async with self._storage.reading(actor.org_id) as work:
            return await work.reports.applications(scope, number, window)


def _of_all_types(stays: Iterable[TimeInStage]) -> Sequence[TimeInStage]:
    found = {one.type: one for one in stays}
    return [found.get(one, TimeInStage(one)) for one in StageType]


def _check(actor: Actor, scope: ReportScope) -> None:
    actor.require(Permission.READ_APPLICATIONS)
    check_period(scope.since, scope.until)
