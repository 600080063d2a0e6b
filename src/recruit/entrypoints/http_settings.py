"""Settings of the HTTP edge: trusted proxies, CORS origins, HSTS, client timeout and rate limits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_network

from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints.setting_fields import OFF, decimal, list_parser, number_parser, or_off_formatter, setting

ORIGIN = re.compile(r"https?://([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?")
LIMIT = re.compile(r"(\d{1,12})/(second|minute|hour)")
WINDOWS = {"second": 1, "minute": 60, "hour": 3600}
MOST_DAYS = 3650
LEAST_SECONDS, MOST_SECONDS = 0.1, 3600


@dataclass(frozen=True, slots=True)
class Limit:
    """A rate limit: a number of requests per window. With `exempts_local`, clients on this machine are exempt."""

    requests: int
    window: str
    exempts_local: bool = False

    @property
    def seconds(self) -> int:
        """Length of the window in seconds."""
        return WINDOWS[self.window]

    def __str__(self) -> str:
        return f"{self.requests} a{'n' if self.window == 'hour' else ''} {self.window}"


def _parse_network(name: str, text: str) -> str:
    try:
        return str(ip_network(text))
    except ValueError as error:
        raise ConfigurationError(f"{name} names {text!r}: give addresses or networks such as 10.0.0.0/8") from error


def _parse_origin(name: str, text: str) -> str:
    if not ORIGIN.fullmatch(text.lower()):
        raise ConfigurationError(
            f"{name} names {text!r}: give origins as browsers send them, such as https://hr.example.com"
        )
    return text.lower()


def _parse_limit(name: str, text: str) -> Limit | None:
    if text.strip().lower() == OFF:
        return None
    found = LIMIT.fullmatch(text.strip().lower())
    if found is None or int(found[1]) == 0:
        raise ConfigurationError(f"{name} is {text!r}: give N/second, N/minute, N/hour or off")
    return Limit(int(found[1]), found[2])


_default = partial(Limit, exempts_local=True)
LIMIT_FORMAT = _parse_limit, or_off_formatter(lambda limit: f"{limit.requests}/{limit.window}")


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpSettings:
    """Settings for incoming HTTP requests.

    `trusted_proxies` are networks whose X-Forwarded-For and X-Forwarded-Proto headers are trusted. `cors_origins` are
    the origins whose pages may read responses. `hsts_days` is the max-age of Strict-Transport-Security in days (0: the
    header isn't sent). `client_seconds` is the number of seconds that a client may keep the server waiting.
    `token_limit` applies to each token; `address_limit`, `login_limit` and `registration_limit` apply to each client
    address. Default limits are higher than an honest client needs, and exempt clients on this machine.
    """

    trusted_proxies: Sequence[str] = setting("RECRUIT_TRUSTED_PROXIES", *list_parser(_parse_network), default=())
    cors_origins: Sequence[str] = setting("RECRUIT_CORS_ORIGINS", *list_parser(_parse_origin), default=())
    hsts_days: float = setting("RECRUIT_HSTS_DAYS", number_parser(0, MOST_DAYS), decimal, default=0)
    client_seconds: float = setting(
        "RECRUIT_CLIENT_SECONDS", number_parser(LEAST_SECONDS, MOST_SECONDS), decimal, default=30
    )
    token_limit: Limit | None = setting("RECRUIT_TOKEN_LIMIT", *LIMIT_FORMAT, default=_default(12_000, "minute"))
    address_limit: Limit | None = setting("RECRUIT_ADDRESS_LIMIT", *LIMIT_FORMAT, default=_default(30_000, "minute"))
    login_limit: Limit | None = setting("RECRUIT_LOGIN_LIMIT", *LIMIT_FORMAT, default=_default(300, "minute"))
    registration_limit: Limit | None = setting(
        "RECRUIT_REGISTRATION_LIMIT", *LIMIT_FORMAT, default=_default(20, "hour")
    )
