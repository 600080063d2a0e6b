"""The PostgreSQL server in the data directory, shared by all processes that use it.

Three kernel locks (flock(2)), which end with their processes, coordinate them:

- `postgres.start.lock` is held while a process decides whether to start or to stop the server.
- `postgres.users.lock` is shared by the processes that use the server. A process that can get it exclusively is the
  last one.
- `postgres.alive.lock` is held by the server's own processes, through an inherited descriptor. When it is free, none of
  them is left, whatever a stale postmaster.pid says. This also holds without /proc: on macOS, or when two containers
  share a directory, where a second server would destroy the data. A copied directory contains the original's
  postmaster.pid, and a free lock of its own: without a check of that lock, users of the copy would write into the
  original.
"""

import fcntl
import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from recruit.adapters.postgres.embedded.cluster import (
    PRIVATE_LOG_OPTIONS,
    SERVER_OPTIONS,
    TEMPORARY_ERRNOS,
    create_cluster,
    find_programs,
    program_error,
    version_error,
)
from recruit.adapters.postgres.embedded.disk_reserve import Reserve
from recruit.adapters.postgres.embedded.postmaster import (
    PORT,
    Postmaster,
    lock_file,
    processes_of,
    server_name,
    socket_directory,
    sockets_parent,
)
from recruit.adapters.postgres.embedded.privileges import Account, Command, account_for
from recruit.domain.shared.errors import ConfigurationError, Unavailable

WAIT_SECONDS = 60.0
"""Seconds to wait for a server to become ready, including recovery after a crash, or to stop."""

SIGNAL_SECONDS = 5.0
"""Seconds to wait after a signal for orphaned processes to end, or for a live server to begin to stop."""

POLL_SECONDS = 0.01
"""Seconds between two polls."""

LOG_BYTES = 8 * 2**20
"""Size of the log above which it is rotated when the server starts. One rotated log is kept."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Address:
    """The address of the database. The role isn't a superuser, so that row-level security applies to it."""

    socket_dir: Path
    port: int
    user: str
    database: str

    @classmethod
    def of(cls, postmaster: Postmaster) -> Self:
        """Return the address of a server's database."""
        return cls(postmaster.socket_dir, postmaster.port, user="recruit", database="recruit")

    def dsn(self, user: str | None = None) -> str:
        """Return the URL, with another role if one is given."""
        return f"postgresql://{user or self.user}@/{self.database}?host={self.socket_dir}&port={self.port}"


class EmbeddedServer:
    """One process's use of the server of a data directory. The methods block and are thread-safe."""

    def __init__(self, data_dir: Path, programs: Path | None = None, *, served: bool = False) -> None:
        """`programs` is the directory of PostgreSQL's programs; None searches for it.

        With `served` the database existed before: a missing one isn't replaced by an empty one.
        """
        self._programs = programs
        self._data = Path(os.path.realpath(data_dir))  # Path.resolve raises RuntimeError for a loop of links
        self._cluster = self._data / "postgres"
        self._users_lock: int | None = None
        self._served = served
        self._start_cancelled = threading.Event()
        self.reserve = Reserve(self._data, self._cluster)

    def start(self) -> Address:
        """Join the running server or start one, also after it has died. Raise ConfigurationError and Unavailable."""
        with self.reserve.explained(), self._translated_errors():
            if not self._served:
                # When root calls, the server's user is another one, which must be able to traverse to the cluster.
                self._data.mkdir(mode=0o711, parents=True, exist_ok=True)
            with self._start_lock(self._start_cancelled.is_set):
                self.reserve.update()  # frees the space that a database needs to restart when the disk is full
                postmaster = self._start()
        self._served = True
        return Address.of(postmaster)

    def running(self) -> Address | None:
        """Return the address of the running server, or None if there is none and it could be started.

        Changes nothing. Raise ConfigurationError for a server that can't be started or asked, and Unavailable for one
        that takes no connections.
        """
        with self._translated_errors():
            postmaster = Postmaster.read(self._cluster)
            if postmaster is None:
                programs = find_programs()
                if (error := version_error(self._cluster, programs)) is not None:
                    raise error
                if self._data.exists():
                    account_for(self._cluster, programs / "postgres", sockets_parent())
                return None
        if not postmaster.ready:
            raise self._not_ready()
        return Address.of(postmaster)

    def cancel_start(self) -> None:
        """Let a pending start raise Unavailable instead of waiting for the server. `stop` must be called afterwards."""
        self._start_cancelled.set()

    def stop(self) -> None:
        """Leave the server. The last process stops it and waits for its end.

        Without an earlier start, do nothing. Raise Unavailable when the server doesn't end, and when another process
        has been starting or stopping it for WAIT_SECONDS.
        """
        if self._users_lock is None:
            return
        if not self._data.exists():
            log.warning("%s is gone: the database that was in it runs on until it is back", self._data)
            self._leave()
            return
        deadline = time.monotonic() + WAIT_SECONDS
        try:
            with self._translated_errors(), self._start_lock(lambda: time.monotonic() >= deadline):
                try:
                    if self._is_last():
                        self._stop_server()
                finally:
                    self._leave()  # within the lock: the next process to stop must not take this one for a user
        finally:
            self._leave()

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        """Translate OSError to domain errors."""
        try:
            yield
        except OSError as error:
            if self._served and isinstance(error, FileNotFoundError):
                raise self._missing_error() from error
            if error.errno in TEMPORARY_ERRNOS:
                raise Unavailable("The embedded database can't be used now") from error
            if isinstance(error, FileExistsError | NotADirectoryError):
                what = "is a file" if self._data.exists() else "lies below a file"
                raise ConfigurationError(f"RECRUIT_DATA_DIR={self._data} {what}: give a directory") from None
            is_there = os.path.exists(self._data)  # noqa: PTH110 - a Path raises where it may not look
            command = f"chown -R {os.geteuid()}" if is_there else f"install -d -m 700 -o {os.geteuid()}"
            remedy = f": as root, `{command} {self._data}`" if isinstance(error, PermissionError) else ""
            raise ConfigurationError(f"RECRUIT_DATA_DIR={self._data} can't hold the database{remedy}") from error

    @contextmanager
    def _start_lock(self, cancelled: Callable[[], bool]) -> Iterator[None]:
        """Hold the lock under which one thread of one process at a time starts or stops the server.

        Raise Unavailable when the lock is taken and `cancelled` returns True: its holder may hang.
        """
        lock = self._open_lock("start")
        try:
            while not _try_lock(lock):
                if cancelled():
                    raise Unavailable(f"Another process is starting or stopping the database of {self._data}")
                time.sleep(POLL_SECONDS)
            yield
        finally:
            os.close(lock)

    def _open_lock(self, name: str) -> int:
        """Return a descriptor of a lock file. Children don't inherit it unless told to (PEP 446)."""
        return os.open(lock_file(self._data, name), os.O_RDWR | os.O_CREAT, 0o600)

    def _start(self) -> Postmaster:
        if self._users_lock is None:
            self._users_lock = self._open_lock("users")
            fcntl.flock(self._users_lock, fcntl.LOCK_SH)
        try:
            return self._ready() or self._launch()
        except BaseException:
            if not self._start_cancelled.is_set():
                self._leave()
            raise

    def _is_last(self) -> bool:
        """Return whether no other process uses the server. If one does, this process loses its lock."""
        return self._users_lock is not None and _try_lock(self._users_lock)

    def _leave(self) -> None:
        if self._users_lock is not None:
            os.close(self._users_lock)
            self._users_lock = None

    def _ready(self, child: subprocess.Popen[bytes] | None = None) -> Postmaster | None:
        """Wait until the server, if there is one or `child` becomes one, accepts connections. Raise Unavailable.

        A server that takes longer isn't stopped: it may be in recovery, which would have to begin again.
        """
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            gone = child is None or child.poll() is not None
            postmaster = Postmaster.read(self._cluster)
            if postmaster is None and gone:
                return None
            if postmaster is not None and postmaster.ready:
                return postmaster
            if postmaster is not None and postmaster.unreachable:
                log.warning("the socket of the database in %s is gone: starting the database again", self._cluster)
                self._stop_server()
                return None
            if postmaster is not None and self._start_cancelled.is_set():  # else `stop` couldn't find it
                break
            time.sleep(POLL_SECONDS)
        raise self._not_ready()

    def _not_ready(self) -> Unavailable:
        return Unavailable(f"The database server of {self._data} runs, but takes no connections; see its postgres.log")

    def _launch(self) -> Postmaster:
        """Start the server, in a new cluster if there is none. Raise ConfigurationError and Unavailable."""
        if self._served and not self._cluster.exists():
            raise self._missing_error()
        programs = self._programs or find_programs()
        account = account_for(self._cluster, programs / "postgres", sockets_parent())
        alive_lock = self._end_orphans()
        try:
            if not self._cluster.exists():
                log.info("creating the database in %s", self._cluster)
                create_cluster(self._cluster, programs, account, alive_lock)
            account.own(self._cluster)
            log.info("starting the database in %s", self._cluster)
            before = self._rotate_log()
            child = self._spawn(programs / "postgres", account, alive_lock)
        finally:
            os.close(alive_lock)
        if (postmaster := self._ready(child)) is None:
            if (error := version_error(self._cluster, programs)) is not None:
                raise error
            messages = self._log.read_bytes()[before:]
            raise program_error("The embedded database doesn't start", child.returncode, messages)
        return postmaster

    def _missing_error(self) -> Unavailable:
        """Return the error for a missing database, which an empty one in its place would hide."""
        return Unavailable(
            f"There is no database in {self._cluster}: put it back, or set RECRUIT_DATA_DIR to where it is"
        )

    def _spawn(self, program: Path, account: Account, alive_lock: int) -> subprocess.Popen[bytes]:
        """Start a postmaster. Of an earlier one only stale files may be left, which are removed."""
        sockets = socket_directory(self._data, account)
        stale = (sockets / f".s.PGSQL.{PORT}", sockets / f".s.PGSQL.{PORT}.lock", self._cluster / "postmaster.pid")
        for file in stale:
            file.unlink(missing_ok=True)
        listen = ("-c", "listen_addresses=", "-c", f'unix_socket_directories="{sockets}"', "-c", f"port={PORT}")
        title = ("-c", f"cluster_name={server_name(self._data)}")
        command: Command = [program, "-D", self._cluster, *listen, *title, *SERVER_OPTIONS, *PRIVATE_LOG_OPTIONS]
        with self._log.open("ab") as log:
            child = account.popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=(alive_lock,))
        # The child must be reaped when it ends, for any reason, or it stays a zombie.
        threading.Thread(target=child.wait, name="postmaster", daemon=True).start()
        return child

    def _stop_server(self) -> None:
        """Stop the server, unless it runs in another container, whose next user stops it. Raise Unavailable."""
        postmaster = Postmaster.read(self._cluster)
        if postmaster is None or not postmaster.is_in_this_container(self._cluster):
            return
        with suppress(ProcessLookupError):
            os.kill(postmaster.pid, signal.SIGINT)  # fast shutdown: sessions are terminated, all data is written
        alive_lock = self._wait_for_end(SIGNAL_SECONDS)
        if alive_lock is None and Postmaster.is_stopping(self._cluster):
            alive_lock = self._wait_for_end(WAIT_SECONDS)
        if alive_lock is None:
            raise Unavailable(f"The database server of {self._data} doesn't stop; see its postgres.log")
        os.close(alive_lock)
        with suppress(OSError):
            postmaster.socket_dir.rmdir()

    def _end_orphans(self) -> int:
        """Return the held `alive` lock once all processes of a dead postmaster are gone. Raise Unavailable."""
        alive_lock = self._wait_for_end(seconds=0)
        for number in (signal.SIGQUIT, signal.SIGKILL):
            if alive_lock is None:
                for pid in processes_of(self._cluster):
                    with suppress(ProcessLookupError):
                        os.kill(pid, number)
                alive_lock = self._wait_for_end(SIGNAL_SECONDS)
        if alive_lock is None:
            raise Unavailable(f"{self._data} is in use by a database server that can't be reached from here")
        return alive_lock

    def _wait_for_end(self, seconds: float) -> int | None:
        """Wait until no process of the server is left and return the held `alive` lock, or None after `seconds`."""
        alive_lock = self._open_lock("alive")
        deadline = time.monotonic() + seconds
        while True:
            with suppress(BlockingIOError):
                fcntl.flock(alive_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if not processes_of(self._cluster):
                    return alive_lock
            if time.monotonic() >= deadline:
                os.close(alive_lock)
                return None
            time.sleep(POLL_SECONDS)

    @property
    def _log(self) -> Path:
        return self._data / "postgres.log"

    def _rotate_log(self) -> int:
        """Rotate the log if it is too long, and return its length in bytes. Only its owner may read it."""
        self._log.touch(mode=0o600)
        if (length := self._log.stat().st_size) <= LOG_BYTES:
            return length
        self._log.replace(self._log.with_suffix(".log.1"))
        self._log.touch(mode=0o600)
        return 0


def _try_lock(lock: int) -> bool:
    """Take a lock unless it is taken, and return whether that succeeded."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
