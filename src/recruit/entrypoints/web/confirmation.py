"""Asking for the password again: a form is shown once more, hidden, with a field for the password, and sent again.

Nothing is stored between the two requests, and nothing that was typed is lost.
"""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.enums import RequestEncodingType
from litestar.handlers import BaseRouteHandler

from recruit.domain.shared.errors import Refused, Throttled
from recruit.entrypoints.http.client_addresses import request_address
from recruit.entrypoints.http.failed_logins import log_refused_passwords
from recruit.entrypoints.web.csrf import SAFE_METHODS
from recruit.entrypoints.web.forms import message_of
from recruit.entrypoints.web.refusals import PasswordNeeded
from recruit.entrypoints.web.request import SESSION, PageRequest
from recruit.entrypoints.web.sent import PASSWORD, keep


async def read_confirmation(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Keep the form that was sent, and confirm the session by the password in it, if any. A guard of all handlers.

    Raises PasswordNeeded for a wrong password.
    """
    if not isinstance(connection, PageRequest) or connection.method in SAFE_METHODS:
        return
    session = connection.browser_session
    if session is None or connection.content_type[0] != RequestEncodingType.URL_ENCODED:
        return
    await keep(connection)
    password = dict(await connection.pairs()).get(PASSWORD)
    if not password:  # it was confirmed at a provider, if at all
        return
    try:
        with log_refused_passwords("password confirmation failed", connection.scope):
            address = request_address(connection.scope)
            confirmed = await connection.services.browser_sessions.confirm(session, password, address)
    except (Refused, Throttled) as error:
        raise PasswordNeeded(message_of(error)) from error
    connection.scope[SESSION] = confirmed  # type: ignore[literal-required]
