"""The keys that sign tokens. The newest signs; a token that an older one has signed holds until that key is retired."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from recruit.domain.shared.errors import ConfigurationError

KEY, OLD_KEYS, FILE = "RECRUIT_SECRET_KEY", "RECRUIT_OLD_SECRET_KEYS", "RECRUIT_SECRET_KEY_FILE"
SETTINGS = {OLD_KEYS: ""}
"""Those of this adapter's own, with their defaults."""

KEY_BYTES = 32
ID_BYTES = 8


class SigningKeys:
    """Keys by what tokens call them: the beginning of their SHA-256, which tells nothing of a key of random bits."""

    def __init__(self, options: Mapping[str, str]) -> None:
        """Read them. Raises ConfigurationError for keys that can't be used."""
        self._options = options
        self._file = Path(options[FILE]) if FILE in options else None
        self.read()

    def read(self) -> None:
        """Read them, in place of those from before. Raises ConfigurationError, and keeps those."""
        version = self._written()
        self._keys, self._version = self._read(), version

    @property
    def newest(self) -> tuple[str, str]:
        """The id of the key that signs, and the key."""
        return next(iter(self._keys.items()))

    def called(self, key_id: str | None) -> Iterable[str]:
        """Return the keys that may have signed a token which names this one; those from before name none.

        A key that isn't known may have come into the file since: another worker, which has been started anew, signs
        with it already.
        """
        if key_id is None:
            return self._keys.values()
        if key_id not in self._keys and self._written() != self._version:
            self.read()
        return [self._keys[key_id]] if key_id in self._keys else []

    def _written(self) -> tuple[int, int] | None:
        """Return what changes whenever the file is written."""
        if self._file is None:
            return None
        try:
            found = self._file.stat()
        except OSError as error:
            raise _unreadable(self._file, error) from None
        return found.st_ino, found.st_mtime_ns

    def _read(self) -> dict[str, str]:
        keys = _long_enough([self._options.get(KEY, "")], KEY) if self._file is None else _lines(self._file)
        if OLD_KEYS in self._options:
            keys += _long_enough([key.strip() for key in self._options[OLD_KEYS].split(",")], f"Each of {OLD_KEYS}")
        return {sha256(key.encode()).hexdigest()[: 2 * ID_BYTES]: key for key in keys}


def _lines(file: Path) -> list[str]:
    """Return the keys of a file, one a line."""
    try:
        text = file.read_text("utf-8")
    except OSError as error:
        raise _unreadable(file, error) from None
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{FILE} can't be used: {file} is no text") from error
    if not text:
        raise ConfigurationError(
            f"{file} is empty: put its keys back, or make a new one with `recruit key rotate`, which ends all sessions"
        )
    return _long_enough(text.splitlines(), f"Each line of {file}, a key,")


def _long_enough(keys: list[str], which: str) -> list[str]:
    if any(len(key.encode()) < KEY_BYTES for key in keys):
        raise ConfigurationError(f"{which} must have at least {KEY_BYTES} bytes")
    return keys


def _unreadable(file: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(f"{FILE} can't be used: {error.strerror}: {file}")
