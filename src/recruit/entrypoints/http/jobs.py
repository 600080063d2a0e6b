"""Job endpoints: list, create, read, update and delete."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from litestar import Controller
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import UNSET, Struct, UnsetType, structs

from recruit.domain.external_ids.model import RecordKind
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.search.model import Sort
from recruit.domain.search.queries import JobQuery
from recruit.entrypoints.http.encoded_routes import delete, get, get_one, patch, post_one
from recruit.entrypoints.http.field_types import WITHOUT_NUL, Amount, Currency, Label, Long, Name, Short, Skills
from recruit.entrypoints.http.list_parameters import Limit, Query, Skip, SortedCursor
from recruit.entrypoints.http.openapi.error_responses import CHANGE, CREATE, LIST, READ, problems
from recruit.entrypoints.http.pagination import list_response, window
from recruit.entrypoints.http.parts import (
    ExternalIdFilter,
    ExternalIdsIn,
    ExternalIdsOut,
    ExternalIdsPatch,
    Include,
    external_id_of,
    one_with_parts,
    take_external_ids,
    with_parts,
)
from recruit.entrypoints.http.query_strings import check_query
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import changes, view
from recruit.entrypoints.http.search_parameters import (
    KINDS,
    ChangedSince,
    ChangedUntil,
    CreatedSince,
    CreatedUntil,
    Department,
    JobLocation,
    JobTitle,
    SkillNames,
    Sorting,
    TextQuery,
)
from recruit.entrypoints.http.sync import SyncTokenParameter, sync_response


class JobFields(Struct):
    """The fields of a new job."""

    title: Name
    department: Short | None = None
    location: Short | None = None
    employment_type: Short | None = None
    remote_option: Short | None = None
    salary_min: Amount | None = None
    salary_max: Amount | None = None
    currency: Currency = "USD"
    description: Long | None = None
    required_skills: Skills = ()
    nice_to_have_skills: Skills = ()
    status: Label = "open"
    is_public: bool = False


class JobIn(JobFields):
    """A new job."""

    external_ids: ExternalIdsIn = ()


class JobPatch(Struct):
    """Changes to a job. A field that is absent stays; null clears what may be empty."""

    title: Name | UnsetType = UNSET
    department: Short | UnsetType | None = UNSET
    location: Short | UnsetType | None = UNSET
    employment_type: Short | UnsetType | None = UNSET
    remote_option: Short | UnsetType | None = UNSET
    salary_min: Amount | UnsetType | None = UNSET
    salary_max: Amount | UnsetType | None = UNSET
    currency: Currency | UnsetType = UNSET
    description: Long | UnsetType | None = UNSET
    required_skills: Skills | UnsetType = UNSET
    nice_to_have_skills: Skills | UnsetType = UNSET
    status: Label | UnsetType = UNSET
    is_public: bool | UnsetType = UNSET
    external_ids: ExternalIdsPatch | UnsetType = UNSET


class JobOut(Struct):
    """A job."""

    id: int
    org_id: int
    created_by_user_id: int
    title: str
    department: str | None
    location: str | None
    employment_type: str | None
    remote_option: str | None
    salary_min: int | None
    salary_max: int | None
    currency: str
    description: str | None
    required_skills: tuple[str, ...]
    nice_to_have_skills: tuple[str, ...]
    status: str
    is_public: bool


class JobWithParts(JobOut):
    """A job with the parts that the request includes."""

    created_at: datetime | UnsetType = UNSET
    updated_at: datetime | UnsetType = UNSET
    external_ids: ExternalIdsOut | UnsetType = UNSET


class JobPage(Struct):
    """One page of jobs, and how many there are in all."""

    items: Sequence[JobOut]
    total: int


class JobSync(Struct):
    """Jobs that changed, as they are now, and the ids of deleted ones. The last page has the next token."""

    items: Sequence[JobOut]
    deleted: Sequence[int]
    sync_token: str | None


Status = Annotated[
    str | None,
    QueryParameter(max_length=50, pattern=WITHOUT_NUL, description='Such as "open", "on_hold" or "closed".'),
]


async def _response(request: ApiRequest, job: Job, include: Include) -> JobOut:
    return await one_with_parts(request, RecordKind.JOB, view(job, JobOut), JobWithParts, include)


class JobsController(Controller):
    """Jobs."""

    path = "/jobs"
    tags = ("Jobs",)

    @get("/", summary="List Jobs", responses=problems(*LIST, 410))
    async def list_jobs(
        self,
        request: ApiRequest,
        skip: Skip = 0,
        limit: Limit = 50,
        cursor: SortedCursor = None,
        status_filter: Status = None,
        q: Query = None,
        skill: SkillNames = None,
        title: JobTitle = None,
        location: JobLocation = None,
        department: Department = None,
        text: TextQuery = None,
        created_since: CreatedSince = None,
        created_until: CreatedUntil = None,
        changed_since: ChangedSince = None,
        changed_until: ChangedUntil = None,
        sort: Sorting = Sort.ID,
        sync_token: SyncTokenParameter = None,
        external_id: ExternalIdFilter = None,
        include: Include = None,
    ) -> JobPage | JobSync:
        """Return the jobs that meet all filters, in ascending id or as sorted, or what changed since a token."""
        if sync_token is not None:
            changed = await sync_response(request, "job", sync_token, limit, JobOut, JobSync)
            changed.items = await with_parts(request, RecordKind.JOB, changed.items, JobWithParts, include)
            return changed
        check_query(request, KINDS)
        query = JobQuery(
            q=q,
            status_filter=status_filter,
            skill=tuple(skill or ()),
            title=title,
            location=location,
            department=department,
            text=text,
            created_since=created_since,
            created_until=created_until,
            changed_since=changed_since,
            changed_until=changed_until,
            sort=sort,
        )
        wanted = window(request, skip, limit, cursor, sort=sort)
        found = await request.services.searching.job_list(request.user, wanted, query, external_id_of(external_id))
        page = list_response(request, found, JobOut, JobPage)
        page.items = await with_parts(request, RecordKind.JOB, page.items, JobWithParts, include)
        return page

    @post_one("/", summary="Create Job", responses=problems(*CREATE))
    async def create_job(self, request: ApiRequest, data: JSONBody[JobIn], include: Include = None) -> JobOut:
        """Create a job. Only the title is required."""
        values = structs.asdict(data)
        external_ids = take_external_ids(values)
        job = await request.services.jobs.create(request.user, JobDetails(**values), external_ids)
        return await _response(request, job, include)

    @get_one("/{job_id:str}", summary="Get Job by ID", responses=problems(*READ))
    async def get_job(self, request: ApiRequest, job_id: FromPath[int], include: Include = None) -> JobOut:
        """Return one job."""
        job = await request.services.jobs.get(request.user, job_id)
        return await _response(request, job, include)

    @patch("/{job_id:str}", summary="Update Job (Partial)", responses=problems(*CHANGE, 412))
    async def update_job(
        self, request: ApiRequest, job_id: FromPath[int], data: JSONBody[JobPatch], include: Include = None
    ) -> JobOut:
        """Change any subset of a job's fields."""
        values, condition = changes(data), request.if_match(JobOut)
        external_ids = take_external_ids(values)
        job = await request.services.jobs.change(request.user, job_id, values, condition, external_ids)
        return await _response(request, job, include)

    @delete("/{job_id:str}", summary="Delete Job", responses=problems(*READ, 400, 412))
    async def delete_job(self, request: ApiRequest, job_id: FromPath[int]) -> None:
        """Delete a job and its applications."""
        await request.services.jobs.remove(request.user, job_id, request.if_match(JobOut))
