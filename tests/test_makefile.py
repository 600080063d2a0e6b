"""Makefile: it refuses an unsuitable Python before it creates anything."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
@pytest.mark.parametrize("python", ["false", "no-such-python", ""], ids=["too old", "not there", "none"])
def test_a_python_that_does_not_suit_is_refused_before_anything_is_made(tmp_path: Path, python: str) -> None:
    command = ["make", "run", f"PYTHON={python}", f"VENV={tmp_path}/venv"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert done.stderr.startswith("recruit needs Python 3.11 or newer with its venv module")
    assert not list(tmp_path.iterdir())
