"""API keys: credentials of programs that don't log in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from recruit.domain.accounts.model.permissions import Permission

KEY_PREFIX = "rk"
"""Prefix of API keys, by which people and secret scanners recognise a leaked one."""

LOGIN_ONLY = frozenset({Permission.MANAGE_KEYS, Permission.MANAGE_USERS, Permission.CHAT})
"""Permissions that a key can't have: giving access to others, and reading or continuing its creator's conversations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyDetails:
    """An API key before storage assigns an id. `digest` is the SHA-256 of its secret.

    A key has the permissions in its `scopes` that its creator still has. Times are aware. `expires_at` is None for a
    key that never expires.
    """

    name: str
    scopes: Sequence[Permission]
    digest: bytes
    created_by_user_id: int
    created_at: datetime
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey(ApiKeyDetails):
    """A stored API key. `last_used_at` has a resolution of a minute, and is None for a key that was never used."""

    id: int
    org_id: int
    last_used_at: datetime | None = None

    @property
    def prefix(self) -> str:
        """The beginning of the key, by which its owner recognises it."""
        return f"{KEY_PREFIX}_{self.org_id}_{self.id}_"
