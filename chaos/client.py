"""A client that sends requests without pause and records the responses in a ledger."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import httpx

from bench.api import API
from chaos.ledger import FIELDS, Ledger, Sent

PASSWORD = "correct horse battery"  # noqa: S105 - of invented people
MATCHES = 3
"""Number of results of a match."""

UNAVAILABLE = 503
PAUSE = 0.01
"""Seconds before the next request after a failure."""

TIMEOUT = 90.0
"""Time limit of a response, in seconds. The server's own limit is lower."""


class OutcomeUnknown(Exception):
    """It is unknown whether a request was executed."""


class Client:
    """One user of one organisation. `counts`: responses by kind. `broken`: descriptions of broken promises."""

    pause = 0.0
    """Seconds between two requests."""

    def __init__(self, name: str, url: str) -> None:
        self.name = name
        self.ledger = Ledger()
        self.counts: Counter[str] = Counter()
        self.broken: list[str] = []
        self.emails: dict[str, bool] = {}
        self.stopping = False
        self._http = httpx.AsyncClient(base_url=url, timeout=TIMEOUT)
        self._random = random.Random(name)  # noqa: S311 - a run can be repeated
        self._number = 0
        self._target = 0

    @property
    def written(self) -> int:
        """Number of acknowledged writes."""
        return sum(self.counts[what] for what in ("created", "changed", "matched", "registered"))

    async def begin(self) -> None:
        """Register, log in, and create the job and candidates for matches. Called before the first fault."""
        email = await self._register()
        form = {"username": email, "password": PASSWORD}
        token = (await self._send("POST", "/auth/login", data=form))["access_token"]
        self._http.headers["Authorization"] = f"Bearer {token}"
        await self._create("jobs")
        for _ in range(MATCHES):
            await self._create("candidates")
        self._target = self.ledger.kept("jobs")[0].id or 0

    async def work(self) -> None:
        """Send random requests until `stopping` is set."""
        while not self.stopping:
            step = self._random.choices(
                (self._create_one, self._change, self._read, self._apply, self._match, self._register),
                weights=(30, 30, 30, 10, 5, 1),
            )[0]
            try:
                await step()
                await asyncio.sleep(self.pause)
            except OutcomeUnknown:
                await asyncio.sleep(PAUSE)

    async def verify(self) -> None:
        """Compare the acknowledged writes with the stored records, and add differences to `broken`."""
        for kind in FIELDS:
            self.broken += self.ledger.broken(kind, [row async for row in self._all(f"/{kind}")])
        self.broken += self.ledger.broken_pairs([row async for row in self._all("/applications")])
        logs = [log async for log in self._all("/matching/logs", job_id=self._target)]
        self.broken += self.ledger.broken_matches(logs, MATCHES)
        for email, acknowledged in self.emails.items():
            response = await self._http.post(API + "/auth/login", data={"username": email, "password": PASSWORD})
            if response.status_code not in ({200} if acknowledged else {200, 403}):
                self.broken.append(f"the login of {email} answers {response.status_code}, acknowledged: {acknowledged}")
        await self._http.aclose()

    async def _create_one(self) -> None:
        await self._create(self._random.choice(list(FIELDS)))

    async def _create(self, kind: str) -> None:
        mark = self._mark()
        sent = self.ledger.rows[kind][mark] = Sent([mark])
        sent.id = (await self._send("POST", f"/{kind}", json=dict.fromkeys(FIELDS[kind], mark)))["id"]
        self.counts["created"] += 1

    async def _change(self) -> None:
        kind = self._random.choice(list(FIELDS))
        row, mark = self._random.choice(self.ledger.kept(kind)), self._mark()
        row.marks.append(mark)
        await self._send("PATCH", f"/{kind}/{row.id}", json=dict.fromkeys(FIELDS[kind][1:], mark))
        row.acknowledged(mark)
        self.counts["changed"] += 1

    async def _read(self) -> None:
        kind = self._random.choice(list(FIELDS))
        row = self._random.choice(self.ledger.kept(kind))
        found = await self._send("GET", f"/{kind}/{row.id}")
        values = {found[field] for field in FIELDS[kind][1:]}
        if len(values) != 1 or not values <= set(row.marks):
            self.broken.append(f"{kind} {row.id} is read as {values}, where {row.marks[0]!r} was acknowledged")
        self.counts["read"] += 1

    async def _apply(self) -> None:
        job, candidate = (self._random.choice(self.ledger.kept(kind)).id for kind in ("jobs", "candidates"))
        pair = (job or 0, candidate or 0)
        if pair in self.ledger.pairs:
            return
        self.ledger.pairs[pair] = None
        made = await self._send("POST", "/applications", json={"job_id": job, "candidate_id": candidate})
        self.ledger.pairs[pair] = made["id"]
        self.counts["created"] += 1

    async def _match(self) -> None:
        body = {"job_id": self._target, "limit": MATCHES}
        outcome = "unanswered"
        try:
            await self._send("POST", "/matching/candidates_for_job", json=body)
            outcome = "acknowledged"
        finally:
            self.ledger.matches[outcome] += 1
        self.counts["matched"] += 1

    async def _register(self) -> str:
        email = f"{self.name}-{self._mark()}@example.com"
        self.emails[email] = False
        await self._send("POST", "/auth/register", json={"email": email, "password": PASSWORD})
        self.emails[email] = True
        self.counts["registered"] += 1
        return email

    async def _send(self, method: str, path: str, **request: Any) -> Any:
        """Return the decoded response. Raise OutcomeUnknown for no response, and for an error response."""
        try:
            response = await self._http.request(method, API + path, **request)
        except httpx.TransportError as error:
            self.counts["unanswered"] += 1
            raise OutcomeUnknown from error
        if response.is_success:
            return response.json()
        self._check(f"{method} {path}", response)
        raise OutcomeUnknown

    def _check(self, what: str, response: httpx.Response) -> None:
        """Check an error response: only a 503 with a detail and Retry-After is allowed, as all requests are valid."""
        self.counts[str(response.status_code)] += 1
        told = response.status_code == UNAVAILABLE and response.json().get("detail")
        if not told or "retry-after" not in response.headers:
            self.broken.append(f"{what} was answered with {response.status_code} {response.text}")

    async def _all(self, path: str, **query: Any) -> AsyncIterator[dict[str, Any]]:
        """Yield all items of a paginated list."""
        skip, total = 0, 1
        while skip < total:
            page = await self._send("GET", path, params={"skip": skip, "limit": 100, **query})
            total = page["total"]
            skip += len(page["items"]) or total
            for item in page["items"]:
                yield item

    def _mark(self) -> str:
        """Return a unique text."""
        self._number += 1
        return f"{self.name}-{self._number}"
