"""Failover under load: a PostgreSQL primary with a synchronous replica, which is promoted."""

import asyncio
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

import asyncpg

from bench.processes import MeasurementError
from chaos.run import Report, partial_writes, participants, run_clients, serving
from recruit.adapters.postgres.embedded.cluster import find_programs
from recruit.adapters.postgres.embedded.postmaster import PORT, sockets_parent
from recruit.adapters.postgres.embedded.privileges import Account, account_for
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig

WAIT_SECONDS = 60.0
POLL_SECONDS = 0.05
SYNCHRONOUS = "SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')"


class Instance:
    """One PostgreSQL server: its data directory, and the directory of its socket.

    `programs` are those of PostgreSQL, by default the embedded server's, and `settings` further ones of the server.
    """

    def __init__(
        self, place: Path, account: Account, programs: Path | None = None, settings: Sequence[str] = ()
    ) -> None:
        self.cluster = place / "postgres"
        self.sockets = place
        self._account = account
        self._programs = programs or find_programs()
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def dsn(self, user: str = "postgres") -> str:
        """Return its URL."""
        return f"postgresql://{user}@/recruit?host={self.sockets}&port={PORT}"

    async def start(self) -> None:
        """Start the server, and wait until it accepts connections."""
        settings = (f"unix_socket_directories={self.sockets}", "listen_addresses=", f"port={PORT}", *self._settings)
        options = (option for setting in settings for option in ("-c", setting))
        command: list[str | Path] = [self._programs / "postgres", "-D", self.cluster, *options]
        self._process = self._account.popen(command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL)
        await self.ask("SELECT 1")

    async def ask(self, query: str, *arguments: object) -> Any:
        """Return the first value of a query's result. Retry failed connections, for up to WAIT_SECONDS."""
        async with asyncio.timeout(WAIT_SECONDS):
            while True:
                try:
                    connection = await asyncpg.connect(self.dsn())
                except (OSError, asyncpg.PostgresError):
                    await asyncio.sleep(POLL_SECONDS)
                    continue
                try:
                    return await connection.fetchval(query, *arguments)
                finally:
                    await connection.close()

    def end(self, number: signal.Signals) -> None:
        """Send a signal to the server and wait for its end."""
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait()


@asynccontextmanager
async def replicated_pair() -> AsyncIterator[tuple[Instance, Instance]]:
    """Run a primary with recruit's tables, and a synchronous replica, which confirms every commit of the primary."""
    directory, account = shared_directory()
    instances = [Instance(directory / name, account) for name in ("a", "b")]
    try:
        async with AsyncExitStack() as stack:
            await _make_primary(instances[0], account)
            for instance in instances:
                stack.callback(instance.end, signal.SIGQUIT)
            await instances[0].start()
            await asyncio.to_thread(_copy, instances[0], instances[1], account)
            await instances[1].start()
            await instances[0].ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
            await instances[0].ask("SELECT pg_reload_conf()")
            async with asyncio.timeout(WAIT_SECONDS):
                while not await instances[0].ask(SYNCHRONOUS):  # noqa: ASYNC110 - it sets no event of ours
                    await asyncio.sleep(POLL_SECONDS)
            yield instances[0], instances[1]
    finally:
        shutil.rmtree(directory)


def shared_directory(programs: Path | None = None) -> tuple[Path, Account]:
    """Create a directory for PostgreSQL servers, and return it with the account that runs them."""
    directory = Path(tempfile.mkdtemp(prefix="recruit-pair-", dir=sockets_parent()))
    directory.chmod(0o755)
    return directory, account_for(directory / "postgres", (programs or find_programs()) / "postgres", directory)


async def _make_primary(instance: Instance, account: Account) -> None:
    """Create a cluster with recruit's tables by the embedded server, and give it to the account."""
    data = instance.sockets
    async with kernel.STORAGE.open(AdapterConfig("embedded:", data)) as storage:
        await storage.ping()
    account.own(data)


def _copy(primary: Instance, replica: Instance, account: Account) -> None:
    """Copy a running primary to its replica, with pg_basebackup."""
    replica.sockets.mkdir(mode=0o700)
    account.own(replica.sockets)
    program = find_programs() / "pg_basebackup"
    command: list[str | Path] = [
        program,
        "-h",
        primary.sockets,
        "-p",
        str(PORT),
        "-U",
        "postgres",
        "-D",
        replica.cluster,
    ]
    with account.popen([*command, "--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast"]) as copying:
        if copying.wait() != 0:
            raise MeasurementError("pg_basebackup failed")


async def run(*, seconds: float) -> Report:
    """Kill the primary and promote the replica under load. No acknowledged write may be missing."""
    report = Report()
    async with replicated_pair() as (primary, replica):
        address = f"host={primary.sockets},{replica.sockets}&port={PORT},{PORT}&target_session_attrs=primary"
        settings = {
            "RECRUIT_STORAGE": f"postgresql+asyncpg://recruit@/recruit?{address}",
            "RECRUIT_SECRET_KEY": secrets.token_urlsafe(32),
        }

        def fail_over() -> bool:
            primary.end(signal.SIGKILL)
            promoting.append(asyncio.ensure_future(replica.ask("SELECT pg_promote()")))
            return True

        promoting: list[asyncio.Future[Any]] = []
        async with serving(settings) as server:
            clients = participants(server.url)
            await run_clients(clients, report, {"replica promoted": fail_over}, faults=1, seconds=seconds)
            await asyncio.gather(*promoting)
            report.broken += await partial_writes(replica.dsn())
    return report
