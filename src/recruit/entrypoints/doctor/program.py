"""Checks of the program itself: Python, and the files that were installed."""

import csv
import hashlib
import json
import platform
import sys
from base64 import urlsafe_b64encode
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import recruit
from recruit.ports.diagnosis import Finding, Verdict

PYTHON = "Programming Language :: Python :: 3."
VENDORED = Path(recruit.__file__).parent / "entrypoints" / "web" / "static" / "vendor"
"""Scripts of others that the console uses."""

LOCK = "LOCK.json"
INSTALL_AGAIN = "install the same version of recruit again"


def python(version: tuple[int, int] = sys.version_info[:2]) -> Finding:
    """Check that recruit is tested with this version of Python, which its classifiers tell."""
    try:
        classifiers = distribution("recruit").metadata.get_all("Classifier") or []
    except PackageNotFoundError:
        classifiers = []
    tested = [(3, int(one.removeprefix(PYTHON))) for one in classifiers if one.startswith(PYTHON)]
    if not tested:
        return Finding(Verdict.FAILED, "Python", f"the package's metadata is missing: {INSTALL_AGAIN}")
    if version in tested:
        return Finding(Verdict.OK, "Python", platform.python_version())
    found, oldest, newest = (".".join(map(str, one)) for one in (version, min(tested), max(tested)))
    text = f"it is {found}, and recruit is tested with {oldest} to {newest}: install it with one of these"
    return Finding(Verdict.FAILED if version < min(tested) else Verdict.WARNING, "Python", text)


def files(package: Distribution | None = None) -> Finding:
    """Check every file of the package, by default this one, against the hashes recorded when it was installed."""
    try:
        package = package or distribution("recruit")
    except PackageNotFoundError:
        return Finding(Verdict.FAILED, "files", f"the package's metadata is missing: {INSTALL_AGAIN}")
    rows = csv.reader((package.read_text("RECORD") or "").splitlines())
    recorded = [(row[0], row[1]) for row in rows if len(row) > 1 and row[1]]  # a full disk cuts its last line off
    if not any(name.startswith("recruit/") for name, _ in recorded):
        return Finding(Verdict.SKIPPED, "files", f"those of a checkout, {Path(recruit.__file__).parents[2]}")
    faulty = [name for name, expected in recorded if expected != _recorded(Path(str(package.locate_file(name))))]
    if faulty:
        text = f"missing or changed: {len(faulty)}, such as {faulty[0]}: {INSTALL_AGAIN}"
        return Finding(Verdict.FAILED, "files", text)
    return Finding(Verdict.OK, "files", f"as they were installed: {len(recorded)}")


def _recorded(file: Path) -> str:
    """Return the hash of a file as a RECORD has it."""
    return f"sha256={urlsafe_b64encode(_digest(file)).rstrip(b'=').decode()}"


def _digest(file: Path) -> bytes:
    """Return the hash of a file, empty if it can't be read."""
    try:
        return hashlib.sha256(file.read_bytes()).digest()
    except OSError:
        return b""


def console() -> Finding:
    """Check the console's scripts of others."""
    if differing := vendored_differences():
        text = f"missing, changed or unknown: {len(differing)}, such as {differing[0]}: {INSTALL_AGAIN}"
        return Finding(Verdict.FAILED, "console", text)
    return Finding(Verdict.OK, "console", "its scripts are complete")


def vendored_differences(root: Path = VENDORED) -> list[str]:
    """Return the names of the files in a folder that differ from those in its lock, sorted."""
    try:
        locked = json.loads((root / LOCK).read_text("utf-8"))
    except (OSError, ValueError):
        return [LOCK]
    hashes = {name: one for package in locked.values() for name, one in package["sha256"].items()}
    present = {
        path.relative_to(root).as_posix(): _digest(path).hex()
        for path in root.rglob("*")
        if path.is_file() and path.name != LOCK
    }
    return sorted(name for name in hashes.keys() | present.keys() if hashes.get(name) != present.get(name))
