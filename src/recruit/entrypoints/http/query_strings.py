"""Checks of query strings."""

from collections.abc import Awaitable, Mapping
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from litestar.types import ASGIApp, Receive, Scope, Send
from msgspec.inspect import type_info

from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.validation_errors import RefusedRequest, faults, not_unicode


def query_string_middleware(app: ASGIApp) -> ASGIApp:
    """Refuse a query string that isn't Unicode, lone surrogates included. Decoding would replace these characters."""

    def handle(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        query: bytes = scope["query_string"]
        if (b"%" in query or not query.isascii()) and not _is_text(unquote_to_bytes(query)):
            pairs = [unquote_to_bytes(pair).partition(b"=") for pair in query.split(b"&")]
            names = [name.decode() for name, _, value in pairs if _is_text(name) and not _is_text(value)]
            raise RefusedRequest([not_unicode(("query", name)) for name in names] or [not_unicode(("query",))])
        return app(scope, receive, send)

    return handle


def check_query(request: ApiRequest, kinds: Mapping[str, Any]) -> None:
    """Refuse values that Litestar accepts: the text `null`, which it reads as no filter, and times without a time zone.

    A client that sends such a value needs an error, not another list. `kinds` maps names to types.
    """
    if not request.scope["query_string"]:
        return
    query = unquote(request.scope["query_string"].decode())
    named = [name for name in kinds if name in query]  # parsing the query again takes a tenth of a small list
    values = {name: value for name in named if (value := request.query_params.get(name)) is not None}
    violations = [
        fault for name, value in values.items() for fault in faults(value, type_info(kinds[name]), ("query", name))
    ]
    if violations:
        raise RefusedRequest(violations)


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
