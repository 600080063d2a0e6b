"""Reports in memory: histories of applications, and statistics of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from statistics import fmean

from recruit.adapters.memory.rows import Rows
from recruit.domain.applications.model import Application
from recruit.domain.audit.model import AuditAction, AuditEntry, standing
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job
from recruit.domain.pipelines.inference import inferred_stage
from recruit.domain.pipelines.model import Stage, StageType
from recruit.domain.reports.model import (
    ERASED_SOURCE,
    LADDER,
    AllReports,
    CountedApplication,
    CountedApplications,
    Durations,
    Figure,
    FunnelCounts,
    Number,
    ReportScope,
    SourceCounts,
    TimeInStage,
)
from recruit.domain.shared.pages import Page, Window

SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Step:
    """The entry of an application into a stage, and the type of the stage. The type is None for its erasure."""

    entry: AuditEntry
    type: StageType | None


class MemoryReports:
    """Reports on applications."""

    def __init__(
        self,
        entries: Rows[AuditEntry],
        stages: Rows[Stage],
        applications: Rows[Application],
        candidates: Rows[Candidate],
        jobs: Rows[Job],
    ) -> None:
        self._entries = entries
        self._stages = stages
        self._applications = applications
        self._candidates = candidates
        self._jobs = jobs

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
        archived = sum(_is_archived(steps) for steps in created)
        return FunnelCounts(len(created), archived, furthest)

    async def time_in_stage(self, scope: ReportScope) -> Sequence[TimeInStage]:
        """Return statistics of stays by type."""
        ended: defaultdict[StageType, list[float]] = defaultdict(list)
        current: Counter[StageType] = Counter()
        for steps in self._histories(scope):
            for type_, entry, following in _stays(scope, steps):
                if following is None:
                    current[type_] += 1
                elif following.type is not None:
                    ended[type_].append(_days(entry.happened_at, following.entry.happened_at))
        return [
            TimeInStage(one, current[one], _durations(ended[one])) for one in StageType if current[one] or ended[one]
        ]

    async def time_to_hire(self, scope: ReportScope) -> Durations:
        """Return statistics of the time from creation to hire."""
        found = [(steps[0].entry, hired) for steps in self._histories(scope) for hired in _hires(scope, steps)]
        return _durations([_days(created.happened_at, hired.happened_at) for created, hired in found])

    async def sources(self, scope: ReportScope) -> Sequence[SourceCounts]:
        """Return counts by source."""
        found: defaultdict[str, list[StageType | None]] = defaultdict(list)
        for steps in self._created(scope):
            found[_source(steps)].append(_furthest(steps))
        interviewed = set(LADDER[LADDER.index(StageType.INTERVIEW) :])
        counts = [
            SourceCounts(source, len(all_), sum(one in interviewed for one in all_), all_.count(StageType.HIRED))
            for source, all_ in found.items()
        ]
        return sorted(counts, key=lambda one: (-one.applications, one.source))

    async def applications(self, scope: ReportScope, number: Number, window: Window) -> CountedApplications:
        """Return a page of what a number counts, the latest first."""
        found = [
            (entry, steps[-1].type is None)
            for steps in self._histories(scope)
            for entry in _counted(scope, number, steps)
        ]
        listed = [entry for entry, is_erased in found if not is_erased]
        listed.sort(key=lambda entry: (entry.happened_at, entry.id), reverse=True)
        end = window.skip + window.limit
        items = [self._shown(entry) for entry in listed[window.skip : end]]
        return CountedApplications(Page(items, len(listed), len(listed) > end), len(found) - len(listed))

    def _shown(self, entry: AuditEntry) -> CountedApplication:
        application = self._applications.get(entry.entity_id or 0)
        keys = application.job_id, application.status
        return CountedApplication(
            application=application,
            candidate_name=self._candidates.get(application.candidate_id).full_name,
            job_title=self._jobs.get(application.job_id).title,
            stage=next(stage.name for stage in self._stages.all() if (stage.job_id, stage.key) == keys),
            at=entry.happened_at,
        )

    def _created(self, scope: ReportScope) -> Iterator[Sequence[Step]]:
        """Return the histories of applications that were created in the period."""
        return (steps for steps in self._histories(scope) if _is_created_in(scope, steps))

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


def _is_created_in(scope: ReportScope, steps: Sequence[Step]) -> bool:
    return _is_created(steps) and _is_in(scope, steps[0].entry.happened_at)


def _is_archived(steps: Sequence[Step]) -> bool:
    """Return whether the last stage is an archived one."""
    return [step.type for step in steps if step.type is not None][-1] is StageType.ARCHIVED


def _source(steps: Sequence[Step]) -> str:
    """Return the source of the creation."""
    values = steps[0].entry.after
    return ERASED_SOURCE if values is None else values["source"]


def _stays(scope: ReportScope, steps: Sequence[Step]) -> Iterator[tuple[StageType, AuditEntry, Step | None]]:
    """Yield the stays that began in the period: type, beginning, and what followed."""
    stays = [next(group) for _, group in groupby(steps, key=lambda step: step.type)]
    for stay, following in pairwise([*stays, None]):
        if stay is not None and stay.type is not None and _is_in(scope, stay.entry.happened_at):
            yield stay.type, stay.entry, following


def _hires(scope: ReportScope, steps: Sequence[Step]) -> Sequence[AuditEntry]:
    """Return the hire with a time to hire, if it was in the period."""
    hired = _hire(steps)
    is_timed = hired and hired.id != steps[0].entry.id and _is_created(steps) and _is_in(scope, hired.happened_at)
    return [hired] if hired and is_timed else []


def _counted(scope: ReportScope, number: Number, steps: Sequence[Step]) -> Iterable[AuditEntry]:
    """Return the entries by which a number counts an application."""
    match number.figure:
        case Figure.HIRES:
            return _hires(scope, steps)
        case Figure.CURRENT | Figure.ENDED as figure:
            stays = [(entry, following) for type_, entry, following in _stays(scope, steps) if type_ is number.type]
            if figure is Figure.CURRENT:
                return [entry for entry, following in stays if following is None]
            return [entry for entry, following in stays if following is not None and following.type is not None]
    if not _is_created_in(scope, steps) or number.source not in {None, _source(steps)}:
        return []
    furthest = _furthest(steps)
    is_counted = {
        Figure.APPLICATIONS: True,
        Figure.ARCHIVED: _is_archived(steps),
        Figure.REACHED: furthest is not None and number.type in LADDER[: LADDER.index(furthest) + 1],
    }[number.figure]
    return [steps[0].entry] if is_counted else []


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
