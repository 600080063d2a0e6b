"""Asking for the password again: a form is shown once more, hidden, with a field for the password, and sent again.

Nothing is stored between the two requests, and nothing that was typed is lost.
"""

from collections.abc import Sequence
from typing import Any, cast

from litestar.connection import ASGIConnection
from litestar.enums import RequestEncodingType
from litestar.handlers import BaseRouteHandler
from litestar.types import Scope

from recruit.domain.shared.errors import Refused, Throttled
from recruit.entrypoints.error_messages import client_message
from recruit.entrypoints.http.client_addresses import request_address
from recruit.entrypoints.http.failed_logins import log_refused_passwords
from recruit.entrypoints.web.csrf import FIELD, SAFE_METHODS
from recruit.entrypoints.web.refusals import PasswordNeeded
from recruit.entrypoints.web.request import SESSION, PageRequest

PASSWORD = "_password"  # noqa: S105 - the field's name
SENT = "sent_fields"


def sent_fields(scope: Scope) -> Sequence[tuple[str, str]] | None:
    """Return the fields of the request's form, without the token and the password. None without a URL-encoded form."""
    return cast("Sequence[tuple[str, str]] | None", scope.get(SENT))


async def read_confirmation(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Keep a form's fields, and confirm the session by the password among them, if any. A guard of all handlers.

    Raises PasswordNeeded for a wrong password.
    """
    if not isinstance(connection, PageRequest) or connection.method in SAFE_METHODS:
        return
    session = connection.browser_session
    if session is None or connection.content_type[0] != RequestEncodingType.URL_ENCODED:
        return
    pairs = await connection.pairs()
    connection.scope[SENT] = [pair for pair in pairs if pair[0] not in {FIELD, PASSWORD}]  # type: ignore[literal-required]
    password = dict(pairs).get(PASSWORD)
    if password is None:
        return
    try:
        with log_refused_passwords("password confirmation failed", connection.scope):
            address = request_address(connection.scope)
            confirmed = await connection.services.browser_sessions.confirm(session, password, address)
    except (Refused, Throttled) as error:
        raise PasswordNeeded(client_message(error)) from error
    connection.scope[SESSION] = confirmed  # type: ignore[literal-required]
