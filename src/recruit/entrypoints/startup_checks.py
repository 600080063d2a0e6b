"""Startup checks that warn the operator without preventing the start."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

from recruit.entrypoints.data_directory import NAME
from recruit.entrypoints.kernel import adapter_settings
from recruit.entrypoints.setting_fields import parse_path
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.signing_key import FIRST_START, key_file

PROVIDERS_FILE = "RECRUIT_OIDC_FILE"

log = logging.getLogger(__name__)


def log_warnings(settings: Settings) -> None:
    """Log a warning for every problem with the settings, the data directory and the signing keys."""
    for warning in warnings(settings):
        log.warning(warning)


def warnings(settings: Settings) -> Iterator[str]:
    """Yield a message for every problem with the settings, the data directory and the signing keys."""
    yield from settings_warnings(settings)
    yield from data_warnings(settings)


def data_warnings(settings: Settings) -> Iterator[str]:
    """Warn of missing files, and of modes that let other users read or change files."""
    yield from _missing_database(settings)
    yield from _missing_keys(settings)
    yield from unsafe_mode(settings.data_dir, 0o022, "other users can change what is in it", "chmod go-w")
    if (keys := key_file(settings)) is not None and not os.path.isdir(keys):  # noqa: PTH112 - a Path raises where it may not look
        yield from unsafe_mode(keys, 0o077, "other users can reach the keys that sign tokens", "chmod 600")
    if PROVIDERS_FILE in settings.options:
        file = parse_path(PROVIDERS_FILE, settings.options[PROVIDERS_FILE])
        yield from unsafe_mode(file, 0o022, "other users can decide who signs in", "chmod go-w")
        if settings.public_url is None:
            yield f"{PROVIDERS_FILE} is set without RECRUIT_PUBLIC_URL: its sign-ins work on this machine only"


def settings_warnings(settings: Settings) -> Iterator[str]:
    """Warn of unknown setting names, a database of earlier versions, mail without links, and a proxy that isn't set."""
    yield from settings.unknown_warnings(adapter_settings)
    yield from _unused_database(settings)
    yield from _mail_without_links(settings)
    yield from _untrusted_proxy(settings)


def _mail_without_links(settings: Settings) -> Iterator[str]:
    """Warn if mail is delivered but has no address for its links, which never comes from a request."""
    if settings.public_url is None and not settings.mail.startswith("file:"):
        yield (
            "RECRUIT_MAIL is set but RECRUIT_PUBLIC_URL isn't: no mail is sent, as its links would have no address. "
            "Set RECRUIT_PUBLIC_URL to what users connect to, such as https://hr.example.com"
        )


def _untrusted_proxy(settings: Settings) -> Iterator[str]:
    """Warn if users connect by HTTPS, which takes a proxy, and no proxy is trusted to say so."""
    if (settings.public_url or "").startswith("https:") and not settings.http.trusted_proxies:
        yield (
            "RECRUIT_PUBLIC_URL begins with https: but RECRUIT_TRUSTED_PROXIES names no proxy: cookies lack Secure, "
            "and all users have the proxy's address. Set RECRUIT_TRUSTED_PROXIES to that address, such as 127.0.0.1"
        )


def _unused_database(settings: Settings) -> Iterator[str]:
    """Warn of an unused database in the working directory, the default of earlier versions."""
    before, chosen = Path(NAME).absolute(), settings.data_dir
    if "RECRUIT_DATA_DIR" in settings.options or not settings.storage.startswith("embedded:"):
        return
    if os.path.realpath(before) != os.path.realpath(chosen) and os.access(before / "postgres", os.F_OK):
        yield (
            f"{before} holds a database, but the one in {chosen} is used. To use the former set "
            f"RECRUIT_DATA_DIR={before}; to keep to the latter without this warning set RECRUIT_DATA_DIR={chosen}"
        )


def _missing_database(settings: Settings) -> Iterator[str]:
    """Warn if the data directory has signing keys of an earlier start but no database. The server creates a new one."""
    keys, data = key_file(settings), settings.data_dir
    embedded = settings.storage.startswith("embedded:")
    if embedded and keys is not None and os.access(keys, os.F_OK) and not os.access(data / "postgres", os.F_OK):
        yield (
            f"{data} has keys of an earlier start but no database: an empty one is made. If there was one, stop, put "
            f"{data}/postgres back and start again"
        )


def _missing_keys(settings: Settings) -> Iterator[str]:
    """Warn if the data directory has a database but no signing keys. The server creates a new key.

    No warning if a first start ended before it created its key: nobody has logged in.
    """
    keys = key_file(settings) if settings.secret_key_file is None else None
    embedded, was_first = settings.storage == "embedded:", os.access(settings.data_dir / FIRST_START, os.F_OK)
    if not embedded or keys is None or was_first:
        return
    if not os.access(keys, os.F_OK) and os.access(settings.data_dir / "postgres", os.F_OK):
        yield (
            f"{settings.data_dir} has a database but no keys that sign tokens: a new key is made, users have to log in "
            f"again, and authenticator apps no longer work. If there were keys, stop, put {keys} back and start again"
        )


def unsafe_mode(path: Path, forbidden: int, consequence: str, command: str) -> Iterator[str]:
    """Warn if the file mode has any of the `forbidden` bits, and name the command that fixes it."""
    mode = path.stat().st_mode & 0o7777 if os.access(path, os.F_OK) else 0
    if mode & forbidden:
        yield f"{path} has mode {mode:04o}, so that {consequence}: {command} {path}"
