"""The embedded server: sharing between processes, shutdown and recovery."""

import asyncio
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pytest

from recruit.adapters.postgres.embedded import postgres_process
from recruit.adapters.postgres.embedded.cluster import find_programs, system_programs
from recruit.adapters.postgres.embedded.postgres_process import Address, EmbeddedServer
from recruit.adapters.postgres.embedded.postmaster import (
    Postmaster,
    lock_file,
    processes_of,
    socket_directory,
    sockets_parent,
)
from recruit.adapters.postgres.embedded.privileges import CAP_DAC_OVERRIDE, LAUNCHER, Account, Command, account_for
from recruit.domain.shared.errors import ConfigurationError, Unavailable
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root changes users")
with_proc = pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="needs /proc")

CONNECTION_LOST = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError)
"""asyncpg's errors for a lost connection, which depend on what it was doing."""

CLIENT = """
import sys
from pathlib import Path
from recruit.adapters.postgres.embedded.postgres_process import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]))
print(server.start().socket_dir, flush=True)
sys.stdin.read()
server.stop()
"""


@pytest.fixture
def new_data(tmp_path: Path) -> Iterator[Path]:
    """A data directory that doesn't exist yet."""
    yield from _data_directory(tmp_path / "data")


@pytest.fixture
def data(new_data: Path, empty_data: Path) -> Path:
    """A data directory with a database: creating one takes longer than copying."""
    new_data.mkdir()
    copy_files(empty_data / "postgres", new_data)
    return new_data


@pytest.fixture
def open_data() -> Iterator[Path]:
    """A data directory that every user can reach."""
    parent = Path(tempfile.mkdtemp(dir=sockets_parent()))
    parent.chmod(0o755)
    yield from _data_directory(parent / "data")
    shutil.rmtree(parent)


@pytest.fixture
def closed_data(tmp_path: Path) -> Iterator[Path]:
    """A data directory that only its owner can reach."""
    parent = tmp_path / "closed"
    parent.mkdir(mode=0o700)
    yield from _data_directory(parent / "data")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """A shared server for tests that only query it."""
    with started(tmp_path_factory.mktemp("shared")) as address:
        yield address


def _data_directory(data: Path) -> Iterator[Path]:
    """Yield a data directory; afterwards end its server and remove its socket."""
    yield data
    if (postmaster := Postmaster.read(data / "postgres")) is not None:
        os.kill(postmaster.pid, signal.SIGQUIT)
        until(lambda: Postmaster.read(data / "postgres") is None)
        shutil.rmtree(postmaster.socket_dir)


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)


@contextmanager
def starting(data: Path, account: Account | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that starts the server, and stops it when its standard input ends."""
    account = account or Account(os.geteuid(), os.getegid())
    command: Command = [sys.executable, "-W", "error", "-c", CLIENT, data]
    with account.popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


def socket_of(process: subprocess.Popen[bytes]) -> bytes:
    """Wait until the other process has started the server."""
    assert process.stdout
    line = process.stdout.readline()
    assert line, "it didn't start"
    return line


@contextmanager
def client(data: Path, account: Account | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that has started the server."""
    with starting(data, account) as process:
        socket_of(process)
        yield process


def copy_files(source: Path, target: Path) -> None:
    """Copy files with their owners, which shutil doesn't keep."""
    subprocess.run(["cp", "-a", source, target], check=True)  # noqa: S607 - wherever cp is


def leave(process: subprocess.Popen[bytes]) -> None:
    process.communicate()
    assert process.returncode == 0


def postmaster_of(data: Path) -> int:
    found = Postmaster.read(data / "postgres")
    assert found is not None
    return found.pid


def owner(pid: int) -> int:
    return Path("/proc", str(pid)).stat().st_uid


def runs(data: Path) -> bool:
    return Postmaster.read(data / "postgres") is not None


@contextmanager
def started(data: Path) -> Iterator[Address]:
    server = EmbeddedServer(data)
    address = server.start()
    try:
        yield address
    finally:
        server.stop()


async def connect(address: Address) -> asyncpg.Connection:
    return await asyncpg.connect(
        host=str(address.socket_dir), port=address.port, user=address.user, database=address.database
    )


async def run(address: Address, query: str) -> list[tuple[object, ...]]:
    connection = await connect(address)
    try:
        return [tuple(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()


async def test_rows_survive_a_restart(data: Path) -> None:
    with started(data) as address:
        await run(address, "CREATE TABLE note AS SELECT 'kept' AS text")
    assert not runs(data)
    assert not address.socket_dir.exists()
    with started(data) as address:
        assert await run(address, "SELECT text FROM note") == [("kept",)]


async def test_the_application_is_bound_by_row_level_security_and_has_vectors(address: Address) -> None:
    powers = "rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
    assert await run(address, f"SELECT {powers} FROM pg_roles WHERE rolname = current_user") == [(False,) * 5]
    assert await run(address, "SELECT '[1,2]'::vector <-> '[1,2]'") == [(0.0,)]


async def test_the_database_is_durable_and_folds_letters_beyond_ascii(address: Address) -> None:
    names = ("fsync", "full_page_writes", "data_checksums", "synchronous_commit")
    settings = await run(address, f"SELECT setting FROM pg_settings WHERE name IN {names}")
    assert settings == [("on",)] * len(names)
    assert await run(address, "SELECT 'ÉCOLE' ILIKE '%école%'") == [(True,)]


async def test_values_are_not_written_to_the_log(data: Path) -> None:
    with started(data) as address:
        await run(address, "CREATE TABLE person (name text PRIMARY KEY)")
        await run(address, "INSERT INTO person VALUES ('Ada Lovelace')")
        with pytest.raises(asyncpg.UniqueViolationError):
            await run(address, "INSERT INTO person VALUES ('Ada Lovelace')")
    log = (data / "postgres.log").read_text()
    assert "duplicate key" in log
    assert "Lovelace" not in log


def test_processes_that_start_at_once_share_one_server_and_the_last_one_stops_it(new_data: Path) -> None:
    with starting(new_data) as first, starting(new_data) as second:
        assert socket_of(first) == socket_of(second)
        pid = postmaster_of(new_data)
        leave(first)
        assert postmaster_of(new_data) == pid
        leave(second)
        assert not runs(new_data)


def test_a_directory_may_have_any_name(tmp_path: Path) -> None:
    with started(tmp_path / os.fsdecode("a \u2028'\"$".encode() + b"\xff")) as address:
        assert address.port


def test_starting_twice_starts_one_server(data: Path) -> None:
    server = EmbeddedServer(data)
    assert server.start() == server.start()
    server.stop()
    assert not runs(data)
    server.stop()


def test_a_process_that_hangs_while_starting_or_stopping_the_server_blocks_no_other(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, late = EmbeddedServer(data), EmbeddedServer(data)
    server.start()
    with lock_file(data, "start").open("r+b") as hanging:
        fcntl.flock(hanging, fcntl.LOCK_EX)
        late.cancel_start()
        with pytest.raises(Unavailable, match="Another process is starting or stopping"):
            late.start()
        with monkeypatch.context() as patch, pytest.raises(Unavailable, match="Another process"):
            patch.setattr(postgres_process, "WAIT_SECONDS", 0)
            server.stop()
    assert runs(data)
    with started(data):
        pass
    assert not runs(data)


async def test_a_server_outlives_a_killed_client_and_the_next_client_stops_it(data: Path) -> None:
    with client(data) as process:
        pid = postmaster_of(data)
        process.kill()
        process.wait()
    assert postmaster_of(data) == pid
    with started(data) as address:
        assert postmaster_of(data) == pid
        assert await run(address, "SELECT 1") == [(1,)]
    assert not runs(data)


async def test_acknowledged_rows_survive_a_kill_of_the_server(data: Path) -> None:
    server = EmbeddedServer(data)
    address = server.start()
    try:
        await run(address, "CREATE TABLE written (number int)")
        acknowledged: list[int] = []
        for goal in (200, 400):
            with pytest.raises(CONNECTION_LOST):
                await write_and_kill(address, acknowledged, goal, postmaster_of(data))
            address = server.start()
            found = {number for (number,) in await run(address, "SELECT number FROM written")}
            assert found.issuperset(acknowledged)
    finally:
        server.stop()


async def write_and_kill(address: Address, acknowledged: list[int], goal: int, postmaster: int) -> None:
    """Write numbers one by one; kill the server when it has acknowledged `goal`, and go on until it is gone."""
    connection = await connect(address)
    try:
        while True:
            await connection.execute("INSERT INTO written VALUES ($1)", len(acknowledged))
            acknowledged.append(len(acknowledged))
            if len(acknowledged) == goal:
                os.kill(postmaster, signal.SIGKILL)
    finally:
        connection.terminate()


@with_proc
async def test_a_busy_session_of_a_killed_server_is_ended_before_the_next_server_starts(data: Path) -> None:
    server = EmbeddedServer(data)
    address = server.start()
    try:
        busy = await connect(address)
        session = busy.get_server_pid()
        query = asyncio.create_task(busy.execute("SELECT count(*) FROM generate_series(1, 1e12)"))
        active = f"SELECT 1 FROM pg_stat_activity WHERE pid = {session} AND state = 'active'"
        while not await run(address, active):
            pass
        os.kill(postmaster_of(data), signal.SIGKILL)
        until(lambda: not runs(data))
        assert session in processes_of(data / "postgres")
        server.start()
        assert session not in processes_of(data / "postgres")
        with pytest.raises(CONNECTION_LOST):
            await query
        busy.terminate()
    finally:
        server.stop()


def test_a_killed_cluster_initialisation_is_repeated(new_data: Path) -> None:
    with starting(new_data) as process:
        until((new_data / "postgres.new" / "PG_VERSION").exists)
        process.kill()
    assert not (new_data / "postgres").exists()
    with started(new_data):
        assert (new_data / "postgres" / "PG_VERSION").exists()
        assert not (new_data / "postgres.new").exists()


def test_a_missing_database_is_not_replaced_by_an_empty_one(data: Path) -> None:
    server = EmbeddedServer(data)
    server.start()
    postmaster = postmaster_of(data)
    try:
        server.reserve.check(min_free_bytes=None)
        (data / "postgres").rename(data / "elsewhere")
        with pytest.raises(Unavailable, match="The database is not available"):
            server.reserve.check(min_free_bytes=0)
        for other in (server, EmbeddedServer(data, served=True)):
            with pytest.raises(Unavailable, match="There is no database in"):
                other.start()
        assert not (data / "postgres").exists()
    finally:
        (data / "elsewhere").rename(data / "postgres")
        assert postmaster_of(data) == postmaster
        server.reserve.check(min_free_bytes=None)
        server.start()
        server.stop()


async def test_a_database_with_missing_or_unreadable_files_is_unavailable(open_data: Path) -> None:
    cluster = open_data / "postgres"
    async with kernel.STORAGE.open(AdapterConfig("embedded:", open_data)) as storage:
        await storage.ping()
        cluster.rename(open_data / "elsewhere")
        with pytest.raises(Unavailable):
            await storage.ping()
        (open_data / "elsewhere").rename(cluster)
        await storage.ping()
        with started(open_data) as address:
            ((found,),) = await run(address, "SELECT pg_relation_filepath('organisations')")
        (table := cluster / str(found)).chmod(0)
        with pytest.raises(Unavailable) as refused:
            await storage.organisations()
        assert "could not open file" in str(refused.value.__cause__)
        table.chmod(0o600)
        assert list(await storage.organisations()) == []


def test_a_stale_pid_file_with_the_id_of_another_process_is_ignored(data: Path) -> None:
    server = EmbeddedServer(data)
    address = server.start()
    try:
        pid_file = data / "postgres" / "postmaster.pid"
        dead, *rest = pid_file.read_text().splitlines(keepends=True)
        os.kill(int(dead), signal.SIGKILL)
        until(lambda: not runs(data))
        bystander = os.getppid()
        for stale in (pid_file, address.socket_dir / f".s.PGSQL.{address.port}.lock"):
            stale.write_text("".join([f"{bystander}\n", *rest]))
        server.start()
        assert postmaster_of(data) not in {int(dead), bystander}
    finally:
        server.stop()


async def test_a_copied_data_directory_gets_a_server_of_its_own_while_the_original_is_served(data: Path) -> None:
    copy = data.with_name("copy")
    with started(data):
        pass
    copy_files(data, copy)
    with started(data) as address:
        copy_files(data / "postgres" / "postmaster.pid", copy / "postgres")
        with started(copy) as of_copy:
            await run(of_copy, "CREATE TABLE only_in_the_copy ()")
            assert postmaster_of(copy) != postmaster_of(data)
        assert not runs(copy)
        assert await run(address, "SELECT to_regclass('only_in_the_copy')") == [(None,)]


def test_no_second_server_is_started_beside_an_unreachable_one(new_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new_data.mkdir()
    with (new_data / "postgres.alive.lock").open("wb") as held_elsewhere, monkeypatch.context() as patch:
        patch.setattr(postgres_process, "SIGNAL_SECONDS", 0.05)  # a live server needs longer to begin to stop
        fcntl.flock(held_elsewhere, fcntl.LOCK_EX)
        with pytest.raises(Unavailable, match="in use"):
            EmbeddedServer(new_data).start()
    with started(new_data):
        assert runs(new_data)


def test_a_server_that_fails_to_start_reports_why_and_starts_once_repaired(data: Path) -> None:
    with started(data):
        settings = data / "postgres" / "postgresql.conf"
        good = settings.read_text()
    settings.write_text(f"{good}\nno_such_setting = 1\n")
    with pytest.raises(ConfigurationError, match='"no_such_setting"'):
        EmbeddedServer(data).start()
    settings.write_text(good)
    version = data / "postgres" / "PG_VERSION"
    installed = version.read_text()
    version.write_text("16\n")
    with pytest.raises(ConfigurationError, match="is of PostgreSQL 16, and this is PostgreSQL"):
        EmbeddedServer(data).start()
    version.write_text(installed)
    with started(data):
        assert runs(data)


@with_proc
def test_a_server_whose_socket_was_removed_is_started_again(data: Path) -> None:
    server = EmbeddedServer(data)
    address = server.start()
    try:
        before = postmaster_of(data)
        shutil.rmtree(address.socket_dir)
        assert server.start() == address
        assert postmaster_of(data) != before
        assert Postmaster.read(data / "postgres") is not None
        assert asyncio.run(run(address, "SELECT 1")) == [(1,)]
    finally:
        server.stop()


@as_root
@with_proc
def test_a_server_with_a_private_temporary_directory_is_reached(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (temporary := Path(tempfile.mkdtemp(dir=sockets_parent()))).chmod(0o755)
    private = ("unshare", "--mount", "sh", "-c", 'mount -t tmpfs private "$1" && shift && exec "$@"', "sh", temporary)
    if subprocess.run([*private, "true"], check=False, capture_output=True).returncode:
        temporary.rmdir()
        pytest.skip("needs the right to mount")
    monkeypatch.setenv("TMPDIR", str(temporary))
    with subprocess.Popen(
        [*private, sys.executable, "-c", CLIENT, data], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as theirs:
        socket_of(theirs)
        assert not list(temporary.iterdir())
        pid = postmaster_of(data)
        server = EmbeddedServer(data)
        address = server.start()
        assert asyncio.run(run(address, "SELECT 1")) == [(1,)]
        server.stop()
        assert postmaster_of(data) == pid
        leave(theirs)
    assert not runs(data)
    temporary.rmdir()


def test_a_long_log_is_rotated(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_process, "LOG_BYTES", 100)
    for _ in range(2):
        with started(data):
            pass
    assert (data / "postgres.log.1").stat().st_size > 100
    assert (data / "postgres.log").read_text().count("starting PostgreSQL") == 1


def test_a_data_directory_that_is_a_file_is_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(ConfigurationError, match="is a file: give a directory"):
        EmbeddedServer(tmp_path / "data").start()


@pytest.mark.parametrize("squat", ["open to others", "symbolic link"])
def test_a_socket_directory_prepared_by_another_user_is_refused(tmp_path: Path, squat: str) -> None:
    owner = Account(os.geteuid(), os.getegid())
    path = socket_directory(tmp_path, owner)
    try:
        assert socket_directory(tmp_path, owner) == path
        if squat == "symbolic link":
            path.rename(tmp_path / "elsewhere")
            path.symlink_to(tmp_path / "elsewhere")
        else:
            path.chmod(0o750)
        with pytest.raises(ConfigurationError, match=path.name):
            socket_directory(tmp_path, owner)
    finally:
        path.unlink() if path.is_symlink() else path.rmdir()


def test_the_programs_of_the_system_are_found_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = find_programs()
    monkeypatch.setenv("PATH", str(wheel))
    assert system_programs() == wheel


@as_root
async def test_root_runs_a_cluster_in_a_directory_that_only_root_may_enter(closed_data: Path) -> None:
    with started(closed_data) as address:
        assert owner(postmaster_of(closed_data)) != 0
        assert await run(address, "SELECT 1") == [(1,)]


@as_root
def test_root_grants_a_capability_only_where_needed(closed_data: Path, open_data: Path) -> None:
    program = Path("/bin/sh")
    assert account_for(open_data, program, sockets_parent()).launcher == ()
    assert str(LAUNCHER) in account_for(closed_data, program, sockets_parent()).launcher


@as_root
def test_a_process_with_one_capability_has_no_other(tmp_path: Path) -> None:
    plain = account_for(tmp_path, Path("/bin/sh"), sockets_parent())
    launcher = (sys.executable, "-I", "-S", str(LAUNCHER), str(CAP_DAC_OVERRIDE), str(plain.uid), str(plain.gid))
    status = ["/bin/sh", "-c", "grep -E '^(Uid|Groups|Cap(Prm|Eff))' /proc/self/status"]
    with Account(plain.uid, plain.gid, launcher).popen(status, stdout=subprocess.PIPE) as process:
        status_fields = process.communicate()[0].decode().split()
    bits = f"{1 << CAP_DAC_OVERRIDE:016x}"
    assert status_fields == ["Uid:", *[str(plain.uid)] * 4, "Groups:", "CapPrm:", bits, "CapEff:", bits]


@as_root
def test_an_ordinary_user_runs_the_server_as_themselves(open_data: Path) -> None:
    ordinary = account_for(open_data, Path(sys.executable), sockets_parent())
    os.chown(open_data.parent, ordinary.uid, ordinary.gid)
    with client(open_data, ordinary) as process:
        assert owner(postmaster_of(open_data)) == ordinary.uid
        leave(process)
    assert not runs(open_data)
