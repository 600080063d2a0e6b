"""Passkeys: discoverable credentials of Web Authentication (WebAuthn Level 3)."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from recruit.domain.accounts.model.users import Actor
from recruit.domain.shared.errors import Refused

_HANDLE = re.compile(rb"(\d{1,18})-(\d{1,18})")


class Site(NamedTuple):
    """The site that passkeys are for: the relying party's id, a domain, and the origin of its pages."""

    id: str
    origin: str


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """A verified registration: the ids and the public key (COSE) of the passkey, and its signature counter."""

    credential_id: bytes
    public_key: bytes
    counter: int


class UserHandle(NamedTuple):
    """The user whom a passkey names. An authenticator keeps it as the bytes of its text."""

    org_id: int
    user_id: int

    def __str__(self) -> str:
        """Return the handle as text: numbers without personal data."""
        return f"{self.org_id}-{self.user_id}"

    @classmethod
    def of(cls, actor: Actor) -> "UserHandle":
        """Return the handle of a user."""
        return cls(actor.org_id, actor.user_id)

    @classmethod
    def parse(cls, handle: bytes) -> "UserHandle":
        """Return a handle from its bytes. Raises Refused for one that isn't ours."""
        found = _HANDLE.fullmatch(handle)
        if found is None:
            raise Refused
        return cls(int(found[1]), int(found[2]))
