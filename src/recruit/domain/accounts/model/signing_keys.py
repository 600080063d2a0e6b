"""Keys that sign tokens, in a file with one key a line, newest first."""

from recruit.domain.shared.errors import ConfigurationError

KEY_BYTES = 32
BYTE_ORDER_MARK = "\ufeff"


def parse_key_file(text: str, file: object) -> list[str]:
    """Return the keys in the text of the file `file`. Raises ConfigurationError for no key and for an invalid one."""
    if not text:
        raise ConfigurationError(
            f"{file} is empty: put its keys back, or make a new one with `recruit key rotate`, which ends all sessions"
        )
    return check_keys(text.splitlines(), f"Each line of {file}, a key,")


def check_keys(keys: list[str], which: str) -> list[str]:
    """Return the keys. Raises ConfigurationError for an invalid one, with the subject `which` in its message."""
    if any(BYTE_ORDER_MARK in key for key in keys):
        raise ConfigurationError(f"{which} must have no byte order mark (BOM): save it as UTF-8 without one")
    if any(len(key.encode()) < KEY_BYTES for key in keys):
        raise ConfigurationError(f"{which} must have at least {KEY_BYTES} bytes")
    return keys
