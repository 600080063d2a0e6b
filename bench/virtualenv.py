"""The virtual environment of the usual program, created on first use.

The project itself doesn't depend on the packages that it is compared with.
"""

import subprocess
import venv
from pathlib import Path

from bench.findings import progress

HERE = Path(__file__).parent
CACHE = HERE / ".cache"
"""Folder for generated files, none of which is source."""

REQUIREMENTS = HERE / "requirements.txt"


def pinned() -> list[str]:
    """Return the pinned packages, as `name==version`."""
    lines = REQUIREMENTS.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def yardstick_python() -> Path:
    """Return the interpreter of the environment, which is created or updated if needed."""
    place = CACHE / "venv"
    python, ready = place / "bin" / "python", place / "requirements.txt"
    if not ready.exists() or ready.read_text("utf-8") != REQUIREMENTS.read_text("utf-8"):
        progress("Setting up the virtual environment of the usual program …")
        venv.create(place, with_pip=True, clear=True)
        (CACHE / ".gitignore").write_text("*\n", "utf-8")
        install = [str(python), *"-m pip install --quiet --disable-pip-version-check --requirement".split()]
        subprocess.run([*install, REQUIREMENTS], check=True)  # noqa: S603 - ours
        ready.write_text(REQUIREMENTS.read_text("utf-8"), "utf-8")
    return python
