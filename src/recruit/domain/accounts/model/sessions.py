"""How users come in and stay: sign-ins, and invitations to join."""

from dataclasses import dataclass
from datetime import datetime

from recruit.domain.accounts.model.oauth import Grant
from recruit.domain.accounts.model.permissions import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInDetails:
    """One coming in of a user, which their access tokens name. When it is gone they don't hold any more.

    One that lasts is renewed with tokens that change each time: `family` is the SHA-256 of the part that stays,
    `latest` of the part that changes. One that an OAuth client was `granted` is no login.
    """

    user_id: int
    expires_at: datetime
    family: bytes | None = None
    latest: bytes | None = None
    granted: Grant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """A renewal. The part that changes was made of the one before and `salt`, so that it can be told once more."""

    latest: bytes
    salt: bytes
    renewed_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn(SignInDetails):
    """A sign-in that is kept. `salt` and `renewed_at` are of its last renewal."""

    id: int
    org_id: int
    salt: bytes | None = None
    renewed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationDetails:
    """Who is invited, as what, and until when. `digest` is the SHA-256 of the secret that accepts it, once."""

    email: str
    role: Role
    digest: bytes
    invited_by_user_id: int
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(InvitationDetails):
    """An invitation that nobody has accepted yet."""

    id: int
    org_id: int
