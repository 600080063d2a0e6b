"""Ids for new rows, which concurrent insertions draw from a sequence together."""

import asyncio
from typing import TypeAlias

from recruit.adapters.postgres.engine.pool import Pool

DRAW = "SELECT nextval($1::text::regclass) FROM generate_series(1, $2::int)"

Waiters: TypeAlias = list[asyncio.Future[int]]


class NewIds:
    """Ids from the sequences of a pool's database.

    One statement a table is in flight. Insertions that need ids meanwhile share the next one.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._waiting: dict[str, Waiters] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def draw(self, table: str) -> asyncio.Future[int]:
        """Return a new id for a row of a table. Raise asyncpg's errors and Unavailable."""
        future = asyncio.get_running_loop().create_future()
        if (waiting := self._waiting.get(table)) is not None:
            waiting.append(future)
            return future
        self._waiting[table] = [future]
        task = asyncio.create_task(self._run(table))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return future

    async def _run(self, table: str) -> None:
        """Draw ids until no insertion waits for any."""
        while waiting := self._waiting[table]:
            self._waiting[table] = []
            await self._serve(table, waiting)
        del self._waiting[table]

    async def _serve(self, table: str, waiting: Waiters) -> None:
        try:
            connection = await self._pool.acquire()
            try:
                rows = await connection.fetch(DRAW, (f"{table}_id_seq", len(waiting)))
            finally:
                await self._pool.release_after_use(connection)
        except Exception as error:  # noqa: BLE001 - passed on to all callers
            for future in waiting:
                if not future.done():
                    future.set_exception(error)
            return
        for future, (id_,) in zip(waiting, rows, strict=True):
            if not future.done():
                future.set_result(id_)
