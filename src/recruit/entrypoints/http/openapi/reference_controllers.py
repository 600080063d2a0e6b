"""Routes of the OpenAPI document and of two pages that show it. The pages load nothing from other hosts."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
from litestar import MediaType, Response, Router, get
from litestar.enums import HttpMethod
from litestar.response import Redirect
from litestar.response.base import ASGIResponse
from litestar.response.redirect import ASGIRedirectResponse
from litestar.types import HTTPScope

from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.http.middleware.request_log import extra_headers
from recruit.entrypoints.http.middleware.security_headers import allow_caching
from recruit.entrypoints.http.openapi import interactive_page
from recruit.entrypoints.http.openapi.plain_page import render
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.version import Version

CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
ADDRESSES = {"api": "/api/v1", "docs": "/docs", "openapi": "/schema/openapi.json"}
GZIP = re.compile(rb"(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)")


def routers(describe: Callable[[], dict[str, Any]]) -> list[Router]:
    """Return the routers of the document that `describe` returns.

    The document is slow to build and never changes, so it is built once, when it is first needed.
    """

    @cache
    def document() -> bytes:
        return msgspec.json.encode(describe())

    @cache
    def plain_page() -> str:
        return render(msgspec.json.decode(document()))

    @get("/openapi.json", sync_to_thread=False)
    def openapi_json() -> Response[bytes]:
        return Response(document(), media_type=MediaType.JSON)

    @get("/plain", sync_to_thread=False)
    def openapi_plain_page() -> Response[str]:
        return _page(plain_page(), CONTENT_POLICY)

    schema = [openapi_json, openapi_plain_page, openapi_page, openapi_script]
    options: dict[str, Any] = {"include_in_schema": False, "opt": {PUBLIC: True}}
    return [Router("/schema", route_handlers=schema, **options), Router("/", route_handlers=[redirect], **options)]


@get("/", sync_to_thread=False)
def openapi_page() -> Response[str]:
    """Show the document with search, login, code samples and requests to try."""
    return _page(*interactive_page.page())


@get(f"/{interactive_page.NAME}", sync_to_thread=True)
def openapi_script(request: ApiRequest) -> Response[bytes]:
    """Return the script of the page. Its file name contains its hash."""
    compressed = bool(GZIP.search(header(request.scope, b"accept-encoding") or b""))
    headers = {"Vary": "Accept-Encoding"} | ({"Content-Encoding": "gzip"} if compressed else {})
    allow_caching(extra_headers(request.scope))
    return Response(interactive_page.bundle(compressed=compressed), media_type="text/javascript", headers=headers)


@get(["/docs", "/redoc"], sync_to_thread=False)
def redirect() -> Redirect:
    """Redirect from the paths at which other frameworks serve their API reference."""
    return Redirect("/schema")


def root(scope: HTTPScope, version: Version, *, has_console: bool) -> ASGIResponse | None:
    """Return the response to a request for the server's root, None if it is the console's.

    Programs get the name, the version and the addresses of the API, browsers are led to its reference.
    """
    is_html = b"text/html" in (header(scope, b"accept") or b"")
    if scope["method"] not in {HttpMethod.GET, HttpMethod.HEAD} or (is_html and has_console):
        return None
    if is_html:
        return ASGIRedirectResponse(path="/docs")
    return ASGIResponse(
        body=msgspec.json.encode({"name": version.name, "version": version.version, **ADDRESSES}),
        media_type=MediaType.JSON,
        headers={"Vary": "Accept"},
    )


def _page(html: str, policy: str) -> Response[str]:
    return Response(html, media_type=MediaType.HTML, headers={"Content-Security-Policy": policy})
