"""Linux sandbox of the child process, in addition to its resource limits: no network, few files.

unshare(2)       a separate network namespace without connections, where the kernel allows unprivileged ones
landlock(7)      no file can be created, changed or removed; only files of the system, of Python and of installed
                 packages can be read; no TCP, no signals to others. From Linux 5.13, TCP from 6.7, signals from 6.12
no_new_privs     programs that the child starts gain no privileges
PR_SET_PDEATHSIG the child dies with its parent

None of these needs privileges. Each is tried independently; one that an older kernel or a container forbids is skipped.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path

CLONE_NEWUSER, CLONE_NEWNET = 0x1000_0000, 0x4000_0000
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
"""System call numbers of landlock, the same on every architecture."""

VERSION = 1
PATH_BENEATH = 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE
READING = EXECUTE | READ_FILE | READ_DIR
RIGHTS_OF_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}
"""File rights that each version can restrict; later versions add connections (4) and devices (5)."""

CONNECTIONS_SINCE, BIND_AND_CONNECT = 4, 3
SCOPES_SINCE, ABSTRACT_SOCKETS_AND_SIGNALS = 6, 3

SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/alternatives", "/dev/urandom", "/nix", "/opt")


def enter(programs: Iterable[str] = ()) -> None:
    """Restrict the process to these programs, their installation prefixes, Python and the system's files.

    Must be called before the first thread starts.
    """
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0:
        libc.unshare(CLONE_NEWNET)
    libc.prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)  # after unshare, which may reset it
    prefixes = [str(Path(program).resolve().parent.parent) for program in programs]
    _landlock(libc, [*SYSTEM, *prefixes, sys.prefix, sys.base_prefix, *sys.path])


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("connections", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def _landlock(libc: ctypes.CDLL, readable: Iterable[str]) -> None:
    version = libc.syscall(CREATE_RULESET, None, 0, VERSION)
    if version < 1:
        return
    handled = _Ruleset(
        RIGHTS_OF_VERSION[min(version, max(RIGHTS_OF_VERSION))],
        BIND_AND_CONNECT if version >= CONNECTIONS_SINCE else 0,
        ABSTRACT_SOCKETS_AND_SIGNALS if version >= SCOPES_SINCE else 0,
    )
    fields = 3 if handled.scopes else 2 if handled.connections else 1
    size = fields * ctypes.sizeof(ctypes.c_uint64)
    ruleset = libc.syscall(CREATE_RULESET, ctypes.byref(handled), size, 0)
    if ruleset < 0:
        return
    for path in {os.path.realpath(path) for path in readable if path}:
        _allow(libc, ruleset, path, READING)
    _allow(libc, ruleset, os.devnull, READ_FILE | WRITE_FILE)
    libc.syscall(RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rights = rights if Path(path).is_dir() else rights & OF_FILES
    libc.syscall(ADD_RULE, ruleset, PATH_BENEATH, ctypes.byref(_Beneath(rights, descriptor)), 0)
    os.close(descriptor)
