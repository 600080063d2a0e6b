"""Storage in PostgreSQL: a pool of connections, and units of work bound to one organisation each."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import asyncpg
import msgspec

from recruit.adapters.postgres import halfvec, statements
from recruit.adapters.postgres.dossiers import PostgresDocuments, PostgresIdentifiers, PostgresProfiles
from recruit.adapters.postgres.errors import PASSING, availability
from recruit.adapters.postgres.imports import PostgresImports
from recruit.adapters.postgres.repositories import (
    PostgresApplications,
    PostgresCandidates,
    PostgresEmbeddings,
    PostgresJobs,
    PostgresMatchLogs,
    PostgresOrganisations,
    PostgresUsers,
)
from recruit.adapters.postgres.rows import Connection
from recruit.domain.model.accounts import Credentials, login_key
from recruit.ports.persistence import Chore, UnitOfWork

POOL_SIZE = 10
WAIT_SECONDS = 5
"""How long a request waits for a connection before it is told to try again."""

STATEMENT_SECONDS = 30
ROLLBACK_SECONDS = 5
CLAIMS = 0x52454352
"""The class of our advisory locks for the first chore; those of others follow it.

Of organisations whose ids are 2^31 apart one waits for the other: no harm.
"""

JSONB_VERSION = b"\x01"
"""The byte before the text in jsonb's binary form."""

UNREACHED = (ConnectionError, FileNotFoundError, asyncpg.CannotConnectNowError)
"""Nobody listens, or not yet: what a socket says whose server has died."""

_json = msgspec.json.Decoder(tuple[str | dict[str, object], ...] | dict[str, object])

Revive = Callable[[], Awaitable[object]]


class PostgresWork:
    """A unit of work: one transaction on one connection."""

    def __init__(self, org_id: int, connection: Connection) -> None:
        self.organisations = PostgresOrganisations(org_id, connection)
        self.users = PostgresUsers(org_id, connection)
        self.jobs = PostgresJobs(org_id, connection)
        self.candidates = PostgresCandidates(org_id, connection)
        self.identifiers = PostgresIdentifiers(org_id, connection)
        self.profiles = PostgresProfiles(org_id, connection)
        self.documents = PostgresDocuments(org_id, connection)
        self.applications = PostgresApplications(org_id, connection)
        self.match_logs = PostgresMatchLogs(org_id, connection)
        self.embeddings = PostgresEmbeddings(org_id, connection)
        self.imports = PostgresImports(org_id, connection)
        self._connection = connection

    async def frontier(self) -> int:
        """Return the oldest transaction that still runs: all before it are seen."""
        return int(await self._connection.fetchval(statements.FRONTIER.sql))


class PostgresStorage:
    """Storage over a pool. `revive` brings an embedded server back that has died under it."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]", revive: Revive | None = None) -> None:
        self._pool = pool
        self._revive = revive

    @asynccontextmanager
    async def begin(self, org_id: int) -> AsyncIterator[UnitOfWork]:
        """Open a transaction.

        The tenant is bound in the round trip that opens it: a query that forgets its organisation sees no row,
        because the policies of the tables compare with what is set here. It is a literal, since SET takes no
        parameters, and an integer, so that nothing can be written into it.
        """
        async with self._connection() as connection:
            await connection.execute(f"BEGIN; SET LOCAL app.org_id = '{statements.storable(org_id):d}'")
            try:
                yield PostgresWork(org_id, connection)
                await connection.execute("COMMIT")
            except BaseException:
                await _roll_back(connection)
                raise

    async def new_organisation(self) -> int:
        """Take a number from the sequence of organisations."""
        async with self._connection() as connection:
            return int(await connection.fetchval("SELECT nextval('organisations_id_seq')"))

    @asynccontextmanager
    async def claim(self, org_id: int, chore: Chore = Chore.FEATURES) -> AsyncIterator[bool]:
        """Hold an advisory lock, in a transaction of its own so that a pooler keeps its session."""
        async with self._connection() as connection, connection.transaction():
            yield await connection.fetchval("SELECT pg_try_advisory_xact_lock($1, $2)", CLAIMS + chore, org_id % 2**31)

    async def organisations(self) -> Sequence[int]:
        """List the organisations, in a transaction that sees no other table's rows."""
        async with self._connection() as connection, connection.transaction(readonly=True):
            await connection.execute("SET LOCAL app.background = 'on'")
            return [row["id"] for row in await connection.fetch("SELECT id FROM organisations ORDER BY id")]

    async def credentials(self, email: str) -> Credentials | None:
        """Look a login up, in a transaction that is bound to the address and sees that row alone."""
        key = login_key(email)
        async with self._connection() as connection, connection.transaction(readonly=True):
            await connection.execute("SELECT set_config('app.email', $1, true)", key)
            statement = statements.CREDENTIALS
            row = await connection.fetchrow(statement.sql, *statement.arguments({"email": key}))
        return None if row is None else Credentials(**row)

    async def ping(self) -> None:
        """Ask the smallest question."""
        async with self._connection() as connection:
            await connection.execute("SELECT 1")

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        with availability():
            try:
                connection = await self._pool.acquire(timeout=WAIT_SECONDS)
            except UNREACHED:
                if self._revive is None:
                    raise
                await self._revive()
                connection = await self._pool.acquire(timeout=WAIT_SECONDS)
            try:
                yield connection
            finally:
                await self._pool.release(connection)


async def _roll_back(connection: Connection) -> None:
    """End a transaction that failed, or, where that can't be done, the connection with it."""
    try:
        await connection.execute("ROLLBACK", timeout=ROLLBACK_SECONDS)
    except (*PASSING, asyncpg.PostgresError, asyncio.CancelledError):
        connection.terminate()


@asynccontextmanager
async def opened(dsn: str, *, role: str | None = None, revive: Revive | None = None) -> AsyncIterator[PostgresStorage]:
    """Open a pool on a server, as `role` where one is given, and close it when the block ends."""
    settings = {"application_name": "recruit", **({"role": role} if role else {})}
    with availability():
        pool = await asyncpg.create_pool(
            dsn,
            min_size=1,
            max_size=POOL_SIZE,
            init=_codecs,
            reset=_nothing_to_reset,
            command_timeout=STATEMENT_SECONDS,
            server_settings=settings,
        )
    try:
        yield PostgresStorage(pool, revive)
    finally:
        await _close(pool)


async def _close(pool: "asyncpg.Pool[asyncpg.Record]") -> None:
    """Let work in progress end, but don't wait for a server that is gone."""
    try:
        await asyncio.wait_for(pool.close(), WAIT_SECONDS)
    except (*PASSING, asyncpg.PostgresError):
        pool.terminate()


async def _codecs(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    schema = await connection.fetchval(
        "SELECT n.nspname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE typname = 'halfvec'"
    )
    await connection.set_type_codec("halfvec", schema=schema, format="binary", encoder=bytes, decoder=halfvec.decoded)
    await connection.set_type_codec(
        "jsonb",
        schema="pg_catalog",
        format="binary",
        encoder=lambda value: JSONB_VERSION + msgspec.json.encode(value),
        decoder=lambda data: _json.decode(data[1:]),
    )


async def _nothing_to_reset(_connection: object) -> None:
    """Nothing is ever set beyond a transaction, so a connection goes back as it came."""
