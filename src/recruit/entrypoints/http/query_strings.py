"""What a query string may hold."""

from collections.abc import Awaitable, Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

from litestar.types import ASGIApp, Receive, Scope, Send
from msgspec.inspect import type_info

from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.validation_errors import RefusedRequest, faults, not_unicode


def readable_query(app: ASGIApp) -> ASGIApp:
    """Refuse a query that is no Unicode, lone surrogates included: decoding would put other letters in their place."""

    def check(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        query: bytes = scope["query_string"]
        if (b"%" in query or not query.isascii()) and not _is_text(unquote_to_bytes(query)):
            pairs = [unquote_to_bytes(pair).partition(b"=") for pair in query.split(b"&")]
            names = [name.decode() for name, _, value in pairs if _is_text(name) and not _is_text(value)]
            raise RefusedRequest([not_unicode(("query", name)) for name in names] or [not_unicode(("query",))])
        return app(scope, receive, send)

    return check


def check_query(request: ApiRequest, kinds: Mapping[str, Any]) -> None:
    """Refuse what Litestar lets pass: `null` in text as no filter at all, and times that lack their zone.

    Whoever sends such a thing is owed an error, not a list of something else. `kinds` holds name → type.
    """
    given = {name: value for name in kinds if (value := request.query_params.get(name)) is not None}
    found = [fault for name, value in given.items() for fault in faults(value, type_info(kinds[name]), ("query", name))]
    if found:
        raise RefusedRequest(found)


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
