"""Second factors of users: authenticator apps, passkeys and recovery codes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from recruit.domain.accounts.model.users import Actor
from recruit.domain.shared.errors import RecruitError

APP_EXISTS = "There is an authenticator app already: remove it first"
PASSKEY_EXISTS = "This passkey is registered already"


class FactorKind(StrEnum):
    """The kinds of second factors. A user has one authenticator app at most."""

    TOTP = "totp"
    PASSKEY = "passkey"
    RECOVERY_CODE = "recovery_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorDetails:
    """A second factor before storage assigns an id.

    `secret` is the encrypted secret of an authenticator app, the public key of a passkey (COSE), or the SHA-256 of a
    recovery code. `counter` is the last accepted time step of an app, or the last signature counter of a passkey, so
    that nothing is accepted twice. `credential_id` and `name` are those of a passkey.
    """

    user_id: int
    kind: FactorKind
    secret: bytes
    created_at: datetime
    counter: int = 0
    credential_id: bytes | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactor(SecondFactorDetails):
    """A stored second factor. `used_at` is the time of its last use. A recovery code can be used once."""

    id: int
    org_id: int
    used_at: datetime | None = None


class SecondFactorRequired(RecruitError):
    """The password is right, and the user has to send a second factor, too."""

    def __init__(self, actor: Actor, sentence: str = "Send the code of your second factor as well") -> None:
        super().__init__(sentence)
        self.actor = actor


class SecondFactorSetupRequired(SecondFactorRequired):
    """The password is right, and the user's organisation requires a second factor, which the user doesn't have."""

    def __init__(self, actor: Actor) -> None:
        super().__init__(actor, "Your organization requires a second factor: sign in to the console to set it up")
