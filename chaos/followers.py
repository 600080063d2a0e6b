"""Readers of the change feed that go on after every fault: by pages, by the stream, and by sync tokens."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from random import Random
from time import monotonic
from typing import Any

import httpx

from bench.api import API
from chaos.api_client import ApiClient, OutcomeUnknown
from chaos.replica import LISTS, EventReplica, ListReplica

PAUSE = 0.05
"""Seconds before a reader reads again after a failure, or when it has read everything."""

START = "start"
LARGEST_PAGE = 20
"""Pages are small, so that faults hit the middle of a synchronisation."""


class PageFollower:
    """Reads the feed by pages of random length."""

    def __init__(self, client: ApiClient) -> None:
        self.replica = EventReplica("the feed")
        self._client = client
        self._random = Random(1)  # noqa: S311 - a run can be repeated
        self._after = 0

    async def follow(self) -> None:
        """Read until cancelled."""
        while True:
            with suppress(OutcomeUnknown):
                await self.catch_up()
            await asyncio.sleep(PAUSE)

    async def catch_up(self) -> None:
        """Read all that there is by now. Raise OutcomeUnknown when a page can't be read; the next call goes on."""
        more = True
        while more:
            query = {"after": self._after, "limit": self._random.randint(1, LARGEST_PAGE)}
            page = await self._client.send("GET", "/events", params=query)
            for event in page["items"]:
                self.replica.add(event)
            self._after, more = page["next_after"], page["more"]
            self._client.counts["events in pages"] += len(page["items"])


class StreamFollower:
    """Reads the stream, and resumes it by the id of the last event."""

    def __init__(self, client: ApiClient) -> None:
        self.replica = EventReplica("the stream")
        self._client = client
        self._last_event_id = ""

    async def follow(self) -> None:
        """Read until cancelled."""
        while True:
            try:
                await self._read()
            except httpx.TransportError as error:
                self._client.counts["streams cut"] += 1
                self._client.fail(f"GET /events/stream wasn't answered to its end: {error!r}", monotonic())
            await asyncio.sleep(PAUSE)

    async def reach(self, position: int) -> None:
        """Wait until the events up to a position are read."""
        while self.replica.position < position:  # noqa: ASYNC110 - a test's polling needs no event
            await asyncio.sleep(PAUSE)

    async def _read(self) -> None:
        """Read one stream to its end. Raise httpx.TransportError when the connection fails."""
        headers, began = {"Last-Event-ID": self._last_event_id} if self._last_event_id else {}, monotonic()
        async with self._client.http.stream("GET", API + "/events/stream", headers=headers) as response:
            if not response.is_success:
                await response.aread()
                self._client.check("GET /events/stream", response, began)
                return
            async with aclosing(_messages(response)) as messages:
                async for fields in messages:
                    if fields["event"] == "error":
                        self._check_end(json.loads(fields["data"]))
                        return
                    self._add(fields)

    def _add(self, fields: dict[str, str]) -> None:
        event = json.loads(fields["data"])
        if (fields["id"], fields["event"]) != (str(event["sequence"]), event["type"]):
            self._client.broken.append(f"the stream has {fields['id']} {fields['event']} for {event}")
        self.replica.add(event)
        self._last_event_id = fields["id"]
        self._client.counts["events in streams"] += 1

    def _check_end(self, error: dict[str, Any]) -> None:
        self._client.fail(f"GET /events/stream ended with {error}", monotonic())
        if error["code"] != "unavailable":
            self._client.broken.append(f"the stream ended with {error}")
        self._client.counts["streams ended"] += 1


class SyncFollower:
    """Synchronises the three lists by their tokens."""

    def __init__(self, client: ApiClient) -> None:
        self.replica = ListReplica()
        self._client = client
        self._random = Random(2)  # noqa: S311 - a run can be repeated
        self._tokens = dict.fromkeys(LISTS, START)
        self._next: dict[str, str] = {}

    async def follow(self) -> None:
        """Synchronise until cancelled."""
        while True:
            with suppress(OutcomeUnknown):
                await self.catch_up()
            await asyncio.sleep(PAUSE)

    async def catch_up(self) -> None:
        """Synchronise every list once. Raise OutcomeUnknown when a page can't be read; the next call goes on."""
        for kind, path in LISTS.items():
            token: str | None = None
            while token is None:
                response = await self._page(kind, path)
                page = response.json()
                self.replica.apply(kind, page)
                self._next.pop(kind, None)
                if (token := page["sync_token"]) is None:
                    self._next[kind] = response.links["next"]["url"]
                else:
                    self._tokens[kind] = token
                self._client.counts["pages synchronised"] += 1

    async def _page(self, kind: str, path: str) -> httpx.Response:
        if following := self._next.get(kind):
            return await self._client.answered("GET", following.removeprefix(API))
        query = {"sync_token": self._tokens[kind], "limit": self._random.randint(1, LARGEST_PAGE)}
        return await self._client.answered("GET", path, params=query)


async def _messages(response: httpx.Response) -> AsyncGenerator[dict[str, str], None]:
    """Yield the fields of each complete message of a stream that has data, as `EventSource` does."""
    fields: dict[str, str] = {}
    async for line in response.aiter_lines():
        if not line:
            if "data" in fields:
                yield fields
            fields = {}
        elif line and not line.startswith(":"):
            name, _, value = line.partition(":")
            fields[name] = value.removeprefix(" ")
