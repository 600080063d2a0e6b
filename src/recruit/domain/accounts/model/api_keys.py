"""Keys for machines: programs that ask for themselves, without anybody who logs in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from recruit.domain.accounts.model.permissions import Permission

MARK = "rk"
"""What keys begin with, so that people and scanners know one where it doesn't belong."""

FOR_PEOPLE = frozenset({Permission.MANAGE_KEYS, Permission.MANAGE_USERS, Permission.CHAT})
"""What no key may do: give others access, and read or go on with the conversations of the user who made it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyDetails:
    """A key, of which the SHA-256 of its secret is known. It may do what its `scopes` say and its maker may still do.

    Times are aware; one that expires never has none.
    """

    name: str
    scopes: Sequence[Permission]
    digest: bytes
    created_by_user_id: int
    created_at: datetime
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey(ApiKeyDetails):
    """A key that is kept. `last_used_at` is exact to a minute, None for one that never was."""

    id: int
    org_id: int
    last_used_at: datetime | None = None

    @property
    def prefix(self) -> str:
        """How the key begins, by which its owner knows it."""
        return f"{MARK}_{self.org_id}_{self.id}_"
