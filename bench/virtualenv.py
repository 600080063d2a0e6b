"""The virtual environment of the usual program, made on first use, so that the project doesn't depend on its rivals."""

import subprocess
import venv
from pathlib import Path

from bench.findings import say

HERE = Path(__file__).parent
CACHE = HERE / ".cache"
"""What measurements leave behind: nothing of it is source."""

REQUIREMENTS = HERE / "requirements.txt"


def pinned() -> list[str]:
    """Return the packages with their versions."""
    lines = REQUIREMENTS.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def yardstick_python() -> Path:
    """Return the interpreter that has them."""
    place = CACHE / "venv"
    python, ready = place / "bin" / "python", place / "requirements.txt"
    if not ready.exists() or ready.read_text("utf-8") != REQUIREMENTS.read_text("utf-8"):
        say("Setting up the virtual environment of the usual program …")
        venv.create(place, with_pip=True, clear=True)
        (CACHE / ".gitignore").write_text("*\n", "utf-8")
        install = [str(python), *"-m pip install --quiet --disable-pip-version-check --requirement".split()]
        subprocess.run([*install, REQUIREMENTS], check=True)  # noqa: S603 - ours
        ready.write_text(REQUIREMENTS.read_text("utf-8"), "utf-8")
    return python
