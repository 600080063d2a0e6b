"""API key endpoints: create, list, read and revoke."""

from litestar import Controller
from litestar.params import FromPath, JSONBody

from recruit.entrypoints.http.api_key_schemas import ApiKeyIn, ApiKeyOut, ApiKeyPage, NewApiKey
from recruit.entrypoints.http.encoded_routes import delete, get, post
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Skip
from recruit.entrypoints.http.middleware.idempotency import UNKEPT
from recruit.entrypoints.http.openapi.error_responses import CREATE, LIST, READ, problems
from recruit.entrypoints.http.pagination import link_next, window
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import view


class ApiKeysController(Controller):
    """Keys for machines."""

    path = "/api_keys"
    tags = ("API keys",)

    @post("/", opt={UNKEPT: True}, summary="Create API Key", responses=problems(*CREATE))
    async def create_api_key(self, request: ApiRequest, data: JSONBody[ApiKeyIn]) -> NewApiKey:
        """Make a key for a machine, which sends it in place of a token. It is shown this once.

        It may do what its scopes say, as long as the user who made it may: see docs/access.md.
        """
        made, key = await request.services.api_keys.create(request.user, data.name, data.scopes, data.expires_at)
        shown = view(made, ApiKeyOut)
        return NewApiKey(**{name: getattr(shown, name) for name in shown.__struct_fields__}, key=key)

    @get("/", summary="List API Keys", responses=problems(*LIST))
    async def list_api_keys(
        self, request: ApiRequest, skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None
    ) -> ApiKeyPage:
        """Return the organization's keys in ascending id, expired ones too."""
        page = await request.services.api_keys.page(request.user, window(request, skip, limit, cursor))
        link_next(request, page)
        return ApiKeyPage([view(one, ApiKeyOut) for one in page.items], page.total)

    @get("/{api_key_id:str}", summary="Get API Key by ID", responses=problems(*READ))
    async def get_api_key(self, request: ApiRequest, api_key_id: FromPath[int]) -> ApiKeyOut:
        """Return one key, and when it was used last."""
        return view(await request.services.api_keys.get(request.user, api_key_id), ApiKeyOut)

    @delete("/{api_key_id:str}", summary="Revoke API Key", responses=problems(*READ))
    async def revoke_api_key(self, request: ApiRequest, api_key_id: FromPath[int]) -> None:
        """Revoke a key: it has no access after 5 seconds."""
        await request.services.api_keys.revoke(request.user, api_key_id)
