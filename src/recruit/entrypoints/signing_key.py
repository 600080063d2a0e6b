"""Key file: the keys that sign tokens, one a line, newest first. An embedded database has it in the data directory.

Storage in memory has no key file of its own: its process draws a key, and its tokens end with it.
"""

import errno
import fcntl
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from stat import S_IMODE

from recruit.domain.accounts.model.signing_keys import KEY_BYTES, parse_key_file
from recruit.domain.shared.errors import ConfigurationError, Unavailable
from recruit.entrypoints.settings import Settings

FILE = "secret.key"
FIRST_START = "first-start"
"""File in the data directory during a first start, until the key is created."""

OWNER_ONLY = 0o600
REMEDIES = {
    errno.ENOSPC: "free some space there",
    errno.EDQUOT: "free some space there",
    errno.ENOTDIR: "a part of that path is a file, give another path",
    errno.EISDIR: "give the path of a file",
}
"""What to do about an error of the file system, by its number."""

KEY_IN_ENVIRONMENT = (
    "RECRUIT_SECRET_KEY is set, so that there is no file of keys: put another key there and this one into "
    "RECRUIT_OLD_SECRET_KEYS, or retire keys by taking them out of it"
)
KEY_MISSING = (
    "RECRUIT_SECRET_KEY is missing: with a database of your own, give 32 bytes or more, such as those of "
    "`openssl rand -base64 48`, or a file with them as RECRUIT_SECRET_KEY_FILE"
)
TWO_KEY_SETTINGS = "RECRUIT_SECRET_KEY and RECRUIT_SECRET_KEY_FILE are set: choose one"
IN_MEMORY = (
    "RECRUIT_STORAGE is memory:, whose key ends with the server, so that there is no file of keys: give "
    "RECRUIT_SECRET_KEY_FILE as the server has it"
)


def key_options(settings: Settings, *, served: bool = False) -> Mapping[str, str]:
    """Return `key_option`, and create the data directory if the key file belongs there.

    With `served`, tokens were signed before: a missing file raises Unavailable. Raises ConfigurationError.
    """
    found = key_option(settings)
    if (path := _own_file(settings)) is not None:
        with _config_errors(settings):
            if served and not path.exists():
                raise Unavailable(f"The keys that sign tokens, {path}, are gone: put them back")
            _make_directory(path.parent)
    return found


def key_option(settings: Settings) -> Mapping[str, str]:
    """Return the option that locates the key file or holds a new key, none where the keys are in the environment.

    Raises ConfigurationError for settings that exclude each other, or a missing one.
    """
    if settings.secret_key is not None and settings.secret_key_file is None:
        return {}
    if settings.is_in_memory and settings.secret_key_file is None:
        return {"RECRUIT_SECRET_KEY": _new_key()}
    return {"RECRUIT_SECRET_KEY_FILE": str(_key_path(settings))}


def lacks_key(settings: Settings) -> bool:
    """Return whether the key file is missing and is one that recruit creates itself."""
    path = _own_file(settings)
    with _config_errors(settings):
        return path is not None and not path.exists()


def mark_first_start(settings: Settings) -> None:
    """Mark a new data directory until its first key exists: a start may end before. Raises ConfigurationError."""
    if lacks_key(settings) and not (settings.data_dir / "postgres").exists():
        with _config_errors(settings):
            (settings.data_dir / FIRST_START).touch(OWNER_ONLY)


def create_key(settings: Settings) -> None:
    """Create the key file with a first key if it is missing. Raises ConfigurationError."""
    if lacks_key(settings):
        with _config_errors(settings):
            path = _key_path(settings)
            # If two processes start together, one creates the file and both use its key.
            with _temporary_file(path, [_new_key()]) as draft, suppress(FileExistsError):
                os.link(draft, path)
            (settings.data_dir / FIRST_START).unlink(missing_ok=True)


def key_file(settings: Settings) -> Path | None:
    """Return the path of the key file, which may not exist; None where the keys are in the environment or in memory."""
    return settings.secret_key_file or _own_file(settings)


def rotate(settings: Settings) -> Path:
    """Insert a new key at the top of the key file, and return the file's path. Raises ConfigurationError.

    The directory must exist, so that a mistyped one is noticed.
    """
    path = _key_path(settings)
    with _config_errors(settings):
        path.parent.stat()
    key_options(settings)
    create_key(settings)
    with _config_errors(settings), _locked(path):
        _replace(path, [_new_key(), *(_keys(path) if path.stat().st_size else [])])
    return path


def older_keys(settings: Settings) -> tuple[int, datetime]:
    """Return the number of keys older than the newest, and the file's modification time. Raises ConfigurationError."""
    path = _key_path(settings)
    with _config_errors(settings):
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return len(_keys(path)) - 1, changed


def retire(settings: Settings) -> int:
    """Remove all keys but the newest, and return the number of removed keys. Raises ConfigurationError."""
    path = _key_path(settings)
    with _config_errors(settings), _locked(path):
        newest, *others = _keys(path)
        if others:
            _replace(path, [newest])
    return len(others)


def _own_file(settings: Settings) -> Path | None:
    """Return the path of the key file that recruit creates itself, None where it creates none."""
    is_given = settings.secret_key_file is not None or settings.secret_key is not None
    return None if is_given or not settings.storage.startswith("embedded:") else settings.data_dir / FILE


def _key_path(settings: Settings) -> Path:
    """Return the path of the key file. Raises ConfigurationError.

    With an external database the operator must supply the keys, because several machines may share them.
    """
    if settings.secret_key is not None:
        raise ConfigurationError(TWO_KEY_SETTINGS if settings.secret_key_file is not None else KEY_IN_ENVIRONMENT)
    if settings.secret_key_file is not None:
        return settings.secret_key_file
    if settings.is_in_memory:
        raise ConfigurationError(IN_MEMORY)
    if not settings.storage.startswith("embedded:"):
        raise ConfigurationError(KEY_MISSING)
    return settings.data_dir / FILE


def _keys(path: Path) -> list[str]:
    """Return the keys of the file. Raises ConfigurationError if there are none or one can't be a key."""
    return parse_key_file(path.read_text("utf-8"), path)


def _make_directory(directory: Path) -> None:
    """Create the data directory if it is missing. Raises ConfigurationError and OSError."""
    try:
        directory.mkdir(mode=0o711, parents=True, exist_ok=True)  # as the embedded database creates it
    except FileNotFoundError:  # a file system such as /proc, in which directories can't be created
        raise ConfigurationError(f"RECRUIT_DATA_DIR can't be used: {directory} can't be created") from None


def _new_key() -> str:
    return secrets.token_urlsafe(KEY_BYTES)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Lock the key file against other processes. If it was replaced during the wait, lock the new file."""
    while True:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if os.path.samestat(path.stat(), os.fstat(file.fileno())):
                yield
                return


def _replace(path: Path, keys: Sequence[str]) -> None:
    """Replace the file atomically. Owner and mode stay: root may run this, and the server must read the file."""
    before = path.stat()
    with _temporary_file(path, keys) as draft:
        os.chown(draft, before.st_uid, before.st_gid)
        draft.chmod(S_IMODE(before.st_mode))
        draft.rename(path)


@contextmanager
def _temporary_file(path: Path, keys: Sequence[str]) -> Iterator[Path]:
    """Write keys to a temporary file next to `path`, with mode 600. Delete it after the block if it still exists."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")  # containers that share a volume may share a pid
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w", encoding="utf-8") as file:  # noqa: PTH123
            file.writelines(f"{key}\n" for key in keys)
            file.flush()
            os.fsync(file.fileno())
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _remedy(name: str) -> str:
    """Return what gives this user access to a file. Root may have copied it into this user's directory."""
    path, me = Path(name), os.geteuid()
    try:
        if path.stat().st_uid == me:
            return f"`chmod u+rw {path}`"
        if path.parent.stat().st_uid == me:
            return f"as root, `chown {me} {path}`"
    except FileNotFoundError:
        return f"let this user write in {path.parent}"
    except OSError:
        pass
    return "run recruit as the user who owns it"


@contextmanager
def _config_errors(settings: Settings) -> Iterator[None]:
    """Translate errors of the file system and of decoding into ConfigurationError."""
    which = "RECRUIT_DATA_DIR" if settings.secret_key_file is None else "RECRUIT_SECRET_KEY_FILE"
    try:
        yield
    except FileNotFoundError:
        raise ConfigurationError(
            f"There are no keys in {_key_path(settings)}: give {which} as the server has it"
        ) from None
    except FileExistsError as error:  # a file where the data directory should be created
        raise ConfigurationError(f"{which} can't be used: {error.filename} is a file: give a directory") from None
    except PermissionError as error:
        raise ConfigurationError(
            f"{which} can't be used: this user may not use {error.filename}: {_remedy(error.filename)}, or set {which} "
            "to a place of this user"
        ) from None
    except OSError as error:
        place = error.filename or _key_path(settings)  # the error of a full disk names no file
        remedy = REMEDIES.get(error.errno or 0, f"set {which} to a place of this user")
        raise ConfigurationError(f"{which} can't be used: {error.strerror}: {place}: {remedy}") from None
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{which} can't be used: {_key_path(settings)} is no text") from error
