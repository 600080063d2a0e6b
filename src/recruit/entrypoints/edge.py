"""Settings of the HTTP edge: who is believed, who may read answers, and how long anybody is waited for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Self

from recruit.domain.model.errors import ConfigurationError

ORIGIN = re.compile(r"https?://([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?")
LIMIT = re.compile(r"(\d{1,12})/(second|minute|hour)")
WINDOWS = {"second": 1, "minute": 60, "hour": 3600}
MOST_DAYS = 3650
LEAST_SECONDS, MOST_SECONDS = 0.1, 3600


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests within so many seconds. It may spare clients on this machine."""

    requests: int
    window: str
    spares_local: bool = False

    @property
    def seconds(self) -> int:
        """How long the window is."""
        return WINDOWS[self.window]

    def __str__(self) -> str:
        return f"{self.requests} a{'n' if self.window == 'hour' else ''} {self.window}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What an operator can set about requests as they come in.

    `trusted_proxies` are networks whose X-Forwarded-For and X-Forwarded-Proto are believed, `cors_origins` the sites
    whose pages may read answers, `hsts_days` how long browsers are told to come by HTTPS alone (0: they aren't told),
    and `patience` the seconds that a client may keep the server waiting. The limits are what one token and one address
    may send, and what one address may send to where people log in and register. Those that nobody has set are more than
    an honest client sends, and spare clients on this machine.
    """

    trusted_proxies: Sequence[str] = ()
    cors_origins: Sequence[str] = ()
    hsts_days: float = 0
    patience: float = 30
    token_limit: Limit | None = Limit(12_000, "minute", spares_local=True)
    address_limit: Limit | None = Limit(30_000, "minute", spares_local=True)
    login_limit: Limit | None = Limit(300, "minute", spares_local=True)
    registration_limit: Limit | None = Limit(20, "hour", spares_local=True)

    @classmethod
    def from_options(cls, options: Mapping[str, str]) -> Self:
        """Read and check the settings. Raises ConfigurationError, naming the one that can't work."""
        default = cls()
        return cls(
            trusted_proxies=[_network(given) for given in _listed(options, "RECRUIT_TRUSTED_PROXIES")],
            cors_origins=[_origin(given) for given in _listed(options, "RECRUIT_CORS_ORIGINS")],
            hsts_days=_number(options, "RECRUIT_HSTS_DAYS", default.hsts_days, 0, MOST_DAYS),
            patience=_number(options, "RECRUIT_CLIENT_SECONDS", default.patience, LEAST_SECONDS, MOST_SECONDS),
            token_limit=_limit(options, "RECRUIT_TOKEN_LIMIT", default.token_limit),
            address_limit=_limit(options, "RECRUIT_ADDRESS_LIMIT", default.address_limit),
            login_limit=_limit(options, "RECRUIT_LOGIN_LIMIT", default.login_limit),
            registration_limit=_limit(options, "RECRUIT_REGISTRATION_LIMIT", default.registration_limit),
        )


def _listed(options: Mapping[str, str], name: str) -> list[str]:
    return [given.strip() for given in options.get(name, "").split(",") if given.strip()]


def _network(text: str) -> str:
    try:
        return str(ip_network(text))
    except ValueError as error:
        raise ConfigurationError(
            f"RECRUIT_TRUSTED_PROXIES names {text!r}: give addresses or networks such as 10.0.0.0/8"
        ) from error


def _origin(text: str) -> str:
    if not ORIGIN.fullmatch(text.lower()):
        raise ConfigurationError(
            f"RECRUIT_CORS_ORIGINS names {text!r}: give origins as browsers send them, such as https://hr.example.com"
        )
    return text.lower()


def _number(options: Mapping[str, str], name: str, default: float, least: float, most: float) -> float:
    text = options.get(name, str(default))
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not least <= number <= most:  # also refuses what is not a number
        raise ConfigurationError(f"{name} is {text!r}: give a number from {least} to {most}")
    return number


def _limit(options: Mapping[str, str], name: str, default: Limit | None) -> Limit | None:
    text = options.get(name, "").strip().lower()
    if text in {"", "off"}:
        return None if text else default
    found = LIMIT.fullmatch(text)
    if found is None or int(found[1]) == 0:
        raise ConfigurationError(f"{name} is {text!r}: give N/second, N/minute, N/hour or off")
    return Limit(int(found[1]), found[2])
