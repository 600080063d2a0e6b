"""Members of the organisation, and invitations."""

from collections.abc import Collection
from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from msgspec import Struct

from recruit.domain.accounts.model.permissions import Permission, Role
from recruit.domain.accounts.model.sessions import Invitation
from recruit.domain.accounts.model.users import User
from recruit.domain.shared.pages import Page, Window
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.http.users import InvitationIn
from recruit.entrypoints.web import text
from recruit.entrypoints.web.forms import REFUSED_FORM, UNPROCESSABLE, errors_of, read
from recruit.entrypoints.web.lists import list_window, listed
from recruit.entrypoints.web.once import SHOWS_SECRET
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.stale import unless_changed
from recruit.entrypoints.web.text import t

MEMBERS = "/settings/members"
MOST_INVITATIONS = 100


class RoleForm(Struct):
    """A user's new role."""

    role: Role


class MemberPages(Controller):
    """Pages under `/settings/members`."""

    path = MEMBERS

    @get("/")
    async def show(self, request: PageRequest) -> Response[str]:
        """Show users, and pending invitations to those who may invite."""
        return await _page(request)

    @post("/{user_id:int}/role", status_code=200)
    async def change_role(self, request: PageRequest, user_id: FromPath[int]) -> Response[str]:
        """Give a user another role."""
        request.actor.require(Permission.MANAGE_USERS)
        request.require_password()
        try:
            values = await request.fields()
            role = read(RoleForm, values).role
            is_unchanged = unless_changed(values, _texts, names={"role": _role_names()})
            changed = await request.services.members.change_user(request.actor, user_id, {"role": role}, is_unchanged)
        except REFUSED_FORM as error:
            return await _page(request, UNPROCESSABLE, errors=errors_of(error))
        return redirect(request, MEMBERS, t("{name} is now {role}", name=changed.full_name, role=role_name(role)))

    @get("/{user_id:int}/remove")
    async def show_removal(self, request: PageRequest, user_id: FromPath[int]) -> Response[str]:
        """Ask whether a user is to be removed, which can't be undone."""
        request.actor.require(Permission.MANAGE_USERS)
        user = await request.services.members.user(request.actor, user_id)
        return page(
            request,
            "pages/settings/removal.html",
            heading=t("Remove {name}?", name=user.full_name),
            text=t("They lose access within five seconds, with their sessions and API keys. What they created stays."),
            button=t("Remove member"),
            back=MEMBERS,
        )

    @post("/{user_id:int}/remove", status_code=200)
    async def remove(self, request: PageRequest, user_id: FromPath[int]) -> Response[str]:
        """Remove a user."""
        request.require_password()
        try:
            await request.services.members.remove_user(request.actor, user_id)
        except REFUSED_FORM as error:
            return await _page(request, UNPROCESSABLE, errors=errors_of(error))
        return redirect(request, MEMBERS, t("The member is removed"))

    @get("/{user_id:int}/second-factor")
    async def show_second_factor_removal(self, request: PageRequest, user_id: FromPath[int]) -> Response[str]:
        """Ask whether the second factor that a member has lost is to be removed."""
        request.actor.require(Permission.MANAGE_USERS)
        user = await request.services.members.user(request.actor, user_id)
        return page(
            request,
            "pages/settings/removal.html",
            heading=t("Remove the second factor of {name}?", name=user.full_name),
            text=t("Make sure that it is {name} who asks. All of their sessions end.", name=user.full_name),
            button=t("Remove"),
            back=MEMBERS,
        )

    @post("/{user_id:int}/second-factor", status_code=200)
    async def remove_second_factor(self, request: PageRequest, user_id: FromPath[int]) -> Response[str]:
        """Remove the second factor of a member."""
        request.require_password()
        try:
            await request.services.second_factors.remove_of(request.actor, user_id)
        except REFUSED_FORM as error:
            return await _page(request, UNPROCESSABLE, errors=errors_of(error))
        return redirect(request, MEMBERS, t("The second factor is removed"))

    @get("/{user_id:int}/identities")
    async def show_unlinking(self, request: PageRequest, user_id: FromPath[int]) -> Response[str]:
        """Ask whether a member's identities at providers are to be unlinked."""
        request.actor.require(Permission.MANAGE_USERS)
        user = await request.services.members.user(request.actor, user_id)
        return page(
            request,
            "pages/settings/removal.html",
            heading=t("Unlink {name} from identity providers?", name=user.full_name),
            text=t(
                "All of their sessions end. A sign-in with the verified address {email} links them again.",
                email=user.email,
            ),
            button=t("Unlink"),
            back=MEMBERS,
        )

    @post("/{user_id:int}/identities", status_code=200)
    async def unlink(self, request: PageRequest, user_id: FromPath[int]) -> Response[str]:
        """Unlink a member's identities at providers."""
        request.require_password()
        try:
            await request.services.identities.unlink_of(request.actor, user_id)
        except REFUSED_FORM as error:
            return await _page(request, UNPROCESSABLE, errors=errors_of(error))
        return redirect(request, MEMBERS, t("The member is unlinked"))

    @post("/second-factor", status_code=200)
    async def require_second_factor(self, request: PageRequest) -> Response[str]:
        """Set whether the organisation requires a second factor."""
        request.require_password()
        required = bool((await request.fields()).get("required"))
        try:
            await request.services.second_factors.require(request.actor, required=required)
        except REFUSED_FORM as error:
            return await _page(request, UNPROCESSABLE, errors=errors_of(error))
        return redirect(request, MEMBERS, t("Saved"))

    @post("/", status_code=200, opt={SHOWS_SECRET: True})
    async def invite(self, request: PageRequest) -> Response[str]:
        """Create an invitation, and show its link once."""
        request.actor.require(Permission.MANAGE_USERS)
        request.require_password()
        values = await request.fields()
        try:
            form = read(InvitationIn, values)
            invitation, token, is_mailed = await request.services.members.invite(
                request.actor, form.email, form.role, text.LANGUAGE.get()
            )
        except REFUSED_FORM as error:
            return await _page(request, UNPROCESSABLE, values, errors_of(error))
        is_mailed = is_mailed and request.services.mail_log.is_delivering
        return await _page(request, made=invitation, link=_address(request, f"/join/{token}"), is_mailed=is_mailed)

    @post("/invitations/{invitation_id:int}/revoke", status_code=200)
    async def revoke(self, request: PageRequest, invitation_id: FromPath[int]) -> Response[str]:
        """Revoke an invitation."""
        await request.services.members.revoke(request.actor, invitation_id)
        return redirect(request, MEMBERS, t("The invitation is revoked"))


def role_name(role: str) -> str:
    """Return a role in the reader's language."""
    names = {"viewer": t("Viewer"), "hiring_manager": t("Hiring manager"), "recruiter": t("Recruiter")}
    return names.get(role, t("Administrator"))


def _texts(user: User) -> dict[str, str]:
    return {"role": user.role.value}


def _role_names() -> dict[str, str]:
    return {role.value: role_name(role) for role in Role}


def _address(request: PageRequest, path: str) -> str:
    """Return the whole address of a page, under the host that the browser uses."""
    host = (header(request.scope, b"host") or b"").decode("latin-1")
    return f"{request.scope['scheme']}://{host}{path}"


async def _page(
    request: PageRequest,
    status: int = 200,
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    *,
    made: Invitation | None = None,
    link: str | None = None,
    is_mailed: bool = False,
) -> Response[str]:
    members, actor = request.services.members, request.actor
    found = await members.users(actor, list_window(request))
    user_ids = [one.id for one in found.items]
    provisioned = await request.services.directory.provisioned(actor, user_ids)
    invitations: Page[Any] = Page((), 0)
    protected: Collection[int] = ()
    linked: Collection[int] = ()
    if request.may(Permission.MANAGE_USERS):
        protected = await request.services.second_factors.users_with(actor, user_ids)
        linked = await request.services.identities.users_with(actor, user_ids)
        invitations = await members.invitations(actor, Window(limit=MOST_INVITATIONS))
    return page(
        request,
        "pages/settings/members.html",
        status=status,
        values={"email": "", "role": Role.RECRUITER.value} | (values or {}),
        errors=errors or {},
        invitations=invitations.items,
        roles=list(_role_names().items()),
        role_names=_role_names(),
        made=made,
        link=link,
        protected=list(protected),
        linked=list(linked),
        provisioned=list(provisioned),
        requires_second_factor=await request.services.second_factors.is_required(actor),
        is_mailed=is_mailed,
        **listed(request, found, {}),
    )
