"""Rate limits for each address and each token (RFC 6585, 429), with lower limits for routes that check passwords.

Each key has a bucket, which holds the quota of one window and refills at a constant rate (generic cell rate algorithm,
ITU-T I.371). The number stored for a bucket is the time at which it will be full. A key has two cells in the shared
counters, and the earlier time counts, so a key that shares one cell with a busy key isn't affected. With a thousand
busy keys, one in 17,000 others shares both cells.

Responses have the remaining quota in RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-10).
"""

from collections.abc import Awaitable, Iterable, Iterator, Sequence
from math import ceil
from time import monotonic

import msgspec
from litestar.enums import ScopeType
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from recruit.entrypoints.http.authentication import sent_token
from recruit.entrypoints.http.client_addresses import is_local, request_address
from recruit.entrypoints.http.cookies import session_cookie
from recruit.entrypoints.http.middleware.request_log import extra_headers
from recruit.entrypoints.http.scim.errors import ScimError, error_response, is_scim
from recruit.entrypoints.http_settings import HttpSettings, Limit
from recruit.entrypoints.mcp import urls
from recruit.entrypoints.shared_counters import SharedCounters

LOGINS = (
    *("api/v1/auth/login", "api/v1/auth/refresh", "api/v1/auth/accept_invitation", "login"),
    *("login/second-step", "login/set-up", "login/set-up/passkey", "login/passkey"),
    *("api/v1/auth/password/forgotten", "api/v1/auth/password/reset", "password", "password/new"),
    *(path.strip("/") for path in (urls.AUTHORIZE, urls.TOKEN, urls.REGISTER, urls.REVOKE)),
)
"""Public paths that check a password or a token, or send one."""

LOGIN_PREFIXES = ("login/oidc/", "api/v1/auth/oidc/", "join/")
"""Beginnings of further such paths, which contain the name of an identity provider or an invitation's token."""

REGISTRATIONS = ("api/v1/auth/register", "setup")

UNLIMITED = frozenset({"/healthz", "/readyz"})
"""Paths without a rate limit, so that health checks always get an answer."""

MOST_CACHED = 10_000
"""Maximum number of keys whose cells a process caches."""

TOO_MANY_REQUESTS = 429
MESSAGES = {
    "address": "one address may send {}",
    "token": "one token may send {}",
    "login": "one address may send {} to log in",
    "registration": "one address may send {} to register",
}
ROUNDING = 1e-6
"""Rounding tolerance for sums of times, in seconds."""


class RateLimitExceeded(Exception):
    """Raised when a bucket is empty. `seconds` is the time until it has room for a request, rounded up."""

    def __init__(self, kind: str, limit: Limit, policy: str, seconds: float) -> None:
        super().__init__(kind, limit, policy, seconds)
        self.policy = policy
        self.seconds = ceil(seconds)
        self.detail = f"Too many requests: {MESSAGES[kind].format(limit)}; try again in {self.seconds} seconds"
        self.remaining = f'"{kind}";r=0;t={self.seconds}'


class Buckets:
    """The buckets of all keys of one kind. MESSAGES lists the kinds."""

    def __init__(self, kind: str, limit: Limit, counters: SharedCounters, pair: int) -> None:
        self.policy = f'"{kind}";q={limit.requests};w={limit.seconds}'
        self._kind = kind
        self._limit = limit
        self._interval = limit.seconds / limit.requests
        self._counters = counters
        self._numbers = counters.numbers
        self._pair = pair
        self._cached_cells: dict[str, tuple[int, int]] = {}

    def take(self, key: str, now: float) -> str:
        """Take one request from a key's bucket, and return its RateLimit header item. Raises RateLimitExceeded."""
        first, second = cells = self._cached_cells.get(key) or self._cells_of(key)
        numbers, window = self._numbers, self._limit.seconds
        full, impossible = min(numbers[first], numbers[second]), now + 2 * window
        if not now < full < impossible:  # an impossible time was stored before a reboot
            full = now
        full += self._interval
        if full > now + window + ROUNDING:
            raise RateLimitExceeded(self._kind, self._limit, self.policy, full - now - window)
        for cell in cells:
            if not full < numbers[cell] < impossible:
                numbers[cell] = full
        return (
            f'"{self._kind}";r={int((now + window - full + ROUNDING) / self._interval)};t={ceil(full - now - ROUNDING)}'
        )

    def _cells_of(self, key: str) -> tuple[int, int]:
        if len(self._cached_cells) >= MOST_CACHED:
            del self._cached_cells[next(iter(self._cached_cells))]
        found = self._cached_cells[key] = self._counters.cells(key, self._pair)
        return found


class RateLimits:
    """The buckets of local clients (`local`) or of all others."""

    def __init__(self, http_settings: HttpSettings, counters: SharedCounters, *, local: bool) -> None:
        def buckets(pair: int, kind: str, limit: Limit | None) -> Buckets | None:
            return None if limit is None or (local and limit.exempts_local) else Buckets(kind, limit, counters, pair)

        self._addresses = buckets(0, "address", http_settings.address_limit)
        self._tokens = buckets(1, "token", http_settings.token_limit)
        logins = buckets(3, "login", http_settings.login_limit)
        registrations = buckets(4, "registration", http_settings.registration_limit)
        self._routes = {**dict.fromkeys(LOGINS, logins), **dict.fromkeys(REGISTRATIONS, registrations)}
        self.has_any = any((self._addresses, self._tokens, logins, registrations))

    def take(self, scope: Scope, now: float) -> Iterator[tuple[Buckets, str]]:
        """Take one request from all buckets that apply, and yield each with its item. Raises RateLimitExceeded."""
        address = request_address(scope)
        if self._addresses is not None and address:
            yield self._addresses, self._addresses.take(address, now)
        if self._tokens is not None and (token := sent_token(scope) or session_cookie(scope)):
            yield self._tokens, self._tokens.take(token, now)
        path = scope["path"].strip("/")  # a trailing slash leads to the same route
        route = self._routes.get("login" if path.startswith(LOGIN_PREFIXES) else path)
        if route is not None and address:
            yield route, route.take(address, now)


def rate_limit_middleware(app: ASGIApp, http_settings: HttpSettings, counters: SharedCounters) -> ASGIApp:
    """Refuse requests above a limit before any other work, and add the remaining quota to responses."""
    for_local, for_others = (RateLimits(http_settings, counters, local=local) for local in (True, False))
    if not for_others.has_any:
        return app

    def handle(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if scope["type"] != ScopeType.HTTP or scope["path"] in UNLIMITED:
            return app(scope, receive, send)
        limits = for_local if is_local(scope) else for_others
        if not limits.has_any:
            return app(scope, receive, send)
        policies, remaining = [], []
        try:
            for buckets, item in limits.take(scope, monotonic()):
                policies.append(buckets.policy)
                remaining.append(item)
        except RateLimitExceeded as exceeded:
            extra_headers(scope).extend(_headers([exceeded.policy], [exceeded.remaining]))
            return _too_many_requests(exceeded, scope)(scope, receive, send)
        if remaining:
            extra_headers(scope).extend(_headers(policies, remaining))
        return app(scope, receive, send)

    return handle


def _headers(policies: Sequence[str], remaining: Sequence[str]) -> Iterable[tuple[bytes, bytes]]:
    return (b"ratelimit-policy", ", ".join(policies).encode()), (b"ratelimit", ", ".join(remaining).encode())


def _too_many_requests(exceeded: RateLimitExceeded, scope: HTTPScope) -> ASGIApp:
    if is_scim(scope["raw_path"]):
        retry = {"Retry-After": str(exceeded.seconds)}
        return error_response(ScimError(TOO_MANY_REQUESTS, exceeded.detail, headers=retry))
    return ASGIResponse(
        body=msgspec.json.encode({"detail": exceeded.detail}),
        status_code=TOO_MANY_REQUESTS,
        headers={"Retry-After": str(exceeded.seconds)},
        media_type="application/json",
    )
