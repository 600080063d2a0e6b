"""Load at full speed while processes of a server and its database are killed."""

import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from time import monotonic
from types import MappingProxyType
from typing import TypeAlias

import asyncpg

from bench.processes import Server, free_port
from chaos.api_client import OutcomeUnknown
from chaos.client import Client
from chaos.faults import FaultInjector
from chaos.followed import FollowedOrganisation
from recruit.adapters.postgres.embedded.postgres_process import EmbeddedServer

Fault: TypeAlias = Callable[[], bool]
Participant: TypeAlias = Client | FollowedOrganisation

CLIENTS = 4
WRITES_BETWEEN_FAULTS = 15
"""Acknowledged writes of each client between two faults."""

RECOVERY = 180.0
"""Seconds without any acknowledged write after which the test fails."""

SERVE = (sys.executable, "-m", "recruit", "serve")
RESTARTED = ("sh", "-c", 'trap "kill \\$!; wait; exit" TERM; while :; do "$@" & wait $!; done', "restarted", *SERVE)
"""Starts the server again when it ends, as a service manager does."""

POLL_SECONDS = 0.005
PARTIAL_WRITES = {
    "organisations without a user": "SELECT count(*) FROM organisations o WHERE NOT EXISTS"
    " (SELECT FROM users u WHERE u.org_id = o.id)",
    "users without a login": "SELECT count(*) FROM users u WHERE NOT EXISTS"
    " (SELECT FROM credentials c WHERE (c.org_id, c.user_id) = (u.org_id, u.id))",
}
"""Description → a query that counts partial registrations."""


@dataclass(slots=True)
class Report:
    """The result of a run.

    `faults` and `counts`: number of faults and of responses by kind. `longest`: longest time without an acknowledged
    write, in seconds. `broken`: descriptions of broken promises. `seed`: what repeats the run, if it has a seed.
    """

    faults: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0
    seconds: float = 0.0
    broken: list[str] = field(default_factory=list)
    seed: int | None = None

    def text(self) -> str:
        """Return the report as text."""
        faults = ", ".join(f"{count} × {what}" for what, count in sorted(self.faults.items()))
        counts = ", ".join(f"{count} {what}" for what, count in sorted(self.counts.items()))
        verdict = "\n".join(f"BROKEN: {what}" for what in self.broken) or "every promise was kept"
        seed = "" if self.seed is None else f", seed {self.seed}"
        return (
            f"{self.faults.total()} faults in {self.seconds:.0f} s{seed} ({faults})\n{counts}\n"
            f"longest time without an acknowledged write: {self.longest:.1f} s\n{verdict}"
        )


def participants(url: str, prefix: str = "") -> list[Participant]:
    """Return the clients of a run, with an organisation of their own each. Names are the seeds of what they send."""
    clients: list[Participant] = [Client(f"{prefix}client{number}", url) for number in range(CLIENTS)]
    return [*clients, FollowedOrganisation(f"{prefix}followed", url)]


async def run(
    *,
    faults: int,
    seconds: float,
    settings: Mapping[str, str] = MappingProxyType({}),
    participants: Callable[[str], Sequence[Participant]] = participants,
) -> Report:
    """Inject faults into a server of two workers with an embedded database, within a time limit.

    `settings` are further ones of the server; `participants` makes the clients of a URL.
    """
    report = Report()
    with tempfile.TemporaryDirectory(prefix="recruit-chaos-") as directory:
        data = Path(directory)
        async with serving({**settings, "RECRUIT_DATA_DIR": directory}, RESTARTED) as server:
            injector = FaultInjector(server.pid, data)
            clients = participants(server.url)
            await run_clients(clients, report, injector.faults, faults=faults, seconds=seconds)
            report.broken += await _embedded_partial_writes(data)
    return report


@asynccontextmanager
async def serving(settings: Mapping[str, str], command: Sequence[str] = SERVE) -> AsyncIterator[Server]:
    """Run a server of two workers on a free port, with further settings, while the block lasts."""
    port = free_port()
    environment = {
        **settings,
        "RECRUIT_PORT": str(port),
        "RECRUIT_WORKERS": "2",
        "RECRUIT_METRICS": "off",
        "RECRUIT_LOG_LEVEL": "error",
    }
    server = await asyncio.to_thread(Server, command, port, environment)
    try:
        yield server
    finally:
        await asyncio.to_thread(server.stop)


async def run_clients(
    clients: Sequence[Participant],
    report: Report,
    kinds: Mapping[str, Fault],
    *,
    faults: int,
    seconds: float,
    settled: Callable[[], Awaitable[object]] | None = None,
) -> None:
    """Run the clients while faults are injected, then verify the stored records and what readers of the feed got.

    `settled` is awaited between both.
    """
    await asyncio.gather(*(client.begin() for client in clients))
    working = [asyncio.create_task(client.work()) for client in clients]
    began = monotonic()
    try:
        async with asyncio.timeout(seconds):
            await _inject_faults(clients, kinds, report, faults)
    except TimeoutError:
        report.broken.append(f"after {seconds:.0f} s there were {report.faults.total()} faults of {faults}")
    report.seconds = monotonic() - began
    for client in clients:
        client.stopping = True
    await asyncio.gather(*working)
    if settled is not None:
        await settled()
    for client in clients:
        try:
            await client.verify()
        except OutcomeUnknown:
            client.broken.append("after the last fault the records can't be read")
        await client.http.aclose()
        report.counts += client.counts
        report.broken += client.broken


async def _inject_faults(
    clients: Sequence[Participant], kinds: Mapping[str, Fault], report: Report, faults: int
) -> None:
    """Inject faults of each kind in turn, each after all clients have made progress since the one before."""
    for kind in islice(cycle(kinds), faults):
        await wait_for_progress(clients, report)
        while not kinds[kind]():  # noqa: ASYNC110 - a process that starts sets no event
            await asyncio.sleep(POLL_SECONDS)
        report.faults[kind] += 1
    await wait_for_progress(clients, report)


async def wait_for_progress(clients: Sequence[Participant], report: Report) -> None:
    """Wait for WRITES_BETWEEN_FAULTS acknowledged writes of each client.

    Raise TimeoutError after RECOVERY seconds without any.
    """
    goals = [client.written + WRITES_BETWEEN_FAULTS for client in clients]
    written, since = -1, monotonic()
    while any(client.written < goal for client, goal in zip(clients, goals, strict=True)):
        now = sum(client.written for client in clients)
        if now != written:
            written, since = now, monotonic()
        report.longest = max(report.longest, monotonic() - since)
        if monotonic() - since > RECOVERY:
            raise TimeoutError
        await asyncio.sleep(POLL_SECONDS)


async def _embedded_partial_writes(data: Path) -> list[str]:
    server = EmbeddedServer(data)
    address = await asyncio.to_thread(server.start)
    try:
        return await partial_writes(address.dsn("postgres"))
    finally:
        await asyncio.to_thread(server.stop)


async def partial_writes(dsn: str, queries: Mapping[str, str] = PARTIAL_WRITES) -> list[str]:
    """Return descriptions of partial writes in the database, which the user of `dsn` sees for all organisations."""
    connection = await asyncpg.connect(dsn)
    try:
        found = {what: await connection.fetchval(query) for what, query in queries.items()}
    finally:
        await connection.close()
    return [f"{count} {what}" for what, count in found.items() if count]
