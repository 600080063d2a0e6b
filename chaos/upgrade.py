"""An upgrade without downtime under load, from the code of an earlier release to the present one."""

import asyncio
import io
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
from asyncio.subprocess import PIPE, STDOUT
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.processes import ROOT, MeasurementError, Server, environment, free_port
from chaos.api_client import TIMEOUT
from chaos.client import Client
from chaos.failover import Instance, shared_directory
from chaos.faults import workers_of
from chaos.followed import FollowedOrganisation
from chaos.run import Fault, Participant, Report, run_clients
from recruit.adapters.postgres.embedded.postmaster import PORT
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig

MIGRATIONS = "src/recruit/adapters/postgres/migrations/versions"
RECORDING = Path("recruit/adapters/postgres/compatibility.py")
"""The module of releases whose workers can be replaced after an upgrade."""

WORKERS = 2
CLIENTS = 2
PAUSE_SECONDS = 0.02
"""Pause of a client after each request: two servers start beside it."""

POLL_SECONDS = 0.05
READY = 20


@dataclass(frozen=True, slots=True)
class Release:
    """The code of a release, by the directory that contains its package. It runs in the present environment.

    Its programs that read documents are those of the present code, since they ignore the module search path.
    """

    source: Path

    @property
    def can_replace_workers(self) -> bool:
        """Whether its workers can be replaced after an upgrade."""
        return (self.source / RECORDING).exists()

    def settings(self, settings: Mapping[str, str]) -> dict[str, str]:
        """Return settings of a process with the variable that makes it run this code."""
        return {**settings, "PYTHONPATH": str(self.source)}

    def serve(self, settings: Mapping[str, str]) -> Server:
        """Start a server on a free port, and wait until it responds."""
        port = free_port()
        command = [sys.executable, "-m", "recruit", "serve"]
        return Server(command, port, self.settings({**settings, "RECRUIT_PORT": str(port)}))

    async def run(self, settings: Mapping[str, str], *arguments: str) -> None:
        """Run a command of recruit. Raise MeasurementError with the end of its output when it fails."""
        command = (sys.executable, "-m", "recruit", *arguments)
        process = await asyncio.create_subprocess_exec(
            *command, env=environment(**self.settings(settings)), cwd=ROOT, stdout=PIPE, stderr=STDOUT
        )
        output, _ = await process.communicate()
        if process.returncode != 0:
            raise MeasurementError(f"recruit {' '.join(arguments)} failed: {output.decode()[-2000:]}")


PRESENT = Release(ROOT / "src")


def default_revision() -> str:
    """Return the newest release tag, or without one the last commit before the newest migration."""
    tag = _git("describe", "--tags", "--abbrev=0", check=False)
    return tag or _git("log", "-1", "--format=%H", "--diff-filter=A", "--", MIGRATIONS) + "^"


@contextmanager
def earlier_release(revision: str) -> Iterator[Release]:
    """Extract the code of a git revision while the block lasts."""
    with tempfile.TemporaryDirectory(prefix="recruit-earlier-") as directory:
        command = ["git", "archive", revision, "src"]
        archive = subprocess.run(  # noqa: S603 - ours
            command, cwd=ROOT, check=True, stdout=subprocess.PIPE
        ).stdout
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extractall(directory, filter="data")
        yield Release(Path(directory) / "src")


@asynccontextmanager
async def empty_database() -> AsyncIterator[str]:
    """Run a PostgreSQL, and return the URL of its database without tables."""
    directory, account = shared_directory()
    instance = Instance(directory / "one", account)
    try:
        async with kernel.SCHEMA.open(AdapterConfig("embedded:", instance.sockets)) as schema:
            await schema.current()
        account.own(instance.sockets)
        await instance.start()
        yield f"postgresql+asyncpg://recruit@/recruit?host={instance.sockets}&port={PORT}"
    finally:
        instance.end(signal.SIGQUIT)
        shutil.rmtree(directory)


class _Client(Client):
    pause = PAUSE_SECONDS


class _FollowedOrganisation(FollowedOrganisation):
    """An organisation with one writer: two may run into a deadlock, which fails one request at any time."""

    writers = 1
    pause = PAUSE_SECONDS


def participants(url: str) -> list[Participant]:
    """Return clients that use a connection for each request, as a proxy does by default.

    A request on a connection that is kept open may fail, because the server closes it at that moment.
    """
    clients: list[Participant] = [_Client(f"client{number}", url) for number in range(CLIENTS)]
    clients.append(_FollowedOrganisation("followed", url))
    for client in clients:
        client.http.headers["Connection"] = "close"
    return clients


class _Upgrade:
    """The steps of an upgrade, in which no request may fail except while killed workers are replaced."""

    def __init__(self, earlier: Server, later: Release, settings: Mapping[str, str]) -> None:
        self.servers = [earlier]
        self.clients: Sequence[Participant] = participants(earlier.url)
        self._later = later
        self._settings = settings
        self._lost: Counter[str] = Counter()

    def steps(self, *, kills: bool, reloads: bool) -> dict[str, Fault]:
        """Return the steps by name, with those in which old workers are killed, and replaced by SIGHUP."""
        steps: dict[str, Callable[[], Awaitable[None]]] = {
            "tables upgraded": self._upgrade_tables,
            **({"old workers killed": self._kill} if kills else {}),
            **({"old workers replaced": self._replace} if reloads else {}),
            "new server started": self._start,
            "traffic switched": self._switch,
            "old server stopped": self._stop,
        }
        return {name: _begun(step) for name, step in steps.items()}

    def failures(self) -> list[str]:
        """Return the requests that failed, without those that failed while killed workers were replaced."""
        failed = Counter(failure.what for client in self.clients for failure in client.failed)
        return [*(failed - self._lost).elements()]

    async def _upgrade_tables(self) -> None:
        await self._later.run(self._settings, "db", "upgrade")

    async def _kill(self) -> None:
        """Kill each worker, after the replacement of the one before serves."""
        before, server = self.failures(), self.servers[0]
        for killed in workers_of(server.pid):
            os.kill(killed, signal.SIGKILL)
            while len({*workers_of(server.pid)} - {killed}) < WORKERS:  # noqa: ASYNC110 - processes set no event
                await asyncio.sleep(POLL_SECONDS)
            await _wait_until_ready(server)
        self._lost = Counter(self.failures()) - Counter(before)

    async def _replace(self) -> None:
        """Have all workers replaced, each of which ends when its successor serves."""
        replaced = set(workers_of(self.servers[0].pid))
        os.kill(self.servers[0].pid, signal.SIGHUP)
        while replaced & set(workers_of(self.servers[0].pid)):  # noqa: ASYNC110 - they set no event
            await asyncio.sleep(POLL_SECONDS)

    async def _start(self) -> None:
        self.servers.append(await asyncio.to_thread(self._later.serve, self._settings))
        await _wait_until_ready(self.servers[1])

    async def _switch(self) -> None:
        """Send new requests to the new server. Responses and streams that have begun go on."""
        for client in self.clients:
            client.http.base_url = self.servers[1].url

    async def _stop(self) -> None:
        await asyncio.to_thread(self.servers[0].stop)


def _begun(step: Callable[[], Awaitable[None]]) -> Fault:
    """Return a function that begins a step when it is first called, and returns whether the step has ended."""
    begun: list[asyncio.Future[None]] = []

    def has_ended() -> bool:
        if not begun:
            begun.append(asyncio.ensure_future(step()))
        return begun[0].done() and begun[0].result() is None

    return has_ended


async def _wait_until_ready(server: Server) -> None:
    """Wait until READY responses in turn, over connections to any of the workers, say that they serve."""
    ready = 0
    async with httpx.AsyncClient(headers={"Connection": "close"}, timeout=TIMEOUT) as http:
        while ready < READY:
            try:
                serves = (await http.get(server.url + "/readyz")).is_success
            except httpx.TransportError:
                serves = False
            ready = ready + 1 if serves else 0
            await asyncio.sleep(0 if serves else POLL_SECONDS)


async def run(earlier: Release, later: Release, url: str, *, seconds: float, reloads: bool = False) -> Report:
    """Upgrade an earlier release's servers and tables, in the empty database at a URL, under load.

    With `reloads`, workers of the earlier release are also replaced by SIGHUP after the upgrade of the tables.
    """
    report = Report()
    settings = {
        "RECRUIT_WORKERS": str(WORKERS),
        "RECRUIT_STORAGE": url,
        "RECRUIT_SECRET_KEY": secrets.token_urlsafe(32),
        "RECRUIT_METRICS": "off",
        "RECRUIT_LOG_LEVEL": "error",
    }
    await earlier.run(settings, "db", "upgrade")
    upgrade = _Upgrade(await asyncio.to_thread(earlier.serve, settings), later, settings)
    try:
        kills = earlier.can_replace_workers
        steps = upgrade.steps(kills=kills, reloads=kills and reloads)
        await run_clients(upgrade.clients, report, steps, faults=len(steps), seconds=seconds)
        report.broken += upgrade.failures()
    finally:
        for server in upgrade.servers:
            await asyncio.to_thread(server.stop)
    return report


async def run_from(revision: str, *, seconds: float) -> Report:
    """Upgrade from a git revision to the present code."""
    with earlier_release(revision) as earlier:
        async with empty_database() as url:
            return await run(earlier, PRESENT, url, seconds=seconds, reloads=True)


def _git(*arguments: str, check: bool = True) -> str:
    """Return the output of git, empty when it fails and `check` is false."""
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=ROOT, check=check, capture_output=True)  # noqa: S603 - ours
    return done.stdout.decode().strip()
