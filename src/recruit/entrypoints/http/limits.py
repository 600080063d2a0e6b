"""How many requests one address, and one token, may send (RFC 6585, 429).

Each has a bucket that holds a window's quota and fills up evenly (the generic cell rate algorithm, ITU-T I.371): its
number is the time at which the bucket will be full. A key has two cells and is charged by the earlier time, so that
whoever shares one with somebody busy notices nothing: with a thousand keys busy, one in 17,000 others shares both.

What is left is said in RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-10).
"""

from collections.abc import Awaitable
from math import ceil
from time import monotonic

import msgspec
from litestar.enums import ScopeType
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp, Receive, Scope, Send

from recruit.entrypoints.cells import Cells
from recruit.entrypoints.edge import Edge, Limit
from recruit.entrypoints.http.addresses import request_address
from recruit.entrypoints.http.authentication import sent_token
from recruit.entrypoints.http.observation import beside

UNLIMITED = frozenset({"/healthz", "/readyz"})
"""Whoever watches over the server is answered at any time."""

MOST_KNOWN = 10_000
"""Keys whose cells a process remembers."""

TOO_MANY_REQUESTS = 429
MOMENT = 1e-6
"""Seconds that make no difference: sums of times are that exact."""


class TooMany(Exception):
    """A bucket is empty for so many seconds."""

    def __init__(self, kind: str, limit: Limit, seconds: float) -> None:
        super().__init__(kind, limit, seconds)
        self.seconds = ceil(seconds)
        self.sentence = f"Too many requests: one {kind} may send {limit}; try again in {self.seconds} seconds"
        self.left = f'"{kind}";r=0;t={self.seconds}'


class Buckets:
    """The buckets of all keys of one kind, an address or a token."""

    def __init__(self, kind: str, limit: Limit, cells: Cells, pair: int) -> None:
        self.policy = f'"{kind}";q={limit.requests};w={limit.seconds}'
        self._kind = kind
        self._limit = limit
        self._interval = limit.seconds / limit.requests
        self._cells = cells
        self._numbers = cells.numbers
        self._pair = pair
        self._known: dict[str, tuple[int, int]] = {}

    def take(self, key: str, now: float) -> str:
        """Take one request from a key's bucket and return what is left, as the header says it. Raises TooMany."""
        first, second = cells = self._known.get(key) or self._find(key)
        numbers, window = self._numbers, self._limit.seconds
        full, impossible = min(numbers[first], numbers[second]), now + 2 * window
        if not now < full < impossible:  # a time that can't be is one of before the machine was started again
            full = now
        full += self._interval
        if full > now + window + MOMENT:
            raise TooMany(self._kind, self._limit, full - now - window)
        for cell in cells:
            if not full < numbers[cell] < impossible:
                numbers[cell] = full
        return f'"{self._kind}";r={int((now + window - full + MOMENT) / self._interval)};t={ceil(full - now - MOMENT)}'

    def _find(self, key: str) -> tuple[int, int]:
        if len(self._known) >= MOST_KNOWN:
            del self._known[next(iter(self._known))]
        found = self._known[key] = self._cells.of(key, self._pair)
        return found


def limited(app: ASGIApp, edge: Edge, cells: Cells) -> ASGIApp:
    """Refuse what is too much, before anything is asked of anybody, and say what is left."""
    addresses = Buckets("address", edge.address_limit, cells, 0) if edge.address_limit else None
    tokens = Buckets("token", edge.token_limit, cells, 1) if edge.token_limit else None
    if addresses is None and tokens is None:
        return app
    policy = (b"ratelimit-policy", ", ".join(each.policy for each in (addresses, tokens) if each).encode())

    def limit(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if scope["type"] != ScopeType.HTTP or scope["path"] in UNLIMITED:
            return app(scope, receive, send)
        now = monotonic()
        left = []
        try:
            if addresses is not None and (address := request_address(scope)):
                left.append(addresses.take(address, now))
            if tokens is not None and (token := sent_token(scope)):
                left.append(tokens.take(token, now))
        except TooMany as refused:
            beside(scope).extend([policy, (b"ratelimit", refused.left.encode())])
            return _refused(refused)(scope, receive, send)
        beside(scope).extend([policy, (b"ratelimit", ", ".join(left).encode())])
        return app(scope, receive, send)

    return limit


def _refused(refused: TooMany) -> ASGIApp:
    return ASGIResponse(
        body=msgspec.json.encode({"detail": refused.sentence}),
        status_code=TOO_MANY_REQUESTS,
        headers={"Retry-After": str(refused.seconds)},
        media_type="application/json",
    )
