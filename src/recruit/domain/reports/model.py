"""Reports on applications.

Stages are grouped by their types, so that a report stays the same when a stage is renamed. All reports are made from
the stage changes in the audit log, which remain when a person is erased. An application counts until it is deleted, and
goes on counting if an erasure deleted it. Two applications for one job count once after a merge of their candidates.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from recruit.domain.applications.model import Application
from recruit.domain.pipelines.model import StageType
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Page

LADDER = tuple(one for one in StageType if one is not StageType.ARCHIVED)
"""The types of stages in the order in which an application goes through them. It can skip some."""

ERASED_SOURCE = "(erased)"
"""The source of applications of erased people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportScope:
    """The applications of one job or of all, and a period, inclusive of `since` and exclusive of `until`.

    Times are aware. Each report says what the period applies to.
    """

    job_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class FunnelCounts:
    """Applications in all, those in an archived stage now, and all by the furthest type of stage that they entered.

    Applications that only ever were in archived stages have no furthest type.
    """

    applications: int
    archived: int
    furthest: Mapping[StageType, int]


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """Applications that reached a type of stage or a later one, and their share of those that reached the one before.

    The share is None for the first type, and when no application reached the one before.
    """

    type: StageType
    reached: int
    conversion: float | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """How far the applications came. `archived` is the number of those that are in an archived stage now."""

    applications: int
    archived: int
    steps: Sequence[FunnelStep]

    @classmethod
    def of(cls, counts: FunnelCounts) -> "Funnel":
        """Return the funnel of counts."""
        reached = [sum(counts.furthest.get(later, 0) for later in LADDER[place:]) for place in range(len(LADDER))]
        before = [0, *reached]
        steps = [
            FunnelStep(one, count, count / earlier if earlier else None)
            for one, count, earlier in zip(LADDER, reached, before, strict=False)
        ]
        return cls(counts.applications, counts.archived, steps)


@dataclass(frozen=True, slots=True)
class Durations:
    """Statistics of `count` durations, in days: median, average and 90th percentile. They are None without any."""

    count: int = 0
    median: float | None = None
    average: float | None = None
    p90: float | None = None


@dataclass(frozen=True, slots=True)
class TimeInStage:
    """The stays of applications in stages of a type: `ended` ones, and the number of those that go on now.

    Stages of one type that follow one another are one stay.
    """

    type: StageType
    current: int = 0
    ended: Durations = Durations()


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """Applications from a source, and those of them that reached an interview or a later stage, and that were hired."""

    source: str
    applications: int
    interviewed: int
    hired: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AllReports:
    """All reports of a scope."""

    funnel: FunnelCounts
    time_in_stage: Sequence[TimeInStage]
    time_to_hire: Durations
    sources: Sequence[SourceCounts]


class Figure(StrEnum):
    """What a number in a report counts."""

    APPLICATIONS = "applications"
    ARCHIVED = "archived"
    """Applications in an archived stage now."""

    REACHED = "reached"
    """Applications that reached a type of stage or a later one."""

    CURRENT = "current"
    """Stays in stages of a type that go on now."""

    ENDED = "ended"
    """Stays in stages of a type that have ended. An application can have several."""

    HIRES = "hires"
    """Hires of the report on the time to hire."""


TYPES_OF: Mapping[Figure, Sequence[StageType]] = {
    Figure.REACHED: LADDER,
    Figure.CURRENT: tuple(StageType),
    Figure.ENDED: tuple(StageType),
}
"""The types of stages that a figure is counted for. Other figures are counted once."""

OF_SOURCE = frozenset({Figure.APPLICATIONS, Figure.ARCHIVED, Figure.REACHED})
"""The figures that can be limited to a source: those of applications that were created in the period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a report: a figure, for a type of stage if it has any, and of one source if that is given.

    Raises Invalid for a type and a source that don't belong to the figure.
    """

    figure: Figure = Figure.APPLICATIONS
    type: StageType | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        types = TYPES_OF.get(self.figure, ())
        if types and self.type not in types:
            raise Invalid(f"The figure {self.figure} needs one of the types {', '.join(types)}")
        if self.type is not None and not types:
            raise Invalid(f"The figure {self.figure} has no type")
        if self.source is not None and self.figure not in OF_SOURCE:
            raise Invalid(f"The figure {self.figure} has no source")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedApplication:
    """An application that a number counts, as it is now, with the name of its stage.

    `at` is the aware time by which it counts: of its creation, its hire, or the beginning of its stay.
    """

    application: Application
    candidate_name: str
    job_title: str
    stage: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CountedApplications:
    """A page of what a number counts, and how much more it counts of erased people, who can't be listed."""

    page: Page[CountedApplication]
    erased: int
