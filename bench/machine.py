"""The machine: its hardware and software, and its use by other processes."""

import os
import platform
import re
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

PACKAGES = ("litestar", "uvicorn", "uvloop", "msgspec", "sqlalchemy", "asyncpg", "numpy")
QUIET_IDLE_SHARE = 0.95
"""Minimum fraction of idle processor time on a quiet machine."""

CHECK_SECONDS = 0.5
MAX_CHECKS = 300
"""Maximum repetitions of the check. Background work delays it: the vacuum of 100,000 new rows takes a minute."""


class Busy(Exception):
    """Other processes use the machine."""


class Machine:
    """Monitor other processes' use of the machine. With `tolerant`, record it instead of raising Busy."""

    def __init__(self, *, tolerant: bool) -> None:
        self._tolerant = tolerant
        self.min_idle = 1.0
        self.max_stolen = 0.0

    @property
    def quiet(self) -> bool:
        """Whether every check found the machine quiet."""
        return self.min_idle >= QUIET_IDLE_SHARE

    def check(self) -> None:
        """Check the idle time of all processors while no benchmark runs, with up to MAX_CHECKS retries. Raise Busy."""
        idle = idle_share(CHECK_SECONDS)
        for _ in range(0 if self._tolerant else MAX_CHECKS):
            if idle >= QUIET_IDLE_SHARE:
                break
            idle = idle_share(CHECK_SECONDS)
        self.min_idle = min(self.min_idle, idle)
        if idle < QUIET_IDLE_SHARE and not self._tolerant:
            raise Busy(
                f"something else uses {1 - idle:.0%} of this machine, which would spoil the measurement: "
                "end it, or say --busy to get a result that is marked as unreliable"
            )


class Ticks(NamedTuple):
    """Ticks of all processors, in the order of /proc/stat (proc_stat(5)).

    `stolen`: time that the host of a virtual machine gave to other machines.
    """

    user: int
    nice: int
    system: int
    idle: int
    iowait: int
    irq: int
    softirq: int
    stolen: int


def ticks() -> Ticks:
    """Return the ticks since boot."""
    first = Path("/proc/stat").read_text().partition("\n")[0]
    return Ticks(*(int(number) for number in first.split()[1:9]))


def since(then: Ticks) -> Ticks:
    """Return the ticks since an earlier reading."""
    return Ticks(*(now - before for now, before in zip(ticks(), then, strict=True)))


def idle_share(seconds: float) -> float:
    """Return the fraction of idle processor time, 0..1, over the next seconds."""
    then = ticks()
    time.sleep(seconds)
    spent = since(then)
    return (spent.idle + spent.iowait) / max(1, sum(spent))


def stolen_share(then: Ticks) -> float:
    """Return the stolen fraction, 0..1, of the busy processor time since an earlier reading."""
    spent = since(then)
    return spent.stolen / max(1, sum(spent) - spent.idle - spent.iowait)


def environment_facts(postgres: str, yardstick: Sequence[str]) -> list[tuple[str, str]]:
    """Return names and values of the facts that results depend on.

    `postgres`: version of the server. `yardstick`: packages of the usual program, as `name==version`.
    """
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return [
        ("Processor", f"{_field('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores"),
        ("Memory", f"{int(_field('/proc/meminfo', 'MemTotal').split()[0]) / 2**20:.0f} GiB"),
        ("Kernel", f"{platform.system()} {platform.release()}"),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("PostgreSQL", postgres),
        ("recruit", f"{version('recruit')} with {packages}"),
        ("Usual program", ", ".join(line.replace("==", " ") for line in yardstick)),
    ]


def _field(file: str, name: str) -> str:
    found = re.search(rf"^{name}\s*:\s*(.+)$", Path(file).read_text(), re.MULTILINE)
    return found.group(1) if found else "unknown"
