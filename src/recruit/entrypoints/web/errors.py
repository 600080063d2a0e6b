"""Errors of the console: a page, or for htmx a message in place, which loses nothing that was typed."""

import logging
from typing import Any
from urllib.parse import urlsplit

from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from recruit.domain.shared.errors import RecruitError, RequestInProgress, Throttled, Unavailable
from recruit.entrypoints.error_messages import INTERNAL_ERROR, client_message
from recruit.entrypoints.http.error_codes import DOMAIN_ERRORS, INTERNAL
from recruit.entrypoints.http.errors import RETRY_SECONDS
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.http.middleware.request_log import request_id
from recruit.entrypoints.http.validation_errors import RefusedRequest
from recruit.entrypoints.web.confirmation import sent_fields
from recruit.entrypoints.web.page import page
from recruit.entrypoints.web.pages.entry import own_path
from recruit.entrypoints.web.refusals import CrossSite, MovedMeanwhile, PasswordNeeded, SessionEnded, StaleForm
from recruit.entrypoints.web.request import PageRequest

STATUS_OF = {SessionEnded: 401, CrossSite: 403, StaleForm: 403, PasswordNeeded: 403, MovedMeanwhile: 409}
NOT_FOUND, SERVER_FAULT = 404, 500
log = logging.getLogger(__name__)

AnyRequest = Request[Any, Any, Any]


def show_domain_error(request: AnyRequest, error: RecruitError) -> Response[Any]:
    """Show the message of a domain error."""
    status = STATUS_OF.get(type(error)) or DOMAIN_ERRORS.get(type(error), INTERNAL)[0]
    headers = {}
    if isinstance(error, Throttled):
        headers["Retry-After"] = str(error.seconds)
    elif isinstance(error, Unavailable | RequestInProgress):
        headers["Retry-After"] = RETRY_SECONDS
    return _show(request, status, client_message(error), headers)


def show_password_form(request: AnyRequest, error: PasswordNeeded) -> Response[Any]:
    """Show the form that was sent, with all of its fields hidden, and a field for the password."""
    shown, fields = PageRequest(request.scope, request.receive, request.send), sent_fields(request.scope)
    if shown.wants_json or fields is None:
        return _show(request, STATUS_OF[PasswordNeeded], str(error))
    back = own_path(urlsplit((header(request.scope, b"referer") or b"").decode("latin-1")).path)
    context: dict[str, Any] = {"fields": fields, "error": error.refused, "back": back}
    return page(shown, "pages/confirm.html", status=STATUS_OF[PasswordNeeded], **context)


def show_refused_request(request: AnyRequest, error: RefusedRequest) -> Response[Any]:
    """Show what is wrong with a form that can't be read."""
    return _show(request, 422, " ".join(fault.msg for fault in error.faults))


def show_http_error(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """Show an error of Litestar, such as an unknown path."""
    if error.status_code == NOT_FOUND and b"text/html" not in (header(request.scope, b"accept") or b""):
        return Response({"detail": "Not Found"}, status_code=NOT_FOUND)
    message = INTERNAL_ERROR if error.status_code >= SERVER_FAULT else error.detail
    return _show(request, error.status_code, message, dict(error.headers or {}))


def show_unexpected_error(request: AnyRequest, error: Exception) -> Response[Any]:
    """Show an internal error and log its location, but not its message, which may quote personal data."""
    log.error("request failed", exc_info=error)
    return _show(request, 500, INTERNAL_ERROR)


def _show(request: AnyRequest, status: int, message: str, headers: dict[str, str] | None = None) -> Response[Any]:
    shown = PageRequest(request.scope, request.receive, request.send)
    if shown.wants_json:
        return Response({"message": message}, status_code=status, headers=headers)
    context: dict[str, Any] = {"code": status, "message": message, "request_id": request_id.get() or ""}
    if shown.is_htmx and (shown.is_partial or shown.method != "GET"):
        place = {"HX-Retarget": "#toasts", "HX-Reswap": "beforeend", "HX-Reselect": ".toast"}
        return page(shown, "fragments/error.html", status=status, headers={**(headers or {}), **place}, **context)
    return page(shown, "pages/error.html", status=status, headers=headers, **context)


HANDLERS: ExceptionHandlersMap = {
    PasswordNeeded: show_password_form,
    RecruitError: show_domain_error,
    RefusedRequest: show_refused_request,
    HTTPException: show_http_error,
    Exception: show_unexpected_error,
}
