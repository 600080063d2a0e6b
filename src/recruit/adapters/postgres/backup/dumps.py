"""Backups of the tables: one consistent file, made while others write, and restored completely or not at all."""

import asyncio
import errno
import fcntl
import os
import re
import tempfile
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from recruit.adapters.postgres.backup.checksum import append_checksum, has_valid_checksum
from recruit.adapters.postgres.client_programs import ended, libpq, run, running
from recruit.adapters.postgres.embedded.cluster import (
    client_programs,
    dump_programs,
    newest_programs,
    sync_directory,
)
from recruit.adapters.postgres.engine.distribution import HAS_CITUS, HAS_DISTRIBUTED
from recruit.adapters.postgres.tables import metadata
from recruit.domain.shared.errors import ConfigurationError

CONTENT = ("--no-owner", "--no-privileges", "--exclude-extension=*", "--no-password")
"""Options that leave out everything the restoring database has itself.

These are a role that owns the tables, grants made by `upgrade`, and an extension that may need a superuser.
"""

TABLES = (*metadata.tables, "alembic_version")

FUNCTIONS = ("passwords_of_credentials", "credentials_of_passwords", "oldest_running")
"""Functions beside those of the audit log, which outlive the tables."""

DROP_EMPTY_TABLES = f"""
BEGIN;
SELECT pg_catalog.pg_advisory_xact_lock(%(lock)d);
DO $$
DECLARE name text;
DECLARE function regprocedure;
BEGIN
    IF ({HAS_CITUS}) THEN
        IF ({HAS_DISTRIBUTED}) THEN
            RAISE EXCEPTION 'the tables are distributed: give a new database';
        END IF;
    END IF;
    FOREACH name IN ARRAY '{{{",".join(TABLES)}}}'::text[] LOOP
        CONTINUE WHEN to_regclass('public.' || name) IS NULL;
        EXECUTE 'LOCK TABLE public.' || name || ' IN ACCESS EXCLUSIVE MODE';
        IF name <> 'alembic_version' AND pg_relation_size('public.' || name) > 0 THEN
            RAISE EXCEPTION 'the database is not empty: give a new one, or a new --directory';
        END IF;
        IF name = 'alembic_version' THEN
            IF EXISTS (SELECT FROM public.alembic_version WHERE version_num > '%(revision)s') THEN
                RAISE EXCEPTION 'the database has tables of a later version: restore with that version';
            END IF;
        END IF;
        EXECUTE 'DROP TABLE public.' || name || ' CASCADE';
    END LOOP;
    FOR function IN
        SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        AND (starts_with(proname, 'audit_') OR proname = ANY ('{{{",".join(FUNCTIONS)}}}'))
    LOOP
        EXECUTE 'DROP FUNCTION ' || function;
    END LOOP;
END $$;
"""  # noqa: S608 - our own names
"""Drops tables without rows, such as those that a server creates at startup, and the functions that they use.

Tables of a later version are refused: those that this version doesn't know would stay.
The triggers are restored after the rows, so that restored rows make no audit entries.

File sizes show whether there are rows, since row-level security would hide rows even from the role that owns them. The
rows of distributed tables are in other files, so that these tables are refused, with or without rows.
"""

WITHOUT_CLUSTER = f"""
DO $$
BEGIN
    IF to_regproc('public.version_epoch') IS NOT NULL AND NOT ({HAS_CITUS}) THEN
        CREATE OR REPLACE FUNCTION public.version_epoch() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
        AS 'SELECT 0::bigint';
    END IF;
END $$;
"""
"""Makes the tables of a cluster's backup usable on one machine, which has no number to be part of versions."""

RENEW_VERSIONS = """
DO $$
DECLARE statement text;
BEGIN
    FOR statement IN
        SELECT format('UPDATE %s SET %I = DEFAULT', adrelid::regclass, attname)
        FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
        WHERE pg_get_expr(adbin, adrelid) LIKE '%pg_current_xact_id%'
    LOOP
        EXECUTE statement;
    END LOOP;
END $$;
"""
"""Gives every row the id of the restoring transaction as its version.

Versions are transaction ids, and a younger cluster will assign ids that are in the backup already: changes of a row
with a higher version would never be seen.
"""


REVISION = re.compile(r"^COPY public\.alembic_version .*\n(\w+)$", re.MULTILINE)
"""The revision of the tables, in the rows of a dump."""

ROWS = re.compile(rb"COPY public\.(\w+) ")
"""The line of a dump after which each line is a row, until one that is END_OF_ROWS."""

END_OF_ROWS = b"\\.\n"

NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS}
"""Errors of a file system without hard links, such as that of a USB stick or a network share."""

OPTIONS = re.compile(r"^(ALTER TABLE ONLY \S+ ALTER COLUMN \S+ SET \()([^();]+)\);\n", re.MULTILINE)
SET_BY_SERVERS = re.compile(r"\bpg_attver=\d+(, )?")


async def back_up(dsn: str, file: Path, *, server: int) -> None:
    """Write all committed data to a new file that only its owner may read. Raise ConfigurationError.

    `server` is the major version of the PostgreSQL server, here and below.
    """
    programs = dump_programs(server)
    address, environment = libpq(dsn)
    with _new_file(file) as draft:
        code, complaint = await run(
            *(programs / "pg_dump", "--dbname", address, "--format=custom", *CONTENT),
            environment=environment,
            stdout=draft.fileno(),
        )
        if code:
            raise ConfigurationError(f"The database can't be backed up: {complaint}")
        await asyncio.to_thread(append_checksum, draft)


async def check(file: Path, revisions: Collection[str]) -> None:
    """Raise ConfigurationError for a file that isn't a complete backup, or is of a newer version of recruit.

    `revisions` are the revisions of tables that can be restored. The check needs no database.
    """
    if not await asyncio.to_thread(has_valid_checksum, file):
        raise ConfigurationError(f"{file} can't be restored: it is no backup, or a part of one")
    found = REVISION.search(await _read(file, newest_programs(), "--data-only", "--table=alembic_version"))
    if found is None or found[1] not in revisions:
        raise ConfigurationError("Nothing was restored: the backup is of a newer version")


async def restore(dsn: str, file: Path, *, server: int, lock: int, revision: str) -> None:
    """Restore a checked file into an empty database, in one transaction. Raise ConfigurationError.

    `lock` is the key of the advisory lock for changes of tables, `revision` the newest of this version. Versions of
    rows are renewed before row-level security is enabled, which comes with keys and indexes after the data.
    """
    programs = client_programs(server)
    definitions = await _read(file, programs, "--section=pre-data")
    try:
        async with _transaction(dsn, programs) as transaction:
            await transaction.execute(DROP_EMPTY_TABLES % {"lock": lock, "revision": revision})
            await transaction.execute(without_server_options(definitions))
            await transaction.execute(WITHOUT_CLUSTER)
            await transaction.restore(file, "data")
            await transaction.execute(RENEW_VERSIONS)
            await transaction.restore(file, "post-data")
            await transaction.execute("COMMIT;\n")
    except ConfigurationError as error:
        if (of := _server_major_version(definitions)) > server:
            raise ConfigurationError(
                f"{error}. The backup is of PostgreSQL {of} and this database is PostgreSQL {server}, "
                f"which may not understand it: restore it into PostgreSQL {of} or newer"
            ) from error.__cause__
        raise


async def row_counts(file: Path) -> dict[str, int]:
    """Return the number of rows of each table in a checked backup. Raise ConfigurationError."""
    read_end, write_end = os.pipe()
    counting = asyncio.create_task(asyncio.to_thread(_count_rows, read_end))
    try:
        await _unpack(file, ["--section=data"], newest_programs(), write_end)
    finally:
        os.close(write_end)
        counts = await counting
    return counts


def _count_rows(descriptor: int) -> dict[str, int]:
    """Count the rows in a dump's SQL, of which each is a line, and close the descriptor."""
    counts: dict[str, int] = {}
    table = ""
    with open(descriptor, "rb") as statements:
        for line in statements:
            if table and line == END_OF_ROWS:
                table = ""
            elif table:
                counts[table] += 1
            elif found := ROWS.match(line):
                table = found[1].decode()
                counts[table] = 0
    return counts


def without_server_options(definitions: str) -> str:
    """Remove options that only servers of some minor releases understand from a dump's definitions.

    Servers set these options by themselves. PostgreSQL 17.12 stores its own version with each column, which only a
    pg_dump of that release or later leaves out.
    """
    return OPTIONS.sub(
        lambda found: f"{found[1]}{kept});\n" if (kept := SET_BY_SERVERS.sub("", found[2]).strip(", ")) else "",
        definitions,
    )


def _server_major_version(definitions: str) -> int:
    """Return the major version of the server that a dump was made from."""
    found = re.search(r"^-- Dumped from database version (\d+)", definitions, re.MULTILINE)
    return int(found[1]) if found else 0


async def _read(file: Path, programs: Path, *part: str) -> str:
    """Return a part of a backup, selected by pg_restore's options, as SQL. Raise ConfigurationError."""
    with tempfile.TemporaryFile() as found:
        await _unpack(file, part, programs, found.fileno())
        found.seek(0)
        return found.read().decode()


async def _unpack(file: Path, part: Sequence[str], programs: Path, descriptor: int) -> None:
    """Write a part of a backup as SQL. Raise ConfigurationError for a file that isn't a backup."""
    code, complaint = await run(
        programs / "pg_restore",
        *part,
        "--file=-",
        *CONTENT[:2],
        file,
        environment=os.environ | {"LC_ALL": "C"},
        stdout=descriptor,
    )
    if code:
        raise ConfigurationError(f"{file} can't be restored: {complaint}")


class _Transaction:
    """SQL statements sent to psql, which stops at the first that fails."""

    def __init__(self, write_end: int, programs: Path) -> None:
        self._pipe = write_end
        self._programs = programs

    async def execute(self, statements: str) -> None:
        """Send statements. Raise BrokenPipeError when psql has stopped."""
        await asyncio.to_thread(self._write, statements.encode())

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._pipe, data) :]

    async def restore(self, file: Path, section: str) -> None:
        """Send a section of a backup. Raise BrokenPipeError, and ConfigurationError for a file that isn't a backup."""
        await _unpack(file, [f"--section={section}"], self._programs, self._pipe)


@asynccontextmanager
async def _transaction(dsn: str, programs: Path) -> AsyncIterator[_Transaction]:
    """Run psql while the block lasts. Without a final COMMIT nothing is changed, whichever process is killed."""
    address, environment = libpq(dsn)
    read_end, write_end = os.pipe()
    options = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=terse", "--no-password")
    async with running(
        programs / "psql", "--dbname", address, *options, environment=environment, stdin=read_end
    ) as psql:
        os.close(read_end)
        failure: Exception | None = None
        try:
            yield _Transaction(write_end, programs)
        except (ConfigurationError, BrokenPipeError) as error:
            failure = error
        finally:
            os.close(write_end)
        code, complaint = await ended(psql)
        if code:
            raise ConfigurationError(f"Nothing was restored: {complaint.removeprefix('ERROR:').strip()}")
        if failure:
            raise failure


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """Create a file that gets its name only when it is complete and on the disk. Raise ConfigurationError."""
    if path.exists():
        raise ConfigurationError(f"{path} is there already: give a new name")
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:  # noqa: PTH123 - its mode
            with suppress(OSError):  # a file system without locks
                fcntl.flock(file, fcntl.LOCK_EX)  # so that it isn't taken for a killed process's
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
                _rename(draft, path)
                sync_directory(path.parent)
            finally:
                draft.unlink(missing_ok=True)
    except OSError as error:
        raise ConfigurationError(f"{path} can't be written: {error.strerror}") from None


def _rename(draft: Path, path: Path) -> None:
    """Give a file its name, which no other file may have. Raise OSError."""
    try:
        os.link(draft, path)  # unlike a rename, it never replaces a file
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        path.touch(exist_ok=False)
        draft.replace(path)
