"""The virtual environments of the programs that recruit is compared with, created on first use.

The project itself doesn't depend on the packages that it is compared with.
"""

import shutil
import subprocess
import venv
from pathlib import Path

from bench.findings import progress

HERE = Path(__file__).parent
CACHE = HERE / ".cache"
"""Folder for generated files, none of which is source."""

REQUIREMENTS = HERE / "requirements.txt"
ANCHOR = "31c10fd"
"""An earlier commit that recruit is compared with."""


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
        install = [str(python), *"-m pip install --quiet --disable-pip-version-check --requirement".split()]
        subprocess.run([*install, REQUIREMENTS], check=True)  # noqa: S603 - ours
        ready.write_text(REQUIREMENTS.read_text("utf-8"), "utf-8")
    return python


def anchor_python() -> Path:
    """Return the interpreter of the anchor's environment. Its commit is checked out and set up if needed."""
    place = CACHE / f"anchor-{ANCHOR}"
    if not (place / ".venv" / ".ready").exists():
        progress(f"Setting up commit {ANCHOR} with the packages that it locks …")
        shutil.rmtree(place, ignore_errors=True)
        add = ["git", "worktree", "add", "--quiet", "--detach", "--force", str(place), ANCHOR]
        for command in add, ["make", "--silent", "--directory", str(place), ".venv/.ready"]:
            subprocess.run(command, check=True, cwd=HERE)  # noqa: S603 - ours
    return place / ".venv" / "bin" / "python"
