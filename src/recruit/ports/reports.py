"""Reports on applications."""

from collections.abc import Sequence
from typing import Protocol

from recruit.domain.reports.model import (
    AllReports,
    CountedApplications,
    Durations,
    FunnelCounts,
    Number,
    ReportScope,
    SourceCounts,
    TimeInStage,
)
from recruit.domain.shared.pages import Window


class Reports(Protocol):
    """Reports on the organisation's applications, made from the stage changes in the audit log.

    The type of a stage is that of the job's stage with its key. A stage that the job doesn't have any more has the type
    that its key suggests: see `recruit.domain.pipelines.inference`. Applications that were deleted other than by an
    erasure are left out, and so are those that were created before the log began.
    """

    async def all(self, scope: ReportScope) -> AllReports:
        """Return all reports, as the other methods return each."""

    async def funnel(self, scope: ReportScope) -> FunnelCounts:
        """Return how far the applications came that were created in the period."""

    async def time_in_stage(self, scope: ReportScope) -> Sequence[TimeInStage]:
        """Return statistics of the stays that began in the period, by type of stage in order.

        Types without stays are left out. A stay that an erasure ended counts neither as ended nor as current.
        """

    async def time_to_hire(self, scope: ReportScope) -> Durations:
        """Return statistics of the time from creation to the first hired stage entered, if that is in the period.

        Applications that were created in a hired stage, such as by an import, are left out.
        """

    async def sources(self, scope: ReportScope) -> Sequence[SourceCounts]:
        """Return counts by source, of applications that were created in the period, the most frequent source first.

        The source is that of the creation, and `ERASED_SOURCE` for erased people.
        """

    async def applications(self, scope: ReportScope, number: Number, window: Window) -> CountedApplications:
        """Return the page in `window` of what a number of the other methods counts in the scope, the latest first.

        `after` of the window is ignored. A figure of stays lists an application once for each of its stays.
        """
