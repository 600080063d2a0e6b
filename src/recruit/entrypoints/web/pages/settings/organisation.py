"""The organisation itself."""

from typing import Any

from litestar import Controller, Response, get, post
from msgspec import Struct

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Organisation
from recruit.entrypoints.http.field_types import Name
from recruit.entrypoints.web.forms import REFUSED_FORM, UNPROCESSABLE, errors_of, read
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.stale import opened, unless_changed
from recruit.entrypoints.web.text import t

ORGANISATION = "/settings/organisation"


class OrganisationForm(Struct):
    """The fields of the organisation."""

    name: Name


class OrganisationPages(Controller):
    """The page `/settings/organisation`."""

    path = ORGANISATION

    @get("/")
    async def show(self, request: PageRequest) -> Response[str]:
        """Show the form with the organisation's name."""
        request.actor.require(Permission.MANAGE_USERS)
        return _page(request, opened(_texts(await request.services.organisation.get(request.actor))), {})

    @post("/", status_code=200)
    async def rename(self, request: PageRequest) -> Response[str]:
        """Rename the organisation."""
        request.actor.require(Permission.MANAGE_USERS)
        values = await request.fields()
        try:
            name = read(OrganisationForm, values).name
            await request.services.organisation.rename(request.actor, name, unless_changed(values, _texts))
        except REFUSED_FORM as error:
            return _page(request, values, errors_of(error))
        request.services.browser_sessions.read_again(request.actor)
        return redirect(request, ORGANISATION, t("Saved"))


def _texts(organisation: Organisation) -> dict[str, Any]:
    return {"name": organisation.name}


def _page(request: PageRequest, values: dict[str, Any], errors: dict[str, str]) -> Response[str]:
    status = UNPROCESSABLE if errors else 200
    return page(request, "pages/settings/organisation.html", status=status, values={"name": ""} | values, errors=errors)
