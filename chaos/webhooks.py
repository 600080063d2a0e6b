"""Webhooks of a receiver that fails at random, while processes of a server and its database are killed."""

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError

from bench.processes import HOST
from chaos.client import Client
from chaos.run import CLIENTS, Report
from chaos.run import run as run_with

FAILING = 0.05
"""Share of requests that fail: half with status 500, half by closing the connection after the message was recorded."""

SLOW, SLOW_SECONDS = 0.05, 2.0
LATE, LATE_SECONDS = 0.005, 17.0
"""Shares of requests that are answered after a while, and after the sender has given up."""

PAUSE_SECONDS = 0.02
"""Pause of a client after each request: it would otherwise write faster than two cores deliver beside it."""

ARRIVAL_SECONDS = 240.0
"""Time after the last write within which all events must have arrived: some take a retry of 30 seconds or two."""

PAGE = 500

Message = dict[str, Any]


@dataclass
class Receiver:
    """An HTTP server with a path for each webhook. `arrived`: messages by path, in order, repeated ones included."""

    port: int = 0
    arrived: defaultdict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))
    secrets: dict[str, str] = field(default_factory=dict)
    forged: int = 0
    """Messages whose signature is invalid."""

    failed: int = 0
    _random: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 - a run can be repeated

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            first, *lines = head.strip().split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
            body = await reader.readexactly(int(headers["content-length"]))
            chance = self._random.random()
            if chance < SLOW:
                await asyncio.sleep(LATE_SECONDS if chance < LATE else SLOW_SECONDS)
            if answer := self._answer(first.split(" ")[1], headers, body):
                writer.write(answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _answer(self, path: str, headers: dict[str, str], body: bytes) -> bytes:
        """Record a message, unless it fails, and return the response, which may be lost."""
        chance = self._random.random()
        if chance < FAILING / 2:
            self.failed += 1
            return b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"
        try:
            self.arrived[path].append(Webhook(self.secrets[path]).verify(body, headers))
        except WebhookVerificationError:
            self.forged += 1
        lost = chance < FAILING
        self.failed += lost
        return b"" if lost else b"HTTP/1.1 204 No Content\r\n\r\n"


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    """Run a receiver on a free port."""
    receiver = Receiver()
    server = await asyncio.start_server(receiver.handle, HOST, 0)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        server.close()


class Subscriber(Client):
    """A client whose organisation has a webhook. Every event since must arrive, those of one record in order."""

    pause = PAUSE_SECONDS

    def __init__(self, name: str, url: str, receiver: Receiver) -> None:
        super().__init__(name, url)
        self._receiver = receiver
        self._path = f"/{name}"
        self._began_after = 0

    async def begin(self) -> None:
        """Register, and create the webhook."""
        await super().begin()
        self._began_after = (await self.send("GET", "/events", params={"limit": PAGE}))["next_after"]
        url = f"http://{HOST}:{self._receiver.port}{self._path}"
        self._receiver.secrets[self._path] = (await self.send("POST", "/webhooks", json={"url": url}))["secret"]

    async def verify(self) -> None:
        """Wait for the events, and compare them with those of the API."""
        expected = [event async for event in self._events()]
        arrived = self._receiver.arrived[self._path]
        missing = {event["id"] for event in expected}
        began = monotonic()
        while missing and monotonic() - began < ARRIVAL_SECONDS:
            await asyncio.sleep(PAUSE_SECONDS)
            missing -= {message["data"]["id"] for message in arrived}
        self.broken += broken_deliveries(expected, arrived)
        self.counts["delivered"] += len({message["data"]["id"] for message in arrived})
        self.counts["delivered again"] += len(arrived) - len({message["data"]["id"] for message in arrived})
        await super().verify()

    async def _events(self) -> AsyncIterator[Message]:
        after, more = self._began_after, True
        while more:
            page = await self.send("GET", "/events", params={"after": after, "limit": PAGE})
            for event in page["items"]:
                yield event
            after, more = page["next_after"], page["more"]


def broken_deliveries(expected: list[Message], arrived: list[Message]) -> list[str]:
    """Compare events with the messages that arrived, and return a description of each broken promise."""
    by_id = {event["id"]: event for event in expected}
    first: dict[int, Message] = {}
    for message in arrived:
        first.setdefault(message["data"]["id"], message["data"])
    broken = [f"event {id_} has not arrived" for id_ in by_id.keys() - first.keys()]
    broken += [f"event {id_} arrived, which there isn't" for id_ in first.keys() - by_id.keys()]
    broken += [f"event {id_} arrived changed" for id_, event in first.items() if event != by_id.get(id_, event)]
    last: dict[tuple[str, int], int] = {}
    for event in first.values():
        record = event["entity"], event["entity_id"]
        if event["sequence"] < last.get(record, 0):
            broken.append(f"event {event['id']} of {record} arrived late")
        last[record] = event["sequence"]
    return broken


async def run(*, faults: int, seconds: float) -> Report:
    """Inject faults into a server with webhooks, within a time limit."""
    async with receiving() as receiver:
        settings = {"RECRUIT_WEBHOOK_ALLOW": HOST}

        def subscribers(url: str) -> list[Subscriber]:
            return [Subscriber(f"client{number}", url, receiver) for number in range(CLIENTS)]

        report = await run_with(faults=faults, seconds=seconds, settings=settings, participants=subscribers)
        report.counts["failed by the receiver"] = receiver.failed
        if receiver.forged:
            report.broken.append(f"{receiver.forged} messages with invalid signatures")
    return report
