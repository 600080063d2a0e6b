"""A connection pool that organisations share fairly.

asyncpg's pool returns proxies, shields every release and resets returned connections, which takes 20 µs a request
(measured) and isn't needed here.
"""

import asyncio
from collections.abc import Awaitable, Callable

from recruit.adapters.postgres.engine.connection import Link
from recruit.adapters.postgres.engine.errors import NOT_AVAILABLE
from recruit.domain.shared.errors import Unavailable
from recruit.domain.shared.tenancy import NOBODY
from recruit.fair_queue import FairQueue
from recruit.ports.storage import Connections

WAIT_SECONDS = 5
"""Seconds that a request waits for a connection before it fails as unavailable."""

MOST_WAITING = 1_000
"""Limit of waiting requests per organisation."""

REST_SECONDS = 300
"""Seconds after which an idle connection is replaced.

A device on the way, such as a firewall, may have dropped it silently.
"""

Connect = Callable[[], Awaitable[Link]]


class Pool:
    """Up to `size` connections, opened on demand and replaced when they have died.

    One organisation holds at most four fifths, so that its slow statements leave some to the others.
    """

    def __init__(self, connect: Connect, size: int) -> None:
        self.size = size
        self.share = max(1, size - max(1, size // 5))
        self.places = FairQueue(size, self.share, WAIT_SECONDS, MOST_WAITING)
        self._connect = connect
        self._free: list[Link] = []
        self._links: set[Link] = set()
        self.refusal = ""
        """Why the database must not be used now; empty while it may be used."""

    async def acquire(self, org_id: int = NOBODY, *, to_check: bool = False) -> Link:
        """Return a connection, to be released. Raise TimeoutError after WAIT_SECONDS, and errors of connecting.

        Raise Unavailable while there is a `refusal`, unless the connection is for checking whether that still holds.
        """
        if self.refusal and not to_check:
            raise Unavailable(NOT_AVAILABLE) from Unavailable(self.refusal)
        await self.places.acquire(org_id)
        link = self._free.pop() if self._free else None
        if link is None or not link.sound(REST_SECONDS):
            link = await self._opened(link, org_id)
        link.holder = org_id
        return link

    def ready(self, org_id: int) -> Link | None:
        """Return a connection, to be released, if one is available without waiting, or None."""
        if self.refusal or not self._free or not self._free[-1].sound(REST_SECONDS) or not self.places.take(org_id):
            return None
        link = self._free.pop()
        link.holder = org_id
        return link

    async def give_back(self, link: Link) -> None:
        """Release a connection after rolling back an interrupted statement."""
        try:
            if link.demoted:
                self.renew()
            if link.interrupted:
                await link.mend()
        finally:
            self.release(link)

    def release(self, link: Link) -> None:
        """Release a connection to the next waiting request."""
        link.rest()
        self._free.append(link)
        self.places.release(link.holder)

    def connections(self) -> Connections:
        """Return the numbers of busy and idle connections, and the limit."""
        return Connections(len(self._links) - len(self._free), len(self._free), self.size)

    def renew(self) -> None:
        """Replace every connection before its next use."""
        for link in self._links:
            link.expire()

    async def close(self) -> None:
        """Close all connections. Those in use have WAIT_SECONDS to finish."""
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                for place in range(self.size):
                    await self.places.acquire(-1 - place)  # distinct organisations: no share applies
                    if self._free:
                        link = self._free.pop()
                        self._links.discard(link)
                        await link.close()
        except TimeoutError:
            for link in self._links:
                link.terminate()
        finally:
            self.places.close()

    async def _opened(self, dead: Link | None, org_id: int) -> Link:
        if dead is not None:
            self._links.discard(dead)
            dead.terminate()
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                link = await self._connect()
        except BaseException:
            self.places.release(org_id)
            raise
        self._links.add(link)
        return link
