"""The page on which an invited person accepts the invitation."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from recruit.domain.shared.errors import Invalid
from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.sessions import Acceptance
from recruit.entrypoints.web.forms import REFUSED_FORM, UNPROCESSABLE, errors_of, message_of, read
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.pages.entry import HOME, sign_in
from recruit.entrypoints.web.pages.settings.members import role_name
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t


class JoiningPages(Controller):
    """Pages under `/join`."""

    path = "/join"

    @get("/{token:str}", opt={PUBLIC: True})
    async def show(self, request: PageRequest, token: FromPath[str]) -> Response[str]:
        """Show the form of an invitation, or why it doesn't hold."""
        return await _page(request, token, {"full_name": ""}, {})

    @post("/{token:str}", opt={PUBLIC: True}, status_code=200)
    async def join(self, request: PageRequest, token: FromPath[str]) -> Response[str]:
        """Accept an invitation, and sign the new user in."""
        values = await request.fields()
        password = values.pop("password", "")
        try:
            form = read(Acceptance, {"token": token, "full_name": values.get("full_name", ""), "password": password})
            user = await request.services.members.accept(form.token, form.password, form.full_name)
        except REFUSED_FORM as error:
            return await _page(request, token, values, errors_of(error))
        if not request.services.accounts.takes_password(user.org_id, user.email):
            return redirect(request, "/login", t("Your account is there. Sign in where your company does"))
        return await sign_in(request, user.email, password, HOME)


async def _page(request: PageRequest, token: str, values: dict[str, str], errors: dict[str, str]) -> Response[str]:
    try:
        invitation = await request.services.members.invited(token)
    except Invalid as error:
        return page(request, "pages/join.html", status=400, invitation=None, refused=message_of(error), role="")
    status = UNPROCESSABLE if errors else 200
    shown = {"full_name": values.get("full_name", ""), "password": ""}
    context: dict[str, Any] = {"invitation": invitation, "role": role_name(invitation.role), "refused": None}
    return page(request, "pages/join.html", status=status, values=shown, errors=errors, **context)
