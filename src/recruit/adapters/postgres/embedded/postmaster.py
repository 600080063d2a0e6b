"""State of a running server, read from the cluster's files and the kernel, whichever process started it."""

import fcntl
import hashlib
import os
import socket
import stat
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from recruit.adapters.postgres.embedded.privileges import Account
from recruit.domain.shared.errors import ConfigurationError

PORT = 5432
"""Only a part of the socket's name: the server doesn't listen on the network."""

PARENT_BYTES = 56
"""Limit of the parent directory's path, in bytes.

A socket's path has at most 103 bytes (`sun_path` of macOS), of which "/recruit-HASH-UID/.s.PGSQL.PORT" takes 47.
"""


@dataclass(frozen=True, slots=True)
class Postmaster:
    """A server's first process.

    `status` is the one it reports: starting, ready or stopping; empty before the first report.
    """

    pid: int
    socket_dir: Path
    port: int
    status: str

    @classmethod
    def read(cls, cluster: Path) -> Self | None:
        """Return the cluster's live postmaster by its postmaster.pid, or None.

        A stale file doesn't count, even if a process has its pid, and neither does the file of a copied directory,
        which names the original's postmaster.
        """
        try:
            lines = os.fsdecode((cluster / "postmaster.pid").read_bytes()).split("\n")  # a path may contain any bytes
            pid, _, _, port, socket_dir, *rest = lines
            found = cls(int(pid), Path(socket_dir), int(port), rest[2].strip() if len(rest) > 2 else "")  # noqa: PLR2004 - line 8
        except (FileNotFoundError, ValueError):  # missing, or not written completely yet
            return None
        if _is_server_process(found.pid, cluster):
            return found._with_reachable_socket()
        return found if found.listens() and _holds_alive_lock(cluster) else None

    @classmethod
    def is_stopping(cls, cluster: Path) -> bool:
        """Return whether the postmaster has recorded that it is stopping."""
        found = cls.read(cluster)
        return found is not None and found.status == "stopping"

    @property
    def ready(self) -> bool:
        """Whether the server accepts clients."""
        return self.status == "ready" and self.listens()

    @property
    def unreachable(self) -> bool:
        """Whether the server is ready but its socket was removed, as by `rm -rf /tmp/*`.

        A server never recreates its socket. False when this process may not see the server's file system, or without
        /proc.
        """
        return self.status == "ready" and Path("/proc/self").exists() and _is_missing(self._socket_by_proc_root)

    def _with_reachable_socket(self) -> Self:
        """Return a copy with a socket directory that is valid here, where /tmp may differ (systemd's PrivateTmp)."""
        path = self._socket_by_proc_root
        is_elsewhere = self.status == "ready" and _is_missing(self._socket) and os.path.exists(path)  # noqa: PTH110 - no error
        return replace(self, socket_dir=path.parent) if is_elsewhere else self

    @property
    def _socket_by_proc_root(self) -> Path:
        """The path of the socket through the server's own mount namespace."""
        return Path("/proc", str(self.pid), "root", *self._socket.parts[1:])

    @property
    def _socket(self) -> Path:
        return self.socket_dir / f".s.PGSQL.{self.port}"

    def listens(self) -> bool:
        """Return whether a process accepts connections on the socket.

        The kernel closes the socket with the postmaster.
        """
        with socket.socket(socket.AF_UNIX) as client:
            client.setblocking(False)  # noqa: FBT003 - positional only
            try:
                client.connect(str(self._socket))
            except BlockingIOError:  # its queue is full
                return True
            except OSError:
                return False
        return True

    def is_in_this_container(self, cluster: Path) -> bool:
        """Return whether the pid is valid in this container. In another container that shares the directories it isn't.

        Always True without /proc.
        """
        return _is_server_process(self.pid, cluster) or not Path("/proc/self").exists()


def _is_missing(path: Path) -> bool:
    """Return whether a path doesn't exist. False when this process may not look."""
    try:
        path.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def _holds_alive_lock(cluster: Path) -> bool:
    """Return whether the server's processes hold the lock of the cluster's data directory, which no copy shares."""
    try:
        lock = os.open(lock_file(cluster.parent, "alive"), os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def lock_file(data_dir: Path, name: str) -> Path:
    """Return the path of a lock file of a data directory: start, users or alive."""
    return data_dir / f"postgres.{name}.lock"


def processes_of(cluster: Path) -> list[int]:
    """Return the pids of the cluster's server, postmaster included. Without /proc the list is empty."""
    return [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if _is_server_process(int(entry.name), cluster)]


def _is_server_process(pid: int, cluster: Path) -> bool:
    """Return whether a process is a postgres that runs in the cluster. A zombie has no working directory."""
    process = Path("/proc", str(pid))
    try:
        return process.joinpath("comm").read_text() == "postgres\n" and _has_working_directory(process, cluster)
    except OSError:
        return False


def _has_working_directory(process: Path, cluster: Path) -> bool:
    """Compare working directories.

    Root in a container may not see another user's; then the process's title is compared.
    """
    try:
        return process.joinpath("cwd").samefile(cluster)
    except PermissionError:
        return server_name(cluster.parent).encode() in process.joinpath("cmdline").read_bytes()


def server_name(data_dir: Path) -> str:
    """Return the name of a resolved data directory's server, which its processes have in their titles."""
    return f"recruit-{hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]}"


def sockets_parent() -> Path:
    """Return the temporary directory, or /tmp where its path is too long for a socket."""
    parent = Path(tempfile.gettempdir())
    return parent if len(os.fsencode(parent)) <= PARENT_BYTES else Path("/tmp")  # noqa: S108 - what is put there is checked


def socket_directory(data_dir: Path, account: Account) -> Path:
    """Return the directory for the socket of a resolved data directory, created for the account alone if necessary.

    Raise ConfigurationError when the path is something that another user may have created.
    """
    path = sockets_parent() / f"{server_name(data_dir)}-{account.uid}"
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()  # of a symbolic link itself, which isn't a directory
    if found.st_uid not in {account.uid, os.geteuid()} or not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o077:
        raise ConfigurationError(f"{path} must be a directory of user {account.uid} with mode 0700: remove it")
    account.own(path)
    return path
