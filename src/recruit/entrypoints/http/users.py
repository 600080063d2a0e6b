"""User and invitation endpoints."""

from collections.abc import Sequence
from datetime import datetime

from litestar import Controller
from litestar.params import FromPath, JSONBody
from msgspec import UNSET, Struct, UnsetType

from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.http.encoded_routes import LOCATION, delete, get, patch, post
from recruit.entrypoints.http.field_types import Email, Name
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Skip
from recruit.entrypoints.http.middleware.idempotency import UNSTORED
from recruit.entrypoints.http.openapi.error_responses import CHANGE, CREATE, LIST, READ, problems
from recruit.entrypoints.http.pagination import list_response, window
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import changes, extended_view, view


class UserOut(Struct):
    """A user."""

    id: int
    email: str
    full_name: str
    role: str
    org_id: int


class UserPage(Struct):
    """Users."""

    items: Sequence[UserOut]
    total: int


class UserPatch(Struct):
    """Changes to a user. A field that is absent stays."""

    full_name: Name | UnsetType = UNSET
    role: Role | UnsetType = UNSET


class InvitationIn(Struct):
    """Who is invited, as what."""

    email: Email
    role: Role


class InvitationOut(Struct):
    """An invitation that isn't accepted yet."""

    id: int
    org_id: int
    email: str
    role: str
    invited_by_user_id: int
    created_at: datetime
    expires_at: datetime


class InvitationPage(Struct):
    """Invitations."""

    items: Sequence[InvitationOut]
    total: int


class NewInvitation(InvitationOut):
    """An invitation with the token that accepts it, once, which is never shown again."""

    token: str


class UsersController(Controller):
    """Users."""

    path = "/users"
    tags = ("Users",)

    @get("/", summary="List Users", responses=problems(*LIST))
    async def list_users(
        self, request: ApiRequest, skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None
    ) -> UserPage:
        """Return the organization's users in ascending id."""
        wanted = window(request, skip, limit, cursor)
        return list_response(request, await request.services.members.users(request.user, wanted), UserOut, UserPage)

    @get("/{user_id:str}", summary="Get User by ID", responses=problems(*READ))
    async def get_user(self, request: ApiRequest, user_id: FromPath[int]) -> UserOut:
        """Return one user."""
        return view(await request.services.members.user(request.user, user_id), UserOut)

    @patch("/{user_id:str}", summary="Update User (Partial)", responses=problems(*CHANGE))
    async def update_user(self, request: ApiRequest, user_id: FromPath[int], data: JSONBody[UserPatch]) -> UserOut:
        """Change a user's name or role. All users may change their own names; the last org_admin stays one."""
        members = request.services.members
        return view(await members.change_user(request.user, user_id, changes(data)), UserOut)

    @delete("/{user_id:str}", summary="Remove User", responses=problems(400, *READ))
    async def remove_user(self, request: ApiRequest, user_id: FromPath[int]) -> None:
        """Remove a user, who has no access after 5 seconds. What they made stays; the last org_admin does, too."""
        await request.services.members.remove_user(request.user, user_id)


class InvitationsController(Controller):
    """Invitations."""

    path = "/users/invitations"
    tags = ("Users",)

    @post("/", opt={UNSTORED: True, LOCATION: None}, summary="Invite User", responses=problems(*CREATE))
    async def invite_user(self, request: ApiRequest, data: JSONBody[InvitationIn]) -> NewInvitation:
        """Invite a person to join the organization. Pass on the token: it is shown once and can be used once.

        Where mail is set up, they get a link of their own by mail as well: see docs/mail.md.
        An earlier invitation to the same address holds no more.
        """
        invitation, token, _ = await request.services.members.invite(request.user, data.email, data.role)
        return extended_view(invitation, NewInvitation, token=token)

    @get("/", summary="List Invitations", responses=problems(*LIST))
    async def list_invitations(
        self, request: ApiRequest, skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None
    ) -> InvitationPage:
        """Return the invitations that aren't accepted yet, in ascending id."""
        wanted = window(request, skip, limit, cursor)
        found = await request.services.members.invitations(request.user, wanted)
        return list_response(request, found, InvitationOut, InvitationPage)

    @delete("/{invitation_id:str}", summary="Revoke Invitation", responses=problems(*READ))
    async def revoke_invitation(self, request: ApiRequest, invitation_id: FromPath[int]) -> None:
        """Revoke an invitation."""
        await request.services.members.revoke(request.user, invitation_id)
