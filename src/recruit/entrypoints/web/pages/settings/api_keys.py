"""API keys."""

from itertools import groupby
from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from recruit.domain.accounts.model.api_keys import LOGIN_ONLY, ApiKey
from recruit.domain.accounts.model.permissions import TABLE, Permission
from recruit.entrypoints.http.api_keys import ApiKeyIn
from recruit.entrypoints.web.forms import REFUSED_FORM, UNPROCESSABLE, errors_of, read
from recruit.entrypoints.web.lists import list_window, listed
from recruit.entrypoints.web.once import SHOWS_SECRET
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t

KEYS = "/settings/api-keys"


class ApiKeyPages(Controller):
    """Pages under `/settings/api-keys`."""

    path = KEYS

    @get("/")
    async def show(self, request: PageRequest) -> Response[str]:
        """Show the organisation's keys."""
        return await _page(request)

    @get("/new")
    async def show_new(self, request: PageRequest) -> Response[str]:
        """Show the form of a new key."""
        request.actor.require(Permission.MANAGE_KEYS)
        return _form(request, {"name": "", "expires_at": ""}, [], {})

    @post("/", status_code=200, opt={SHOWS_SECRET: True})
    async def create(self, request: PageRequest) -> Response[str]:
        """Create a key, and show it once."""
        request.actor.require(Permission.MANAGE_KEYS)
        request.require_password()
        values, scopes = await request.fields(), await request.values("scopes")
        try:
            expires_at = f"{values['expires_at']}T23:59:59Z" if values.get("expires_at") else ""
            form = read(ApiKeyIn, values | {"scopes": scopes, "expires_at": expires_at})
            made, key = await request.services.api_keys.create(request.actor, form.name, form.scopes, form.expires_at)
        except REFUSED_FORM as error:
            shown = {"name": values.get("name", ""), "expires_at": values.get("expires_at", "")}
            return _form(request, shown, scopes, errors_of(error))
        return await _page(request, made, key)

    @get("/{api_key_id:int}/revoke")
    async def show_revocation(self, request: PageRequest, api_key_id: FromPath[int]) -> Response[str]:
        """Ask whether a key is to be revoked, which can't be undone."""
        key = await request.services.api_keys.get(request.actor, api_key_id)
        return page(
            request,
            "pages/settings/removal.html",
            heading=t("Revoke {name}?", name=key.name),
            text=t("Programs that use this key lose access within five seconds."),
            button=t("Revoke key"),
            back=KEYS,
        )

    @post("/{api_key_id:int}/revoke", status_code=200)
    async def revoke(self, request: PageRequest, api_key_id: FromPath[int]) -> Response[str]:
        """Revoke a key."""
        await request.services.api_keys.revoke(request.actor, api_key_id)
        return redirect(request, KEYS, t("The key is revoked"))


async def _page(request: PageRequest, made: ApiKey | None = None, key: str | None = None) -> Response[str]:
    found = await request.services.api_keys.page(request.actor, list_window(request))
    return page(request, "pages/settings/api_keys.html", made=made, key=key, **listed(request, found, {}))


def _form(request: PageRequest, values: dict[str, Any], scopes: list[str], errors: dict[str, str]) -> Response[str]:
    """Show the form with the scopes that the user's own rights allow, grouped by what they are about."""
    own = [one for one in Permission if one not in LOGIN_ONLY and request.may(one)]
    groups = [
        (kind.capitalize(), [(one.value, t(TABLE[one].description), one.value in scopes) for one in members])
        for kind, members in groupby(sorted(own, key=_kind), key=_kind)
    ]
    status = UNPROCESSABLE if errors else 200
    return page(request, "pages/settings/api_key_new.html", status=status, values=values, errors=errors, groups=groups)


def _kind(permission: Permission) -> str:
    """Return what a permission is about: "jobs" of "jobs:read"."""
    return permission.value.partition(":")[0]
