"""Requests with an idempotency key, and their stored responses."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """The response to a request. `headers` are pairs of name and value, in order."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def is_success(self) -> bool:
        """Whether the request succeeded (status 2xx)."""
        return 200 <= self.status < 300  # noqa: PLR2004 - HTTP's statuses of success

    @property
    def is_server_error(self) -> bool:
        """Whether the server failed (status 5xx), so that the request may be partly executed."""
        return self.status >= 500  # noqa: PLR2004 - HTTP's statuses of failure


@dataclass(frozen=True, slots=True)
class CompletedRequest:
    """A completed request: a hash that identifies it, its response, and the permissions that it required."""

    fingerprint: bytes
    response: StoredResponse
    permissions: AbstractSet[Permission] = frozenset()

    def response_for(self, actor: Actor) -> StoredResponse:
        """Return the response. Raises Forbidden if the actor no longer has a permission that the request required."""
        for permission in sorted(self.permissions):
            actor.require(permission)
        return self.response


@dataclass(frozen=True, slots=True)
class KeyedRequest:
    """A request with an idempotency key.

    `completed` is None if the request is in progress or was interrupted, or if its response was `erased` with a person
    that it named.
    """

    begun_at: datetime
    completed: CompletedRequest | None = None
    erased: bool = False
