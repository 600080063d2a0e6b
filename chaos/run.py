"""Clients at full speed, while parts of a server and its database are killed."""

import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from time import monotonic
from typing import TypeAlias

import asyncpg

from bench.processes import Server, free_port
from chaos.client import Client
from chaos.faults import Victims
from recruit.adapters.postgres.embedded.postgres_process import EmbeddedServer

Fault: TypeAlias = Callable[[], bool]

CLIENTS = 4
BETWEEN = 15
"""Writes of each client that are acknowledged between two faults."""

RECOVERY = 60.0
"""Seconds without any acknowledged write after which nobody expects another."""

LOOK = 0.005
HALVES = {
    "organisations without a user": "SELECT count(*) FROM organisations o WHERE NOT EXISTS"
    " (SELECT FROM users u WHERE u.org_id = o.id)",
    "users without a login": "SELECT count(*) FROM users u WHERE NOT EXISTS"
    " (SELECT FROM credentials c WHERE (c.org_id, c.user_id) = (u.org_id, u.id))",
}
"""What a registration that was cut in two would leave."""


@dataclass(slots=True)
class Report:
    """What happened: faults and answers by kind, the longest time without an acknowledged write, broken promises."""

    faults: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0
    seconds: float = 0.0
    broken: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Return it for people."""
        faults = ", ".join(f"{count} × {what}" for what, count in sorted(self.faults.items()))
        counts = ", ".join(f"{count} {what}" for what, count in sorted(self.counts.items()))
        verdict = "\n".join(f"BROKEN: {what}" for what in self.broken) or "every promise was kept"
        return (
            f"{self.faults.total()} faults in {self.seconds:.0f} s ({faults})\n{counts}\n"
            f"longest time without an acknowledged write: {self.longest:.1f} s\n{verdict}"
        )


async def run(*, faults: int, seconds: float) -> Report:
    """Do so many faults to a server of two workers with an embedded database, in no more time than that."""
    report = Report()
    with tempfile.TemporaryDirectory(prefix="recruit-chaos-") as directory:
        data = Path(directory)
        port = free_port()
        settings = {
            "RECRUIT_PORT": str(port),
            "RECRUIT_WORKERS": "2",
            "RECRUIT_DATA_DIR": directory,
            "RECRUIT_METRICS": "off",
            "RECRUIT_LOG_LEVEL": "error",
        }
        server = await asyncio.to_thread(Server, [sys.executable, "-m", "recruit", "serve"], port, settings)
        try:
            victims = Victims(server.pid, data)
            await storm([server.url] * CLIENTS, report, victims.faults, faults=faults, seconds=seconds)
            report.broken += await _embedded_halves(data)
        finally:
            await asyncio.to_thread(server.stop)
    return report


async def storm(
    urls: Sequence[str], report: Report, kinds: Mapping[str, Fault], *, faults: int, seconds: float
) -> None:
    """Let a client work at each URL while faults happen, then compare what was promised with what is there."""
    clients = [Client(f"client{number}", url) for number, url in enumerate(urls)]
    await asyncio.gather(*(client.begin() for client in clients))
    working = [asyncio.create_task(client.work()) for client in clients]
    began = monotonic()
    try:
        async with asyncio.timeout(seconds):
            await _afflict(clients, kinds, report, faults)
    except TimeoutError:
        report.broken.append(f"after {seconds:.0f} s there were {report.faults.total()} faults of {faults}")
    report.seconds = monotonic() - began
    for client in clients:
        client.stopping = True
    await asyncio.gather(*working)
    for client in clients:
        await client.verify()
        report.counts += client.counts
        report.broken += client.broken


async def _afflict(clients: Sequence[Client], kinds: Mapping[str, Fault], report: Report, faults: int) -> None:
    """Make a fault of each kind in turn, each once work has gone on after the one before."""
    for kind in islice(cycle(kinds), faults):
        await _progress(clients, report)
        while not kinds[kind]():  # noqa: ASYNC110 - nobody is there yet, and whoever comes sets no event
            await asyncio.sleep(LOOK)
        report.faults[kind] += 1
    await _progress(clients, report)


async def _progress(clients: Sequence[Client], report: Report) -> None:
    """Wait for acknowledged writes of every client's. Raises TimeoutError when they stay away for too long."""
    goals = [client.written + BETWEEN for client in clients]
    written, since = -1, monotonic()
    while any(client.written < goal for client, goal in zip(clients, goals, strict=True)):
        now = sum(client.written for client in clients)
        if now != written:
            written, since = now, monotonic()
        report.longest = max(report.longest, monotonic() - since)
        if monotonic() - since > RECOVERY:
            raise TimeoutError
        await asyncio.sleep(LOOK)


async def _embedded_halves(data: Path) -> list[str]:
    server = EmbeddedServer(data)
    address = await asyncio.to_thread(server.start)
    try:
        return await halves(address.dsn("postgres"))
    finally:
        await asyncio.to_thread(server.stop)


async def halves(dsn: str) -> list[str]:
    """Ask the database itself, as who sees all organisations, for what is half there."""
    connection = await asyncpg.connect(dsn)
    try:
        found = {what: await connection.fetchval(query) for what, query in HALVES.items()}
    finally:
        await connection.close()
    return [f"{count} {what}" for what, count in found.items() if count]
