"""Search service: jobs, candidates and applications, and the state of pipelines."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.applications.model import Application, LatestApplication
from recruit.domain.audit.service import Auditing
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.identifiers import (
    FEWEST_DIGITS,
    Identifier,
    IdentifierKind,
    email_key,
    phone_key,
)
from recruit.domain.external_ids.model import ExternalId, RecordKind
from recruit.domain.jobs.model import PAUSED, Job
from recruit.domain.matching.service import MatchService
from recruit.domain.pipelines.inference import inferred_stage
from recruit.domain.pipelines.model import SETTLED, JobPipeline, StageDetails, StageType
from recruit.domain.search.model import (
    ApplicationSearch,
    CandidateSearch,
    CandidateSummary,
    JobSearch,
    JobSummary,
    Sort,
    Waiting,
)
from recruit.domain.search.queries import CandidateQuery, JobQuery
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.single_line import to_nfc
from recruit.domain.tags.model import Tag
from recruit.ports.storage import Storage

MOST_OF_CANDIDATE = 200
WAITING_SHOWN = 5


@dataclass(frozen=True, slots=True)
class PipelineStatus:
    """The number of applications by status, and the open ones that have had theirs for the longest time.

    `open` is the number of all open ones.
    """

    by_status: Mapping[str, int]
    waiting: Sequence[Waiting]
    open: int


@dataclass(frozen=True, slots=True)
class CandidateOverviews:
    """What lists show beside candidates, by id: newest applications, tags, times of creation and of last activity.

    `scores` are the unrounded ones, 0..100, of those who have applied for the job of the list, if it is of one.
    """

    latest: Mapping[int, LatestApplication]
    tags: Mapping[int, Sequence[Tag]]
    times: Mapping[int, tuple[datetime, datetime]]
    scores: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class RelatedRecords:
    """Existing candidates and jobs, by id, and the stages of jobs by id and key."""

    candidates: Mapping[int, Candidate]
    jobs: Mapping[int, Job]
    stages: Mapping[tuple[int, str], StageDetails] = field(default_factory=dict)

    def stage_name(self, application: Application) -> str:
        """Return the name of an application's stage; the key of a standard one, which is its name in lower case."""
        stage = self.stages.get((application.job_id, application.status))
        return application.status if stage is None else _name(stage)

    def status_name(self, status: str) -> str:
        """Return the name that all jobs give to the stage with a key; the key if their names differ."""
        names = {_name(stage) for (_, key), stage in self.stages.items() if key == status}
        return names.pop() if len(names) == 1 else status


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateKeys:
    """Keys of candidates: an external id, an e-mail address and a phone number. None doesn't filter."""

    external_id: ExternalId | None = None
    email: str | None = None
    phone: str | None = None

    def identifiers(self) -> Sequence[Identifier]:
        """Return address and number as identifiers. Raises Invalid for a number that is too short to be compared."""
        found = [] if self.email is None else [Identifier(IdentifierKind.EMAIL, email_key(self.email))]
        if self.phone is not None:
            if not (key := phone_key(self.phone)):
                raise Invalid(SHORT_NUMBER)
            found.append(Identifier(IdentifierKind.PHONE, key))
        return found


NO_KEYS = CandidateKeys()
SHORT_NUMBER = f"A phone number has at least {FEWEST_DIGITS} digits"


class Searching:
    """Searches in the actor's organisation."""

    def __init__(self, storage: Storage, auditing: Auditing, matching: MatchService) -> None:
        self._storage = storage
        self._auditing = auditing
        self._matching = matching

    async def jobs(self, actor: Actor, window: Window, criteria: JobSearch) -> Page[Job]:
        """Return the jobs that meet the criteria, in ascending id."""
        actor.require(Permission.READ_JOBS)
        await self._catch_up(actor, criteria)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.jobs.search(window, replace(criteria, query=to_nfc(criteria.query or "") or None))

    async def candidates(self, actor: Actor, window: Window, criteria: CandidateSearch) -> Page[Candidate]:
        """Return the candidates that meet the criteria, in ascending id.

        Text in documents counts for an actor who may read them.
        """
        actor.require(Permission.READ_CANDIDATES)
        may_read = criteria.in_documents and actor.has_permission(Permission.READ_DOCUMENTS)
        criteria = replace(criteria, in_documents=may_read)
        await self._catch_up(actor, criteria)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.candidates.search(window, replace(criteria, query=to_nfc(criteria.query or "") or None))

    async def job_list(
        self, actor: Actor, window: Window, query: JobQuery, external_id: ExternalId | None = None
    ) -> Page[Job]:
        """Return the jobs that a query finds, in its order, with an external id if one is given.

        Raises Invalid for a period that ends before it begins.
        """
        actor.require(Permission.READ_JOBS)
        if external_id is None and query.is_name_filter:  # is found in an index alone
            status = query.status_filter and to_nfc(query.status_filter)
            async with self._storage.autocommit(actor.org_id) as work:
                return await work.jobs.page(window, status=status, q=to_nfc(query.q) if query.q else None)
        criteria = query.criteria()
        if external_id is not None:
            criteria = replace(criteria, ids=await self._with_external_id(actor, RecordKind.JOB, external_id))
        await self._catch_up(actor, criteria, query.sort)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.jobs.search(window, criteria, query.sort)

    async def job_statuses(self, actor: Actor) -> Mapping[str, int]:
        """Return the number of jobs with each status, the most frequent one first."""
        actor.require(Permission.READ_JOBS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.jobs.status_counts()

    async def candidate_list(
        self, actor: Actor, window: Window, query: CandidateQuery, keys: CandidateKeys = NO_KEYS
    ) -> Page[Candidate]:
        """Return the candidates that a query finds, in its order, with the keys that are given.

        Filters by applications and text in documents require the permissions to read them: without the latter, text in
        documents finds nothing. An order by score requires the one to rank. Raises Invalid for a period that ends
        before it begins, an order by score without a job, and a key that no candidate can have.
        """
        actor.require(Permission.READ_CANDIDATES)
        if query.reads_applications:
            actor.require(Permission.READ_APPLICATIONS)
        if keys == NO_KEYS and query.is_name_filter:  # is found in an index alone
            async with self._storage.autocommit(actor.org_id) as work:
                return await work.candidates.page(window, q=to_nfc(query.q) if query.q else None)
        criteria = query.criteria(in_documents=actor.has_permission(Permission.READ_DOCUMENTS))
        if keys != NO_KEYS:
            criteria = replace(criteria, ids=await self._with_keys(actor, keys))
        await self._catch_up(actor, criteria, query.sort)
        if query.sort is Sort.SCORE and query.job_id is not None:
            return await self._best(actor, window, criteria, query.job_id)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.candidates.search(window, criteria, query.sort)

    async def _best(self, actor: Actor, window: Window, criteria: CandidateSearch, job_id: int) -> Page[Candidate]:
        """Return the candidates that meet the criteria, the best for a job first."""
        actor.require(Permission.MATCH)
        async with self._storage.autocommit(actor.org_id) as work:
            ids = await work.candidates.matching_ids(criteria)
        scores = await self._matching.scores_for_job(actor, job_id, ids)
        places = sorted((-score, id) for id, score in scores.items())
        first = window.skip
        if isinstance(window.after_key, float):
            first += bisect_right(places, (-window.after_key, window.after))
        chosen = places[first : first + window.limit]
        async with self._storage.autocommit(actor.org_id) as work:
            found = {one.id: one for one in await work.candidates.by_ids([id for _, id in chosen])}
        items = [found[id] for _, id in chosen if id in found]
        more = len(places) > first + window.limit
        return Page(items, len(places), more, scores[items[-1].id] if items else None)

    async def stage_names(self, actor: Actor) -> Mapping[str, str]:
        """Return the names of the stages of all jobs by key: one of them, where names of one key differ."""
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.reading(actor.org_id) as work:
            return dict(await work.stages.names())

    async def sources(self, actor: Actor) -> Sequence[str]:
        """Return the distinct sources of all applications, sorted by code point."""
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.applications.sources()

    async def candidate_with_phone(self, actor: Actor, text: str) -> Candidate | None:
        """Return the oldest candidate with a phone number, however it is written, None for any other text."""
        actor.require(Permission.READ_CANDIDATES)
        if not (key := phone_key(text)):
            return None
        async with self._storage.reading(actor.org_id) as work:
            found = await work.identifiers.oldest_candidate({Identifier(IdentifierKind.PHONE, key)})
            return None if found is None else await work.candidates.get(found)

    async def overviews(self, actor: Actor, ids: Sequence[int], job_id: int | None = None) -> CandidateOverviews:
        """Return what a list shows beside candidates: of applications, those for a job if `job_id` is given.

        The last activity is that of the last list in its order.
        """
        actor.require(Permission.READ_CANDIDATES)
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.reading(actor.org_id) as work:
            latest = await work.applications.latest_of_candidates(ids, None if job_id is None else [job_id])
            tags = await work.tags.of_candidates(ids)
            times = await work.candidates.times(ids)
        applied = {one.candidate_id: one for one in latest}
        scores = {} if job_id is None else await self._matching.scores_for_job(actor, job_id, list(applied))
        return CandidateOverviews(applied, tags, times, scores)

    async def with_external_id(
        self, actor: Actor, window: Window, criteria: ApplicationSearch, external_id: ExternalId
    ) -> Page[Application]:
        """Return the application with an external id, if it meets the criteria."""
        actor.require(Permission.READ_APPLICATIONS)
        ids = await self._with_external_id(actor, RecordKind.APPLICATION, external_id)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.applications.search(window, replace(criteria, ids=ids))

    async def _with_external_id(self, actor: Actor, kind: RecordKind, external_id: ExternalId) -> tuple[int, ...]:
        async with self._storage.autocommit(actor.org_id) as work:
            found = await work.external_ids.find(kind, external_id)
        return () if found is None else (found,)

    async def _with_keys(self, actor: Actor, keys: CandidateKeys) -> tuple[int, ...]:
        """Return the ids of the candidates with all keys that are given."""
        found = []
        if keys.external_id is not None:
            found.append(await self._with_external_id(actor, RecordKind.CANDIDATE, keys.external_id))
        for identifier in keys.identifiers():
            async with self._storage.autocommit(actor.org_id) as work:
                found.append(tuple(await work.identifiers.candidates(identifier)))
        return tuple(sorted(set(found[0]).intersection(*found[1:])))

    async def _catch_up(self, actor: Actor, criteria: JobSearch | CandidateSearch, sort: Sort = Sort.ID) -> None:
        """Update activities and the index of texts with all committed changes."""
        if sort is Sort.ACTIVITY or criteria.words or criteria.skills:
            await self._auditing.catch_up_texts(actor.org_id)

    async def job_summaries(self, actor: Actor, limit: int) -> Sequence[JobSummary]:
        """Return summaries of the first `limit` jobs, in ascending id."""
        actor.require(Permission.READ_JOBS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.jobs.summaries(limit)

    async def candidate_summaries(self, actor: Actor, limit: int) -> Sequence[CandidateSummary]:
        """Return summaries of the first `limit` candidates, in ascending id."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.candidates.summaries(limit)

    async def applications(self, actor: Actor, window: Window, criteria: ApplicationSearch) -> Page[Application]:
        """Return the applications that meet the criteria, in ascending id. Raises NotFound for job or candidate."""
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.transaction(actor.org_id) as work:
            if criteria.job_id is not None:
                await work.jobs.get(criteria.job_id)
            if criteria.candidate_id is not None:
                await work.candidates.get(criteria.candidate_id)
            return await work.applications.search(window, criteria)

    async def open_applications(
        self, actor: Actor, candidate_id: int, job_id: int | None = None
    ) -> Sequence[Application]:
        """Return a candidate's applications in stages that aren't final, of the first 200. Raises NotFound."""
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.transaction(actor.org_id) as work:
            await work.candidates.get(candidate_id)
            if job_id is not None:
                await work.jobs.get(job_id)
            criteria = ApplicationSearch(candidate_id=candidate_id, job_id=job_id)
            page = await work.applications.search(Window(limit=MOST_OF_CANDIDATE), criteria)
            pipelines = await work.stages.of_jobs(sorted({one.job_id for one in page.items}))
        return [one for one in page.items if one.status in pipelines[one.job_id].open_keys]

    async def in_stages(self, actor: Actor, job_id: int, stages: Sequence[str], limit: int) -> Sequence[Application]:
        """Return the first `limit` applications for a job in stages with these keys, stage by stage."""
        actor.require(Permission.READ_APPLICATIONS)
        found: list[Application] = []
        async with self._storage.transaction(actor.org_id) as work:
            for key in stages:
                criteria = ApplicationSearch(job_id=job_id, status=key)
                if len(found) < limit:
                    found += (await work.applications.search(Window(limit=limit - len(found)), criteria)).items
        return found

    async def pipeline(self, actor: Actor, job_id: int) -> JobPipeline:
        """Return the stages of a job. Raises NotFound."""
        actor.require(Permission.READ_JOBS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.stages.of_job(job_id)

    async def application(self, actor: Actor, application_id: int) -> Application:
        """Return one application. Raises NotFound."""
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.applications.get(application_id)

    async def applications_by_ids(
        self, actor: Actor, ids: Sequence[int]
    ) -> tuple[Sequence[Application], Mapping[int, JobPipeline]]:
        """Return applications in ascending id, without ids that don't exist, and the pipelines of their jobs by id."""
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.reading(actor.org_id) as work:
            found = await work.applications.by_ids(ids)
            return found, await work.stages.of_jobs(sorted({one.job_id for one in found}))

    async def by_ids(self, actor: Actor, kind: str, ids: Sequence[int]) -> Mapping[int, str]:
        """Return the titles of jobs or the names of candidates by id, without ids that don't exist."""
        actor.require(Permission.READ_JOBS if kind == "job" else Permission.READ_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            if kind == "job":
                return {job.id: job.title for job in await work.jobs.by_ids(ids)}
            return {candidate.id: candidate.full_name for candidate in await work.candidates.by_ids(ids)}

    async def pipeline_status(self, actor: Actor, criteria: ApplicationSearch) -> PipelineStatus:
        """Return the numbers of applications by status, and the longest waiting ones. Raises NotFound for a job.

        Applications for jobs on hold or closed wait only where `criteria` names the job.
        """
        actor.require(Permission.READ_APPLICATIONS)
        types: dict[str, StageType] = {}
        async with self._storage.transaction(actor.org_id) as work:
            if criteria.job_id is not None:
                types = {stage.key: stage.type for stage in (await work.stages.of_job(criteria.job_id)).stages}
            by_status = await work.applications.counts(criteria)
            waits = replace(criteria, paused=PAUSED) if criteria.job_id is None else criteria
            waiting = await work.applications.longest_waiting(waits, SETTLED, WAITING_SHOWN)
        is_open = sum(
            number for key, number in by_status.items() if types.get(key, inferred_stage(key).type) not in SETTLED
        )
        return PipelineStatus(by_status, waiting, is_open)

    async def longest_waiting(self, actor: Actor) -> Sequence[Waiting]:
        """Return the open applications for active jobs that have had their status for the longest time."""
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.applications.longest_waiting(ApplicationSearch(paused=PAUSED), SETTLED, WAITING_SHOWN)

    async def documents(self, actor: Actor, candidate_id: int) -> int:
        """Return the number of a candidate's documents. Raises NotFound."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.transaction(actor.org_id) as work:
            await work.candidates.get(candidate_id)
            return (await work.documents.page(Window(limit=1), candidate_id)).total

    async def jobs_by_ids(self, actor: Actor, ids: Iterable[int]) -> Mapping[int, Job]:
        """Return jobs by id, without ids that don't exist."""
        actor.require(Permission.READ_JOBS)
        async with self._storage.autocommit(actor.org_id) as work:
            return {job.id: job for job in await work.jobs.by_ids(sorted(set(ids)))}

    async def candidates_by_ids(self, actor: Actor, ids: Iterable[int]) -> Mapping[int, Candidate]:
        """Return candidates by id, without ids that don't exist."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            return {candidate.id: candidate for candidate in await work.candidates.by_ids(sorted(set(ids)))}

    async def related_records(self, actor: Actor, applications: Sequence[Application]) -> RelatedRecords:
        """Return the candidates, jobs and stages of applications."""
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.reading(actor.org_id) as work:
            candidates = await work.candidates.by_ids(sorted({one.candidate_id for one in applications}))
            jobs = await work.jobs.by_ids(sorted({one.job_id for one in applications}))
            pipelines = await work.stages.of_jobs([one.id for one in jobs]) if jobs else {}
        return RelatedRecords(
            {one.id: one for one in candidates},
            {one.id: one for one in jobs},
            {(job_id, stage.key): stage for job_id, found in pipelines.items() for stage in found.stages},
        )


def _name(stage: StageDetails) -> str:
    return stage.key if stage.name.casefold() == stage.key else stage.name
