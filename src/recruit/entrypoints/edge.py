"""Settings of the HTTP edge: who is believed, who may read answers, and how long anybody is waited for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Self

from recruit.domain.model.errors import ConfigurationError

ORIGIN = re.compile(r"https?://([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?")
MOST_DAYS = 3650
LEAST_SECONDS, MOST_SECONDS = 0.1, 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What an operator can set about requests as they come in.

    `trusted_proxies` are networks whose X-Forwarded-For and X-Forwarded-Proto are believed, `cors_origins` the sites
    whose pages may read answers, `hsts_days` how long browsers are told to come by HTTPS alone (0: they aren't told),
    and `patience` the seconds that a client may keep the server waiting.
    """

    trusted_proxies: Sequence[str] = ()
    cors_origins: Sequence[str] = ()
    hsts_days: float = 0
    patience: float = 30

    @classmethod
    def from_options(cls, options: Mapping[str, str]) -> Self:
        """Read and check the settings. Raises ConfigurationError, naming the one that can't work."""
        default = cls()
        return cls(
            trusted_proxies=[_network(given) for given in _listed(options, "RECRUIT_TRUSTED_PROXIES")],
            cors_origins=[_origin(given) for given in _listed(options, "RECRUIT_CORS_ORIGINS")],
            hsts_days=_number(options, "RECRUIT_HSTS_DAYS", default.hsts_days, 0, MOST_DAYS),
            patience=_number(options, "RECRUIT_CLIENT_SECONDS", default.patience, LEAST_SECONDS, MOST_SECONDS),
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
