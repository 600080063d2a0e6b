"""Backups in a directory that are named after their time, of which the newest are kept."""

import fcntl
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from recruit.domain.shared.errors import ConfigurationError

NAME = re.compile(r"recruit-\d{8}T\d{6}Z\.backup")
DRAFT = re.compile(rf"\.{NAME.pattern}\.\d+")
"""An unfinished backup, as `Schema.back_up` names it."""


def next_file(directory: Path, now: datetime) -> Path:
    """Return the path of a backup made at `now`, in UTC. Raises ConfigurationError if there is no such directory."""
    if not directory.is_dir():
        raise ConfigurationError(f"{directory} is no directory: create it, for the user who runs this command")
    return directory / f"recruit-{now:%Y%m%dT%H%M%SZ}.backup"


def remove_oldest(newest: Path, keep: int) -> Iterator[Path]:
    """Remove the oldest backups beside the newest until `keep` are left, and the drafts of killed processes.

    Yield what was removed. Files with other names are never touched. Raises ConfigurationError.
    """
    try:
        files = [file for file in newest.parent.iterdir() if file.is_file() and not file.is_symlink()]
        others = [file for file in files if NAME.fullmatch(file.name) and file != newest]
        # Those dated after the newest come first: their clock was wrong, or the present one is, and then all are older.
        others.sort(key=lambda file: (file.name < newest.name, file.name))
        drafts = [file for file in files if DRAFT.fullmatch(file.name) and _is_abandoned(file)]
        for file in [*others[: max(0, len(others) - keep + 1)], *drafts]:
            with suppress(FileNotFoundError):  # another run has removed it
                file.unlink()
                yield file
    except OSError as error:
        raise ConfigurationError(f"Old backups in {newest.parent} can't be removed: {error.strerror}") from None


def _is_abandoned(draft: Path) -> bool:
    """Return whether no process is writing a draft."""
    try:
        with draft.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
