"""Sets a checkout up: `python tools/set_up.py VIRTUAL-ENVIRONMENT COMMAND …`. The command installs packages.

Of several processes one does it, and the others wait. The locked packages are installed in batches, so that an
interrupted set-up goes on after the last complete one.
"""

import fcntl
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

SOURCES = ("requirements.lock", "pyproject.toml")
BATCHES = 4
REQUIREMENT = re.compile(r"^\S(?:.*\\\n)*.*$", re.MULTILINE)


def main() -> None:
    """Set up, unless another process has done it."""
    folder, *install = sys.argv[1:]
    environment = Path(folder).absolute()
    try:
        with locked(environment.with_name(f"{environment.name}.lock")):
            if not _is_ready(environment):
                set_up(environment, install)
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. The next `make` goes on with what is missing.")
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error.stderr or ''}The set-up failed. The next `make` goes on with what is missing.")


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the lock of a file, after other processes. Exit with what to do if the file can't be written."""
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        sys.exit(
            f"recruit can't be set up, since this user can't write in {file.parent} ({error.strerror}). Let this user "
            "write there, use a clone of this user, or install a release, which needs no checkout: docs/operations.md"
        )
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _say(f"Waiting for another process that holds {file.name}")
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(descriptor)


def set_up(environment: Path, install: Sequence[str]) -> None:
    """Create the environment, or go on with one whose set-up was interrupted, and install everything."""
    _say(f"Setting recruit up with Python {platform.python_version()}, once. This takes a minute or two.")
    _say(f"1/3 Creating a virtual environment in {environment.name}")
    if not _is_begun(environment):
        # A signal from the terminal reaches the child, too, whose traceback says nothing.
        create = [sys.executable, "-m", "venv", "--clear", str(environment)]
        subprocess.run(create, stderr=subprocess.PIPE, text=True, check=True)  # noqa: S603 - no shell
    _say("2/3 Downloading and installing the packages that requirements.lock names")
    wanted = REQUIREMENT.findall(Path(SOURCES[0]).read_text("utf-8"))
    for first in range(BATCHES):
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as batch:
            batch.write("\n".join(wanted[first::BATCHES]))
            batch.flush()
            _run([*install, "--quiet", "--no-deps", "--require-hashes", "--requirement", batch.name])
    _say("3/3 Installing recruit itself")
    _run([*install, "--quiet", "--no-deps", "--no-build-isolation", "--editable", "."])
    (environment / ".ready").touch()


def _is_ready(environment: Path) -> bool:
    ready = environment / ".ready"
    return ready.exists() and all(ready.stat().st_mtime >= Path(file).stat().st_mtime for file in SOURCES)


def _is_begun(environment: Path) -> bool:
    """Return whether the environment was created by this Python, and has not been complete before."""
    settings = environment / "pyvenv.cfg"
    is_complete = (environment / "bin" / "pip").exists() and settings.exists()
    is_new = not (environment / ".ready").exists()
    return is_new and is_complete and f"version = {platform.python_version()}\n" in settings.read_text("utf-8")


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True)  # noqa: S603 - no shell


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
