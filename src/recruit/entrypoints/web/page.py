"""Responses of the console: pages, parts of pages, and redirects."""

import re
from collections.abc import Mapping
from secrets import token_urlsafe
from typing import Any
from urllib.parse import quote

from litestar import MediaType, Response

from recruit.domain.accounts.model.permissions import Permission
from recruit.entrypoints.http.cookies import cookies_of
from recruit.entrypoints.web import text
from recruit.entrypoints.web.addresses import page_above
from recruit.entrypoints.web.csrf import new_token
from recruit.entrypoints.web.passkey_site import passkey_site
from recruit.entrypoints.web.policy import content_policy, new_nonce
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.session import DENSITY, KEYS, NOTICE, RECORD, THEME, UNDO, cookie
from recruit.entrypoints.web.templates import render

SEE_OTHER = 303
SECTIONS = "sections"
"""Option of the application: a function that returns the navigation of the settings."""

PATH_OF_RECORD = re.compile(r"/(?:candidates|jobs)/\d+")
KEY_BYTES = 16
"""Size of the key of a form that is to be carried out once."""

THEMES = ("light", "dark")
DENSITIES = ("comfortable",)
OFF = "off"
"""Value of the cookie of single keys, for users who have switched them off."""


def page(
    request: PageRequest, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **context: Any
) -> Response[str]:
    """Return a page or a part of one, with a new nonce and the policy that demands it."""
    nonce = new_nonce()
    cookies = cookies_of(request.scope)
    notice, undo = cookies.get(NOTICE), cookies.get(UNDO, "")
    shown = {"notice": notice, "undo": undo if undo.isdecimal() else None}
    shown["record"] = record if PATH_OF_RECORD.fullmatch(record := cookies.get(RECORD, "")) else None
    html = render(template, {**_frame(request, nonce), **shown, **context})
    response = Response(
        html,
        status_code=status,
        media_type=MediaType.HTML,
        headers={"Content-Security-Policy": content_policy(nonce), "Vary": "HX-Request-Type", **(headers or {})},
    )
    path = request.scope["path"]
    if request.method != "GET" and page_above(request.app, path) != path:  # htmx keeps the address of the form's page
        response.headers["HX-Push-Url"] = "false"
    if notice is not None and not request.is_partial:
        response.cookies += [cookie(request.scope, name, "", max_age=0) for name in (NOTICE, UNDO, RECORD)]
    return response


def redirect(request: PageRequest, path: str, notice: str | None = None) -> Response[str]:
    """Redirect to a page by GET. The page shows `notice` once."""
    response = Response("", status_code=SEE_OTHER, media_type=MediaType.HTML, headers={"Location": path})
    if notice is not None:
        response.cookies.append(cookie(request.scope, NOTICE, quote(notice, safe=""), max_age=60, http_only=True))
    return response


def redirect_upload(request: PageRequest, path: str, notice: str | None = None) -> Response[Any]:
    """Redirect after an upload. The script that has sent it, with its progress, follows the path in the response."""
    response = redirect(request, path, notice)
    return Response({"location": path}, cookies=response.cookies) if request.wants_json else response


def _frame(request: PageRequest, nonce: str) -> dict[str, Any]:
    """Return what the layout shows on every page."""
    session, sent = request.browser_session, cookies_of(request.scope)
    theme, density = sent.get(THEME), sent.get(DENSITY)
    return {
        "nonce": nonce,
        "language": text.LANGUAGE.get(),
        "theme": theme if theme in THEMES else None,
        "density": density if density in DENSITIES else None,
        "single_keys": sent.get(KEYS) != OFF,
        "path": request.scope["path"],
        "user": session and session.user,
        "organisation": session and session.organisation,
        "csrf": session and new_token(session),
        "once": token_urlsafe(KEY_BYTES),
        "may": {one.name.lower(): request.may(one) for one in Permission},
        "passkeys": passkey_site(request.scope) is not None,
        "sections": request.app.opt[SECTIONS],
        "section": request.scope["path"].split("/")[1],
    }
