"""Applications in memory."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import Any

from recruit.adapters.memory import search_filters
from recruit.adapters.memory.rejection_reasons import MemoryRejectionReasons
from recruit.adapters.memory.rows import ApplicationRows, Rows
from recruit.adapters.memory.search_filters import belongs_to
from recruit.adapters.memory.stages import MemoryStages
from recruit.domain.applications.model import (
    ALL_CARDS,
    Application,
    ApplicationDetails,
    Card,
    CardFilter,
    CardPlace,
    LatestApplication,
    Move,
    QueuePlace,
)
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job
from recruit.domain.pipelines.model import JobOverview, StageCount, StageType
from recruit.domain.search.model import ApplicationSearch, Waiting
from recruit.domain.shared.case_folding import lowered
from recruit.domain.shared.errors import Duplicate, NotFound
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import RecordTimes, field_values
from recruit.domain.tags.model import CandidateTag, Tag, TagDetails
from recruit.ports.changes import Changes


class MemoryApplications:
    """Repository of applications."""

    def __init__(
        self,
        rows: ApplicationRows,
        jobs: Rows[Job],
        candidates: Rows[Candidate],
        stages: MemoryStages,
        reasons: MemoryRejectionReasons,
        tags: Rows[Tag],
        pairs: Rows[CandidateTag],
    ) -> None:
        self._rows = rows
        self._jobs = jobs
        self._candidates = candidates
        self._stages = stages
        self._reasons = reasons
        self._tags = tags
        self._pairs = pairs

    async def add(self, details: ApplicationDetails) -> Application:
        """Store an application, and the stages that its job lacks for it."""
        if details.job_id not in self._jobs.current:
            raise NotFound("job", details.job_id)
        if details.candidate_id not in self._candidates.current:
            raise NotFound("candidate", details.candidate_id)
        status = (await self._stages.of_job(details.job_id)).key_for(details.status)
        row = self._checked(self._rows.new(Application, field_values(details) | {"status": status}))
        self._stages.add_missing(row.job_id, row.status)
        return self._rows.put(row)

    async def by_ids(self, ids: Sequence[int]) -> Sequence[Application]:
        """Return applications by id."""
        return self._rows.by_ids(ids)

    async def get(self, application_id: int) -> Application:
        """Return one application."""
        return self._rows.get(application_id)

    async def page(
        self, window: Window, *, job_id: int | None = None, candidate_id: int | None = None, status: str | None = None
    ) -> Page[Application]:
        """Return a page of applications."""
        return self._rows.page(
            window, lambda row: belongs_to(row, job_id, candidate_id) and status in {None, row.status}
        )

    async def record_times(self, ids: Sequence[int]) -> Mapping[int, RecordTimes]:
        """Return the times of the creation and the last change."""
        return {one.id: RecordTimes(*self._rows.times(one.id)) for one in self._rows.by_ids(ids)}

    async def lock(self, application_id: int) -> Application:
        """Return one application. It needs no lock: units of work run one after the other."""
        return self._rows.get(application_id)

    async def lock_all(self, ids: Sequence[int]) -> Sequence[Application]:
        """Return applications in ascending id. They need no lock: units of work run one after the other."""
        return await self.by_ids(ids)

    async def search(self, window: Window, criteria: ApplicationSearch) -> Page[Application]:
        """Return a page of the applications that meet the criteria."""
        return self._rows.page(window, partial(self._matches, criteria))

    async def change(self, application_id: int, changes: Changes) -> Application:
        """Set fields."""
        values: dict[str, Any] = dict(changes)
        before = self._rows.get(application_id)
        if not values:
            return before
        if "status" in values:
            values["status"] = (await self._stages.of_job(before.job_id)).key_for(values["status"])
        row = self._checked(replace(before, **values))
        if row.status != before.status:
            row = replace(row, reason_id=None, move_note=None)
            self._stages.add_missing(row.job_id, row.status)
        return self._rows.put(row)

    async def move(self, ids: Sequence[int], move: Move) -> Sequence[Application]:
        """Put applications into a stage."""
        if move.reason_id is not None:
            self._reasons.mark_as_used(move.reason_id)
        found = self._rows.by_ids(ids)
        for row in found:
            self._stages.check(row.job_id, move.stage)
        values: dict[str, Any] = {"status": move.stage, "reason_id": move.reason_id, "move_note": move.note}
        moved = [self._rows.put(replace(row, **values)) for row in found]
        if move.since is not None:
            left = {row.id: move.since for row in found if row.status != move.stage}
            self._rows.status_since = self._rows.status_since | left
        return moved

    async def move_all(self, job_id: int, stages: Sequence[str], to: str) -> None:
        """Put all applications in stages of a job into another one."""
        ids = [row.id for row in self._rows.all() if row.job_id == job_id and row.status in stages]
        await self.move(ids, Move(stage=to))

    async def lock_of_candidate(self, candidate_id: int) -> Sequence[Application]:
        """Return a candidate's applications. They need no lock: units of work run one after the other."""
        return [row for row in self._rows.all() if row.candidate_id == candidate_id]

    def _matches(self, criteria: ApplicationSearch, row: Application) -> bool:
        created_at = self._rows.created_at if criteria.status is None else self._rows.status_since
        return search_filters.matches_application(criteria, row, created_at[row.id]) and self._jobs.get(
            row.job_id
        ).status not in (criteria.paused or ())

    async def counts(self, criteria: ApplicationSearch) -> Mapping[str, int]:
        """Return the number of applications by status."""
        return Counter(row.status for row in self._rows.current.values() if self._matches(criteria, row))

    async def stage_counts(self, job_id: int, criteria: CardFilter = ALL_CARDS) -> Mapping[str, int]:
        """Return the number of applications in each stage of a job."""
        found = Counter(row.status for row in self._shown(job_id, criteria))
        pipelines = await self._stages.of_jobs([job_id])
        return {key: found[key] for pipeline in pipelines.values() for key in pipeline.keys}

    async def overviews(self, job_ids: Sequence[int]) -> Mapping[int, JobOverview]:
        """Return the stages of jobs with the numbers of their applications."""
        found = Counter((row.job_id, row.status) for row in self._rows.current.values())
        pipelines = await self._stages.of_jobs(job_ids)
        stages = {
            job_id: [StageCount(stage, found[job_id, stage.key]) for stage in pipeline.stages]
            for job_id, pipeline in pipelines.items()
        }
        jobs = self._jobs.by_ids(job_ids)
        return {job.id: JobOverview(self._jobs.created_at[job.id], stages.get(job.id, [])) for job in jobs}

    async def sources(self, job_id: int | None = None) -> Sequence[str]:
        """Return the sources of applications."""
        return sorted({row.source for row in self._rows.current.values() if job_id in {None, row.job_id}})

    async def stages_of_people(self, job_id: int, candidate_ids: Sequence[int]) -> Mapping[int, str]:
        """Return the names of the stages of candidates."""
        pipelines = await self._stages.of_jobs([job_id])
        return {
            row.candidate_id: pipelines[job_id].stage(row.status).name
            for row in self._rows.current.values()
            if row.job_id == job_id and row.candidate_id in candidate_ids
        }

    async def latest_of_candidates(
        self, candidate_ids: Sequence[int], job_ids: Collection[int] | None = None
    ) -> Sequence[LatestApplication]:
        """Return the newest application of each candidate."""
        rows: dict[int, list[Application]] = {}
        for row in self._rows.current.values():
            if row.candidate_id in candidate_ids and (job_ids is None or row.job_id in job_ids):
                rows.setdefault(row.candidate_id, []).append(row)
        pipelines = await self._stages.of_jobs([found[-1].job_id for found in rows.values()])
        return [
            LatestApplication(
                id=found[-1].id,
                candidate_id=candidate_id,
                job_id=found[-1].job_id,
                job_title=self._jobs.get(found[-1].job_id).title,
                stage=pipelines[found[-1].job_id].stage(found[-1].status).name,
                total=len(found),
            )
            for candidate_id, found in sorted(rows.items())
        ]

    async def cards(
        self, job_id: int, stages: Sequence[str], limit: int, after: int = 0, criteria: CardFilter = ALL_CARDS
    ) -> Sequence[Card]:
        """Return the first applications of each stage."""
        rows = [row for row in self._shown(job_id, criteria) if row.id > after]
        parts = (islice((row for row in rows if row.status == stage), limit) for stage in stages)
        found = list(chain.from_iterable(parts))
        tags = self._tags_of({row.candidate_id for row in found})
        return [self._card(row, tags.get(row.candidate_id, [])) for row in found]

    async def card_places(
        self, job_id: int, stages: Sequence[str], criteria: CardFilter = ALL_CARDS
    ) -> Sequence[CardPlace]:
        """Return all applications in stages of a job."""
        return [
            CardPlace(row.id, row.candidate_id, row.status, self._rows.status_since[row.id])
            for row in self._shown(job_id, criteria)
            if row.status in stages
        ]

    def _shown(self, job_id: int, criteria: CardFilter) -> Iterator[Application]:
        """Return the applications for a job that meet a filter."""
        part, people = lowered(criteria.name or ""), self._candidates.current
        tagged = {pair.candidate_id for pair in self._pairs.current.values() if pair.tag_id == criteria.tag_id}
        for row in self._rows.current.values():
            if (
                row.job_id == job_id
                and criteria.source in {None, row.source}
                and (criteria.ids is None or row.id in criteria.ids)
                and (criteria.tag_id is None or row.candidate_id in tagged)
                and part in lowered(people[row.candidate_id].full_name)
            ):
                yield row

    def _tags_of(self, candidate_ids: AbstractSet[int]) -> Mapping[int, Sequence[TagDetails]]:
        """Return the tags of candidates in ascending id."""
        found: dict[int, list[TagDetails]] = {}
        for pair in sorted(self._pairs.current.values(), key=lambda pair: pair.tag_id):
            if pair.candidate_id in candidate_ids:
                tag = self._tags.get(pair.tag_id)
                found.setdefault(pair.candidate_id, []).append(TagDetails(name=tag.name, colour=tag.colour))
        return found

    async def queue_place(self, application: Application) -> QueuePlace:
        """Return the place of an application in its stage."""
        stage = application.job_id, application.status
        rows = [row for row in self._rows.current.values() if (row.job_id, row.status) == stage]
        at = [row.id for row in rows].index(application.id)
        return QueuePlace(
            position=at + 1,
            total=len(rows),
            before=rows[at - 1].candidate_id if at else None,
            after=rows[at + 1].candidate_id if at + 1 < len(rows) else None,
        )

    def _card(self, row: Application, tags: Sequence[TagDetails]) -> Card:
        candidate = self._candidates.get(row.candidate_id)
        return Card(
            id=row.id,
            candidate_id=row.candidate_id,
            name=candidate.full_name,
            title=candidate.current_title or candidate.headline,
            status=row.status,
            source=row.source,
            since=self._rows.status_since[row.id],
            tags=tags,
        )

    async def longest_waiting(
        self, criteria: ApplicationSearch, settled: Collection[StageType], limit: int
    ) -> Sequence[Waiting]:
        """Return the applications with the oldest change of status first."""
        ends = self._stages.keys_of_types(settled)
        found = [
            Waiting(row, self._rows.status_since[row.id])
            for row in self._rows.current.values()
            if self._matches(criteria, row) and (row.job_id, row.status) not in ends
        ]
        return sorted(found, key=lambda row: (row.since, row.application.id))[:limit]

    async def remove(self, application_id: int) -> None:
        """Remove an application."""
        self._rows.remove(application_id)

    def _checked(self, application: Application) -> Application:
        """Return an application. Raise Duplicate when another one has the same job and candidate."""
        pair = (application.job_id, application.candidate_id)
        others = (row for row in self._rows.current.values() if row.id != application.id)
        if any((row.job_id, row.candidate_id) == pair for row in others):
            raise Duplicate("Application already exists for this job and candidate")
        return application
