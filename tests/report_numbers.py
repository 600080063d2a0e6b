"""The numbers of all reports, each with what leads to its applications."""

from collections.abc import Mapping

from recruit.domain.pipelines.model import StageType
from recruit.domain.reports.model import AllReports, Figure, Funnel, Number


def numbers_of(reports: AllReports) -> Mapping[Number, int]:
    """Return every number that counts applications or stays."""
    funnel = Funnel.of(reports.funnel)
    found = {
        Number(): funnel.applications,
        Number(figure=Figure.ARCHIVED): funnel.archived,
        Number(figure=Figure.HIRES): reports.time_to_hire.count,
    }
    found |= {Number(figure=Figure.REACHED, type=step.type): step.reached for step in funnel.steps}
    for stays in reports.time_in_stage:
        found[Number(figure=Figure.CURRENT, type=stays.type)] = stays.current
        found[Number(figure=Figure.ENDED, type=stays.type)] = stays.ended.count
    for one in reports.sources:
        found[Number(source=one.source)] = one.applications
        found[Number(figure=Figure.REACHED, type=StageType.INTERVIEW, source=one.source)] = one.interviewed
        found[Number(figure=Figure.REACHED, type=StageType.HIRED, source=one.source)] = one.hired
    return found
