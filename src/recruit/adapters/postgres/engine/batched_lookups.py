"""Batches of concurrent primary-key look-ups, one statement each."""

import asyncio
from itertools import chain
from typing import Any, TypeAlias

import asyncpg

from recruit.adapters.postgres.engine import session
from recruit.adapters.postgres.engine.errors import translated
from recruit.adapters.postgres.engine.pool import Pool
from recruit.adapters.postgres.engine.statement import Lookup, Statement, storable

Found: TypeAlias = asyncpg.Record | None
Key: TypeAlias = tuple[Lookup, int]
Asked: TypeAlias = dict[int, list[asyncio.Future[Found]]]


class BatchedLookups:
    """Look-ups by id that share statements.

    A look-up sends its own statement when none for the same table and organisation is in flight. While one is, look-ups
    of the same turn of the event loop share the next statement. No look-up waits for another's answer and nothing is
    cached: every statement is sent after all its look-ups were called.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._out: dict[Key, int] = {}
        self._asked: dict[Key, Asked] = {}
        self._answering: set[asyncio.Task[None]] = set()

    async def row(self, lookup: Lookup, org_id: int, id: int) -> Found:  # noqa: A002 - the field's own word
        """Return a row, or None. Raise Unavailable."""
        key = lookup, org_id
        if key in self._out:
            return await self._shared(key, id)
        rows = await self._fetch(key, lookup.one, {"key_id": id})
        return rows[0] if rows else None

    def _shared(self, key: Key, id: int) -> asyncio.Future[Found]:  # noqa: A002 - the field's own word
        """Join the next batch. Each caller has its own future, so that cancelling one doesn't affect the others."""
        loop = asyncio.get_running_loop()
        if (asked := self._asked.get(key)) is None:
            asked = self._asked[key] = {}
            loop.call_soon(self._begin, key)
        answer: asyncio.Future[Found] = loop.create_future()
        asked.setdefault(id, []).append(answer)
        return answer

    def _begin(self, key: Key) -> None:
        task = asyncio.create_task(self._answer(key, self._asked.pop(key)))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _answer(self, key: Key, asked: Asked) -> None:
        lookup, _ = key
        try:
            rows = await self._fetch(key, lookup.several, {"ids": list(map(storable, asked))})
        except Exception as error:  # noqa: BLE001 - passed on to all callers
            for answer in chain.from_iterable(asked.values()):
                if not answer.done():
                    answer.set_exception(error)
            return
        found = {row["id"]: row for row in rows}
        for id, answers in asked.items():  # noqa: A001 - the field's own word
            for answer in answers:
                if not answer.done():
                    answer.set_result(found.get(id))

    async def _fetch(self, key: Key, statement: Statement, values: dict[str, Any]) -> list[asyncpg.Record]:
        _, org_id = key
        self._out[key] = self._out.get(key, 0) + 1
        try:
            with translated():
                link = self._pool.ready(org_id) or await self._pool.acquire(org_id)
            try:
                return await session.once(link, org_id).fetch(statement, {"org_id": org_id, **values})
            finally:
                await self._pool.give_back(link)
        finally:
            self._out[key] -= 1
            if not self._out[key]:
                del self._out[key]
