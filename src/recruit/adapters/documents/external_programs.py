"""External programs that read formats not supported here, used if they are installed."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence

from recruit.adapters.documents import limits

NAMES = ("antiword", "catdoc", "tesseract")
MOST_OUTPUT = 8 << 20
"""Limit in bytes."""

ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}

Tools = Mapping[str, str | None]


def find() -> Tools:
    """Return the path of each program, or None if it isn't installed."""
    return {name: shutil.which(name) for name in NAMES}


def run(command: Sequence[str], data: bytes | None, seconds: float, files: Sequence[int] = ()) -> bytes | None:
    """Run a program under this process's limits and return its output, or None if it fails or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - a known program, with arguments that don't come from users
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL if data is None else None,
            timeout=max(seconds, 0.1),
            env=ENVIRONMENT,
            pass_fds=files,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout[:MOST_OUTPUT]


@contextlib.contextmanager
def memory_file(data: bytes) -> Iterator[tuple[str, int]]:
    """Yield the path and the descriptor of an in-memory file; the process may not write to disk."""
    descriptor = os.memfd_create("document")
    try:
        with limits.writable_file(len(data)):
            os.write(descriptor, data)
        yield f"/proc/self/fd/{descriptor}", descriptor
    finally:
        os.close(descriptor)
