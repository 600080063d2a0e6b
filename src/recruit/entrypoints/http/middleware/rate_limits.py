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
from litestar.types import ASGIApp, Receive, Scope, Send

from recruit.entrypoints.http.authentication import sent_token
from recruit.entrypoints.http.client_addresses import is_local, request_address
from recruit.entrypoints.http.middleware.request_log import beside
from recruit.entrypoints.http_settings import Edge, Limit
from recruit.entrypoints.mcp import urls
from recruit.entrypoints.shared_counters import SharedCounters

LOGINS = (
    *("api/v1/auth/login", "api/v1/auth/refresh", "api/v1/auth/accept_invitation"),
    *(path.strip("/") for path in (urls.AUTHORIZE, urls.TOKEN, urls.REGISTER, urls.REVOKE)),
)
"""Public paths that check a password or a token."""

REGISTRATION = "api/v1/auth/register"

UNLIMITED = frozenset({"/healthz", "/readyz"})
"""Paths without a rate limit, so that health checks always get an answer."""

MOST_KNOWN = 10_000
"""Maximum number of keys whose cells a process caches."""

TOO_MANY_REQUESTS = 429
SENTENCES = {
    "address": "one address may send {}",
    "token": "one token may send {}",
    "login": "one address may send {} to log in",
    "registration": "one address may send {} to register",
}
MOMENT = 1e-6
"""Rounding tolerance for sums of times, in seconds."""


class TooMany(Exception):
    """Raised when a bucket is empty. `seconds` is the time until it has room for a request, rounded up."""

    def __init__(self, kind: str, limit: Limit, policy: str, seconds: float) -> None:
        super().__init__(kind, limit, policy, seconds)
        self.policy = policy
        self.seconds = ceil(seconds)
        self.sentence = f"Too many requests: {SENTENCES[kind].format(limit)}; try again in {self.seconds} seconds"
        self.left = f'"{kind}";r=0;t={self.seconds}'


class Buckets:
    """The buckets of all keys of one kind. SENTENCES lists the kinds."""

    def __init__(self, kind: str, limit: Limit, cells: SharedCounters, pair: int) -> None:
        self.policy = f'"{kind}";q={limit.requests};w={limit.seconds}'
        self._kind = kind
        self._limit = limit
        self._interval = limit.seconds / limit.requests
        self._cells = cells
        self._numbers = cells.numbers
        self._pair = pair
        self._known: dict[str, tuple[int, int]] = {}

    def take(self, key: str, now: float) -> str:
        """Take one request from a key's bucket and return its item of the header RateLimit. Raises TooMany."""
        first, second = cells = self._known.get(key) or self._find(key)
        numbers, window = self._numbers, self._limit.seconds
        full, impossible = min(numbers[first], numbers[second]), now + 2 * window
        if not now < full < impossible:  # an impossible time was stored before a reboot
            full = now
        full += self._interval
        if full > now + window + MOMENT:
            raise TooMany(self._kind, self._limit, self.policy, full - now - window)
        for cell in cells:
            if not full < numbers[cell] < impossible:
                numbers[cell] = full
        return f'"{self._kind}";r={int((now + window - full + MOMENT) / self._interval)};t={ceil(full - now - MOMENT)}'

    def _find(self, key: str) -> tuple[int, int]:
        if len(self._known) >= MOST_KNOWN:
            del self._known[next(iter(self._known))]
        found = self._known[key] = self._cells.of(key, self._pair)
        return found


class Limits:
    """The buckets of local clients (`local`) or of all others."""

    def __init__(self, edge: Edge, cells: SharedCounters, *, local: bool) -> None:
        def buckets(pair: int, kind: str, limit: Limit | None) -> Buckets | None:
            return None if limit is None or (local and limit.spares_local) else Buckets(kind, limit, cells, pair)

        self._addresses = buckets(0, "address", edge.address_limit)
        self._tokens = buckets(1, "token", edge.token_limit)
        logins = buckets(3, "login", edge.login_limit)
        registrations = buckets(4, "registration", edge.registration_limit)
        self._entrances = {**dict.fromkeys(LOGINS, logins), REGISTRATION: registrations}
        self.some = any((self._addresses, self._tokens, logins, registrations))

    def taken(self, scope: Scope, now: float) -> Iterator[tuple[Buckets, str]]:
        """Take one request from each bucket that applies, and yield its kind with the header item. Raises TooMany."""
        address = request_address(scope)
        if self._addresses is not None and address:
            yield self._addresses, self._addresses.take(address, now)
        if self._tokens is not None and (token := sent_token(scope)):
            yield self._tokens, self._tokens.take(token, now)
        entrance = self._entrances.get(scope["path"].strip("/"))  # a trailing slash leads to the same route
        if entrance is not None and address:
            yield entrance, entrance.take(address, now)


def limited(app: ASGIApp, edge: Edge, cells: SharedCounters) -> ASGIApp:
    """Refuse requests above a limit before any other work, and add the remaining quota to responses."""
    near, far = (Limits(edge, cells, local=local) for local in (True, False))
    if not far.some:
        return app

    def limit(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if scope["type"] != ScopeType.HTTP or scope["path"] in UNLIMITED:
            return app(scope, receive, send)
        limits = near if is_local(scope) else far
        if not limits.some:
            return app(scope, receive, send)
        policies, left = [], []
        try:
            for buckets, rest in limits.taken(scope, monotonic()):
                policies.append(buckets.policy)
                left.append(rest)
        except TooMany as refused:
            beside(scope).extend(_headers([refused.policy], [refused.left]))
            return _refused(refused)(scope, receive, send)
        if left:
            beside(scope).extend(_headers(policies, left))
        return app(scope, receive, send)

    return limit


def _headers(policies: Sequence[str], left: Sequence[str]) -> Iterable[tuple[bytes, bytes]]:
    return (b"ratelimit-policy", ", ".join(policies).encode()), (b"ratelimit", ", ".join(left).encode())


def _refused(refused: TooMany) -> ASGIApp:
    return ASGIResponse(
        body=msgspec.json.encode({"detail": refused.sentence}),
        status_code=TOO_MANY_REQUESTS,
        headers={"Retry-After": str(refused.seconds)},
        media_type="application/json",
    )
