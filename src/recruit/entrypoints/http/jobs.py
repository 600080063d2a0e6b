"""Job endpoints: list, create, read, update and delete."""

from typing import Annotated

from litestar import Controller
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import structs

from recruit.domain.jobs.model import JobDetails
from recruit.entrypoints.http.encoded_routes import delete, get, get_one, patch, post_one
from recruit.entrypoints.http.field_types import WITHOUT_NUL
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Query, Skip
from recruit.entrypoints.http.openapi.error_responses import CHANGE, CREATE, LIST, READ, problems
from recruit.entrypoints.http.pagination import listed, window
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import JobIn, JobOut, JobPage, JobPatch, changes, view

Status = Annotated[
    str | None,
    QueryParameter(max_length=50, pattern=WITHOUT_NUL, description='Such as "open", "on_hold" or "closed".'),
]


class JobsController(Controller):
    """Jobs."""

    path = "/jobs"
    tags = ("Jobs",)

    @get("/", summary="List Jobs", responses=problems(*LIST))
    async def list_jobs(
        self,
        request: ApiRequest,
        skip: Skip = 0,
        limit: Limit = 50,
        cursor: Cursor = None,
        status_filter: Status = None,
        q: Query = None,
    ) -> JobPage:
        """Return jobs in ascending id."""
        wanted = window(request, skip, limit, cursor)
        found = await request.services.jobs.page(request.user, wanted, status=status_filter, q=q)
        return listed(request, found, JobOut, JobPage)

    @post_one("/", summary="Create Job", responses=problems(*CREATE))
    async def create_job(self, request: ApiRequest, data: JSONBody[JobIn]) -> JobOut:
        """Create a job. Only the title is required."""
        return view(await request.services.jobs.create(request.user, JobDetails(**structs.asdict(data))), JobOut)

    @get_one("/{job_id:str}", summary="Get Job by ID", responses=problems(*READ))
    async def get_job(self, request: ApiRequest, job_id: FromPath[int]) -> JobOut:
        """Return one job."""
        return view(await request.services.jobs.get(request.user, job_id), JobOut)

    @patch("/{job_id:str}", summary="Update Job (Partial)", responses=problems(*CHANGE, 412))
    async def update_job(self, request: ApiRequest, job_id: FromPath[int], data: JSONBody[JobPatch]) -> JobOut:
        """Change any subset of a job's fields."""
        changed = await request.services.jobs.change(request.user, job_id, changes(data), request.seen(JobOut))
        return view(changed, JobOut)

    @delete("/{job_id:str}", summary="Delete Job", responses=problems(*READ, 400, 412))
    async def delete_job(self, request: ApiRequest, job_id: FromPath[int]) -> None:
        """Delete a job and its applications."""
        await request.services.jobs.remove(request.user, job_id, request.seen(JobOut))
