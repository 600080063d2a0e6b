"""Reports in memory: histories of applications, and statistics of them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from statistics import fmean

from recruit.adapters.memory.rows import Rows
from recruit.domain.audit.model import AuditAction, AuditEntry, standing
from recruit.domain.pipelines.inference import inferred_stage
from recruit.domain.pipelines.model import Stage, StageType
from recruit.domain.reports.model import (
    ERASED_SOURCE,
    LADDER,
    AllReports,
    Durations,
    FunnelCounts,
    ReportScope,
    SourceCounts,
    TimeInStage,
)

SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Step:
    """The entry of an application into a stage, and the type of the stage. The type is None for its erasure."""

    entry: AuditEntry
    type: StageType | None


class MemoryReports:
    """Reports on applications."""

    def __init__(self, entries: Rows[AuditEntry], stages: Rows[Stage]) -> None:
        self._entries = entries
        self._stages = stages

    async def all(self, scope: ReportScope) -> AllReports:
        """Return all reports."""
        return AllReports(
            funnel=await self.funnel(scope),
            time_in_stage=await self.time_in_stage(scope),
            time_to_hire=await self.time_to_hire(scope),
            sources=await self.sources(scope),
        )

    async def funnel(self, scope: ReportScope) -> FunnelCounts:
        """Return how far the applications came."""
        created = list(self._created(scope))
        furthest = Counter(one for steps in created if (one := _furthest(steps)) is not None)
        archived = sum(_entered(steps)[-1].type is StageType.ARCHIVED for steps in created)
        return FunnelCounts(len(created), archived, furthest)

    async def time_in_stage(self, scope: ReportScope) -> Sequence[TimeInStage]:
        """Return statistics of stays by type."""
        ended: defaultdict[StageType, list[float]] = defaultdict(list)
        current: Counter[StageType] = Counter()
        for steps in self._histories(scope):
            stays = [next(group) for _, group in groupby(steps, key=lambda step: step.type)]
            for stay, following in pairwise([*stays, None]):
                if stay is None or stay.type is None or not _is_in(scope, stay.entry.happened_at):
                    continue
                if following is None:
                    current[stay.type] += 1
                elif following.type is not None:
                    ended[stay.type].append(_days(stay.entry.happened_at, following.entry.happened_at))
        return [
            TimeInStage(one, current[one], _durations(ended[one])) for one in StageType if current[one] or ended[one]
        ]

    async def time_to_hire(self, scope: ReportScope) -> Durations:
        """Return statistics of the time from creation to hire."""
        found = []
        for steps in self._histories(scope):
            hired = _hire(steps)
            created = steps[0].entry
            if hired and hired.id != created.id and _is_created(steps) and _is_in(scope, hired.happened_at):
                found.append(_days(created.happened_at, hired.happened_at))
        return _durations(found)

    async def sources(self, scope: ReportScope) -> Sequence[SourceCounts]:
        """Return counts by source."""
        found: defaultdict[str, list[StageType | None]] = defaultdict(list)
        for steps in self._created(scope):
            values = steps[0].entry.after
            found[ERASED_SOURCE if values is None else values["source"]].append(_furthest(steps))
        interviewed = set(LADDER[LADDER.index(StageType.INTERVIEW) :])
        counts = [
            SourceCounts(source, len(all_), sum(one in interviewed for one in all_), all_.count(StageType.HIRED))
            for source, all_ in found.items()
        ]
        return sorted(counts, key=lambda one: (-one.applications, one.source))

    def _created(self, scope: ReportScope) -> Iterator[Sequence[Step]]:
        """Yield the histories of applications that were created in the period."""
        for steps in self._histories(scope):
            if _is_created(steps) and _is_in(scope, steps[0].entry.happened_at):
                yield steps

    def _histories(self, scope: ReportScope) -> Iterator[Sequence[Step]]:
        """Yield the stages of each application in order."""
        types = {(stage.job_id, stage.key): stage.type for stage in self._stages.all()}
        found: defaultdict[int | None, list[AuditEntry]] = defaultdict(list)
        for entry in self._entries.all():
            is_change = entry.stage is not None or entry.action == AuditAction.DELETE
            if entry.entity == "application" and is_change and scope.job_id in {None, entry.job_id}:
                found[entry.entity_id].append(entry)
        for entries in found.values():
            if not any(entry.action == AuditAction.DELETE and not self._is_erasure(entry) for entry in entries):
                yield [Step(entry, _type(entry, types)) for entry in standing(entries)]

    def _is_erasure(self, entry: AuditEntry) -> bool:
        cause = self._entries.current.get(entry.cause_id or 0)
        return cause is not None and cause.action == AuditAction.ERASE


def _type(entry: AuditEntry, types: Mapping[tuple[int, str], StageType]) -> StageType | None:
    if entry.stage is None:
        return None
    return types.get((entry.job_id or 0, entry.stage)) or inferred_stage(entry.stage).type


def _is_created(steps: Sequence[Step]) -> bool:
    """Return whether the log has the creation of an application."""
    return steps[0].entry.action == AuditAction.INSERT


def _entered(steps: Sequence[Step]) -> Sequence[Step]:
    return [step for step in steps if step.type is not None]


def _furthest(steps: Sequence[Step]) -> StageType | None:
    if _hire(steps):
        return StageType.HIRED
    before = (step.type for step in steps if step.type in LADDER and step.type is not StageType.HIRED)
    return max(before, key=LADDER.index, default=None)


def _hire(steps: Sequence[Step]) -> AuditEntry | None:
    """Return the entry of the hire. One that was followed by an earlier stage was taken back.

    Of several hires, the first that wasn't counts, or, if some were, the last.
    """
    hires = [step.entry for step in steps if step.type is StageType.HIRED]
    others = [step.entry.id for step in steps if step.type in LADDER and step.type is not StageType.HIRED]
    taken_back = max(others, default=0)
    if not hires or hires[-1].id < taken_back:
        return None
    return hires[0] if hires[0].id > taken_back else hires[-1]


def _is_in(scope: ReportScope, moment: datetime) -> bool:
    return (scope.since is None or moment >= scope.since) and (scope.until is None or moment < scope.until)


def _days(begin: datetime, end: datetime) -> float:
    """Return the days between two times, 0 when they are in the wrong order, as those of concurrent changes can be."""
    return max(0.0, (end - begin).total_seconds() / SECONDS_A_DAY)


def _durations(days: Sequence[float]) -> Durations:
    if not days:
        return Durations()
    return Durations(len(days), _percentile(days, 0.5), fmean(days), _percentile(days, 0.9))


def _percentile(values: Sequence[float], share: float) -> float:
    """Return a percentile, interpolated between the two values next to it."""
    ordered, place = sorted(values), share * (len(values) - 1)
    lower = int(place)
    upper = min(lower + 1, len(ordered) - 1)
    return ordered[lower] + (ordered[upper] - ordered[lower]) * (place - lower)
