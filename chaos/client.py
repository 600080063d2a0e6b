"""A client that sends requests without pause and records the responses in a ledger."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bench.api import API
from chaos.api_client import PASSWORD, ApiClient, OutcomeUnknown, Refused
from chaos.ledger import FIELDS, Ledger, Sent

MATCHES = 3
"""Number of results of a match."""

KEYED = 0.5
"""Share of creations with an Idempotency-Key, which are sent again until they are answered."""

CONFLICT = 409
PAUSE = 0.01
"""Seconds before the next request after a failure."""

TRIES, PAUSE_OF_BEGIN = 10, 1.0
"""How often a client tries each step of its beginning, as busy servers refuse, and the seconds between two tries."""

T = TypeVar("T")


class Client(ApiClient):
    """One user of one organisation, who knows all that the organisation has."""

    pause = 0.0
    """Seconds between two requests."""

    def __init__(self, name: str, url: str) -> None:
        super().__init__(url)
        self.name = name
        self.ledger = Ledger()
        self.emails: dict[str, bool] = {}
        self.stopping = False
        self._random = random.Random(name)  # noqa: S311 - a run can be repeated
        self._number = 0
        self._target = 0

    @property
    def written(self) -> int:
        """Number of acknowledged writes."""
        return sum(self.counts[what] for what in ("created", "changed", "matched", "registered"))

    async def begin(self) -> None:
        """Register, log in, and create the job and candidates for matches. Called before the first fault."""
        email = await self._insist(self._register)
        await self._insist(lambda: self.log_in(email))
        await self._insist(lambda: self._create("jobs"))
        for _ in range(MATCHES):
            await self._insist(lambda: self._create("candidates"))
        self._target = self.ledger.kept("jobs")[0].id or 0

    async def _insist(self, step: Callable[[], Awaitable[T]]) -> T:
        for _ in range(TRIES - 1):
            try:
                return await step()
            except OutcomeUnknown:
                await asyncio.sleep(PAUSE_OF_BEGIN)
        return await step()

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
            self.broken += self.ledger.broken(kind, [row async for row in self.all_items(f"/{kind}")])
        self.broken += self.ledger.broken_pairs([row async for row in self.all_items("/applications")])
        logs = [log async for log in self.all_items("/matching/logs", job_id=self._target)]
        self.broken += self.ledger.broken_matches(logs, MATCHES)
        for email, acknowledged in self.emails.items():
            response = await self.http.post(API + "/auth/login", data={"username": email, "password": PASSWORD})
            if response.status_code not in ({200} if acknowledged else {200, 403}):
                self.broken.append(f"the login of {email} answers {response.status_code}, acknowledged: {acknowledged}")

    async def _create_one(self) -> None:
        await self._create(self._random.choice(list(FIELDS)))

    async def _create(self, kind: str) -> None:
        mark = self._mark()
        sent = self.ledger.rows[kind][mark] = Sent([mark])
        body = dict.fromkeys(FIELDS[kind], mark)
        has_key = self._random.random() < KEYED
        made = await (self._create_once(kind, mark, body) if has_key else self.send("POST", f"/{kind}", json=body))
        sent.id = made["id"]
        self.counts["created"] += 1

    async def _create_once(self, kind: str, key: str, body: dict[str, str]) -> Any:
        """Send a request with an Idempotency-Key until it is answered, and return the response."""
        headers = {"Idempotency-Key": key}
        while True:
            try:
                return await self.send("POST", f"/{kind}", headers=headers, json=body, expected={CONFLICT})
            except (OutcomeUnknown, Refused):  # refused: the request before is still being executed
                if self.stopping:
                    raise OutcomeUnknown from None
            self.counts["repeated with its key"] += 1
            await asyncio.sleep(PAUSE)

    async def _change(self) -> None:
        kind = self._random.choice(list(FIELDS))
        row, mark = self._random.choice(self.ledger.kept(kind)), self._mark()
        row.marks.append(mark)
        await self.send("PATCH", f"/{kind}/{row.id}", json=dict.fromkeys(FIELDS[kind][1:], mark))
        row.acknowledged(mark)
        self.counts["changed"] += 1

    async def _read(self) -> None:
        kind = self._random.choice(list(FIELDS))
        row = self._random.choice(self.ledger.kept(kind))
        found = await self.send("GET", f"/{kind}/{row.id}")
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
        made = await self.send("POST", "/applications", json={"job_id": job, "candidate_id": candidate})
        self.ledger.pairs[pair] = made["id"]
        self.counts["created"] += 1

    async def _match(self) -> None:
        body = {"job_id": self._target, "limit": MATCHES}
        outcome = "unanswered"
        try:
            await self.send("POST", "/matching/candidates_for_job", json=body)
            outcome = "acknowledged"
        finally:
            self.ledger.matches[outcome] += 1
        self.counts["matched"] += 1

    async def _register(self) -> str:
        email = f"{self.name}-{self._mark()}@example.com"
        self.emails[email] = False
        await self.send("POST", "/auth/register", json={"email": email, "password": PASSWORD})
        self.emails[email] = True
        self.counts["registered"] += 1
        return email

    def _mark(self) -> str:
        """Return a unique text."""
        self._number += 1
        return f"{self.name}-{self._number}"
