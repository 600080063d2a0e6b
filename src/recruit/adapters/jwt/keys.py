"""Signing keys. The newest signs tokens; tokens signed with an older key stay valid until that key is retired."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from recruit.domain.accounts.model.signing_keys import check_keys, parse_key_file
from recruit.domain.shared.errors import ConfigurationError

KEY, OLD_KEYS, FILE = "RECRUIT_SECRET_KEY", "RECRUIT_OLD_SECRET_KEYS", "RECRUIT_SECRET_KEY_FILE"
SETTINGS = {OLD_KEYS: ""}
"""The adapter's own settings, with their defaults."""

ID_BYTES = 8


class SigningKeys:
    """Keys by id. An id is the beginning of the key's SHA-256, which reveals nothing about a random key."""

    def __init__(self, options: Mapping[str, str]) -> None:
        """Read the keys. Raises ConfigurationError if they can't be used."""
        self._options = options
        self._file = Path(options[FILE]) if FILE in options else None
        self.read()

    def read(self) -> None:
        """Replace the keys with freshly read ones. Raises ConfigurationError and keeps the old keys if that fails."""
        version = self._configured()
        self._keys, self._version = self._read(), version

    @property
    def newest(self) -> tuple[str, str]:
        """Id and value of the signing key."""
        return next(iter(self._keys.items()))

    def with_id(self, key_id: str | None) -> Iterable[str]:
        """Return the keys that may have signed a token with this key id.

        All keys are returned for None: tokens of older versions name no key. For an unknown id, the file is read again
        if it has changed: a restarted worker may already sign with a key that was added since.
        """
        if key_id is None:
            return self._keys.values()
        if key_id not in self._keys and self._configured() != self._version:
            self.read()
        return [self._keys[key_id]] if key_id in self._keys else []

    def _configured(self) -> tuple[int, int] | None:
        """Return the inode and modification time of the file, or None without a file."""
        if self._file is None:
            return None
        try:
            found = self._file.stat()
        except OSError as error:
            raise _unreadable(self._file, error) from None
        return found.st_ino, found.st_mtime_ns

    def _read(self) -> dict[str, str]:
        keys = check_keys([self._options.get(KEY, "")], KEY) if self._file is None else _lines(self._file)
        if OLD_KEYS in self._options:
            keys += check_keys([key.strip() for key in self._options[OLD_KEYS].split(",")], f"Each of {OLD_KEYS}")
        return {sha256(key.encode()).hexdigest()[: 2 * ID_BYTES]: key for key in keys}


def _lines(file: Path) -> list[str]:
    """Return the keys of a file, one per line."""
    try:
        text = file.read_text("utf-8")
    except OSError as error:
        raise _unreadable(file, error) from None
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{FILE} can't be used: {file} is no text") from error
    return parse_key_file(text, file)


def _unreadable(file: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(
        f"{FILE} can't be used: {error.strerror}: {file}: give a file that this user can read, such as one that "
        "`openssl rand -base64 48` has written"
    )
