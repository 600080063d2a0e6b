"""In-memory storage. Units of work run one at a time."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from typing import TypeAlias

from recruit.adapters.memory.autocommit import AutocommitWork
from recruit.adapters.memory.nested_transactions import OUTER_TRANSACTION, OuterTransaction
from recruit.adapters.memory.unit_of_work import MemoryWork, Tenant
from recruit.domain.accounts.model.users import Credentials, login_key
from recruit.ports.storage import Connections, ExclusiveTask
from recruit.ports.unit_of_work import UnitOfWork

Committed: TypeAlias = tuple[Tenant, dict[str, Credentials | None]]


class MemoryStorage:
    """All organisations' rows. A lock runs one unit of work at a time, since none awaits input or output."""

    def __init__(self) -> None:
        self._tenants: dict[int, Tenant] = {}
        self._logins: dict[str, Credentials | None] = {}
        self._counters: defaultdict[str, count[int]] = defaultdict(lambda: count(1))
        self._lock = asyncio.Lock()
        self._claimed: set[tuple[int, ExclusiveTask]] = set()

    def transaction(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work."""
        return self._opened(org_id)

    @asynccontextmanager
    async def _opened(self, org_id: int) -> AsyncIterator[MemoryWork]:
        """Open a unit of work after the other tasks that are ready.

        It never awaits input or output, so that background work would otherwise block the event loop.
        """
        await asyncio.sleep(0)
        async with self._lock_for(org_id):
            work = self._work(org_id)
            yield work
            self._tenants[org_id] = work.commit()
            self._tenants[org_id].match_logs.extend(work.new_logs)
            self._tenants[org_id].embeddings.update(work.embeddings.new)
            self._logins.update(work.new_logins)

    def _work(self, org_id: int) -> MemoryWork:
        return MemoryWork(org_id, self._tenants.get(org_id, Tenant()), self._logins, self._new_id)

    @asynccontextmanager
    async def reading(self, org_id: int) -> AsyncIterator[UnitOfWork]:
        """Open a unit of work of reads."""
        await asyncio.sleep(0)
        async with self._lock_for(org_id):
            work = self._work(org_id)
            yield work
            if work.has_changes:
                raise RuntimeError("a unit of work of reads was asked to write")

    @asynccontextmanager
    async def outer_transaction(self, org_id: int) -> AsyncIterator[None]:
        """Keep the lock from the first unit of work on, and restore the state before it when the block raises."""
        outer = OuterTransaction(self._lock, org_id, partial(self._snapshot, org_id))
        token = OUTER_TRANSACTION.set(outer)
        try:
            yield
        except BaseException:
            if outer.before:
                self._tenants[org_id], self._logins = outer.before
            raise
        finally:
            OUTER_TRANSACTION.reset(token)
            outer.end()

    def _lock_for(self, org_id: int) -> AbstractAsyncContextManager[None]:
        outer = OUTER_TRANSACTION.get()
        return outer.savepoint() if outer is not None and outer.covers(self._lock, org_id) else self._lock

    def _snapshot(self, org_id: int) -> Committed:
        """Return the committed state, with copies of the collections that are changed in place."""
        tenant = self._tenants.get(org_id, Tenant())
        copy = replace(tenant, match_logs=[*tenant.match_logs], embeddings={**tenant.embeddings})
        return copy, {**self._logins}

    @asynccontextmanager
    async def autocommit(self, org_id: int) -> AsyncIterator[UnitOfWork]:
        """Open a unit of work of a single call."""
        async with self._opened(org_id) as work:
            yield AutocommitWork(work)

    async def new_organisation(self) -> int:
        """Return a new id."""
        return self._new_id("organisation")

    @asynccontextmanager
    async def claim(self, org_id: int, task: ExclusiveTask = ExclusiveTask.FEATURES) -> AsyncIterator[bool]:
        """Claim a job."""
        claimed = (org_id, task)
        if claimed in self._claimed:
            yield False
            return
        self._claimed.add(claimed)
        try:
            yield True
        finally:
            self._claimed.remove(claimed)

    async def organisations(self) -> Sequence[int]:
        """Return the ids of all organisations."""
        return sorted(org_id for org_id, tenant in self._tenants.items() if tenant.organisations)

    async def organisations_with_webhooks(self) -> Sequence[int]:
        """Return the ids of organisations with an active webhook."""
        return sorted(
            org_id for org_id, tenant in self._tenants.items() if any(row.is_active for row in tenant.webhooks.values())
        )

    async def credentials(self, email: str) -> Credentials | None:
        """Look up a login by its normalised e-mail address."""
        return self._logins.get(login_key(email))

    async def ping(self) -> None:
        """Return: memory is always available."""

    def connections(self) -> Connections:
        """Return zeros: there are no connections."""
        return Connections()

    def _new_id(self, kind: str) -> int:
        return next(self._counters[kind])
