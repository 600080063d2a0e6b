"""Session endpoints: accept an invitation, refresh, log out, list and end OAuth grants, change the password."""

from collections.abc import Sequence
from datetime import datetime

from litestar import Controller
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from recruit.domain.mail.model import LANGUAGES
from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.client_addresses import request_address
from recruit.entrypoints.http.encoded_routes import LOCATION, delete, get, post
from recruit.entrypoints.http.failed_logins import log_refused_passwords
from recruit.entrypoints.http.field_types import Credential, Email, Name, Password
from recruit.entrypoints.http.openapi.error_responses import CREATE, READ, problems
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import extended_view, view
from recruit.entrypoints.http.users import UserOut


class GrantOut(Struct):
    """What the current user allowed a program over OAuth. `expires_at` moves on whenever its tokens are renewed."""

    id: int
    client_name: str
    redirect_uri: str
    resource: str
    scopes: Sequence[str]
    created_at: datetime
    expires_at: datetime


class GrantList(Struct):
    """Grants."""

    items: Sequence[GrantOut]
    total: int


class NewPassword(Struct):
    """A password in place of the current one."""

    current_password: Credential
    new_password: Password


class Acceptance(Struct):
    """The token of an invitation, and who accepts it."""

    token: Credential
    password: Password
    full_name: Name


class ForgottenPassword(Struct):
    """The address of the account."""

    email: Email


class PasswordReset(Struct):
    """The token of a link for a new password, and the password."""

    token: Credential
    password: Password


class Renewal(Struct):
    """What renews a sign-in."""

    refresh_token: Credential


class Renewed(Struct):
    """A new access token, and what renews it next: the token that was sent doesn't hold any more."""

    access_token: str
    refresh_token: str
    token_type: str = "bearer"  # noqa: S105 - the type's name


class SessionsController(Controller):
    """Invitations, sessions, OAuth grants and the password of the current user."""

    tags = ("Authentication",)

    @post(
        "/auth/accept_invitation",
        opt={PUBLIC: True, LOCATION: b"/api/v1/users"},
        summary="Accept Invitation",
        responses=problems(400, 413, 415, 422, 503),
    )
    async def accept_invitation(self, request: ApiRequest, data: JSONBody[Acceptance]) -> UserOut:
        """Join the organization that invited you. A token holds once, for seven days."""
        members = request.services.members
        return view(await members.accept(data.token, data.password, data.full_name), UserOut)

    @post(
        "/auth/password/forgotten",
        opt={PUBLIC: True},
        status_code=204,
        summary="Forgotten Password",
        responses=problems(413, 415, 422, 429, 503),
    )
    async def forgot_password(self, request: ApiRequest, data: JSONBody[ForgottenPassword]) -> None:
        """Send a link for a new password to the address, if it has an account: see docs/mail.md.

        The answer is the same for every address. An account gets three links an hour at most.
        """
        request.services.password_links.request(data.email, request_address(request.scope), LANGUAGES[0])

    @post(
        "/auth/password/reset",
        opt={PUBLIC: True},
        status_code=204,
        summary="Reset Password",
        responses=problems(400, 413, 415, 422, 503),
    )
    async def reset_password(self, request: ApiRequest, data: JSONBody[PasswordReset]) -> None:
        """Set a new password with the token of a link, and end all sign-ins of its user.

        A token holds once, for an hour, and until the next link or another change of the password.
        """
        await request.services.password_links.set_password(data.token, data.password)

    @post(
        "/auth/refresh",
        opt={PUBLIC: True},
        status_code=200,
        summary="Refresh Token",
        responses=problems(403, 413, 415, 422, 503),
    )
    async def refresh(self, request: ApiRequest, data: JSONBody[Renewal]) -> Renewed:
        """Return a new access token and the next refresh token, for 30 days.

        A refresh token holds once, and is answered alike for 10 seconds more. One that comes later was copied, and ends
        its sign-in.
        """
        admission = await request.services.accounts.renew(data.refresh_token)
        return Renewed(admission.access_token, admission.refresh_token or "")

    @post("/auth/logout", status_code=204, summary="Log out", responses=problems(401, 403, 503))
    async def logout(self, request: ApiRequest) -> None:
        """End the sign-in that the token belongs to, with its refresh token."""
        await request.services.accounts.log_out(request.user)

    @post("/auth/logout_everywhere", status_code=204, summary="Log out Everywhere", responses=problems(401, 403, 503))
    async def logout_everywhere(self, request: ApiRequest) -> None:
        """End all sign-ins of the current user."""
        await request.services.accounts.log_out_everywhere(request.user)

    @get("/auth/grants", summary="List Grants", responses=problems(401, 403, 503))
    async def list_grants(self, request: ApiRequest) -> GrantList:
        """Return the programs that the current user has let in over OAuth, in ascending id: see docs/mcp.md."""
        found = [
            extended_view(one.granted, GrantOut, id=one.id, expires_at=one.expires_at)
            for one in await request.services.grants.of_actor(request.user)
            if one.granted is not None
        ]
        return GrantList(found, len(found))

    @delete("/auth/grants/{grant_id:str}", summary="End Grant", responses=problems(*READ))
    async def end_grant(self, request: ApiRequest, grant_id: FromPath[int]) -> None:
        """End a grant: its program has no access after 5 seconds."""
        await request.services.grants.end(request.user, grant_id)

    @post("/users/me/password", status_code=204, summary="Change Password", responses=problems(*CREATE))
    async def change_password(self, request: ApiRequest, data: JSONBody[NewPassword]) -> None:
        """Change the current user's password, and end their other sign-ins."""
        accounts, address = request.services.accounts, request_address(request.scope)
        with log_refused_passwords("password change failed", request.scope):
            await accounts.change_password(request.user, data.current_password, data.new_password, address)
