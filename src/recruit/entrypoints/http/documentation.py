"""The OpenAPI document and a page that shows it, made here: neither fetches anything from outside."""

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
from litestar import MediaType, Response, Router, get

from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.page import render

CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def router(describe: Callable[[], dict[str, Any]]) -> Router:
    """Serve what `describe` returns. It takes a while and never changes, so it's asked once, when first needed."""

    @cache
    def document() -> bytes:
        return msgspec.json.encode(describe())

    @cache
    def page() -> str:
        return render(msgspec.json.decode(document()))

    @get("/openapi.json", sync_to_thread=False)
    def openapi_json() -> Response[bytes]:
        return Response(document(), media_type=MediaType.JSON)

    @get("/", sync_to_thread=False)
    def openapi_page() -> Response[str]:
        return Response(page(), media_type=MediaType.HTML, headers={"Content-Security-Policy": CONTENT_POLICY})

    return Router("/schema", route_handlers=[openapi_json, openapi_page], include_in_schema=False, opt={PUBLIC: True})
