"""Responses of the console: pages, parts of pages, and redirects."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from litestar import MediaType, Response

from recruit.domain.accounts.model.permissions import Permission
from recruit.entrypoints.web import text
from recruit.entrypoints.web.csrf import new_token
from recruit.entrypoints.web.policy import content_policy, new_nonce
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.session import DENSITY, KEYS, NOTICE, THEME, cookie, cookies_of
from recruit.entrypoints.web.templates import render

SEE_OTHER = 303
THEMES = ("light", "dark")
DENSITIES = ("comfortable",)
OFF = "off"
"""Value of the cookie of single keys, for users who have switched them off."""


def page(
    request: PageRequest, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **context: Any
) -> Response[str]:
    """Return a page or a part of one, with a new nonce and the policy that demands it."""
    nonce = new_nonce()
    notice = cookies_of(request.scope).get(NOTICE)
    html = render(template, {**_frame(request, nonce), "notice": notice, **context})
    response = Response(
        html,
        status_code=status,
        media_type=MediaType.HTML,
        headers={"Content-Security-Policy": content_policy(nonce), "Vary": "HX-Request-Type", **(headers or {})},
    )
    if notice is not None and not request.is_partial:
        response.cookies.append(cookie(request.scope, NOTICE, "", max_age=0))
    return response


def redirect(request: PageRequest, path: str, notice: str | None = None) -> Response[str]:
    """Redirect to a page by GET. The page shows `notice` once."""
    response = Response("", status_code=SEE_OTHER, media_type=MediaType.HTML, headers={"Location": path})
    if notice is not None:
        response.cookies.append(cookie(request.scope, NOTICE, quote(notice), max_age=60, http_only=True))
    return response


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
        "csrf": session and new_token(session),
        "may": {one.name.lower(): request.may(one) for one in Permission},
        "section": request.scope["path"].split("/")[1],
    }
