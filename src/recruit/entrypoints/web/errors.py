"""Errors of the console: a page, or for htmx a message in place, which loses nothing that was typed."""

import logging
from contextlib import suppress
from typing import Any

from litestar import Litestar, Request, Response
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap, Receive, Scope, Send

from recruit.domain.accounts.model.permissions import PERMISSIONS_OF, TABLE, Permission, Role
from recruit.domain.shared.errors import (
    Forbidden,
    NotFound,
    RecruitError,
    RequestInProgress,
    Throttled,
    Unavailable,
)
from recruit.entrypoints.error_messages import INTERNAL_ERROR, client_message
from recruit.entrypoints.http.error_codes import DOMAIN_ERRORS, INTERNAL
from recruit.entrypoints.http.errors import RETRY_SECONDS
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.http.middleware.request_log import request_id
from recruit.entrypoints.http.validation_errors import RefusedRequest
from recruit.entrypoints.web.addresses import page_above
from recruit.entrypoints.web.csrf import new_token
from recruit.entrypoints.web.forms import label
from recruit.entrypoints.web.page import SEE_OTHER, page, redirect
from recruit.entrypoints.web.pages.entry import own_path, page_of_form
from recruit.entrypoints.web.pages.provider_sign_ins import confirming_providers
from recruit.entrypoints.web.pages.settings.members import role_name
from recruit.entrypoints.web.refusals import CrossSite, MovedMeanwhile, PasswordNeeded, SessionEnded, StaleForm
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.sent import SentForm, sent_form
from recruit.entrypoints.web.session import begin
from recruit.entrypoints.web.stale import SEEN, Overtaken, differences, version
from recruit.entrypoints.web.text import said, t

STATUS_OF = {
    SessionEnded: 401,
    CrossSite: 403,
    StaleForm: 403,
    PasswordNeeded: 403,
    MovedMeanwhile: 409,
    Overtaken: 412,
}
BACK = "_back"
"""Field of a form that is shown once more: the path of the page that it was on."""

WORTH_ANOTHER_TRY = frozenset({401, 409, 429, 500, 503})
"""Statuses of forms that may be accepted when they are sent again as they are."""

NAMES = ("full_name", "title", "name")
"""Fields that name the record of an overtaken form."""

LISTS = {"job": "Jobs", "candidate": "Candidates"}
"""Kinds of records that have pages of their own below the page of all of them, which is named so."""

NOT_FOUND, NOT_ALLOWED, SERVER_FAULT = 404, 405, 500
log = logging.getLogger(__name__)

AnyRequest = Request[Any, Any, Any]


def show_domain_error(request: AnyRequest, error: RecruitError) -> Response[Any]:
    """Show the message of a domain error."""
    status = STATUS_OF.get(type(error)) or DOMAIN_ERRORS.get(type(error), INTERNAL)[0]
    headers = {}
    if isinstance(error, StaleForm):
        shown = PageRequest(request.scope, request.receive, request.send)
        if shown.browser_session is not None:
            headers["X-CSRF-Token"] = new_token(shown.browser_session)  # scripts go on with it
    if isinstance(error, Throttled):
        headers["Retry-After"] = str(error.seconds)
    elif isinstance(error, Unavailable | RequestInProgress):
        headers["Retry-After"] = RETRY_SECONDS
    if isinstance(error, NotFound) and error.kind == "candidate" and request.method == "GET":
        return _MissingCandidate(error)
    return _show(request, status, _denial(request, error) or client_message(error), headers, error)


def show_password_form(request: AnyRequest, error: PasswordNeeded) -> Response[Any]:
    """Show the form that was sent, with all of its fields hidden, and a field for the password."""
    shown, sent = PageRequest(request.scope, request.receive, request.send), sent_form(request.scope)
    if shown.wants_json or sent is None:
        return _show(request, STATUS_OF[PasswordNeeded], str(error))
    user = shown.signed_in.user
    context: dict[str, Any] = {"sent": sent, "error": error.refused, "back": page_of_form(shown)}
    context["providers"] = confirming_providers(shown)
    context["takes_password"] = shown.services.accounts.takes_password(user.org_id, user.email)
    return page(shown, "pages/confirm.html", status=STATUS_OF[PasswordNeeded], **context)


def show_overtaken_form(request: AnyRequest, error: Overtaken) -> Response[Any]:
    """Show the form's values beside those that another user has stored since it was opened, to choose from."""
    shown, sent = PageRequest(request.scope, request.receive, request.send), sent_form(request.scope)
    who = error.who or t("Another user")
    if shown.wants_json or sent is None:
        return _show(request, STATUS_OF[Overtaken], t("{who} has changed this meanwhile", who=who))
    back = own_path(dict(sent.fields).get(BACK) or page_of_form(shown))
    kept = [pair for pair in sent.fields if pair[0] not in {SEEN, BACK}]
    found = differences(error, kept)
    return page(
        shown,
        "pages/overtaken.html",
        status=STATUS_OF[Overtaken],
        who=who,
        record=next((error.theirs[name] for name in NAMES if error.theirs.get(name)), None),
        differences=found,
        equal=[(one.label, one.theirs) for one in found if not one.differs],
        sent=SentForm([*kept, (SEEN, version(error.theirs)), (BACK, back)]),
        back=back,
    )


def show_refused_request(request: AnyRequest, error: RefusedRequest) -> Response[Any]:
    """Show what is wrong with a form that can't be read."""
    return _show(request, 422, " ".join(fault.msg for fault in error.faults))


def show_http_error(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """Show an error of Litestar, such as an unknown path."""
    if error.status_code == NOT_FOUND and b"text/html" not in (header(request.scope, b"accept") or b""):
        return Response({"detail": "Not Found"}, status_code=NOT_FOUND)
    if error.status_code == NOT_FOUND:
        return _UnknownPath("", status_code=NOT_FOUND)
    if error.status_code == NOT_ALLOWED and request.method == "GET":  # of a refused form without scripts, reloaded
        return Response("", status_code=SEE_OTHER, headers={"Location": page_above(request.app, request.scope["path"])})
    message = INTERNAL_ERROR if error.status_code >= SERVER_FAULT else error.detail
    return _show(request, error.status_code, message, dict(error.headers or {}))


class _UnknownPath(Response[str]):
    """The page of a path without a handler, which no middleware has given a session or a language."""

    def to_asgi_response(self, app: Litestar | None, request: AnyRequest, **kwargs: Any) -> Any:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            with suppress(RecruitError):
                await begin(scope)
            shown = _show(request, NOT_FOUND, t("There is no page at this address"))
            await shown.to_asgi_response(app, request, **kwargs)(scope, receive, send)

        return answer


class _MissingCandidate(Response[str]):
    """Leads to the same page of the candidate into whom one that is gone was merged, or shows the error."""

    def __init__(self, error: NotFound) -> None:
        super().__init__("", status_code=NOT_FOUND)
        self._error = error

    def to_asgi_response(self, app: Litestar | None, request: AnyRequest, **kwargs: Any) -> Any:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            shown, path, gone = PageRequest(scope, receive, send), scope["path"], f"/candidates/{self._error.id}"
            response = _show(request, NOT_FOUND, client_message(self._error), error=self._error)
            if f"{path}/".startswith(f"{gone}/") and not shown.wants_json:
                kept = None
                with suppress(Forbidden):  # of users who see some candidates only
                    kept = await shown.services.merging.survivor(shown.actor, self._error.id)
                if kept is not None:
                    notice = t("The record that you opened was merged into this one")
                    response = redirect(shown, path.replace(gone, f"/candidates/{kept}", 1), notice)
            await response.to_asgi_response(app, request, **kwargs)(scope, receive, send)

        return answer


def show_unexpected_error(request: AnyRequest, error: Exception) -> Response[Any]:
    """Show an internal error and log its location, but not its message, which may quote personal data."""
    log.error("request failed", exc_info=error)
    return _show(request, 500, INTERNAL_ERROR)


def _denial(request: AnyRequest, error: RecruitError) -> str | None:
    """Return what a user's role doesn't include, and the roles that do, in the words of the page of members."""
    session = PageRequest(request.scope, request.receive, request.send).browser_session
    if session is None or not isinstance(error, Forbidden) or error.permission is None:
        return None
    permission, own = Permission(error.permission), role_name(session.actor.role)
    roles = t(" or ").join(role_name(role) for role in Role if permission in PERMISSIONS_OF[role])
    denied = t("Your role, {role}, doesn't include this: “{what}”", role=own, what=said(TABLE[permission].description))
    return f"{denied} {t('It takes the role {roles}.', roles=roles)}"


def _show(
    request: AnyRequest,
    status: int,
    message: str,
    headers: dict[str, str] | None = None,
    error: RecruitError | None = None,
) -> Response[Any]:
    """Show an error: to scripts as JSON, to htmx as a message beside the page, which stays, else as a page.

    The page has the form that was sent, so that it can be sent again. Errors of the server have the request's id.
    """
    shown, message = PageRequest(request.scope, request.receive, request.send), said(message)
    if shown.wants_json:
        return Response({"message": message}, status_code=status, headers=headers)
    number = request_id.get() if status >= SERVER_FAULT else None
    context: dict[str, Any] = {"code": status, "message": message, "request_id": number}
    if shown.is_htmx and (shown.is_partial or shown.method != "GET"):
        place = {"HX-Retarget": "#toasts", "HX-Reswap": "beforeend", "HX-Reselect": ".toast"}
        return page(shown, "fragments/error.html", status=status, headers={**(headers or {}), **place}, **context)
    sent = sent_form(request.scope)
    is_stale = headers is not None and "X-CSRF-Token" in headers
    kind = error.kind if isinstance(error, NotFound) else ""
    context["list"] = (f"/{kind}s", t(LISTS[kind])) if kind in LISTS else None
    context |= {"sent": sent, "again": status in WORTH_ANOTHER_TRY or is_stale, "shown": _readable(sent)}
    return page(shown, "pages/error.html", status=status, headers=headers, **context)


def _readable(sent: SentForm | None) -> list[tuple[str, str]]:
    """Return the labels and texts of the fields that a person has filled in."""
    fields = sent.fields if sent is not None else ()
    return [(label(name), value) for name, value in fields if value and not name.startswith("_") and name != "next"]


HANDLERS: ExceptionHandlersMap = {
    PasswordNeeded: show_password_form,
    Overtaken: show_overtaken_form,
    RecruitError: show_domain_error,
    RefusedRequest: show_refused_request,
    HTTPException: show_http_error,
    Exception: show_unexpected_error,
}
