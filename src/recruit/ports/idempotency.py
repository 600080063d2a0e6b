"""Storage of requests with an Idempotency-Key."""

from datetime import datetime
from typing import Protocol

from recruit.domain.idempotency.model import Answered, KeyedRequest


class KeyedRequests(Protocol):
    """Requests that came with a key, one for each key of a user."""

    async def add(self, user_id: int, key: str, request: KeyedRequest) -> None:
        """Keep a request.

        Raises Duplicate when the user has one with that key, for which it waits until whoever is adding it has
        committed, and Refused when the user is gone.
        """
        ...

    async def get(self, user_id: int, key: str) -> KeyedRequest | None:
        """Return the request that came with a key, None where none did."""
        ...

    async def answer(self, user_id: int, key: str, answered: Answered) -> None:
        """Set what a request was answered, if it is there."""
        ...

    async def remove(self, user_id: int, key: str) -> None:
        """Remove a request, if it is there."""
        ...

    async def forget(self, until: datetime) -> int:
        """Remove the requests that began until then, and return how many."""
        ...
