"""Requests that came with a key of their sender's, and what they were answered."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a request. `headers` are pairs of name and value, in their order."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def well(self) -> bool:
        """Whether what was asked has been done."""
        return 200 <= self.status < 300  # noqa: PLR2004 - HTTP's statuses of success

    @property
    def ours(self) -> bool:
        """Whether it failed through no fault of the request's, so that nobody knows how far it came."""
        return self.status >= 500  # noqa: PLR2004 - HTTP's statuses of failure


@dataclass(frozen=True, slots=True)
class Answered:
    """A request as a whole, and its answer. `fingerprint` is a hash of the request: equal ones are one request.

    `needed` is what whoever sent it had to be allowed.
    """

    fingerprint: bytes
    answer: Answer
    needed: AbstractSet[Permission] = frozenset()

    def answer_for(self, actor: Actor) -> Answer:
        """Return the answer. Raises Forbidden when the actor isn't allowed any more what the request took."""
        for permission in sorted(self.needed):
            actor.need(permission)
        return self.answer


@dataclass(frozen=True, slots=True)
class KeyedRequest:
    """A request that came with a key.

    Where `answered` is None it isn't answered as yet, or was interrupted, or its answer was `erased` with somebody whom
    that named.
    """

    begun_at: datetime
    answered: Answered | None = None
    erased: bool = False
