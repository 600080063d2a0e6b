"""Server processes of the benchmarks, and their use of processor and memory, from /proc.

The processes end with the benchmarks, also after errors and interrupts.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

HOST = "127.0.0.1"
START_SECONDS = 90
STOP_SECONDS = 30
POLL = 0.005
PRIVATE = ("RECRUIT_", "OPENAI_", "OTEL_")
"""Prefixes of the caller's environment variables that must not affect the benchmarks."""

ROOT = Path(__file__).parents[1]
SILENT = ("--log-level", "error", "--no-access-log")
"""Options of uvicorn that disable the access log, since recruit logs no requests at this level either."""

TICK = os.sysconf("SC_CLK_TCK")


class MeasurementError(Exception):
    """A measurement failed."""


def free_port() -> int:
    """Return a free TCP port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def environment(**settings: str) -> dict[str, str]:
    """Return the environment without the caller's settings (PRIVATE), with these added."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PRIVATE)}
    return kept | settings


class Server:
    """A server process in a session of its own, so that an interrupt doesn't reach it before it is stopped in order.

    The constructor waits until the server responds. Raise MeasurementError when it doesn't start.
    """

    def __init__(self, command: Sequence[str], port: int, settings: Mapping[str, str]) -> None:
        self.url = f"http://{HOST}:{port}"
        self.port = port
        with tempfile.TemporaryFile() as log:
            self._process = subprocess.Popen(  # noqa: S603 - ours
                command, env=environment(**settings), cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
            try:
                self._wait()
            except BaseException:
                self.stop()
                log.seek(0)
                print(log.read().decode(errors="replace")[-2000:])  # noqa: T201 - why it failed
                raise

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    def stop(self) -> None:
        """Send SIGTERM, after STOP_SECONDS SIGKILL, and wait for the end of the process."""
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _wait(self) -> None:
        """Wait for a response of any status: servers open their ports when they are ready."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                urllib.request.urlopen(self.url + "/healthz", timeout=START_SECONDS).close()  # noqa: S310 - ours
            except urllib.error.HTTPError:
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(POLL)
            else:
                return
        code = self._process.poll()
        raise MeasurementError(f"{self.url} did not start" + ("" if code is None else f": it ended with {code}"))


@contextlib.contextmanager
def uvicorn(app: str, port: int) -> Iterator[Server]:
    """Serve an ASGI application with uvicorn while the block runs."""
    server = Server([sys.executable, "-m", "uvicorn", app, "--port", str(port), *SILENT], port, {})
    try:
        yield server
    finally:
        server.stop()


def process_tree(pid: int) -> list[int]:
    """Return the ids of a process and all its descendants."""
    try:
        lists = [file.read_text() for file in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [pid, *(member for text in lists for child in text.split() for member in process_tree(int(child)))]


def processor_seconds(pids: Iterable[int]) -> float:
    """Return the processor time of processes and their reaped children (proc_pid_stat(5), fields 14 to 17)."""
    ticks = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(int(number) for number in after_name[11:15])
    return ticks / TICK


def resident_memory(pids: Iterable[int], field: str = "Pss") -> int:
    """Return the resident memory of processes in KiB. Shared memory counts once (Pss of proc_pid_smaps(5)).

    With `field` "Pss_Anon" it is the private memory, without the shared page cache.
    """
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))
    return total
