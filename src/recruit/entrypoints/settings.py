"""Settings: read from the environment once, validated, and passed on as one value."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Self

from recruit.domain.accounts.model.users import RegistrationMode
from recruit.domain.privacy.model import Periods
from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints import setting_fields
from recruit.entrypoints.data_directory import default_directory
from recruit.entrypoints.http_settings import ORIGIN, HttpSettings
from recruit.entrypoints.setting_fields import choice_parser, decimal, or_off_formatter, parse_text, setting, url_parser

PREFIX = "RECRUIT_"
PREFIXES = (PREFIX, "OPENAI_", "OTEL_")
MASK = "********"
ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared with, not bound
"""Loopback addresses, by the wildcard address that a server listens on."""

WORKERS = range(1, 65)
PASSWORD_BEFORE_HOST, PASSWORD_PARAMETER = (
    re.compile(r"(://[^:]*:).+@"),
    re.compile(r"([?&](?:ssl)?password=)[^&#]+"),
)
"""Patterns of passwords in URLs, also where a name or a password has characters that should be percent-encoded."""

MEMORY_WITH_WORKERS = (
    "RECRUIT_STORAGE is memory: and RECRUIT_WORKERS is above 1, and each worker would have data of its own: "
    "choose a database, such as embedded:, or RECRUIT_WORKERS=1"
)

SECRET_SUFFIXES = ("KEY", "KEYS", "TOKEN", "SECRET", "PASSWORD", "HEADERS")
"""Suffixes of the names of settings whose values are masked."""


def without_password(url: str) -> str:
    """Return the URL with passwords masked, both between user name and host and in the parameters."""
    return PASSWORD_PARAMETER.sub(rf"\g<1>{MASK}", PASSWORD_BEFORE_HOST.sub(rf"\g<1>{MASK}@", url))


def http_url(host: str, port: int) -> str:
    """Return the URL, on its own machine, of a server that listens on a host and a port."""
    host = ANY_ADDRESS.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _parse_registration(name: str, text: str) -> RegistrationMode:
    return RegistrationMode(choice_parser(*RegistrationMode)(name, text))


def _parse_public_url(name: str, text: str) -> str:
    address = text.rstrip("/").lower()
    if not ORIGIN.fullmatch(address):
        raise ConfigurationError(f"{name} is {text!r}: give what clients connect to, such as https://hr.example.com")
    return address


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of an installation.

    `metrics` is the address of the endpoint that Prometheus scrapes, None for no endpoint. `mcp_origins` are the
    origins whose pages may use `/mcp`. `options` holds every RECRUIT_*, OPENAI_* and OTEL_* variable of the
    environment: built-in and third-party adapters read their own settings from it.
    """

    host: str = setting("RECRUIT_HOST", parse_text, default="127.0.0.1")
    port: int = setting("RECRUIT_PORT", setting_fields.integer_parser(setting_fields.PORTS), default=8000)
    workers: int = setting("RECRUIT_WORKERS", setting_fields.integer_parser(WORKERS), default=1)
    data_dir: Path = setting("RECRUIT_DATA_DIR", setting_fields.parse_path, factory=default_directory)
    storage: str = setting("RECRUIT_STORAGE", url_parser("embedded:"), without_password, default="embedded:")
    secret_key: str | None = setting(
        "RECRUIT_SECRET_KEY", parse_text, lambda key: MASK if key else "(in a file)", secret=True
    )
    secret_key_file: Path | None = setting(
        "RECRUIT_SECRET_KEY_FILE", setting_fields.parse_path, lambda file: str(file or "")
    )
    token_hours: float = setting("RECRUIT_TOKEN_HOURS", setting_fields.parse_hours, decimal, default=24)
    embedder: str = setting("RECRUIT_EMBEDDER", url_parser("none:"), without_password, default="none:")
    language_model: str = setting("RECRUIT_LANGUAGE_MODEL", url_parser("none:"), without_password, default="none:")
    documents: str = setting("RECRUIT_DOCUMENTS", url_parser("local:"), default="local:")
    passwords: str = setting("RECRUIT_PASSWORDS", url_parser("argon2:"), default="argon2:")
    tokens: str = setting("RECRUIT_TOKENS", url_parser("jwt:"), default="jwt:")
    passkeys: str = setting("RECRUIT_PASSKEYS", url_parser("webauthn:"), default="webauthn:")
    clock: str = setting("RECRUIT_CLOCK", url_parser("system:"), default="system:")
    compute: str = setting("RECRUIT_COMPUTE", url_parser("process:"), default="process:")
    array_store: str = setting("RECRUIT_SHELF", url_parser("disk:"), default="disk:")
    identity_providers: str = setting("RECRUIT_IDENTITY_PROVIDERS", url_parser("oidc:"), default="oidc:")
    webhook_sender: str = setting("RECRUIT_WEBHOOK_SENDER", url_parser("http:"), default="http:")
    mail: str = setting("RECRUIT_MAIL", url_parser("smtp://mail.example.com:587"), without_password, default="file:")
    index_memory: int = setting(
        "RECRUIT_INDEX_MEMORY", setting_fields.parse_size, lambda size: f"{size}B", default=1 << 30
    )
    background: bool = setting("RECRUIT_BACKGROUND", *setting_fields.switch_parser("on", "off"), default=True)
    refuse_common_passwords: bool = setting(
        "RECRUIT_COMMON_PASSWORDS", *setting_fields.switch_parser("refused", "taken"), default=True
    )
    registration: RegistrationMode | None = setting(
        "RECRUIT_REGISTRATION", _parse_registration, lambda mode: mode or "(open on this machine, first elsewhere)"
    )
    console: bool = setting("RECRUIT_CONSOLE", *setting_fields.switch_parser("on", "off"), default=True)
    own_jobs: bool = setting(
        "RECRUIT_HIRING_MANAGERS", *setting_fields.switch_parser("own_jobs", "all_jobs"), default=False
    )
    log_level: str = setting("RECRUIT_LOG_LEVEL", choice_parser("debug", "info", "warning", "error"), default="info")
    log_format: str | None = setting(
        "RECRUIT_LOG_FORMAT",
        choice_parser("json", "text"),
        lambda style: style or "(text on a terminal, json elsewhere)",
    )
    metrics: tuple[str, int] | None = setting(
        "RECRUIT_METRICS",
        setting_fields.parse_address,
        or_off_formatter(lambda found: f"{found[0]}:{found[1]}"),
        default=("127.0.0.1", 9464),
    )
    public_url: str | None = setting(
        "RECRUIT_PUBLIC_URL", _parse_public_url, lambda text: text or "(what a request says)"
    )
    mcp_origins: Sequence[str] = setting(
        "RECRUIT_MCP_ORIGINS", *setting_fields.list_parser(lambda _, text: text.rstrip("/")), default=()
    )
    retention_days: float | None = setting(
        "RECRUIT_RETENTION_DAYS", setting_fields.parse_days, or_off_formatter(decimal)
    )
    log_days: float | None = setting("RECRUIT_LOG_DAYS", setting_fields.parse_days, or_off_formatter(decimal))
    http: HttpSettings = field(default_factory=HttpSettings)
    options: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read and validate the settings. Raises ConfigurationError that lists all invalid settings."""
        options = {name: value for name, value in environment.items() if name.startswith(PREFIXES) and value.strip()}
        model = "openai:" if "OPENAI_API_KEY" in options else "none:"
        own, edge = setting_fields.parse_settings((cls, HttpSettings), options)
        values = {"embedder": model, "language_model": model} | own
        if "data_dir" not in values:
            values["data_dir"] = default_directory(environment)
        settings = cls(**values, http=HttpSettings(**edge), options=options)
        if settings.workers > 1 and settings.is_in_memory:
            raise ConfigurationError(MEMORY_WITH_WORKERS)
        return settings

    @property
    def is_in_memory(self) -> bool:
        """Whether the storage ends with the process, so that nothing is kept in the data directory."""
        return self.storage.startswith("memory:")

    @property
    def local_url(self) -> str:
        """The URL of the server on its own machine, by the settings and not by what a request says."""
        return http_url(self.host, self.port)

    @property
    def periods(self) -> Periods:
        """The retention periods of candidates and of logs."""
        return Periods(self.retention_days, self.log_days)

    def formatted(self, adapters: Mapping[str, str]) -> dict[str, str]:
        """Return all settings as text by name, secrets masked. `adapters` holds adapters' settings and defaults."""
        own = setting_fields.format_settings(self) | setting_fields.format_settings(self.http)
        others = {name: value for name, value in {**adapters, **self.options}.items() if name not in own}
        return own | {
            name: MASK if value and name.endswith(SECRET_SUFFIXES) else without_password(value)
            for name, value in sorted(others.items())
        }

    def unknown_warnings(self, adapters: Callable[[], Mapping[str, str]]) -> list[str]:
        """Return a warning for every RECRUIT_* name that is neither one of these settings nor one of an adapter."""
        own = {*setting_fields.declared_settings(self), *setting_fields.declared_settings(self.http)}
        others = [name for name in self.options if name.startswith(PREFIX) and name not in own]
        known = sorted({*own, *adapters()}) if others else []  # computed only if needed: it loads the adapters
        return [_unknown_warning(name, known) for name in others if name not in known]


def _unknown_warning(name: str, known: Sequence[str]) -> str:
    nearest = get_close_matches(name.removeprefix(PREFIX), [one.removeprefix(PREFIX) for one in known], 1)
    return f"{name} is not a setting{f'; did you mean {PREFIX}{nearest[0]}?' if nearest else ''}"
