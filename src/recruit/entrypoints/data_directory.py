"""Default location of the data directory, used when RECRUIT_DATA_DIR isn't set."""

import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import recruit
from recruit.domain.shared.errors import ConfigurationError

NAME = ".data"
"""Name of the data directory in a checkout."""


def default_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """Return `.data` in the checkout that the program runs from, otherwise the platform's data directory.

    The result doesn't depend on the working directory, which may differ between a service and a shell. Raises
    ConfigurationError for a user without a home directory.
    """
    if (checkout := _checkout()) is not None:
        return checkout / NAME
    if sys.platform == "darwin":
        return _home() / "Library" / "Application Support" / "recruit"
    if os.geteuid() == 0:
        return Path("/var/lib/recruit")
    shared = Path(environment.get("XDG_DATA_HOME", ""))
    return (shared if shared.is_absolute() else _home() / ".local" / "share") / "recruit"


def require_data(storage: str, directory: Path) -> None:
    """Raise ConfigurationError if the data directory is missing or empty.

    Without this check, a command would create an empty database and report on that. A `storage` other than
    `embedded:` needs no data directory and is accepted.
    """
    if storage != "embedded:":
        return
    try:
        empty = not any(directory.iterdir())
    except FileNotFoundError:
        empty = True
    except OSError:  # opening the key or the database raises a more specific error
        return
    if empty:
        raise ConfigurationError(
            f"There is no database in {directory}: set RECRUIT_DATA_DIR to the server's data directory "
            "(`recruit serve` creates a new one)"
        )


def _checkout() -> Path | None:
    """Return the root of the source tree that contains this package (an editable installation), otherwise None."""
    package = Path(recruit.__file__).resolve().parent
    root = package.parent.parent
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text("utf-8")).get("project", {})
    except (OSError, ValueError):
        return None
    return root if project.get("name") == "recruit" and package == root / "src" / "recruit" else None


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError as error:
        raise ConfigurationError("This user has no home directory: set RECRUIT_DATA_DIR") from error
