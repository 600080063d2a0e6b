"""API key endpoints: create, list, read and revoke."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from litestar import Controller
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from recruit.domain.accounts.model.permissions import Permission
from recruit.entrypoints.http.encoded_routes import delete, get, post
from recruit.entrypoints.http.field_types import Moment, Name
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Skip
from recruit.entrypoints.http.middleware.idempotency import UNSTORED
from recruit.entrypoints.http.openapi.error_responses import CREATE, LIST, READ, problems
from recruit.entrypoints.http.pagination import list_response, window
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import extended_view, view


class ApiKeyIn(Struct):
    """A new key: what it may do, and until when. Without an end it holds until it is revoked."""

    name: Name
    scopes: Annotated[tuple[Permission, ...], Meta(min_length=1, max_length=100)]
    expires_at: Moment | None = None


class ApiKeyOut(Struct):
    """A key for a machine, of which only the beginning is shown."""

    id: int
    org_id: int
    name: str
    prefix: str
    scopes: Sequence[str]
    created_by_user_id: int
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


class ApiKeyPage(Struct):
    """Keys for machines."""

    items: Sequence[ApiKeyOut]
    total: int


class NewApiKey(ApiKeyOut):
    """A key for a machine with its text, which is never shown again."""

    key: str


class ApiKeysController(Controller):
    """Keys for machines."""

    path = "/api_keys"
    tags = ("API keys",)

    @post("/", opt={UNSTORED: True}, summary="Create API Key", responses=problems(*CREATE))
    async def create_api_key(self, request: ApiRequest, data: JSONBody[ApiKeyIn]) -> NewApiKey:
        """Make a key for a machine, which sends it in place of a token. It is shown this once.

        It may do what its scopes say, as long as the user who made it may: see docs/access.md.
        """
        made, key = await request.services.api_keys.create(request.user, data.name, data.scopes, data.expires_at)
        return extended_view(made, NewApiKey, key=key)

    @get("/", summary="List API Keys", responses=problems(*LIST))
    async def list_api_keys(
        self, request: ApiRequest, skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None
    ) -> ApiKeyPage:
        """Return the organization's keys in ascending id, expired ones too."""
        wanted = window(request, skip, limit, cursor)
        found = await request.services.api_keys.page(request.user, wanted)
        return list_response(request, found, ApiKeyOut, ApiKeyPage)

    @get("/{api_key_id:str}", summary="Get API Key by ID", responses=problems(*READ))
    async def get_api_key(self, request: ApiRequest, api_key_id: FromPath[int]) -> ApiKeyOut:
        """Return one key, and when it was used last."""
        return view(await request.services.api_keys.get(request.user, api_key_id), ApiKeyOut)

    @delete("/{api_key_id:str}", summary="Revoke API Key", responses=problems(*READ))
    async def revoke_api_key(self, request: ApiRequest, api_key_id: FromPath[int]) -> None:
        """Revoke a key: it has no access after 5 seconds."""
        await request.services.api_keys.revoke(request.user, api_key_id)
