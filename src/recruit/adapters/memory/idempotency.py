"""Requests with an idempotency key, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.users import User
from recruit.domain.idempotency.model import CompletedRequest, KeyedRequest, StoredResponse
from recruit.domain.privacy.model import KeyedResponse
from recruit.domain.shared.errors import Duplicate, Refused

Keyed = dict[tuple[int, str], KeyedRequest]
"""Requests by user id and key."""


class MemoryKeyedRequests:
    """Requests, changed on a copy until the unit of work commits."""

    def __init__(self, committed: Keyed, users: Rows[User]) -> None:
        self.current = committed
        self._users = users

    async def add(self, user_id: int, key: str, request: KeyedRequest) -> None:
        """Store a request."""
        if user_id not in self._users.current:
            raise Refused
        if (user_id, key) in self.current:
            raise Duplicate("Another request has this key")
        self.current = {**self.current, (user_id, key): request}

    async def get(self, user_id: int, key: str) -> KeyedRequest | None:
        """Return a request."""
        return self.current.get((user_id, key))

    async def set_response(self, user_id: int, key: str, completed: CompletedRequest) -> None:
        """Set the response."""
        if found := self.current.get((user_id, key)):
            self.current = {**self.current, (user_id, key): replace(found, completed=completed)}

    async def remove(self, user_id: int, key: str) -> None:
        """Remove a request."""
        self.current = {stored: request for stored, request in self.current.items() if stored != (user_id, key)}

    def naming(self, needles: Sequence[bytes]) -> Sequence[KeyedResponse]:
        """Return the responses whose body contains one of `needles`, in the order of their requests."""
        found = [
            KeyedResponse(user_id=user_id, begun_at=request.begun_at, status=response.status, body=response.body)
            for (user_id, _), request in self.current.items()
            if (response := _naming(request, needles)) is not None
        ]
        return sorted(found, key=lambda answer: answer.begun_at)

    def erase_responses(self, needles: Sequence[bytes]) -> int:
        """Remove the responses whose body contains one of `needles`, and return their number."""
        found = {
            key: replace(request, completed=None, erased=True)
            for key, request in self.current.items()
            if _naming(request, needles) is not None
        }
        self.current = self.current | found
        return len(found)

    async def remove_until(self, until: datetime) -> int:
        """Remove old requests."""
        before = len(self.current)
        self.current = {stored: request for stored, request in self.current.items() if request.begun_at > until}
        return before - len(self.current)


def _naming(request: KeyedRequest, needles: Sequence[bytes]) -> StoredResponse | None:
    """Return the response to a request if its body contains one of `needles`."""
    response = request.completed.response if request.completed else None
    return response if response and any(needle in response.body for needle in needles) else None
