"""Audit log endpoint."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from litestar import Controller
from litestar.params import QueryParameter
from msgspec import Struct

from recruit.entrypoints.http.encoded_routes import get
from recruit.entrypoints.http.field_types import WITHOUT_NUL, Moment
from recruit.entrypoints.http.list_parameters import Cursor, Limit, OfCandidate, Since, Skip, Until
from recruit.entrypoints.http.openapi.error_responses import LIST, problems
from recruit.entrypoints.http.pagination import list_response, window
from recruit.entrypoints.http.query_strings import check_query
from recruit.entrypoints.http.request import ApiRequest
from recruit.ports.audit import AuditSearch

OfEntity = Annotated[
    str | None,
    QueryParameter(max_length=50, pattern=WITHOUT_NUL, description="Only those of things of this kind: job, document."),
]
OfEntityId = Annotated[int | None, QueryParameter(description="Only those of the thing with this id.")]
OfUser = Annotated[int | None, QueryParameter(description="Only what this user did, or had done.")]
OfAction = Annotated[
    Literal["insert", "update", "delete", "read", "export", "erase", "merge"] | None,
    QueryParameter(description="Only entries of this action."),
]


class AuditEntryOut(Struct):
    """One write or read. `hash` is null until the entry is in the chain, which takes a minute."""

    id: int
    org_id: int
    at: datetime
    kind: str
    user_id: int | None
    key_id: int | None
    request_id: str | None
    address: str | None
    action: str
    entity: str
    entity_id: int | None
    candidate_id: int | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    place: int | None
    hash: str | None


class AuditPage(Struct):
    """Entries of the audit log."""

    items: Sequence[AuditEntryOut]
    total: int


class AuditController(Controller):
    """Audit."""

    path = "/audit"
    tags = ("Privacy",)

    @get("/", summary="List Audit Entries", responses=problems(*LIST))
    async def list_audit(
        self,
        request: ApiRequest,
        skip: Skip = 0,
        limit: Limit = 50,
        cursor: Cursor = None,
        entity: OfEntity = None,
        entity_id: OfEntityId = None,
        candidate_id: OfCandidate = None,
        user_id: OfUser = None,
        action: OfAction = None,
        since: Since = None,
        until: Until = None,
    ) -> AuditPage:
        """Return who wrote or read what in ascending id, with what was there before and after."""
        numbers = {"entity_id": int, "candidate_id": int, "user_id": int}
        check_query(request, {**numbers, "since": Moment, "until": Moment})
        wanted = AuditSearch(
            entity=entity,
            entity_id=entity_id,
            candidate_id=candidate_id,
            user_id=user_id,
            action=action,
            since=since,
            until=until,
        )
        found = await request.services.auditing.entries(request.user, window(request, skip, limit, cursor), wanted)
        return list_response(request, found, AuditEntryOut, AuditPage)
