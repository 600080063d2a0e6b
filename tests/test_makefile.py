"""Makefile: an unsuitable Python is refused, and concurrent runs set up once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WITHOUT_MAKE = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL"}}
"""The environment without the variables of an outer make, which would make the inner make print its directory."""


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
@pytest.mark.parametrize("python", ["false", "no-such-python", ""], ids=["too old", "not there", "none"])
def test_an_unsuitable_python_is_refused_before_anything_is_created(tmp_path: Path, python: str) -> None:
    command = ["make", "run", f"PYTHON={python}", f"VENV={tmp_path}/venv"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert done.stderr.startswith("recruit needs Python 3.11 or newer with its venv module")
    assert not list(tmp_path.iterdir())


PYTHON = """#!/bin/sh
[ "$1" = -m ] || exec {python} "$@"
echo set up >> {folder}/log
mkdir -p {folder}/venv/bin
printf '#!/bin/sh\\n[ "$4" != --require-hashes ] || cat {folder}/pipe\\n' > {folder}/venv/bin/pip
chmod +x {folder}/venv/bin/pip
"""
"""Creates a virtual environment whose pip, for the locked packages, waits until a pipe is opened and closed."""


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_of_two_concurrent_runs_one_sets_up_and_the_other_waits(tmp_path: Path) -> None:
    python, ready = tmp_path / "python", tmp_path / "venv" / ".ready"
    python.write_text(PYTHON.format(python=sys.executable, folder=tmp_path))
    python.chmod(0o755)
    os.mkfifo(tmp_path / "pipe")
    command = ["make", str(ready), f"PYTHON={python}", f"VENV={tmp_path}/venv"]
    with subprocess.Popen(command, cwd=ROOT, env=WITHOUT_MAKE, stdout=subprocess.PIPE, text=True) as first:
        with (tmp_path / "pipe").open("w"):  # the first run installs its first packages
            second = subprocess.Popen(command, cwd=ROOT, env=WITHOUT_MAKE, stdout=subprocess.PIPE, text=True)
            assert second.stdout is not None
            assert second.stdout.readline() == "Waiting for another process that holds venv.lock\n"
        assert (first.wait(), second.wait()) == (0, 0)
        second.stdout.close()
    assert (tmp_path / "log").read_text() == "set up\n"
    assert ready.exists()
