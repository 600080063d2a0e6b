"""The key that signs tokens, kept beside the embedded database where the operator gives none."""

import os
import secrets
from pathlib import Path

from recruit.domain.model.errors import ConfigurationError
from recruit.entrypoints.settings import Settings

FILE = "secret.key"
OWN_DATA = ("embedded:", "memory:")
KEY_BYTES = 32


def secret_key(settings: Settings) -> str:
    """Return the key, made on first use.

    With an outside database several machines must share one key, so that it has to be given. Raises
    ConfigurationError.
    """
    if settings.secret_key is not None:
        return settings.secret_key
    if not settings.storage.startswith(OWN_DATA):
        raise ConfigurationError("RECRUIT_SECRET_KEY is missing: with a database of your own, give 32 bytes or more")
    path = settings.data_dir / FILE
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _create(path)
        return path.read_text("ascii")
    except OSError as error:
        raise ConfigurationError(f"RECRUIT_DATA_DIR can't be used: {error.strerror}: {error.filename}") from error


def _create(path: Path) -> None:
    """Write a whole key under its name at once: of two processes that start together one wins, and both use its key."""
    draft = path.with_name(f"{FILE}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:  # noqa: PTH123
        file.write(secrets.token_urlsafe(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
