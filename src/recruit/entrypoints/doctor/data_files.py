"""Checks of the data directory, its disk and the keys that sign tokens."""

import os
import pwd
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR

from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints import signing_key
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.startup_checks import data_warnings, unsafe_mode
from recruit.ports.diagnosis import Finding, Verdict

MIB = 2**20
LEAST_BYTES = 192 * MIB
"""Free space in bytes from which on an embedded database accepts writes."""

FEW_BYTES = 2**30


def findings(settings: Settings) -> Iterator[Finding]:
    """Check them all. Storage in memory has no data directory."""
    yield _key(settings)
    if settings.is_in_memory:
        yield Finding(Verdict.SKIPPED, "data", "RECRUIT_STORAGE is memory:, which keeps nothing")
        return
    yield _directory(settings.data_dir, is_embedded=settings.storage.startswith("embedded:"))
    yield _disk(settings.data_dir)
    for warning in data_warnings(settings):
        yield Finding(Verdict.FAILED, "data", warning)
    cluster = settings.data_dir / "postgres"
    if settings.storage.startswith("embedded:"):
        for warning in unsafe_mode(cluster, 0o027, "PostgreSQL refuses to start with it", "chmod 700"):
            yield Finding(Verdict.FAILED, "data", warning)


def _key(settings: Settings) -> Finding:
    """Check the file of keys. The errors of the settings include a key in the environment that is none."""
    try:
        signing_key.key_option(settings)
        path = signing_key.key_file(settings)
        if path is None:
            where = "drawn at each start" if settings.secret_key is None else "in RECRUIT_SECRET_KEY"
            return Finding(Verdict.OK, "key", where)
        if signing_key.lacks_key(settings):
            return Finding(Verdict.SKIPPED, "key", f"{path} isn't there yet: `recruit serve` creates it")
        older, _ = signing_key.older_keys(settings)
    except ConfigurationError as error:
        return Finding(Verdict.FAILED, "key", str(error))
    return Finding(Verdict.OK, "key", f"{path}, keys: {older + 1}")


def _directory(path: Path, *, is_embedded: bool) -> Finding:
    me = _user(os.geteuid())
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return _missing_directory(path, me)
    except OSError as error:
        text = f"{path} can't be used by {me}: {error.strerror}: run recruit as another user, or set RECRUIT_DATA_DIR"
        return Finding(Verdict.FAILED, "data", text)
    if not S_ISDIR(found.st_mode):
        return Finding(Verdict.FAILED, "data", f"{path} is a file: set RECRUIT_DATA_DIR to a directory")
    owner, is_mine = _user(found.st_uid), os.geteuid() in {0, found.st_uid}
    is_writable = os.access(path, os.R_OK | os.W_OK | os.X_OK)
    if not is_mine and (is_embedded or not is_writable):
        text = f"{path} belongs to {owner}, and this is {me}: run recruit as {owner}, or `chown -R {me} {path}`"
        return Finding(Verdict.FAILED, "data", text)
    if not is_writable:
        text = f"{path} can't be written: `chmod u+rwx {path}`, or mount its file system for writing"
        return Finding(Verdict.FAILED, "data", text)
    return Finding(Verdict.OK, "data", f"{path}, owned by {owner}")


def _missing_directory(path: Path, me: str) -> Finding:
    parent = _nearest(path)
    if not parent.is_dir():
        return Finding(Verdict.FAILED, "data", f"{path} lies below a file: set RECRUIT_DATA_DIR to a directory")
    if os.access(parent, os.W_OK | os.X_OK):
        return Finding(Verdict.SKIPPED, "data", f"{path} isn't there yet: `recruit serve` creates it")
    text = f"{path} isn't there, and {me} can't create it in {parent}: create it as root and give it to {me}"
    return Finding(Verdict.FAILED, "data", text)


def _disk(path: Path) -> Finding:
    try:
        disk = os.statvfs(_nearest(path))
    except OSError as error:
        return Finding(Verdict.FAILED, "disk", f"the disk of {path} can't be examined: {error.strerror}: check it")
    free = disk.f_bavail * disk.f_frsize  # for users other than root, as PostgreSQL never runs as root
    text = f"{free // MIB} MiB are free for {path}"
    if free < LEAST_BYTES:
        return Finding(
            Verdict.FAILED, "disk", f"{text}, and less than {LEAST_BYTES // MIB} MiB can stop writes: free some"
        )
    if free < FEW_BYTES:
        return Finding(Verdict.WARNING, "disk", f"{text}: free some soon")
    return Finding(Verdict.OK, "disk", text)


def _nearest(path: Path) -> Path:
    """Return the path or its nearest parent that exists."""
    return next((one for one in (path, *path.parents) if os.access(one, os.F_OK)), Path("/"))


def _user(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
