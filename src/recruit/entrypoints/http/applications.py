"""Application endpoints: list, create, read, update and delete."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from litestar import Controller
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import UNSET, Struct, UnsetType

from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.external_ids.model import RecordKind
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.shared.preconditions import Condition
from recruit.entrypoints.http.encoded_routes import delete, get, get_one, patch, post_one
from recruit.entrypoints.http.field_types import WITHOUT_NUL, Label, Percent
from recruit.entrypoints.http.list_parameters import Cursor, Limit, OfCandidate, OfJob, Skip
from recruit.entrypoints.http.openapi.error_responses import CHANGE, LIST, READ, problems
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
from recruit.entrypoints.http.sync import SyncTokenParameter, sync_response


class ApplicationIn(Struct):
    """A new application. Without a status it begins in the stage "sourced", or in the job's first one."""

    job_id: int
    candidate_id: int
    status: Label | UnsetType = UNSET
    source: Label = "manual"
    fit_score: Percent | None = None
    external_ids: ExternalIdsIn | UnsetType = UNSET


class ApplicationPatch(Struct):
    """Changes to an application. A field that is absent stays; null clears the score."""

    status: Label | UnsetType = UNSET
    source: Label | UnsetType = UNSET
    fit_score: Percent | UnsetType | None = UNSET
    external_ids: ExternalIdsPatch | UnsetType = UNSET


class ApplicationOut(Struct):
    """An application."""

    id: int
    org_id: int
    job_id: int
    candidate_id: int
    status: str
    source: str
    fit_score: int | None


class ApplicationWithParts(ApplicationOut):
    """An application with the parts that the request includes."""

    created_at: datetime | UnsetType = UNSET
    updated_at: datetime | UnsetType = UNSET
    external_ids: ExternalIdsOut | UnsetType = UNSET


class ApplicationPage(Struct):
    """One page of applications, and how many there are in all."""

    items: Sequence[ApplicationOut]
    total: int


class ApplicationSync(Struct):
    """Applications that changed, as they are now, and the ids of deleted ones. The last page has the next token."""

    items: Sequence[ApplicationOut]
    deleted: Sequence[int]
    sync_token: str | None


Status = Annotated[
    str | None,
    QueryParameter(max_length=50, pattern=WITHOUT_NUL, description='Such as "applied", "interview" or "hired".'),
]


def application_out(request: ApiRequest, application: Application) -> ApplicationOut:
    """Return the response for an application. Its ETag covers the reason and the note of the last move, too."""
    request.unsent = _last_move(application)
    return view(application, ApplicationOut)


def application_condition(request: ApiRequest) -> Condition[Application] | None:
    """Return the If-Match condition on an application. Raises Invalid."""
    return request.if_match(ApplicationOut, _last_move)


def _last_move(application: Application) -> object:
    found = (application.reason_id, application.move_note)
    return None if found == (None, None) else found


async def _response(request: ApiRequest, application: Application, include: Include) -> ApplicationOut:
    found = application_out(request, application)
    return await one_with_parts(request, RecordKind.APPLICATION, found, ApplicationWithParts, include)


class ApplicationsController(Controller):
    """Applications."""

    path = "/applications"
    tags = ("Applications",)

    @get("/", summary="List Applications", responses=problems(*LIST, 410))
    async def list_applications(
        self,
        request: ApiRequest,
        skip: Skip = 0,
        limit: Limit = 50,
        cursor: Cursor = None,
        job_id: OfJob = None,
        candidate_id: OfCandidate = None,
        status_filter: Status = None,
        sync_token: SyncTokenParameter = None,
        external_id: ExternalIdFilter = None,
        include: Include = None,
    ) -> ApplicationPage | ApplicationSync:
        """Return applications in ascending id, or what changed since a token."""
        if sync_token is not None:
            changed = await sync_response(request, "application", sync_token, limit, ApplicationOut, ApplicationSync)
            changed.items = await with_parts(
                request, RecordKind.APPLICATION, changed.items, ApplicationWithParts, include
            )
            return changed
        check_query(request, {"job_id": int, "candidate_id": int})
        wanted = window(request, skip, limit, cursor)
        if wanted_id := external_id_of(external_id):
            criteria = ApplicationSearch(job_id=job_id, candidate_id=candidate_id, status=status_filter)
            found = await request.services.searching.with_external_id(request.user, wanted, criteria, wanted_id)
        else:
            found = await request.services.applications.page(
                request.user, wanted, job_id=job_id, candidate_id=candidate_id, status=status_filter
            )
        page = list_response(request, found, ApplicationOut, ApplicationPage)
        page.items = await with_parts(request, RecordKind.APPLICATION, page.items, ApplicationWithParts, include)
        return page

    @post_one("/", summary="Create Application", responses=problems(*CHANGE))
    async def create_application(
        self, request: ApiRequest, data: JSONBody[ApplicationIn], include: Include = None
    ) -> ApplicationOut:
        """Create an application between an existing job and candidate, once for each pair."""
        values = changes(data)
        external_ids = take_external_ids(values)
        details = ApplicationDetails(**values)
        application = await request.services.applications.create(request.user, details, external_ids)
        return await _response(request, application, include)

    @get_one("/{application_id:str}", summary="Get Application by ID", responses=problems(*READ))
    async def get_application(
        self, request: ApiRequest, application_id: FromPath[int], include: Include = None
    ) -> ApplicationOut:
        """Return one application."""
        application = await request.services.applications.get(request.user, application_id)
        return await _response(request, application, include)

    @patch("/{application_id:str}", summary="Update Application", responses=problems(*CHANGE, 412))
    async def update_application(
        self,
        request: ApiRequest,
        application_id: FromPath[int],
        data: JSONBody[ApplicationPatch],
        include: Include = None,
    ) -> ApplicationOut:
        """Change any subset of status, source and fit score."""
        values, condition = changes(data), application_condition(request)
        external_ids = take_external_ids(values)
        application = await request.services.applications.change(
            request.user, application_id, values, condition, external_ids
        )
        return await _response(request, application, include)

    @delete("/{application_id:str}", summary="Delete Application", responses=problems(*READ, 400, 412))
    async def delete_application(self, request: ApiRequest, application_id: FromPath[int]) -> None:
        """Delete an application."""
        await request.services.applications.remove(request.user, application_id, application_condition(request))
