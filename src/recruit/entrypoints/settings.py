"""Settings: read from the environment once, validated, and passed on as one value."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Self

from recruit.domain.accounts.model.registration import RegistrationMode
from recruit.domain.privacy.model import Periods
from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints import setting_fields
from recruit.entrypoints.data_directory import default_directory
from recruit.entrypoints.http_settings import ORIGIN, Edge
from recruit.entrypoints.setting_fields import PORTS, choice, decimal, or_off, setting, text, url, whole_number

OURS = "RECRUIT_"
PREFIXES = (OURS, "OPENAI_", "OTEL_")
MASK = "********"
WORKERS = range(1, 65)
IN_FRONT, IN_PARAMETERS = re.compile(r"(://[^/?#@:]*:).+@"), re.compile(r"([?&](?:ssl)?password=)[^&#]+")
"""Patterns of passwords in URLs, including passwords with characters that should have been percent-encoded."""

MEMORY_OF_EACH = (
    "RECRUIT_STORAGE is memory: and RECRUIT_WORKERS is above 1, and each worker would have data of its own: "
    "choose a database, such as embedded:, or RECRUIT_WORKERS=1"
)

SECRET = ("KEY", "KEYS", "TOKEN", "SECRET", "PASSWORD", "HEADERS")
"""Suffixes of the names of settings whose values are masked."""


def without_password(url: str) -> str:
    """Return the URL with passwords masked, both between user name and host and in the parameters."""
    return IN_PARAMETERS.sub(rf"\g<1>{MASK}", IN_FRONT.sub(rf"\g<1>{MASK}@", url))


def _registration(name: str, given: str) -> RegistrationMode:
    return RegistrationMode(choice(*RegistrationMode)(name, given))


def _public_url(name: str, given: str) -> str:
    address = given.rstrip("/").lower()
    if not ORIGIN.fullmatch(address):
        raise ConfigurationError(f"{name} is {given!r}: give what clients connect to, such as https://hr.example.com")
    return address


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of an installation.

    `metrics` is the address of the endpoint that Prometheus scrapes, None for no endpoint. `mcp_origins` are the
    origins whose pages may use `/mcp`. `options` holds every RECRUIT_*, OPENAI_* and OTEL_* variable of the
    environment: built-in and third-party adapters read their own settings from it.
    """

    host: str = setting("RECRUIT_HOST", text, default="127.0.0.1")
    port: int = setting("RECRUIT_PORT", whole_number(PORTS), default=8000)
    workers: int = setting("RECRUIT_WORKERS", whole_number(WORKERS), default=1)
    data_dir: Path = setting("RECRUIT_DATA_DIR", setting_fields.path, factory=default_directory)
    storage: str = setting("RECRUIT_STORAGE", url("embedded:"), without_password, default="embedded:")
    secret_key: str | None = setting(
        "RECRUIT_SECRET_KEY", text, lambda key: MASK if key else "(in a file)", secret=True
    )
    secret_key_file: Path | None = setting("RECRUIT_SECRET_KEY_FILE", setting_fields.path, lambda file: str(file or ""))
    token_hours: float = setting("RECRUIT_TOKEN_HOURS", setting_fields.hours, decimal, default=24)
    embedder: str = setting("RECRUIT_EMBEDDER", url("none:"), without_password, default="none:")
    language_model: str = setting("RECRUIT_LANGUAGE_MODEL", url("none:"), without_password, default="none:")
    documents: str = setting("RECRUIT_DOCUMENTS", url("local:"), default="local:")
    passwords: str = setting("RECRUIT_PASSWORDS", url("argon2:"), default="argon2:")
    tokens: str = setting("RECRUIT_TOKENS", url("jwt:"), default="jwt:")
    clock: str = setting("RECRUIT_CLOCK", url("system:"), default="system:")
    compute: str = setting("RECRUIT_COMPUTE", url("process:"), default="process:")
    array_store: str = setting("RECRUIT_SHELF", url("disk:"), default="disk:")
    index_memory: int = setting("RECRUIT_INDEX_MEMORY", setting_fields.size, lambda size: f"{size}B", default=1 << 30)
    background: bool = setting("RECRUIT_BACKGROUND", *setting_fields.switch("on", "off"), default=True)
    refuse_common_passwords: bool = setting(
        "RECRUIT_COMMON_PASSWORDS", *setting_fields.switch("refused", "taken"), default=True
    )
    registration: RegistrationMode | None = setting(
        "RECRUIT_REGISTRATION", _registration, lambda mode: mode or "(open on this machine, first elsewhere)"
    )
    log_level: str = setting("RECRUIT_LOG_LEVEL", choice("debug", "info", "warning", "error"), default="info")
    log_format: str | None = setting(
        "RECRUIT_LOG_FORMAT", choice("json", "text"), lambda style: style or "(text on a terminal, json elsewhere)"
    )
    metrics: tuple[str, int] | None = setting(
        "RECRUIT_METRICS",
        setting_fields.address,
        or_off(lambda found: f"{found[0]}:{found[1]}"),
        default=("127.0.0.1", 9464),
    )
    public_url: str | None = setting("RECRUIT_PUBLIC_URL", _public_url, lambda given: given or "(what a request says)")
    mcp_origins: Sequence[str] = setting(
        "RECRUIT_MCP_ORIGINS", *setting_fields.listed(lambda _, given: given.rstrip("/")), default=()
    )
    retention_days: float | None = setting("RECRUIT_RETENTION_DAYS", setting_fields.days, or_off(decimal))
    log_days: float | None = setting("RECRUIT_LOG_DAYS", setting_fields.days, or_off(decimal))
    edge: Edge = field(default_factory=Edge)
    options: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read and validate the settings. Raises ConfigurationError that lists all invalid settings."""
        options = {name: value for name, value in environment.items() if name.startswith(PREFIXES) and value.strip()}
        model = "openai:" if "OPENAI_API_KEY" in options else "none:"
        ours, edge = setting_fields.given((cls, Edge), options)
        values = {"embedder": model, "language_model": model} | ours
        if "data_dir" not in values:
            values["data_dir"] = default_directory(environment)
        found = cls(**values, edge=Edge(**edge), options=options)
        if found.workers > 1 and found.is_in_memory:
            raise ConfigurationError(MEMORY_OF_EACH)
        return found

    @property
    def is_in_memory(self) -> bool:
        """Whether the storage ends with the process, so that nothing is kept in the data directory."""
        return self.storage.startswith("memory:")

    @property
    def periods(self) -> Periods:
        """The retention periods of candidates and of logs."""
        return Periods(self.retention_days, self.log_days)

    def shown(self, adapters: Mapping[str, str]) -> dict[str, str]:
        """Return every setting as text, keyed by its name in the environment, with secrets masked.

        `adapters` holds the adapters' own settings with their defaults.
        """
        ours = setting_fields.shown(self) | setting_fields.shown(self.edge)
        others = {name: value for name, value in {**adapters, **self.options}.items() if name not in ours}
        return ours | {
            name: MASK if value and name.endswith(SECRET) else without_password(value)
            for name, value in sorted(others.items())
        }

    def unknown(self, adapters: Callable[[], Mapping[str, str]]) -> list[str]:
        """Return a warning for every RECRUIT_* name that is neither a setting of ours nor of an adapter."""
        ours = {*setting_fields.declared(self), *setting_fields.declared(self.edge)}
        others = [name for name in self.options if name.startswith(OURS) and name not in ours]
        known = sorted({*ours, *adapters()}) if others else []  # computed only if needed: it loads the adapters
        return [_unknown(name, known) for name in others if name not in known]


def _unknown(name: str, known: Sequence[str]) -> str:
    nearest = get_close_matches(name.removeprefix(OURS), [one.removeprefix(OURS) for one in known], 1)
    return f"{name} is not a setting{f'; did you mean {OURS}{nearest[0]}?' if nearest else ''}"
