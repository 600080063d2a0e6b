"""Batches of concurrent primary-key look-ups, one statement each."""

import asyncio
from itertools import chain
from typing import Any, TypeAlias

import asyncpg

from recruit.adapters.postgres.engine import session
from recruit.adapters.postgres.engine.errors import translated
from recruit.adapters.postgres.engine.pool import Pool
from recruit.adapters.postgres.engine.statement import Lookup, Statement, clamped_id

Found: TypeAlias = asyncpg.Record | None
Key: TypeAlias = tuple[Lookup, int]
Waiters: TypeAlias = dict[int, list[asyncio.Future[Found]]]


class BatchedLookups:
    """Look-ups by id that share statements.

    A look-up sends its own statement when none for the same table and organisation is in flight. While one is, look-ups
    of the same turn of the event loop share the next statement. No look-up waits for another's answer and nothing is
    cached: every statement is sent after all its look-ups were called.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._in_flight: dict[Key, int] = {}
        self._next_batches: dict[Key, Waiters] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def row(self, lookup: Lookup, org_id: int, id: int) -> Found:
        """Return a row, or None. Raise Unavailable."""
        key = lookup, org_id
        if key in self._in_flight:
            return await self._join_batch(key, id)
        rows = await self._fetch(key, lookup.one, {"key_id": id})
        return rows[0] if rows else None

    def _join_batch(self, key: Key, id: int) -> asyncio.Future[Found]:
        """Join the next batch. Each caller has its own future, so that cancelling one doesn't affect the others."""
        loop = asyncio.get_running_loop()
        if (waiters := self._next_batches.get(key)) is None:
            waiters = self._next_batches[key] = {}
            loop.call_soon(self._start_batch, key)
        future: asyncio.Future[Found] = loop.create_future()
        waiters.setdefault(id, []).append(future)
        return future

    def _start_batch(self, key: Key) -> None:
        task = asyncio.create_task(self._run_batch(key, self._next_batches.pop(key)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run_batch(self, key: Key, waiters: Waiters) -> None:
        lookup, _ = key
        try:
            rows = await self._fetch(key, lookup.several, {"ids": list(map(clamped_id, waiters))})
        except Exception as error:  # noqa: BLE001 - passed on to all callers
            for future in chain.from_iterable(waiters.values()):
                if not future.done():
                    future.set_exception(error)
            return
        found = {row["id"]: row for row in rows}
        for id, futures in waiters.items():
            for future in futures:
                if not future.done():
                    future.set_result(found.get(id))

    async def _fetch(self, key: Key, statement: Statement, values: dict[str, Any]) -> list[asyncpg.Record]:
        _, org_id = key
        values = {"org_id": org_id, **values}
        self._in_flight[key] = self._in_flight.get(key, 0) + 1
        try:
            if (machines := self._pool.machines) is not None:
                rows = await machines.fetch(org_id, statement, values)
                if rows is not None:
                    return rows
            with translated():
                connection = self._pool.take_idle(org_id) or await self._pool.acquire(org_id)
            try:
                return await session.single_statement(connection, org_id).fetch(statement, values)
            finally:
                await self._pool.release_after_use(connection)
        finally:
            self._in_flight[key] -= 1
            if not self._in_flight[key]:
                del self._in_flight[key]
