"""`python -m chaos.soak [--minutes 10]`: load a server with 70 % of what it can do, and see what it keeps of that.

Exit code 1 when memory grows by more than 2 %, when answers become slower, or when descriptors or connections are left
over.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.processes import Server, free_port, process_tree, resident_memory
from chaos.faults import sessions
from chaos.traffic import Connection, Traffic, organisation
from recruit.adapters.postgres.embedded.postmaster import processes_of

CONNECTIONS = 64
"""More connections than the server's pool has, so that the probe opens each connection of the pool and prepares its
statements. At a lower load, the server uses few of them, and the rest would be opened over time."""

SHARE = 0.7
PROBE_SECONDS = 20.0
SLICES = 10
"""Number of time slices, each with its own figures. The first one is for warming up."""

GROWTH = 1.02
SLOWER = 1.5
"""Maximum ratio of the median p99 in the second half to that in the first. A single slice depends on the machine."""

SETTLED_SECONDS = 2.0
"""Seconds until closed connections are gone."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A time slice: latencies in seconds, and the memory of the server and of its database in KiB.

    The database's memory is the private memory of its processes, since the size of its shared cache is configured.
    """

    p50: float
    p99: float
    server: int
    database: int

    @classmethod
    def of(cls, times: Sequence[float], server: int, data: Path) -> "Slice":
        """Summarise latencies, in ascending order, and measure the memory."""
        p50, p99 = (times[round((len(times) - 1) * share)] for share in (0.5, 0.99))
        database = set(processes_of(data / "postgres"))
        return cls(
            p50, p99, resident_memory(set(process_tree(server)) - database), resident_memory(database, "Pss_Anon")
        )

    def text(self) -> str:
        """Return the figures as text."""
        memories = f"server {self.server / 1024:6.1f} MiB  database {self.database / 1024:6.1f} MiB"
        return f"  p50 {self.p50 * 1000:6.1f} ms  p99 {self.p99 * 1000:6.1f} ms  {memories}"


@dataclass(frozen=True, slots=True)
class IdleResources:
    """The resources of an idle server: open file descriptors, and sessions of its database."""

    descriptors: int
    sessions: int


async def measure_capacity(traffic: Traffic, seconds: float) -> float:
    """Return the capacity in requests per second, when every connection sends the next request at once."""
    count, until = 0, perf_counter() + seconds

    async def ask(connection: Connection) -> None:
        nonlocal count
        while perf_counter() < until:
            await traffic.send_one(connection)
            count += 1
        connection.close()

    await asyncio.gather(*map(ask, traffic.connections(CONNECTIONS)))
    return count / seconds


async def run_paced(traffic: Traffic, connections: Sequence[Connection], rate: float, seconds: float) -> list[float]:
    """Send requests at a fixed rate per second, independent of responses, and return their latencies, ascending.

    A latency is measured, in seconds, from the time at which the request was due.
    """
    free: asyncio.Queue[Connection] = asyncio.Queue()
    for connection in connections:
        free.put_nowait(connection)
    times: list[float] = []
    began = perf_counter()

    async def ask(connection: Connection, due: float) -> None:
        late = perf_counter() - due
        times.append(late + await traffic.send_one(connection))
        free.put_nowait(connection)

    async with asyncio.TaskGroup() as group:
        for number in range(int(rate * seconds)):
            due = began + number / rate
            if (wait := due - perf_counter()) > 0:
                await asyncio.sleep(wait)
            group.create_task(ask(await free.get(), due))
    return sorted(times)


async def soak(server: Server, data: Path, minutes: float) -> bool:
    """Load a server, print its latencies and memory, and return whether it kept its promises."""
    traffic = await organisation(server.url, server.port)
    capacity = await measure_capacity(traffic, PROBE_SECONDS)
    connections = traffic.connections(CONNECTIONS)
    await run_paced(traffic, connections, SHARE * capacity, PROBE_SECONDS)
    before = await idle_resources(server, data, connections)
    print_line(f"capacity {capacity:.0f} requests/s; soaking at {SHARE:.0%} for {minutes:g} minutes, from {before}")
    slices = []
    for _ in range(SLICES):
        times = await run_paced(traffic, connections, SHARE * capacity, minutes * 60 / SLICES)
        slices.append(Slice.of(times, server.pid, data))
        print_line(slices[-1].text())
    return within_limits(slices, before, await idle_resources(server, data, connections), traffic.failed)


async def idle_resources(server: Server, data: Path, connections: Sequence[Connection]) -> IdleResources:
    """Close the connections, and return the resources that the server still holds."""
    for connection in connections:
        connection.close()
    await asyncio.sleep(SETTLED_SECONDS)
    return IdleResources(descriptors(server.pid), len(sessions(data / "postgres")))


def descriptors(pid: int) -> int:
    """Count the open files of a process."""
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def within_limits(slices: Sequence[Slice], before: IdleResources, after: IdleResources, failed: Sequence[str]) -> bool:
    """Print the figures as ratios, and return whether they are within the limits."""
    first, last = slices[1], slices[-1]
    growth, databases = last.server / first.server, last.database / first.database
    earlier, later = (median(one.p99 for one in half) for half in (slices[1 : SLICES // 2], slices[SLICES // 2 :]))
    print_line("From the second tenth of the time to the last:")
    print_line(f"server's memory × {growth:.3f}, database's × {databases:.3f}")
    print_line(f"p99 × {later / earlier:.2f} from the first half to the second, by medians")
    print_line(f"descriptors {before.descriptors} → {after.descriptors}, sessions {before.sessions} → {after.sessions}")
    print_line(f"{len(failed)} requests failed {sorted(set(failed))}")
    over = after.descriptors > before.descriptors or after.sessions > before.sessions
    return growth <= GROWTH and later <= SLOWER * earlier and not over and not failed


def print_line(text: str) -> None:
    """Print and flush."""
    print(text, flush=True)  # noqa: T201 - the result


def main() -> int:
    """Run a server, soak it, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m chaos.soak", description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--minutes", type=float, default=10, help="how long (default: 10)")
    minutes: float = parser.parse_args().minutes
    with tempfile.TemporaryDirectory(prefix="recruit-soak-") as directory:
        port = free_port()
        settings = {"RECRUIT_PORT": str(port), "RECRUIT_DATA_DIR": directory, "RECRUIT_LOG_LEVEL": "error"}
        server = Server([sys.executable, "-m", "recruit", "serve"], port, settings | {"RECRUIT_METRICS": "127.0.0.1:0"})
        try:
            kept = asyncio.run(soak(server, Path(directory), minutes))
        finally:
            server.stop()
    print_line("every promise was kept" if kept else "BROKEN")
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
