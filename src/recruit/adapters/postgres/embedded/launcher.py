"""Run a program as another user who keeps one capability, so that it reaches what only root may traverse.

Started as `python -I -S launcher.py CAPABILITY UID GID PROGRAM [ARGUMENT …]`, by root, on Linux. It is a program of its
own since code between fork and exec (`preexec_fn`) isn't safe beside threads. It fails with a traceback and status 1.
The numbers are those of prctl(2), capset(2) and capabilities(7).
"""

import ctypes
import os
import sys

PR_SET_SECUREBITS = 28
SECBIT_NO_SETUID_FIXUP = 1 << 2
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
LINUX_CAPABILITY_VERSION_3 = 0x20080522


class Header(ctypes.Structure):
    """Whose capabilities: process 0 is the caller."""

    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class Sets(ctypes.Structure):
    """The three sets of 32 capabilities, as bits."""

    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def _call(name: str, *arguments: object) -> None:
    """Call the C library. Raises OSError."""
    if getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def _prctl(option: int, *arguments: int) -> None:
    padded = (*arguments, 0, 0, 0, 0)[:4]
    _call("prctl", option, *map(ctypes.c_ulong, padded))


def become(uid: int, gid: int, capability: int) -> None:
    """Change to the user, without other groups, and give up every capability but one below 32. Raises OSError.

    Without the "set-user-ID fixup" the change of user leaves capabilities alone, and access(2), by which PostgreSQL
    looks for its own programs, counts them also for a user who isn't root. Only an ambient one outlives exec.
    """
    _prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP)
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    bit = 1 << capability
    sets = (Sets * 2)(Sets(bit, bit, bit))
    _call("capset", ctypes.byref(Header(LINUX_CAPABILITY_VERSION_3, 0)), sets)
    _prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability)


if __name__ == "__main__":
    become(capability=int(sys.argv[1]), uid=int(sys.argv[2]), gid=int(sys.argv[3]))
    os.execv(sys.argv[4], sys.argv[4:])  # noqa: S606 - the caller's own command line
