"""Sessions (sign-ins) and invitations."""

from dataclasses import dataclass
from datetime import datetime

from recruit.domain.accounts.model.oauth import Grant
from recruit.domain.accounts.model.permissions import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInDetails:
    """A session of a user. Its access tokens name it, and are invalid after it is removed.

    A lasting session is renewed with rotating refresh tokens: `family` is the SHA-256 of the constant part of the
    token, `latest` of the part that changes. A session with a grant (`granted`) belongs to an OAuth client and isn't a
    login. A session of the console has the name of its browser (`user_agent`); `family` is the SHA-256 of its cookie's
    secret, and `confirmed_at` the time at which the user last entered the password.
    """

    user_id: int
    expires_at: datetime
    family: bytes | None = None
    latest: bytes | None = None
    granted: Grant | None = None
    user_agent: str | None = None
    opened_at: datetime | None = None
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """A renewal of a session. The secret of the next token is derived from the previous one and `salt`."""

    latest: bytes
    salt: bytes
    renewed_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn(SignInDetails):
    """A stored session. `salt` and `renewed_at` are those of its last renewal, in the console of its last use."""

    id: int
    org_id: int
    salt: bytes | None = None
    renewed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationDetails:
    """An invitation before storage assigns an id. `digest` is the SHA-256 of the secret that accepts it, once."""

    email: str
    role: Role
    digest: bytes
    invited_by_user_id: int
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(InvitationDetails):
    """A stored invitation that hasn't been accepted yet.

    `mailed_digest` is the SHA-256 of a second secret that accepts it, the one in the mail.
    """

    id: int
    org_id: int
    mailed_digest: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordLink:
    """A link that sets a user's password. `digest` is the SHA-256 of its secret. A user has one at most."""

    id: int
    org_id: int
    user_id: int
    digest: bytes
    expires_at: datetime
