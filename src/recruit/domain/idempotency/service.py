"""Requests that are carried out once, however often they are sent: by a key that the sender gives them."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias

from recruit.domain.accounts.model.users import Actor, noting_needs
from recruit.domain.idempotency.model import Answer, Answered, KeyedRequest
from recruit.domain.shared.errors import Duplicate, Unavailable
from recruit.domain.shared.organisations import in_turn
from recruit.ports.clock import Clock
from recruit.ports.storage import EVERYBODY, Chore, Storage

KEPT = timedelta(hours=24)
MOST_BYTES = 4 * 1024 * 1024
"""Of an answer: none that is made in one transaction comes near it."""

Run: TypeAlias = Callable[[], Awaitable[Answered]]
"""Carries a request out."""


class Undone(Exception):
    """An answer that says that nothing was done: whatever was is undone."""

    def __init__(self, answered: Answered) -> None:
        super().__init__()
        self.answered = answered


def _well(answered: Answered) -> Answered:
    """Return it. Raises Undone when it isn't well."""
    if not answered.answer.well:
        raise Undone(answered)
    return answered


async def _noted(run: Run) -> Answered:
    """Carry a request out, and note what it takes to be answered again."""
    with noting_needs() as needed:
        answered = await run()
    return replace(answered, needed=frozenset(needed))


class OnceOnly:
    """Carries requests out and keeps what they were answered, by keys that each user and each machine gives."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def known(self, actor: Actor, key: str) -> KeyedRequest | None:
        """Return the request that came with a key in the last 24 hours."""
        async with self._storage.autocommit(actor.org_id) as work:
            found = await work.keyed_requests.get(actor.user_id, _own(actor, key))
        if found is None or found.begun_at > self._clock.now() - KEPT:
            return found
        await self.organisation(actor.org_id)
        return None

    async def at_once(self, actor: Actor, key: str, run: Run) -> Answer | None:
        """Carry a request out and keep its answer, both in one transaction or neither.

        An answer that isn't well isn't kept, and nothing of what led to it. None when another request with the key
        came first: what this one did is undone.
        """
        try:
            async with self._storage.outer_transaction(actor.org_id):
                answered = _well(await _noted(run))
                async with self._storage.transaction(actor.org_id) as work:
                    await work.keyed_requests.add(
                        actor.user_id, _own(actor, key), KeyedRequest(self._clock.now(), answered)
                    )
        except Duplicate:
            return None
        except Undone as undone:
            # What another request with the key has done may be why this one was refused.
            return None if await self.known(actor, key) else undone.answered.answer
        return answered.answer

    async def step_by_step(self, actor: Actor, key: str, run: Run) -> Answer | None:
        """Keep that a request has begun, carry it out in as many transactions as it takes, and keep its answer.

        A request that is interrupted, or that we fail in, stays begun: nobody knows how far it came. One that is
        refused is forgotten. None when another request with the key came first.
        """
        try:
            async with self._storage.autocommit(actor.org_id) as work:
                await work.keyed_requests.add(actor.user_id, _own(actor, key), KeyedRequest(self._clock.now()))
        except Duplicate:
            return None
        answered = await _noted(run)
        if not answered.answer.ours:
            with suppress(Unavailable):  # then it stays begun, and its sender has the answer
                await self._settle(actor, key, answered)
        return answered.answer

    async def _settle(self, actor: Actor, key: str, answered: Answered) -> None:
        async with self._storage.autocommit(actor.org_id) as work:
            if answered.answer.well and len(answered.answer.body) <= MOST_BYTES:
                await work.keyed_requests.answer(actor.user_id, _own(actor, key), answered)
            else:
                await work.keyed_requests.remove(actor.user_id, _own(actor, key))

    async def all_organisations(self) -> int:
        """Forget the requests of all organisations that are older than 24 hours, and return how many there were."""
        async with self._storage.claim(EVERYBODY, Chore.KEYED_REQUESTS) as mine:
            organisations = await self._storage.organisations() if mine else ()
            return await in_turn(organisations, self.organisation)

    async def organisation(self, org_id: int) -> int:
        """Forget those of one organisation."""
        async with self._storage.autocommit(org_id) as work:
            return await work.keyed_requests.forget(self._clock.now() - KEPT)


def _own(actor: Actor, key: str) -> str:
    """Return what a key is kept as: what a machine sends isn't what its maker sends, who can't write this character."""
    return key if actor.api_key_id is None else f"{actor.api_key_id}\x1f{key}"
