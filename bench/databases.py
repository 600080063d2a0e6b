"""Direct access to the databases of both programs."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeAlias, TypeVar

import asyncpg

from recruit.adapters.postgres.embedded.postmaster import Postmaster, processes_of

T = TypeVar("T")
Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


class Database:
    """The running embedded PostgreSQL of a data directory."""

    def __init__(self, data: Path) -> None:
        self._cluster = data / "postgres"

    def dsn(self, driver: str = "postgresql") -> str:
        """Return its URL. Raise SystemExit when it doesn't run."""
        found = Postmaster.read(self._cluster)
        if found is None:
            raise SystemExit(f"no database runs in {self._cluster}")
        return f"{driver}://recruit@/recruit?host={found.socket_dir}&port={found.port}"

    def run(self, work: Callable[[Connection], Awaitable[T]]) -> T:
        """Run a function with a new connection, and return its result."""

        async def connected() -> T:
            connection = await asyncpg.connect(self.dsn())
            try:
                return await work(connection)
            finally:
                await connection.close()

        return asyncio.run(connected())

    def vacuum(self) -> None:
        """Vacuum and analyse all tables, so that autovacuum doesn't run during a measurement."""
        self.run(lambda connection: connection.execute("VACUUM (ANALYZE)"))

    def ids(self, table: str, org_id: int, most: int) -> list[int]:
        """Return the `most` lowest ids of an organisation's rows in a table, ascending."""

        async def ask(connection: Connection) -> list[int]:
            await connection.execute(f"SET app.org_id = '{org_id:d}'")
            statement = f"SELECT id FROM {table} WHERE org_id = $1 ORDER BY id LIMIT $2"  # noqa: S608 - our tables' names
            return [row["id"] for row in await connection.fetch(statement, org_id, most)]

        return self.run(ask)

    def processes(self) -> list[int]:
        """Return the process ids of the database."""
        return processes_of(self._cluster)
