"""Makefile: an unsuitable Python is refused, and concurrent runs set up once."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tools.set_up import BATCHES

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


INSTALL = """#!/bin/sh
echo installs >> {folder}/log
case "$*" in *--require-hashes*) echo >{folder}/began; cat {folder}/pipe;; esac
"""
"""Installs nothing. For locked packages it says through a pipe that it begins, and waits for the end of another."""


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """Set up in a folder of the test, with a program that installs nothing."""
    install = tmp_path / "install"
    install.write_text(INSTALL.format(folder=tmp_path))
    install.chmod(0o755)
    for pipe in ("began", "pipe"):
        os.mkfifo(tmp_path / pipe)
    target = str(tmp_path / "venv" / ".ready")
    return ["make", target, f"PYTHON={sys.executable}", f"VENV={tmp_path}/venv", f"INSTALL={install}"]


def go_on(folder: Path, batches: int) -> None:
    """Let the program install some batches of packages."""
    for _ in range(batches):
        (folder / "began").read_text()
        (folder / "pipe").open("w").close()


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_of_two_concurrent_runs_one_sets_up_and_the_other_waits(tmp_path: Path, command: list[str]) -> None:
    with subprocess.Popen(command, cwd=ROOT, env=WITHOUT_MAKE, stdout=subprocess.PIPE, text=True) as first:
        go_on(tmp_path, 1)  # it has the lock
        second = subprocess.Popen(command, cwd=ROOT, env=WITHOUT_MAKE, stdout=subprocess.PIPE, text=True)
        assert second.stdout is not None
        assert second.stdout.readline() == "Waiting for another process that holds venv.lock\n"
        go_on(tmp_path, BATCHES - 1)
        assert (first.wait(), second.wait()) == (0, 0)
        second.stdout.close()
    assert (tmp_path / "log").read_text() == "installs\n" * (BATCHES + 1)
    assert (tmp_path / "venv" / ".ready").exists()


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_an_interrupted_set_up_says_so_and_goes_on(tmp_path: Path, command: list[str]) -> None:
    with subprocess.Popen(
        command, cwd=ROOT, env=WITHOUT_MAKE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    ) as interrupted:  # fmt: skip
        go_on(tmp_path, 1)
        os.killpg(interrupted.pid, signal.SIGINT)
        _, problems = interrupted.communicate()
    assert "Interrupted. The next `make` goes on with what is missing." in problems
    assert "Traceback" not in problems
    kept = tmp_path / "venv" / "kept"
    kept.touch()
    with subprocess.Popen(command, cwd=ROOT, env=WITHOUT_MAKE, stdout=subprocess.DEVNULL) as again:
        go_on(tmp_path, BATCHES)
        assert again.wait() == 0
    assert kept.exists()


def test_a_folder_that_cannot_be_written_to_is_named_with_what_to_do(tmp_path: Path) -> None:
    command = [sys.executable, "tools/set_up.py", str(tmp_path / "missing" / "venv"), "false"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"recruit can't be set up, since this user can't write in {tmp_path}/missing")
    assert done.stderr.count("\n") == 1
