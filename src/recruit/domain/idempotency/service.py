"""Idempotency service: executes a request with an idempotency key once, however often it is sent."""

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
"""Maximum size of a stored response. Responses of `at_once` are far smaller."""

Run: TypeAlias = Callable[[], Awaitable[Answered]]
"""Executes a request."""


class Undone(Exception):
    """Rolls back a transaction whose response isn't a success."""

    def __init__(self, answered: Answered) -> None:
        super().__init__()
        self.answered = answered


def _well(answered: Answered) -> Answered:
    """Return a completed request. Raises Undone if it didn't succeed."""
    if not answered.answer.well:
        raise Undone(answered)
    return answered


async def _noted(run: Run) -> Answered:
    """Execute a request, and record the permissions that it required."""
    with noting_needs() as needed:
        answered = await run()
    return replace(answered, needed=frozenset(needed))


class OnceOnly:
    """Executes requests and stores their responses by idempotency key. Keys are separate for each user and API key."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def known(self, actor: Actor, key: str) -> KeyedRequest | None:
        """Return the request with a key from the last 24 hours, or None."""
        async with self._storage.autocommit(actor.org_id) as work:
            found = await work.keyed_requests.get(actor.user_id, _own(actor, key))
        if found is None or found.begun_at > self._clock.now() - KEPT:
            return found
        await self.organisation(actor.org_id)
        return None

    async def at_once(self, actor: Actor, key: str, run: Run) -> Answer | None:
        """Execute a request and store its response in one transaction.

        If the response isn't a success, the transaction is rolled back and the response isn't stored. Return None if
        another request with the key came first; this one is rolled back.
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
            # The changes of another request with the key may be the reason of the failure.
            return None if await self.known(actor, key) else undone.answered.answer
        return answered.answer

    async def step_by_step(self, actor: Actor, key: str, run: Run) -> Answer | None:
        """Store that a request has begun, execute it in any number of transactions, and store its response.

        A request that is interrupted or fails with status 5xx stays begun, since it may be partly executed. A request
        that is rejected (other statuses than 2xx) is removed. Return None if another request with the key came first.
        """
        try:
            async with self._storage.autocommit(actor.org_id) as work:
                await work.keyed_requests.add(actor.user_id, _own(actor, key), KeyedRequest(self._clock.now()))
        except Duplicate:
            return None
        answered = await _noted(run)
        if not answered.answer.ours:
            with suppress(Unavailable):  # then it stays begun, and its sender has the response
                await self._settle(actor, key, answered)
        return answered.answer

    async def _settle(self, actor: Actor, key: str, answered: Answered) -> None:
        async with self._storage.autocommit(actor.org_id) as work:
            if answered.answer.well and len(answered.answer.body) <= MOST_BYTES:
                await work.keyed_requests.answer(actor.user_id, _own(actor, key), answered)
            else:
                await work.keyed_requests.remove(actor.user_id, _own(actor, key))

    async def all_organisations(self) -> int:
        """Remove requests older than 24 hours from all organisations, and return their number."""
        async with self._storage.claim(EVERYBODY, Chore.KEYED_REQUESTS) as mine:
            organisations = await self._storage.organisations() if mine else ()
            return await in_turn(organisations, self.organisation)

    async def organisation(self, org_id: int) -> int:
        """Remove requests older than 24 hours from one organisation, and return their number."""
        async with self._storage.autocommit(org_id) as work:
            return await work.keyed_requests.forget(self._clock.now() - KEPT)


def _own(actor: Actor, key: str) -> str:
    """Return the stored form of an idempotency key.

    Keys sent with an API key have its id as a prefix, so that they differ from those of its creator. Clients can't send
    the separator.
    """
    return key if actor.api_key_id is None else f"{actor.api_key_id}\x1f{key}"
