"""The databases of both programs, seen from beside the programs."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeAlias, TypeVar

import asyncpg

from recruit.adapters.postgres.embedded.postmaster import Postmaster, processes_of

T = TypeVar("T")
Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


class Database:
    """The embedded PostgreSQL of a data directory, while it runs."""

    def __init__(self, data: Path) -> None:
        self._cluster = data / "postgres"

    def dsn(self, driver: str = "postgresql") -> str:
        """Return its URL. Raises SystemExit when it doesn't run."""
        found = Postmaster.of(self._cluster)
        if found is None:
            raise SystemExit(f"no database runs in {self._cluster}")
        return f"{driver}://recruit@/recruit?host={found.socket_dir}&port={found.port}"

    def run(self, work: Callable[[Connection], Awaitable[T]]) -> T:
        """Do something over a connection of its own."""

        async def connected() -> T:
            connection = await asyncpg.connect(self.dsn())
            try:
                return await work(connection)
            finally:
                await connection.close()

        return asyncio.run(connected())

    def tidy(self) -> None:
        """Leave tables as a nightly vacuum would, lest it come in the middle of a measurement."""
        self.run(lambda connection: connection.execute("VACUUM (ANALYZE)"))

    def ids(self, table: str, org_id: int, most: int) -> list[int]:
        """Return the least ids that an organisation has in a table."""

        async def ask(connection: Connection) -> list[int]:
            await connection.execute(f"SET app.org_id = '{org_id:d}'")
            statement = f"SELECT id FROM {table} WHERE org_id = $1 ORDER BY id LIMIT $2"  # noqa: S608 - our tables' names
            return [row["id"] for row in await connection.fetch(statement, org_id, most)]

        return self.run(ask)

    def processes(self) -> list[int]:
        """Return the ids of its processes."""
        return processes_of(self._cluster)
