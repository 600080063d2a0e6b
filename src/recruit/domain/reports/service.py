"""Report service."""

from collections.abc import Sequence

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.pipelines.model import StageType
from recruit.domain.reports.model import Durations, Funnel, ReportScope, SourceCounts, TimeInStage
from recruit.domain.shared.periods import check_period
from recruit.ports.storage import Storage


class ReportService:
    """Reports on the applications of the actor's organisation.

    An unknown job has no applications. A period that ends before it begins raises Invalid.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def funnel(self, actor: Actor, scope: ReportScope) -> Funnel:
        """Return how far the applications came that were created in the period."""
        _check(actor, scope)
        async with self._storage.transaction(actor.org_id) as work:
            return Funnel.of(await work.reports.funnel(scope))

    async def time_in_stage(self, actor: Actor, scope: ReportScope) -> Sequence[TimeInStage]:
        """Return statistics of the stays that began in the period, for each type of stage in order."""
        _check(actor, scope)
        async with self._storage.transaction(actor.org_id) as work:
            found = {one.type: one for one in await work.reports.time_in_stage(scope)}
        return [found.get(one, TimeInStage(one)) for one in StageType]

    async def time_to_hire(self, actor: Actor, scope: ReportScope) -> Durations:
        """Return statistics of the time from creation to hire, of applications that were hired in the period."""
        _check(actor, scope)
        async with self._storage.transaction(actor.org_id) as work:
            return await work.reports.time_to_hire(scope)

    async def sources(self, actor: Actor, scope: ReportScope) -> Sequence[SourceCounts]:
        """Return where the applications came from that were created in the period, the most frequent source first."""
        _check(actor, scope)
        async with self._storage.transaction(actor.org_id) as work:
            return await work.reports.sources(scope)


def _check(actor: Actor, scope: ReportScope) -> None:
    actor.require(Permission.READ_APPLICATIONS)
    check_period(scope.since, scope.until)
