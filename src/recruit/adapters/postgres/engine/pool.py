"""A connection pool that organisations share fairly.

asyncpg's pool returns proxies, shields every release and resets returned connections, which takes 20 µs a request
(measured) and isn't needed here.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from recruit.adapters.postgres.engine.connection import PooledConnection
from recruit.adapters.postgres.engine.errors import NOT_AVAILABLE
from recruit.adapters.postgres.engine.totals import Totals
from recruit.domain.shared.errors import Unavailable
from recruit.domain.shared.tenancy import NO_TENANT
from recruit.fair_queue import FairQueue
from recruit.ports.storage import Connections

if TYPE_CHECKING:
    from recruit.adapters.postgres.engine.machines import Machines

WAIT_SECONDS = 5
"""Seconds that a request waits for a connection before it fails as unavailable."""

MOST_WAITING = 1_000
"""Limit of waiting requests per organisation."""

IDLE_SECONDS = 300
"""Seconds after which an idle connection is replaced.

A device on the way, such as a firewall, may have dropped it silently.
"""

Connect = Callable[[], Awaitable[PooledConnection]]


class Pool:
    """Up to `size` connections, opened on demand and replaced when they have died.

    One organisation holds at most four fifths, so that its slow statements leave some to the others.
    """

    def __init__(self, connect: Connect, size: int) -> None:
        self.size = size
        self.org_limit = max(1, size - max(1, size // 5))
        self.queue = FairQueue(size, self.org_limit, WAIT_SECONDS, MOST_WAITING)
        self._connect = connect
        self._free: list[PooledConnection] = []
        self._all: set[PooledConnection] = set()
        self.is_distributed = False
        """Whether the tables are distributed among several machines."""

        self.machines: Machines | None = None
        """The machines of a cluster, which are asked for reads."""

        self.totals = Totals()

        self.refusal = ""
        """Why the database must not be used now; empty while it may be used."""

    async def acquire(self, org_id: int = NO_TENANT, *, to_check: bool = False) -> PooledConnection:
        """Return a connection, to be released. Raise TimeoutError after WAIT_SECONDS, and errors of connecting.

        Raise Unavailable while there is a `refusal`, unless the connection is for checking whether that still holds.
        """
        if self.refusal and not to_check:
            raise Unavailable(NOT_AVAILABLE) from Unavailable(self.refusal)
        await self.queue.acquire(org_id)
        connection = self._free.pop() if self._free else None
        if connection is None or not connection.is_usable(IDLE_SECONDS):
            connection = await self._open(connection, org_id)
        connection.org_id = org_id
        return connection

    def take_idle(self, org_id: int) -> PooledConnection | None:
        """Return a connection, to be released, if one is available without waiting, or None."""
        if self.refusal or not self._free or not self._free[-1].is_usable(IDLE_SECONDS) or not self.queue.take(org_id):
            return None
        connection = self._free.pop()
        connection.org_id = org_id
        return connection

    async def release_after_use(self, connection: PooledConnection) -> None:
        """Release a connection after rolling back an interrupted statement."""
        try:
            if connection.read_only:
                self.renew()
            if connection.interrupted:
                await connection.reset()
        finally:
            self.release(connection)

    def release(self, connection: PooledConnection) -> None:
        """Release a connection to the next waiting request."""
        connection.mark_idle()
        self._free.append(connection)
        self.queue.release(connection.org_id)

    def connections(self) -> Connections:
        """Return the numbers of busy and idle connections, and the limit, with those to a cluster's machines."""
        pools = [self, *(self.machines.pools() if self.machines else ())]
        busy = sum(len(pool._all) - len(pool._free) for pool in pools)  # noqa: SLF001 - of the same class
        return Connections(busy, sum(len(pool._free) for pool in pools), sum(pool.size for pool in pools))  # noqa: SLF001

    def renew(self) -> None:
        """Replace every connection before its next use."""
        for connection in self._all:
            connection.expire()

    async def close(self) -> None:
        """Close all connections. Those in use have WAIT_SECONDS to finish."""
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                for number in range(self.size):
                    await self.queue.acquire(-1 - number)  # distinct organisations: no limit applies
                    if self._free:
                        connection = self._free.pop()
                        self._all.discard(connection)
                        await connection.close()
        except TimeoutError:
            for connection in self._all:
                connection.terminate()
        finally:
            self.queue.close()

    async def _open(self, dead: PooledConnection | None, org_id: int) -> PooledConnection:
        if dead is not None:
            self._all.discard(dead)
            dead.terminate()
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                connection = await self._connect()
        except BaseException:
            self.queue.release(org_id)
            raise
        self._all.add(connection)
        return connection
