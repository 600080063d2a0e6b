"""Applications."""

from litestar import Controller, Response, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from msgspec import structs

from recruit.domain.model.application import ApplicationDetails
from recruit.domain.services.hiring import Hiring
from recruit.entrypoints.http.lists import listed, window
from recruit.entrypoints.http.parameters import Cursor, Limit, OfCandidate, OfJob, Skip
from recruit.entrypoints.http.query import check_query
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.responses import CHANGE, LIST, READ, problems
from recruit.entrypoints.http.schemas import (
    ApplicationIn,
    ApplicationOut,
    ApplicationPage,
    ApplicationPatch,
    changes,
    view,
)


class ApplicationsController(Controller):
    """Applications."""

    path = "/applications"
    tags = ("Applications",)

    @get("/", summary="List Applications", responses=problems(*LIST))
    async def list_applications(
        self,
        request: ApiRequest,
        hiring: NamedDependency[Hiring],
        skip: Skip = 0,
        limit: Limit = 50,
        cursor: Cursor = None,
        job_id: OfJob = None,
        candidate_id: OfCandidate = None,
    ) -> Response[ApplicationPage]:
        """Return applications in ascending id."""
        check_query(request, {"job_id": int, "candidate_id": int})
        wanted = window(request, skip, limit, cursor)
        found = await hiring.applications(request.user, wanted, job_id=job_id, candidate_id=candidate_id)
        return listed(request, found, ApplicationPage)

    @post("/", summary="Create Application", responses=problems(*CHANGE))
    async def create_application(
        self, request: ApiRequest, data: JSONBody[ApplicationIn], hiring: NamedDependency[Hiring]
    ) -> ApplicationOut:
        """Create an application between an existing job and candidate, once for each pair."""
        details = ApplicationDetails(**structs.asdict(data))
        return view(await hiring.create_application(request.user, details), ApplicationOut)

    @get("/{application_id:str}", summary="Get Application by ID", responses=problems(*READ))
    async def get_application(
        self, request: ApiRequest, application_id: FromPath[int], hiring: NamedDependency[Hiring]
    ) -> ApplicationOut:
        """Return one application."""
        return view(await hiring.application(request.user, application_id), ApplicationOut)

    @patch("/{application_id:str}", summary="Update Application", responses=problems(*CHANGE))
    async def update_application(
        self,
        request: ApiRequest,
        application_id: FromPath[int],
        data: JSONBody[ApplicationPatch],
        hiring: NamedDependency[Hiring],
    ) -> ApplicationOut:
        """Change any subset of status, source and fit score."""
        return view(await hiring.change_application(request.user, application_id, changes(data)), ApplicationOut)

    @delete("/{application_id:str}", summary="Delete Application", responses=problems(*READ))
    async def delete_application(
        self, request: ApiRequest, application_id: FromPath[int], hiring: NamedDependency[Hiring]
    ) -> None:
        """Delete an application."""
        await hiring.remove_application(request.user, application_id)
