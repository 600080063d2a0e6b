"""Rejection reasons."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from msgspec import Struct, structs

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.pipelines.model import ReasonType, RejectionReason, RejectionReasonDetails
from recruit.entrypoints.http.field_types import Name
from recruit.entrypoints.http.rejection_reasons import RejectionReasonIn
from recruit.entrypoints.web.forms import REFUSED_FORM, UNPROCESSABLE, errors_of, read, read_changes
from recruit.entrypoints.web.lists import list_window, listed
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.stale import opened, unless_changed
from recruit.entrypoints.web.text import t

REASONS = "/settings/reasons"


class ReasonForm(Struct):
    """Changes to a reason. An archived one isn't offered any more."""

    name: Name
    type: ReasonType
    archived: bool = False


class ReasonPages(Controller):
    """Pages under `/settings/reasons`."""

    path = REASONS

    @get("/")
    async def show(self, request: PageRequest) -> Response[str]:
        """Show reasons, with a form for a new one."""
        return await _page(request)

    @post("/", status_code=200)
    async def create(self, request: PageRequest) -> Response[str]:
        """Create a reason."""
        request.actor.require(Permission.MANAGE_PIPELINES)
        values = await request.fields()
        try:
            details = RejectionReasonDetails(**structs.asdict(read(RejectionReasonIn, values)))
            made = await request.services.rejection_reasons.create(request.actor, details)
        except REFUSED_FORM as error:
            return await _page(request, values, errors_of(error))
        return redirect(request, REASONS, t("Created {name}", name=made.name))

    @get("/{reason_id:int}")
    async def show_reason(self, request: PageRequest, reason_id: FromPath[int]) -> Response[str]:
        """Show the form of a reason."""
        request.actor.require(Permission.MANAGE_PIPELINES)
        found = await request.services.rejection_reasons.get(request.actor, reason_id)
        return _form(request, found.name, opened(_texts(found)), {})

    @post("/{reason_id:int}", status_code=200)
    async def change(self, request: PageRequest, reason_id: FromPath[int]) -> Response[str]:
        """Change a reason."""
        request.actor.require(Permission.MANAGE_PIPELINES)
        values, reasons = await request.fields(), request.services.rejection_reasons
        found = await reasons.get(request.actor, reason_id)
        try:
            is_unchanged = unless_changed(values, _texts, names={"type": type_names()})
            await reasons.change(request.actor, reason_id, read_changes(ReasonForm, values), is_unchanged)
        except REFUSED_FORM as error:
            return _form(request, found.name, values, errors_of(error))
        return redirect(request, REASONS, t("Saved"))

    @get("/{reason_id:int}/remove")
    async def show_removal(self, request: PageRequest, reason_id: FromPath[int]) -> Response[str]:
        """Ask whether a reason is to be removed."""
        request.actor.require(Permission.MANAGE_PIPELINES)
        found = await request.services.rejection_reasons.get(request.actor, reason_id)
        return page(
            request,
            "pages/settings/removal.html",
            heading=t("Delete {name}?", name=found.name),
            text=t("A reason that an application has, or had, is archived instead."),
            button=t("Delete reason"),
            back=REASONS,
        )

    @post("/{reason_id:int}/remove", status_code=200)
    async def remove(self, request: PageRequest, reason_id: FromPath[int]) -> Response[str]:
        """Remove a reason, or archive it."""
        await request.services.rejection_reasons.remove(request.actor, reason_id)
        return redirect(request, REASONS, t("The reason is deleted or archived"))


def type_names() -> dict[str, str]:
    """Return the types of reasons by value, in the reader's language."""
    return {
        ReasonType.WE_DECLINED.value: t("We declined"),
        ReasonType.THEY_DECLINED.value: t("They declined"),
        ReasonType.OTHER.value: t("Other"),
    }


def _texts(reason: RejectionReason) -> dict[str, Any]:
    return {"name": reason.name, "type": reason.type.value, "archived": reason.archived}


async def _page(
    request: PageRequest, values: dict[str, Any] | None = None, errors: dict[str, str] | None = None
) -> Response[str]:
    found = await request.services.rejection_reasons.page(request.actor, list_window(request))
    return page(
        request,
        "pages/settings/reasons.html",
        status=UNPROCESSABLE if errors else 200,
        values={"name": "", "type": ReasonType.WE_DECLINED.value} | (values or {}),
        errors=errors or {},
        types=type_names(),
        **listed(request, found, {}),
    )


def _form(request: PageRequest, name: str, values: dict[str, Any], errors: dict[str, str]) -> Response[str]:
    status, shown = UNPROCESSABLE if errors else 200, {"name": "", "type": "", "archived": ""} | values
    template = "pages/settings/reason.html"
    return page(request, template, status=status, name=name, values=shown, errors=errors, types=type_names())
