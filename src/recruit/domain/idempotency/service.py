"""Idempotency service: executes a request with an idempotency key once, however often it is sent."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias

from recruit.domain.accounts.model.users import Actor, recording_permissions
from recruit.domain.idempotency.model import CompletedRequest, KeyedRequest, StoredResponse
from recruit.domain.shared.errors import Duplicate, Unavailable
from recruit.domain.shared.organisations import for_each_organisation
from recruit.ports.clock import Clock
from recruit.ports.storage import ALL_ORGANISATIONS, ExclusiveTask, Storage

RETENTION = timedelta(hours=24)
MOST_BYTES = 4 * 1024 * 1024
"""Maximum size of a stored response. Responses of `run_in_transaction` are far smaller."""

Run: TypeAlias = Callable[[], Awaitable[CompletedRequest]]
"""Executes a request."""


class Rollback(Exception):
    """Rolls back a transaction whose response isn't a success."""

    def __init__(self, completed: CompletedRequest) -> None:
        super().__init__()
        self.completed = completed


def _require_success(completed: CompletedRequest) -> CompletedRequest:
    """Return a completed request. Raises Rollback if it didn't succeed."""
    if not completed.response.is_success:
        raise Rollback(completed)
    return completed


async def _with_permissions(run: Run) -> CompletedRequest:
    """Execute a request, and record the permissions that it required."""
    with recording_permissions() as permissions:
        completed = await run()
    return replace(completed, permissions=frozenset(permissions))


class IdempotencyService:
    """Executes requests and stores their responses by idempotency key. Keys are separate for each user and API key."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def find(self, actor: Actor, key: str) -> KeyedRequest | None:
        """Return the request with a key from the last 24 hours, or None."""
        async with self._storage.autocommit(actor.org_id) as work:
            found = await work.keyed_requests.get(actor.user_id, _stored_key(actor, key))
        if found is None or found.begun_at > self._clock.now() - RETENTION:
            return found
        await self.organisation(actor.org_id)
        return None

    async def run_in_transaction(self, actor: Actor, key: str, run: Run) -> StoredResponse | None:
        """Execute a request and store its response in one transaction.

        If the response isn't a success, the transaction is rolled back and the response isn't stored. Return None if
        another request with the key came first; this one is rolled back.
        """
        try:
            async with self._storage.outer_transaction(actor.org_id):
                completed = _require_success(await _with_permissions(run))
                async with self._storage.transaction(actor.org_id) as work:
                    await work.keyed_requests.add(
                        actor.user_id, _stored_key(actor, key), KeyedRequest(self._clock.now(), completed)
                    )
        except Duplicate:
            return None
        except Rollback as rollback:
            # The failure may be caused by the changes of another request with the key.
            return None if await self.find(actor, key) else rollback.completed.response
        return completed.response

    async def run_stepwise(self, actor: Actor, key: str, run: Run) -> StoredResponse | None:
        """Store that a request has begun, execute it in any number of transactions, and store its response.

        A request that is interrupted or fails with status 5xx stays begun, since it may be partly executed. A request
        that is rejected (other statuses than 2xx) is removed. Return None if another request with the key came first.
        """
        try:
            async with self._storage.autocommit(actor.org_id) as work:
                await work.keyed_requests.add(actor.user_id, _stored_key(actor, key), KeyedRequest(self._clock.now()))
        except Duplicate:
            return None
        completed = await _with_permissions(run)
        if not completed.response.is_server_error:
            with suppress(Unavailable):  # the request stays begun; its client has the response
                await self._store_response(actor, key, completed)
        return completed.response

    async def _store_response(self, actor: Actor, key: str, completed: CompletedRequest) -> None:
        async with self._storage.autocommit(actor.org_id) as work:
            if completed.response.is_success and len(completed.response.body) <= MOST_BYTES:
                await work.keyed_requests.set_response(actor.user_id, _stored_key(actor, key), completed)
            else:
                await work.keyed_requests.remove(actor.user_id, _stored_key(actor, key))

    async def all_organisations(self) -> int:
        """Remove requests older than 24 hours from all organisations, and return their number."""
        async with self._storage.claim(ALL_ORGANISATIONS, ExclusiveTask.KEYED_REQUESTS) as claimed:
            organisations = await self._storage.organisations() if claimed else ()
            return await for_each_organisation(organisations, self.organisation)

    async def organisation(self, org_id: int) -> int:
        """Remove requests older than 24 hours from one organisation, and return their number."""
        async with self._storage.autocommit(org_id) as work:
            return await work.keyed_requests.remove_until(self._clock.now() - RETENTION)


def _stored_key(actor: Actor, key: str) -> str:
    """Return a key as stored: keys of an API key have its id and U+001F as a prefix, which clients can't send."""
    return key if actor.api_key_id is None else f"{actor.api_key_id}\x1f{key}"
