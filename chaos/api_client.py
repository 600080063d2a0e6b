"""Requests of a user of the API while faults are injected, and the check of error responses."""

from collections import Counter
from collections.abc import AsyncIterator, Container
from time import monotonic
from typing import Any, NamedTuple

import httpx

from bench.api import API

PASSWORD = "correct horse battery"  # noqa: S105 - of invented people
UNAVAILABLE = 503
TIMEOUT = 90.0
"""Time limit of a response, in seconds. The server's own limit is lower."""


class OutcomeUnknown(Exception):
    """It is unknown whether a request was executed."""


class Refused(Exception):
    """A request was refused with an expected status, and not executed."""


class Failure(NamedTuple):
    """A failed request or stream: what it was and how it failed, and from when to when it lasted (`monotonic`)."""

    what: str
    began: float
    ended: float


class ApiClient:
    """A user of one organisation.

    `counts`: responses by kind. `failed`: failed requests. `broken`: descriptions of broken promises. `email`: the
    address that the user logged in with.
    """

    def __init__(self, url: str) -> None:
        self.counts: Counter[str] = Counter()
        self.failed: list[Failure] = []
        self.broken: list[str] = []
        self.email = ""
        self.http = httpx.AsyncClient(base_url=url, timeout=TIMEOUT)

    async def log_in(self, email: str) -> None:
        """Log a registered user in, and authenticate the requests to come."""
        self.email = email
        form = {"username": email, "password": PASSWORD}
        token = (await self.send("POST", "/auth/login", data=form))["access_token"]
        self.http.headers["Authorization"] = f"Bearer {token}"

    async def send(self, method: str, path: str, **request: Any) -> Any:
        """Return the decoded response, None if it is empty. See `answered` for parameters and errors."""
        response = await self.answered(method, path, **request)
        return response.json() if response.content else None

    async def answered(self, method: str, path: str, expected: Container[int] = (), **request: Any) -> httpx.Response:
        """Return the successful response.

        Raise Refused for an `expected` status, and OutcomeUnknown for no response and for all other statuses.
        """
        began = monotonic()
        try:
            response = await self.http.request(method, API + path, **request)
        except httpx.TransportError as error:
            self.counts["unanswered"] += 1
            self.fail(what := f"{method} {path} wasn't answered: {error!r}", began)
            raise OutcomeUnknown(what) from error
        if response.is_success:
            return response
        if response.status_code in expected:
            raise Refused
        self.check(f"{method} {path}", response, began)
        raise OutcomeUnknown(self.failed[-1].what)

    def fail(self, what: str, began: float) -> None:
        """Record a request that has failed now."""
        self.failed.append(Failure(what, began, monotonic()))

    def check(self, what: str, response: httpx.Response, began: float) -> None:
        """Check an error response: only a 503 with a detail and Retry-After is allowed, as all requests are valid."""
        self.counts[str(response.status_code)] += 1
        self.fail(f"{what} was answered with {response.status_code} {response.text}", began)
        told = response.status_code == UNAVAILABLE and response.json().get("detail")
        if not told or "retry-after" not in response.headers:
            self.broken.append(f"{what} was answered with {response.status_code} {response.text}")

    async def all_items(self, path: str, **query: Any) -> AsyncIterator[dict[str, Any]]:
        """Yield all items of a paginated list."""
        skip, total = 0, 1
        while skip < total:
            page = await self.send("GET", path, params={"skip": skip, "limit": 100, **query})
            total = page["total"]
            skip += len(page["items"]) or total
            for item in page["items"]:
                yield item
