"""Program launcher: changes to another user with one capability, so that a program reaches paths that only root can.

Root starts it on Linux as `python -I -S launcher.py CAPABILITY UID GID PROGRAM [ARGUMENT …]`. It is a separate program
since code between fork and exec (`preexec_fn`) isn't safe with threads. It fails with a traceback and status 1. The
numbers are those of prctl(2), capset(2) and capabilities(7).
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
    """The process whose capabilities are set: 0 is the caller."""

    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class Sets(ctypes.Structure):
    """The three capability sets, 32 bits each."""

    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def _call(name: str, *arguments: object) -> None:
    """Call a function of the C library. Raise OSError."""
    if getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def _prctl(option: int, *arguments: int) -> None:
    padded = (*arguments, 0, 0, 0, 0)[:4]
    _call("prctl", option, *map(ctypes.c_ulong, padded))


def become(uid: int, gid: int, capability: int) -> None:
    """Change to the user, without supplementary groups, and drop every capability but one below 32. Raise OSError.

    Without the "set-user-ID fixup" the change of user keeps capabilities, and access(2), by which PostgreSQL looks for
    its own programs, takes them into account for users other than root too. Only an ambient capability survives exec.
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
