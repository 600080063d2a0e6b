"""Request and response schemas of users, invitations, sessions and OAuth grants."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import UNSET, Struct, UnsetType

from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.http.field_types import Credential, Email, Name, Password
from recruit.entrypoints.http.schemas import UserOut


class UserPage(Struct):
    """Users."""

    items: Sequence[UserOut]
    total: int


class UserPatch(Struct):
    """Changes to a user. A field that is absent stays."""

    full_name: Name | UnsetType = UNSET
    role: Role | UnsetType = UNSET


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


class InvitationIn(Struct):
    """Who is invited, as what."""

    email: Email
    role: Role


class InvitationOut(Struct):
    """An invitation that nobody has accepted yet."""

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


class Acceptance(Struct):
    """The token of an invitation, and who accepts it."""

    token: Credential
    password: Password
    full_name: Name


class Renewal(Struct):
    """What renews a sign-in."""

    refresh_token: Credential


class Renewed(Struct):
    """A new access token, and what renews it next: the token that was sent doesn't hold any more."""

    access_token: str
    refresh_token: str
    token_type: str = "bearer"  # noqa: S105 - the type's name
