"""Settings, read from the environment once, checked, and passed on as one value."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from recruit.domain.model.errors import ConfigurationError
from recruit.domain.services.privacy.retention import Periods
from recruit.domain.services.registration import RegistrationMode
from recruit.entrypoints.data_directory import default_directory
from recruit.entrypoints.edge import Edge

PREFIXES = ("RECRUIT_", "OPENAI_", "OTEL_")
MASK = "********"
PORTS = range(65_536)
"""0 takes any free one."""

OFF = "off"
WORKERS = range(1, 65)
UNITS = ("", "K", "M", "G", "T")
SIZE = re.compile(rf"(\d+) ?([{''.join(UNITS)}]?)(?:i?B)?", re.IGNORECASE)
COMMON = ("refused", "taken")
LOG_LEVELS = ("debug", "info", "warning", "error")
LOG_FORMATS = ("json", "text")
IN_FRONT, IN_PARAMETERS = re.compile(r"(://[^/?#@:]*:).+@"), re.compile(r"([?&](?:ssl)?password=)[^&#]+")
"""Where URLs hold passwords, those too that should have been percent-encoded."""

MEMORY_OF_EACH = (
    "RECRUIT_STORAGE is memory: and RECRUIT_WORKERS is above 1, and each worker would have data of its own: "
    "choose a database, such as embedded:, or RECRUIT_WORKERS=1"
)
ADDRESS = re.compile(r"\[?([^\[\]/@?#]+?)\]?:(\d{1,5})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator can set.

    `metrics` is the address where an operator's Prometheus finds them, None for none.
    `options` holds every RECRUIT_*, OPENAI_* and OTEL_* name of the environment: adapters read theirs from it, one from
    outside as well as ours.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    data_dir: Path = field(default_factory=default_directory)
    storage: str = "embedded:"
    secret_key: str | None = field(default=None, repr=False)
    secret_key_file: Path | None = None
    token_hours: float = 24
    embedder: str = "none:"
    language_model: str = "none:"
    documents: str = "local:"
    passwords: str = "argon2:"
    tokens: str = "jwt:"
    clock: str = "system:"
    compute: str = "process:"
    shelf: str = "disk:"
    index_memory: int = 1 << 30
    background: bool = True
    log_level: str = "info"
    refuse_common_passwords: bool = True
    registration: RegistrationMode | None = None
    edge: Edge = field(default_factory=Edge)
    log_format: str = "json"
    metrics: tuple[str, int] | None = ("127.0.0.1", 9464)
    periods: Periods = field(default_factory=Periods)
    options: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read and check the settings. Raises ConfigurationError, naming the one that can't work."""
        options = {name: value for name, value in environment.items() if name.startswith(PREFIXES) and value.strip()}
        model = "openai:" if "OPENAI_API_KEY" in options else "none:"
        data_dir = _path(options, "RECRUIT_DATA_DIR") or default_directory(environment)
        default = cls(data_dir=data_dir)
        found = cls(
            host=options.get("RECRUIT_HOST", default.host),
            port=_whole_number(options, "RECRUIT_PORT", default.port, PORTS),
            workers=_whole_number(options, "RECRUIT_WORKERS", default.workers, WORKERS),
            data_dir=data_dir,
            storage=_url(options, "RECRUIT_STORAGE", default.storage),
            secret_key=options.get("RECRUIT_SECRET_KEY"),
            secret_key_file=_path(options, "RECRUIT_SECRET_KEY_FILE"),
            token_hours=_hours(options, "RECRUIT_TOKEN_HOURS", default.token_hours),
            embedder=_url(options, "RECRUIT_EMBEDDER", model),
            language_model=_url(options, "RECRUIT_LANGUAGE_MODEL", model),
            documents=_url(options, "RECRUIT_DOCUMENTS", default.documents),
            passwords=_url(options, "RECRUIT_PASSWORDS", default.passwords),
            tokens=_url(options, "RECRUIT_TOKENS", default.tokens),
            clock=_url(options, "RECRUIT_CLOCK", default.clock),
            compute=_url(options, "RECRUIT_COMPUTE", default.compute),
            shelf=_url(options, "RECRUIT_SHELF", default.shelf),
            index_memory=_bytes(options, "RECRUIT_INDEX_MEMORY", default.index_memory),
            background=_choice(options, "RECRUIT_BACKGROUND", "on", ("on", "off")) == "on",
            log_level=_choice(options, "RECRUIT_LOG_LEVEL", default.log_level, LOG_LEVELS),
            refuse_common_passwords=_choice(options, "RECRUIT_COMMON_PASSWORDS", "refused", COMMON) == "refused",
            registration=_registration(options),
            edge=Edge.from_options(options),
            log_format=_choice(options, "RECRUIT_LOG_FORMAT", default.log_format, LOG_FORMATS),
            metrics=_address(options, "RECRUIT_METRICS", default.metrics),
            periods=Periods(_days(options, "RECRUIT_RETENTION_DAYS"), _days(options, "RECRUIT_LOG_DAYS")),
            options=options,
        )
        if found.workers > 1 and found.storage.startswith("memory:"):
            raise ConfigurationError(MEMORY_OF_EACH)
        return found

    def shown(self) -> dict[str, str]:
        """Return every setting by its name in the environment, as text, with secrets masked."""
        shown = {
            "RECRUIT_HOST": self.host,
            "RECRUIT_PORT": str(self.port),
            "RECRUIT_WORKERS": str(self.workers),
            "RECRUIT_DATA_DIR": str(self.data_dir),
            "RECRUIT_STORAGE": _without_password(self.storage),
            "RECRUIT_SECRET_KEY": MASK if self.secret_key else "(in a file)",
            "RECRUIT_TOKEN_HOURS": f"{self.token_hours:g}",
            "RECRUIT_EMBEDDER": _without_password(self.embedder),
            "RECRUIT_LANGUAGE_MODEL": _without_password(self.language_model),
            "RECRUIT_DOCUMENTS": self.documents,
            "RECRUIT_PASSWORDS": self.passwords,
            "RECRUIT_TOKENS": self.tokens,
            "RECRUIT_CLOCK": self.clock,
            "RECRUIT_COMPUTE": self.compute,
            "RECRUIT_SHELF": self.shelf,
            "RECRUIT_INDEX_MEMORY": f"{self.index_memory}B",
            "RECRUIT_BACKGROUND": "on" if self.background else "off",
            "RECRUIT_COMMON_PASSWORDS": "refused" if self.refuse_common_passwords else "taken",
            "RECRUIT_REGISTRATION": self.registration or "(open on this machine, first elsewhere)",
            "RECRUIT_LOG_LEVEL": self.log_level,
            "RECRUIT_LOG_FORMAT": self.log_format,
            "RECRUIT_METRICS": f"{self.metrics[0]}:{self.metrics[1]}" if self.metrics else OFF,
        }
        others = {name: value for name, value in self.options.items() if name not in shown}
        secret = ("KEY", "KEYS", "TOKEN", "SECRET", "PASSWORD", "HEADERS")
        return shown | {
            name: MASK if name.endswith(secret) else _without_password(value) for name, value in sorted(others.items())
        }


def _whole_number(options: Mapping[str, str], name: str, default: int, allowed: range) -> int:
    text = options.get(name, str(default))
    if not text.isascii() or not text.isdigit() or int(text) not in allowed:
        raise ConfigurationError(f"{name} is {text!r}: give a whole number from {allowed[0]} to {allowed[-1]}")
    return int(text)


def _path(options: Mapping[str, str], name: str) -> Path | None:
    return Path(options[name]).expanduser().absolute() if name in options else None


def _bytes(options: Mapping[str, str], name: str, default: int) -> int:
    text = options.get(name, f"{default}B")
    found = SIZE.fullmatch(text.strip())
    if found is None:
        raise ConfigurationError(f"{name} is {text!r}: give a size such as 512MiB or 1GiB")
    size: int = int(found[1]) * 1024 ** UNITS.index(found[2].upper())
    return size


def _hours(options: Mapping[str, str], name: str, default: float) -> float:
    text = options.get(name, str(default))
    try:
        hours = float(text)
    except ValueError:
        hours = 0
    if not 0 < hours < 1e6:  # noqa: PLR2004 - a century; also refuses infinity and not-a-number
        raise ConfigurationError(f"{name} is {text!r}: give a number of hours above 0, such as 24")
    return hours


def _days(options: Mapping[str, str], name: str) -> float | None:
    text = options.get(name, OFF).lower()
    if text == OFF:
        return None
    try:
        days = float(text)
    except ValueError:
        days = 0
    if not 0 < days < 1e5:  # noqa: PLR2004 - centuries; also refuses infinity and not-a-number
        raise ConfigurationError(f"{name} is {text!r}: give a number of days above 0, such as 730, or {OFF}")
    return days


def _registration(options: Mapping[str, str]) -> RegistrationMode | None:
    if "RECRUIT_REGISTRATION" not in options:
        return None
    return RegistrationMode(_choice(options, "RECRUIT_REGISTRATION", "", list(RegistrationMode)))


def _url(options: Mapping[str, str], name: str, default: str) -> str:
    url = options.get(name, default)
    if ":" not in url:
        raise ConfigurationError(f"{name} is {url!r}: give NAME: or NAME:…, such as {default}")
    return url


def _address(options: Mapping[str, str], name: str, default: tuple[str, int] | None) -> tuple[str, int] | None:
    text = options.get(name)
    if text is None or text.lower() == OFF:
        return None if text else default
    found = ADDRESS.fullmatch(text)
    if found is None or int(found[2]) not in PORTS:
        raise ConfigurationError(f"{name} is {text!r}: give HOST:PORT, such as 127.0.0.1:9464, or {OFF}")
    return found[1], int(found[2])


def _choice(options: Mapping[str, str], name: str, default: str, choices: Sequence[str]) -> str:
    chosen = options.get(name, default).lower()
    if chosen not in choices:
        raise ConfigurationError(f"{name} is {chosen!r}: give one of {', '.join(choices)}")
    return chosen


def _without_password(url: str) -> str:
    """Mask what a URL may hold between the user's name and the host, or among its parameters."""
    return IN_PARAMETERS.sub(rf"\g<1>{MASK}", IN_FRONT.sub(rf"\g<1>{MASK}@", url))
