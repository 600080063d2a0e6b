"""The sandbox of the child that reads documents, as far as this kernel supports it."""

import subprocess
import sys
from pathlib import Path

import pytest

from recruit.adapters.documents import sandbox

PROGRAM = """
import os, socket, sys
from recruit.adapters.documents import sandbox

sandbox.enter()
operations = {
    "read": lambda: open(sys.argv[2]).read(),
    "write": lambda: open(sys.argv[2], "w"),
    "remove": lambda: os.unlink(sys.argv[2]),
    "connect": lambda: socket.create_connection(("127.0.0.1", 9), 1),
    "look up": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"?", ("192.0.2.1", 53)),
    "kill": lambda: os.kill(os.getppid(), 0),
    "import": lambda: __import__("lxml.etree"),
}
try:
    operations[sys.argv[1]]()
except OSError as error:
    print(error.strerror)
else:
    print("done")
"""


def _kernel_has_landlock() -> bool:
    if sys.platform != "linux":
        return False
    import ctypes  # noqa: PLC0415 - only needed on Linux

    version: int = ctypes.CDLL(None).syscall(sandbox.CREATE_RULESET, None, 0, sandbox.VERSION)
    return version >= sandbox.SCOPES_SINCE


needs_landlock = pytest.mark.skipif(not _kernel_has_landlock(), reason="the kernel lacks Landlock")


def attempt(operation: str, path: Path) -> str:
    """Return the outcome of an operation in a sandboxed process."""
    command = [sys.executable, "-I", "-c", PROGRAM, operation, str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@needs_landlock
@pytest.mark.parametrize("operation", ["read", "write", "remove", "connect", "look up", "kill"])
def test_a_sandboxed_process_cannot(operation: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hunter2")
    assert attempt(operation, tmp_path / "secret") in {
        "Permission denied", "Operation not permitted", "Network is unreachable", "Connection refused",
    }  # fmt: skip
    assert (tmp_path / "secret").read_text() == "hunter2"


def test_a_sandboxed_process_can_still_import(tmp_path: Path) -> None:
    assert attempt("import", tmp_path) == "done"
