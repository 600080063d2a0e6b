"""Faults under load on a Citus cluster of a coordinator and two workers, which is set up as docs/scaling.md says.

A fault of a worker must fail no request of the organisations on the other worker, apart from registrations: they write
logins, which all machines have.
"""

import asyncio
import random
import secrets
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from chaos.api_client import Failure
from chaos.client import Client
from chaos.failover import Instance, shared_directory
from chaos.faults import FaultInjector
from chaos.run import (
    PARTIAL_WRITES,
    POLL_SECONDS,
    RECOVERY,
    Fault,
    Participant,
    Report,
    partial_writes,
    participants,
    run_clients,
    serving,
    wait_for_progress,
)
from chaos.upgrade import PRESENT
from recruit.adapters.postgres.embedded.cluster import create_cluster, installed_programs
from recruit.adapters.postgres.embedded.postmaster import PORT

EXTENSIONS = ("citus", "vector")
LEFT_OUT = (
    "left out: {} no PostgreSQL with Citus and pgvector. Install them (docs/scaling.md), and name the directory of the "
    "programs, such as /usr/lib/postgresql/17/bin, by --programs"
)
SETTINGS = (
    "shared_preload_libraries=citus",
    "max_prepared_transactions=100",
    "max_locks_per_transaction=256",
    "citus.recover_2pc_interval=5s",
    "unix_socket_permissions=0700",
)
"""Settings of each machine, those of docs/scaling.md first.

Machines reach one another by their sockets, without passwords, which only the account that runs them and root can use.
"""

SHARDS = 8
REGISTRATION = ("POST /auth/register ",)
WRITES = ("POST ", "PATCH ", "DELETE ")
PLACE = """
    SELECT n.nodename FROM credentials c
    JOIN pg_dist_placement p ON p.shardid = get_shard_id_for_distribution_column('organisations', c.org_id)
    JOIN pg_dist_node n ON n.groupid = p.groupid WHERE c.email = $1
"""
"""The machine of an organisation, by the login of one of its users."""

PREPARED = "SELECT sum(result::int) FROM run_command_on_all_nodes('SELECT count(*) FROM pg_prepared_xacts')"
CLUSTER_PARTIAL_WRITES = {
    **PARTIAL_WRITES,
    "logins without a user": "SELECT count(*) FROM"
    " (SELECT org_id, user_id FROM credentials EXCEPT SELECT org_id, id FROM users) AS lone",
    "machines with other logins": "SELECT count(DISTINCT result) - 1 FROM run_command_on_all_nodes"
    "('SELECT md5(array_agg((email, org_id, user_id) ORDER BY email)::text) FROM credentials')",
}


class LeftOut(Exception):
    """The test can't run here. The message says why, and what to do."""


class Injected(NamedTuple):
    """A fault: its time (`monotonic`), and the machine whose organisations' requests it may fail, empty for all."""

    at: float
    machine: str


def find_programs(directory: Path | None) -> Path:
    """Return the directory of a PostgreSQL's programs that has Citus: this one, or one of the system's.

    Raise LeftOut.
    """
    for programs in [directory] if directory else installed_programs("postgres"):
        if _has_extensions(programs):
            return programs
    raise LeftOut(LEFT_OUT.format(f"{directory} has" if directory else "there is"))


def _has_extensions(programs: Path) -> bool:
    try:
        answer = subprocess.run(  # noqa: S603 - PostgreSQL's
            [programs / "pg_config", "--sharedir"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return all(Path(answer.stdout.strip(), "extension", f"{name}.control").exists() for name in EXTENSIONS)


@asynccontextmanager
async def running_cluster(programs: Path) -> AsyncIterator[Sequence[Instance]]:
    """Run a coordinator and two workers, with the role, the database and the extensions."""
    directory, account = shared_directory(programs)
    places = [directory / name for name in ("coordinator", "worker-1", "worker-2")]
    machines = [Instance(place, account, programs, SETTINGS) for place in places]
    coordinator, *workers = machines
    try:
        async with AsyncExitStack() as stack:
            for machine in machines:
                machine.sockets.mkdir()
                with (machine.sockets / "alive").open("w") as lock:
                    await asyncio.to_thread(create_cluster, machine.cluster, programs, account, lock.fileno())
                account.own(machine.sockets)
                stack.callback(machine.end, signal.SIGQUIT)
                await machine.start()
                await machine.ask("CREATE EXTENSION citus")
            await coordinator.ask("SELECT citus_set_coordinator_host($1, $2)", str(coordinator.sockets), PORT)
            for worker in workers:
                await coordinator.ask("SELECT citus_add_node($1, $2)", str(worker.sockets), PORT)
            yield machines
    finally:
        shutil.rmtree(directory)


class Faults:
    """The faults of a cluster and its server. `injected`: those so far. `outages`: tasks that end with them."""

    def __init__(
        self, machines: Sequence[Instance], server: int, clients: Sequence[Participant], report: Report
    ) -> None:
        self.injected: list[Injected] = []
        self.outages: list[asyncio.Task[None]] = []
        self._machines = machines
        self._server = server
        self._clients = clients
        self._report = report

    def kinds(self) -> dict[str, Fault]:
        """Return the faults by name."""
        coordinator, *workers = self._machines
        killed = FaultInjector(self._server, coordinator.sockets).faults["worker killed"]
        kinds: dict[str, Fault] = {
            "recruit worker killed": partial(self._inject, coordinator, killed),
            "coordinator stopped": partial(self._end, coordinator, signal.SIGINT),
        }
        for machine in self._machines:
            session = FaultInjector(self._server, machine.sockets).faults["session killed"]
            kinds[f"session on {machine.sockets.name} killed"] = partial(self._inject, machine, session)
        for worker in workers:
            kinds[f"{worker.sockets.name} stopped"] = partial(self._end, worker, signal.SIGINT)
            kinds[f"{worker.sockets.name} aborted"] = partial(self._end, worker, signal.SIGQUIT)
        return kinds

    async def settled(self) -> None:
        """Wait for the end of all outages, and until Citus has ended the transactions that a machine has left prepared.

        Until then, registrations that were acknowledged while a worker died are not seen on that worker.
        """
        await asyncio.gather(*self.outages)
        try:
            async with asyncio.timeout(RECOVERY):
                while await self._machines[0].ask(PREPARED):  # noqa: ASYNC110 - they set no event
                    await asyncio.sleep(POLL_SECONDS)
        except TimeoutError:
            self._report.broken.append("after the last fault, transactions stay prepared")

    async def place(self, client: Participant) -> str:
        """Return the machine with the rows of a client's organisation."""
        return str(await self._machines[0].ask(PLACE, client.email))

    def _inject(self, machine: Instance, fault: Fault) -> bool:
        """Inject a fault and record it. All requests need the coordinator."""
        injected = Injected(monotonic(), "" if machine is self._machines[0] else str(machine.sockets))
        if done := fault():
            self.injected.append(injected)
        return done

    def _end(self, machine: Instance, number: signal.Signals) -> bool:
        def begin() -> bool:
            self.outages.append(asyncio.create_task(self._outage(machine, number)))
            return True

        return self._inject(machine, begin)

    async def _outage(self, machine: Instance, number: signal.Signals) -> None:
        """End a machine's server, and start it again when the organisations on the other worker have made progress."""
        await asyncio.to_thread(machine.end, number)
        if machine is not self._machines[0]:
            beside = [client for client in self._clients if await self.place(client) != str(machine.sockets)]
            before = sum(client.written for client in beside)
            try:
                await wait_for_progress(beside, self._report)
            except TimeoutError:
                self._report.broken.append(f"organisations made no progress when {machine.sockets.name} was down")
            self._report.counts["written beside a stopped worker"] += sum(client.written for client in beside) - before
        await machine.start()


def judged(client: Participant) -> list[Failure]:
    """Return the failed requests of a client that may only fail by a fault.

    Registrations write on all machines. Writers of the same records may run into a deadlock.
    """
    allowed = REGISTRATION if isinstance(client, Client) else WRITES
    return [failure for failure in client.failed if not failure.what.startswith(allowed)]


def unexplained(failures: Iterable[Failure], machine: str, injected: Sequence[Injected]) -> Iterator[str]:
    """Yield the failed requests of an organisation on a machine that can't have failed by a fault.

    A fault's effects may last until the next fault, before which all organisations have made progress.
    """
    for failure in failures:
        last = max((fault.at for fault in injected if fault.at <= failure.began), default=failure.began)
        machines = {fault.machine for fault in injected if last <= fault.at <= failure.ended}
        if machines.isdisjoint({"", machine}):
            yield f"no fault of its machine, the coordinator or the server explains that {failure.what}"


async def run(*, faults: int, seconds: float, seed: int, programs: Path | None = None) -> Report:
    """Inject faults into a cluster and a server of two workers, within a time limit, in an order that the seed gives.

    Raise LeftOut where Citus isn't installed.
    """
    report = Report(seed=seed)
    async with running_cluster(find_programs(programs)) as machines:
        settings = {
            "RECRUIT_STORAGE": machines[0].dsn("recruit"),
            "RECRUIT_SECRET_KEY": secrets.token_urlsafe(32),
            "RECRUIT_DATA_DIR": str(machines[0].sockets.parent / "data"),
        }
        await PRESENT.run(settings, "db", "upgrade")
        await PRESENT.run(settings, "db", "distribute", "--shards", str(SHARDS), "--yes")
        async with serving(settings) as server:
            clients = participants(server.url, f"seed{seed}-")
            found = Faults(machines, server.pid, clients, report)
            kinds = found.kinds()
            order = random.Random(seed).sample([*kinds], len(kinds))  # noqa: S311 - a run can be repeated
            ordered = {name: kinds[name] for name in order}
            await run_clients(clients, report, ordered, faults=faults, seconds=seconds, settled=found.settled)
            places = [await found.place(client) for client in clients]
            for client, place in zip(clients, places, strict=True):
                report.broken += unexplained(judged(client), place, found.injected)
            if len({*places}) == 1:
                report.broken.append("all organisations are on one worker")
            report.broken += await partial_writes(machines[0].dsn(), CLUSTER_PARTIAL_WRITES)
    return report
