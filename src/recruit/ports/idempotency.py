"""Storage of requests with an Idempotency-Key."""

from datetime import datetime
from typing import Protocol

from recruit.domain.idempotency.model import CompletedRequest, KeyedRequest


class KeyedRequests(Protocol):
    """Requests with an idempotency key, unique per user and key."""

    async def add(self, user_id: int, key: str, request: KeyedRequest) -> None:
        """Store a request.

        Raise Duplicate when the user has a request with that key: the call first waits for another transaction that is
        adding one. Raise Refused when the user doesn't exist.
        """

    async def get(self, user_id: int, key: str) -> KeyedRequest | None:
        """Return the request with a key, or None."""

    async def set_response(self, user_id: int, key: str, completed: CompletedRequest) -> None:
        """Set the response to a request. Do nothing when the request doesn't exist."""

    async def remove(self, user_id: int, key: str) -> None:
        """Remove a request. Do nothing when it doesn't exist."""

    async def remove_until(self, until: datetime) -> int:
        """Remove the requests that began at or before `until`, an aware time, and return their number."""
