"""Small disks, which tests fill."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(directory: Path, size: str) -> Iterator[Path]:
    """Mount a disk of a size, such as 16k, while the block lasts. Skip the test without the right to."""
    (disk := directory / "disk").mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    options = ["-t", "tmpfs", "-o", f"size={size}", "recruit", str(disk)]
    if not mount or not unmount or subprocess.run([mount, *options], check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        yield disk
    finally:
        subprocess.run([unmount, "--lazy", disk], check=True)
