"""Versions of the PostgreSQL tables, managed by Alembic."""

import asyncio
import importlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeAlias

import asyncpg
from sqlalchemy.exc import DBAPIError

from recruit.adapters.postgres.compatibility import NEWER_REVISION, OLDEST, Tables, oldest_working
from recruit.adapters.postgres.engine.connection_errors import CONNECTION_ERRORS, connection_error
from recruit.adapters.postgres.engine.distribution import HAS_CITUS, is_distributed, is_partly_distributed
from recruit.adapters.postgres.engine.errors import NOT_AVAILABLE, translated
from recruit.adapters.postgres.engine.hosts import COMMAND_SECONDS, closing, connector
from recruit.domain.shared.errors import ConfigurationError, Unavailable
from recruit.ports.diagnosis import Finding, Verdict

MIGRATIONS = Path(__file__).parent / "migrations"
REVISION = max(file.name for file in MIGRATIONS.glob("versions/[0-9]*.py"))[:4]
"""The newest migration, which makes the tables of this version."""

LOCK = 7_265_637_275_697_401
"""The key of the advisory lock that serialises changes of tables: 'recruit' and a digit."""

OLDEST_MAJOR_VERSION = 17
"""The first major version with the built-in C.UTF-8 locale, in which ILIKE ignores case beyond ASCII too."""

OLDEST_PGVECTOR = (0, 8)
MOST_CLOCK_DIFFERENCE = timedelta(seconds=5)

LOCK_MILLISECONDS = 200
"""The longest wait of a migration for a table, in which requests wait behind it.

It is shorter than the second after which PostgreSQL looks for deadlocks, and would cancel the request of one.
"""

LOCK_ERRORS = (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError)
RETRY_SECONDS = 0.5
"""The pause of a migration after it has found a table in use."""

MOST_ATTEMPTS = 600
IN_USE = "A table has been in use for minutes, for instance by a backup: try again when that has ended"

SUPERUSER = "postgres"
"""The superuser of the embedded server, which only users with access to its socket directory can reach."""

APPLICATION_ROLE = "recruit_app"
"""The role of requests when the connecting role is exempt from row-level security."""

GRANTS = f"""
DO $$ BEGIN
    CREATE ROLE {APPLICATION_ROLE} NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
GRANT USAGE ON SCHEMA public TO {APPLICATION_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APPLICATION_ROLE};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APPLICATION_ROLE};
DO $$ BEGIN
    REVOKE UPDATE, DELETE ON audit FROM {APPLICATION_ROLE};
    GRANT UPDATE (place, salt, digest, hash, before, after) ON audit TO {APPLICATION_ROLE};
EXCEPTION WHEN undefined_table THEN NULL;
END $$;
"""
"""Grants of the application role.

On the audit log it may link entries to the chain and erase values, as its trigger allows.
"""

EXTENSION_ERRORS = (asyncpg.InsufficientPrivilegeError, asyncpg.FeatureNotSupportedError, asyncpg.UndefinedFileError)
"""Errors of CREATE EXTENSION for a role that isn't a superuser, or when pgvector isn't installed."""

MISSING_EXTENSION = (
    "The database lacks pgvector: install it where the server runs (Debian: postgresql-17-pgvector), as a superuser "
    "run `CREATE EXTENSION vector` in this database, then `recruit db {command}` again"
)
ENCODING = "UTF8"
OTHER_ENCODING = (
    "The database has the encoding {}, and recruit needs UTF8: create another one (`CREATE DATABASE … ENCODING 'UTF8' "
    "TEMPLATE template0`, or `createdb --encoding UTF8 --template template0 …`) and name it in RECRUIT_STORAGE"
)
NOT_MIGRATED = (
    "The database failed during the migration of its tables, which is done as a whole or not at all: try again"
)
SERVER_ERRORS = (
    OSError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresConnectionError,
    asyncpg.PostgresSystemError,
)
"""Errors of a server that stopped, lost its disk or is full, which aren't a migration's."""

NOT_OWNER = "The role that RECRUIT_STORAGE names may not do this: name the owner of the tables and the database"
SERVER_STATE = """
SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int / 10000 AS major,
       (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS pgvector, clock_timestamp() AS now,
       current_setting('server_encoding') AS encoding
"""
NEWEST_CHANGE = """
SELECT max(newest.at) FROM organisations CROSS JOIN LATERAL
    (SELECT at FROM audit WHERE org_id = organisations.id ORDER BY id DESC LIMIT 100) AS newest
"""
"""The latest time of the newest changes: those after a clock was set back are the newest, but not the latest."""

HAS_EXTENSION = "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'vector')"

RELATIVE_REVISION = re.compile(r"[+-]\d+")
BOUND_ROLE = (
    "RECRUIT_STORAGE names a role that row-level security binds and that would back up nothing: for this command, "
    "name a superuser or a role with BYPASSRLS"
)
COUNTED_TABLES = ("organisations", "users", "jobs", "candidates", "applications", "documents")
ESTIMATED_COUNT = (
    "SELECT greatest(reltuples, pg_stat_get_live_tuples(oid))::bigint FROM pg_class WHERE oid = '{}'::regclass"
)
"""Estimated number of rows, for a role that can't see them because of row-level security."""

ESTIMATED_SHARDS = """
    SELECT sum(result::bigint)::bigint FROM run_command_on_placements('{}',
    'SELECT greatest(reltuples, pg_stat_get_live_tuples(oid))::bigint FROM pg_class WHERE oid = ''%s''::regclass')
"""
"""The same of a distributed table, whose rows are in its shards."""

CLUSTER_SETTINGS = """
    SET citus.enable_unsafe_triggers = on;
    SET citus.multi_shard_modify_mode = sequential;
    SET citus.override_table_visibility = off;
"""
"""Settings of connections that change tables, with Citus.

Triggers count as unsafe; ours write rows of their own organisation. Without the second, a transaction that changes
tables can't change others with foreign keys to them. The third saves asyncpg a look for shards, which takes seconds.
"""

IS_EXEMPT = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


UNFINISHED = "The tables are only partly distributed: run `recruit db distribute` again"


class Target(NamedTuple):
    """The URL of a database, and the URL with a role that is exempt from row-level security.

    Both are the same when the first role is exempt itself, or there is no other.
    """

    dsn: str
    operator: str


OpenTarget: TypeAlias = Callable[[], Awaitable[Target]]


class ServerState(NamedTuple):
    """The state of a server.

    `version` is as PostgreSQL shows it; `pgvector` is None without the extension. `newest` is the time of the newest
    changes, None where there are none or row-level security hides them.
    """

    version: str
    major: int
    pgvector: str | None
    now: datetime
    encoding: str = ENCODING
    newest: datetime | None = None

    def findings(self, now: datetime, *, is_here: bool = False) -> Sequence[Finding]:
        """Check the state, which was read at `now` by this machine's clock, with `is_here` the server's, too."""
        server = Finding(Verdict.OK, "database", f"PostgreSQL {self.version}")
        if self.major < OLDEST_MAJOR_VERSION:
            text = f"it is PostgreSQL {self.version}: use {OLDEST_MAJOR_VERSION} or later"
            server = Finding(Verdict.FAILED, "database", text)
        elif self.encoding != ENCODING:
            server = Finding(Verdict.FAILED, "database", OTHER_ENCODING.format(self.encoding))
        vector = Finding(Verdict.OK, "vector", f"pgvector {self.pgvector}")
        if self.pgvector is None:
            vector = Finding(Verdict.FAILED, "vector", MISSING_EXTENSION.format(command="upgrade"))
        elif tuple(map(int, self.pgvector.split(".")[:2])) < OLDEST_PGVECTOR:
            oldest = ".".join(map(str, OLDEST_PGVECTOR))
            text = f"it is pgvector {self.pgvector}: install {oldest} or later, and run `ALTER EXTENSION vector UPDATE`"
            vector = Finding(Verdict.FAILED, "vector", text)
        return [server, vector, self._clock(now, is_here=is_here)]

    def _clock(self, now: datetime, *, is_here: bool) -> Finding:
        difference = abs(self.now - now)
        if difference > MOST_CLOCK_DIFFERENCE and not is_here:
            text = f"the database's differs by {difference.total_seconds():.0f} s: synchronise both machines' (NTP)"
            return Finding(Verdict.FAILED, "clock", text)
        if self.newest is not None and self.newest - self.now > MOST_CLOCK_DIFFERENCE:
            text = (
                f"it is {self.now:%Y-%m-%d %H:%M:%S} UTC, and changes were recorded at "
                f"{self.newest:%Y-%m-%d %H:%M:%S}: the clock was set back, or was fast then: synchronise it (NTP)"
            )
            return Finding(Verdict.WARNING, "clock", text)
        text = "the database's agrees within 5 s"
        if is_here:
            text = "of this machine, the database's too: not compared with another"
        if self.newest is not None:
            text += "; no recorded change lies in the future"
        return Finding(Verdict.OK, "clock", text)


class PostgresSchema:
    """The tables of one database."""

    newest = REVISION

    def __init__(self, open_target: OpenTarget, *, is_here: bool = False) -> None:
        """`open_target` is called before each use, so that an embedded server starts when it is first needed.

        `is_here` is whether the server certainly runs on this machine.
        """
        self._open_target = open_target
        self._is_here = is_here

    @classmethod
    def for_dsn(cls, dsn: str, operator: str | None = None, *, is_here: bool = False) -> Self:
        """Return the tables of a database by URL, and with another role by a second URL."""

        async def open_target() -> Target:
            return Target(dsn, operator or dsn)

        return cls(open_target, is_here=is_here)

    async def upgrade(self, revision: str = "head") -> None:
        """Migrate the tables forward. Concurrent calls, from several processes too, run one after the other.

        Tables of a later version that work with this one stay as they are when `revision` is head.
        """
        if revision == "head" and (await self._tables()).are_later(REVISION):
            return
        await self._require_encoding()
        if await self.steps(revision) < 0:
            raise ConfigurationError(
                f"The database is at {await self.current()} already, which is newer than {revision}: "
                f"`recruit db downgrade {revision}` goes back, and drops what came after it"
            )
        await self._migrate("upgrade", revision)
        async with self._connected(seconds=None) as connection:
            if await connection.fetchval(IS_EXEMPT):
                async with connection.transaction():
                    await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
                    if await self.current() in _known_revisions():  # not meanwhile of a later version, with its grants
                        await connection.execute(GRANTS)

    async def downgrade(self, revision: str) -> None:
        """Migrate the tables back."""
        if await self.steps(revision) > 0:
            raise ConfigurationError(
                f"The database is at {await self.current() or 'base'}, which is older than {revision}: "
                f"`recruit db upgrade {revision}` goes there"
            )
        await self._migrate("downgrade", revision)

    async def steps(self, revision: str) -> int:
        """Compare a revision, which may be `head`, `base`, +N or -N, with that of the tables."""
        known = _known_revisions()
        return known.index(await self.resolved(revision)) - known.index(await self.current() or "base")

    async def resolved(self, revision: str) -> str:
        """Return the name of a revision given as +N, -N or `head`."""
        known, current = _known_revisions(), await self.current() or "base"
        if current not in known:
            raise ConfigurationError(NEWER_REVISION.format(current))
        if RELATIVE_REVISION.fullmatch(revision) and 0 <= known.index(current) + int(revision) < len(known):
            return known[known.index(current) + int(revision)]
        name = known[-1] if revision == "head" else revision
        if name not in known:
            raise ConfigurationError(f"There is no revision {revision!r}: give one of {', '.join(known)}")
        return name

    async def current(self) -> str | None:
        """Return the revision recorded in the database."""
        return (await self._tables()).revision

    async def check(self) -> None:
        """Raise ConfigurationError when this version doesn't work with the tables, or they are partly distributed."""
        if why := (await self._tables()).refusal(REVISION):
            raise ConfigurationError(why)
        async with self._connected() as connection:
            if await is_partly_distributed(connection):
                raise ConfigurationError(UNFINISHED)

    async def compatibility(self) -> str:
        """Say which versions work with the tables, empty when they are of this version."""
        tables = await self._tables()
        if tables.revision in {None, REVISION}:
            return ""
        if tables.revision not in _known_revisions():
            works = "works with them" if tables.work_with(REVISION) else "doesn't work with them"
            return f"The tables are of a later version. This version, of {REVISION}, {works}."
        oldest = oldest_working(_scripts(), REVISION)
        servers = "can run during" if oldest <= tables.revision else "must be stopped before"
        return f"This version needs {REVISION}. Servers of {tables.revision} {servers} `recruit db upgrade`."

    async def _tables(self) -> Tables:
        async with self._connected() as connection:
            if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
                return Tables(None)
            found = await connection.fetchrow(f"SELECT version_num, {OLDEST} FROM alembic_version")  # noqa: S608 - ours
            return Tables(*found) if found else Tables(None)

    async def counts(self) -> dict[str, int]:
        """Count rows, or return PostgreSQL's estimates when row-level security hides the rows."""
        async with self._connected(operator=True, seconds=None) as connection:
            question = ESTIMATED_SHARDS if await is_distributed(connection) else ESTIMATED_COUNT
            if await connection.fetchval(IS_EXEMPT):
                question = "SELECT count(*) FROM {}"
            return {
                name: await connection.fetchval(question.format(f"public.{name}"))
                for name in COUNTED_TABLES
                if await connection.fetchval("SELECT to_regclass($1) IS NOT NULL", f"public.{name}")
            }

    async def server_version(self) -> str:
        """Return the version of the server."""
        async with self._connected() as connection:
            return f"PostgreSQL {await connection.fetchval('SHOW server_version')}"

    async def diagnose(self) -> Sequence[Finding]:
        """Check the server, pgvector, the revision of the tables and the clock."""
        async with self._connected(operator=True) as connection:
            (row,) = await connection.fetch(SERVER_STATE)
            now = datetime.now(UTC)
            newest = await connection.fetchval(NEWEST_CHANGE) if await _shows_changes(connection) else None
        state = ServerState(**row, newest=newest)
        try:
            await self.check()
            tables = Finding(Verdict.OK, "tables", f"revision {REVISION}")
        except ConfigurationError as error:
            tables = Finding(Verdict.FAILED, "tables", str(error))
        return [*state.findings(now, is_here=self._is_here), tables]

    async def back_up(self, file: Path) -> None:
        """Write all committed data to a new file."""
        async with self._connected(operator=True) as connection:
            if not await connection.fetchval(IS_EXEMPT):
                raise ConfigurationError(BOUND_ROLE)
            major = connection.get_server_version().major
        await _backup().back_up((await self._open_target()).operator, file, server=major)

    async def restore(self, file: Path) -> None:
        """Restore a backup into an empty database, and migrate the tables to this version."""
        await self._fill(file)
        await self.upgrade()

    async def rehearse(self, file: Path) -> dict[str, int]:
        """Restore a backup, compare the numbers of rows before the tables are migrated, and migrate them."""
        await self._fill(file)
        expected: dict[str, int] = await _backup().row_counts(file)
        async with self._connected(operator=True, seconds=None) as connection:
            for name, rows in expected.items():
                found = await connection.fetchval(f'SELECT count(*) FROM public."{name}"')  # noqa: S608 - a table's name
                if found != rows:
                    raise ConfigurationError(f"The restored table {name} has {found} rows, and the backup has {rows}")
        await self.upgrade()
        return expected

    async def _fill(self, file: Path) -> None:
        """Restore a backup into an empty database."""
        await _backup().check(file, _revisions())  # first: reaching an embedded server creates its database
        async with self._connected() as connection:
            major = connection.get_server_version().major
        await self._require_encoding()
        if not await self._has_extension():
            raise ConfigurationError(MISSING_EXTENSION.format(command="restore"))
        await _backup().restore((await self._open_target()).dsn, file, server=major, lock=LOCK, revision=REVISION)

    async def application_role(self) -> str | None:
        """Return the role that requests must switch to so that row-level security applies. None needs no switch."""
        async with self._connected() as connection:
            return APPLICATION_ROLE if await connection.fetchval(IS_EXEMPT) else None

    async def distribution_plan(self, shards: int) -> list[str]:
        """Return the statements that distribute the tables, or those that are left."""
        async with self._connected(seconds=None) as connection:
            await _distribution().check(connection, REVISION)
            return [step.statement for step in await _distribution().plan(connection, shards)]

    async def distribute(self, shards: int, report: Callable[[int, str], None]) -> None:
        """Distribute the tables, or go on, and verify them."""
        async with self._connected(seconds=None) as connection:
            await _distribution().check(connection, REVISION)
            await _distribution().distribute(connection, shards, report)

    async def _require_encoding(self) -> None:
        """Raise ConfigurationError for a database that can't store every text."""
        async with self._connected() as connection:
            encoding = await connection.fetchval("SHOW server_encoding")
        if encoding != ENCODING:
            raise ConfigurationError(OTHER_ENCODING.format(encoding))

    async def _has_extension(self) -> bool:
        async with self._connected() as connection:
            return bool(await connection.fetchval(HAS_EXTENSION))

    @asynccontextmanager
    async def _connected(
        self, *, operator: bool = False, seconds: float | None = COMMAND_SECONDS
    ) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
        """Connect while the block lasts. Each statement may take `seconds`, or any time for None."""
        connection = await self._connect(operator=operator, command_timeout=seconds)
        try:
            async with closing(connection):
                yield connection
        except asyncpg.InsufficientPrivilegeError as error:
            raise ConfigurationError(NOT_OWNER) from error
        except TimeoutError as error:
            raise Unavailable(NOT_AVAILABLE) from error

    async def _connect(
        self, *, operator: bool = False, command_timeout: float | None = None
    ) -> "asyncpg.Connection[asyncpg.Record]":
        where = await self._open_target()
        dsn = where.operator if operator else where.dsn
        try:
            connection = await connector(dsn)(dsn, command_timeout=command_timeout)
        except CONNECTION_ERRORS as error:
            raise connection_error(dsn, error) from None
        with translated():
            if await connection.fetchval(HAS_CITUS):
                await connection.execute(CLUSTER_SETTINGS)
            return connection

    async def _migrate(self, direction: str, revision: str) -> None:
        """Run Alembic. It is imported here because the import is slow and rarely needed."""
        command, config, errors = (importlib.import_module(f"alembic.{name}") for name in ("command", "config", "util"))
        engine = importlib.import_module("sqlalchemy.ext.asyncio").create_async_engine(
            "postgresql+asyncpg://", async_creator=self._connect
        )
        settings = config.Config()
        settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        settings.attributes["target"] = await self.resolved(revision)

        def run(connection: Any) -> None:
            settings.attributes["connection"] = connection
            getattr(command, direction)(settings, revision)

        try:
            for _ in range(MOST_ATTEMPTS):
                if await _ran(engine, run):
                    return
                await asyncio.sleep(RETRY_SECONDS)
            raise Unavailable(IN_USE)
        except errors.CommandError as error:
            raise ConfigurationError(f"{direction} to {revision!r} can't be done") from error
        except DBAPIError as error:
            cause = error.orig and error.orig.__cause__
            if isinstance(cause, EXTENSION_ERRORS) and not await self._has_extension():
                raise ConfigurationError(MISSING_EXTENSION.format(command="upgrade")) from cause
            if isinstance(cause, asyncpg.InsufficientPrivilegeError):
                raise ConfigurationError(NOT_OWNER) from cause
            if isinstance(cause, SERVER_ERRORS):
                raise Unavailable(NOT_MIGRATED) from cause
            raise
        finally:
            await engine.dispose()


async def _shows_changes(connection: "asyncpg.Connection[asyncpg.Record]") -> bool:
    """Return whether the role can read the changes of all organisations, and they are on one machine."""
    is_there = await connection.fetchval("SELECT to_regclass('public.audit') IS NOT NULL")
    return is_there and await connection.fetchval(IS_EXEMPT) and not await is_distributed(connection)


async def _ran(engine: Any, run: Callable[[Any], None]) -> bool:
    """Run migrations in a transaction of SQLAlchemy's engine. Return False when a table was in use."""
    try:
        async with engine.connect() as connection:
            await connection.run_sync(run)
            await connection.commit()
    except DBAPIError as error:
        if isinstance(error.orig and error.orig.__cause__, LOCK_ERRORS):
            return False
        raise
    return True


def _scripts() -> Any:
    return importlib.import_module("alembic.script").ScriptDirectory(str(MIGRATIONS))


def _revisions() -> list[str]:
    """Return this version's revisions, newest first."""
    return [script.revision for script in _scripts().walk_revisions()]


def _known_revisions() -> list[str]:
    """Return the revisions that tables can have, from "base" (no tables) on."""
    return ["base", *reversed(_revisions())]


def _distribution() -> Any:
    """Import the module of `recruit db distribute`. It imports all tables, which a start doesn't need yet."""
    return importlib.import_module("recruit.adapters.postgres.distribution")


def _backup() -> Any:
    """Import the module that runs PostgreSQL's programs. It needs Unix users and locks."""
    return importlib.import_module("recruit.adapters.postgres.backup.dumps")
