"""Synchronisation of lists: the parameter `sync_token` and its responses."""

from typing import Annotated, TypeAlias, TypeVar
from urllib.parse import quote, urlencode

from litestar.params import QueryParameter
from msgspec import Struct

from recruit.domain.shared.errors import Invalid
from recruit.entrypoints.http.field_types import WITHOUT_NUL
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import view

NO_FILTERS = "sync_token goes with limit and include alone: it returns all that changed, which filters would hide"

SyncTokenParameter: TypeAlias = Annotated[
    str | None,
    QueryParameter(
        max_length=200,
        pattern=WITHOUT_NUL,
        description="Instead of a page: what changed, and the ids of what was deleted, since the response that this "
        "token is from. `start` reads everything. Follow the Link header to the last page, which has the next token.",
    ),
]

S = TypeVar("S", bound=Struct)


async def sync_response(
    request: ApiRequest, kind: str, token: str, limit: int, item: type[Struct], schema: type[S]
) -> S:
    """Return the next page of a synchronisation as a `schema` of `item`s, and add the Link header of the one after."""
    if not request.query_params.keys() <= {"sync_token", "limit", "include"}:
        raise Invalid(NO_FILTERS)
    found = await request.services.synchronising.page(request.user, kind, token, limit)
    if found.more:
        include = request.query_params.getall("include", [])
        query = urlencode({"sync_token": str(found.token), "limit": limit, "include": include}, doseq=True)
        path = quote(request.scope["path"].rstrip("/"))
        request.response_headers = ((b"link", f'<{path}?{query}>; rel="next"'.encode("ascii")),)
    items = [view(record, item) for record in found.items]
    return schema(items=items, deleted=found.deleted, sync_token=None if found.more else str(found.token))
