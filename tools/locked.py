"""Runs a command while it holds a lock: `python tools/locked.py LOCK-FILE COMMAND …`."""

import fcntl
import os
import sys
from pathlib import Path


def main() -> None:
    """Lock the file, waiting for another process that holds it, and become the command, which keeps the lock."""
    file, *command = sys.argv[1:]
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(f"Waiting for another process that holds {Path(file).name}", flush=True)  # noqa: T201
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    os.set_inheritable(descriptor, True)  # noqa: FBT003 - it takes no keyword
    os.execvp(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main()
